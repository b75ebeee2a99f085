"""The words that a term of the vocabulary may have: English, names of the taxonomy, and what an editor accepted."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from string import ascii_lowercase

from explorer.core.content_file import TableFile
from explorer.core.errors import VocabularyError
from explorer.linking.words import fold_word, inflections, sentence_words
from explorer.model.taxonomy import taxonomy

KNOWN_WORDS = "known_words.toml"  # in the folder of the vocabulary
LEAST_CORRECTED = 5  # letters of a word for which a similar one is offered: short words are similar to many


class Dictionary:
    """Known words, each in all its forms."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._forms = set(forms)

    def add(self, words: Iterable[str]) -> None:
        """Add words and the forms that linking makes of them."""
        self._forms.update(_forms(words))
        self.__dict__.pop("_ordered", None)

    @cached_property
    def _ordered(self) -> list[str]:
        return sorted(self._forms)

    def unknown(self, word: str) -> Iterator[str]:
        """Yield the options of a term's word that are not known, "shell|front", "smuggl*" or "=arms"; numbers are."""
        for option in word.split("|"):
            is_letter = len(option.lstrip("=")) == 1  # as in "x ray"
            if not is_letter and not re.search(r"[#\d]", option) and not self._has(option):
                yield option

    def _has(self, option: str) -> bool:
        if not option.endswith("*"):
            return fold_word(option.removeprefix("=")) in self._forms
        prefix = fold_word(option[:-1])
        spellings = (prefix, prefix[:-1] + "z") if prefix.endswith("is") else (prefix,)
        return any(map(self._has_beginning, spellings))

    def _has_beginning(self, prefix: str) -> bool:
        place = bisect_left(self._ordered, prefix)
        return self._ordered[place : place + 1] != [] and self._ordered[place].startswith(prefix)

    def similar(self, option: str) -> str | None:
        """Return a known word that differs from an unknown one in a letter, or in the order of two."""
        word = fold_word(option.lstrip("="))
        if len(word) < LEAST_CORRECTED or word.endswith("*"):
            return None
        return next((changed for changed in _changes(word) if changed in self._forms), None)


def _forms(words: Iterable[str]) -> Iterator[str]:
    """Yield words as they are compared, and the forms that linking makes of them."""
    for word in map(fold_word, words):
        yield word
        yield from map(fold_word, inflections(word))


@lru_cache(maxsize=1)  # the file is long, and folding its words takes seconds
def _english_forms(text: str) -> frozenset[str]:
    return frozenset(_forms(line for line in text.split("\n") if line and not line.startswith("#")))


def _changes(word: str) -> Iterator[str]:
    """Yield a word with two letters the other way round, then without a letter, with one more, and with another."""
    halves = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    yield from (left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1)
    yield from (left + right[1:] for left, right in halves if right)
    yield from (left + letter + right for left, right in halves for letter in ascii_lowercase)
    yield from (left + letter + right[1:] for left, right in halves for letter in ascii_lowercase if right)


def read_dictionary(english: Path, vocabulary: Path) -> Dictionary:
    """Read the list of English words, and those that editors of the vocabulary accepted. Raises VocabularyError."""
    try:
        text = english.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(f"{english}: the file cannot be read ({error}).") from error
    dictionary = Dictionary(_english_forms(text))
    dictionary.add(_taxonomy_words())
    dictionary.add(read_known_words(vocabulary / KNOWN_WORDS))
    return dictionary


def read_known_words(path: Path) -> Collection[str]:
    """Read the words that are right and in no dictionary. Raises VocabularyError."""
    kind, key = "known_words", "words"
    file = TableFile(path)
    places: dict[str, str] = {}
    for number, table in enumerate(file.tables(kind, {"about": str, key: list}, {})):
        for word in table.texts(key):
            if [form.form for words in sentence_words(word) for form in words] != [fold_word(word)]:
                file.fail_item(kind, number, key, word, f"{word!r} is not one word.")
            if fold_word(word) in places:
                file.fail_item(kind, number, key, word, f"{word!r} occurs twice; it is {places[fold_word(word)]!r}.")
            places[fold_word(word)] = word
    return places.values()


def _taxonomy_words() -> Iterator[str]:
    known = taxonomy()
    names = [name for country in known.countries for name in (country.name, *country.names)]
    for name in (*names, *(indicator.slug for indicator in known.indicators)):
        for words in sentence_words(name):
            yield from (word.form for word in words)
