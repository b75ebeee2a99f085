"""A parameter of one value that an address has twice is refused, on every page."""

import pytest
from flask.testing import FlaskClient

PASSAGE = "kgz-2021/drugs/1"


@pytest.mark.parametrize(
    "address",
    (
        "/search?q=heroin&q=opium",
        "/search.csv?q=heroin&view=countries&view=profiles",
        "/search?q=heroin&found=1&found=2&v=1",
        "/search/score?q=heroin&score=heroin-trade&score=resilience&way=rose",
        "/map?edition=2021&edition=2023",
        "/map.csv?table=map&table=other",
        "/compare?profiles=kgz-2021&country=KGZ&country=AND",
        "/profiles/kgz-2021?q=heroin&q=opium",
        "/profiles/kgz-2021?exact=1&exact=0",
        f"/passages/{PASSAGE}?q=heroin&q=opium",
        f"/cite?id={PASSAGE}&id=kgz-2023",
        f"/collection?id={PASSAGE}&style=apa&style=chicago",
        "/lookup?text=one&text=two",
        "/works?page=1&page=2",
        "/matrix?term=heroin&by=section&by=country",
        "/api/v1/map?edition=2021&edition=2023",
        "/api/v1/rankings?indicator=heroin-trade&indicator=resilience",
        "/api/v1/compare?profiles=kgz-2021&section=drugs&section=trade",
        "/api/v1/suggestions?q=her&q=opi",
        f"/api/v1/similar/{PASSAGE}?elsewhere=1&elsewhere=0",
        "/api/v1/quotes?text=one&text=two",
        f"/api/v1/citations?id={PASSAGE}&style=apa&style=chicago",
        f"/api/v1/citations?id={PASSAGE}&id=kgz-2023",
        "/api/v1/matrix?term=heroin&forms=all&forms=given",
    ),
)
def test_a_parameter_with_two_values_is_refused_by_name(grown: FlaskClient, address: str) -> None:
    answer = grown.get(address)
    assert answer.status_code == 400
    assert "twice, with" in answer.text and "Give it once" in answer.text


@pytest.mark.parametrize(
    "address",
    (
        "/search?q=heroin&q=heroin",
        "/search?q=&q=heroin&country=KGZ&country=AND",
        "/profiles/kgz-2021?q=heroin&q=",
        "/api/v1/compare?profiles=kgz-2021&profiles=kgz-2023",
        "/api/v1/matrix?term=heroin&term=border&terms=opium",
        f"/collection?id={PASSAGE}&id={PASSAGE.replace('1/', '3/')}",
        "/api/v1/matrix?term=heroin&country=KGZ&country=AND",
    ),
)
def test_equal_values_and_lists_are_no_two_values(grown: FlaskClient, address: str) -> None:
    assert grown.get(address).status_code in (200, 404)


def test_profiles_to_compare_are_a_list_in_either_form(grown: FlaskClient) -> None:
    lists = ("profiles=kgz-2021,kgz-2023", "profiles=kgz-2021&profiles=kgz-2023")
    first, second = (grown.get(f"/api/v1/compare?{query}").get_json() for query in lists)
    assert first == second
    assert first["parameters"][0] == {"name": "profiles", "value": "kgz-2021,kgz-2023"}


def test_an_address_without_a_page_is_not_found_whatever_it_has_twice(grown: FlaskClient) -> None:
    assert grown.get("/nothing?q=heroin&q=opium").status_code == 404
