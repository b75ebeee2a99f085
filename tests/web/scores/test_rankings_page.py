"""Countries ranked by one score, on the published scores of every country."""

import csv
import io
from dataclasses import replace
from pathlib import Path

from flask.testing import FlaskClient

from explorer.ingest.workbook import read_workbook
from explorer.model.published_scores import PublishedScores
from explorer.model.rankings import Rankings
from explorer.model.ranks import Rank
from explorer.web.scores.rankings_page import RankingRequest, RankingView
from tests.web.soup import element, links, page, words


def rows(client: FlaskClient, address: str) -> list[list[str]]:
    return [
        [words(cell) for cell in row.select("th, td")] for row in page(client, address).select(".data-table tbody tr")
    ]


def test_the_highest_score_of_the_newest_edition_comes_first(world: FlaskClient) -> None:
    ranking = rows(world, "/rankings")
    assert len(ranking) == 193
    assert ranking[0][:4] == ["Myanmar", "1", "South-Eastern Asia", "8.08"]
    scores = [float(row[3]) for row in ranking]
    assert scores == sorted(scores, reverse=True)


def test_a_rank_counts_within_the_area(world: FlaskClient) -> None:
    ranks = {row[0]: row[1] for row in rows(world, "/rankings?edition=2021&area=Asia")}
    assert (len(ranks), ranks["Kyrgyzstan"]) == (46, "23 *")  # as its page publishes it
    region = "/rankings?edition=2021&area=Central+Asia+and+the+Caucasus&indicator=resilience"
    assert {row[0]: row[1] for row in rows(world, region)}["Kyrgyzstan"] == "4 *"


def test_countries_that_tie_have_one_span(world: FlaskClient) -> None:
    ranks = {row[0]: row[1] for row in rows(world, "/rankings?edition=2023")}
    assert {name for name, rank in ranks.items() if rank == "98–101"} == {
        *("Bahrain", "Bolivia", "Sierra Leone", "Uzbekistan")
    }
    assert ranks["Myanmar"] == "1"
    headings = world.get("/rankings.csv?edition=2023").text.splitlines()[0].split(",")
    assert headings[:3] == ["Country", "Rank", "Last rank of the tie"]


def test_published_and_computed_ranks_are_told_apart(world: FlaskClient) -> None:
    soup = page(world, "/rankings?edition=2021")
    ranks = {words(row.select("th")[0]): words(row.select("td")[0]) for row in soup.select("tbody tr")}
    assert [name for name, rank in ranks.items() if rank.endswith("*")] == ["Kyrgyzstan"]
    note = "* As published. Ranks without this mark are computed here from the published scores."
    assert words(element(soup, "main p.origins")) == note
    records = world.get("/api/v1/rankings?edition=2021").get_json()["tables"]["ranking"]["rows"]
    assert {row["country"] for row in records if row["rank_origin"] == "published"} == {"Kyrgyzstan"}
    heading, *lines = csv.reader(io.StringIO(world.get("/rankings.csv?edition=2021").text))
    published = [line[0] for line in lines if line[heading.index("Origin of the rank")] == "published"]
    assert published == ["Kyrgyzstan"]
    computed = page(world, "/rankings?edition=2025&group=continent")
    note = "Ranks and changes are computed here from the published scores."
    assert [words(legend) for legend in computed.select("main p.origins")] == [note]


def test_published_changes_are_told_from_computed_ones(real_data: Path) -> None:
    data = (real_data / "workbooks" / "global_oc_index_2025.xlsx").read_bytes()
    published = {profile.id: PublishedScores.of(profile) for profile in read_workbook(data, "scores.xlsx").profiles}
    ranks = {"resilience": {"world": Rank(192, 193)}}
    published["afg-2025"] = replace(published["afg-2025"], changes={"resilience": 0.1}, ranks=ranks)
    view = RankingView.of([("indicator", "resilience")], Rankings.of_published(published))
    table = view.dataset.tables["ranking"]
    origins = {row["country"]: (row["rank_origin"], row["change_origin"]) for row in table.records()}
    assert (origins["Afghanistan"], origins["Chad"]) == (("published", "published"), ("computed", "computed"))
    columns = {column.slug: column for column in table.columns}
    (afghanistan,) = (row for row in table.rows if row.cells[0] == "Afghanistan")
    assert table.marks(afghanistan, columns["rank"]) == table.marks(afghanistan, columns["change"]) == ("*",)


def test_countries_can_be_bounded_by_their_scores(world: FlaskClient) -> None:
    ranking = rows(world, "/rankings?indicator=heroin-trade&from=8&to=8.5")
    assert {row[3] for row in ranking} == {"8.0", "8.5"}
    soup = page(world, "/rankings?indicator=heroin-trade&from=9.9")
    assert "No country has a score in this range" in words(soup)


def test_every_column_sorts_and_turns(world: FlaskClient) -> None:
    soup = page(world, "/rankings?area=Asia")
    headings = {words(link).rstrip(" ↑↓"): str(link["href"]) for link in soup.select("thead a")}
    assert list(headings) == ["Country", "Rank", "Region", "Score", "Change since 2023"]
    names = [row[0] for row in rows(world, headings["Country"])]
    assert names == sorted(names)
    turned = page(world, headings["Country"])
    assert element(turned, "thead th")["aria-sort"] == "ascending"
    assert [row[0] for row in rows(world, str(element(turned, "thead th a")["href"]))] == names[::-1]


def test_groups_have_their_averages_and_together_all_countries(world: FlaskClient) -> None:
    soup = page(world, "/rankings?group=region&edition=2023")
    titles = [words(title) for title in soup.select("main h2")]
    assert len(titles) == 22
    assert len(soup.select(".data-table")) == 23
    averages = [float(words(row.select("td")[0])) for row in soup.select(".data-table")[0].select("tbody tr")]
    assert averages == sorted(averages, reverse=True)
    assert len(rows(world, "/rankings?group=region&edition=2023")) == 193 + 22


def test_csv_and_json_hold_exactly_what_is_shown(world: FlaskClient) -> None:
    address = "/rankings?indicator=heroin-trade&edition=2023&area=Africa&sort=country"
    files = links(page(world, address), ".downloads a")
    response = world.get(files["CSV"])
    assert response.mimetype == "text/csv"
    read = list(csv.reader(io.StringIO(response.text)))
    table = [[cell.replace("−", "-").replace("+", "").replace("±", "") for cell in row] for row in rows(world, address)]
    spans = [[name, first if to == "" else f"{first}–{to}", *cells] for name, first, to, *cells in read[1:]]
    assert [row[:5] for row in spans] == table
    assert {tuple(row[5:]) for row in spans} == {("computed", "computed")}
    answer = world.get(files["JSON"]).get_json()
    records = answer["tables"]["ranking"]["rows"]
    assert [record["country"] for record in records] == [row[0] for row in table]
    assert [(str(record["rank"]), record["to"] or "") for record in records] == [
        (row[1], row[2] if row[2] == "" else int(row[2])) for row in read[1:]
    ]
    assert [f"{record['score']:.1f}" for record in records] == [row[3] for row in table]
    assert {parameter["name"]: parameter["value"] for parameter in answer["parameters"]}["area"] == "Africa"


def test_a_grouped_csv_says_to_which_group_a_country_belongs(world: FlaskClient) -> None:
    files = links(page(world, "/rankings?group=continent"), ".downloads a")
    assert list(files) == ["Ranking, CSV", "Ranking, XLSX", "Averages, CSV", "Averages, XLSX", "JSON"]
    text = world.get(files["Ranking, CSV"]).text
    assert text.splitlines()[0].endswith(",Continent")
    assert len(world.get(files["Averages, CSV"]).text.splitlines()) == 6


def test_changes_of_an_average_since_2021_are_not_like_for_like_and_the_reason_is_one_click_away(
    world: FlaskClient,
) -> None:
    soup = page(world, "/rankings?edition=2023")
    assert "not comparable" in words(element(soup, "thead"))
    assert "14 indicators in 2021 and of 20 in 2023" in words(element(soup, "details.aside p"))
    assert not page(world, "/rankings?edition=2025").select("details.aside")
    assert "not comparable" in world.get("/rankings.csv?edition=2023").text.splitlines()[0]


def test_a_new_indicator_has_no_change_and_never_a_nought(world: FlaskClient) -> None:
    changes = {row[4] for row in rows(world, "/rankings?indicator=financial-crimes&edition=2023")}
    assert changes == {"n/a"}
    file = world.get("/rankings.csv?indicator=financial-crimes&edition=2023").text
    lines = list(csv.reader(io.StringIO(file)))[1:]
    assert len(lines) == 193
    assert {(line[5], line[7]) for line in lines} == {("", "")}


def test_the_first_edition_has_no_changes(world: FlaskClient) -> None:
    assert {row[4] for row in rows(world, "/rankings?edition=2021")} == {"n/a"}


def test_a_request_is_read_back_from_its_own_address() -> None:
    pairs = [("indicator", "resilience"), ("edition", "2021"), ("area", "Asia"), ("group", "region")]
    pairs += [("sort", "-change"), ("from", "2"), ("to", "8.5")]
    rankings = Rankings({}, {})
    request = RankingRequest.from_args(pairs, rankings)
    again = RankingRequest.from_args([(name, str(value)) for name, value in request.to_args()], rankings)
    assert again == request


def test_what_cannot_be_ranked_is_refused_with_what_can(world: FlaskClient) -> None:
    for address in (
        "?indicator=weather",
        "?edition=2022",
        "?area=Atlantis",
        "?group=sea",
        "?sort=size",
        "?from=11",
        "?x=1",
    ):
        page(world, f"/rankings{address}", 400)
        assert world.get(f"/api/v1/rankings{address}").status_code == 400
    page(world, "/rankings.csv?table=nothing", 400)


def test_one_country_alone_is_ranked_with_a_word_on_how_to_see_the_others(client: FlaskClient) -> None:
    soup = page(client, "/rankings")
    assert words(element(soup, "h1")) == "Criminality 2021"
    assert len(soup.select(".data-table tbody tr")) == 1
    assert "oc-explorer import WORKBOOK.xlsx" in words(element(soup, ".notice"))


def test_an_edition_before_the_indicator_is_an_honest_empty_page(client: FlaskClient) -> None:
    soup = page(client, "/rankings?indicator=financial-crimes&edition=2021")
    assert "was not scored before 2023" in words(element(soup, ".notice"))
    assert not soup.select(".data-table")
