"""The language of a text, by its small words and its letters: `index/translations/languages.toml`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from explorer.core import paths
from explorer.core.content_file import TableFile

ENGLISH = "en"
_READ = 20_000  # characters from the start of a text; its language shows there
_WORD = re.compile(r"(?<![\w-])[^\W\d_]+")  # the ending of "19-е" is no word
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


@dataclass(frozen=True, slots=True)
class LanguageSigns:
    """What shows that a text is in a language."""

    code: str  # "es"
    words: frozenset[str]  # small words
    letters: frozenset[str]  # that the others of its script lack
    script: str  # "latin" or "cyrillic"
    is_read: bool  # whether this copy knows names in it; a language that is only told apart is read as English


def read_language_signs(folder: Path) -> tuple[LanguageSigns, ...]:
    """Read and check `languages.toml` in a folder. Raises VocabularyError with file and line."""
    file = TableFile(folder / "languages.toml")
    tables = file.tables("language", {"code": str, "script": str, "words": list}, {"letters": str, "read": bool})
    file.check_unique("language", "code", tables)
    signs = []
    for number, table in enumerate(tables):
        script = table.text("script")
        if script not in ("latin", "cyrillic"):
            file.fail("language", number, "script", f"script must be latin or cyrillic, not {script!r}.")
        letters = frozenset(table.text("letters")) if "letters" in table.values else frozenset[str]()
        is_read = table.values.get("read") is True
        signs.append(LanguageSigns(table.text("code"), frozenset(table.texts("words")), letters, script, is_read))
    return tuple(signs)


@cache
def language_signs() -> tuple[LanguageSigns, ...]:
    """Return the languages that this copy tells apart. Raises VocabularyError."""
    return read_language_signs(paths.content("index") / "translations")


def _scores(text: str, words: Iterable[str], languages: Iterable[LanguageSigns]) -> Mapping[str, int]:
    """Count, for each language, its small words in a text and, three times, each different letter of its own."""
    counted = list(words)
    letters = set(text)
    return {
        language.code: sum(word in language.words for word in counted) + 3 * len(language.letters & letters)
        for language in languages
    }


def language_of(text: str) -> str:
    """Return "es", "fr", "pt" or "ru" where a text is in that language; "en" when in doubt or in any other."""
    start = text[:_READ].casefold()
    words = _WORD.findall(start)
    cyrillic = len(_CYRILLIC.findall(start))
    script = "cyrillic" if 2 * cyrillic > sum(map(len, words)) else "latin"
    languages = [language for language in language_signs() if language.script == script]
    scores = _scores(start, words, languages)
    best, *others = sorted(languages, key=lambda language: -scores[language.code])
    if scores[best.code] == 0 or any(scores[other.code] == scores[best.code] for other in others):
        return ENGLISH
    return best.code if best.is_read else ENGLISH
