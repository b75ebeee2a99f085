"""A stored lookup matches as the compiled one from which it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.linking.linker import linker
from explorer.linking.lookup import PatternLookup
from explorer.linking.matching import Matcher
from explorer.linking.patterns import PatternTerm
from explorer.linking.reader import Reader
from explorer.linking.stored_lookup import StoredLookup
from explorer.model.taxonomy import taxonomy
from tests.linking.test_patterns import pattern

CLASSES = {"police": (PatternTerm(("police",)), PatternTerm(("gendarm*",)))}
PATTERNS = (
    pattern("@police", near="brib*"),
    pattern("# tonnes"),
    pattern("border", near="porous"),
    pattern("shell|front company"),
    pattern("resin", unless="dam"),
)
TEXTS = (
    "The gendarmerie takes bribes. A porous border; 12 tonnes went to Poland.",
    "Front companies! Rifles are sold. All are smuggled. Resin is pressed.",
    "Resin behind the dam. Some ice cream. Nothing else of note.",
)
STORED = Reader.stored(*linker().reader_tables())
WORDS = sorted(
    {word for indicator in taxonomy().indicators for term in linker().words(indicator.slug) for word in term.split()}
)


def make_lookup() -> PatternLookup[tuple[str, int]]:
    lookup: PatternLookup[tuple[str, int]] = PatternLookup(CLASSES, {PatternTerm(("poland",)): {"POL"}}, "country")
    for number, added in enumerate(PATTERNS):
        lookup.add(added, ("pattern", number))
    lookup.ignore([PatternTerm(("ice", "cream"))])
    return lookup


@pytest.mark.parametrize("text", TEXTS)
def test_stored_patterns_match_as_compiled_ones_do(text: str) -> None:
    made = Matcher(make_lookup())
    kept: Matcher[tuple[str, int]] = Matcher(StoredLookup(*make_lookup().tables(), lambda *key: key))
    assert list(kept.hits(kept.read(text))) == list(made.hits(made.read(text)))


@given(st.lists(st.sampled_from([*WORDS, "of", "the", "12", "Poland", "qwertz"]), max_size=5).map(" ".join))
def test_a_stored_reader_reads_queries_as_the_linker_does(query: str) -> None:
    assert STORED.read(query) == linker().read(query)


def test_a_stored_reader_has_the_words_of_every_indicator() -> None:
    assert all(STORED.words(indicator.slug) == linker().words(indicator.slug) for indicator in taxonomy().indicators)
