"""What Zotero saves from a page: the record of the page itself, or a list in which it comes first.

`zotero` does what three of Zotero's translators do, in their order of priority; the lines are those of
https://github.com/zotero/translators/tree/ee1746de4d401edc036477d5223551bafd5149a8.
"""

from dataclasses import dataclass
from urllib.parse import parse_qs, quote

import pytest
import rispy
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from explorer.model.profiles import version_of
from tests.web.soup import page, words

AUTHOR = "Global Initiative Against Transnational Organized Crime"
INDEX = "Global Organized Crime Index"
DRUGS = "Kyrgyzstan 2021, Drugs section, para. 1 (digest by OC Explorer)"


@dataclass(frozen=True)
class Item:
    """A record as Zotero has it."""

    title: str
    authors: tuple[str, ...] = ()
    website: str = ""
    date: str = ""
    url: str = ""
    note: str = ""


def unapi(client: FlaskClient, soup: BeautifulSoup) -> list[Item]:
    """Read the ids of a page as unAPI.js does (priority 300).

    `getUnAPIIDs`, lines 259-283, takes every `abbr`; `getItems`, lines 175-205, puts an id into the request as it is.
    """
    resolver = soup.select_one("link[rel=unapi-server]")
    assert resolver is not None
    items = []
    for abbr in soup.select("abbr.unapi-id[title]"):
        response = client.get(f"{resolver['href']}?id={abbr['title']}&format=ris")
        assert response.status_code == 200, abbr
        (record,) = rispy.loads(response.text)
        items.append(
            Item(
                record["title"],
                tuple(record.get("authors", ())),
                record.get("secondary_title", ""),
                record.get("year", ""),
                record.get("urls", [""])[0],
                " ".join(record.get("notes", ())),
            )
        )
    return items


def coins(soup: BeautifulSoup) -> list[Item]:
    """Read the ContextObjects of a page as COinS.js does (priority 310), lines 38-58."""
    items = []
    for span in soup.select("span.Z3988[title]"):
        values = {key: value[0] for key, value in parse_qs(str(span["title"])).items()}
        title = values.get("rft.atitle") or values["rft.title"]
        website = values.get("rft.btitle") or values.get("rft.source", "")
        authors = (values["rft.aucorp"],) if "rft.aucorp" in values else ()
        items.append(Item(title, authors, website, values.get("rft.date", ""), values["rft_id"]))
    return items


def embedded(soup: BeautifulSoup) -> list[Item]:
    """Read the meta elements of a page as "Embedded Metadata.js" does (priority 320): Highwire tags, then Open Graph.

    HIGHWIRE_MAPPINGS, lines 38-66, and `addHighwireMetadata`, line 399; RDF.js, lines 883 and 965, for Open Graph.
    """
    tags = {
        str(meta.get("name") or meta.get("property")): str(meta["content"]) for meta in soup.select("meta[content]")
    }
    return [
        Item(
            tags.get("citation_title", tags["og:title"]),
            website=tags.get("citation_inbook_title", tags["og:site_name"]),
            date=tags.get("citation_publication_date", ""),
            url=tags.get("citation_public_url", ""),
        )
    ]


def zotero(client: FlaskClient, path: str) -> list[Item]:
    """Return what the first translator with a result finds: one item is saved, of several the reader chooses."""
    soup = page(client, path)
    return unapi(client, soup) or coins(soup) or embedded(soup)


def zotero_single(client: FlaskClient, path: str) -> Item:
    """Return what translation-server saves if asked for a single record: translators with several are left out."""
    soup = page(client, path)
    return next(items[0] for items in (unapi(client, soup), coins(soup), embedded(soup)) if len(items) == 1)


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
    assert (item.title, item.authors, item.website, item.date) == (title, (AUTHOR,), f"{INDEX} 2021", "2021")
    assert item.url == f"http://localhost{address}"
    assert coins(page(client, path)) == []
    assert embedded(page(client, path)) == [Item(title, (), f"{INDEX} 2021", "2021", f"http://localhost{address}")]


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
    assert (item.title, item.authors) == (f"Kyrgyzstan: {title} of 10", (AUTHOR,))
    assert (item.website, item.date) == (f"{INDEX} 2021", "2021")
    assert item.url == "https://ocindex.net/2021/country/kyrgyzstan"
    link = f"http://localhost/scores/kgz-2021/{slug.partition('?')[0]}?v={title.rpartition(' ')[2]}"
    assert item.note == f"Permanent link in OC Explorer: {link}"
    (tags,) = embedded(page(client, f"/scores/kgz-2021/{slug}"))
    assert (tags.title, tags.date, tags.url) == (item.title, "2021", link)


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
    assert (item.title, item.website) == ("Kyrgyzstan (digest by OC Explorer)", f"{INDEX} 2021")
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
    assert (search.authors, search.website) == ((), f"OC Explorer corpus of the {INDEX}")
    assert len(passages) >= hits
    assert all("section, para. " in passage.title for passage in passages)
    assert len({passage.title for passage in passages}) == len(passages)
    assert zotero_single(client, f"/search?{query}").authors == ()


def test_the_passage_that_others_are_like_comes_first(client: FlaskClient) -> None:
    passage, *others = zotero(client, "/similar/kgz-2021/drugs/1")
    assert passage.title == DRUGS and passage not in others
    assert len(coins(page(client, "/similar/kgz-2021/drugs/1"))) == len(others) + 1


@pytest.mark.parametrize(
    ("id", "title"),
    [
        ("kgz-2021/heroin-trade", "Kyrgyzstan: heroin trade, score 7.0 of 10"),
        ("kgz-2021/drugs/1", DRUGS),
        ("kgz-2021/drugs", "Kyrgyzstan 2021, Drugs section (digest by OC Explorer)"),
        ("indicators/heroin-trade/2021", "Heroin trade"),
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
    assert item.website == "OC Explorer"
    assert f"{item.title} – OC Explorer" == words(page(client, path).select("title")[0])
