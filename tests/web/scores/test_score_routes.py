"""Each page of scores has its tables as CSV and JSON."""

import io

import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from tests.web.soup import page

PAGES = [
    ("/countries", "/countries", "countries"),
    ("/indicators", "/averages", "indicators"),
    ("/rankings", "/rankings", "rankings"),
    ("/explore?edition=2021&columns=all,change.all,rank.all-resilience", "/explore", "explore"),
    ("/map", "/map", "map"),
    ("/map/passages", "/map/passages", "passages_map"),
    ("/scatter", "/scatter", "scatter"),
    ("/compare?profiles=kgz-2021,and-2021", "/compare", "comparison"),
    ("/indicators/heroin-trade", "/rankings/heroin-trade", "heroin-trade"),
]


@pytest.mark.parametrize(("address", "interface", "name"), PAGES)
def test_a_page_has_its_tables_as_files_and_for_programs(
    grown: FlaskClient, address: str, interface: str, name: str
) -> None:
    path, _, query = address.partition("?")
    assert page(grown, address).title
    answer = grown.get(f"/api/v1{interface}?{query}").get_json()
    (main, *_) = answer["tables"].values()
    file = grown.get(f"{path}.csv?{query}")
    assert (file.status_code, file.mimetype) == (200, "text/csv")
    assert file.headers["Content-Disposition"] == f'attachment; filename="{name}.csv"'
    heading = file.text.splitlines()[0]
    assert all(column["label"].split(",")[0] in heading for column in main["columns"])
    assert len(file.text.splitlines()) == len(main["rows"]) + 1
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(grown.get(f"{path}.xlsx?{query}").data))
    rows = workbook.get_sheet_by_name("Result").to_python()
    assert rows[0] == [column["label"] for column in main["columns"]]
    assert len(rows) == len(main["rows"]) + 1
    about = {str(name): value for name, value, *_ in workbook.get_sheet_by_name("About").to_python()}
    assert main["caption"].startswith(str(about["Table"])) and about["Rows"] == len(main["rows"])
    assert str(about["Address"]).startswith(f"http://localhost{path}")


def test_another_table_is_chosen_by_its_name(grown: FlaskClient) -> None:
    tables = grown.get("/api/v1/rankings/heroin-trade").get_json()["tables"]
    for name, table in tables.items():
        lines = grown.get(f"/indicators/heroin-trade.csv?table={name}").text.splitlines()
        assert len(lines) == len(table["rows"]) + 1, name
    assert len(tables) > 1


@pytest.mark.parametrize("path", ["/rankings.csv", "/indicators/heroin-trade.csv"])
def test_a_table_that_is_not_there_is_refused(grown: FlaskClient, path: str) -> None:
    page(grown, f"{path}?table=nothing", 400)


def test_the_form_of_a_comparison_leads_to_its_address(grown: FlaskClient) -> None:
    response = grown.get("/compare?profiles=kgz-2021&country=AND&edition=2021")
    assert (response.status_code, response.headers["Location"]) == (302, "/compare?profiles=kgz-2021,and-2021")


def test_the_page_of_an_indicator_has_the_passages_linked_to_it(grown: FlaskClient) -> None:
    soup = page(grown, "/indicators/heroin-trade?edition=2021")
    assert soup.select_one('main a[href^="/search?"][href*="indicator=heroin-trade"]')
    assert page(grown, "/indicators/heroin-trade?edition=2021&offset=10") != soup
