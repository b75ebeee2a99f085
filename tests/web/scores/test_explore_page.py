"""The country table, on the published scores of every country: an analyst's questions with their right answers."""

import csv
import io
import re
from fractions import Fraction
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from explorer.model.taxonomy import taxonomy
from tests.web.soup import element, every, links, page, words

Sheet = dict[str, dict[str, Fraction]]  # by code of the country and slug


@pytest.fixture(scope="module")
def sheets(real_data: Path) -> dict[int, Sheet]:
    """Read the workbook by its own columns."""
    book = CalamineWorkbook.from_path(real_data / "workbooks" / "global_oc_index_2025.xlsx")
    read: dict[int, Sheet] = {}
    for edition in (2021, 2023, 2025):
        headings, *rows = book.get_sheet_by_name(f"{edition}_dataset").to_python()
        slugs = [taxonomy().find_indicator(str(heading).removesuffix(" avg,").rstrip(",")) for heading in headings]
        read[edition] = {
            taxonomy().find_country(str(row[2])).code: {
                scored.slug: Fraction(str(cell)) for scored, cell in zip(slugs, row, strict=True) if scored
            }
            for row in rows
        }
    return read


def address(*pairs: tuple[str, str], **named: str) -> str:
    return f"/explore?{urlencode([*pairs, *named.items()])}"


def records(client: FlaskClient, *pairs: tuple[str, str], **named: str) -> list[dict[str, object]]:
    answer = client.get("/api/v1" + address(*pairs, **named)).get_json()
    rows: list[dict[str, object]] = answer["tables"]["countries"]["rows"]
    return rows


def test_a_high_score_with_low_resilience_is_one_question(world: FlaskClient, sheets: dict[int, Sheet]) -> None:
    expected = {code for code, row in sheets[2025].items() if row["cocaine-trade"] >= 7 and row["resilience"] < 4}
    assert expected == set("GIN GNB HND HTI LBR NIC PRY SLV SUR VEN".split())  # noqa: SIM905
    by_query = records(world, q="cocaine-trade:>=7 resilience:<4", edition="2025")
    by_column = records(world, ("where", "cocaine-trade:>=7"), ("where", "resilience:<4"))
    assert {row["code"] for row in by_query} == {row["code"] for row in by_column} == expected
    soup = page(world, address(q="cocaine-trade:>=7 resilience:<4"))
    assert words(element(soup, "h1")) == "10 of 193 countries meet these conditions"
    assert links(soup, ".chips[aria-label=Conditions] a") == {
        "Remove Cocaine trade is at least 7 ×": "/explore?edition=2025&q=resilience%3A%3C4",
        "Remove Resilience is below 4 ×": "/explore?edition=2025&q=cocaine-trade%3A%3E%3D7",
    }


def test_the_rise_since_any_edition_is_a_column(world: FlaskClient, sheets: dict[int, Sheet]) -> None:
    slug = "change-2021.synthetic-drug-trade"
    rows = records(world, columns=slug)
    assert [(row["code"], row[slug]) for row in rows[:9]] == [
        ("UKR", 5.0), ("TUN", 3.0), *((code, 2.0) for code in ("DZA", "KEN", "LBR", "WSM", "SLE", "ESP", "TUR"))
    ]  # fmt: skip
    assert len(rows) == 193
    for row in rows:
        later, earlier = (sheets[edition][str(row["code"])]["synthetic-drug-trade"] for edition in (2025, 2021))
        assert row[slug] == float(later - earlier)
        assert (row[f"{slug}.comparable"], row[f"{slug}.origin"]) == ("yes", "computed")


def test_all_indicators_of_a_region_are_one_table(world: FlaskClient, sheets: dict[int, Sheet]) -> None:
    rows = records(world, area="Central Asia", columns="all")
    expected = {c.code for c in taxonomy().countries if c.region == "Central Asia and the Caucasus"}
    assert {row["code"] for row in rows} == expected
    assert len(expected) == 8
    for row in rows:
        own = sheets[2025][str(row["code"])]
        scores = {slug: Fraction(str(row[slug])) for slug in taxonomy().scored}
        assert scores == {slug: Fraction(str(round(float(own[slug]), 2))) for slug in scores}
    file = csv.reader(io.StringIO(world.get("/explore.csv?area=Central+Asia&columns=all").text))
    headings, *lines = file
    assert headings[:6] == ["Country", "Code", "Edition", "Continent", "Region", "Criminality"]
    assert len(lines) == 8


@pytest.mark.parametrize("edition", [2021, 2023, 2025])
def test_ranks_and_changes_of_the_table_are_those_of_the_rankings(world: FlaskClient, edition: int) -> None:
    ranked = world.get(f"/api/v1/rankings?edition={edition}").get_json()["tables"]["ranking"]["rows"]
    rows = {
        str(row["country"]): row
        for row in records(world, columns="rank.criminality,change.criminality", edition=str(edition))
    }
    assert len(ranked) == len(rows) == 193
    for known in ranked:
        row = rows[known["country"]]
        assert [row[f"rank.criminality{part}"] for part in ("", ".to", ".origin")] == [
            known["rank"], known["to"], known["rank_origin"]
        ]  # fmt: skip
        assert (row["change.criminality"], row["change.criminality.origin"]) == (
            known["change"],
            known["change_origin"],
        )


def test_what_an_edition_did_not_score_is_na_with_the_reason(world: FlaskClient) -> None:
    soup = page(world, address(columns="change-2021.financial-crimes,change-2021.criminality"))
    cells = [[words(cell) for cell in row.select("td.number")] for row in every(soup, "tbody tr")]
    assert {row[0] for row in cells} == {"n/a"}
    assert all(row[1].endswith("†") for row in cells)
    notes = {words(element(note, "summary")): words(note) for note in every(soup, "main .body details")}
    assert "Financial crimes was not scored before 2023." in notes["n/a: why there is no figure"]
    assert "not comparable" in notes["† Not comparable"]


def test_ties_are_spans_and_published_ranks_are_marked(world: FlaskClient) -> None:
    soup = page(world, address(columns="rank.criminality", edition="2023", where="criminality:4.95"))
    assert {words(row.select("td.number")[0]) for row in every(soup, "tbody tr")} == {"98–101"}
    own = page(world, address(columns="rank.criminality", edition="2021", q="country:Kyrgyzstan"))
    assert words(every(own, "tbody td.number")[0]).endswith("*")
    assert "* As published." in words(element(own, ".origins"))


def test_every_heading_sorts_both_ways(world: FlaskClient) -> None:
    soup = page(world, address(columns="heroin-trade,rank.resilience"))
    assert element(soup, "th[aria-sort]")["aria-sort"] == "descending"
    headings = links(soup, "thead a")
    assert headings["Heroin trade ↓"].endswith("sort=-heroin-trade")
    ranks = page(world, headings["Resilience, rank in the world"])
    values = [words(row.select("td.number")[1]) for row in every(ranks, "tbody tr")]
    assert values[0] == "1–2"
    turned = page(world, links(ranks, "thead a")["Resilience, rank in the world ↑"])
    assert words(every(turned, "tbody tr")[0].select("td.number")[1]).endswith("193")


def test_the_form_leads_to_one_address(world: FlaskClient) -> None:
    sent = address(
        ("edition", "2025"), ("area", ""), ("if", "heroin-trade"), ("if-as", "change-2021"), ("is", "between"),
        ("value", "1"), ("to", "3"), ("add", "all-resilience"), ("add-as", ""), ("q", "resilience:<4"), ("find", ""),
        ("scope", "words"), ("columns", "criminality"), ("where", "rank.criminality:<=20"),
    )  # fmt: skip
    answer = world.get(sent)
    assert answer.status_code == 302
    assert answer.location == address(
        ("edition", "2025"), ("q", "resilience:<4"), ("where", "rank.criminality:<=20"),
        ("where", "change-2021.heroin-trade:[1 TO 3]"), ("columns", "criminality,all-resilience"),
    )  # fmt: skip
    assert world.get(answer.location).status_code == 200
    refused = page(world, address(("if", "heroin-trade"), ("is", "least"), ("value", "")), 400)
    assert "needs a number" in words(refused)
    without_score = page(world, address(("if", ""), ("is", "least"), ("value", "7")), 400)
    assert "Choose the score that is at least 7." in words(without_score)
    turned = world.get(address(("if", "resilience"), ("is", "between"), ("value", "7"), ("to", "5"))).location
    in_order = address(("where", "resilience:5..7"), edition="2025")
    assert words(element(page(world, turned), "h1")) == words(element(page(world, in_order), "h1"))


def test_it_leads_to_map_scatter_ranking_and_comparison(world: FlaskClient) -> None:
    soup = page(world, address(q="cocaine-trade:>=7 resilience:<4"))
    elsewhere = links(soup, ".bar-of-table a")
    assert elsewhere["Map of cocaine trade"] == "/map?indicator=cocaine-trade&edition=2025"
    assert elsewhere["Ranking by cocaine trade"] == "/rankings?indicator=cocaine-trade&edition=2025"
    scatter = elsewhere["Scatter plot of cocaine trade and resilience"]
    for url in elsewhere.values():
        assert page(world, url)
    assert scatter == "/scatter?x=cocaine-trade&y=resilience&edition=2025"
    compared = page(world, elsewhere["Compare all 10"])
    assert words(element(compared, "h1")) == "10 profiles side by side"
    selected = "&".join(f"profiles={box['value']}" for box in every(soup, "input[type=checkbox]")[:3])
    assert world.get(f"/compare?{selected}").location == "/compare?profiles=ven-2025,gnb-2025,hti-2025"
    unticked = "&".join(f"{field['name']}={field['value']}" for field in every(soup, ".explored input[type=hidden]"))
    assert "No profile is ticked." in words(page(world, f"/compare?{unticked}"))
    assert world.get(f"/compare?{unticked}&{selected}").location == "/compare?profiles=ven-2025,gnb-2025,hti-2025"
    assert "No profile is ticked." not in words(page(world, "/compare"))


def test_pages_of_scores_and_a_search_of_conditions_lead_to_it(world: FlaskClient) -> None:
    assert (
        links(page(world, "/rankings?indicator=heroin-trade&area=Asia"))["Add columns and conditions (country table)"]
        == "/explore?edition=2025&area=Asia&columns=heroin-trade"
    )
    assert "/explore?edition=2025&columns=heroin-trade" in links(page(world, "/indicators/heroin-trade")).values()
    for query in ("cocaine-trade:>=7 resilience:<4 edition:2025", "change.resilience:<-1 OR heroin-trade:>9"):
        found = page(world, f"/search?{urlencode({'q': query})}")
        table = links(found)["Show these profiles as a country table, with other columns"]
        count = words(element(found, "#profiles-title")).split()[0]
        assert words(element(page(world, table), "h1")).startswith(f"{count} of ")


def test_bad_input_is_refused_and_named(world: FlaskClient) -> None:
    for named, message in (
        ({"columns": "herion-trade"}, "Did you mean heroin-trade"),
        ({"edition": "2024"}, "There is no edition '2024'"),
        ({"area": "Caribean"}, "Did you mean Caribbean"),
        ({"where": "heroin-trade:high"}, "is not a condition"),
        ({"q": "series:enact resilience:<4"}, "of the Global Organized Crime Index alone"),
        ({"find": "x" * 1001}, "at most 1,000 are searched"),
    ):
        assert message in words(page(world, address(**named), 400)), named
        assert world.get("/api/v1" + address(**named)).status_code == 400
        assert world.get(address(**named).replace("/explore", "/explore.xlsx")).status_code == 400
    many = [("where", f"resilience:>{number / 100}") for number in range(200)]
    assert "At most 50 conditions" in words(page(world, address(*many), 400))


def test_an_error_leads_back_to_the_table(world: FlaskClient) -> None:
    offered = links(page(world, "/explore?q=cocane-trade:>7", 400), ".more a")
    assert next(iter(offered.items())) == ("Country table", "/explore")
    assert not any("without filters" in label for label in offered)
    assert any("without filters" in label for label in links(page(world, "/search?q=x&sort=y", 400), ".more a"))


def test_areas_and_figures_that_are_not_there_are_said_in_plain_english(world: FlaskClient) -> None:
    soup = page(world, "/explore?area=Caribbean&q=-region:Polynesia")
    assert words(element(soup, "h1")).endswith("countries in the Caribbean meet this condition")
    assert words(element(soup, "caption")) == "Countries of the Caribbean, 2025"
    assert "Countries of the Americas, 2025" in words(page(world, "/explore?area=Americas"))
    lacking = address(("where", "change-2025.resilience:>=0"), edition="2025")
    assert "193 countries have no figure for the condition, which they do not meet." in words(page(world, lacking))
    both = address(("where", "change-2025.resilience:>=0"), ("where", "resilience:>1"), edition="2025")
    assert "193 countries have no figure for at least one of the conditions, which they do not meet." in words(
        page(world, both)
    )
    correlated = page(world, "/correlations?indicator=heroin-trade&area=Americas")
    assert "35 countries of the Americas" in words(correlated)
    assert "in the Americas" in words(page(world, "/rankings?indicator=heroin-trade&area=Americas"))


def test_with_one_profile_it_says_what_is_missing(client: FlaskClient) -> None:
    soup = page(client, "/explore")
    assert words(element(soup, "h1")) == "1 of 193 countries has scores here"
    assert "1 of 193 countries is here for 2021." in words(element(soup, ".notice"))
    assert [words(row.select("th")[0]) for row in every(soup, "tbody tr")] == ["Kyrgyzstan"]
    none = page(client, "/explore?edition=2025")
    assert words(element(none, "h1")) == "None of 193 countries has scores here"
    assert "No profile here has a score for 2025." in words(none)


def test_another_series_has_no_row_and_no_passage_in_it(both: FlaskClient) -> None:
    rows = records(both, edition="2021", columns="heroin-trade", find="dagga", where="heroin-trade:>0")
    (lesotho,) = (row for row in rows if row["code"] == "LSO")
    assert (lesotho["heroin-trade"], lesotho["passages"]) == (3.0, 1)


def test_passages_are_counted_and_lead_to_their_search(grown: FlaskClient) -> None:
    soup = page(grown, "/explore?find=heroin&edition=2021")
    (link,) = [row.select("td.number a") for row in every(soup, "tbody tr") if "Kyrgyzstan" in words(row)]
    count = int(words(link[0]))
    found = grown.get(str(link[0]["href"]).replace("/search", "/api/v1/search")).get_json()
    plain = grown.get("/api/v1/search?q=heroin&country=KGZ&edition=2021&scope=words").get_json()
    assert count == found["total"] == plain["total"] > 0
    assert "those that have the words" in words(soup)
    assert "with related ones" in words(page(grown, "/explore?find=heroin&edition=2021&scope=related"))
    filtered = words(page(grown, "/explore?find=section:drugs&edition=2021"))
    assert "Passages found by section:drugs" in filtered
    assert "those that have the words" not in filtered


def test_a_workbook_is_a_file_of_excel(grown: FlaskClient) -> None:
    file = grown.get("/explore.xlsx")
    assert file.headers["Content-Disposition"] == 'attachment; filename="explore.xlsx"'
    book = CalamineWorkbook.from_filelike(io.BytesIO(file.data))
    assert book.sheet_names == ["Result", "About"]


def test_without_an_index_scores_are_shown_all_the_same(unbuilt: FlaskClient) -> None:
    assert "Kyrgyzstan" in words(page(unbuilt, "/explore"))
    page(unbuilt, "/explore?find=heroin", 503)


def test_every_question_of_the_guide_has_an_answer(world: FlaskClient) -> None:
    guide = (Path(__file__).parents[3] / "docs" / "explore.md").read_text("utf-8")
    addresses = re.findall(r"^\| .*\? \| `(/explore\?[^`]+)` \|$", guide, re.MULTILINE)
    assert len(addresses) == 5
    for question in addresses:
        assert not words(element(page(world, question), "h1")).startswith("None"), question
