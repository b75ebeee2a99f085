"""Liveness, readiness and version, for the supervisor of the server."""

from flask.testing import FlaskClient

from explorer import __version__
from explorer.corpus.home import Home
from explorer.engines.open import open_engine


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
