"""The request of the country table is read from an address and written back to it."""

import pytest

from explorer.core.errors import QueryError
from explorer.model.areas import Area
from explorer.model.profiles import Profile
from explorer.model.rankings import Rankings
from explorer.search.request import SearchRequest
from explorer.search.table.table_request import TableRequest, table_args


@pytest.fixture(scope="module")
def rankings(small_corpus: list[Profile]) -> Rankings:
    return Rankings.of(small_corpus)


def read(rankings: Rankings, *pairs: tuple[str, str]) -> TableRequest:
    return TableRequest.from_args(pairs, rankings)


def test_it_is_read_from_what_it_writes(rankings: Rankings) -> None:
    for pairs in (
        (),
        (("edition", "all"), ("area", "Asia")),
        (("q", "cocaine-trade:>=7 resilience:<4"), ("sort", "-resilience")),
        (("where", "rank.resilience:<=10"), ("where", "change-2021.criminality:>0"), ("edition", "2025")),
        (("find", "heroin"), ("scope", "related"), ("columns", "all,change.all-resilience"), ("edition", "2025")),
    ):
        request = read(rankings, *pairs)
        written = [(name, str(value)) for name, value in request.to_args() if value]
        assert read(rankings, *written) == request
        assert {name for name, value in pairs} <= {name for name, _ in written} | {"scope"}


def test_without_an_edition_it_is_the_newest_with_scores_or_that_of_the_query(rankings: Rankings) -> None:
    assert read(rankings).edition == 2023
    assert read(Rankings({}, {})).edition == 2025
    assert read(rankings, ("q", "resilience:<4 edition:2021")).edition == 2021
    assert read(rankings, ("q", "resilience:<4 edition:>=2021")).edition is None
    assert read(rankings, ("q", "resilience:<4 -edition:2021")).edition is None
    assert read(rankings, ("edition", "ALL")).edition is None


def test_half_a_region_is_that_region(rankings: Rankings) -> None:
    assert read(rankings, ("area", "Central Asia")).area == Area("region", "Central Asia and the Caucasus")


def test_without_columns_it_has_those_of_the_conditions_and_averages(rankings: Rankings) -> None:
    def columns(*pairs: tuple[str, str]) -> list[str]:
        return [column.name for column in read(rankings, *pairs).columns]

    assert columns() == ["criminality", "criminal-markets", "criminal-actors", "resilience"]
    assert columns(("q", "cocaine-trade:>=7 change.resilience:<0"), ("where", "rank.heroin-trade:1-5")) == [
        *("rank.heroin-trade", "cocaine-trade", "change.resilience", "criminality", "resilience")
    ]
    assert columns(("find", "heroin")) == ["passages", "criminality", "resilience"]
    assert columns(("find", "heroin"), ("columns", "resilience")) == ["resilience", "passages"]
    assert columns(("columns", "resilience"), ("columns", "criminality,resilience")) == ["resilience", "criminality"]


def test_it_is_sorted_by_its_first_column_unless_another_is_asked_for(rankings: Rankings) -> None:
    assert read(rankings).order == ("criminality", True)
    assert read(rankings, ("sort", "criminality")).sort == ""
    assert read(rankings, ("sort", "-criminality")).order == ("criminality", False)
    assert read(rankings, ("sort", "country")).order == ("country", False)
    assert read(rankings, ("columns", "rank.resilience")).order == ("rank.resilience", False)


def test_what_was_asked_is_taken_back_part_by_part(rankings: Rankings) -> None:
    request = read(
        rankings,
        ("q", "cocaine-trade:>=7 resilience:<4"),
        ("where", "passages:>0"),
        ("find", "heroin"),
        ("columns", "passages,all-criminal-actors"),
        ("sort", "passages"),
    )
    assert request.without_part(request.query.parts[0]).query.text == "resilience:<4"
    assert request.without_condition(request.where[0]).where == ()
    plain = request.without_search()
    assert (plain.find, plain.where, plain.choices, plain.sort) == ("", (), ("all-criminal-actors",), "")
    fewer = request.without_column(request.columns[1])
    assert [column.name for column in fewer.columns] == [
        column.name for column in request.columns if column.name != "criminal-actors"
    ]


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ([("edition", "2024")], "There is no edition '2024'"),
        ([("area", "Azia")], "There is no continent or region 'Azia'"),
        ([("columnz", "all")], "There is no parameter 'columnz'. Did you mean columns?"),
        ([("columns", "passages")], "say which with find"),
        ([("where", "passages:>0")], "say which with find"),
        ([("sort", "heroin-trade")], "no column 'heroin-trade' to be sorted by"),
        ([("sort", "criminalty")], "Did you mean criminality"),
        ([("scope", "all")], "There is no scope 'all'"),
        ([("q", "resilience:<4"), ("q", "resilience:<5")], "twice"),
        ([("find", "x" * 1001)], "at most 1,000 are searched"),
        ([("find", '"')], "has no word whose passages could be counted: say which, as in find=hawala."),
        ([("find", "AND")], "'AND' has no word whose passages could be counted"),
        ([("find", "series:enact heroin")], "of the Global Organized Crime Index alone"),
        ([("columns", "all,change.all,rank.all")], "At most 80 columns"),
    ],
)
def test_what_cannot_be_answered_is_refused(rankings: Rankings, pairs: list[tuple[str, str]], message: str) -> None:
    with pytest.raises(QueryError) as refused:
        read(rankings, *pairs)
    assert message in str(refused.value)


def test_two_hundred_conditions_are_refused(rankings: Rankings) -> None:
    with pytest.raises(QueryError, match="At most 50 conditions can be combined; the request has 200"):
        read(rankings, *(("where", f"resilience:>{number / 100}") for number in range(200)))


def test_a_search_of_conditions_has_the_same_table() -> None:
    def args(text: str, **filters: str) -> list[tuple[str, str]] | None:
        return table_args(SearchRequest.make(text, filters.items()))

    assert args("cocaine-trade:>=7 resilience:<4") == [
        ("edition", "all"),
        ("q", "cocaine-trade:>=7 resilience:<4"),
    ]
    assert args("resilience:<4 edition:2023") == [("edition", "2023"), ("q", "resilience:<4")]
    assert args("resilience:<4", edition="2021", country="Kenya", section="drugs") == [
        ("edition", "2021"),
        ("q", "resilience:<4 country:KEN"),
    ]
    assert args("(resilience:<4 section:drugs)") == [("edition", "all"), ("q", "resilience:<4")]
    assert args("heroin resilience:<4") is None
    assert args("resilience:<4 series:enact") is None
    assert args("resilience:<4 OR edition:2019") is None
    assert args("resilience:<4", series="enact") is None


def test_it_knows_a_search_of_filters_alone(rankings: Rankings) -> None:
    assert not read(rankings, ("find", "country:KGZ section:drugs")).finds_words
    assert read(rankings, ("find", "country:KGZ border")).finds_words
    assert read(rankings, ("find", '"AND"')).finds_words
