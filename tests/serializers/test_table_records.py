"""The tables of a page are written with their columns, and with the parameters in effect."""

from explorer.charts.table import Column, Row, Table
from explorer.serializers.table_records import dataset_record
from tests.serializers.decoded import decoded

TABLE = Table(
    "Scores",
    (Column("country", "Country"), Column("score", "Score", "score"), Column("rank", "Rank", "number")),
    (Row(("Malta", 5.5, 3), "/profiles/mlt-2023"), Row(("Andorra", None, None))),
)


def test_rows_are_written_by_the_names_of_their_columns() -> None:
    answer = decoded(dataset_record((), {"scores": TABLE}))
    assert answer["tables"] == {
        "scores": {
            "caption": "Scores",
            "columns": [
                {"name": "country", "label": "Country", "kind": "text"},
                {"name": "score", "label": "Score", "kind": "score"},
                {"name": "rank", "label": "Rank", "kind": "number"},
            ],
            "rows": [
                {"country": "Malta", "score": 5.5, "rank": 3},
                {"country": "Andorra", "score": None, "rank": None},
            ],
        }
    }


def test_an_empty_parameter_is_left_out_and_zero_is_none_of_them() -> None:
    parameters = (("edition", 2023), ("area", ""), ("from", None), ("offset", 0), ("sort", "-score"))
    assert decoded(dataset_record(parameters, {}))["parameters"] == [
        {"name": "edition", "value": 2023},
        {"name": "offset", "value": 0},
        {"name": "sort", "value": "-score"},
    ]
