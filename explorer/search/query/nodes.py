"""A query as a small tree of frozen parts: what is searched, with nothing left of how it was typed."""

from dataclasses import dataclass

from explorer.text.analysis import stem


@dataclass(frozen=True, slots=True)
class Word:
    """One word in any of its forms; a compound is several words in a row, or all of them as one."""

    text: str  # as typed
    words: tuple[str, ...]  # folded; several for a compound
    joined: str | None = None  # the compound written as one word
    start: int = 0  # offset in the text of the query
    end: int = 0
    spellings: tuple[str, ...] = ()  # close words of the index, where it has none like this
    synonyms: tuple[tuple[str, ...], ...] = ()  # stems of other terms for it
    indicators: tuple[str, ...] = ()  # slugs of those that it speaks of, alone or with its neighbours
    is_exact: bool = False  # only this form: no stem

    @property
    def stems(self) -> tuple[str, ...]:
        return self.words if self.is_exact else tuple(map(stem, self.words))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side, or each within `distance` of the one before, in this order or in reverse."""

    text: str
    words: tuple[str, ...]  # folded
    is_exact: bool = False
    distance: int = 0  # 0: side by side, in this order

    @property
    def stems(self) -> tuple[str, ...]:
        return self.words if self.is_exact else tuple(map(stem, self.words))


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word that starts so."""

    start: str  # folded
    words: tuple[str, ...] = ()  # those of the index


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Every word that differs in at most so many letters."""

    word: str  # folded
    distance: int
    words: tuple[str, ...] = ()  # those of the index


@dataclass(frozen=True, slots=True)
class Noted:
    """Words of one of the passage's notes."""

    part: Word | Phrase  # never widened


@dataclass(frozen=True, slots=True)
class Filter:
    """A property of the passage: any of the values."""

    name: str  # of FACETS
    values: tuple[str, ...]  # checked


@dataclass(frozen=True, slots=True)
class Condition:
    """A score of the passage's profile, or its change, between two bounds that belong to it."""

    slug: str
    is_change: bool
    low: int | None  # hundredths of a point
    high: int | None
    said: str  # the bounds in words, "at least 7"

    @property
    def name(self) -> str:
        """As it is typed: "heroin-trade" or "change.heroin-trade"."""
        return f"change.{self.slug}" if self.is_change else self.slug

    def meets(self, hundredths: int | None) -> bool:
        return (
            hundredths is not None
            and (self.low is None or self.low <= hundredths)
            and (self.high is None or hundredths <= self.high)
        )


@dataclass(frozen=True, slots=True)
class All:
    """Every part; loose where a reader only set words side by side."""

    parts: tuple["Node", ...]
    is_loose: bool = False


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: "Node"


Node = Word | Phrase | Prefix | Fuzzy | Noted | Filter | Condition | All | Any | Not


@dataclass(frozen=True)
class Query:
    """A query, read: a loose list of parts, and what there is to say about the reading."""

    text: str
    root: All
    notes: tuple[str, ...] = ()  # whole sentences, in the order of the text
