"""What is odd in a source that is taken all the same: each with its kind, by which they are counted."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from explorer.text.counted_nouns import counted_each

SourceKind = Literal["page", "PDF", "document", "workbook"]
WarningKind = Literal[
    "score-differs", "score-changed", "average-differs", "rank-differs", "area-differs", "averages-absent",
    "ranks-absent", "section-absent", "note-absent", "note-unused", "short-line", "text-left-out", "paragraphs-broken",
    "country-doubtful", "address-foreign", "publisher-unnamed", "copy-unreadable", "column-unread", "break-doubtful",
]  # fmt: skip

# What several of a kind are called after their number, and one; {} has the number of the sources themselves.
_COUNTED: Mapping[WarningKind, tuple[str, str]] = {
    "score-differs": ("scores differ from the workbook", "score differs from the workbook"),
    "score-changed": ("scores differ from those imported before", "score differs from that imported before"),
    "average-differs": ("averages differ from their scores", "average differs from its scores"),
    "rank-differs": (
        "ranks differ from the scores of all countries",
        "rank differs from the scores of all countries",
    ),
    "area-differs": (
        "regions or continents are not those that the countries have in the Index",
        "region or continent is not the one that the country has in the Index",
    ),
    "averages-absent": (
        "{} lack the scores of criminality and resilience",
        "{} lacks the scores of criminality and resilience",
    ),
    "ranks-absent": ("{} lack ranks", "{} lacks ranks"),
    "section-absent": ("{} lack sections", "{} lacks sections"),
    "note-absent": ("{} refer to notes that they lack", "{} refers to notes that it lacks"),
    "note-unused": ("{} have notes to which no passage refers", "{} has notes to which no passage refers"),
    "short-line": ("short lines were kept as paragraphs", "short line was kept as a paragraph"),
    "text-left-out": ("texts or tables were left out", "text or table was left out"),
    "paragraphs-broken": ("{} have paragraphs that go on in the next", "{} has paragraphs that go on in the next"),
    "country-doubtful": (
        "titles, addresses or file names are of another country",
        "title, address or file name is of another country",
    ),
    "address-foreign": (
        "{} are cited without an address, since theirs is not the publisher's",
        "{} is cited without an address, since its own is not the publisher's",
    ),
    "publisher-unnamed": ("{} do not name their publisher", "{} does not name its publisher"),
    "copy-unreadable": (
        "comparisons with what was imported before could not be made",
        "comparison with what was imported before could not be made",
    ),
    "break-doubtful": (
        "ends of pages or columns may be within a paragraph",
        "end of a page or a column may be within a paragraph",
    ),
    "column-unread": ("columns of workbooks were not read", "column of a workbook was not read"),
}


@dataclass(frozen=True, slots=True)
class SourceWarning:
    """Something odd in a source, in a sentence."""

    kind: WarningKind
    text: str


def count_warnings(warnings: Iterable[SourceWarning]) -> dict[WarningKind, int]:
    """Count warnings by kind, the most frequent first."""
    return dict(Counter(warning.kind for warning in warnings).most_common())


def describe_warnings(warnings: Iterable[tuple[SourceKind, WarningKind]]) -> list[str]:
    """Say in words how many warnings there are of each kind, each given with the kind of its source.

    "29 scores differ from the workbook", "12 pages and 4 PDFs lack ranks".
    """
    sources: dict[WarningKind, list[SourceKind]] = {}
    for source, kind in warnings:
        sources.setdefault(kind, []).append(source)
    return [_describe(kind, sources[kind]) for kind in sorted(sources, key=lambda kind: -len(sources[kind]))]


def _describe(kind: WarningKind, sources: Sequence[SourceKind]) -> str:
    words = _COUNTED[kind][len(sources) == 1]
    return words.format(counted_each(sources)) if "{}" in words else f"{len(sources):,} {words}"
