"""A query without its expansion."""

from explorer.linking.linker import linker
from explorer.search.query.expansion import ExpandedQuery, expand_query
from explorer.search.query.literal import without_expansion
from explorer.search.query.nodes import All, Any, Not, Prefix, Word
from explorer.search.query.parser import parse_query
from explorer.search.query.synonyms import synonyms
from tests.search.lexicon import LIST


def expanded(text: str) -> ExpandedQuery:
    return expand_query(parse_query(text), LIST, linker(), synonyms())


def test_synonyms_and_indicators_are_left_out() -> None:
    before = expanded("weed jail")
    assert any(part.indicators for part in before.words) and any(part.synonyms for part in before.words)
    after = without_expansion(before)
    assert [(part.text, part.indicators, part.synonyms) for part in after.words] == [("weed", (), ()), ("jail", (), ())]
    assert (after.query, after.read_as) == (before.query, before.read_as)


def test_a_correction_is_left_out() -> None:
    (word,) = without_expansion(expanded("ledgre")).words
    assert (word.text, word.spellings) == ("ledgre", ())


def test_words_in_brackets_are_found_too_and_all_else_stays() -> None:
    root = without_expansion(expanded("(weed OR jail) ledg* -heroin")).root
    either, prefix, excluded = root.parts
    assert isinstance(either, Any)
    words = [part for part in either.parts if isinstance(part, Word)]
    assert [(word.text, word.indicators, word.synonyms) for word in words] == [("weed", (), ()), ("jail", (), ())]
    assert isinstance(prefix, Prefix) and isinstance(excluded, Not)


def test_a_nested_list_is_searched() -> None:
    root = without_expansion(expanded("(weed jail) OR heroin")).root
    (either,) = root.parts
    assert isinstance(either, Any)
    inner, heroin = either.parts
    assert isinstance(inner, All) and isinstance(heroin, Word)
    assert [part.indicators for part in (*inner.parts, heroin) if isinstance(part, Word)] == [(), (), ()]
