"""The words by which statements are read."""

from pathlib import Path

import pytest

from explorer.core import paths
from explorer.core.errors import VocabularyError
from explorer.model.taxonomy import taxonomy
from explorer.quotations.claim_words import claim_vocabulary, read_claim_words


def test_the_words_of_five_languages_are_known() -> None:
    assert set(claim_vocabulary().languages) == {"en", "es", "fr", "pt", "ru"}


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "the third", 3),
        ("es", "el tercer", 3),
        ("fr", "la deuxième", 2),
        ("pt", "o quarto", 4),
        ("ru", "первое", 1),
    ],
)
def test_ordinals_in_words_are_numbers(language: str, text: str, value: int) -> None:
    words = claim_vocabulary().languages[language]
    match = words.numbers.search(text)
    assert match is not None
    assert words.ordinals[match["word"].lower()] == value


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('country = "St. Lucia"', 'country = "Atlantis"', "is not a country"),
        ('slug = "cocaine-trade"', 'slug = "tea-trade"', "no measure"),
        ('points = ["points?"', 'points = ["points?("', "not a regular expression"),
    ],
)
def test_a_mistake_is_reported_with_file_and_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = (paths.content("index") / "claim_words.toml").read_text("utf-8")
    (tmp_path / "claim_words.toml").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(VocabularyError, match=message) as caught:
        read_claim_words(tmp_path, taxonomy())
    assert "claim_words.toml:" in str(caught.value)
