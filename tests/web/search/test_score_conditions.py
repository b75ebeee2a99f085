"""Conditions on scores and changes count what a reading of the published workbook by other code counts."""

import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from explorer.corpus.home import Home
from explorer.engines.open import open_engine
from explorer.model.taxonomy import taxonomy
from explorer.search.engine import Engine
from explorer.search.request import SearchRequest
from tests.web.soup import element, links, page, words

SHEETS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
YEARS = (2021, 2023, 2025)
Numbers = dict[int, dict[str, dict[str, int]]]  # hundredths of a point by edition, slug and country
# The bounds of conditions, as they are typed and as they are met, in hundredths.
SCORE_BOUNDS: dict[str, Callable[[int], bool]] = {
    ">=7": lambda score: score >= 700,
    "<4.5": lambda score: score < 450,
    "[4 TO 5.5}": lambda score: 400 <= score < 550,
}
CHANGE_BOUNDS: dict[str, Callable[[int], bool]] = {
    ">0": lambda change: change > 0,
    "<0": lambda change: change < 0,
    "0": lambda change: change == 0,
    ">=0.5": lambda change: change >= 50,
    "[* TO *]": lambda _: True,
}


def rows(book: zipfile.ZipFile, title: str) -> Iterator[list[str]]:
    """Yield the rows of a sheet of an Office Open XML workbook (ECMA-376, part 1, section 18)."""
    shared = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    texts = ["".join(part.text or "" for part in item.iter(f"{SHEETS}t")) for item in shared]
    targets = {
        relation.get("Id"): str(relation.get("Target"))
        for relation in ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    }
    (sheet,) = (
        sheet
        for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{SHEETS}sheet")
        if sheet.get("name") == title
    )
    for row in ElementTree.fromstring(book.read(f"xl/{targets[sheet.get(RELATION)]}")).iter(f"{SHEETS}row"):
        values = ((cell.get("t"), cell.findtext(f"{SHEETS}v") or "") for cell in row)
        yield [texts[int(value)] if kind == "s" else value for kind, value in values]


@pytest.fixture(scope="module")
def published(real_data: Path) -> Numbers:
    """Read the scores of the workbook by the names of its own columns."""
    numbers: Numbers = {}
    with zipfile.ZipFile(real_data / "workbooks" / "global_oc_index_2025.xlsx") as book:
        for year in YEARS:
            headings, *table = rows(book, f"{year}_dataset")
            slugs = [
                re.sub("[^a-z]+", "-", re.sub(r"\bavg\b.*", "", heading.lower())).strip("-") for heading in headings
            ]
            codes = {row[2]: taxonomy().find_country(row[2]).code for row in table}  # spelt otherwise in other editions
            numbers[year] = {
                slug: {codes[row[2]]: round(float(row[column]) * 100) for row in table}
                for column, slug in enumerate(slugs)
                if column > 2
            }
    return numbers


@pytest.fixture(scope="module")
def world_engine(world_home: Home) -> Iterator[Engine]:
    engine = open_engine(world_home)
    yield engine
    engine.close()


def total(engine: Engine, text: str) -> int:
    profiles = engine.search(SearchRequest.make(text, limit=1)).profiles
    assert profiles is not None
    return profiles.total


def test_the_workbook_has_every_score(published: Numbers) -> None:
    assert {slug for scores in published.values() for slug in scores} == set(taxonomy().scored)
    assert all(len(scores) == 193 for slugs in published.values() for scores in slugs.values())


@pytest.mark.parametrize("year", YEARS)
def test_scores_are_counted_as_the_workbook_has_them(published: Numbers, world_engine: Engine, year: int) -> None:
    for slug in taxonomy().scored:
        scores = published[year].get(slug, {}).values()
        for bounds, is_met in SCORE_BOUNDS.items():
            query = f"{slug}:{bounds} edition:{year}"
            assert total(world_engine, query) == sum(map(is_met, scores)), query


@pytest.mark.parametrize("year", YEARS)
def test_changes_are_counted_as_the_workbook_gives_them(published: Numbers, world_engine: Engine, year: int) -> None:
    for slug in taxonomy().scored:
        after, before = published[year].get(slug, {}), published.get(year - 2, {}).get(slug, {})
        changes = [score - before[country] for country, score in after.items() if country in before]
        for bounds, is_met in CHANGE_BOUNDS.items():
            query = f"change.{slug}:{bounds} edition:{year}"
            assert total(world_engine, query) == sum(map(is_met, changes)), query


def test_a_page_lists_the_profiles_that_meet_conditions_though_none_has_text(world: FlaskClient) -> None:
    soup = page(world, "/search?q=edition:2025+cocaine-trade:>%3D7+resilience:<4")
    section = element(soup, "section[aria-labelledby=profiles-title]")
    assert words(element(section, "h2")) == "10 profiles meet this; none has text"
    assert words(element(soup, "h1")).endswith("; 10 profiles meet this")
    listed = links(section, "tbody th a")
    assert list(listed)[:2] == ["El Salvador", "Guinea"]
    assert listed["Venezuela"] == "/profiles/ven-2025"
    assert [words(heading) for heading in section.select("thead th")] == [
        *("Country", "Edition", "Cocaine trade", "Resilience", "Text"),
    ]
    assert "Use fewer" not in words(soup)


def test_of_many_profiles_the_first_are_shown_and_the_rest_is_folded(world: FlaskClient) -> None:
    soup = page(world, "/search?q=change.resilience:[*+TO+*]+edition:2025")
    section = element(soup, "section[aria-labelledby=profiles-title]")
    assert words(element(section, "summary")) == "Show the other 143"
    assert len(section.select("tbody tr")) == 193
    assert len(section.select("details tbody tr")) == 143


def test_the_profiles_that_meet_conditions_are_files_too(world: FlaskClient) -> None:
    soup = page(world, "/search?q=change.cocaine-trade:>0&continent=Europe&edition=2025")
    files = links(element(soup, "section[aria-labelledby=profiles-title]"), "p a")
    assert list(files) == ["CSV", "JSON Lines", "XLSX"]
    about, *records = [json.loads(line) for line in world.get(files["JSON Lines"]).text.splitlines()]
    assert about["about"]["profiles"] == len(records)
    assert f"{len(records)} profiles meet this" in words(soup)
    assert records[0] == {
        "country": "Albania",
        "profile": "alb-2025",
        "code": "ALB",
        "edition": 2025,
        "change.cocaine-trade": 0.5,
        "change.cocaine-trade.comparable": "yes",
        "change.cocaine-trade.origin": "computed",
        "text_kind": "scores alone",
    }
    assert world.get(files["XLSX"]).data.startswith(b"PK")
    assert "conditions on scores" in words(page(world, "/search/profiles.csv?q=heroin", status=400))


def test_changes_that_are_not_comparable_are_told_wherever_they_are_listed(world: FlaskClient) -> None:
    query = "change.criminality:>0"
    answer = world.get("/api/v1/search", query_string={"q": query}).get_json()
    scores = {item["id"]: item["scores"]["criminality"] for item in answer["profiles"]["items"]}
    for id in (next(id for id in scores if id.endswith(year)) for year in ("2023", "2025")):
        assert scores[id] == world.get(f"/api/v1/profiles/{id}").get_json()["scores"]["criminality"]
    unlike = {id for id, score in scores.items() if score["comparable"] is False}
    assert unlike == {id for id in scores if id.endswith("-2023")}
    soup = page(world, f"/search?q={query.replace('>', '%3E')}")
    section = element(soup, "section[aria-labelledby=profiles-title]")
    said = f"{len(scores)} profiles meet this; none has text; the change in {len(unlike)} of them is not comparable"
    assert words(element(section, "h2")) == said
    marked = [row for row in section.select("tbody tr") if "†" in words(row)]
    assert len(marked) == len(unlike)
    assert {words(row.select("td")[0]) for row in marked} == {"2023"}
    assert "Criminality was made of 14 indicators in 2021" in words(section)
    assert "Changes are computed here from the published scores." in words(section)
    lines = world.get("/search/profiles.jsonl", query_string={"q": query}).text.splitlines()[1:]
    told = {record["profile"]: record["change.criminality.comparable"] for record in map(json.loads, lines)}
    assert {id for id, comparable in told.items() if comparable != "yes"} == unlike
    assert "Change in criminality: comparable" in world.get("/search/profiles.csv", query_string={"q": query}).text


def test_a_passage_tells_that_a_change_is_not_comparable(grown: FlaskClient) -> None:
    query = {"q": "change.criminality:>0 change.heroin-trade:<0"}
    said = [words(score) for score in page(grown, f"/search?{urlencode(query)}").select(".condition-score")]
    assert set(said) == {"Change in criminality +0.07, not comparable", "Change in heroin trade −0.5"}
    hit = grown.get("/api/v1/search", query_string=query).get_json()["hits"][0]
    assert {slug: (score["comparable"], score["origin"]) for slug, score in hit["scores"].items()} == {
        "criminality": (False, "computed"),
        "heroin-trade": (True, "published"),
    }
    lines = grown.get("/search.jsonl", query_string=query).text.splitlines()[1:]
    records = [json.loads(line) for line in lines]
    assert {record["change.heroin-trade.origin"] for record in records} == {"published"}
    assert all("14 indicators" in record["change.criminality.comparable"] for record in records)


def test_programs_get_the_changes_and_ranks_that_the_page_shows(world: FlaskClient) -> None:
    answer = world.get("/api/v1/profiles/dom-2023").get_json()
    assert len(answer["scores"]) == len(answer["ranks"]) == 36
    assert all(list(areas) == ["world", "continent", "region"] for areas in answer["ranks"].values())
    assert all(rank["origin"] == "computed" for areas in answer["ranks"].values() for rank in areas.values())
    added = {slug for slug, indicator in taxonomy().scored.items() if indicator.first_edition == 2023}
    assert {slug for slug, score in answer["scores"].items() if score["change"] is None} == added
    not_comparable = {slug for slug, score in answer["scores"].items() if score["comparable"] is False}
    assert not_comparable == {"criminality", "criminal-markets", "criminal-actors"}
    assert {score["since"] for slug, score in answer["scores"].items() if slug not in added} == {2021}
