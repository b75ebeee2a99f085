"""The nodes of a query: a small tree of frozen parts, independent of how the query was typed."""

from dataclasses import dataclass

from explorer.model.series import INDEX_SERIES
from explorer.text.stems import stem

# Filters that are counted, and the field that is searched in the notes of passages.
FACETS = ("country", "region", "continent", "edition", "section", "indicator", "about", "kind", "chapter", "series")
NOTE = "note"
NAMES = "names"  # the field of the countries that passages name
NEW = "new"  # the edition in which a passage is new or edited


@dataclass(frozen=True, slots=True)
class Word:
    """One word in any of its forms; a compound is several adjacent words, or all of them as one."""

    text: str  # as typed
    words: tuple[str, ...]  # folded; several for a compound
    joined: str | None = None  # the compound written as one word
    start: int = 0  # offset in the text of the query
    end: int = 0
    spellings: tuple[str, ...] = ()  # close words of the index, where it does not contain this one
    derived: tuple[str, ...] = ()  # words of the index that have its root, one of each stem: "corruption" of "corrupt"
    synonyms: tuple[tuple[str, ...], ...] = ()  # stems of other terms for it
    indicators: tuple[str, ...] = ()  # slugs of those that it refers to, alone or with its neighbours
    is_exact: bool = False  # only this form: no stem

    @property
    def stems(self) -> tuple[str, ...]:
        return self.words if self.is_exact else tuple(map(stem, self.words))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Adjacent words, or each within `distance` of the one before, in this order or in reverse."""

    text: str
    words: tuple[str, ...]  # folded
    is_exact: bool = False
    distance: int = 0  # 0: adjacent, in this order

    @property
    def stems(self) -> tuple[str, ...]:
        return self.words if self.is_exact else tuple(map(stem, self.words))


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word that starts with these letters."""

    start: str  # folded
    words: tuple[str, ...] = ()  # those of the index


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Every word that differs in at most `distance` letters."""

    word: str  # folded
    distance: int
    words: tuple[str, ...] = ()  # those of the index


@dataclass(frozen=True, slots=True)
class Noted:
    """Words of one of the passage's notes."""

    part: Word | Phrase  # never expanded


@dataclass(frozen=True, slots=True)
class Filter:
    """A property of the passage: any of the values."""

    name: str  # of FACETS, or NAMES or NEW
    values: tuple[str, ...]  # checked


@dataclass(frozen=True, slots=True)
class Condition:
    """A score of the passage's profile, or its change, between two bounds that belong to it."""

    slug: str
    is_change: bool
    low: int | None  # hundredths of a point
    high: int | None
    bounds: str  # in words, "at least 7"
    series: tuple[str, ...] = (INDEX_SERIES,)  # whose scores

    @property
    def name(self) -> str:
        """The name of its field: "heroin-trade" or "change.heroin-trade"."""
        return f"change.{self.slug}" if self.is_change else self.slug

    def meets(self, hundredths: int | None) -> bool:
        """Return whether a score, or its change, in hundredths of a point is between the bounds."""
        return (
            hundredths is not None
            and (self.low is None or self.low <= hundredths)
            and (self.high is None or hundredths <= self.high)
        )


@dataclass(frozen=True, slots=True)
class All:
    """Every part; loose where the query is a list of words without operators."""

    parts: tuple["Node", ...]
    is_loose: bool = False


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Passages that a part does not match."""

    part: "Node"


Node = Word | Phrase | Prefix | Fuzzy | Noted | Filter | Condition | All | Any | Not


@dataclass(frozen=True, slots=True)
class UnknownValue:
    """A value that a field does not have: it is searched as words, and has no close spelling among those of texts."""

    start: int  # offsets in the query, quotation marks included
    end: int
    closest: str | None  # the value that is meant, as it is typed; None where none is close


@dataclass(frozen=True)
class Query:
    """A parsed query: a loose list of parts, and notes about the parsing."""

    text: str
    root: All
    notes: tuple[str, ...] = ()  # whole sentences, in the order of the text
    unknown: tuple[UnknownValue, ...] = ()
