"""Sentences with the terms of a vocabulary, and the patterns that match in them."""

import pytest

from explorer.linking.lookup import PatternLookup
from explorer.linking.matching import FormSpan, Matcher, PatternHit, Sentence
from explorer.linking.patterns import Pattern, PatternTerm
from tests.linking.test_patterns import pattern

NAMES = {PatternTerm(("poland",)): {"POL"}, PatternTerm(("guinea",)): {"GIN", "GNB"}}


def matcher(**patterns: Pattern) -> Matcher[str]:
    lookup: PatternLookup[str] = PatternLookup({}, NAMES, "country")
    for name, added in patterns.items():
        lookup.add(added, name)
    lookup.ignore([PatternTerm(("ice", "cream"))])
    return Matcher(lookup)


def matched(text: str, home_country: str = "", **patterns: Pattern) -> list[tuple[str, int]]:
    """Return the names of the patterns that match, each with the number of its sentence."""
    reader = matcher(**patterns)
    return [(hit.key, hit.sentence) for hit in reader.hits(reader.read(text, home_country))]


def test_a_pattern_matches_once_in_each_sentence() -> None:
    assert matched("Guns and guns. No arms. A gun.", it=pattern("gun")) == [("it", 0), ("it", 2)]


def test_a_hit_covers_every_occurrence_of_its_terms() -> None:
    reader = matcher(it=pattern("gun,rifle"))
    (hit,) = reader.hits(reader.read("A rifle, a gun and a rifle."))
    assert hit.spans == (FormSpan(1, 2), FormSpan(3, 4), FormSpan(6, 7))
    assert hit.words == {(0, 1), (0, 3), (0, 6)}


def test_a_hit_covers_the_nearest_pair_of_its_terms_and_the_words_near_them() -> None:
    reader = matcher(it=pattern("border", near="guard"))
    (hit,) = reader.hits(reader.read("A guard at the old border sees no guard."))
    assert hit.spans == (FormSpan(5, 6), FormSpan(8, 9))


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
    assert bool(matched(text, home_country, it=pattern("@country"))) is matches


def test_an_ignored_phrase_hides_its_words_and_no_others() -> None:
    assert matched("Ice cream on ice.", ice=pattern("ice"), cream=pattern("cream")) == [("ice", 0)]


def test_a_sentence_shows_its_words_as_the_text_has_them() -> None:
    text = "Nothing. A front company owns it."
    sentences = matcher().read(text)
    words = sentences[1].evidence(text, 1, 3)
    assert (words.text, words.start, words.end) == ("front company", 11, 24)


def test_an_empty_text_has_no_sentences_and_no_hits() -> None:
    reader = matcher(it=pattern("boat"))
    nothing: list[Sentence] = reader.read("")
    assert nothing == []
    hits: list[PatternHit[str]] = list(reader.hits(nothing))
    assert hits == []
