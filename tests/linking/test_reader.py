"""Queries read with a small vocabulary, and hits sorted by indicator."""

import pytest

from explorer.core.errors import NotFoundError
from explorer.linking.links import Evidence
from explorer.linking.lookup import PatternLookup
from explorer.linking.matching import FormSpan, Matcher
from explorer.linking.reader import EntryKey, Reader, evidence_of, hits_by_indicator
from explorer.linking.strengths import LINKS, NAMES, QUERY_TERMS, SUGGESTS
from tests.linking.test_patterns import pattern

PATTERNS = (
    ("opium", "heroin-trade", NAMES),
    ("poppy", "heroin-trade", SUGGESTS),
    ("opium poppy", "heroin-trade", LINKS),
    ("coca", "cocaine-trade", QUERY_TERMS),
    ("border", "territorial-integrity", SUGGESTS),
)


def lookup() -> PatternLookup[EntryKey]:
    patterns: PatternLookup[EntryKey] = PatternLookup({}, {}, "country")
    for number, (written, indicator, strength) in enumerate(PATTERNS):
        patterns.add(pattern(written), EntryKey(indicator, number, strength))
    return patterns


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(lookup(), {"cocaine-trade": ("coca",), "heroin-trade": ("opium", "poppy")})


@pytest.mark.parametrize(
    ("query", "links"),
    [
        ("opium", ["heroin-trade"]),
        ("opium and coca", ["cocaine-trade", "heroin-trade"]),  # in the order of the vocabulary
        ("poppy", []),  # only suggests it
        ("border", []),
        ("", []),
    ],
)
def test_a_query_refers_to_the_indicators_that_it_names(reader: Reader, query: str, links: list[str]) -> None:
    assert [(link.indicator, link.grade) for link in reader.read(query)] == [(slug, 2) for slug in links]


def test_terms_are_those_of_the_indicator(reader: Reader) -> None:
    assert reader.words("heroin-trade") == ("opium", "poppy")
    assert reader.words("law-enforcement") == ()
    with pytest.raises(NotFoundError):
        reader.words("herion-trade")


def test_a_word_counts_for_the_strongest_entry_of_an_indicator_alone() -> None:
    matcher = Matcher(lookup())
    hits_of = hits_by_indicator(matcher.hits(matcher.read("Opium poppy and coca. Poppies and opium.")))
    assert [(hit.key.number, hit.sentence) for hit in hits_of["heroin-trade"]] == [(2, 0), (0, 1), (1, 1)]
    assert [(hit.sentence, hit.spans) for hit in hits_of["cocaine-trade"]] == [(0, (FormSpan(3, 4),))]


def test_evidence_is_in_reading_order_and_does_not_overlap() -> None:
    coca, opium, both = Evidence("Coca", 0, 4), Evidence("opium", 11, 16), Evidence("opium poppy", 11, 22)
    assert evidence_of([both, opium, coca, coca]) == (coca, both)
    assert evidence_of([]) == ()
