"""Errors are one sentence, as a page of the site or as JSON."""

import shutil
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from explorer.corpus.home import Home
from explorer.web.app import create_app
from explorer.web.settings import Settings
from tests.web.soup import element, links, page, words


def test_an_unknown_profile_says_which_editions_there_are(client: FlaskClient) -> None:
    soup = page(client, "/profiles/kgz-2025", 404)
    assert "Kyrgyzstan 2025 has not been imported" in words(soup)
    assert links(soup, "main a")["Kyrgyzstan 2021"] == "/profiles/kgz-2021"


def test_an_unknown_passage_says_how_many_there_are(client: FlaskClient) -> None:
    assert "The section Drugs has 2 passages" in words(page(client, "/passages/kgz-2021/drugs/9", 404))
    assert "not the id of a passage" in words(page(client, "/passages/kgz-2021/drugs", 404))


def test_an_unknown_indicator_offers_the_closest(client: FlaskClient) -> None:
    assert "heroin-trade" in words(page(client, "/indicators/heroine-trade", 404))


def test_an_unknown_address_is_a_page_of_this_site(client: FlaskClient) -> None:
    assert element(page(client, "/nowhere", 404), ".masthead form")
    assert page(client, "/profiles/nonsense", 404)
    assert page(client, "/profiles/zzz-2021", 404)


def test_a_bad_filter_says_what_would_work_and_keeps_the_query(client: FlaskClient) -> None:
    soup = page(client, "/search?q=heroin&edition=1999", 400)
    assert "Choose one of 2019, 2021, 2023, 2025" in words(soup)
    assert element(soup, "#q")["value"] == "heroin"
    assert "/search?q=heroin" in links(soup, "main a").values()


def test_a_query_that_is_too_long_is_refused_wherever_it_is_given(client: FlaskClient) -> None:
    for path in ("/search?q=", "/profiles/kgz-2021?q=", "/passages/kgz-2021/drugs/1?q="):
        assert "at most 1,000" in words(page(client, path + "a" * 1001, 400))


def test_nothing_can_be_posted(client: FlaskClient) -> None:
    response = client.post("/search")
    assert response.status_code == 405
    assert "GET" in str(response.headers["Allow"])
    assert "masthead" in response.text


def test_without_an_index_a_search_is_503_but_a_profile_can_be_read(unbuilt: FlaskClient) -> None:
    soup = page(unbuilt, "/search?q=heroin", 503)
    assert words(element(soup, ".lead"))
    assert unbuilt.get("/profiles/kgz-2021").status_code == 200


def test_a_bug_is_a_page_without_its_details(bundled_home: Home) -> None:
    app: Flask = create_app(Settings(bundled_home))

    def broken() -> str:
        raise ValueError("a secret of the code")

    app.add_url_rule("/broken", view_func=broken)
    app.add_url_rule("/api/v1/broken", "broken_api", broken)
    response = app.test_client().get("/broken")
    assert response.status_code == 500
    assert "Something went wrong on our side" in response.text
    assert "secret" not in response.text
    assert app.test_client().get("/api/v1/broken").get_json()["error"]["status"] == 500


def test_a_profile_that_cannot_be_read_is_named(tmp_path: Path, bundled_home: Home) -> None:
    home = Home(tmp_path / "home")
    shutil.copytree(bundled_home.path, home.path)
    (home.profiles / "2021").mkdir(parents=True)
    (home.profiles / "2021" / "kgz.md").write_text("---\ncountry: KGZ\nedition: 2021\ncolour: red\n---\n", "utf-8")
    response = create_app(Settings(home)).test_client().get("/profiles/kgz-2021")
    assert response.status_code == 503
    assert ": profiles/2021/kgz.md:4: unknown key" in response.text
    assert str(tmp_path) not in response.text


def test_the_interface_says_the_same_in_json(client: FlaskClient, unbuilt: FlaskClient) -> None:
    for reader, path, status, message in (
        (client, "/api/v1/search?edition=1999", 400, "2021, 2023, 2025"),
        (client, "/api/v1/search?limit=1000", 400, "1 to 100"),
        (client, "/api/v1/profiles/kgz-2025", 404, "has not been imported"),
        (client, "/api/v1/passages/kgz-2021/drugs", 404, "not the id of a passage"),
        (client, "/api/v1/sections/kgz-2021", 404, "not the id of a section"),
        (client, "/api/v1/indicators/heroine", 404, "heroin-trade"),
        (client, "/api/v1/nowhere", 404, "Check the address"),
        (unbuilt, "/api/v1/search?q=heroin", 503, "index"),
    ):
        response = reader.get(path)
        error = response.get_json()["error"]
        assert (response.status_code, error["status"]) == (status, status), path
        assert message in error["message"], path


@pytest.mark.parametrize(
    ("path", "methods"),
    [("/api/v1/search", "GET"), ("/api/v1/matrix", "GET and POST"), ("/livez", "GET"), ("/matrix", "GET and POST")],
)
def test_a_method_that_an_address_has_not_is_answered_with_those_that_it_has(
    client: FlaskClient, path: str, methods: str
) -> None:
    response = client.put(path)
    assert response.status_code == 405
    assert f"This address only answers {methods} requests." in response.text
    assert {"GET", *methods.split(" and ")} <= set(response.headers["Allow"].split(", "))
