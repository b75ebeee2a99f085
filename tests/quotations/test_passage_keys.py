"""Verbatim search in the keys of passages."""

import pytest

from explorer.quotations.passage_keys import PassageKeys, PassageSpan
from explorer.text.comparison_key import comparison_key

TEXTS = ("Boats come at night.", "At night, boats come: night boats.", "oﬃcial")


@pytest.fixture(scope="module")
def keys() -> PassageKeys:
    return PassageKeys(TEXTS)


def test_every_occurrence_is_found_with_its_place_in_the_text(keys: PassageKeys) -> None:
    spans = list(keys.find(comparison_key("BOATS")))
    assert spans == [PassageSpan(0, 0, 5), PassageSpan(1, 10, 15), PassageSpan(1, 28, 33)]
    assert [TEXTS[span.number][span.start : span.end] for span in spans] == ["Boats", "boats", "boats"]


def test_one_passage_can_be_searched_alone(keys: PassageKeys) -> None:
    assert list(keys.find_in(1, comparison_key("at night"))) == [PassageSpan(1, 0, 8)]
    assert list(keys.find_in(0, comparison_key("night, boats"))) == []


@pytest.mark.parametrize("words", ["boat", "oats come", "off", "cial", "absent"])
def test_a_part_of_a_word_or_of_a_ligature_is_not_found(keys: PassageKeys, words: str) -> None:
    assert list(keys.find(comparison_key(words))) == []


def test_words_do_not_run_from_one_passage_into_the_next(keys: PassageKeys) -> None:
    assert list(keys.find(comparison_key("night. At night"))) == []


def test_an_empty_key_is_nowhere(keys: PassageKeys) -> None:
    assert list(keys.find("")) == []
    assert list(PassageKeys(()).find("boats")) == []
