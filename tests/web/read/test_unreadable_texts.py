"""A profile whose file cannot be read takes down its own page and no other."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from explorer.corpus.home import Home
from explorer.engines.manage import rebuild
from explorer.engines.open import open_engine
from explorer.web.app import create_app
from explorer.web.settings import Settings
from tests.factories import andorra_2021, bundled_digest, kyrgyzstan_2023, make_chapter, store, tuvalu_2021

BROKEN = {
    "no front matter": lambda path: path.write_text("---\n"),
    "empty": lambda path: path.write_bytes(b""),
    "not UTF-8": lambda path: path.write_bytes(b"\xff\xfe---"),
    "folder": lambda path: (path.unlink(), path.mkdir()),
}
OTHERS = (
    "/",
    "/countries",
    "/countries.csv",
    "/search?q=heroin",
    "/search?q=kyrgyzstan",
    "/search?q=heroin&view=concordance",
    "/map/passages?q=heroin",
    "/search.csv?q=heroin",
    "/search.jsonl?q=",
    "/lookup?text=heroin",
    "/lookup?text=Heroin+trade+in+Kyrgyzstan+scored+7.0+in+2021.+Kyrgyzstan+is+ranked+4th+in+2021.",
    "/rankings",
    "/indicators",
    "/indicators/heroin-trade",
    "/map",
    "/compare?profiles=kgz-2021,kgz-2023",
    "/profiles/kgz-2023",
    "/profiles/tuv-2021",
    "/chapters",
    "/chapters/ferries-and-the-law",
    "/works",
    "/collection",
    "/collection?id=kgz-2023/people/1",
    "/help",
    "/about",
    "/version",
    "/livez",
    "/api/v1/search?q=heroin",
    "/api/v1/profiles",
    "/api/v1/chapters",
    "/api/v1/rankings?indicator=heroin-trade",
    "/api/v1/suggestions?q=kyr",
)
OWN = (
    "/profiles/kgz-2021",
    "/profiles/kgz-2021.md",
    "/passages/kgz-2021/drugs/1",
    "/cite?id=kgz-2021",
    "/api/v1/profiles/kgz-2021",
    "/api/v1/passages/kgz-2021/drugs/1",
)


def app_of(home: Home) -> Flask:
    app = create_app(Settings(home))
    app.config["PROPAGATE_EXCEPTIONS"] = True
    return app


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = store(
        Home(tmp_path / "home"), bundled_digest(), kyrgyzstan_2023(), tuvalu_2021(), andorra_2021(), make_chapter()
    )
    rebuild(home, open_engine(home))
    return home


@pytest.mark.parametrize(
    ("damage", "is_rebuilt"),
    [(BROKEN["no front matter"], False), (BROKEN["not UTF-8"], True), (BROKEN["folder"], False)],
    ids=["no front matter", "not UTF-8, and left out of the index", "folder"],
)
def test_every_other_page_answers_and_its_own_says_what_is_wrong(
    home: Home, damage: Callable[[Path], object], is_rebuilt: bool, caplog: pytest.LogCaptureFixture
) -> None:
    path = home.profiles / "2021" / "kgz.md"
    app = app_of(home)
    rules = {rule.rule for rule in app.url_map.iter_rules() if not rule.arguments and "GET" in (rule.methods or ())}
    others = sorted({*OTHERS, *rules} - {"/readyz"})
    before = app.test_client()
    wanted = {address: before.get(address).status_code for address in (*others, *OWN)}
    assert {wanted[address] for address in OTHERS} == {200}
    damage(path)
    if is_rebuilt:
        (problem,) = rebuild(home, open_engine(home)).problems
        assert str(path) in problem
    client = app_of(home).test_client()
    assert {address: client.get(address).status_code for address in others} == {
        address: wanted[address] for address in others
    }
    for address in OWN:
        assert wanted[address] < 400, address
        caplog.clear()
        answer = client.get(address)
        assert answer.status_code == 503, address
        assert "cannot be read" in answer.text
        assert str(home.path) not in answer.text
        assert any(str(path) in record.getMessage() for record in caplog.records), address


def test_search_finds_its_passages_while_the_index_has_them(home: Home) -> None:
    (home.profiles / "2021" / "kgz.md").write_text("---\n")
    client = app_of(home).test_client()
    hits = client.get("/api/v1/search?q=heroin&country=KGZ&edition=2021").get_json()["hits"]
    assert hits
    assert "kgz-2021/drugs/1" in client.get("/search.csv?q=heroin").text


def test_a_comparison_says_what_cannot_be_read(home: Home) -> None:
    (home.profiles / "2021" / "kgz.md").write_text("---\n")
    page = app_of(home).test_client().get("/compare?profiles=kgz-2021,kgz-2023").text
    assert "Kyrgyzstan 2021 cannot be read here at the moment" in page


def test_a_chapter_that_cannot_be_read_takes_down_its_own_page(home: Home) -> None:
    (home.chapters / "ferries-and-the-law.md").write_bytes(b"")
    client = app_of(home).test_client()
    assert client.get("/chapters/ferries-and-the-law").status_code == 503
    for address in ("/", "/chapters", "/works", "/search?q=heroin", "/api/v1/chapters", "/search.csv?q=heroin"):
        assert client.get(address).status_code == 200, address
    assert client.get("/search?q=heroin&chapter=ferries-and-the-law").status_code == 200


def test_scores_that_cannot_be_read_leave_the_texts(home: Home) -> None:
    home.scores.joinpath("2021.csv").parent.mkdir(exist_ok=True)
    home.scores.joinpath("2021.csv").write_text("nothing\n")
    client = app_of(home).test_client()
    for address in ("/", "/countries", "/rankings", "/profiles/kgz-2021", "/search?q=heroin"):
        assert client.get(address).status_code == 200, address
    answer = client.get("/profiles/alb-2021")  # may be in the scores, so that "not here" is not known
    assert answer.status_code == 503
    assert client.get("/readyz").status_code == 503


@pytest.mark.parametrize("damage", BROKEN.values(), ids=BROKEN)
def test_a_server_is_not_ready_until_the_file_is_mended(
    home: Home, damage: Callable[[Path], object], caplog: pytest.LogCaptureFixture
) -> None:
    client = app_of(home).test_client()
    assert client.get("/readyz").status_code == 200
    path = home.profiles / "2021" / "kgz.md"
    whole = path.read_bytes()
    damage(path)
    for _ in range(3):
        answer = client.get("/readyz")
        assert answer.status_code == 503
        message = answer.get_json()["error"]["message"]
        assert message.startswith("A file of the corpus cannot be read: profiles/2021/kgz.md:")
    assert any(str(path) in record.getMessage() for record in caplog.records if record.levelno == logging.ERROR)
    if path.is_dir():
        path.rmdir()
    path.write_bytes(whole)
    assert client.get("/readyz").status_code == 200
