"""A query of the country table is that of a search, in parts that can be left out."""

import pytest

from explorer.core.errors import QueryError
from explorer.search.query.parser import parse_query
from explorer.search.table.query_parts import ProfileQuery, written

QUERIES = (
    "cocaine-trade:>=7 resilience:<4",
    "cocaine-trade:>=7 OR resilience:<=4",
    "(heroin-trade:>7 OR cocaine-trade:9) -country:Kenya",
    "NOT (resilience:>5 AND region:Caribbean)",
    "change.resilience:<0 edition:>=2023",
    "criminality:5-7 -(continent:Africa OR continent:Asia)",
    "resilience:[3 TO 4} heroin-trade:>3 <5",
    "change.criminality:[* TO *]",
    'region:"Central Asia and the Caucasus" kind:profile',
)


@pytest.mark.parametrize("text", QUERIES)
def test_a_part_that_is_written_is_read_as_the_same(text: str) -> None:
    root = parse_query(text).root
    again = parse_query(" ".join(map(written, root.parts))).root
    assert again.parts == root.parts or str(again) == str(root).replace("from 5 to 7", "at least 5 and at most 7")


def test_every_part_is_said_and_left_out() -> None:
    query = ProfileQuery.read("cocaine-trade:>=7 (resilience:<4 OR heroin-trade:>8) country:Haiti")
    assert [part.description for part in query.parts] == [
        "Cocaine trade is at least 7",
        "Resilience is below 4 or Heroin trade is above 8",
        "In Haiti",
    ]
    assert query.without(query.parts[1]) == "cocaine-trade:>=7 country:HTI"
    assert [condition.name for condition in query.conditions] == ["cocaine-trade", "resilience", "heroin-trade"]


def test_names_beside_conditions_are_filters() -> None:
    query = ProfileQuery.read("heroin-trade:>=7 Central Asia 2021")
    assert [part.text for part in query.parts] == [
        "heroin-trade:>=7",
        "edition:2021",
        'region:"Central Asia and the Caucasus"',
    ]
    assert query.editions == (2021,)
    assert ProfileQuery.read("Kenya").text == 'country:"KEN"'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("cocaine resilience:<4", "“cocaine” is neither a condition on a score nor a filter"),
        ('"border guards"', "“border guards” is neither"),
        ("traffick* resilience:<4", "“words that start with “traffick”” is neither"),
        ("herion-trade:>=7", "There is no field “herion-trade”. Did you mean heroin-trade"),
        ("country:Kenia", "'Kenia' is not one of the 193 countries of the Index. Did you mean Kenya?"),
        ("resilience:low", "A score is compared with a number, as in resilience:>=7"),
        ("edition:2030 resilience:<4", "No edition is 2030. Editions are 2021, 2023 and 2025."),
        ("edition:2022", "No edition is 2022. Editions are 2021, 2023 and 2025."),
        ("change-2021.heroin-trade:>=1", "by the form, or as where=change-2021.heroin-trade:>=1."),
        ("resilience:<4 AND rank.resilience:[1 TO 9]", "by the form, or as where=rank.resilience:[1 TO 9]."),
        ("(passages > 0 OR resilience:<4)", "by the form, or as where=passages:> 0."),
        ("change-2020.resilience:>2", "There is no edition '2020'. Choose one of 2021, 2023, 2025."),
        ("rank.resiliense:<4", "There is no column 'rank.resiliense'. Did you mean"),
        ("resilience:>=99999999", "A number has too many digits: at most four are read before the decimal point"),
        ("resilience:<4 or heroin-trade:>7", "“or” is a word; the operator between conditions is in capitals, OR."),
        ("edition:2019 resilience:<4", "There is no edition 2019 of the Index. Choose one of 2021, 2023, 2025."),
        ("section:drugs resilience:<4", "“section:” is about passages"),
        ("NOT about:heroin-trade", "“about:” is about passages"),
        ("series:enact resilience:<4", "of the Global Organized Crime Index alone"),
        ("x" * 1001, "at most 1,000 are searched"),
    ],
)
def test_what_is_about_text_or_another_series_is_refused(text: str, message: str) -> None:
    with pytest.raises(QueryError) as refused:
        ProfileQuery.read(text)
    assert message in str(refused.value)
    assert "searched as" not in str(refused.value)


def test_another_series_may_be_excluded() -> None:
    assert ProfileQuery.read("-series:enact resilience:<4").parts
