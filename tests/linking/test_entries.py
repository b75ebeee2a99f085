"""A vocabulary compiled for passages and for queries."""

import pytest

from explorer.linking.entries import pattern_lookup, query_terms, reader_tables
from explorer.linking.matching import Matcher
from explorer.linking.patterns import Pattern, PatternTerm
from explorer.linking.reader import Reader
from explorer.linking.vocabulary import LinkThresholds, Topic, Vocabulary, VocabularyEntry
from tests.linking.test_patterns import pattern

THRESHOLDS = LinkThresholds(section=0.5, elsewhere=0.5, main=0.9, told=0.5, everyday=4)


def entry(it: Pattern, strength: str) -> VocabularyEntry:
    return VocabularyEntry(it, strength, "markets/heroin-trade.toml:1")


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    topic = Topic(
        "heroin-trade",
        query_terms=(
            entry(pattern("smack"), "query_terms"),
            entry(pattern("=heroin"), "query_terms"),
            entry(pattern("brown|white sugar"), "query_terms"),
        ),
        entries=(
            entry(pattern("heroin", near="kilos"), "links"),
            entry(pattern("heroin,opium"), "names"),
            entry(pattern("courier"), "suggests"),
        ),
    )
    return Vocabulary(THRESHOLDS, {}, (PatternTerm(("poppy", "seed")),), (topic,))


def strengths_in(vocabulary: Vocabulary, text: str, is_query: bool) -> list[str]:
    matcher = Matcher(pattern_lookup(vocabulary, is_query))
    return [hit.key.strength for hit in matcher.hits(matcher.read(text))]


@pytest.mark.parametrize(
    ("text", "strengths"),
    [
        ("Kilos of heroin.", ["links", "names"]),
        ("Opium.", ["names"]),
        ("A courier.", ["suggests"]),
        ("Poppy seed in the field.", []),
        ("Smack.", []),
    ],
)
def test_an_entry_matches_with_its_strength(vocabulary: Vocabulary, text: str, strengths: list[str]) -> None:
    assert strengths_in(vocabulary, text, is_query=False) == strengths


def test_what_readers_type_is_matched_in_queries_alone(vocabulary: Vocabulary) -> None:
    assert strengths_in(vocabulary, "smack", is_query=True) == ["query_terms"]


def test_query_terms_are_plain_words_in_the_order_of_the_vocabulary(vocabulary: Vocabulary) -> None:
    assert query_terms(vocabulary) == {"heroin-trade": ("smack", "heroin", "brown sugar")}


def test_a_reader_of_the_tables_reads_as_the_compiled_vocabulary(vocabulary: Vocabulary) -> None:
    lines, rows = reader_tables(vocabulary, pattern_lookup(vocabulary, is_query=True))
    reader = Reader.stored(lines, rows)
    assert [link.indicator for link in reader.read("white sugar")] == ["heroin-trade"]
    assert reader.read("poppy seed") == ()
    assert reader.words("heroin-trade") == ("smack", "heroin", "brown sugar")
