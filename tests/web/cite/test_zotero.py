"""What Zotero saves from a page: the record of the page itself, or a list in which it comes first.

`zotero` does what three of Zotero's translators do, in their order of priority; the lines are those of
https://github.com/zotero/translators/tree/2814370161d05d799086825fac8d499db3a33aa3, and of openurl.js of
https://github.com/zotero/utilities.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, quote, urljoin

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from explorer.corpus.home import Home
from explorer.model.profiles import version_of
from explorer.model.series import find_series
from explorer.web.app import create_app
from explorer.web.settings import Settings
from tests.factories import make_profile, store
from tests.web.soup import page, words

AUTHOR = "Global Initiative Against Transnational Organized Crime"
ENACT = find_series("enact").author.replace(",", "")
INDEX = "Global Organized Crime Index"
DRUGS = "Kyrgyzstan 2021, Drugs section, para. 1 (digest by OC Explorer)"
GI_TOC = ((AUTHOR, ""),)
RECOGNIZED = (
    "rdf_zotero", "rdf_bibliontology", "marc", "unimarc", "marcxml", "mods", "ris", "refer", "bibtex", "rdf_dc",
)  # fmt: skip


@dataclass(frozen=True)
class Item:
    """A record as Zotero has it."""

    type: str  # "report" or "webpage"
    title: str
    authors: tuple[tuple[str, str], ...] = ()  # last and first name; an institution has no first name
    part_of: str = ""  # title of the series of a report, or of the website of a page
    date: str = ""
    url: str = ""
    note: str = ""
    report_type: str = ""


def import_ris(text: str) -> Item:
    """Read a record as RIS.js does: the types of lines 83-160, the fields of 207-455, the names of 1407-1415."""
    lines = re.findall(r"^([A-Z][A-Z0-9])  - (.*?)\r?$", text, re.MULTILINE)
    fields: dict[str, list[str]] = {}
    for tag, value in lines:
        fields.setdefault(tag, []).append(value.strip())
    names = [re.split(r"\s*,\s*", value, maxsplit=1) for value in fields.get("AU", [])]

    def first(tag: str) -> str:
        return fields.get(tag, [""])[0]

    return Item(
        {"RPRT": "report", "ELEC": "webpage"}[first("TY")],
        first("TI"),
        tuple((name[0], name[1] if len(name) > 1 else "") for name in names),
        first("T2"),
        first("PY"),
        first("UR"),
        " ".join(fields.get("N1", [])),
        first("M3"),
    )


def unapi(client: FlaskClient, soup: BeautifulSoup) -> list[Item]:
    """Read the ids of a page as unAPI.js does (priority 300).

    `UnAPIFormat`, lines 76-141, takes the first format that it knows best; `getUnAPIIDs`, lines 259-283, takes every
    `abbr`; `getItems`, lines 181-215, puts an id into the request as it is.
    """
    resolver = soup.select_one("link[rel=unapi-server]")
    assert resolver is not None
    offered = {str(format["name"]) for format in BeautifulSoup(client.get(str(resolver["href"])).data, "xml")("format")}
    format = next(name for name in RECOGNIZED if name in offered)
    assert format == "ris"
    items = []
    for abbr in soup.select("abbr.unapi-id[title]"):
        response = client.get(f"{resolver['href']}?id={abbr['title']}&format={format}")
        assert response.status_code == 200, abbr
        assert response.text.count("TY  - ") == 1
        items.append(import_ris(response.text))
    return items


def coins(soup: BeautifulSoup) -> list[Item]:
    """Read the ContextObjects of a page as COinS.js (priority 310) and parseContextObject of openurl.js do."""
    items = []
    for span in soup.select("span.Z3988[title]"):
        values = {key: value[0] for key, value in parse_qs(str(span["title"])).items()}
        is_report = values["rft_val_fmt"].endswith(":book") and values["rft.genre"] == "report"
        assert is_report or values["rft_val_fmt"].endswith(":dc")
        assert not {"rft.au", "rft.aulast", "rft.aufirst", "rft.creator"} & values.keys()
        items.append(
            Item(
                "report" if is_report else "webpage",
                values["rft.btitle" if is_report else "rft.title"],
                ((values["rft.aucorp"], ""),) if "rft.aucorp" in values else (),
                values.get("rft.series" if is_report else "rft.source", ""),
                values.get("rft.date", ""),
                values["rft_id"],
            )
        )
    return items


def embedded(soup: BeautifulSoup) -> list[Item]:
    """Read the meta elements of a page as "Embedded Metadata.js" does (priority 320): Highwire tags, then Open Graph.

    HIGHWIRE_MAPPINGS, lines 42-70, the types of `init`, lines 299-325, and `addHighwireMetadata`, line 401; RDF.js,
    lines 698-717, 891 and 977, for Open Graph, whose type "website" is a page on the web.
    """
    tags = {
        str(meta.get("name") or meta.get("property")): str(meta["content"]) for meta in soup.select("meta[content]")
    }
    assert not {"citation_author", "citation_inbook_title", "citation_journal_title"} & tags.keys()
    is_report = "citation_technical_report_institution" in tags
    assert is_report or tags["og:type"] == "website"
    return [
        Item(
            "report" if is_report else "webpage",
            tags.get("citation_title", tags["og:title"]),
            part_of=tags.get("citation_series_title", "") if is_report else tags["og:site_name"],
            date=tags.get("citation_publication_date", ""),
            url=tags.get("citation_public_url", ""),
        )
    ]


def zotero(client: FlaskClient, path: str) -> list[Item]:
    """Return what the first translator with a result finds: one item is saved, of several the reader chooses."""
    soup = page(client, path)
    return unapi(client, soup) or coins(soup) or embedded(soup)


def saved(client: FlaskClient, path: str) -> Item:
    """Return the one item that is saved from the page that an address leads to."""
    response = client.get(path)
    (item,) = zotero(client, urljoin(path, response.location).partition("#")[0] if response.location else path)
    return item


def zotero_single(client: FlaskClient, path: str) -> Item:
    """Return what translation-server saves if asked for a single record: translators with several are left out."""
    soup = page(client, path)
    return next(items[0] for items in (unapi(client, soup), coins(soup), embedded(soup)) if len(items) == 1)


def test_what_was_published_is_a_report_of_its_whole_author(
    both: FlaskClient, grown: FlaskClient, shelved: FlaskClient
) -> None:
    url = "https://ocindex.net/2023/country/kyrgyzstan"
    profile = saved(grown, "/profiles/kgz-2023")
    assert profile.note.startswith("The publisher's text. Permanent link in OC Explorer: http://localhost/profiles/")
    assert profile == Item("report", "Kyrgyzstan 2023", GI_TOC, f"{INDEX} 2023", "2023", url, profile.note)
    passage = saved(grown, "/passages/kgz-2023/people/1")
    title = "Kyrgyzstan 2023, People section, para. 1"
    assert passage == Item("report", title, GI_TOC, f"{INDEX} 2023", "2023", url, passage.note)
    assert re.search(r"http://localhost/passages/kgz-2023/people/1\?v=[0-9a-f]{8}$", passage.note)
    chapter = saved(shelved, "/chapters/ferries-and-the-law")
    address = "https://globalinitiative.net/analysis/ferries/"
    assert chapter == Item("report", "Ferries and the law", GI_TOC, "", "", address, chapter.note)
    enact = saved(both, "/passages/enact-lso-2021/drugs/2")
    assert enact.title == "Lesotho, ENACT Africa index 2021, Drugs section, para. 2"
    assert (enact.authors, enact.part_of) == (((ENACT, ""),), "ENACT Africa Organised Crime Index 2021")
    scores = saved(grown, "/profiles/and-2021")
    assert (scores.type, scores.title, scores.url) == ("report", "Andorra 2021", "http://localhost/profiles/and-2021")


def test_a_digest_is_saved_as_one(client: FlaskClient, shelved: FlaskClient) -> None:
    for item in (saved(client, "/profiles/kgz-2021"), saved(shelved, "/passages/gold-across-borders/ports/1")):
        assert item.title.endswith(" (digest by OC Explorer)")
        assert (item.type, item.report_type) == ("report", "Digest by OC Explorer")
        assert "Digest in the words of OC Explorer; not the publisher's text." in item.note


@pytest.mark.parametrize("query", ["", "?q=heroin", "?q=kyrgyz+heroin&names=0"])
def test_a_passage_without_its_hash_is_saved_as_itself(client: FlaskClient, query: str) -> None:
    version = version_of(client.get("/api/v1/passages/kgz-2021/drugs/1").get_json()["text"])
    item = saved(client, f"/passages/kgz-2021/drugs/1{query}")
    assert item.title == DRUGS
    assert item.note.endswith(f" http://localhost/passages/kgz-2021/drugs/1?v={version}")
    (tags,) = embedded(page(client, "/profiles/kgz-2021?passage=drugs-1"))
    assert (tags.title, tags.url) == (DRUGS, f"http://localhost/passages/kgz-2021/drugs/1?v={version}")


@pytest.mark.parametrize("name", ["drugs-9", "drugs", "sea-1", "1", "-1", "drugs-", "drugs-²", "<b>-1", "drugs-0"])
def test_a_passage_that_the_text_has_not_is_refused(client: FlaskClient, name: str) -> None:
    page(client, f"/profiles/kgz-2021?passage={quote(name)}", 404)


def test_two_passages_with_the_same_words_keep_their_own_links(tmp_path: Path) -> None:
    twins = create_app(Settings(store(Home(tmp_path), make_profile("kgz-2023", {"drugs": ["No heroin."] * 2}))))
    client = twins.test_client()
    text = client.get("/api/v1/passages/kgz-2023/drugs/2").get_json()["text"]
    for version in ("", f"?v={version_of(text)}"):
        for number in (1, 2):
            item = saved(client, f"/passages/kgz-2023/drugs/{number}{version}")
            assert item.title == f"Kyrgyzstan 2023, Drugs section, para. {number}"


def test_links_have_the_host_the_port_and_the_path_that_the_site_is_below(client: FlaskClient) -> None:
    headers, root = {"Host": "127.0.0.1:8443"}, {"SCRIPT_NAME": "/oc"}
    soup = BeautifulSoup(client.get("/search?q=heroin", headers=headers, environ_overrides=root).data, "lxml")
    assert all(item.url.startswith("http://127.0.0.1:8443/oc/") for item in coins(soup))
    resolver = soup.select_one("link[rel=unapi-server]")
    assert resolver is not None and resolver["href"] == "/oc/unapi"
    ids = [str(abbr["title"]) for abbr in soup.select("abbr.unapi-id")]
    assert len(ids) == len(coins(soup))
    for id in ids:
        path = f"/unapi?id={id}&format=ris"
        item = import_ris(client.get(path, headers=headers, environ_overrides=root).text)
        assert re.search(r"http://127\.0\.0\.1:8443/oc/(passages/\S+|search\?\S+)$", item.note)


def test_a_collection_is_a_list_of_its_passages(client: FlaskClient) -> None:
    items = zotero(client, "/collection?id=kgz-2021/drugs/1&id=kgz-2021/people/1")
    assert [item.title for item in items] == [DRUGS, DRUGS.replace("Drugs", "People")]


@pytest.mark.parametrize(
    ("path", "title", "address"),
    [
        ("/indicators/heroin-trade", "Heroin trade", "/indicators/heroin-trade?edition=2021"),
        ("/indicators/heroin-trade?edition=2021&offset=1", "Heroin trade", "/indicators/heroin-trade?edition=2021"),
        ("/indicators/criminality", "Criminality", "/indicators/criminality?edition=2021"),
        ("/indicators/criminal-actors?edition=2021", "Criminal actors", "/indicators/criminal-actors?edition=2021"),
        ("/indicators/resilience?edition=2021", "Resilience", "/indicators/resilience?edition=2021"),
    ],
)
def test_the_page_of_an_indicator_is_saved_and_not_its_passages(
    client: FlaskClient, path: str, title: str, address: str
) -> None:
    (item,) = zotero(client, path)
    url, title = f"http://localhost{address}", f"{title} 2021"
    assert item == Item("webpage", title, GI_TOC, f"{INDEX} 2021", "2021", url, item.note)
    assert "averages computed by OC Explorer" in item.note
    assert coins(page(client, path)) == []
    assert embedded(page(client, path)) == [Item("webpage", title, (), "OC Explorer", "2021", url)]


@pytest.mark.parametrize(
    ("slug", "title"),
    [
        ("heroin-trade", "heroin trade, score 7.0"),
        ("heroin-trade?v=7.0", "heroin trade, score 7.0"),
        ("criminality", "criminality, score 5.33"),
        ("criminal-actors", "criminal actors, score 6.25"),
        ("resilience", "resilience, score 4.17"),
    ],
)
def test_a_score_is_saved_with_its_citation(client: FlaskClient, slug: str, title: str) -> None:
    (item,) = zotero(client, f"/scores/kgz-2021/{slug}")
    assert (item.type, item.title, item.authors) == ("report", f"Kyrgyzstan 2021: {title} of 10", GI_TOC)
    assert (item.part_of, item.date) == (f"{INDEX} 2021", "2021")
    assert item.url == "https://ocindex.net/2021/country/kyrgyzstan"
    link = f"http://localhost/scores/kgz-2021/{slug.partition('?')[0]}?v={title.rpartition(' ')[2]}"
    assert item.note == f"Permanent link in OC Explorer: {link}"
    (tags,) = embedded(page(client, f"/scores/kgz-2021/{slug}"))
    assert (tags.type, tags.title, tags.date, tags.url) == ("report", item.title, "2021", link)


def test_a_score_that_has_changed_is_saved_as_it_is_now(client: FlaskClient) -> None:
    (item,) = zotero(client, "/scores/kgz-2021/heroin-trade?v=6.5")
    assert item.title.endswith("score 7.0 of 10")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/scores/kgz-2025/heroin-trade", 410),
        ("/scores/kgz-2021/financial-crimes", 410),
        ("/scores/kgz-2021/gold-trade", 404),
        ("/passages/kgz-2021/drugs/1?v=00000000", 200),
        ("/indicators/heroin-trade?edition=2025", 200),
    ],
)
def test_a_page_without_its_record_offers_none(client: FlaskClient, path: str, status: int) -> None:
    soup = page(client, path, status)
    assert unapi(client, soup) == coins(soup) == []


def test_a_permanent_link_is_saved_as_what_it_cites(client: FlaskClient, shelved: FlaskClient) -> None:
    text = client.get("/api/v1/passages/kgz-2021/drugs/1").get_json()["text"]
    assert [item.title for item in zotero(client, f"/profiles/kgz-2021?v={version_of(text)}")] == [DRUGS]
    (item,) = zotero(client, "/profiles/kgz-2021")
    assert (item.title, item.part_of) == ("Kyrgyzstan 2021 (digest by OC Explorer)", f"{INDEX} 2021")
    chapter = shelved.get("/api/v1/chapters/gold-across-borders").get_json()
    passage = chapter["sections"][1]["passages"][0]["text"]
    assert [item.title for item in zotero(shelved, f"/chapters/gold-across-borders?v={version_of(passage)}")] == [
        "Gold across borders, Ports section, para. 1 (digest by OC Explorer)"
    ]
    (item,) = zotero(shelved, "/chapters/gold-across-borders")
    assert (item.title, item.date) == ("Gold across borders (digest by OC Explorer)", "2024")


@pytest.mark.parametrize(
    ("query", "title", "hits"),
    [
        ("q=heroin", "Search for heroin: 1 passage contains “heroin”", 1),
        ("q=drug+trade&scope=related", "Search for drug trade: ", 8),
        ("q=heroin&view=concordance", "Search for heroin: 1 passage contains “heroin”", 0),
        ("q=100%25+of+heroin%26more&scope=related&country=KGZ", "Search for 100% of heroin&more: ", 1),
    ],
)
def test_a_search_comes_first_among_the_passages_that_it_finds(
    client: FlaskClient, query: str, title: str, hits: int
) -> None:
    search, *passages = zotero(client, f"/search?{query}")
    assert search.title.startswith(title)
    assert (search.type, search.authors, search.part_of) == ("webpage", (), f"OC Explorer corpus of the {INDEX}")
    assert len(passages) >= hits
    assert {passage.type for passage in passages} <= {"report"}
    assert [item.title for item in coins(page(client, f"/search?{query}"))][1:] == [item.title for item in passages]
    assert all("section, para. " in passage.title for passage in passages)
    assert len({passage.title for passage in passages}) == len(passages)
    assert zotero_single(client, f"/search?{query}").authors == ()


def test_the_passage_that_others_are_like_comes_first(client: FlaskClient) -> None:
    passage, *others = zotero(client, "/similar/kgz-2021/drugs/1")
    assert passage.title == DRUGS and passage not in others
    contexts = coins(page(client, "/similar/kgz-2021/drugs/1"))
    assert [(item.type, item.title) for item in contexts] == [("report", item.title) for item in (passage, *others)]


@pytest.mark.parametrize(
    ("id", "title"),
    [
        ("kgz-2021/heroin-trade", "Kyrgyzstan 2021: heroin trade, score 7.0 of 10"),
        ("kgz-2021/drugs/1", DRUGS),
        ("kgz-2021/drugs", "Kyrgyzstan 2021, Drugs section (digest by OC Explorer)"),
        ("indicators/heroin-trade/2021", "Heroin trade 2021"),
        ("search?q=heroin&country=KGZ", "Search for heroin: 1 passage contains ‘heroin’, in Kyrgyzstan"),
    ],
)
def test_a_citation_is_saved_as_what_it_cites(client: FlaskClient, id: str, title: str) -> None:
    (item,) = zotero(client, f"/cite?id={quote(id)}")
    assert item.title.replace("“", "‘").replace("”", "’") == title


def test_an_id_may_be_encoded_once_more_as_the_specification_has_it(client: FlaskClient) -> None:
    soup = page(client, "/cite?id=search%3Fq%3D100%2525")
    id = str(soup.select("abbr.unapi-id")[0]["title"])
    plain, encoded = (client.get(f"/unapi?id={sent}&format=ris").text for sent in (id, quote(id)))
    assert plain == encoded
    assert "TI  - Search for 100%:" in plain


@pytest.mark.parametrize(
    "path",
    [
        "/", "/indicators", "/countries", "/rankings", "/rankings?indicator=heroin-trade", "/map", "/scatter",
        "/compare", "/compare?profiles=kgz-2021", "/chapters", "/works", "/help", "/about", "/lookup", "/collection",
        "/matrix", "/search?q=zzzzqqq", "/map/passages?q=heroin",
    ],
)  # fmt: skip
def test_any_other_page_is_a_page_of_this_site(client: FlaskClient, path: str) -> None:
    (item,) = zotero(client, path)
    assert (item.type, item.part_of) == ("webpage", "OC Explorer")
    assert f"{item.title} – OC Explorer" == words(page(client, path).select("title")[0])
