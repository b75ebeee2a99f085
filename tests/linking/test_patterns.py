"""The pattern language, and refusal of what is not in it."""

import pytest

from explorer.linking import matching
from explorer.linking.links import Evidence
from explorer.linking.lookup import PatternLookup
from explorer.linking.matching import Matcher
from explorer.linking.patterns import PatternError, PatternTerm, parse_pattern

CLASSES = {"police": (PatternTerm(("police",)), PatternTerm(("gendarm*",)))}


def evidence(pattern: str, text: str, own: str = "") -> list[str]:
    """Return the words of a text that a pattern matches."""
    names = {PatternTerm(("poland",)): {"POL"}, PatternTerm(("polish",)): {"POL"}}
    lookup: PatternLookup[str] = PatternLookup(CLASSES, names, "country")
    lookup.add(parse_pattern(pattern), "it")
    matcher = Matcher(lookup)
    read = matcher.read(text, own)
    return [words.text for hit in matcher.hits(read) for words in hit.evidence(text, read)]


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("shell company", "Shell companies own it.", ["Shell companies"]),
        ("shell company", "A shell and a company.", []),
        ("shell company", "The shell, company men say.", []),
        ("shell|front company", "A front company.", ["front company"]),
        ("shell company, letterbox firm", "Letterbox firms.", ["Letterbox firms"]),
        ("smuggl*", "A smuggler was seen.", ["smuggler"]),
        ("=arms", "Arms for an arm.", ["Arms"]),
        ("# tonnes", "Some 11 tonnes.", ["11 tonnes"]),
        ("@police", "The gendarmerie came.", ["gendarmerie"]),
        ("border .. porous", "The border is long and porous.", ["border is long and porous"]),
        ("border .. porous", "A porous border.", []),
        ("border ~ porous", "A porous border.", ["porous border"]),
        ("border ~ porous", "The border that one may cross at any hour is porous.", []),
        ("@police + brib*", "Bribes go, as all say in town, to the police.", ["police", "Bribes"]),
        ("@police + brib*", "Bribes are paid. The police sleep.", []),
        ("rifle & smuggl*", "Rifles are sold. All are smuggled.", ["Rifles"]),
        ("border ! garden", "The border of the garden.", []),
        ("resin !! dam", "Resin is pressed. The dam holds.", []),
        ("@country", "Polish shoes need polish.", ["Polish"]),
    ],
)
def test_a_pattern_matches_by_the_rules_of_the_language(pattern: str, text: str, matches: list[str]) -> None:
    assert evidence(pattern, text) == matches


def test_a_country_is_not_foreign_at_home() -> None:
    assert evidence("@country", "Polish shoes.", own="POL") == []


def test_an_ignored_phrase_counts_for_nothing_else() -> None:
    lookup: PatternLookup[str] = PatternLookup({}, {}, "country")
    lookup.add(parse_pattern("ice"), "it")
    lookup.ignore([PatternTerm(("ice", "cream"))])
    matcher = Matcher(lookup)
    assert [hit.key for hit in matcher.hits(matcher.read("Ice cream. Ice."))] == ["it"]


def test_words_without_end_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "MOST_KNOWN", 100)
    lookup: PatternLookup[str] = PatternLookup(CLASSES, {}, "country")
    lookup.add(parse_pattern("@police + brib*"), "it")
    matcher = Matcher(lookup)
    for number in range(1_000):
        read = matcher.read(f"Police x{number:x} take bribes.")
        assert [hit.key for hit in matcher.hits(read)] == ["it"]
    assert len(matcher._known) <= 100


@pytest.mark.parametrize(
    "pattern", ["", "police +", "border ~", "! garden", "police, , guard", "@police officer", "a&b", "***", "po*lice"]
)
def test_what_is_not_in_the_language_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        parse_pattern(pattern)


def test_evidence_of_a_pattern_has_its_offsets() -> None:
    text = "Police take bribes."
    lookup: PatternLookup[str] = PatternLookup(CLASSES, {}, "country")
    lookup.add(parse_pattern("@police + brib*"), "it")
    matcher = Matcher(lookup)
    read = matcher.read(text)
    (hit,) = matcher.hits(read)
    assert hit.evidence(text, read) == (Evidence("Police", 0, 6), Evidence("bribes", 12, 18))
