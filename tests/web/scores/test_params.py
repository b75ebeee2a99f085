"""What the addresses of score pages ask for."""

import pytest

from explorer.core.errors import QueryError
from explorer.model.rankings import Rankings
from explorer.model.taxonomy import taxonomy
from explorer.web.scores.params import (
    Area,
    given,
    like_for_like,
    missing,
    read_edition,
    read_indicator,
    read_score,
)


def test_empty_values_count_as_absent_and_unknown_names_are_refused() -> None:
    assert given([("area", ""), ("edition", "2021")], ("area", "edition")) == {"edition": "2021"}
    with pytest.raises(QueryError, match="Did you mean edition"):
        given([("editon", "2021")], ("area", "edition"))


def test_an_area_is_the_world_a_continent_or_a_region() -> None:
    assert Area.read("") == Area.read("World") == Area("world")
    assert Area.read("asia") == Area("continent", "Asia")
    assert Area.read("Central Asia and the Caucasus") == Area("region", "Central Asia and the Caucasus")
    assert [len(Area.read(name).countries) for name in ("", "Asia", "Melanesia")] == [193, 46, 4]
    with pytest.raises(QueryError, match="There is no continent or region 'Azia'"):
        Area.read("Azia")


def test_a_score_is_named_by_slug_or_label() -> None:
    assert read_indicator("Heroin trade") is read_indicator("heroin-trade")
    with pytest.raises(QueryError):
        read_indicator("weather")


def test_the_newest_edition_that_has_the_scores_is_shown_unless_another_is_asked_for() -> None:
    rankings = Rankings({2021: {"resilience": {"KGZ": 4.17}}}, {})
    assert read_edition("", rankings, "resilience") == 2021
    assert read_edition("2023", rankings, "resilience") == 2023
    assert read_edition("", rankings, "prevention") == 2025
    with pytest.raises(QueryError):
        read_edition("2022", rankings, "resilience")


@pytest.mark.parametrize("value", ["0", "10.5", "nan", "inf", "high"])
def test_only_scores_from_1_to_10_are_bounds(value: str) -> None:
    assert read_score("from", "5.5") == 5.5
    with pytest.raises(QueryError, match="from must be a score"):
        read_score("from", value)


def test_editions_are_like_for_like_only_when_every_step_between_them_is() -> None:
    assert like_for_like("heroin-trade", 2021, 2025) == ""
    assert "10" in like_for_like("criminal-markets", 2021, 2025)
    assert like_for_like("criminal-markets", 2023, 2025) == ""
    assert like_for_like("resilience", 2021, 2023) == ""


def test_what_is_missing_is_said_and_whether_an_import_would_help() -> None:
    known = taxonomy()
    rankings = Rankings({2021: {"resilience": {"KGZ": 4.17}}}, {2021: {"resilience": {"KGZ": 4.17}}})
    one = missing(rankings, 2021, known.indicator("resilience"))
    assert one is not None
    assert (one.sentence, one.can_be_imported) == ("1 of 193 countries is here for 2021.", True)
    new = missing(rankings, 2021, known.indicator("financial-crimes"))
    assert new is not None
    assert not new.can_be_imported
    none = missing(rankings, 2025, known.indicator("resilience"))
    assert none is not None
    assert "No profile here" in none.sentence
