"""The site below a path of its host: every address in a response is below that path."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

from explorer.core import paths
from explorer.corpus.home import Home
from explorer.model.addresses import API
from explorer.web.app import create_app
from explorer.web.settings import Settings

HOST = "http://localhost"
ROOT = "/sites/oc"
SEEDS = (
    "/",
    "/search?q=heroin&limit=1",
    "/search?q=heroin&view=countries&limit=1",
    "/search?q=heroin&view=concordance&limit=1",
    "/search?q=heroin&edition=2021&kind=profile",
    "/search?q=zzzz",
    "/profiles/kgz-2021?q=heroin",
    "/matrix?term=heroin&term=border",
    "/lookup?text=Heroin+seizures+have+lately+risen.",
    "/lookup?text=Kyrgyzstan+scored+7.0+for+heroin+trade+in+2021.",
    "/collection?id=kgz-2021/drugs/1&note.1=One",
    "/compare?profiles=kgz-2021",
    "/scores/kgz-2021/heroin-trade?v=1.0",
    "/passages/kgz-2021/drugs/1?v=00000000",
    "/rankings?group=continent",
    "/unapi?id=kgz-2021/drugs/1&format=ris",
    "/api/v1/search?q=heroin",
    "/api/v1/groups/countries?q=heroin",
    "/api/v1/concordance?q=heroin",
    "/api/v1/similar/kgz-2021/drugs/1",
    "/api/v1/quotes?text=Heroin+seizures+have+lately+risen.",
    "/api/v1/passages/kgz-2021/drugs/1",
    "/api/v1/profiles",
    "/api/v1/chapters",
    "/api/v1/indicators/heroin-trade",
    "/api/v1/citations?id=kgz-2021/drugs/1",
    "/api/v1/works?limit=2",
    "/api/v1/mentions?limit=2",
    "/api/v1/works/countries/afg",
    "/api/v1/collection?id=kgz-2021/drugs/1",
    "/api/v1/scores/kgz-2021/heroin-trade",
    "/search/score?q=heroin&score=resilience&way=least&points=2",
    "/profiles/KGZ-2021",
    "/compare?country=KGZ&edition=2021",
    "/nowhere?q=heroin",
    "/profiles/kgz-2031",
)
_HAS_ADDRESS = re.compile(r"href|src|action|formaction|data-(?!name)[a-z]+|content")
_EACH = 3  # pages of one kind that are read


def kind_of(app: Flask, address: str) -> tuple[str, str]:
    """Return the kind of a page: its route, and of a search its view."""
    split = urlsplit(address)
    try:
        endpoint = str(app.url_map.bind("localhost").match(split.path)[0])
    except HTTPException as error:
        endpoint = str(error.code)
    return endpoint, dict(parse_qsl(split.query)).get("view", "")


def addresses_in(text: str, media_type: str | None) -> Iterator[str]:
    """Yield everything in a response that is, or may be, an address of this host."""
    if media_type == "text/html":
        for tag in BeautifulSoup(text, "lxml").find_all(True):
            for name, value in tag.attrs.items():
                if isinstance(value, str) and _HAS_ADDRESS.fullmatch(name) and value.startswith(("/", HOST)):
                    yield value
    if media_type == "application/json":
        yield from addresses_of(json.loads(text))
    yield from re.findall(rf"{HOST}/[^\s\"'<>)\\}}]*", text)


def addresses_of(answer: object) -> Iterator[str]:
    if isinstance(answer, dict):
        for key, value in answer.items():
            if key == "url" and isinstance(value, str) and value.startswith("/"):
                yield value
            yield from addresses_of(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from addresses_of(value)


def below(client: FlaskClient, path: str, root: str = ROOT) -> tuple[int, str | None, str, str]:
    """Return status, media type, Location and text of a response below a root."""
    with client.get(path, environ_overrides={"SCRIPT_NAME": root}) as response:
        text = response.get_data().decode(errors="ignore")  # a workbook is bytes
        return response.status_code, response.mimetype, response.headers.get("Location", ""), text


@pytest.fixture(scope="module")
def site(library_home: Home) -> Flask:
    app = create_app(Settings(library_home, time=0))
    app.config["PROPAGATE_EXCEPTIONS"] = True
    return app


def test_no_address_on_any_page_leaves_the_path_that_the_site_is_below(site: Flask) -> None:
    client = site.test_client()
    read: dict[tuple[str, str], int] = {}
    waiting = list(SEEDS)
    seen = set(waiting)
    while waiting:
        path = waiting.pop()
        status, media_type, location, text = below(client, path)
        assert status < 500, path
        addresses = [*addresses_in(text, media_type), *([location] if location else [])]
        for address in addresses:
            own = address.removeprefix(HOST)
            assert own == ROOT or own.startswith(f"{ROOT}/"), f"{path} leads to {address}"
            assert not own.startswith(f"{ROOT}{ROOT}"), f"{path} leads to {address}"
            target = urljoin(HOST, own.removeprefix(ROOT) or "/").removeprefix(HOST).partition("#")[0]
            if target in seen or target == API:  # the OpenAPI document names the root of its paths
                continue
            seen.add(target)
            kind = kind_of(site, target)
            assert kind[0] != "404", f"{path} leads to {address}, where nothing is"
            read[kind] = read.get(kind, 0) + 1
            if read[kind] <= _EACH:
                waiting.append(target)
    endpoints = {kind[0] for kind in read}
    assert {"pages.profile", "pages.chapter", "views.search", "citing.download", "static", "exports.csv"} <= endpoints


@pytest.mark.parametrize("path", [path for path in SEEDS if not path.startswith("/unapi")])
def test_a_page_below_a_path_is_that_of_the_root_but_for_its_addresses(site: Flask, path: str) -> None:
    client = site.test_client()

    def plain(text: str) -> str:
        return re.sub(r'"took_ms": ?[\d.]+', "", text)

    for _ in range(2):  # the second time from the cache
        own, rooted = below(client, path, ""), below(client, path)
        assert ROOT not in own[3]
        assert rooted[:2] == own[:2]
        assert rooted[2].replace(f"{ROOT}/", "/") == own[2]
        assert plain(rooted[3].replace(f"{ROOT}/", "/").replace("%2Fsites%2Foc%2F", "%2F")) == plain(own[3])


def test_a_browser_keeps_the_page_of_each_root_apart(site: Flask) -> None:
    client = site.test_client()
    tags = {
        root: client.get("/countries", environ_overrides={"SCRIPT_NAME": root}).headers["ETag"]
        for root in ("", "/oc", "/index")
    }
    assert len(set(tags.values())) == 3
    for root, tag in tags.items():
        for requested_root in tags:
            status = client.get(
                "/countries", headers={"If-None-Match": tag}, environ_overrides={"SCRIPT_NAME": requested_root}
            ).status_code
            assert status == (304 if requested_root == root else 200)


@pytest.mark.parametrize(
    "prefix", ["//evil.example", "oc", "/oc//x", "/oc?", '/"onload="', "/o c", "https://evil.example"]
)
def test_a_root_that_is_not_a_path_is_refused_and_written_nowhere(library_home: Home, prefix: str) -> None:
    client = create_app(Settings(library_home, proxies=1)).test_client()
    response = client.get("/search?q=heroin", headers={"X-Forwarded-Prefix": prefix})
    assert response.status_code == 400
    assert "X-Forwarded-Prefix" in response.text
    assert "evil" not in response.text
    assert "onload" not in response.text


def test_only_a_proxy_that_is_trusted_says_where_the_site_is(library_home: Home) -> None:
    for proxies, home_link in ((0, "/"), (1, "/oc/")):
        client = create_app(Settings(library_home, proxies=proxies)).test_client()
        page = BeautifulSoup(client.get("/", headers={"X-Forwarded-Prefix": "/oc/"}).text, "lxml")
        assert [link["href"] for link in page.select("a.wordmark")] == [home_link]


_MADE = re.compile(r"\{\{[^{}]*\| url \}\}|\{\{ (?:asset\(|[a-z.]*link \}|[a-z.]*source[._]url)|#|https://")


def test_the_address_of_every_link_in_a_template_is_made_in_one_place() -> None:
    for template in sorted(paths.content("templates").rglob("*.html")):
        source = template.read_text("utf-8")
        for attribute in re.findall(r'\b(?:href|src|action|formaction)="((?:\{\{.*?\}\}|[^"{])*)', source):
            assert _MADE.match(attribute), f"{template.name}: {attribute}"


def test_no_template_writes_an_address_of_its_own() -> None:
    """The global `paths` and the filters named `…_path` have them: explorer.model.addresses."""
    for template in sorted(paths.content("templates").rglob("*.html")):
        source = template.read_text("utf-8")
        written = re.findall(r"""["']/[^"'<>]*["'] *\|""", source)
        written += re.findall(r"""\burl\(["']/[^"']*["']""", source)
        assert not written, f"{template.name}: {written}"


def test_no_script_or_style_names_an_address_of_its_own(site: Flask) -> None:
    for path in sorted(Path(str(site.static_folder)).iterdir()):
        if path.suffix in (".js", ".css"):
            named = re.findall(r"""["'`(]/[a-z][^"'`)\s]*""", path.read_text("utf-8"))
            assert not named, path.name
