"""The entries of a vocabulary, compiled for matching."""

from explorer.linking.lookup import PatternLookup
from explorer.linking.patterns import PatternTerm
from explorer.linking.reader import EntryKey, Lines, QueryTerms, Rows
from explorer.linking.vocabulary import COUNTRIES, EXCLUDE, QUERY_TERMS, Vocabulary, plain_terms
from explorer.linking.words import sentence_words
from explorer.model.taxonomy import taxonomy


def pattern_lookup(vocabulary: Vocabulary, is_query: bool) -> PatternLookup[EntryKey]:
    """Compile the patterns of a vocabulary for passages, or for queries, which have patterns of their own."""
    weights = vocabulary.weights
    lookup: PatternLookup[EntryKey] = PatternLookup(vocabulary.classes, _country_names(), COUNTRIES)
    weight_of = {
        "decisive": weights.strong,
        "strong": weights.strong,
        "medium": weights.medium,
        "weak": weights.weak,
        QUERY_TERMS: weights.strong,
        EXCLUDE: 0.0,
    }
    for topic in vocabulary.topics:
        for number, entry in enumerate(topic.all_entries):
            if is_query or entry.strength != QUERY_TERMS:
                is_near = entry.strength == "strong" and not entry.pattern.is_plain
                key = EntryKey(topic.indicator, number, weights.near if is_near else weight_of[entry.strength])
                lookup.add(entry.pattern, key)
    lookup.ignore(vocabulary.ignore_phrases)
    return lookup


def _country_names() -> dict[PatternTerm, set[str]]:
    names: dict[PatternTerm, set[str]] = {}
    for country in taxonomy().countries:
        for name in country.names:
            words = [word.form for word in next(sentence_words(name.split(",")[0]))]
            if not (len(words) == 1 and name.isupper()):  # "CAR", "PRC"
                names.setdefault(PatternTerm(tuple(words)), set()).add(country.code)
    return names


def reader_tables(vocabulary: Vocabulary, lookup: PatternLookup[EntryKey]) -> tuple[Lines, Rows]:
    """Return all that `Reader.stored` needs: the lookup for queries, the plain terms and the weights."""
    lines, rows = lookup.tables()
    weights = vocabulary.weights
    terms = ["\t".join((slug, *words)) for slug, words in query_terms(vocabulary).items()]
    return {**lines, "query-terms": terms, "weights": [repr(weights.medium), repr(weights.strong)]}, rows


def query_terms(vocabulary: Vocabulary) -> QueryTerms:
    """Return the terms that readers would type for each indicator."""
    return {
        topic.indicator: tuple(dict.fromkeys(term for entry in topic.query_terms for term in plain_terms(entry)))
        for topic in vocabulary.topics
    }
