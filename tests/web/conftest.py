"""Fixtures: applications over a real index of the bundled digest, and of larger invented corpora."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from explorer.corpus.home import Home
from explorer.model.profiles import Source
from explorer.web.app import create_app
from explorer.web.settings import Settings
from tests.factories import andorra_2021, index, kyrgyzstan_2023, make_chapter, tuvalu_2021

GOLD = {
    "Routes": ["Gold is smuggled out in hand luggage, and heroin is carried back."],
    "Ports": ["Customs look away."],
}


@pytest.fixture(scope="session")
def bundled_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Index the bundled corpus, as a new user has it."""
    return index(Home(tmp_path_factory.mktemp("bundled")))


@pytest.fixture(scope="session")
def grown_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Index the bundled corpus with a later edition of it, a long text and scores alone."""
    return index(Home(tmp_path_factory.mktemp("grown")), kyrgyzstan_2023(), tuvalu_2021(), andorra_2021())


@pytest.fixture(scope="session")
def library_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Index the bundled corpus and two chapters, one of an edition and one of none."""
    ferries = make_chapter(source=Source(url="https://globalinitiative.net/analysis/ferries/"))
    gold = make_chapter("Gold across borders", GOLD, {}, edition=2023, published=2024, text_kind="digest")
    return index(Home(tmp_path_factory.mktemp("library")), ferries, gold)


def _app(home: Home) -> Flask:
    app = create_app(Settings(home))
    app.config["PROPAGATE_EXCEPTIONS"] = True  # a bug fails the test that finds it
    return app


@pytest.fixture(scope="session")
def app(bundled_home: Home) -> Flask:
    return _app(bundled_home)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Return a client of the bundled corpus."""
    return app.test_client()


@pytest.fixture(scope="session")
def grown_app(grown_home: Home) -> Flask:
    return _app(grown_home)


@pytest.fixture
def grown(grown_app: Flask) -> FlaskClient:
    """Return a client of the larger corpus."""
    return grown_app.test_client()


@pytest.fixture(scope="session")
def library_app(library_home: Home) -> Flask:
    return _app(library_home)


@pytest.fixture
def shelved(library_app: Flask) -> FlaskClient:
    """Return a client of the bundled corpus and of chapters."""
    return library_app.test_client()


@pytest.fixture(scope="session")
def world_app(world_home: Home) -> Flask:
    return _app(world_home)


@pytest.fixture
def world(world_app: Flask) -> FlaskClient:
    """Return a client of the scores of all countries."""
    return world_app.test_client()


@pytest.fixture(scope="session")
def both_app(both_home: Home) -> Flask:
    return _app(both_home)


@pytest.fixture
def both(both_app: Flask) -> FlaskClient:
    """Return a client of the Index and another series."""
    return both_app.test_client()


@pytest.fixture
def unbuilt(tmp_path: Path) -> FlaskClient:
    """Return a client of a home without a search index."""
    return _app(Home(tmp_path / "unbuilt")).test_client()
