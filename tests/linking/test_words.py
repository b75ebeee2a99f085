"""Words are compared without case, accents and variants of spelling; sentences keep their offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.linking.words import fold_word, inflections, sentence_words


@pytest.mark.parametrize(
    ("spelling", "variant"),
    [
        ("Organised", "organized"),
        ("harbour’s", "harbor"),
        ("programmes", "programs"),
        ("Defence", "defense"),
        ("licence", "license"),
        ("doré", "dore"),
    ],
)
def test_two_spellings_of_a_word_are_one(spelling: str, variant: str) -> None:
    assert fold_word(spelling) == fold_word(variant)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("smuggle", {"smuggle", "smuggles", "smuggled", "smuggling"}),
        ("traffic", {"traffic", "traffics"}),
        ("bury", {"buries", "buried", "burying"}),
        ("rob", {"robbed", "robbing"}),
        ("sell", {"sold", "selling"}),
        ("child", {"children"}),
        ("box", {"boxes"}),
    ],
)
def test_a_word_knows_its_endings(word: str, forms: set[str]) -> None:
    assert forms <= inflections(word)


def test_a_hyphen_separates_words_and_a_comma_breaks_a_row() -> None:
    (words,) = sentence_words("Drug-trafficking, arms")
    assert [(word.form, word.breaks) for word in words] == [("drug", False), ("trafficking", False), ("arms", True)]


def test_a_sentence_ends_at_a_full_stop_but_not_inside_a_number_or_at_a_semicolon() -> None:
    sentences = [
        [word.form for word in words] for words in sentence_words("Some 1.5 tonnes came. “Nobody” saw them; all slept.")
    ]
    assert [words[0] for words in sentences] == ["some", "nobody"]


@given(st.text())
def test_offsets_are_those_of_the_text(text: str) -> None:
    for words in sentence_words(text):
        for word in words:
            assert fold_word(text[word.start : word.end]) == word.form
