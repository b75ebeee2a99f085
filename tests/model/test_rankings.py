"""Rankings of countries: ranks, means and changes."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from explorer.core.errors import NotFoundError
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.engines.manage import rebuild
from explorer.engines.open import open_engine
from explorer.ingest.importer import import_sources
from explorer.ingest.workbook import read_workbook
from explorer.model.profiles import Profile
from explorer.model.published_scores import PublishedScores
from explorer.model.rankings import Rankings, ScoreChange
from explorer.model.ranks import AREAS, Rank
from explorer.model.scores import rounded
from explorer.model.taxonomy import EDITIONS, taxonomy
from tests.workbooks import table, workbook


def scored(edition: int, scores: Mapping[str, float], slug: str = "heroin-trade") -> list[Profile]:
    return [Profile(code, edition, "none", scores={slug: score}) for code, score in scores.items()]


@pytest.fixture(scope="module")
def made_up() -> Rankings:
    """Make three whole editions of invented scores."""
    data = workbook({str(edition): table(edition) for edition in EDITIONS})
    return Rankings.of(read_workbook(data, "scores.xlsx").profiles)


@pytest.fixture(scope="module")
def real(real_data: Path) -> Rankings:
    path = real_data / "workbooks" / "global_oc_index_2025.xlsx"
    return Rankings.of(read_workbook(path.read_bytes(), path.name).profiles)


def ranks_of(rankings: Rankings, code: str, edition: int, slug: str) -> dict[str, Rank]:
    """Return the known ranks of a country by area."""
    return {area: rank for area in AREAS if (rank := rankings.rank(code, edition, slug, area)) is not None}


# Rankings


def test_equal_scores_share_a_rank_and_are_in_order_of_name() -> None:
    rankings = Rankings.of(scored(2021, {"UGA": 5.0, "KEN": 7.0, "BDI": 5.0, "RWA": 2.0}))
    ranking = rankings.ranking(2021, "heroin-trade")
    assert [(entry.country.code, entry.rank) for entry in ranking.ranked] == [
        ("KEN", 1), ("BDI", 2), ("UGA", 2), ("RWA", 4)
    ]  # fmt: skip
    assert [entry.to for entry in ranking.ranked] == [None, 3, 3, None]
    assert len(ranking) == 4
    assert not ranking.is_complete


def test_highest_and_lowest_leave_no_equal_out() -> None:
    rankings = Rankings.of(scored(2021, {"UGA": 5.0, "KEN": 7.0, "BDI": 5.0, "RWA": 2.0, "SSD": 2.0}))
    ranking = rankings.ranking(2021, "heroin-trade")
    assert [entry.country.code for entry in ranking.highest()] == ["KEN"]
    assert [entry.country.code for entry in ranking.highest(2)] == ["KEN", "BDI", "UGA"]
    assert [entry.country.code for entry in ranking.lowest()] == ["SSD", "RWA"]
    assert [entry.country.code for entry in ranking.lowest(3)] == ["SSD", "RWA", "UGA", "BDI"]


def test_an_average_counts_at_the_half_point_that_it_has_reached() -> None:
    rankings = Rankings.of(scored(2021, {"KEN": 5.33, "UGA": 5.0, "BDI": 5.5, "RWA": 10.0}, "criminality"))
    distribution = rankings.ranking(2021, "criminality").distribution
    assert list(distribution) == [half / 2 for half in range(2, 21)]
    assert {score: count for score, count in distribution.items() if count} == {5.0: 2, 5.5: 1, 10.0: 1}


def test_an_edition_that_is_not_there_has_an_empty_ranking() -> None:
    rankings = Rankings.of([])
    ranking = rankings.ranking(2023, "heroin-trade", "region", "Polynesia")
    assert (len(ranking), ranking.average, ranking.is_complete) == (0, None, False)
    assert (ranking.highest(), ranking.lowest(), sum(ranking.distribution.values())) == ((), (), 0)
    assert ranks_of(rankings, "KGZ", 2023, "heroin-trade") == {}
    assert rankings.rankings(2023, "heroin-trade", "region") == ()


def test_the_newest_edition_is_the_last_that_has_every_score() -> None:
    rankings = Rankings.of([*scored(2021, {"KGZ": 7.0}), *scored(2023, {"KGZ": 5.0}, "financial-crimes")])
    assert rankings.newest_edition("heroin-trade") == 2021
    assert rankings.newest_edition("heroin-trade", "financial-crimes") is None


def test_a_country_of_another_area_has_no_place_there(made_up: Rankings) -> None:
    region = made_up.ranking(2021, "heroin-trade", "region", "Polynesia")
    assert region.rank_of("KGZ") is None
    assert region.rank_of("TUV") is not None


def test_the_areas_of_the_world_are_all_there_and_whole(made_up: Rankings) -> None:
    assert len(made_up.rankings(2025, "criminality", "world")) == 1
    continents = made_up.rankings(2025, "criminality", "continent")
    assert [ranking.name for ranking in continents] == list(taxonomy().continents)
    regions = made_up.rankings(2025, "criminality", "region")
    assert {ranking.name for ranking in regions} == {region.name for region in taxonomy().regions}
    for rankings in (continents, regions):
        assert sum(len(ranking) for ranking in rankings) == 193
        assert all(ranking.is_complete for ranking in rankings)


def test_a_place_counts_only_where_every_country_of_the_area_is_scored() -> None:
    region = [country.code for country in taxonomy().countries if country.region == "Central Asia and the Caucasus"]
    rankings = Rankings.of(scored(2021, {code: 1.0 + number / 2 for number, code in enumerate(region)}))
    assert ranks_of(rankings, region[-1], 2021, "heroin-trade") == {
        "region": Rank(1, len(region), "Central Asia and the Caucasus", origin="computed")
    }


def test_means_follow_the_unrounded_averages() -> None:
    low = {indicator.slug: 1.0 for indicator in taxonomy().indicators_of(2021)}
    actors = {"foreign-actors": 1.5}  # so that actors average 1.125, published as 1.13
    alike = [Profile(code, 2021, "none", scores=low | actors | {"criminal-actors": 1.13}) for code in ("KEN", "UGA")]
    lower = Profile("RWA", 2021, "none", scores=low | {"criminal-actors": 1.0})
    assert Rankings.of([*alike, lower]).ranking(2021, "criminal-actors").average == 1.08  # of the rounded ones 1.09


def test_means_follow_a_published_average_that_its_indicators_do_not_give() -> None:
    low = {indicator.slug: 1.0 for indicator in taxonomy().indicators_of(2021)}
    rankings = Rankings.of([Profile("KEN", 2021, "none", scores=low | {"criminal-actors": 4.0})])
    assert rankings.ranking(2021, "criminal-actors").average == 4.0


# Changes


def test_a_change_is_the_later_score_less_the_earlier() -> None:
    rankings = Rankings.of(
        [*scored(2021, {"KEN": 5.0}), *scored(2023, {"KEN": 4.5}), *scored(2025, {"KEN": 6.0, "UGA": 2.0})]
    )
    assert rankings.change("KEN", 2023, "heroin-trade") == ScoreChange(-0.5, True, since=2021)
    assert rankings.change("KEN", 2025, "heroin-trade") == ScoreChange(1.5, True, since=2023)
    assert rankings.change("UGA", 2025, "heroin-trade") == ScoreChange(
        None, False, "There is no score of 2023 to compare."
    )
    assert rankings.change("UGA", 2023, "heroin-trade").value is None


def test_a_change_may_be_between_any_two_editions(made_up: Rankings) -> None:
    rankings = Rankings.of([*scored(2021, {"KEN": 5.0, "UGA": 3.0}), *scored(2025, {"KEN": 6.0, "RWA": 2.0})])
    assert rankings.change_between("KEN", 2021, 2025, "heroin-trade") == ScoreChange(1.0, True, since=2021)
    for code, missing in (("UGA", 2025), ("RWA", 2021)):
        reason = f"There is no score of {missing} to compare."
        assert rankings.change_between(code, 2021, 2025, "heroin-trade") == ScoreChange(None, False, reason)
    late = made_up.change_between("KGZ", 2021, 2025, "financial-crimes")
    assert late == ScoreChange(None, False, "Financial crimes was not scored before 2023.")
    average = made_up.change_between("KGZ", 2021, 2025, "criminality")
    assert (average.is_unlike, average.since) == (True, 2021)
    assert "made of 14 indicators in 2021" in average.reason
    assert made_up.change_between("KGZ", 2021, 2025, "resilience").is_comparable
    assert made_up.change_between("KGZ", 2025, 2021, "resilience").value is None
    with pytest.raises(NotFoundError):
        made_up.change_between("KGZ", 2019, 2025, "resilience")


def test_a_change_between_neighbours_is_the_one_that_is_published() -> None:
    earlier, later = scored(2021, {"KEN": 5.0})[0], scored(2023, {"KEN": 5.5})[0]
    latest = scored(2025, {"KEN": 6.0})[0]
    rankings = Rankings.of(
        [earlier, replace(later, changes={"heroin-trade": 1.0}), replace(latest, changes={"heroin-trade": 9.0})]
    )
    assert rankings.change_between("KEN", 2021, 2023, "heroin-trade") == rankings.change("KEN", 2023, "heroin-trade")
    assert rankings.change_between("KEN", 2021, 2023, "heroin-trade").origin == "published"
    assert rankings.change_between("KEN", 2021, 2025, "heroin-trade") == ScoreChange(1.0, True, since=2021)


def test_a_change_of_an_average_has_two_decimals() -> None:
    rankings = Rankings.of([*scored(2023, {"KEN": 4.17}, "resilience"), *scored(2025, {"KEN": 4.83}, "resilience")])
    assert rankings.change("KEN", 2025, "resilience") == ScoreChange(0.66, True, since=2023)


def test_the_first_edition_has_nothing_to_compare_with(made_up: Rankings) -> None:
    for slug in ("criminality", "heroin-trade"):
        change = made_up.change("KGZ", 2021, slug)
        assert (change.value, change.is_comparable) == (None, False)
        assert change.reason.startswith("2021 is the first edition")


def test_an_indicator_that_came_later_has_no_change(made_up: Rankings) -> None:
    change = made_up.change("KGZ", 2023, "financial-crimes")
    assert change == ScoreChange(None, False, "Financial crimes was not scored before 2023.")
    assert made_up.change("KGZ", 2025, "financial-crimes").is_comparable


def test_averages_that_gained_indicators_are_not_like_for_like(made_up: Rankings) -> None:
    for slug, counts in {
        "criminality": "14 indicators in 2021 and of 20 in 2023",
        "criminal-markets": "10 indicators in 2021 and of 15 in 2023",
        "criminal-actors": "4 indicators in 2021 and of 5 in 2023",
    }.items():
        change = made_up.change("KGZ", 2023, slug)
        assert change.value is not None
        assert not change.is_comparable
        assert counts in change.reason
        assert made_up.change("KGZ", 2025, slug).is_comparable
    assert made_up.change("KGZ", 2023, "resilience").is_comparable


# Precedence of published values


@pytest.fixture(scope="module")
def with_a_page() -> tuple[Rankings, Profile]:
    """Make the same editions, of which one country has a page with changes and ranks."""
    data = workbook({str(edition): table(edition) for edition in EDITIONS})
    profiles = {profile.id: profile for profile in read_workbook(data, "scores.xlsx").profiles}
    profiles["kgz-2023"] = page = replace(
        profiles["kgz-2023"],
        changes={"heroin-trade": 9.0, "criminality": 0.07, "cocaine-trade": None, "financial-crimes": None},
        ranks={"criminality": {"world": Rank(1, 193, change=-4)}},
    )
    return Rankings.of(profiles.values()), page


def test_what_a_page_publishes_goes_before_what_is_computed(
    made_up: Rankings, with_a_page: tuple[Rankings, Profile]
) -> None:
    rankings, page = with_a_page
    ranks, changes = rankings.ranks_of(page), rankings.changes_of(page)
    assert ranks["criminality"]["world"] == Rank(1, 193, change=-4, origin="published")
    assert ranks["criminality"]["region"] == ranks_of(made_up, "KGZ", 2023, "criminality")["region"]
    assert ranks["heroin-trade"] == ranks_of(made_up, "KGZ", 2023, "heroin-trade")
    assert changes["heroin-trade"] == ScoreChange(9.0, True, since=2021, origin="published")
    assert (changes["criminality"].value, changes["criminality"].is_comparable) == (0.07, False)
    assert changes["prevention"] == made_up.change("KGZ", 2023, "prevention")


def test_a_published_rank_without_a_change_has_that_since_the_rank_before_whatever_holds_it(real: Rankings) -> None:
    def changed(page: Mapping[str, Rank], before: Mapping[str, Rank], slug: str = "resilience") -> Rank | None:
        ranks = {"afg-2025": {slug: page}, "afg-2023": {slug: before}}
        return replace(real, ranks=ranks).rank("AFG", 2025, slug, "world")

    computed = real.rank("AFG", 2023, "resilience", "world")
    assert computed is not None and computed.to is None
    page = Rank(192, 193)
    expected = replace(page, change=computed.rank - 192, change_origin="computed")
    assert changed({"world": page}, {}) == expected
    assert changed({"world": page}, {"world": Rank(190, 193)}) == replace(expected, change=-2)
    printed = replace(page, change=5)
    assert changed({"world": printed}, {}) == printed
    assert replace(real, ranks={"afg-2023": {"criminality": {"world": Rank(7, 193)}}}).rank(
        "AFG", 2023, "criminality", "world"
    ) == Rank(7, 193)  # not comparable with 2021
    tied = real.rank("UZB", 2023, "criminality", "world")
    assert tied is not None and tied.to
    after_tie = replace(real, ranks={"uzb-2025": {"criminality": {"world": Rank(100, 193)}}})
    assert after_tie.rank("UZB", 2025, "criminality", "world") == Rank(100, 193)


def test_a_change_that_a_page_does_not_give_is_computed_where_both_editions_have_the_score(
    made_up: Rankings, with_a_page: tuple[Rankings, Profile]
) -> None:
    rankings, _ = with_a_page
    assert rankings.change("KGZ", 2023, "cocaine-trade") == made_up.change("KGZ", 2023, "cocaine-trade")
    assert rankings.change("KGZ", 2023, "cocaine-trade").origin == "computed"
    assert rankings.change("KGZ", 2023, "financial-crimes").value is None


def test_a_page_of_the_first_edition_has_no_change_whatever_it_prints() -> None:
    page = Profile("KGZ", 2021, "none", scores={"heroin-trade": 7.0}, changes={"heroin-trade": 0.5})
    assert Rankings.of([page]).change("KGZ", 2021, "heroin-trade").value is None


def test_a_score_that_a_page_corrects_is_ranked_as_the_page_says(made_up: Rankings) -> None:
    profiles = [Profile(code, 2021, "none", scores={"heroin-trade": score}) for code, score in
                made_up.scores[2021]["heroin-trade"].items()]  # fmt: skip
    corrected = [
        replace(profile, scores={"heroin-trade": 10.0}) if profile.code == "KGZ" else profile for profile in profiles
    ]
    assert ranks_of(Rankings.of(corrected), "KGZ", 2021, "heroin-trade")["world"].rank == 1


# Real scores


@pytest.mark.parametrize(
    ("slug", "world", "continent", "region"),
    [("criminality", (72, 193), (23, 46), (2, 8)), ("resilience", (125, 193), (24, 46), (4, 8))],
)
def test_the_ranks_of_kyrgyzstan_2021_are_those_of_its_page(
    real: Rankings, slug: str, world: tuple[int, int], continent: tuple[int, int], region: tuple[int, int]
) -> None:
    ranks = ranks_of(real, "KGZ", 2021, slug)
    assert [(ranks[area].rank, ranks[area].of) for area in AREAS] == [world, continent, region]
    digest = Library.open(Home(Path("/nowhere"))).profile("kgz-2021")
    for area, rank in digest.ranks[slug].items():
        assert (rank.of, rank.name, rank.origin) == (ranks[area].of, ranks[area].name, "published")
        assert ranks[area].includes(rank.rank)


def test_countries_that_tie_have_a_span_of_ranks(real: Rankings) -> None:
    world = real.rank("UZB", 2023, "criminality", "world")
    assert world == Rank(98, 193, to=101, origin="computed", tied_with=("Bahrain", "Bolivia", "Sierra Leone"))
    assert world.includes(100)  # which is published
    continent = real.rank("UZB", 2023, "criminality", "continent")
    assert continent is not None
    assert (continent.rank, continent.to, continent.name) == (27, 28, "Asia")
    for slug in ("criminality", "resilience", "cocaine-trade"):  # each rank is of one country
        ranks = [real.rank(country.code, 2025, slug, "world") for country in taxonomy().countries]
        spans = Counter((rank.rank, rank.to or rank.rank) for rank in ranks if rank)
        assert all(last - first + 1 == count for (first, last), count in spans.items())
        assert sum(spans.values()) == 193


def test_the_change_of_a_computed_rank_is_known_where_neither_rank_is_a_tie_and_both_are_comparable(
    real: Rankings,
) -> None:
    for slug, edition, earlier in (("criminality", 2025, 2023), ("resilience", 2023, 2021)):
        ranks = {country.code: real.rank(country.code, edition, slug, "world") for country in taxonomy().countries}
        assert any(rank and rank.change for rank in ranks.values())
        for code, rank in ranks.items():
            before = real.rank(code, earlier, slug, "world")
            assert rank is not None and before is not None
            assert rank.change == (None if rank.to or before.to else before.rank - rank.rank)
    assert all(
        rank.change is None
        for country in taxonomy().countries
        if (rank := real.rank(country.code, 2023, "criminality", "world"))
    )


def test_a_library_with_the_workbook_ranks_its_bundled_digest(real_data: Path, tmp_path: Path) -> None:
    home = Home(tmp_path)
    import_sources(home, [real_data / "workbooks" / "global_oc_index_2021_sheet.xlsx"])
    library = Library.open(home)
    profile = library.profile("kgz-2021")
    assert profile.text_kind == "digest"
    assert library.rankings is library.rankings
    ranks = library.rankings.ranks_of(profile)
    assert ranks["criminality"]["world"] == Rank(72, 193)
    assert ranks["heroin-trade"]["world"].origin == "computed"
    assert len(ranks) == 30
    assert all(list(areas) == list(AREAS) for areas in ranks.values())


def test_an_index_knows_the_rankings_of_all_its_profiles(real_data: Path, tmp_path: Path) -> None:
    home = Home(tmp_path)
    import_sources(home, [real_data / "workbooks" / "global_oc_index_2025.xlsx"])
    engine = open_engine(home)
    rebuild(home, engine)
    library = Library.open(home)
    assert engine.scores() == {profile.id: PublishedScores.of(profile) for profile in library.profiles()}
    assert Library.open(home, engine.scores).rankings == library.rankings
    engine.close()


def _sheet(real_data: Path, edition: int) -> dict[str, dict[str, Fraction]]:
    """Read the cells of a sheet by country and heading, and compute the unrounded averages of its indicators."""
    book = CalamineWorkbook.from_path(real_data / "workbooks" / "global_oc_index_2025.xlsx")
    headings, *rows = book.get_sheet_by_name(f"{edition}_dataset").to_python()
    starts = [
        n for n, heading in enumerate(headings) if str(heading).startswith(("Criminal ma", "Criminal a", "Resil"))
    ]
    cells: dict[str, dict[str, Fraction]] = {}
    for row in rows:
        country = cells[str(row[2])] = {str(headings[n]): Fraction(str(row[n])) for n in range(3, len(row))}
        for start, end in zip(starts, [*starts[1:], len(row)], strict=True):
            group = [Fraction(str(cell)) for cell in row[start + 1 : end]]
            country[str(headings[start])] = sum(group, Fraction()) / len(group)
        markets, actors = (country[str(headings[start])] for start in starts[:2])
        country[str(headings[3])] = (markets + actors) / 2
    return cells


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_rank_and_mean_recomputed_from_the_sheet_is_ours(real: Rankings, real_data: Path, edition: int) -> None:
    sheet = _sheet(real_data, edition)
    countries = {name: taxonomy().find_country(name) for name in sheet}
    checked = 0
    for heading in next(iter(sheet.values())):
        indicator = taxonomy().find_indicator(heading)
        assert indicator is not None
        for area, attribute in (("world", None), ("continent", "continent"), ("region", "region")):
            groups: dict[str, dict[str, Fraction]] = {}
            for name, country in countries.items():
                groups.setdefault(getattr(country, attribute) if attribute else "", {})[name] = sheet[name][heading]
            for group, scores in groups.items():
                ranking = real.ranking(edition, indicator.slug, area, group)
                mean = sum(scores.values(), Fraction()) / len(scores)
                assert ranking.average is not None
                assert abs(Fraction(str(ranking.average)) - mean) <= Fraction(5, 1000), (heading, group)
                assert sum(ranking.distribution.values()) == len(scores)
                counts = Counter(scores.values())
                for name, score in scores.items():
                    higher = sum(count for other, count in counts.items() if other > score)
                    rank = ranks_of(real, countries[name].code, edition, indicator.slug)[area]
                    assert (rank.rank, rank.of, rank.name) == (1 + higher, len(scores), group), (name, heading, area)
                    assert (rank.to or rank.rank) == higher + counts[score], (name, heading, area)
                    checked += 1
    assert checked == 193 * 3 * (30 if edition == 2021 else 36)


def test_every_change_recomputed_from_the_published_scores_is_ours(real: Rankings) -> None:
    for earlier, later in ((2021, 2023), (2023, 2025)):
        for slug, scores in real.scores[later].items():
            for code, score in scores.items():
                before = real.scores[earlier].get(slug, {}).get(code)
                expected = None if before is None else rounded(float(Fraction(str(score)) - Fraction(str(before))))
                assert real.change(code, later, slug).value == expected


def test_means_of_the_world_are_not_those_of_rounded_averages(real: Rankings) -> None:
    means = {edition: real.ranking(edition, "criminality").average for edition in EDITIONS}
    assert means == {2021: 4.87, 2023: 5.03, 2025: 5.08}
    ranking = real.ranking(2023, "resilience")
    assert ranking.average == 4.81
    assert rounded(sum(entry.score for entry in ranking.ranked) / 193) == 4.82
