"""Warnings are counted by kind, and each kind has words for one and for several."""

from typing import get_args

from explorer.ingest.source_warnings import SourceWarning, WarningKind, count_warnings, describe_counts


def test_warnings_are_counted_by_kind_the_most_frequent_first() -> None:
    warnings = [SourceWarning("ranks-absent", "x"), *[SourceWarning("score-differs", "y")] * 1200]
    counts = count_warnings(warnings)
    assert list(counts.items()) == [("score-differs", 1200), ("ranks-absent", 1)]
    assert describe_counts(counts) == ["1,200 scores differ from the workbook", "1 page lacks ranks"]


def test_every_kind_has_words_for_one_and_for_several() -> None:
    for kind in get_args(WarningKind):
        (one,), (two,) = describe_counts({kind: 1}), describe_counts({kind: 2})
        assert one.startswith("1 ") and two.startswith("2 ") and one[2:] != two[2:]
