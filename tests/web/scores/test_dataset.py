"""The tables of a page, and the addresses of their files."""

import pytest

from explorer.charts.table import Column, Row, Table
from explorer.core.errors import QueryError
from explorer.web.scores.dataset import Dataset

SCORES = Table("Scores", (Column("country", "Country"),), (Row(("Kyrgyzstan",)),))
CHANGES = Table("Changes", (Column("change", "Change", "change"),), (Row((0.5,)),))
DATASET = Dataset(
    "/rankings", (("edition", 2021), ("area", ""), ("by", "heroin-trade")), {"main": SCORES, "moves": CHANGES}
)


def test_the_addresses_have_the_parameters_that_are_not_empty() -> None:
    assert DATASET.address == "/rankings?edition=2021&by=heroin-trade"
    assert DATASET.file_address("csv") == "/rankings.csv?edition=2021&by=heroin-trade"
    assert DATASET.file_address("csv", "moves") == "/rankings.csv?edition=2021&by=heroin-trade&table=moves"
    assert DATASET.json_address == "/api/v1/rankings?edition=2021&by=heroin-trade"


def test_programs_may_find_it_at_another_path() -> None:
    assert Dataset("/indicators", (), {"main": SCORES}, "/averages").json_address == "/api/v1/averages"


def test_a_table_is_had_by_its_name_and_the_first_without_one() -> None:
    assert DATASET.table("") is SCORES
    assert DATASET.table("moves") is CHANGES


def test_a_table_that_is_not_there_is_refused_with_the_closest() -> None:
    with pytest.raises(QueryError, match=r"There is no table 'moved'.*moves"):
        DATASET.table("moved")


def test_programs_get_all_tables_with_the_parameters_that_hold() -> None:
    record = DATASET.record()
    assert [(parameter.name, parameter.value) for parameter in record.parameters] == [
        ("edition", 2021),
        ("by", "heroin-trade"),
    ]
    assert record.tables["main"].rows == ({"country": "Kyrgyzstan"},)
    assert record.tables["moves"].rows == ({"change": 0.5},)
