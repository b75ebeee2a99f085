"""Files at the root: what browsers, crawlers and assistants read in them is true of the site, also below a path."""

import json
import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from protego import Protego

from explorer.corpus.home import Home
from explorer.model.taxonomy import taxonomy
from explorer.web.app import create_app
from explorer.web.settings import Settings
from explorer.web.site_files import MOST_ADDRESSES
from tests.web.soup import element, page

ROOTS = pytest.mark.parametrize("root", ["", "/oc"])
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
HOST = "oc.example:8443"


def fetched(client: FlaskClient, path: str, root: str = "", host: str = "localhost") -> tuple[str, str, int]:
    """Return text, content type and status of what is below a root."""
    response = client.get(path, environ_overrides={"SCRIPT_NAME": root}, headers={"Host": host})
    return response.text, response.content_type, response.status_code


def status_of(client: FlaskClient, address: str, root: str) -> int:
    """Return the status of an absolute address of the site, which must be below its root."""
    split = urlsplit(address)
    assert address.startswith(f"http://localhost{root}/"), address
    path = split.path.removeprefix(root) + (f"?{split.query}" if split.query else "")
    with client.get(path, environ_overrides={"SCRIPT_NAME": root}) as response:  # a static file is open until then
        return response.status_code


@ROOTS
def test_every_address_for_language_models_is_answered(both: FlaskClient, root: str) -> None:
    text, content_type, status = fetched(both, "/llms.txt", root)
    assert (status, content_type) == (200, "text/plain; charset=utf-8")
    title, summary, *_ = text.split("\n\n")
    assert (title, summary[:2]) == ("# OC Explorer", "> ")
    links = re.findall(r"^- \[[^\]]+\]\(([^)]+)\): .+$", text, re.MULTILINE)
    assert len(links) > 10
    assert [status_of(both, link, root) for link in links] == [200] * len(links)
    assert "&#" not in text and "&amp;" not in text and "\n\n\n" not in text
    # After a heading there are links alone, as llmstxt.org has it.
    for section in text.split("\n## ")[1:]:
        lines = section.strip().split("\n")[1:]
        assert all(line.startswith("- [") for line in lines if line), section


def test_language_models_are_told_what_may_be_quoted_and_how_to_cite(both: FlaskClient) -> None:
    text, *_ = fetched(both, "/llms.txt")
    completeness = both.get("/api/v1/profiles").get_json()["completeness"]["summary"]
    assert f"This site has: {completeness} ENACT Africa index: 2 of 162 profiles with text." in text
    assert "`digest` a summary in the words of the OC Explorer" in text
    assert "work of the Global Initiative Against Transnational Organized Crime" in text
    for name in ("/search?q=WORDS", "/citations?id=ID&style=apa", "/passages/ID", "/articles"):
        assert f"`http://localhost/api/v1{name}`" in text


CRAWLED = (
    "/", "/llms.txt", "/sitemap.xml", "/profiles/kgz-2021", "/profiles/enact-lso-2021", "/chapters", "/chapters/x-y",
    "/indicators/heroin-trade", "/countries", "/rankings", "/map", "/scatter", "/works", "/works/arms-trade-treaty",
    "/works/countries/afg", "/help", "/about", "/static/explorer.css?v=0", "/static/figures.css",
)  # fmt: skip
NOT_CRAWLED = (
    "/search", "/search?q=heroin", "/search.csv?q=heroin", "/search.xlsx", "/search/completions?q=her",
    "/api/v1/openapi.json", "/api/v1/search?q=heroin", "/profiles/kgz-2021.bib", "/profiles/kgz-2021.csl.json",
    "/chapters/x-y.md", "/countries.csv", "/indicators/heroin-trade.csv", "/map.csv?area=Asia", "/matrix",
    "/rankings?area=Asia", "/profiles/kgz-2021?q=heroin", "/compare?profiles=kgz-2021", "/compare.csv", "/lookup",
    "/collection", "/collection.docx?id=kgz-2021/drugs/1", "/cite?id=kgz-2021", "/cite.ris?id=kgz-2021",
    "/unapi?id=kgz-2021", "/map/passages", "/map/passages?q=heroin", "/similar/kgz-2021/drugs/1",
    "/passages/kgz-2021/drugs/1", "/scores/kgz-2021/heroin-trade?v=7.0",
)  # fmt: skip


@ROOTS
def test_crawlers_may_take_pages_and_neither_searches_nor_exports(client: FlaskClient, root: str) -> None:
    text, content_type, status = fetched(client, "/robots.txt", root)
    assert (status, content_type) == (200, "text/plain; charset=utf-8")
    rules = Protego.parse(text)
    for paths, is_allowed in ((CRAWLED, True), (NOT_CRAWLED, False)):
        for path in paths:
            assert rules.can_fetch(f"http://localhost{root}{path}", "SomeBot") is is_allowed, path
    assert list(rules.sitemaps) == [f"http://localhost{root}/sitemap.xml"]
    if root:  # another site on the same host
        assert rules.can_fetch("http://localhost/search?q=heroin", "SomeBot")


@ROOTS
def test_the_sitemap_lists_every_page_once_and_robots_may_take_it(shelved: FlaskClient, root: str) -> None:
    text, content_type, status = fetched(shelved, "/sitemap.xml", root)
    assert (status, content_type.partition(";")[0]) == (200, "application/xml")
    urlset = ElementTree.fromstring(text)
    assert urlset.tag == f"{SITEMAP}urlset"
    assert {tuple(child.tag for child in url) for url in urlset} == {(f"{SITEMAP}loc",)}
    addresses = [str(url[0].text) for url in urlset]
    assert len(set(addresses)) == len(addresses) <= MOST_ADDRESSES
    expected = ("/profiles/kgz-2021", "/chapters/ferries-and-the-law", "/chapters/gold-across-borders", "/about")
    for path in (*expected, *(f"/indicators/{slug}" for slug in taxonomy().scored)):
        assert f"http://localhost{root}{path}" in addresses
    rules = Protego.parse(fetched(shelved, "/robots.txt", root)[0])
    for address in addresses:
        assert rules.can_fetch(address, "SomeBot"), address
        assert address.startswith(f"http://localhost{root}/")
        assert root or status_of(shelved, address, root) == 200, address


def test_the_sitemap_has_the_profiles_of_every_series_and_host_and_port_of_the_request(both_home: Home) -> None:
    client = create_app(Settings(both_home, trusted_hosts=("oc.example",))).test_client()
    text, _, status = fetched(client, "/sitemap.xml", "/oc", HOST)
    assert status == 200
    for id in ("lso-2021", "enact-lso-2019", "enact-lso-2021"):
        assert f"<loc>http://{HOST}/oc/profiles/{id}</loc>" in text
    assert fetched(client, "/sitemap.xml", host="evil.example")[2] == 400


@ROOTS
def test_a_browser_learns_how_to_search_and_to_suggest(client: FlaskClient, root: str) -> None:
    home = client.get("/", environ_overrides={"SCRIPT_NAME": root}).text
    assert (
        f'<link rel="search" type="application/opensearchdescription+xml" title="OC Explorer" '
        f'href="{root}/opensearch.xml">' in home
    )
    text, content_type, status = fetched(client, "/opensearch.xml", root)
    assert (status, content_type) == (200, "application/opensearchdescription+xml; charset=utf-8")
    description = ElementTree.fromstring(text)
    assert description.tag == f"{OPENSEARCH}OpenSearchDescription"
    fields = {child.tag.removeprefix(OPENSEARCH): str(child.text) for child in description}
    assert fields["ShortName"] == "OC Explorer" and len(fields["ShortName"]) <= 16
    assert len(fields["Description"]) <= 1024 and len(fields["LongName"]) <= 48
    assert status_of(client, fields["Image"], root) == 200
    types = []
    for url in description.iter(f"{OPENSEARCH}Url"):
        template = url.attrib["template"]
        for value in ("heroin", "%C3%A9%26%22"):
            filled = re.sub(r"\{\w+\?\}", "", template.replace("{searchTerms}", value))
            assert "{" not in filled
            assert status_of(client, filled, root) == 200
        path = urlsplit(filled).path.removeprefix(root)
        types.append(client.get(path, query_string=urlsplit(filled).query).mimetype)
        assert types[-1] == url.attrib["type"]
    assert types == [
        "text/html",
        "application/json",
        "application/x-suggestions+json",
        "application/opensearchdescription+xml",
    ]


def test_the_second_page_of_a_browser_is_that_of_the_site(shelved: FlaskClient) -> None:
    description = ElementTree.fromstring(fetched(shelved, "/opensearch.xml")[0])
    (url,) = (url for url in description.iter(f"{OPENSEARCH}Url") if url.attrib["type"] == "application/json")
    assert url.attrib["indexOffset"] == "0"
    filled = url.attrib["template"]
    for name, value in (("searchTerms", "the"), ("startIndex?", "2"), ("count?", "3")):
        filled = filled.replace(f"{{{name}}}", value)
    answer = shelved.get(filled.removeprefix("http://localhost")).get_json()
    assert (answer["query"], answer["offset"], answer["limit"]) == ("the", 2, 3)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("her", "Heroin trade"),
        ("kyrg", "Kyrgyzstan"),
        ("border her", "border about:heroin-trade"),
        ("zzzz", None),
        ("", None),
        ('"<b>&', None),
        (" her", "Heroin trade"),
        ("a" * 2_000, None),
    ],
)
def test_suggestions_have_the_form_that_browsers_read(client: FlaskClient, typed: str, first: str | None) -> None:
    response = client.get("/search/completions", query_string={"q": typed})
    assert response.content_type == "application/x-suggestions+json; charset=utf-8"
    query, completions = json.loads(response.data)
    assert query == typed
    assert (completions[0] if completions else None) == first
    assert len(set(completions)) == len(completions)
    assert all(completion.strip() and not completion.endswith(":") for completion in completions)


def test_without_an_index_the_files_are_there_and_suggestions_are_refused_as_json(unbuilt: FlaskClient) -> None:
    for path in ("/llms.txt", "/robots.txt", "/sitemap.xml", "/opensearch.xml"):
        assert unbuilt.get(path).status_code == 200
    response = unbuilt.get("/search/completions?q=her")
    assert (response.status_code, response.get_json()["error"]["status"]) == (503, 503)


def test_a_browser_keeps_the_files_of_a_generation(client: FlaskClient) -> None:
    for path in ("/llms.txt", "/robots.txt", "/sitemap.xml", "/opensearch.xml", "/search/completions?q=her"):
        tag = client.get(path).headers["ETag"]
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


def test_every_page_names_the_description(client: FlaskClient) -> None:
    for path in ("/", "/search?q=heroin", "/profiles/kgz-2021", "/help"):
        assert element(page(client, path), "link[rel=search]")["href"] == "/opensearch.xml"
