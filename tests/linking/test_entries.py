"""A vocabulary compiled for passages and for queries."""

import pytest

from explorer.linking.entries import pattern_lookup, query_terms, reader_tables
from explorer.linking.matching import Matcher
from explorer.linking.patterns import PatternTerm, parse_pattern
from explorer.linking.reader import Reader
from explorer.linking.vocabulary import LinkWeights, Topic, Vocabulary, VocabularyEntry
from tests.linking.test_points import WEIGHTS


def entry(pattern: str, strength: str) -> VocabularyEntry:
    return VocabularyEntry(parse_pattern(pattern), strength, "markets.toml:1")


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    topic = Topic(
        "heroin-trade",
        query_terms=(entry("smack, =heroin", "query_terms"), entry("brown|white sugar", "query_terms")),
        entries=(
            entry("heroin + kilos", "decisive"),
            entry("heroin", "strong"),
            entry("poppy ~ field", "strong"),
            entry("opiate", "medium"),
            entry("courier", "weak"),
        ),
        exclude=(entry("heroin chic", "exclude"),),
    )
    return Vocabulary(WEIGHTS, {}, (PatternTerm(("poppy", "seed")),), (topic,))


def weights_in(vocabulary: Vocabulary, text: str, is_query: bool) -> list[float]:
    matcher = Matcher(pattern_lookup(vocabulary, is_query))
    return [hit.key.weight for hit in matcher.hits(matcher.read(text))]


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        ("Kilos of heroin.", [WEIGHTS.strong, WEIGHTS.strong]),
        ("A field of poppies.", [WEIGHTS.near]),
        ("Opiates.", [WEIGHTS.medium]),
        ("A courier.", [WEIGHTS.weak]),
        ("Heroin chic.", [WEIGHTS.strong, 0.0]),
        ("Poppy seed in the field.", []),
        ("Smack.", []),
    ],
)
def test_a_pattern_weighs_by_its_strength(vocabulary: Vocabulary, text: str, weights: list[float]) -> None:
    assert weights_in(vocabulary, text, is_query=False) == weights


def test_what_readers_type_is_matched_in_queries_alone(vocabulary: Vocabulary) -> None:
    assert weights_in(vocabulary, "smack", is_query=True) == [WEIGHTS.strong]


def test_query_terms_are_plain_words_in_the_order_of_the_vocabulary(vocabulary: Vocabulary) -> None:
    assert query_terms(vocabulary) == {"heroin-trade": ("smack", "heroin", "brown sugar")}


def test_a_stored_reader_has_the_weights_and_terms_of_the_vocabulary(vocabulary: Vocabulary) -> None:
    lines, rows = reader_tables(vocabulary, pattern_lookup(vocabulary, is_query=True))
    assert [float(weight) for weight in lines["weights"]] == [WEIGHTS.medium, WEIGHTS.strong]
    reader = Reader.stored(lines, rows)
    assert reader.words("heroin-trade") == ("smack", "heroin", "brown sugar")
    assert [(link.indicator, link.grade) for link in reader.read("smack")] == [("heroin-trade", 2)]


def test_every_weight_of_the_record_is_above_zero() -> None:
    values = [getattr(WEIGHTS, name) for name in LinkWeights.__dataclass_fields__]
    assert len(values) == 15 and min(values) > 0
