"""Searches in a corpus of two series, whose scores are never mixed."""

from collections.abc import Iterator

import pytest

from explorer.core.errors import QueryError
from explorer.corpus.home import Home
from explorer.engines.open import open_engine
from explorer.search.engine import Engine
from explorer.search.query.nodes import All, Condition, Filter, Not
from explorer.search.query.parser import parse_query
from explorer.search.request import SearchRequest
from explorer.search.results import SearchPage
from explorer.search.scored_series import scored_series, with_series
from explorer.search.views.grouping import grouped
from tests.factories import index


@pytest.fixture(scope="module")
def engine(both_home: Home) -> Iterator[Engine]:
    opened = open_engine(both_home)
    yield opened
    opened.close()


def search(engine: Engine, text: str, *filters: tuple[str, str], sort: str = "relevance") -> SearchPage:
    return engine.search(SearchRequest.make(text, filters, sort=sort, limit=100, scope="words"))


def ids(page: SearchPage) -> list[str]:
    return sorted(hit.id for hit in page.hits)


INDEX_IDS = ["lso-2021/drugs/1", "lso-2023/drugs/1"]
ENACT_IDS = ["enact-lso-2019/drugs/1", "enact-lso-2021/drugs/1", "ponies-and-passes/routes/1"]


@pytest.mark.parametrize(
    ("text", "filters", "series"),
    [
        ("heroin", (), ("index",)),
        ("heroin series:enact", (), ("enact",)),
        ("heroin", (("series", "enact"),), ("enact",)),
        ("series:enact OR series:index", (), ("index", "enact")),
        ("-series:index", (), ("enact",)),
        ("-series:enact", (), ("index",)),
    ],
)
def test_scores_are_of_the_index_unless_another_series_is_asked_for(
    text: str, filters: tuple[tuple[str, str], ...], series: tuple[str, ...]
) -> None:
    assert scored_series(parse_query(text).root, SearchRequest.make(text, filters)) == series
    condition = Condition("heroin-trade", False, 700, None, "at least 7")
    known = with_series(All((condition, Not(condition), Filter("edition", ("2021",)))), series)
    assert isinstance(known, All) and isinstance(known.parts[0], Condition)
    assert known.parts[0].series == series
    assert known.parts[1] == Not(known.parts[0])


def test_both_series_are_searched_and_each_hit_says_its_own(engine: Engine) -> None:
    page = search(engine, "dagga")
    assert ids(page) == sorted([*INDEX_IDS, *ENACT_IDS, "rivers/fords/1"])
    named = {hit.id: (hit.series, hit.name) for hit in page.hits}
    assert named["enact-lso-2019/drugs/1"] == ("enact", "Lesotho, ENACT Africa index 2019")
    assert named["lso-2021/drugs/1"] == ("index", "Lesotho 2021")
    assert named["ponies-and-passes/routes/1"] == ("enact", "Ponies and passes")
    assert named["rivers/fords/1"] == (None, "Rivers")
    assert {value.value: value.count for value in page.facets["series"]} == {"enact": 3, "index": 2}
    assert {value.value: value.count for value in page.facets["edition"]} == {"2019": 1, "2021": 3, "2023": 1}


def test_the_filter_and_the_field_choose_a_series(engine: Engine) -> None:
    for page in (search(engine, "dagga", ("series", "enact")), search(engine, "dagga series:enact")):
        assert ids(page) == sorted(ENACT_IDS)
    assert ids(search(engine, "dagga series:index")) == INDEX_IDS
    assert ids(search(engine, 'dagga series:"ENACT Africa index" edition:2019')) == ENACT_IDS[:1]
    assert ids(search(engine, "dagga -series:enact")) == [*INDEX_IDS, "rivers/fords/1"]
    assert "in the ENACT Africa index" in search(engine, "dagga series:enact").read_as
    with pytest.raises(QueryError, match=r"There is no series 'africa'\. Choose one of index, enact"):
        SearchRequest.make(filters=[("series", "africa")])


def test_a_condition_is_on_the_scores_of_the_index_alone(engine: Engine) -> None:
    assert ids(search(engine, "dagga heroin-trade:>=3")) == INDEX_IDS
    assert ids(search(engine, "dagga heroin-trade:>=3 series:enact")) == ENACT_IDS[:2]
    assert ids(search(engine, "dagga heroin-trade:>=7", ("series", "enact"))) == ["enact-lso-2021/drugs/1"]
    profiles = search(engine, "heroin-trade:>=3").profiles
    assert profiles and {profile.series for profile in profiles.items} == {"index"}
    profiles = search(engine, "heroin-trade:>=7 series:enact").profiles
    assert profiles and [profile.id for profile in profiles.items] == ["enact-lso-2021"]
    assert profiles.items[0].name == "Lesotho, ENACT Africa index 2021"
    profiles = search(engine, "-heroin-trade:>=7").profiles
    assert profiles and {profile.series for profile in profiles.items} == {"index"}


def test_a_change_is_since_the_edition_of_the_series_before(engine: Engine) -> None:
    page = search(engine, "dagga change.heroin-trade:>=1 series:enact")
    (hit,) = page.hits
    assert (hit.id, hit.scores["change.heroin-trade"]) == ("enact-lso-2021/drugs/1", 1.5)
    change = hit.changed_scores["heroin-trade"].change
    assert (change.since, change.is_comparable, change.origin) == (2019, True, "computed")
    (hit,) = search(engine, "dagga change.heroin-trade:>0").hits
    assert (hit.id, hit.changed_scores["heroin-trade"].change.since) == ("lso-2023/drugs/1", 2021)


def test_an_order_by_score_is_by_those_of_one_series(engine: Engine) -> None:
    page = search(engine, "dagga", sort="heroin-trade")
    assert [hit.id for hit in page.hits[:2]] == ["lso-2023/drugs/1", "lso-2021/drugs/1"]
    assert [hit.scores["heroin-trade"] for hit in page.hits] == [3.5, 3.0, None, None, None, None]
    page = search(engine, "dagga series:enact", sort="heroin-trade")
    assert [hit.scores["heroin-trade"] for hit in page.hits] == [7.5, 6.0, None]


def test_a_group_of_a_profile_has_the_hits_of_its_series(engine: Engine) -> None:
    passages = engine.passages(SearchRequest.make("dagga", scope="words")).passages
    groups = {group.value: group for group in grouped(passages, "profile")}
    assert groups["enact-lso-2021"].label == "Lesotho, ENACT Africa index 2021"
    for value in ("enact-lso-2021", "lso-2021"):
        narrowed = engine.search(SearchRequest.make("dagga", groups[value].filters, scope="words"))
        assert narrowed.total == groups[value].count == 1


def test_the_facet_is_there_only_where_there_are_several_series(engine: Engine, index_engine: Engine) -> None:
    assert "series" in search(engine, "heroin").facets
    page = search(index_engine, "heroin")
    assert page.total and "series" not in page.facets
    assert "series" in search(index_engine, "heroin", ("series", "index")).facets


@pytest.fixture(scope="module")
def index_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    opened = open_engine(index(Home(tmp_path_factory.mktemp("one"))))
    yield opened
    opened.close()
