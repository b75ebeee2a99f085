from explorer.model.profiles import Rank
from explorer.model.rankings import Rankings
from explorer.web.read.score_rows import band, bar, change_figure, figure, ordinal, rank_sentence, scale, sides
from tests.factories import kyrgyzstan_2023, tuvalu_2021


def test_indicators_are_printed_with_one_decimal_and_averages_with_two() -> None:
    assert figure(7.0, "heroin-trade") == "7.0"
    assert figure(4.4, "criminal-markets") == "4.40"
    assert figure(None, "heroin-trade") == "n/a"


def test_a_change_has_a_sign_and_a_missing_one_is_not_nought() -> None:
    assert change_figure(0.5, "heroin-trade") == "+0.5"
    assert change_figure(-0.25, "resilience") == "−0.25"
    assert change_figure(0.0, "heroin-trade") == "±0.0"
    assert change_figure(None) == "n/a"


def test_a_bar_begins_at_the_lowest_score_and_ends_at_the_highest() -> None:
    assert (bar(1.0), bar(5.5), bar(10.0)) == (0.0, 45.0, 90.0)


def test_scores_darken_in_four_steps() -> None:
    assert [band(score) for score in (1.0, 3.0, 3.5, 5.0, 5.5, 7.0, 7.5, 10.0)] == [1, 1, 2, 2, 3, 3, 4, 4]


def test_only_resilience_is_drawn_on_its_own_scale() -> None:
    assert scale("law-enforcement") == scale("resilience") == "resilience"
    assert scale("heroin-trade") == scale("criminal-actors") == scale("criminality") == "criminality"


def test_ranks_are_written_out() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 72, 113, 123)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "72nd", "113th", "123rd",
    ]  # fmt: skip
    assert rank_sentence(Rank(72, 193)) == "72nd highest of 193 countries"
    assert rank_sentence(Rank(8, 46, "Asia", -2)) == "8th highest of 46 countries in Asia (−2 since the last edition)"


def test_the_two_sides_hold_every_score_of_the_edition() -> None:
    criminality, resilience = sides(kyrgyzstan_2023(), Rankings.of([kyrgyzstan_2023()]))
    assert [len(group.lines) for group in criminality.groups] == [15, 5]
    assert [len(group.lines) for group in resilience.groups] == [12]
    assert sides(tuvalu_2021(), Rankings.of([])) == ()
