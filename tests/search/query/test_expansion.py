"""Expansion of queries: close spellings, stop words, synonyms and indicators, each described."""

import typing

import pytest

from explorer.engines.whoosh.term_dictionary import TermDictionary
from explorer.linking.linker import linker
from explorer.search.query.expansion import MOST_EXPANDED, ExpandedQuery, expand_query
from explorer.search.query.nodes import Prefix
from explorer.search.query.parser import parse_query
from explorer.search.query.synonyms import synonyms
from tests.search.lexicon import LIST


def expand(text: str, is_exact: bool = False, words: TermDictionary = LIST) -> ExpandedQuery:
    return expand_query(parse_query(text), words, linker(), synonyms(), is_exact)


def parts(expanded: ExpandedQuery) -> tuple[typing.Any, ...]:
    return expanded.root.parts


def test_words_that_name_an_indicator_become_a_topic() -> None:
    (word,) = parts(expand("heroin"))
    assert word.indicators == ("heroin-trade",)
    assert "passages linked to Heroin trade" in expand("heroin").widened


def test_everyday_words_are_read_as_the_terms_of_the_field_too() -> None:
    assert "Law enforcement" in expand("crooked cops").widened
    crooked, cops = parts(expand("crooked cops"))
    corrupt, police = parts(expand("corrupt police"))
    assert set(corrupt.indicators) <= set(crooked.indicators)
    assert set(police.indicators) <= set(cops.indicators)
    assert ("corrupt",) in crooked.synonyms


def test_stop_words_may_be_between_the_words_of_a_term() -> None:
    clean, money = parts(expand("how do they clean all their money"))
    assert clean.indicators == money.indicators == parts(expand("laundering"))[0].indicators
    assert ("money", "launder") in clean.synonyms


def test_a_misspelt_word_is_corrected_before_it_is_understood() -> None:
    expanded = expand("herion")
    (word,) = parts(expanded)
    assert word.spellings == ("heroin",)
    assert word.indicators == ("heroin-trade",)
    assert expanded.suggestion == "heroin"


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        ("country:Irland heroin", "country:Ireland heroin"),
        ("heroin -country:Irland", "heroin -country:Ireland"),
        ('country:"South Sudn" heroin', 'country:"South Sudan" heroin'),
        ("country:South Sudn, herion", 'country:"South Sudan" heroin'),
        ("section:drgs OR continent:Afrika", "section:drugs OR continent:Africa"),
        ("region:westen africa", 'region:"West Africa"'),
        ("indicator:herion trade", "indicator:heroin-trade"),
        ("about:herion trade", "about:heroin-trade"),
        ("-about:herion trade", "-about:heroin-trade"),
        ("country:herion", None),
        ("country:korea", None),  # two are close
        ("edition:2022 heroin", None),
    ],
)
def test_an_unknown_value_of_a_field_is_corrected_to_one_that_the_field_has(query: str, suggestion: str | None) -> None:
    expanded = expand(query)
    assert expanded.suggestion == suggestion
    if suggestion:
        assert not parse_query(suggestion).unknown


def test_words_that_the_vocabulary_knows_are_not_corrected() -> None:
    expanded = expand("weed")
    assert expanded.suggestion is None
    assert "Cannabis trade" in expanded.widened


@pytest.mark.parametrize("name", ["Finland", "Chile", "Niger", "Nigerien", "resilience", "Republic", "Oceania"])
def test_a_name_is_no_misspelling_of_a_word(name: str) -> None:
    words = sorted(["inland", "while", "tiger", "nigerian", "residence", "republics", "public", "ocean"])
    expanded = expand(name, words=TermDictionary(words, [1] * len(words), words))
    assert (expanded.suggestion, parts(expanded)[0].spellings) == (None, ())


def test_a_word_that_is_like_nothing_stays_as_it_is() -> None:
    expanded = expand("qwertyuiop")
    assert expanded.suggestion is None
    assert parts(expanded)[0].spellings == ()


def test_stop_words_are_left_out_unless_there_is_nothing_else() -> None:
    assert [part.text for part in parts(expand("the tea and the road"))] == ["tea", "road"]
    assert [part.text for part in parts(expand("what is this"))] == ["what", "is", "this"]
    assert "Left out as too common: the, and." in expand("the tea and the road").read_as


def test_exact_searches_expand_nothing() -> None:
    expanded = expand("the herion", is_exact=True)
    assert [(part.words, part.is_exact) for part in parts(expanded)] == [(("the",), True), (("herion",), True)]
    assert expanded.suggestion is None
    assert "Exact words only." in expanded.read_as


def test_quoted_and_excluded_words_refer_to_no_indicator() -> None:
    quoted, excluded = parts(expand('="heroin" -heroin'))
    assert quoted.indicators == excluded.part.indicators == ()


def test_a_prefix_is_expanded_to_words_of_the_index_up_to_a_limit_with_a_note() -> None:
    (prefix,) = parts(expand("traffick*"))
    assert prefix == Prefix("traffick", ("traffickers", "trafficking"))
    many = sorted(f"tra{number}" for number in range(MOST_EXPANDED + 5))
    expanded = expand("tra*", words=TermDictionary(many, [1] * len(many), many))
    assert len(parts(expanded)[0].words) == MOST_EXPANDED
    assert f"matches {MOST_EXPANDED + 5} words" in expanded.read_as
    assert "No word of the index is like zz*" in expand("zz*").read_as


def test_words_on_the_sides_of_or_are_understood_too() -> None:
    assert "Heroin trade" in expand("heroin OR tea").widened


def test_every_query_is_described() -> None:
    assert expand("").read_as == "All passages."
    assert expand("*").read_as.startswith("Nothing to search for.")
    assert expand("country:kgz").read_as == "All passages, in Kyrgyzstan."


def test_synonyms_of_a_word_are_searched_too_and_described() -> None:
    expanded = expand("jail")
    assert ("prison",) in parts(expanded)[0].synonyms
    assert "Similar words, ranked lower: for “jail”: prison" in expanded.widened


def test_synonyms_that_no_passage_can_have_are_neither_searched_nor_named() -> None:
    expanded = expand("jail")
    assert parts(expanded)[0].synonyms == (("prison",),)
    assert expanded.widened.endswith("Similar words, ranked lower: for “jail”: prison.")
    assert parts(expand("poverty"))[0].synonyms == ()
    assert "Similar words" not in expand("poverty").widened


def test_other_words_of_the_same_root_are_searched_too_and_described() -> None:
    (word,) = parts(expand("trafficked"))
    assert word.derived == ("traffickers",)
    assert "Words of the same root, ranked lower: for “trafficked”: traffickers." in expand("trafficked").widened
    assert parts(expand("trafficker"))[0].derived == ("trafficking",)
    assert parts(expand("traffic"))[0].derived == ()
    (synonym,) = parts(expand("corrupt", words=TermDictionary(["corruptible", "corruption"], [1, 1], ["corrupt"])))
    assert (synonym.derived, ("corruption",) in synonym.synonyms) == (("corruptible",), True)


@pytest.mark.parametrize(
    "query", ['"trafficked people"', '="trafficked"', "-trafficked", "traffick*", "note:trafficked"]
)
def test_only_plain_words_are_widened_to_words_of_the_same_root(query: str) -> None:
    assert "same root" not in expand(query).widened


def test_a_misspelt_word_has_the_words_of_the_root_that_was_meant() -> None:
    (word,) = parts(expand("traficked", words=TermDictionary(["trafficked", "traffickers"], [1, 1], ["traffick"])))
    assert (word.spellings, word.derived) == (("trafficked",), ("traffickers",))


def test_terms_of_several_words_are_read_as_one() -> None:
    words = parts(expand("too much red tape"))
    assert [word.text for word in words] == ["red", "tape"]
    assert all(("bureaucracy",) in word.synonyms for word in words)
