"""The words by which statements on scores and ranks are read, by language: `index/claim_words.toml`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from explorer.core import paths
from explorer.core.content_file import TableFile
from explorer.core.errors import VocabularyError
from explorer.model.taxonomy import Taxonomy, taxonomy

_LISTS = [
    "score",
    "points",
    "rank",
    "place",
    "placed",
    "ordinals",
    "cardinals",
    "half",
    "suffix",
    "last",
    "tops",
    "high",
    "low",
    "best",
    "worst",
    "affected",
    "up",
    "down",
    "better",
    "worse",
    "more",
    "less",
    "finer",
    "poorer",
    "than",
    "mean",
    "world",
    "continent",
    "region",
    "latest",
    "same",
    "edition",
    "unreal",
    "negation",
    "above",
    "below",
    "almost",
    "about",
    "other",
    "unit",
    "states",
    "by",
    "to",
    "of_start",
    "joint",
    "respective",
    "linking",
    "bind",
    "follow",
    "months",
    "aside",
    "range",
    "until",
    "brackets",
    "resilient",
    "earlier",
    "later",
    "then",
    "now",
    "between",
    "puts",
]


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(word.replace(" ", r"\s+") for word in ordered) + ")" if ordered else r"(?!)"


@dataclass(frozen=True, eq=False)
class ClaimWords:
    """The words of one language."""

    code: str
    lists: Mapping[str, tuple[str, ...]]

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        return {}

    def any(self, *names: str) -> str:
        """Return a pattern for a word of any of the lists."""
        return any_of(word for name in names for word in self.lists[name])

    def pattern(self, template: str) -> re.Pattern[str]:
        """Return a compiled pattern, in which {name} is any word of a list as a whole."""
        if template not in self._patterns:
            text = re.sub(r"\{([a-z_]+)\}", lambda match: rf"(?<!\w){self.any(match[1])}(?!\w)", template)
            self._patterns[template] = re.compile(text, re.IGNORECASE)
        return self._patterns[template]

    @cached_property
    def ordinals(self) -> Mapping[str, int]:
        """The ordinals in words, by each form in small letters."""
        return {form: number for number, forms in enumerate(self.lists["ordinals"], 1) for form in forms.split("|")}

    @cached_property
    def cardinals(self) -> Mapping[str, float]:
        """The whole numbers in words, by each form in small letters; halves too."""
        values: dict[str, float] = dict.fromkeys(self.lists["half"], 0.5)
        for number, forms in enumerate(self.lists["cardinals"], 1):
            values |= dict.fromkeys(forms.split("|"), number)
        return values

    @cached_property
    def numbers(self) -> re.Pattern[str]:
        """Pattern of any number: a decimal, an ordinal in figures or words, a whole number."""
        suffix = self.any("suffix")
        words = any_of(self.ordinals)
        return re.compile(
            rf"(?<![\w.,])(?P<sign>[+−-](?=\d))?(?:(?P<ordinal>\d{{1,3}})\s?(?:\.\s?)?{suffix}(?!\w)"
            rf"|(?P<number>\d+(?:[.,\u00a0\u202f ]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)*)(?!\w)(?!\.\d))"
            rf"|(?<!\w)(?P<word>{words})(?!\w)|(?<!\w)(?P<cardinal>{any_of(self.cardinals)})(?!\w)"
            rf"|(?<!\w)(?P<last>{self.any('last')})(?!\w)",
            re.IGNORECASE,
        )


@dataclass(frozen=True)
class ClaimVocabulary:
    """Everything in the file, checked."""

    languages: Mapping[str, ClaimWords]
    countries: Mapping[str, str]  # further names, to codes
    measures: Mapping[str, tuple[str, ...]]  # further names, as patterns, by slug


def read_claim_words(folder: Path, known: Taxonomy) -> ClaimVocabulary:
    """Read and check the file in a folder. Raises VocabularyError with file and line."""
    file = TableFile(folder / "claim_words.toml")
    languages: dict[str, ClaimWords] = {}
    for number, table in enumerate(file.tables("language", {"code": str} | dict.fromkeys(_LISTS, list), {})):
        lists = {name: table.texts(name) for name in _LISTS}
        for name, words in lists.items():
            for word in words:
                _check_pattern(file, number, name, word)
        languages[table.text("code")] = ClaimWords(table.text("code"), lists)
    countries: dict[str, str] = {}
    for number, table in enumerate(file.tables("country", {"country": str, "also": list}, {})):
        country = known.country_named(table.text("country"))
        if country is None:
            file.fail("country", number, "country", f"{table.text('country')!r} is not a country of the Index.")
        countries |= dict.fromkeys(table.texts("also"), country.code)
    measures: dict[str, tuple[str, ...]] = {}
    for number, table in enumerate(file.tables("measure", {"slug": str, "also": list}, {})):
        if table.text("slug") not in known.scored:
            file.fail("measure", number, "slug", f"there is no measure {table.text('slug')!r}.")
        measures[table.text("slug")] = table.texts("also")
    if "en" not in languages:
        raise VocabularyError(f'{file.path}: there is no [[language]] with the code "en".')
    return ClaimVocabulary(languages, countries, measures)


def _check_pattern(file: TableFile, number: int, name: str, word: str) -> None:
    try:
        re.compile(word)
    except re.error as error:
        file.fail("language", number, name, f"{word!r} is not a regular expression: {error}.")


@cache
def claim_vocabulary() -> ClaimVocabulary:
    """Return the words that this copy ships. Raises VocabularyError."""
    return read_claim_words(paths.content("index"), taxonomy())
