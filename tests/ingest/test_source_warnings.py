"""Warnings are counted by kind, and each kind has words for one and for several."""

from typing import get_args

import pytest

from explorer.ingest.source_warnings import SourceKind, SourceWarning, WarningKind, count_warnings, describe_warnings


def test_warnings_are_counted_by_kind_the_most_frequent_first() -> None:
    warnings = [SourceWarning("ranks-absent", "x"), *[SourceWarning("score-differs", "y")] * 1200]
    assert list(count_warnings(warnings).items()) == [("score-differs", 1200), ("ranks-absent", 1)]
    assert describe_warnings(("page", warning.kind) for warning in warnings) == [
        "1,200 scores differ from the workbook",
        "1 page lacks ranks",
    ]


@pytest.mark.parametrize(
    ("sources", "sentence"),
    [
        (["PDF"], "1 PDF lacks sections"),
        (["page", "PDF"], "1 page and 1 PDF lack sections"),
        (["page", "PDF", "page", "PDF", "PDF"], "2 pages and 3 PDFs lack sections"),
    ],
)
def test_sources_are_counted_as_what_they_are(sources: list[SourceKind], sentence: str) -> None:
    assert describe_warnings((source, "section-absent") for source in sources) == [sentence]


def test_every_kind_has_words_for_one_and_for_several() -> None:
    for kind in get_args(WarningKind):
        (one,), (two,) = describe_warnings([("page", kind)]), describe_warnings([("page", kind)] * 2)
        assert one.startswith("1 ") and two.startswith("2 ") and one[2:] != two[2:]
