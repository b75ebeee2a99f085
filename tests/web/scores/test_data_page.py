"""/data: what the table has, its files, and the description that search engines read."""

import json

from flask.testing import FlaskClient

from explorer.export.score_export import FILES
from explorer.export.score_table import DESCRIPTIONS
from tests.web.soup import element, links, page, words


def test_the_page_counts_rows_and_countries_and_links_every_file(world: FlaskClient) -> None:
    soup = page(world, "/data")
    assert words(element(soup, "h1")) == "19,686 scores as one table"
    assert "193 countries, editions 2021, 2023, 2025" in words(element(soup, ".lead"))
    assert list(links(soup, ".downloads a").values()) == [f"/data/{name}" for name in FILES]
    assert [words(term) for term in soup.select(".fields dt")] == list(DESCRIPTIONS)
    assert "http://localhost/data/scores.csv" in words(soup.select("pre")[1])
    first, *rows = str(element(soup, "pre").get_text()).splitlines()
    assert first.split(",")[0] == "country" and len(rows) == 3


def test_a_part_is_chosen_and_its_files_are_of_that_part(world: FlaskClient) -> None:
    soup = page(world, "/data?area=Central+Asia&edition=2025&indicator=heroin-trade")
    assert words(element(soup, "h1")) == "8 scores as one table"
    assert "8 countries, edition 2025, Heroin trade" in words(element(soup, ".lead"))
    query = "area=Central+Asia+and+the+Caucasus&edition=2025&indicator=heroin-trade"
    assert links(soup, ".downloads a")["CSV"] == f"/data/scores.csv?{query}"
    command = "oc-explorer export scores --area 'Central Asia and the Caucasus' --edition 2025 --indicator heroin-trade"
    assert command in words(soup)
    assert [words(option) for option in soup.select("option[selected]")] == [
        "Central Asia and the Caucasus",
        "2025",
        "Heroin trade",
    ]


def test_nothing_here_says_how_to_get_it(client: FlaskClient) -> None:
    soup = page(client, "/data?edition=2025")
    assert words(element(soup, "h1")) == "0 scores as one table"
    assert "oc-explorer fetch --what scores" in words(element(soup, ".lead"))


def test_search_engines_read_a_dataset(world: FlaskClient) -> None:
    record = json.loads(element(page(world, "/data?edition=2025"), 'script[type="application/ld+json"]').string or "")
    assert (record["@context"], record["@type"]) == ("https://schema.org", "Dataset")
    assert record["creator"]["name"] == "Global Initiative Against Transnational Organized Crime"
    assert record["temporalCoverage"] == "2025/2025"
    assert len(record["variableMeasured"]) == 36
    addresses = [each["contentUrl"] for each in record["distribution"]]
    assert addresses[0] == "http://localhost/data/scores.csv?edition=2025" and len(addresses) == len(FILES) - 1


def test_another_series_has_its_own_page(both: FlaskClient) -> None:
    soup = page(both, "/data?series=enact")
    assert "ENACT Africa Organised Crime Index" in words(element(soup, ".lead"))
    assert element(soup, 'input[name="series"]')["value"] == "enact"
    assert all("series=enact" in address for address in links(soup, ".downloads a").values())
