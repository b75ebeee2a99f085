"""Chapters and articles: searched, read, cited and looked up like profiles."""

import csv
import io
import json

import pytest
import rispy
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from explorer.corpus.chapter_markdown import read_chapter_markdown
from tests.factories import make_chapter
from tests.web.api.test_v1 import check
from tests.web.soup import element, every, links, page, words

FERRIES = "ferries-and-the-law"
PASSAGE = f"{FERRIES}/drugs/1"
SENTENCE = "Cocaine arrives in reefers, and the port pays for silence."


def test_a_chapter_is_read_with_its_sections_notes_and_indicators(shelved: FlaskClient) -> None:
    soup = page(shelved, f"/chapters/{FERRIES}")
    assert words(element(soup, "h1")) == "Ferries and the law"
    assert [words(heading) for heading in soup.select("section.part h2")] == ["02 Drugs", "03 Who is paid"]
    contents = [words(link) for link in soup.select(".contents a")]
    assert contents == ["01 Ferries and the law", "02 Drugs", "03 Who is paid"]
    passage = element(soup, "#drugs-1")
    assert element(passage, ".text > p").get_text() == SENTENCE
    assert [words(note) for note in passage.select(".footnotes li")] == [
        "1 A ledger of the harbour, 1998. ↩",
        "2 An interview on deck. ↩",
    ]
    assert [str(mark["href"]) for mark in passage.select("a.noted")] == ["#drugs-1-note-1", "#drugs-1-note-2"]
    assert words(element(passage, ".scores")) == "Cocaine trade"  # without a score: a chapter has none
    assert len(soup.select("a[data-pin]")) == len(soup.select("[data-cite]")) == 5


def test_no_id_occurs_twice_on_the_page_of_a_chapter(shelved: FlaskClient) -> None:
    ids = [str(tag["id"]) for tag in every(page(shelved, f"/chapters/{FERRIES}"), "[id]")]
    assert sorted(ids) == sorted(set(ids))


def test_searched_words_are_marked_in_a_chapter(shelved: FlaskClient) -> None:
    soup = page(shelved, f"/chapters/{FERRIES}?q=cocaine&exact=1")
    assert [mark.get_text() for mark in soup.select(".text mark")] == ["Cocaine"]
    assert words(element(soup, ".match-summary")).startswith("1 passage on this page contains cocaine .")


def test_chapters_are_listed_and_reached_from_other_pages(shelved: FlaskClient) -> None:
    soup = page(shelved, "/chapters")
    assert list(links(soup, "main h2 a").items()) == [
        ("Gold across borders", "/chapters/gold-across-borders"),
        ("Ferries and the law", f"/chapters/{FERRIES}"),
    ]
    assert links(page(shelved, "/countries"))["Chapters and articles"] == "/chapters"
    assert links(page(shelved, "/help"), "footer a")["Chapters"] == "/chapters"


def test_without_any_chapter_the_list_says_how_to_bring_one(client: FlaskClient) -> None:
    assert "oc-explorer import" in words(element(page(client, "/chapters"), "main"))


def test_hits_in_chapters_say_so_and_lead_there(shelved: FlaskClient) -> None:
    soup = page(shelved, "/search?q=cocaine&kind=chapter")
    (hit,) = soup.select(".hit")
    assert words(element(hit, "h3")) == "Ferries and the law Drugs paragraph 1"
    assert element(hit, "h3 a")["href"] == f"/chapters/{FERRIES}?q=cocaine#drugs-1"
    assert words(element(soup, ".chips")) == "Remove Kind of text: Chapters and articles ×"


def test_kinds_of_text_and_chapters_are_counted_and_chosen(shelved: FlaskClient) -> None:
    answer = shelved.get("/api/v1/search?q=heroin").get_json()
    counts = {name: {value["value"]: value["count"] for value in values} for name, values in answer["facets"].items()}
    assert counts["kind"] == {"profile": 1, "chapter": 2}
    assert counts["chapter"] == {FERRIES: 1, "gold-across-borders": 1}
    assert counts["edition"] == {"2021": 1, "2023": 1}
    assert counts["country"] == {"KGZ": 1}
    assert counts["section"] == {"drugs": 1}
    for query, total in (
        ("q=heroin&kind=profile", 1),
        ("q=heroin&kind=chapter&edition=2023", 1),
        (f"chapter={FERRIES}", 5),
        ("chapter=unknown", 0),
        (f"q=chapter:{FERRIES}+heroin", 1),
        ('q=chapter:"Gold across borders"', 2),
        ("q=heroin+-kind:chapter", 1),
        (f"q=kind:chapter+-chapter:{FERRIES}", 2),
        ("q=heroin+-country:kgz", 2),
        ("q=heroin+heroin-trade:>=1", 1),
    ):
        record = shelved.get(f"/api/v1/search?{query}").get_json()
        assert record["total"] == total, query
        check("SearchRecord", record)


def test_a_filter_for_an_unknown_kind_is_refused(shelved: FlaskClient) -> None:
    assert shelved.get("/search?kind=book").status_code == 400


@pytest.mark.parametrize("sort", ["country", "newest", "oldest", "heroin-trade"])
def test_hits_without_country_edition_or_score_come_last(shelved: FlaskClient, sort: str) -> None:
    hits = shelved.get(f"/api/v1/search?q=heroin&sort={sort}").get_json()["hits"]
    assert hits[-1]["chapter"] is not None and hits[-1]["country"] is None


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("/search?q=heroin", "SearchRecord"),
        ("/chapters", "ChaptersRecord"),
        (f"/chapters/{FERRIES}", "ChapterRecord"),
        (f"/sections/{FERRIES}/drugs", "SectionPartRecord"),
        (f"/passages/{PASSAGE}", "PassagePartRecord"),
        ("/groups/countries?q=heroin", "GroupsRecord"),
        ("/groups/profiles?q=heroin", "GroupsRecord"),
        ("/concordance?q=heroin", "ConcordanceRecord"),
        ("/distribution?q=heroin&by=section", "DistributionRecord"),
        ("/matrix?term=heroin&by=region", "MatrixRecord"),
        (f"/similar/{PASSAGE}?elsewhere=1", "MoreLikeThisRecord"),
        (f"/citations?id={FERRIES}", "CitationRecord"),
        (f"/quotes?text={SENTENCE}", "QuotesRecord"),
        ("/map/passages?q=heroin", "DatasetRecord"),
    ],
)
def test_answers_about_chapters_are_as_the_document_says(shelved: FlaskClient, path: str, schema: str) -> None:
    response = shelved.get(f"/api/v1{path}")
    assert response.status_code == 200
    check(schema, response.get_json())


def test_a_hit_in_a_chapter_has_no_country_and_no_score(shelved: FlaskClient) -> None:
    (hit,) = shelved.get("/api/v1/search?q=luggage").get_json()["hits"]
    assert (hit["country"], hit["edition"]) == (None, 2023)
    assert hit["chapter"] == {"id": "gold-across-borders", "title": "Gold across borders"}
    assert hit["section"] == {"slug": "routes", "title": "Routes"}
    assert {indicator["score"] for indicator in hit["indicators"]} == {None}


def test_notes_of_chapters_are_searched(shelved: FlaskClient) -> None:
    (hit,) = shelved.get("/api/v1/search?q=note:ledger").get_json()["hits"]
    assert [note["url"] for note in hit["matching_notes"]] == [f"/chapters/{FERRIES}#drugs-1-note-1"]
    soup = page(shelved, "/search?q=note:ledger")
    assert links(soup, ".in-note a")["note 1"].endswith("#drugs-1-note-1")
    assert element(page(shelved, f"/chapters/{FERRIES}?q=note:ledger"), ".footnotes mark").get_text() == "ledger"


def test_each_chapter_is_a_group_of_its_own(shelved: FlaskClient) -> None:
    soup = page(shelved, "/search?q=heroin&view=countries")
    assert "1 country and 2 chapters, each with its best passage." in words(soup)
    assert [words(element(hit, "h3")) for hit in soup.select(".hit")] == [
        "Kyrgyzstan 1 passage in Kyrgyzstan",
        "Gold across borders 1 passage in Gold across borders",
        "Ferries and the law 1 passage in Ferries and the law",
    ]
    counted = links(soup, ".hit h3 a")
    assert counted["1 passage in Ferries and the law"] == f"/search?q=heroin&chapter={FERRIES}&scope=words"
    assert "1 profile and 2 chapters" in words(page(shelved, "/search?q=heroin&view=profiles"))


def test_concordance_lines_of_chapters_say_so(shelved: FlaskClient) -> None:
    soup = page(shelved, "/search?q=heroin&view=concordance&order=left")
    rows = [words(row) for row in soup.select(".kwic tbody th")]
    assert "Chapter : Ferries and the law, paragraph 1" in rows
    assert len(rows) == 7


@pytest.mark.parametrize(
    ("by", "label"),
    [
        ("country", "Chapters and articles"),
        ("region", "Chapters and articles"),
        ("section", "Chapters and articles"),
        ("edition", "Chapters of no edition"),
    ],
)
def test_a_distribution_and_a_matrix_have_a_row_for_what_has_no_part(shelved: FlaskClient, by: str, label: str) -> None:
    shares = shelved.get(f"/api/v1/distribution?q=heroin&by={by}").get_json()
    (share,) = [share for share in shares["shares"] if share["value"] == "chapters"]
    assert share["label"] == label
    assert share["passage_count"] == (1 if by == "edition" else 2)
    assert (
        sum(share["filtered_passage_count"] for share in shares["shares"])
        == shares["whole"]["filtered_passage_count"]
        == 24
    )
    rows = shelved.get(f"/api/v1/matrix?term=heroin&by={by}").get_json()
    assert [row["label"] for row in rows["rows"]][-1] == label
    assert rows["totals"] == [7]
    row = element(page(shelved, f"/search?q=heroin&view=distribution&by={by}"), ".shares")
    assert label in words(row)
    leads = links(row).get(label)
    assert leads == (None if by == "edition" else "/search?q=heroin&kind=chapter&scope=words")


def test_a_map_says_how_many_passages_have_no_country(shelved: FlaskClient) -> None:
    assert "2 of them are in chapters, which have no country." in words(page(shelved, "/map/passages?q=heroin"))


def test_exports_have_the_passages_of_chapters(shelved: FlaskClient) -> None:
    table = shelved.get("/search.csv?q=heroin").text
    rows = {row["Passage"]: row for row in csv.DictReader(io.StringIO(table))}
    ferry = rows[f"{FERRIES}/opening/1"]
    assert (ferry["Country"], ferry["Edition"], ferry["Chapter"]) == ("", "", "Ferries and the law")
    assert ferry["Source"] == "https://globalinitiative.net/analysis/ferries/"
    assert rows["kgz-2021/drugs/1"]["Chapter"] == ""
    lines = shelved.get("/search.jsonl?q=heroin").get_data(as_text=True).splitlines()
    records = [json.loads(line) for line in lines[1:]]
    assert {record["chapter"] for record in records} == {None, "Ferries and the law", "Gold across borders"}
    for address in ("/search.xlsx?q=heroin", "/search.csv?q=heroin&view=concordance", "/search.csv?view=countries"):
        assert shelved.get(address).status_code == 200


def test_a_permanent_link_leads_to_the_place_in_the_chapter(shelved: FlaskClient) -> None:
    soup = page(shelved, f"/cite?id={PASSAGE}")
    link = str(element(soup, "#link")["href"])
    assert link.startswith(f"/passages/{PASSAGE}?v=")
    version = link.partition("?")[2]
    assert shelved.get(link).headers["Location"] == f"/chapters/{FERRIES}?{version}#drugs-1"
    assert "As cited" in words(element(page(shelved, f"/chapters/{FERRIES}?{version}"), "#drugs-1"))
    assert words(element(page(shelved, f"/chapters/{FERRIES}?v=00000000"), "h1")) == "This chapter has changed"
    changed = page(shelved, f"/passages/{PASSAGE}?v=00000000")
    assert words(element(changed, "h1")) == "This passage has changed"
    page(shelved, "/passages/no-such-chapter/drugs/1?v=00000000", 410)


def test_a_chapter_is_cited_with_the_publisher_as_its_author(shelved: FlaskClient) -> None:
    soup = page(shelved, f"/cite?id={PASSAGE}")
    entry = words(element(soup, "#entry"))
    assert entry.startswith("Global Initiative Against Transnational Organized Crime. (n.d.). Ferries and the law")
    assert "https://globalinitiative.net/analysis/ferries/" in entry
    assert "[Drugs section, para. 1; read in OC Explorer" in entry
    assert links(soup, ".citing a") == {
        "the whole section": f"/cite?id={FERRIES}%2Fdrugs",
        "the whole chapter": f"/cite?id={FERRIES}",
    }
    whole = words(element(page(shelved, "/cite?id=gold-across-borders"), "#entry"))
    assert "(2024). Gold across borders (digest by OC Explorer) . Global Organized Crime Index 2023." in whole
    quoted = words(element(page(shelved, f"/cite?id={PASSAGE}&words=the+port+pays"), "#link"))
    assert f"/chapters/{FERRIES}?v=" in quoted and quoted.endswith("#drugs-1:~:text=the%20port%20pays")


def test_a_chapter_comes_in_every_form(shelved: FlaskClient) -> None:
    path = f"/chapters/{FERRIES}"
    assert f"@misc{{gitoc-{FERRIES}," in shelved.get(f"{path}.bib").text
    (record,) = rispy.loads(shelved.get(f"{path}.ris").text)
    assert record["authors"] == ["Global Initiative Against Transnational Organized Crime"]
    assert json.loads(shelved.get(f"{path}.csl.json").text)[0]["title"] == "Ferries and the law"
    assert shelved.get(f"{path}.json").get_json() == shelved.get(f"/api/v1{path}").get_json()
    read = read_chapter_markdown(shelved.get(f"{path}.md").text, "ferries.md")
    assert [passage.notes for passage in read.passages()] == [passage.notes for passage in make_chapter().passages()]
    rows = list(csv.DictReader(io.StringIO(shelved.get(f"{path}.csv").get_data(as_text=True).removeprefix("\ufeff"))))
    assert [row["title"] for row in rows] == ["Ferries and the law"] * 5
    response = shelved.get(path, headers={"Accept": "text/markdown"})
    assert response.mimetype == "text/markdown" and "Accept" in response.headers["Vary"]
    assert shelved.get("/chapters/nothing.md").status_code == 404


def test_reference_managers_read_the_page_of_a_chapter(shelved: FlaskClient) -> None:
    soup = page(shelved, "/chapters/gold-across-borders")
    metas = {str(meta["name"]): meta["content"] for meta in soup.select("meta[name^=citation_]")}
    assert metas["citation_title"] == "Gold across borders (digest by OC Explorer)"
    assert metas["citation_publication_date"] == "2024"
    assert "citation_publication_date" not in shelved.get(f"/chapters/{FERRIES}").text
    metadata = json.loads(element(soup, "script[type='application/ld+json']").get_text())
    assert metadata["isPartOf"]["name"] == "Global Organized Crime Index 2023"
    assert "TI  - Ferries and the law" in shelved.get(f"/unapi?id={PASSAGE}&format=ris").text


def test_a_quotation_is_found_in_a_chapter(shelved: FlaskClient) -> None:
    soup = page(shelved, f"/lookup?text={SENTENCE}")
    assert links(soup, ".quotation-match h2 a") == {
        "Ferries and the law, Drugs, paragraph 1": f"/chapters/{FERRIES}#drugs-1"
    }
    article = shelved.post(
        "/lookup", data={"text": f"They wrote: “{SENTENCE[:-1]}”.\n\nhttp://localhost/passages/{PASSAGE}?v=00000000"}
    )
    statuses = [words(status) for status in BeautifulSoup(article.text, "lxml").select(".findings strong")]
    assert statuses == ["≠ Citation: changed.", "✓ Quotation: exact."]


def test_what_chapters_name_and_cite_is_listed(shelved: FlaskClient) -> None:
    soup = page(shelved, "/works")
    assert "/works/arms-trade-treaty" in links(soup, "#named a").values()
    cited = links(soup, "#notes a")["Ferries and the law, Drugs, paragraph 1"]
    assert cited.startswith(f"/chapters/{FERRIES}#drugs-1-mark-")
    kenya = page(shelved, "/works/countries/ken")
    assert links(kenya, ".cited a") == {
        "Ferries and the law, Who is paid, paragraph 2": f"/chapters/{FERRIES}#who-is-paid-2"
    }


def test_passages_of_chapters_are_collected(shelved: FlaskClient) -> None:
    address = f"/collection?id={PASSAGE}&id=gold-across-borders/routes/1&id=kgz-2021/drugs/1"
    soup = page(shelved, address)
    assert [words(heading) for heading in soup.select(".pinned h2")][:2] == [
        "Ferries and the law, Drugs, paragraph 1",
        "Gold across borders, Routes, paragraph 1 digest",
    ]
    assert len(soup.select(".cited li")) == 3
    for suffix in ("md", "html", "docx", "csv", "bib"):
        assert shelved.get(address.replace("/collection?", f"/collection.{suffix}?")).status_code == 200


def test_passages_like_one_of_a_chapter_are_found(shelved: FlaskClient) -> None:
    soup = page(shelved, f"/similar/{FERRIES}/opening/1?elsewhere=1")
    assert words(element(soup, ".order [aria-current]")) == "Outside this chapter"
    assert not [link for link in links(soup, ".hit h3 a").values() if link.startswith(f"/chapters/{FERRIES}")]


def test_only_profiles_are_compared(shelved: FlaskClient) -> None:
    assert "not the id of a profile" in words(page(shelved, f"/compare?profiles={FERRIES}", 404))


def test_an_unknown_chapter_is_named_with_the_closest(shelved: FlaskClient) -> None:
    assert f"Did you mean {FERRIES}" in words(page(shelved, "/chapters/ferries-and-the-lore", 404))
