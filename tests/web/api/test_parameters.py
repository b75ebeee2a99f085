"""Parameters are documented with the values that the code takes."""

from explorer.search.query.nodes import FACETS
from explorer.search.table.table_request import NAMES
from explorer.web.api.parameters import filter_parameters, score_parameters, search_parameters, table_parameters


def test_a_search_takes_its_query_its_filters_and_its_page() -> None:
    names = [parameter["name"] for parameter in search_parameters()]
    assert names == ["q", *FACETS, "sort", "limit", "offset", "exact", "names", "scope", "scores"]


def test_a_filter_is_a_list_of_values_of_the_vocabulary() -> None:
    filters = {parameter["name"]: parameter["schema"] for parameter in filter_parameters()}
    assert set(filters) == set(FACETS)
    assert {schema["type"] for schema in filters.values()} == {"array"}
    assert filters["edition"]["items"] == {"$ref": "#/components/schemas/EditionYear"}


def test_a_table_of_scores_takes_what_it_names_in_that_order() -> None:
    assert [parameter["name"] for parameter in score_parameters("x", "y", "edition")] == ["x", "y", "edition"]


def test_the_country_table_takes_what_its_page_takes() -> None:
    assert {parameter["name"] for parameter in table_parameters()} == set(NAMES)
