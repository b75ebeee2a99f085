"""A lookup read from tables."""

import pytest

from explorer.linking.lookup import PatternLookup
from explorer.linking.patterns import PatternTerm
from explorer.linking.stored_lookup import StoredLookup
from tests.linking.test_patterns import pattern

PATTERNS = (
    pattern("shell|front company"),
    pattern("smuggl*"),
    pattern("# tonnes"),
    pattern("@police", near="brib*"),
    pattern("border", unless="garden"),
)


@pytest.fixture(scope="module")
def compiled() -> PatternLookup[tuple[str, int]]:
    classes = {"police": [PatternTerm(("police",)), PatternTerm(("gendarm*",))]}
    lookup: PatternLookup[tuple[str, int]] = PatternLookup(classes, {PatternTerm(("poland",)): {"POL"}}, "country")
    for number, added in enumerate(PATTERNS):
        lookup.add(added, ("pattern", number))
    lookup.ignore([PatternTerm(("ice", "cream"))])
    return lookup


@pytest.fixture(scope="module")
def stored(compiled: PatternLookup[tuple[str, int]]) -> StoredLookup[tuple[str, int]]:
    return StoredLookup(*compiled.tables(), make_key=lambda *key: key)


@pytest.mark.parametrize("form", ["shell", "fronts", "smugglers", "12", "gendarmerie", "bribe", "ice", "s", "zebra"])
def test_a_form_is_of_the_words_that_it_was_compiled_to(
    compiled: PatternLookup[tuple[str, int]], stored: StoredLookup[tuple[str, int]], form: str
) -> None:
    words = compiled.words_of(form)
    assert stored.words_of(form) == words
    for word in words:
        assert list(stored.terms_from(word)) == list(compiled.terms_from(word))


def test_terms_and_rules_are_those_that_were_compiled(
    compiled: PatternLookup[tuple[str, int]], stored: StoredLookup[tuple[str, int]]
) -> None:
    (term,) = (term for _, term in compiled.terms_from(next(iter(compiled.words_of("smuggler")))))
    (number,) = stored.rules_of(term)
    assert stored.rule(number) == compiled.rule(number)
    assert stored.rule(number).key == ("pattern", 1)
    assert stored.terms_of(stored.rule(number).terms) == {term}
    assert stored.ignored == compiled.ignored


def test_a_country_has_its_codes(
    compiled: PatternLookup[tuple[str, int]], stored: StoredLookup[tuple[str, int]]
) -> None:
    (term,) = compiled.terms_of(compiled.names_choice)
    assert stored.countries_of(term) == {"POL"}
    assert stored.countries_of(term + 1) is None
