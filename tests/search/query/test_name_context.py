"""The words of a plain query, and what around a name decides whether it is meant."""

import pytest

from explorer.search.query.name_context import is_excluded, query_words, year_ranges


def test_an_abbreviation_with_points_is_of_the_compound_that_it_starts() -> None:
    words = list(query_words("U.S.-backed gangs, U.S. ports"))
    assert [word.key for word in words] == ["u", "s", "backed", "gangs", "u", "s", "ports"]
    assert [word.compound for word in words] == [0, 0, 0, 1, 2, 2, 3]


def test_the_owner_of_something_is_known_without_its_s() -> None:
    assert [word.owner for word in query_words("Hungary's gangs")] == ["hungary", "gangs"]


@pytest.mark.parametrize(
    ("query", "number", "excluded"),
    [
        *(("not in the Gambia", 2, True), ("other than Gambia", 2, True), ("Gambia is excluded", 0, True)),
        *(("not guns in Gambia", 3, False), ("Gambia excluded minorities", 0, False), ("Gambia", 0, False)),
    ],
)
def test_a_name_is_excluded_by_the_words_beside_it(query: str, number: int, excluded: bool) -> None:
    assert is_excluded(query, list(query_words(query)), number, size=1) is excluded


def test_a_range_of_years_has_the_editions_between_or_is_of_dates() -> None:
    (years,) = year_ranges("drugs between 2021 and 2025")
    assert (years.start, years.end, years.editions) == (6, 27, ("2021", "2023", "2025"))
    (dates,) = year_ranges("drugs 2019 to 2023")
    assert dates.editions == ()
    assert year_ranges("drugs 2021 and 2025") == year_ranges("12-2021-2023") == []
