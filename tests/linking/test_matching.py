"""Sentences with the terms of a vocabulary, and the patterns that match in them."""

import pytest

from explorer.linking.links import Evidence
from explorer.linking.lookup import PatternLookup
from explorer.linking.matching import FormSpan, Matcher, NumberedPart, PatternHit, Sentence
from explorer.linking.patterns import PatternTerm, parse_pattern

NAMES = {PatternTerm(("poland",)): {"POL"}, PatternTerm(("guinea",)): {"GIN", "GNB"}}


def matcher(*patterns: str) -> Matcher[str]:
    lookup: PatternLookup[str] = PatternLookup({}, NAMES, "country")
    for pattern in patterns:
        lookup.add(parse_pattern(pattern), pattern)
    lookup.ignore([PatternTerm(("ice", "cream"))])
    return Matcher(lookup)


def matched(text: str, *patterns: str, home_country: str = "") -> list[tuple[str, int]]:
    """Return the patterns that match, each with the number of its sentence."""
    reader = matcher(*patterns)
    return [(hit.key, hit.sentence) for hit in reader.hits(reader.read(text, home_country))]


def test_a_pattern_matches_once_in_each_sentence() -> None:
    text = "Guns and guns. No arms. A gun."
    assert matched(text, "gun") == [("gun", 0), ("gun", 2)]


def test_a_hit_covers_the_first_words_that_match_it() -> None:
    reader = matcher("border ~ porous + guard")
    sentences = reader.read("A guard at the porous border.")
    (hit,) = reader.hits(sentences)
    assert hit.spans == (FormSpan(4, 6), FormSpan(1, 2))
    assert hit.words == {(0, 4), (0, 5), (0, 1)}
    assert hit.evidence("A guard at the porous border.", sentences) == (
        Evidence("porous border", 15, 28),
        Evidence("guard", 2, 7),
    )


@pytest.mark.parametrize(
    ("text", "home_country", "matches"),
    [
        ("Poland is near.", "", True),
        ("Poland is near.", "POL", False),
        ("A poland is near.", "", False),
        ("Guinea is near.", "GIN", True),  # it may be the other one
    ],
)
def test_a_country_matches_in_capitals_and_abroad(text: str, home_country: str, matches: bool) -> None:
    assert bool(matched(text, "@country", home_country=home_country)) is matches


def test_an_ignored_phrase_hides_its_words_and_no_others() -> None:
    assert matched("Ice cream on ice.", "ice", "cream") == [("ice", 0)]


def test_a_choice_has_its_spans_in_reading_order() -> None:
    reader = matcher("boat, ship")
    (sentence,) = reader.read("A ship, a boat, a ship.")
    part = NumberedPart((1,), ())  # the choice after the empty one
    assert sentence.find(part) == [FormSpan(1, 2), FormSpan(3, 4), FormSpan(5, 6)]


def test_an_empty_text_has_no_sentences_and_no_hits() -> None:
    reader = matcher("boat")
    nothing: list[Sentence] = reader.read("")
    assert nothing == []
    hits: list[PatternHit[str]] = list(reader.hits(nothing))
    assert hits == []
