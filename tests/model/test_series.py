"""The series of indexes, and the file that lists them."""

from pathlib import Path

import pytest

from explorer.core import paths
from explorer.core.errors import CorpusError, NotFoundError, VocabularyError
from explorer.model.comparability import comparability, compared_edition
from explorer.model.profiles import Profile, parse_reference
from explorer.model.published_scores import areas_of_all
from explorer.model.rankings import Rankings
from explorer.model.ranks import Rank
from explorer.model.series import all_series, editions_of_all, find_series, read_series
from explorer.model.taxonomy import EDITIONS, taxonomy

ENACT = find_series("enact")


def test_the_index_is_the_first_series_with_all_countries_and_editions() -> None:
    index, *others = all_series().values()
    assert (index.slug, index.editions, len(index.countries)) == ("index", EDITIONS, 193)
    assert [series.slug for series in others] == ["enact"]
    assert editions_of_all() == (2019, 2021, 2023, 2025)


def test_a_series_has_editions_and_countries_of_its_own() -> None:
    assert (ENACT.editions, len(ENACT.countries)) == ((2019, 2021, 2023), 54)
    assert "LSO" in ENACT and "KGZ" not in ENACT
    assert [ENACT.previous(edition) for edition in ENACT.editions] == [None, 2019, 2021]
    assert [len(ENACT.indicators_of(edition)) for edition in ENACT.editions] == [26, 26, 32]
    assert ENACT.indicators_of(2019, "criminal-markets") == taxonomy().indicators_of(2021, "criminal-markets")
    assert (ENACT.first_edition("heroin-trade"), ENACT.first_edition("financial-crimes")) == (2019, 2023)


def test_names_of_editions_and_profiles() -> None:
    assert Profile("LSO", 2021, "none").name == "Lesotho 2021"
    assert Profile("LSO", 2019, "none", series="enact").name == "Lesotho, ENACT Africa index 2019"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"edition": 2025}, r"There is no edition 2025 of the ENACT Africa index\. Choose one of 2019, 2021, 2023"),
        ({"code": "KGZ"}, "Kyrgyzstan is not one of the 54 countries of Africa that the ENACT Africa index scores"),
        ({"scores": {"financial-crimes": 5.0}}, "enact-lso-2021: financial-crimes was not scored before 2023"),
        ({"ranks": {"criminality": {"world": Rank(1, 193)}}}, "the ENACT Africa index ranks no country in the world"),
    ],
)
def test_a_profile_has_only_what_its_series_has(values: dict[str, object], message: str) -> None:
    known: dict[str, object] = {"code": "LSO", "edition": 2021, "text_kind": "none", "series": "enact"}
    with pytest.raises(CorpusError, match=message):
        Profile(**known | values)  # type: ignore[arg-type]


def test_an_id_names_the_series() -> None:
    reference = parse_reference("enact-lso-2019/drugs/1")
    assert (reference.kind, reference.series, reference.code, reference.edition) == ("profile", "enact", "LSO", 2019)
    assert parse_reference("lso-2021").series == "index"
    assert (parse_reference("the-war-2019").kind, parse_reference("the-war-2019").series) == ("chapter", None)
    for id in ("enact-lso-2025", "enact-kgz-2021", "lso-2019"):
        with pytest.raises(NotFoundError):
            parse_reference(id)


def test_scores_are_compared_with_the_edition_of_the_series_before() -> None:
    assert comparability("heroin-trade", 2019, "enact").startswith("2019 is the first edition of the ENACT Africa")
    assert (comparability("heroin-trade", 2021, "enact"), compared_edition("heroin-trade", 2021, "enact")) == ("", 2019)
    assert comparability("heroin-trade", 2021).startswith("2021 is the first edition of the Index")
    assert comparability("criminal-markets", 2021, "enact") == ""
    assert "of 10 indicators in 2021 and of 15 in 2023" in comparability("criminal-markets", 2023, "enact")
    with pytest.raises(NotFoundError, match="no edition 2025 of the ENACT"):
        comparability("heroin-trade", 2025, "enact")


def test_scores_of_two_series_are_never_ranked_together() -> None:
    assert set(areas_of_all("enact")) == {("continent", "Africa")}
    scores = {country.code: 2.0 + number % 5 for number, country in enumerate(ENACT.countries)}
    profiles = [
        *(Profile(code, 2021, "none", scores={"criminality": score}, series="enact") for code, score in scores.items()),
        *(Profile(code, 2019, "none", scores={"criminality": 1.5}, series="enact") for code in scores),
        *(Profile(country.code, 2021, "none", scores={"criminality": 9.0}) for country in taxonomy().countries),
    ]
    enact, index = Rankings.of(profiles, "enact"), Rankings.of(profiles)
    assert (enact.score("LSO", 2021, "criminality"), index.score("LSO", 2021, "criminality")) == (scores["LSO"], 9.0)
    rank = enact.rank("LSO", 2021, "criminality", "continent")
    assert rank and (rank.of, rank.name, rank.origin) == (54, "Africa", "computed")
    assert rank.rank == 1 + sum(score > scores["LSO"] for score in scores.values())
    assert enact.rank("LSO", 2021, "criminality", "world") is None
    assert enact.rank("LSO", 2021, "criminality", "region") is None
    change = enact.change("LSO", 2021, "criminality")
    assert (change.value, change.since, change.is_comparable) == (scores["LSO"] - 1.5, 2019, True)
    assert index.change("LSO", 2021, "criminality").value is None
    assert index.ranking(2019, "criminality").average is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('slug = "index"', 'slug = "main"', "the first series is the Index itself"),
        ('slug = "enact"', 'slug = "En Act"', "is not a slug of one lower-case word"),
        ('continents = ["Africa"]', 'continents = ["Afrika"]', "there is no continent 'Afrika'"),
        ('series = "enact"\nyear = 2019', 'series = "enakt"\nyear = 2019', "no series 'enakt'. Did you mean enact"),
        ('series = "enact"\nyear = 2019', 'series = "index"\nyear = 2019', r"the editions of the Index are in"),
        ("year = 2019", "year = 2021", "2021 is not a year, or occurs twice"),
        ("scored_as = 2023", "scored_as = 2022", "scored_as must be one of"),
        ('indicator = "trade-in', 'indicator = "tradein', "there is no indicator 'tradein"),
        ('name = "ENACT Africa index"\n', "", "lacks the key 'name'"),
    ],
)
def test_a_mistake_is_reported_with_file_and_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = (paths.content("index") / "series.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "series.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(VocabularyError, match=rf"series\.toml:\d+: .*{message}"):
        read_series(tmp_path)


def test_a_series_without_an_edition_is_a_mistake(tmp_path: Path) -> None:
    text = (paths.content("index") / "series.toml").read_text(encoding="utf-8").partition("\n[[edition]]")[0]
    (tmp_path / "series.toml").write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"there is no \[\[edition\]\] of 'enact'"):
        read_series(tmp_path)


def test_an_edition_that_another_series_has_is_said_to_be_of_it() -> None:
    index = find_series("index")
    assert index.no_edition(2019) == (
        "There is no edition 2019 of the Index. Choose one of 2021, 2023, 2025. The ENACT Africa index has one."
    )
    assert index.no_edition("'2019'").endswith("The ENACT Africa index has one.")
    assert ENACT.no_edition(2025).endswith("Choose one of 2019, 2021, 2023. The Index has one.")
    assert ENACT.no_edition(2022).endswith("Choose one of 2019, 2021, 2023.")
    assert ENACT.check_edition(2019) == 2019
