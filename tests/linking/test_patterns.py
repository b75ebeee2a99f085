"""The language of terms, and refusal of what is not in it."""

import pytest

from explorer.linking import matching
from explorer.linking.links import Evidence
from explorer.linking.lookup import PatternLookup
from explorer.linking.matching import Matcher
from explorer.linking.patterns import NONE, Alternatives, ClassName, Pattern, PatternError, PatternTerm, parse_term

CLASSES = {"police": (PatternTerm(("police",)), PatternTerm(("gendarm*",)))}
NAMES = {PatternTerm(("poland",)): {"POL"}, PatternTerm(("polish",)): {"POL"}}


def alternatives(written: str) -> Alternatives:
    """Return terms written with commas."""
    return Alternatives(tuple(map(parse_term, written.split(",")))) if written else NONE


def pattern(terms: str, near: str = "", also: str = "", unless: str = "", within: int | None = None) -> Pattern:
    return Pattern(alternatives(terms), alternatives(near), alternatives(also), alternatives(unless), within)


def evidence(it: Pattern, text: str, own: str = "") -> list[str]:
    """Return the words of a text that a pattern matches."""
    lookup: PatternLookup[str] = PatternLookup(CLASSES, NAMES, "country")
    lookup.add(it, "it")
    matcher = Matcher(lookup)
    read = matcher.read(text, own)
    return [words.text for hit in matcher.hits(read) for words in hit.evidence(text, read[hit.sentence])]


@pytest.mark.parametrize(
    ("it", "text", "matches"),
    [
        (pattern("shell company"), "Shell companies own it.", ["Shell companies"]),
        (pattern("shell company"), "A shell and a company.", []),
        (pattern("shell company"), "The shell, company men say.", []),
        (pattern("shell company"), "The shell; company men say.", []),
        (pattern("shell|front company"), "A front company.", ["front company"]),
        (pattern("shell company,letterbox firm"), "Letterbox firms.", ["Letterbox firms"]),
        (pattern("shell-company"), "Shell-companies own it.", ["Shell-companies"]),
        (pattern("smuggl*"), "A smuggler was seen.", ["smuggler"]),
        (pattern("=arms"), "Arms for an arm.", ["Arms"]),
        (pattern("# tonnes"), "Some 11 tonnes.", ["11 tonnes"]),
        (pattern("@police"), "The gendarmerie came.", ["gendarmerie"]),
        (pattern("@country"), "Polish shoes need polish.", ["Polish"]),
        (pattern("@police", near="brib*"), "Bribes go, as all say in town, to the police.", ["police", "Bribes"]),
        (pattern("@police", near="brib*"), "Bribes are paid. The police sleep.", []),
        (pattern("pill", near="pill,sell"), "Pills of every colour.", []),
        (pattern("pill", near="pill,sell"), "Pills are sold beside pills.", ["Pills", "sold"]),
        (pattern("@country", near="buyer", within=1), "Polish gold buyers met.", ["Polish", "buyers"]),
        (pattern("@country", near="buyer", within=0), "Polish gold buyers met.", []),
        (pattern("@country", near="buyer", within=1), "Buyers of gold went to Poland.", []),
        (pattern("officer", near="sell", also="permit"), "Officers sell permits.", ["Officers", "sell"]),
        (pattern("officer", near="sell", also="permit"), "Officers sell cars.", []),
        (pattern("border", unless="garden"), "The border of the garden.", []),
        (pattern("border", unless="garden"), "The garden. The border.", ["border"]),
    ],
)
def test_a_pattern_matches_by_the_rules_of_the_language(it: Pattern, text: str, matches: list[str]) -> None:
    assert evidence(it, text) == matches


def test_a_country_is_not_foreign_at_home() -> None:
    assert evidence(pattern("@country"), "Polish shoes.", own="POL") == []


def test_words_without_end_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "MOST_KNOWN", 100)
    lookup: PatternLookup[str] = PatternLookup(CLASSES, {}, "country")
    lookup.add(pattern("@police", near="brib*"), "it")
    matcher = Matcher(lookup)
    for number in range(1_000):
        read = matcher.read(f"Police x{number:x} take bribes.")
        assert [hit.key for hit in matcher.hits(read)] == ["it"]
    assert len(matcher._known) <= 100


@pytest.mark.parametrize("written", ["", " ", "@police officer", "a&b", "***", "po*lice", "a + b", "!", "one, two"])
def test_what_is_not_in_the_language_is_refused(written: str) -> None:
    with pytest.raises(PatternError):
        parse_term(written)


def test_a_pattern_tells_whether_its_terms_are_enough_and_names_its_classes() -> None:
    assert pattern("gun").is_plain
    assert not pattern("gun", near="@police").is_plain
    assert not pattern("gun", unless="toy").is_plain
    assert list(pattern("gun", near="@police", unless="@child").class_names()) == ["police", "child"]


def test_a_term_is_shown_as_it_is_written() -> None:
    assert [str(parse_term(written)) for written in ("shell|front company", "@police", "smuggl*")] == [
        "shell|front company",
        "@police",
        "smuggl*",
    ]
    assert parse_term("@police") == ClassName("police")


def test_evidence_of_a_pattern_has_its_offsets() -> None:
    text = "Police take bribes."
    lookup: PatternLookup[str] = PatternLookup(CLASSES, {}, "country")
    lookup.add(pattern("@police", near="brib*"), "it")
    matcher = Matcher(lookup)
    read = matcher.read(text)
    (hit,) = matcher.hits(read)
    assert hit.evidence(text, read[0]) == (Evidence("Police", 0, 6), Evidence("bribes", 12, 18))
