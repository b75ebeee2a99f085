"""What is odd in a source that is taken all the same: each with its kind, by which they are counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

WarningKind = Literal[
    "score-differs", "score-changed", "average-differs", "rank-differs", "area-differs", "averages-absent",
    "ranks-absent", "section-absent", "note-absent", "note-unused", "short-line", "text-left-out", "paragraphs-broken",
    "country-doubtful", "address-foreign", "publisher-unnamed", "copy-unreadable", "column-unread", "break-doubtful",
]  # fmt: skip

# What several of a kind are called after their number, and one.
_COUNTED: Mapping[WarningKind, tuple[str, str]] = {
    "score-differs": ("scores differ from the workbook", "score differs from the workbook"),
    "score-changed": ("scores differ from those imported before", "score differs from that imported before"),
    "average-differs": ("averages differ from their scores", "average differs from its scores"),
    "rank-differs": (
        "ranks differ from the scores of all countries",
        "rank differs from the scores of all countries",
    ),
    "area-differs": (
        "countries are in another region or continent than in the Index",
        "country is in another region or continent than in the Index",
    ),
    "averages-absent": (
        "pages lack the scores of criminality and resilience",
        "page lacks the scores of criminality and resilience",
    ),
    "ranks-absent": ("pages lack ranks", "page lacks ranks"),
    "section-absent": ("pages lack sections", "page lacks sections"),
    "note-absent": ("pages refer to notes that they lack", "page refers to notes that it lacks"),
    "note-unused": ("pages have notes to which no passage refers", "page has notes to which no passage refers"),
    "short-line": ("short lines were kept as paragraphs", "short line was kept as a paragraph"),
    "text-left-out": ("texts or tables were left out", "text or table was left out"),
    "paragraphs-broken": ("pages have paragraphs that go on in the next", "page has paragraphs that go on in the next"),
    "country-doubtful": (
        "titles, addresses or file names are of another country",
        "title, address or file name is of another country",
    ),
    "address-foreign": (
        "pages are cited without an address, since theirs is not the publisher's",
        "page is cited without an address, since its own is not the publisher's",
    ),
    "publisher-unnamed": ("pages do not name their publisher", "page does not name its publisher"),
    "copy-unreadable": (
        "sources could not be compared with what was imported before",
        "source could not be compared with what was imported before",
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


def describe_counts(counts: Mapping[WarningKind, int]) -> list[str]:
    """Say in words how many there are of each kind: "29 scores differ from the workbook"."""
    return [f"{count:,} {_COUNTED[kind][count == 1]}" for kind, count in counts.items()]
