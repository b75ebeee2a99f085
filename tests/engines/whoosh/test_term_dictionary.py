"""Close words: one edit away, the most frequent first."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from explorer.engines.whoosh.term_dictionary import TermDictionary

WORDS = TermDictionary(
    ["hero", "heroes", "heroin", "heron", "zeroin"], [3, 1, 9, 2, 50], ["hero", "heroin", "heron", "zeroin"]
)


def test_letters_that_changed_places_are_one_slip() -> None:
    assert WORDS.close("herion", 1) == ["heroin", "heron"]


def test_a_word_with_another_first_letter_comes_last() -> None:
    assert WORDS.close("heroin", 1)[-1] == "zeroin"


def test_words_are_known_in_every_form() -> None:
    assert WORDS.knows("heroes")
    assert WORDS.knows("herons")
    assert not WORDS.knows("herion")


def test_words_that_start_alike_are_in_order_of_how_many_passages_have_them() -> None:
    assert WORDS.starting("hero") == ["heroin", "hero", "heron", "heroes"]
    assert WORDS.starting("x") == []


@given(
    st.lists(st.text("abcdeéñ", min_size=1, max_size=8), max_size=30, unique=True),
    st.text("abcdeé", min_size=1),
    st.integers(1, 2),
)
def test_no_close_word_is_missed(words: list[str], typed: str, distance: int) -> None:
    close_words = TermDictionary(sorted(words), [1] * len(words), []).close(typed, distance)
    assert sorted(close_words) == sorted(word for word in words if OSA.distance(word, typed) <= distance)


def test_a_word_occurs_in_as_many_passages_as_were_counted() -> None:
    assert WORDS.passages_with("heroin") == 9
    assert WORDS.passages_with("heroine") == 0
