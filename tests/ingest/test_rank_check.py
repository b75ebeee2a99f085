"""Published ranks that are not those of the country's area or scores."""

from dataclasses import replace
from pathlib import Path

import pytest

from explorer.corpus.home import Home
from explorer.corpus.storage import store_scores
from explorer.ingest.country_page import read_country_page
from explorer.ingest.importer import Imported, import_sources
from explorer.ingest.rank_check import find_other_areas, find_other_ranks
from explorer.model.profiles import Profile
from explorer.model.ranks import Rank
from explorer.model.taxonomy import taxonomy
from tests.ingest.sample_pages import OLD, as_soup, sample_profile
from tests.ingest.warning_texts import texts_of

UZBEKISTAN = "UZB"


def scored(code: str, criminality: float) -> Profile:
    return Profile(code, 2021, "none", scores={**OLD.scores, "criminality": criminality})


def others(code: str) -> list[Profile]:
    """Make the profiles of all other countries: 40 score higher than 5, 3 score 5, the others lower."""
    codes = [country.code for country in taxonomy().countries if country.code != code]
    return [scored(other, 6.0 if place < 40 else 5.0 if place < 43 else 4.0) for place, other in enumerate(codes)]


def ranked(rank: int) -> Profile:
    return replace(scored("LSO", 5.0), ranks={"criminality": {"world": Rank(rank, 193)}})


@pytest.mark.parametrize("rank", [41, 42, 44])
def test_any_rank_of_a_tie_agrees(rank: int) -> None:
    assert not list(find_other_ranks(ranked(rank), others("LSO")))


@pytest.mark.parametrize("rank", [40, 45, 193])
def test_a_rank_outside_the_span_of_the_scores_is_told(rank: int) -> None:
    assert list(texts_of(find_other_ranks(ranked(rank), others("LSO")))) == [
        f"The page gives Lesotho rank {rank} for criminality in the world, but the scores of all countries give 41–44."
    ]


def test_a_rank_is_not_judged_while_a_score_is_missing() -> None:
    assert not list(find_other_ranks(ranked(1), others("LSO")[1:]))
    assert not list(find_other_ranks(ranked(1), []))


def test_a_rank_in_the_region_or_continent_of_other_countries_is_told() -> None:
    places = {"world": Rank(1, 193), "continent": Rank(1, 46, "Asia"), "region": Rank(1, 8, "Western Asia")}
    profile = replace(scored(UZBEKISTAN, 5.0), ranks={"criminality": places, "resilience": places})
    told = f"The page ranks Uzbekistan in Western Asia, but its region in the Index is {profile.country.region}."
    assert texts_of(find_other_areas(profile)) == (told,)
    unknown = {"criminality": {**places, "region": Rank(1, 8, "The Steppe")}}
    assert not list(find_other_areas(replace(profile, ranks=unknown)))
    assert not list(find_other_areas(OLD))


def test_an_import_tells_both(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.make()
    page = tmp_path / "lesotho.html"
    page.write_text(as_soup(OLD), encoding="utf-8")
    (before,) = import_sources(home, [page])
    assert isinstance(before, Imported) and before.warnings == ()
    store_scores(home.scores, others("LSO"))
    (after,) = import_sources(home, [page])
    assert isinstance(after, Imported)
    assert "The page gives Lesotho rank 131 for criminality in the world" in after.warnings[0].text
    west = as_soup(sample_profile(2021, UZBEKISTAN))
    warnings = read_country_page(west.encode(), "page.html").warnings
    assert any("ranks Uzbekistan in Southern Africa, but its region" in warning for warning in texts_of(warnings))


def test_an_address_of_another_country_is_not_the_source() -> None:
    canonical = "<link rel=canonical href='https://ocindex.net/2021/country/botswana'></head>"
    reading = read_country_page(as_soup(OLD).replace("</head>", canonical).encode(), "page")
    assert reading.profile.source.url == ""
    both = canonical.replace(
        "</head>", "<meta property='og:url' content='https://ocindex.net/2021/country/lesotho'></head>"
    )
    reading = read_country_page(as_soup(OLD).replace("</head>", both).encode(), "page")
    assert reading.profile.source.url == "https://ocindex.net/2021/country/lesotho"
