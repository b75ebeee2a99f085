"""Words that a reader may type for one another, read from `index/synonyms.toml`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from explorer.core import paths
from explorer.core.content_file import TableFile
from explorer.core.lru_cache import cached_if_short
from explorer.text.analysis import words
from explorer.text.stems import stem

StemPhrase = tuple[str, ...]  # the stems of a term


@dataclass(frozen=True, slots=True)
class Synonym:
    """Another term for something."""

    text: str  # as the vocabulary has it
    phrase: StemPhrase


class Synonyms:
    """Groups of terms with one meaning."""

    def __init__(
        self,
        groups: Sequence[Sequence[str]],
        phrases: Mapping[str, StemPhrase] | None = None,
        everyday: Mapping[str, str] | None = None,
    ) -> None:
        """Take the groups, and the terms of everyday words; `phrases` are the stems of terms, where they are known."""
        known_phrases = phrases or {}
        self._groups = groups
        self._others: dict[StemPhrase, list[Synonym]] = {}
        self.everyday = everyday or {}
        self._terms = {known_phrases.get(text) or stem_phrase(text): term for text, term in self.everyday.items()}
        for group in groups:
            terms = [Synonym(text, known_phrases.get(text) or stem_phrase(text)) for text in group]
            for term in terms:
                others = self._others.setdefault(term.phrase, [])
                others += [other for other in terms if other.phrase != term.phrase and other not in others]
        self.phrases = frozenset(self._others)
        self.longest = max(map(len, self.phrases), default=0)  # words of a term

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of a term, folded."""
        return frozenset(word for group in self._groups for text in group for word in words(text))

    @property
    def groups(self) -> Sequence[Sequence[str]]:
        """The terms as the file has them."""
        return self._groups

    def term(self, everyday: StemPhrase) -> str | None:
        """Return the term of the field for an everyday word, by its stems."""
        return self._terms.get(everyday)

    def of(self, phrase: StemPhrase) -> Sequence[Synonym]:
        """Return the other terms for a term, by its stems."""
        return self._others.get(phrase, ())


@cached_if_short(4096, 128)
def stem_phrase(text: str) -> StemPhrase:
    """Return the stems of a term's words."""
    return tuple(map(stem, words(text)))


def read_synonyms(path: Path) -> Synonyms:
    """Read and check the file. Raises VocabularyError with file and line."""
    file = TableFile(path)
    tables = file.tables("group", {"words": list}, {})
    for number, table in enumerate(tables):
        if len(table.texts("words")) < 2:
            file.fail(kind="group", number=number, key="words", message="a group has two words or more.")
    everyday = file.tables("everyday", {"term": str, "words": list}, {}) if "everyday" in file.data else []
    for kind, kind_tables in (("group", tables), ("everyday", everyday)):
        for number, table in enumerate(kind_tables):
            for text in table.texts("words"):
                if not 1 <= len(stem_phrase(text)) <= 4:
                    file.fail_item(kind, number, "words", text, f"{text!r} must have one to four words.")
    return Synonyms(
        [table.texts("words") for table in tables]
        + [[table.text("term"), *table.texts("words")] for table in everyday],
        everyday={text: table.text("term") for table in everyday for text in table.texts("words")},
    )


@cache
def synonyms() -> Synonyms:
    """Return the synonyms that this copy ships. Raises VocabularyError."""
    return read_synonyms(paths.content("index") / "synonyms.toml")
