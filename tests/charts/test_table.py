"""Tables as CSV and JSON."""

import csv

from explorer.charts.table import MARKS, Column, Row, Table

TABLE = Table(
    "Scores",
    (
        Column("country", "Country"),
        Column("score", "Score", "score", 2),
        Column("change", "Change", "change", 2),
        Column("rank", "Rank", "number"),
    ),
    (
        Row(("Kyrgyzstan", 5.3, -0.25, 72), "/profiles/kgz-2021"),
        Row(("Congo, Dem. Rep.", None, None, None)),
    ),
)


def test_csv_has_headings_and_keeps_the_decimals_of_a_column() -> None:
    assert TABLE.csv().splitlines()[:2] == ["Country,Score,Change,Rank", "Kyrgyzstan,5.30,-0.25,72"]


def test_what_does_not_exist_is_empty_and_never_0() -> None:
    assert list(csv.reader([TABLE.csv().splitlines()[2]])) == [["Congo, Dem. Rep.", "", "", ""]]


def test_records_have_the_names_of_the_columns_and_null_for_what_does_not_exist() -> None:
    assert TABLE.records()[1] == {"country": "Congo, Dem. Rep.", "score": None, "change": None, "rank": None}


def test_a_negative_number_stays_a_number() -> None:
    assert "-0.25" in TABLE.csv()
    assert "'-0.25" not in TABLE.csv()


def test_rows_can_be_put_in_order_and_what_does_not_exist_stays_last() -> None:
    columns = (Column("country", "Country"), Column("score", "Score", "score"))
    table = Table("", columns, (Row(("Åland", 2.0)), Row(("Benin", None)), Row(("Chad", 3.0)), Row(("Denmark", 3.0))))
    assert [row.cells[0] for row in table.ordered("score", True).rows] == ["Chad", "Denmark", "Åland", "Benin"]
    assert [row.cells[0] for row in table.ordered("score", False).rows] == ["Åland", "Chad", "Denmark", "Benin"]
    assert [row.cells[0] for row in table.ordered("country", False).rows] == ["Åland", "Benin", "Chad", "Denmark"]


def test_a_span_ends_in_a_column_that_a_page_does_not_show() -> None:
    columns = (Column("rank", "Rank", "number", until="to"), Column("to", "Last rank", "number"))
    table = Table("Ranks", columns, (Row((98, 101)), Row((102, None))))
    assert table.within_others == {"to"}
    assert [table.span_end(row, columns[0]) for row in table.rows] == [101, None]
    assert table.span_end(table.rows[0], columns[1]) is None
    assert table.csv().splitlines() == ["Rank,Last rank", "98,101", "102,"]


FIGURES = (
    Column("rank", "Rank", "number", origin="rank_origin"),
    Column("rank_origin", "Rank: origin"),
    Column("change", "Change", "change", comparable="comparable", origin="change_origin"),
    Column("comparable", "Comparable"),
    Column("change_origin", "Change: origin"),
)
PUBLISHED = Row((1, "published", 0.02, "Made of more.", "published"))
COMPUTED = Row((2, "computed", 0.5, "yes", "computed"))
ABSENT = Row((3, "computed", None, None, None))


def test_a_page_marks_what_is_published_or_not_comparable() -> None:
    table = Table("Ranks", FIGURES, (PUBLISHED, COMPUTED, ABSENT))
    assert table.within_others == {"rank_origin", "comparable", "change_origin"}
    rank, _, change, *_ = FIGURES
    assert [table.marks(row, rank) for row in table.rows] == [("*",), (), ()]
    assert [table.marks(row, change) for row in table.rows] == [("†", "*"), (), ()]
    assert table.reasons == ("Made of more.",)
    assert set("".join(MARKS)) == {"†", "*"}


def test_a_table_tells_which_of_its_figures_are_published() -> None:
    computed = "are computed here from the published scores."
    notes = {
        rows: Table("", FIGURES, rows).origin_note("ranks and changes")
        for rows in ((PUBLISHED,), (COMPUTED, ABSENT), (PUBLISHED, COMPUTED))
    }
    assert list(notes.values()) == [
        "* As published.",
        f"Ranks and changes {computed}",
        f"* As published. Ranks and changes without this mark {computed}",
    ]
    assert Table("", FIGURES, ()).origins == frozenset()
