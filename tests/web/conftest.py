"""An application over a real index: the bundled digest, and profiles of our own that need more pages and editions."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from explorer.corpus.home import Home
from explorer.corpus.library import store_chapter, store_profile
from explorer.engines.manage import open_engine, rebuild
from explorer.ingest.importer import Imported, import_sources
from explorer.model.profiles import Note, Passage, Profile, Section, Source
from explorer.web.app import create_app
from explorer.web.settings import Settings
from tests.chapters import make_chapter

TRAFFICKERS = "Traffickers <b>recruit</b> workers & keep passports."
GOLD = {"Routes": ["Gold leaves in hand luggage, and heroin pays for the ticket."], "Ports": ["Customs look away."]}
SENTENCE = "Ferry crews in harbour {number} hide heroin below deck and pay the customs officers who look away."


def kyrgyzstan_2023() -> Profile:
    """A later edition of the bundled country: in full text, with changes, a footnote and text that looks like HTML."""
    notes = (Note("1", "Own research.", (22, 52)), Note("2", "A <b>ledger</b>.", (22,)), Note("3", "About it all."))
    people = Passage("kgz-2023", "people", 1, "Traffickers <b>recruit</b> workers & keep passports.", notes)
    extortion = Passage("kgz-2023", "people", 2, "Stallholders pay protection money to a gang every week.")
    return Profile(
        code="KGZ",
        edition=2023,
        text_kind="full",
        sections=(Section("people", (people, extortion)),),
        scores={"criminality": 5.4, "resilience": 4.2, "human-trafficking": 7.0, "heroin-trade": 6.5},
        changes={"human-trafficking": 0.5, "heroin-trade": -0.5, "criminality": None},
        source=Source("Kyrgyzstan", url="https://ocindex.net/2023/country/kyrgyzstan"),
    )


def tuvalu_2021() -> Profile:
    """A made-up text long enough for several pages of hits."""
    passages = tuple(Passage("tuv-2021", "drugs", n, SENTENCE.format(number=n)) for n in range(1, 26))
    return Profile(code="TUV", edition=2021, text_kind="full", sections=(Section("drugs", passages),))


def andorra_2021() -> Profile:
    """Scores alone."""
    return Profile(code="AND", edition=2021, text_kind="none", scores={"heroin-trade": 1.5, "criminality": 2.5})


@pytest.fixture(scope="session")
def bundled_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """What a new user has: the bundled corpus, indexed."""
    home = Home(tmp_path_factory.mktemp("bundled"))
    rebuild(home, open_engine(home))
    return home


@pytest.fixture(scope="session")
def grown_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The bundled corpus and the profiles above."""
    home = Home(tmp_path_factory.mktemp("grown"))
    for profile in (kyrgyzstan_2023(), tuvalu_2021(), andorra_2021()):
        store_profile(home.profiles, profile)
    rebuild(home, open_engine(home))
    return home


@pytest.fixture(scope="session")
def library_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The bundled corpus and two chapters, one of an edition and one of none."""
    home = Home(tmp_path_factory.mktemp("library"))
    store_chapter(home, make_chapter(source=Source(url="https://globalinitiative.net/analysis/ferries/")))
    store_chapter(home, make_chapter("Gold across borders", GOLD, {}, edition=2023, published=2024, text_kind="digest"))
    rebuild(home, open_engine(home))
    return home


@pytest.fixture(scope="session")
def world_home(tmp_path_factory: pytest.TempPathFactory, real_data: Path) -> Home:
    """The bundled corpus and the scores of every country in every edition, from the published workbook."""
    home = Home(tmp_path_factory.mktemp("world"))
    outcomes = import_sources(home, [real_data / "workbooks" / "global_oc_index_2025.xlsx"])
    assert all(isinstance(outcome, Imported) for outcome in outcomes)
    rebuild(home, open_engine(home))
    return home


def _app(home: Home) -> Flask:
    app = create_app(Settings(home))
    app.config["PROPAGATE_EXCEPTIONS"] = True  # a bug fails the test that finds it
    return app


@pytest.fixture(scope="session")
def app(bundled_home: Home) -> Flask:
    return _app(bundled_home)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A reader of the bundled corpus."""
    return app.test_client()


@pytest.fixture(scope="session")
def grown_app(grown_home: Home) -> Flask:
    return _app(grown_home)


@pytest.fixture
def grown(grown_app: Flask) -> FlaskClient:
    """A reader of the larger corpus."""
    return grown_app.test_client()


@pytest.fixture(scope="session")
def library_app(library_home: Home) -> Flask:
    return _app(library_home)


@pytest.fixture
def shelved(library_app: Flask) -> FlaskClient:
    """A reader of the bundled corpus and of chapters."""
    return library_app.test_client()


@pytest.fixture(scope="session")
def world_app(world_home: Home) -> Flask:
    return _app(world_home)


@pytest.fixture
def world(world_app: Flask) -> FlaskClient:
    """A reader of all countries."""
    return world_app.test_client()


@pytest.fixture
def unbuilt(tmp_path: Path) -> FlaskClient:
    """A reader of a home without a search index."""
    return _app(Home(tmp_path / "unbuilt")).test_client()
