"""Mentions as files."""

import csv
import datetime
import io
import json

from explorer.export.mention_export import COLUMNS, DESCRIPTIONS, mention_export, mention_package
from explorer.search.mention_rows import MentionRequest, MentionRow

DAY = datetime.date(2026, 1, 2)
ROW = MentionRow(
    passage="uzb-2023/trade/1",
    code="UZB",
    text_name="Uzbekistan 2023",
    edition=2023,
    series="index",
    section="trade",
    section_title="Trade",
    paragraph=1,
    indicators=("arms-trafficking", "foreign-actors"),
    to="RUS",
    kind="country",
    words=("Russian", "Russia"),
    sentence="Pistols come from Russian depots.",
    spans=((18, 25),),
)
REQUEST = MentionRequest.from_args([("from", "uzb")])


def test_the_first_line_is_the_header_and_each_row_has_what_programs_ask_for() -> None:
    (row,) = csv.DictReader(io.StringIO(mention_export([ROW], REQUEST, DAY).write("csv").decode()))
    assert list(row) == [column.slug for column in COLUMNS]
    assert (row["passage"], row["from"], row["to"], row["text"]) == (
        "uzb-2023/trade/1",
        "UZB",
        "RUS",
        "Russian; Russia",
    )
    assert (row["kind"], row["name"], row["edition"]) == ("country", "Russia", "2023")
    assert (row["indicators"], row["sentence"]) == ("arms-trafficking; foreign-actors", ROW.sentence)


def test_the_metadata_say_what_was_asked_for_and_how_it_is_counted() -> None:
    about = dict(mention_export([ROW], REQUEST, DAY, "https://oc.example/mentions?from=UZB").about)
    assert (about["Filters"], about["Rows"], about["Passages"]) == ("from: UZB", 1, 1)
    assert "own country is not" in str(about["Note"])
    assert about["Address"] == "https://oc.example/mentions?from=UZB"


def test_every_column_is_described_in_the_package() -> None:
    files = mention_package([ROW], REQUEST, DAY).files()
    (resource,) = json.loads(files["datapackage.json"])["resources"]
    assert [field["description"] for field in resource["schema"]["fields"]] == [DESCRIPTIONS[c.slug] for c in COLUMNS]
    assert resource["schema"]["primaryKey"] == ["passage", "to"]
