"""The dictionary knows English words, countries, and words that an editor accepted, in all their forms."""

from pathlib import Path

import pytest

from explorer.core import paths
from explorer.core.errors import VocabularyError
from explorer.linking.dictionary import Dictionary, read_dictionary, read_known_words

INDEX = paths.content("index")


@pytest.fixture(scope="module")
def shipped() -> Dictionary:
    return read_dictionary(INDEX / "dictionary" / "english.txt", INDEX / "links")


@pytest.mark.parametrize(
    "word",
    [
        "company", "companies", "smuggl*", "=arms", "#", "12", "4x4", "x", "shell|front", "legalis*", "organised",
        "organized", "licence", "café", "Kyrgyzstan", "gendarmerie", "galamsey", "Galamseys", "kasippu",
    ],
)  # fmt: skip
def test_known_words(shipped: Dictionary, word: str) -> None:
    assert not list(shipped.unknown(word))


def test_only_the_options_that_are_not_known_are_told(shipped: Dictionary) -> None:
    assert list(shipped.unknown("shell|fronnt|compny|=polise|ransoom*")) == ["fronnt", "compny", "=polise", "ransoom*"]


def test_a_word_that_is_a_letter_away_is_offered(shipped: Dictionary) -> None:
    assert shipped.similar("smugglerr") == "smuggler"
    assert shipped.similar("=herion") == "heroin"
    assert shipped.similar("pasport") == "passport"
    assert shipped.similar("xyz") is None
    assert shipped.similar("galamseyqq") is None
    assert shipped.similar("smuglgg*") is None


def test_words_can_be_added() -> None:
    dictionary = Dictionary(["police"])
    assert list(dictionary.unknown("galams*")) == ["galams*"]
    dictionary.add(["galamsey"])
    assert not list(dictionary.unknown("galams*"))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ('["boko haram"]', "'boko haram' is not one word"),
        ('["jua-kali"]', "'jua-kali' is not one word"),
        ('["galamsey", "Galamsey"]', "'Galamsey' occurs twice; it is 'galamsey'"),
        ('"galamsey"', "'words' must be of type list"),
    ],
)
def test_a_mistake_in_known_words_is_named(tmp_path: Path, words: str, message: str) -> None:
    path = tmp_path / "known_words.toml"
    path.write_text(f'[[known_words]]\nabout = "x"\nwords = {words}\n', encoding="utf-8")
    with pytest.raises(VocabularyError, match=rf"known_words\.toml:3: {message}"):
        read_known_words(path)


def test_a_list_of_words_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"english\.txt: the file cannot be read"):
        read_dictionary(tmp_path / "english.txt", INDEX / "links")


def test_the_list_has_its_licence_beside_it() -> None:
    assert "Kevin Atkinson" in (INDEX / "dictionary" / "COPYRIGHT.txt").read_text(encoding="utf-8")
