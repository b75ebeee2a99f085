"""Queries read with a small vocabulary, and hits sorted by indicator."""

import pytest

from explorer.core.errors import NotFoundError
from explorer.linking.links import Evidence
from explorer.linking.lookup import PatternLookup
from explorer.linking.matching import FormSpan, Matcher, PatternHit
from explorer.linking.patterns import parse_pattern
from explorer.linking.reader import EntryKey, Reader, evidence_of, hits_by_indicator

MEDIUM, STRONG = 1.5, 3.0
PATTERNS = (
    ("opium", "heroin-trade", STRONG),
    ("poppy", "heroin-trade", MEDIUM),
    ("opium poppy", "heroin-trade", STRONG),
    ("coca", "cocaine-trade", MEDIUM),
    ("coca cola", "cocaine-trade", 0.0),
    ("border", "territorial-integrity", 0.75),
)


def lookup() -> PatternLookup[EntryKey]:
    patterns: PatternLookup[EntryKey] = PatternLookup({}, {}, "country")
    for number, (pattern, indicator, weight) in enumerate(PATTERNS):
        patterns.add(parse_pattern(pattern), EntryKey(indicator, number, weight))
    return patterns


@pytest.fixture(scope="module")
def reader() -> Reader:
    terms = {"cocaine-trade": ("coca",), "heroin-trade": ("opium", "poppy")}
    return Reader(lookup(), terms, MEDIUM, STRONG)


@pytest.mark.parametrize(
    ("query", "links"),
    [
        ("opium", [("heroin-trade", 2)]),
        ("poppy", [("heroin-trade", 1)]),
        ("coca and opium", [("heroin-trade", 2), ("cocaine-trade", 1)]),
        ("poppy and coca", [("cocaine-trade", 1), ("heroin-trade", 1)]),  # in the order of the vocabulary
        ("coca cola", []),
        ("border", []),  # too weak
        ("", []),
    ],
)
def test_a_query_refers_to_an_indicator_or_names_it(reader: Reader, query: str, links: list[tuple[str, int]]) -> None:
    assert [(link.indicator, link.grade) for link in reader.read(query)] == links


def test_terms_are_those_of_the_indicator(reader: Reader) -> None:
    assert reader.words("heroin-trade") == ("opium", "poppy")
    assert reader.words("law-enforcement") == ()
    with pytest.raises(NotFoundError):
        reader.words("herion-trade")


def test_a_word_counts_for_one_pattern_of_an_indicator_alone() -> None:
    matcher = Matcher(lookup())
    hits_of = hits_by_indicator(matcher.hits(matcher.read("Opium poppy and coca cola. Coca.")))
    assert [hit.key.number for hit in hits_of["heroin-trade"]] == [0, 1]
    assert [(hit.sentence, hit.spans) for hit in hits_of["cocaine-trade"]] == [(1, (FormSpan(0, 1),))]


def test_evidence_is_in_reading_order_and_does_not_overlap() -> None:
    matcher = Matcher(lookup())
    text = "Coca, then opium poppy."
    sentences = matcher.read(text)
    hits: list[PatternHit[EntryKey]] = list(matcher.hits(sentences))
    assert evidence_of(text, sentences, hits) == (Evidence("Coca", 0, 4), Evidence("opium poppy", 11, 22))
