"""Feeds as a reader asks for them: linked from pages, cached, below a path, and refused in words."""

import datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from explorer.corpus.home import Home
from explorer.export.atom_feed import MOST_ENTRIES
from explorer.web.app import create_app
from explorer.web.settings import Settings
from tests.export.feed_checks import read_feed
from tests.factories import index, kyrgyzstan_2023, make_profile
from tests.web.soup import page

FEEDS = ("/search.atom?q=heroin", "/search.atom", "/countries/kgz.atom", "/imports.atom", "/countries/AFG.atom")


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_is_valid_and_not_sent_again(grown: FlaskClient, address: str) -> None:
    response = grown.get(address)
    assert (response.status_code, response.content_type) == (200, "application/atom+xml; charset=utf-8")
    feed = read_feed(response.data)
    assert len(feed.entries) <= MOST_ENTRIES
    own = next(link.href for link in feed.feed.links if link.rel == "self")
    assert own.lower() == f"http://localhost{address}".lower()
    again = grown.get(address, headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert grown.head(address).status_code == 200


@pytest.mark.parametrize("address", FEEDS)
def test_every_address_in_a_feed_is_below_the_root_and_is_answered(grown: FlaskClient, address: str) -> None:
    root = "https://localhost/oc"
    feed = read_feed(grown.get(address, base_url=root).data)
    addresses = {link.href for link in feed.feed.links} | {entry.link for entry in feed.entries}
    assert all(found.startswith(f"{root}/") for found in addresses)
    for found in sorted(addresses)[:8]:
        assert grown.get(found.removeprefix(root), base_url=root).status_code in (200, 302), found
    assert [entry.id for entry in read_feed(grown.get(address).data).entries] == [entry.id for entry in feed.entries]


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/search.atom?edition=1999", 400, "There is no edition '1999'."),
        ("/search.atom?sort=alphabet", 400, "Hits cannot be sorted by 'alphabet'."),
        ("/search.atom?view=countries", 400, "There is no parameter 'view'."),
        (f"/search.atom?q={'x' * 1001}", 400, "The query has 1,001 characters"),
        ("/search.atom?q=a&q=b", 400, "The address has 'q' twice"),
        ("/search.atom?offset=-1", 400, "offset must be a whole number"),
        ("/imports.atom?limit=5", 400, "There is no parameter 'limit'."),
        ("/countries/kgz.atom?q=a", 400, "There is no parameter 'q'."),
        ("/countries/xyz.atom", 404, "'xyz' is not the code"),
        ("/countries/kyrgyzstan.atom", 404, "'kyrgyzstan' is not the code"),
        ("/rankings.atom", 404, "Check the address"),
    ],
)
def test_what_cannot_be_answered_is_a_sentence(grown: FlaskClient, address: str, status: int, sentence: str) -> None:
    response = grown.get(address)
    assert (response.status_code, response.content_type) == (status, "text/plain; charset=utf-8")
    assert response.text.startswith(sentence) and "<" not in response.text


def test_a_host_that_is_not_trusted_and_a_missing_index_are_sentences(grown: FlaskClient, unbuilt: FlaskClient) -> None:
    foreign = grown.get("/imports.atom", base_url="http://evil.example")
    assert (foreign.status_code, foreign.mimetype) == (400, "text/plain") and b"evil" not in foreign.data
    missing = unbuilt.get("/search.atom?q=tea")
    assert (missing.status_code, missing.mimetype) == (503, "text/plain")
    assert missing.text.startswith("The search index is not built yet.") and missing.headers["Retry-After"]


@pytest.mark.parametrize("query", ["%00%0b%1f", "%ed%a0%80", "%ff%fe", "<b>&\"'", "%22a", "(((", "\U0001f600"])
def test_hostile_queries_are_valid_feeds(grown: FlaskClient, query: str) -> None:
    response = grown.get("/search.atom", query_string=f"q={query}" if "%" in query else {"q": query})
    assert response.status_code == 200
    read_feed(response.data)


@pytest.mark.parametrize(
    ("address", "title", "feed"),
    [
        ("/", "Imports and changes", "/imports.atom"),
        ("/profiles/kgz-2023", "Kyrgyzstan", "/countries/kgz.atom"),
        (
            "/search?q=heroin&country=TUV&limit=5&sort=country",
            "This search",
            "/search.atom?q=heroin&country=TUV&scope=words",
        ),
        ("/search?q=heroin&view=concordance", "This search", "/search.atom?q=heroin&scope=words"),
        ("/search?q=zyzzyva", "This search", "/search.atom?q=zyzzyva&scope=words"),
    ],
)
def test_pages_link_to_their_feeds(grown: FlaskClient, address: str, title: str, feed: str) -> None:
    soup = page(grown, address)
    alternates = {link["title"]: link["href"] for link in soup.select('link[type="application/atom+xml"]')}
    assert alternates[title] == feed
    assert {"Imports and changes", title} == set(alternates)
    shown = [link["href"] for link in soup.select('a[type="application/atom+xml"]')]
    assert {feed, "/imports.atom"} == set(shown)
    assert grown.get(feed).status_code == 200


def test_pages_of_a_feed_have_every_passage_once(grown: FlaskClient) -> None:
    ids: list[str] = []
    address = "/search.atom"
    for _ in range(9):
        feed = read_feed(grown.get(address).data)
        ids += [entry.id for entry in feed.entries]
        following = [link.href for link in feed.feed.links if link.rel == "next"]
        if not following:
            break
        address = following[0].removeprefix("http://localhost")
    assert len(ids) == len(set(ids)) == grown.get("/api/v1/search").get_json()["total"]


def test_dates_stay_when_the_index_is_built_anew_and_an_edit_moves_its_own(tmp_path: Path) -> None:
    home = index(Home(tmp_path / "home"), kyrgyzstan_2023())
    path = home.first_seen / "2023" / "kgz.txt"
    lines = [line.split() for line in path.read_text("ascii").splitlines()]
    path.write_text("".join(f"{key} 2025-01-02T03:04:05Z {how}\n" for key, _, how in lines), encoding="ascii")

    def dates(home: Home) -> dict[str, str]:
        answer = create_app(Settings(home)).test_client().get("/search.atom?country=KGZ&edition=2023")
        return {entry.title: entry.updated[:10] for entry in read_feed(answer.data).entries}

    first, second = "Kyrgyzstan 2023, People, paragraph 1", "Kyrgyzstan 2023, People, paragraph 2"
    assert dates(home) == {first: "2025-01-02", second: "2025-01-02"}
    texts = [passage.text for passage in kyrgyzstan_2023().passages()]
    index(home, make_profile("kgz-2023", {"people": [texts[0], "Stallholders pay no more."]}))
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    assert dates(home) == {second: today, first: "2025-01-02"}
    home.path.rename(tmp_path / "moved")
    assert dates(Home(tmp_path / "moved")) == {second: today, first: "2025-01-02"}
