"""docs/questions.md: each question is answered by what it names, as the workbook answers it."""

import csv
import io
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas
import pytest
from flask.testing import FlaskClient

from explorer.corpus.home import Home
from explorer.model.taxonomy import taxonomy
from explorer.web.app import create_app
from explorer.web.settings import Settings
from tests.workbook_scores import country_key, read_scores

GUIDE = (Path(__file__).parents[2] / "docs" / "questions.md").read_text(encoding="utf-8")
ROWS = {
    int(number): (asked, answer)
    for number, asked, answer in re.findall(r"^\| (\d+) \| [^|]+ \| `([^`]+)` \| ([^|]+) \|$", GUIDE, re.M)
}
Rows = list[dict[str, Any]]


class Workbook:
    """The scores of the workbook, for answers that nothing of ours computes."""

    def __init__(self, path: Path) -> None:
        self.scores = read_scores(path)
        self.countries = sorted({country for country, _, _ in self.scores})

    def __call__(self, country: str, slug: str, edition: int = 2025) -> float:
        return self.scores[country, edition, slug]

    def where(self, test: Callable[[str], bool]) -> set[str]:
        return {country for country in self.countries if test(country)}

    def change(self, country: str, slug: str, since: int) -> float:
        return round(self(country, slug) - self(country, slug, since), 2)

    def highest(self, slug: str, most: int, edition: int = 2025) -> set[str]:
        """Return the countries of the ranks up to `most`, with those that tie with the last."""
        ordered = sorted((self(country, slug, edition) for country in self.countries), reverse=True)
        return self.where(lambda country: self(country, slug, edition) >= ordered[most - 1])

    def table(self, edition: int = 2025) -> pandas.DataFrame:
        rows = [(country, slug, score) for (country, year, slug), score in self.scores.items() if year == edition]
        named = pandas.DataFrame(rows, columns=["country", "slug", "score"])
        return named.pivot(index="country", columns="slug", values="score")


@pytest.fixture(scope="module")
def workbook(real_data: Path) -> Workbook:
    return Workbook(real_data / "workbooks" / "global_oc_index_2025.xlsx")


@pytest.fixture(scope="module")
def client(world_home: Home) -> FlaskClient:
    return create_app(Settings(world_home)).test_client()


@pytest.fixture
def rows(client: FlaskClient) -> Callable[..., Rows]:
    """Return a function that asks the address of a question for a table of its page."""

    def ask(number: int, table: str = "") -> Rows:
        address = ROWS[number][0]
        tables = client.get(f"/api/v1{address.replace('/indicators', '/averages')}").get_json()["tables"]
        found: Rows = (tables[table] if table else next(iter(tables.values())))["rows"]
        return found

    return ask


def names(found: Rows) -> set[str]:
    return {country_key(row["country"]) for row in found}


def in_region(name: str) -> set[str]:
    return {
        country_key(country.name) for country in taxonomy().countries if name in (country.region, country.continent)
    }


def test_there_are_25_questions() -> None:
    assert list(ROWS) == list(range(1, 26))


CONDITIONS: dict[int, Callable[[Workbook, str], bool]] = {
    1: lambda w, c: w(c, "cocaine-trade") >= 7 and w(c, "resilience") < 4,
    9: lambda w, c: w(c, "criminality") >= 5.5 and w(c, "resilience") >= 5.5,
    10: lambda w, c: w.change(c, "resilience", 2023) <= -0.5,
    13: lambda w, c: w(c, "mafia-style-groups") >= 6 and w(c, "state-embedded-actors") <= 5,
    16: lambda w, c: w(c, "arms-trafficking") >= 9,
    20: lambda w, c: w.change(c, "human-trafficking", 2021) > 0 and w.change(c, "resilience", 2021) < 0,
}


@pytest.mark.parametrize("number", CONDITIONS)
def test_countries_that_meet_conditions(number: int, rows: Callable[..., Rows], workbook: Workbook) -> None:
    expected = workbook.where(lambda country: CONDITIONS[number](workbook, country))
    assert names(rows(number)) == expected
    answer = ROWS[number][1]
    counted = re.search(r"^(\d+) countries", answer)
    if counted:
        assert int(counted[1]) == len(expected)
    if named := answer.partition(": ")[2] or (answer if not counted else ""):
        assert {country_key(name) for name in named.split(", ")} == expected


def test_changes_and_ranks(rows: Callable[..., Rows], workbook: Workbook) -> None:
    risen = {row["country"]: row["change-2021.synthetic-drug-trade"] for row in rows(2)}
    changes = {country: workbook.change(country, "synthetic-drug-trade", 2021) for country in workbook.countries}
    assert {country_key(name): change for name, change in risen.items()} == changes
    assert next(iter(risen.items())) == ("Ukraine", 5.0) and ROWS[2][1] == "Ukraine, +5.0"
    assert names(rows(5)) == workbook.highest("criminality", 10)
    assert ROWS[5][1] == f"Myanmar first, {workbook('myanmar', 'criminality'):.2f}"
    (kyrgyzstan,) = rows(7)
    for slug in {slug for _, _, slug in workbook.scores}:
        is_new = ("kyrgyzstan", 2021, slug) not in workbook.scores
        expected = None if is_new else workbook.change("kyrgyzstan", slug, 2021)
        if f"change-2021.{slug}" in kyrgyzstan:
            assert kyrgyzstan[f"change-2021.{slug}"] == expected
    assert sum(value is None for key, value in kyrgyzstan.items() if re.fullmatch(r"change-2021\.[a-z-]+", key)) == 6
    (uzbekistan,) = rows(11)
    assert (uzbekistan["rank.criminality"], uzbekistan["rank.criminality.to"]) == (98, 101)
    higher = [
        c for c in workbook.countries if workbook(c, "criminality", 2023) > workbook("uzbekistan", "criminality", 2023)
    ]
    assert len(higher) == 97
    (colombia,) = rows(18)
    americas = in_region("Americas")
    best = max(workbook(country, "cocaine-trade") for country in americas)
    assert (colombia["rank-continent.cocaine-trade"], best) == (1, workbook("colombia", "cocaine-trade"))
    assert ROWS[18][1] == f"1, with {best}"


def test_areas(rows: Callable[..., Rows], workbook: Workbook) -> None:
    central_asia = rows(3)
    assert names(central_asia) == in_region("Central Asia and the Caucasus") and len(central_asia) == 8
    for row in central_asia:
        own = {slug: row[slug] for _, edition, slug in workbook.scores if edition == 2025 and slug in row}
        assert own == {slug: workbook(country_key(row["country"]), slug) for slug in own} and len(own) >= 32
    west_africa = rows(6)
    assert names(west_africa) == in_region("West Africa") and len(west_africa) == 15
    for row in west_africa:
        assert row["change"] == workbook.change(country_key(row["country"]), "human-trafficking", 2023)
    means = {row["group"]: row["average"] for row in rows(8, "averages")}
    assert max(means, key=lambda name: means[name]) == ROWS[8][1] == "Central America"
    scores = [workbook(country, "criminality") for country in in_region("Central America")]
    assert abs(means["Central America"] - sum(scores) / len(scores)) < 0.011
    europe = rows(14)
    assert (europe[0]["country"], europe[0]["score"]) == ("Russia", 8.5)
    assert max(workbook(country, "financial-crimes") for country in in_region("Europe")) == 8.5
    assert ROWS[14][1] == "Russia, 8.5"
    pair = {row["country"]: row for row in rows(19)}
    slugs = ("territorial-integrity", "state-embedded-actors", "law-enforcement")
    figures = [(pair["Kyrgyzstan"][slug], pair["Tajikistan"][slug]) for slug in slugs]
    assert figures == [(workbook("kyrgyzstan", slug), workbook("tajikistan", slug)) for slug in slugs]
    assert ROWS[19][1] == ", ".join(f"{first} and {second}" for first, second in figures)


def test_what_goes_with_what(rows: Callable[..., Rows], workbook: Workbook) -> None:
    rhos = workbook.table().corr(method="spearman")
    pairs = {row["indicator"]: row["rho"] for row in rows(4) if row["note"] is None}
    assert min(pairs, key=lambda slug: pairs[slug]) == "political-leadership-and-governance"
    for slug, rho in pairs.items():
        assert rho == pytest.approx(rhos.loc["state-embedded-actors", slug], abs=0.0001)
    outliers = {row["country"] for row in rows(21) if row["outlier"] == "higher"}
    assert outliers == {ROWS[21][1]}
    matrix = rows(22, "matrix")
    ours = max(value for row in matrix for key, value in row.items() if key != "label" and value is not None)
    markets = [indicator.slug for indicator in taxonomy().indicators if indicator.pillar == "criminal-markets"]
    expected = max(rhos.loc[first, second] for first in markets for second in markets if first != second)
    assert ours == pytest.approx(expected, abs=0.0001)


def test_averages_and_lists(client: FlaskClient, rows: Callable[..., Rows], workbook: Workbook) -> None:
    cyber = next(row for row in rows(12) if row["indicator"] == "Cyber-dependent crimes")
    for edition in (2023, 2025):
        scores = [workbook(country, "cyber-dependent-crimes", edition) for country in workbook.countries]
        assert abs(next(value for key, value in cyber.items() if str(edition) in key) - sum(scores) / 193) < 0.0051
    assert next(value for key, value in cyber.items() if "2021" in key) is None
    new = [each["slug"] for each in client.get(ROWS[15][0]).get_json()["indicators"] if each["first_edition"] == 2023]
    assert set(new) == {slug for _, _, slug in workbook.scores} - {
        slug for _, year, slug in workbook.scores if year == 2021
    }
    assert len(new) == 6 and ROWS[15][1].startswith("six")
    with client.get(ROWS[17][0]) as response:
        table = list(csv.DictReader(io.StringIO(response.get_data(as_text=True))))
    assert len(table) == len(workbook.scores) == int(ROWS[17][1].split()[0].replace(",", ""))


def test_text_beside_scores(client: FlaskClient, rows: Callable[..., Rows], workbook: Workbook) -> None:
    found = rows(23)
    assert names(found) == workbook.where(lambda country: workbook(country, "heroin-trade", 2021) >= 7)
    counts = {row["country"]: row["passages"] for row in found if row["passages"] is not None}
    total = client.get("/api/v1/search?q=heroin&country=KGZ&edition=2021&scope=words").get_json()["total"]
    assert counts == {"Kyrgyzstan": total}
    passages = list(csv.DictReader(io.StringIO(client.get(ROWS[25][0]).text)))
    assert passages
    for row in passages:
        for slug, label in (("heroin-trade", "Heroin trade"), ("law-enforcement", "Law enforcement")):
            assert float(row[label]) == workbook(country_key(row["Country"]), slug, int(row["Edition"]))


def test_a_claim(world_home: Home, workbook: Workbook) -> None:
    program, *words = shlex.split(ROWS[24][0])
    assert program == "oc-explorer" and workbook("nigeria", "criminality", 2023) == 7.28
    command = [sys.executable, "-m", "explorer", "--home", str(world_home.path), *words, "--json"]
    answer = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert [finding["status"] for finding in answer["findings"]] == [ROWS[24][1]]
