"""The tokens of a scores panel, line by line."""

import pytest

from explorer.ingest.lines import SEAM, Line
from explorer.ingest.panel_tokens import PanelScanner, PanelToken, area_of, parse_number
from explorer.model.ranks import Rank


def tokens(text: str) -> list[PanelToken]:
    return list(PanelScanner(3, Line(text)).tokens())


def kinds(text: str) -> list[str]:
    return [token.kind for token in tokens(text)]


def test_a_label_and_its_score_with_a_change() -> None:
    label, numbers = tokens("Heroin trade 7.00 -0.50")
    assert (label.kind, label.slug, label.line) == ("label", "heroin-trade", 3)
    assert numbers.numbers == ("7.00", "-0.50")


@pytest.mark.parametrize("text", ["Heroin trade is old.", "HEROIN TRADE routes", "The heroin trade"])
def test_a_label_within_a_sentence_is_text(text: str) -> None:
    assert kinds(text) == ["text"]


def test_a_headline_ends_in_score() -> None:
    (token,) = tokens("Criminality score")
    assert (token.kind, token.slug) == ("headline", "criminality")
    assert kinds("Criminality") == ["text"]


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("72nd of 193 countries", Rank(72, 193)),
        ("2nd of 8 countries in Central Asia and the Caucasus -3", Rank(2, 8, "Central Asia and the Caucasus", -3)),
        ("17th of 46 countries in Asia n/a", Rank(17, 46, "Asia")),
    ],
)
def test_a_rank_has_an_area_and_a_change(text: str, rank: Rank) -> None:
    (token,) = tokens(text)
    assert (token.kind, token.rank) == ("rank", rank)


def test_an_impossible_rank_is_text() -> None:
    assert kinds("72nd of 9 countries")[0] != "rank"


def test_a_fact_has_its_value_beside_it_or_on_the_next_line() -> None:
    (beside,) = tokens("Capital: Bishkek")
    assert (beside.kind, beside.slug, beside.value) == ("fact", "capital", "Bishkek")
    (alone,) = tokens("GDP (current US$ million)")
    assert (alone.slug, alone.value) == ("gdp", "")


def test_a_label_ends_where_its_element_ends() -> None:
    assert kinds(f"Heroin trade{SEAM * 2}7.00") == ["label", "numbers"]


def test_the_labels_of_a_chart_are_left_out() -> None:
    assert kinds("7.00 6.50 5.00 4.50") == []


@pytest.mark.parametrize(
    ("raw", "number"), [("7.00", 7.0), ("-0.50", -0.5), ("− 0.50", -0.5), ("▼ 3", -3.0), ("+3", 3.0), ("n/a", None)]
)
def test_a_number_has_any_sign(raw: str, number: float | None) -> None:
    assert parse_number(raw) == number


@pytest.mark.parametrize(("name", "area"), [("", "world"), ("Asia", "continent"), ("Atlantis", "")])
def test_the_area_of_a_rank_is_known_by_its_name(name: str, area: str) -> None:
    assert area_of(name) == area
