"""Close words: one slip of the fingers away, the most frequent first."""

from explorer.engines.whoosh.words import Words

WORDS = Words(["hero", "heroes", "heroin", "heron", "zeroin"], [3, 1, 9, 2, 50], ["hero", "heroin", "heron", "zeroin"])


def test_letters_that_changed_places_are_one_slip() -> None:
    assert WORDS.close("herion", 1) == ["heroin", "heron"]


def test_a_word_with_another_first_letter_comes_last() -> None:
    assert WORDS.close("heroin", 1)[-1] == "zeroin"


def test_words_are_known_in_every_form() -> None:
    assert WORDS.knows("heroes")
    assert WORDS.knows("herons")
    assert not WORDS.knows("herion")


def test_words_that_start_alike_stand_by_how_many_passages_have_them() -> None:
    assert WORDS.starting("hero") == ["heroin", "hero", "heron", "heroes"]
    assert WORDS.starting("x") == []
