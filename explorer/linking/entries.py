"""The entries of a vocabulary, compiled for matching."""

from explorer.linking.lookup import PatternLookup
from explorer.linking.patterns import PatternTerm
from explorer.linking.reader import EntryKey, Lines, QueryTerms, Rows
from explorer.linking.strengths import QUERY_TERMS
from explorer.linking.vocabulary import COUNTRIES, Vocabulary, plain_terms
from explorer.linking.words import sentence_words
from explorer.model.taxonomy import taxonomy


def pattern_lookup(vocabulary: Vocabulary, is_query: bool) -> PatternLookup[EntryKey]:
    """Compile the entries of a vocabulary for passages, or for queries, which have terms of their own."""
    lookup: PatternLookup[EntryKey] = PatternLookup(vocabulary.classes, _country_names(), COUNTRIES)
    for topic in vocabulary.topics:
        for number, entry in enumerate(topic.all_entries):
            if is_query or entry.strength != QUERY_TERMS:
                lookup.add(entry.pattern, EntryKey(topic.indicator, number, entry.strength))
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
    """Return all that `Reader.stored` needs: the lookup for queries, and the plain terms."""
    lines, rows = lookup.tables()
    terms = ["\t".join((slug, *words)) for slug, words in query_terms(vocabulary).items()]
    return {**lines, "query-terms": terms}, rows


def query_terms(vocabulary: Vocabulary) -> QueryTerms:
    """Return the terms that readers would type for each indicator."""
    return {
        topic.indicator: tuple(dict.fromkeys(term for entry in topic.query_terms for term in plain_terms(entry)))
        for topic in vocabulary.topics
    }
