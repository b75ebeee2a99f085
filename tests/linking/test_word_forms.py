"""The forms that a word matches, and which terms cover others."""

import pytest

from explorer.linking.lookup import PatternLookup
from explorer.linking.matching import Matcher
from explorer.linking.patterns import Alternatives, Pattern, PatternTerm, parse_term
from explorer.linking.word_forms import TermCovers, covers, word_forms


def term(written: str) -> PatternTerm:
    parsed = parse_term(written)
    assert isinstance(parsed, PatternTerm)
    return parsed


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("ransom*", "ransomware"),
        ("ransom*", "ransomware attack"),
        ("visa", "student visa"),
        ("sell|resell", "sell themselves"),
        ("company", "companies"),
        ("organise", "organized"),
        ("legalis*", "legalization"),
        ("=poppy", "=poppy"),
        ("poppy", "=poppies"),
        ("#", "12"),
        ("no #", "no 4"),
        ("hash*", "hashish*"),
        ("front company", "shell or front company"),
    ],
)
def test_a_term_covers_what_contains_it(part: str, whole: str) -> None:
    assert covers(term(part), term(whole))


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("ransomware", "ransom*"),
        ("student visa", "visa"),
        ("=poppy", "poppy"),
        ("shell company", "shell|front company"),
        ("visa student", "student visa"),
        ("student visa", "student travel visa"),
        ("heroin", "heroine"),
        ("meet", "meeting"),  # of which there are meetings
        ("find", "found"),  # founded
        ("see", "seed"),
        ("12", "#"),
    ],
)
def test_a_term_does_not_cover_what_matches_more(part: str, whole: str) -> None:
    assert not covers(term(part), term(whole))


@pytest.mark.parametrize("word", ["company", "smuggl*", "=arms", "shell|front", "sell", "#"])
def test_forms_are_what_the_matcher_matches(word: str) -> None:
    lookup: PatternLookup[str] = PatternLookup({}, {}, "country")
    lookup.add(Pattern(Alternatives((PatternTerm((word,)),))), "key")
    matcher = Matcher(lookup)
    for form in ("company", "companies", "smuggl", "smuggled", "arm", "arms", "shell", "fronts", "sold", "12kg", "x"):
        assert word_forms(word).match(form) == bool(list(matcher.hits(matcher.read(form)))), form


def test_terms_that_cover_another_are_found() -> None:
    found: TermCovers[str] = TermCovers()
    for written in ("ransom*", "visa", "#", "student visa", "ransomware"):
        found.add(term(written), written)
    assert {owner for _, owner in found.find(term("ransomware"))} == {"ransom*", "ransomware"}
    assert {owner for _, owner in found.find(term("student visas"))} == {"visa", "student visa"}
    assert {owner for _, owner in found.find(term("number 12"))} == {"#"}
    assert not list(found.find(term("passport")))
