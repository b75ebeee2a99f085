"""The entries of a vocabulary, ready to be looked for in texts."""

from explorer.linking.lookup import PatternLookup
from explorer.linking.patterns import PatternTerm
from explorer.linking.reader import Asked, EntryKey, Lines, Rows
from explorer.linking.vocabulary import COUNTRIES, NEVER, Vocabulary, plain_words
from explorer.linking.words import sentences
from explorer.model.taxonomy import taxonomy


def pattern_lookup(vocabulary: Vocabulary, is_query: bool) -> PatternLookup[EntryKey]:
    """The patterns of a vocabulary, ready to be looked for in texts of one kind."""
    weights = vocabulary.weights
    lookup: PatternLookup[EntryKey] = PatternLookup(vocabulary.classes, _country_names(), COUNTRIES)
    worth = {
        "certain": weights.sure,
        "sure": weights.sure,
        "likely": weights.likely,
        "hint": weights.hint,
        "asked": weights.sure,
        NEVER: 0.0,
    }
    for topic in vocabulary.topics:
        for number, entry in enumerate(topic.all_entries):
            if is_query or entry.strength != "asked":
                is_near = entry.strength == "sure" and not entry.pattern.is_plain
                key = EntryKey(topic.indicator, number, weights.near if is_near else worth[entry.strength])
                lookup.add(entry.pattern, key)
    lookup.set_mask(vocabulary.masks)
    return lookup


def _country_names() -> dict[PatternTerm, set[str]]:
    names: dict[PatternTerm, set[str]] = {}
    for country in taxonomy().countries:
        for name in (country.name, *country.also, *country.demonyms):
            words = [word.form for word in next(sentences(name.split(",")[0]))]
            if not (len(words) == 1 and name.isupper()):  # "CAR", "PRC"
                names.setdefault(PatternTerm(tuple(words)), set()).add(country.code)
    return names


def reader_tables(vocabulary: Vocabulary, lookup: PatternLookup[EntryKey]) -> tuple[Lines, Rows]:
    """All that `Reader.stored` needs: the lookup of a vocabulary for queries, and what goes with it."""
    lines, rows = lookup.tables()
    weights = vocabulary.weights
    asked = ["\t".join((slug, *words)) for slug, words in asked_words(vocabulary).items()]
    return {**lines, "asked": asked, "worth": [repr(weights.likely), repr(weights.sure)]}, rows


def asked_words(vocabulary: Vocabulary) -> Asked:
    """The terms that readers would type for each indicator."""
    return {
        topic.indicator: tuple(dict.fromkeys(word for entry in topic.asked for word in plain_words(entry)))
        for topic in vocabulary.topics
    }
