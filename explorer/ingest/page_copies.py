"""Several copies of one page in one import: the fullest is taken, whatever their order.

Of two that are as full and differ, neither is better: the one whose content sorts last is taken, so that the order of
the files decides nothing.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeVar

from explorer.model.chapters import Chapter, Text
from explorer.model.profiles import Profile, Source

CopyComparison = Literal["same", "less full", "as full"]  # "as full" with other words, figures or notes
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, order=True)
class Fullness:
    """How much a copy has, in the order in which that counts."""

    is_full: bool  # the publisher's text, and no digest
    passages: int
    characters: int  # of the passages
    facts: int
    ranks: int
    scores: int  # and changes
    notes: int
    has_address: bool  # of the publisher


@dataclass(frozen=True, slots=True)
class PageCopy:
    """A copy of a profile or chapter, without its text: an import may be given thousands."""

    path: str
    id: str
    fullness: Fullness
    content: str  # hash of all that it says, wherever it is from

    def compare(self, kept: "PageCopy") -> CopyComparison:
        """Compare this copy with the one that is taken in its place."""
        if self.content == kept.content:
            return "same"
        return "as full" if self.fullness == kept.fullness else "less full"


@dataclass(frozen=True, slots=True)
class TakenCopy:
    """A copy that an import has stored."""

    copy: PageCopy
    text: Text
    new_files: frozenset[Path] = frozenset()  # of the home, which it had not before the import


@dataclass(frozen=True, slots=True)
class Superseded:
    """A copy of what another source of the same import has at least as full: it was not taken, or not kept."""

    copy: PageCopy
    taken: PageCopy

    @property
    def path(self) -> str:
        return self.copy.path

    @property
    def id(self) -> str:
        """The id of the profile or chapter."""
        return self.taken.id

    @property
    def kept(self) -> str:
        """The path of the copy that was taken."""
        return self.taken.path

    @property
    def comparison(self) -> CopyComparison:
        return self.copy.compare(self.taken)


def describe_copy(text: Text, path: str) -> PageCopy:
    """Describe a copy by its fullness and content."""
    return PageCopy(path, text.id, _fullness(text), hashlib.sha256(_content(text).encode()).hexdigest())


def is_preferred(text: Text, other: Text) -> bool:
    """Tell whether a copy is taken in place of another: it is fuller or, of two as full, sorts last."""
    fullness, others = _fullness(text), _fullness(other)
    return fullness > others if fullness != others else _order(text) > _order(other)


def find_copy(taken: Mapping[str, TakenCopy], text: Text) -> TakenCopy | None:
    """Find the copy of a text that was taken before."""
    if isinstance(text, Profile):
        return taken.get(text.id)
    ids = (text.id, f"{text.id}-{text.edition}")
    known = (copy for id in ids if (copy := taken.get(id)))
    return next((copy for copy in known if isinstance(copy.text, Chapter) and is_same_chapter(copy.text, text)), None)


def is_same_chapter(stored: Chapter, chapter: Chapter) -> bool:
    """Tell whether two chapters of one id are the same one, perhaps with other words."""
    addresses = {reading.source.url for reading in (stored, chapter) if reading.source.url}
    return (stored.series, stored.edition) == (chapter.series, chapter.edition) and len(addresses) < 2


def _fullness(text: Text) -> Fullness:
    passages = list(text.passages())
    figures = (0, 0, 0)
    if isinstance(text, Profile):
        figures = (len(text.facts), sum(map(len, text.ranks.values())), len(text.scores) + len(text.changes))
    return Fullness(
        text.text_kind == "full",
        len(passages),
        sum(len(passage.text) for passage in passages),
        *figures,
        sum(len(section.notes) for section in text.sections) + sum(len(passage.notes) for passage in passages),
        bool(text.source.url),
    )


def _order(text: Text) -> tuple[str, ...]:
    source = text.source
    return _content(text), source.url, source.retrieved, source.title, source.publisher


def _content(text: Text) -> str:
    """Write all that a text says but its source and id; texts that differ in the order of their figures are equal."""
    alike: Text = replace(text, source=Source())
    if isinstance(alike, Chapter):
        alike = alike.with_id("copy")
    else:
        alike = replace(
            alike,
            facts=_sorted(alike.facts),
            scores=_sorted(alike.scores),
            changes=_sorted(alike.changes),
            ranks={ranked: _sorted(areas) for ranked, areas in _sorted(alike.ranks).items()},
        )
    return repr(alike)


def _sorted(values: Mapping[str, _Value]) -> dict[str, _Value]:
    return dict(sorted(values.items()))
