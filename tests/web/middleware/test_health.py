"""Liveness, readiness and version, for the supervisor of the server."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from explorer import __version__
from explorer.corpus.home import Home
from explorer.engines.manage import rebuild
from explorer.engines.open import open_engine
from explorer.web.app import create_app
from explorer.web.settings import Settings
from tests.factories import index, tuvalu_2021


def test_a_server_with_an_index_is_alive_and_ready(client: FlaskClient, bundled_home: Home) -> None:
    assert client.get("/livez").get_json() == {"status": "alive"}
    ready = {"status": "ready", "generation": open_engine(bundled_home).generation}
    assert client.get("/readyz").get_json() == ready


def test_the_version_names_the_release_and_the_generation(client: FlaskClient, bundled_home: Home) -> None:
    generation = open_engine(bundled_home).generation
    record = {"name": "oc-explorer", "version": __version__, "generation": generation}
    assert client.get("/version").get_json() == record


def test_a_server_without_an_index_is_alive_but_not_ready(unbuilt: FlaskClient) -> None:
    assert unbuilt.get("/livez").status_code == 200
    assert unbuilt.get("/readyz").status_code == 503
    assert unbuilt.get("/version").get_json()["generation"] is None


@pytest.fixture
def own(tmp_path: Path) -> tuple[Home, FlaskClient]:
    """Return a home whose index may be damaged, and a client of it."""
    home = index(Home(tmp_path), tuvalu_2021())
    return home, create_app(Settings(home, has_metrics=True)).test_client()


def overwrite(home: Home) -> None:
    with (generation_of(home) / "arrays").open("r+b") as file:
        file.seek(5_000)
        file.write(bytes(20_000))


def generation_of(home: Home) -> Path:
    return home.generations / (home.generations / "current").read_text().strip()


DAMAGE: dict[str, Callable[[Home], object]] = {
    "overwritten": overwrite,
    "cut short": lambda home: os.truncate(generation_of(home) / "arrays", 5_000),
    "removed": lambda home: shutil.rmtree(generation_of(home)),
    "without a pointer": lambda home: (home.generations / "current").unlink(),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_server_whose_index_is_damaged_is_not_ready_and_says_why_without_a_path_of_the_machine(
    own: tuple[Home, FlaskClient], damage: Callable[[Home], object]
) -> None:
    home, client = own
    assert client.get("/readyz").status_code == 200
    assert client.get("/api/v1/search?q=heroin").status_code == 200
    damage(home)
    for _ in range(3):
        answer = client.get("/readyz")
        assert answer.status_code == 503
        message = answer.get_json()["error"]["message"]
        assert "oc-explorer index" in message
        assert str(home.path) not in message
    assert client.get("/livez").status_code == 200
    assert "oc_explorer_ready 0.0" in client.get("/metrics").text
    rebuild(home, open_engine(home))
    assert client.get("/readyz").status_code == 200
    assert "oc_explorer_ready 1.0" in client.get("/metrics").text


def test_searches_of_an_index_that_was_cut_short_are_503(own: tuple[Home, FlaskClient]) -> None:
    home, client = own
    assert client.get("/search?q=heroin").status_code == 200
    os.truncate(generation_of(home) / "arrays", 100)
    for address in ("/search?q=ferry", "/api/v1/search?q=pay", "/search.csv?q=crews", "/"):
        assert client.get(address).status_code == 503, address
