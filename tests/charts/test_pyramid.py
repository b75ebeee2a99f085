"""The pyramid and the panel, against values computed by hand."""

from explorer.charts.pyramid import LARGE, SMALL, Pyramid

# 24 units are one point, across and up; 1 is at x = 40 and y = 246.
KYRGYZSTAN = {"criminal-markets": 4.4, "criminal-actors": 6.25, "resilience": 4.17}


def test_the_base_runs_from_1_to_the_criminal_markets_score() -> None:
    assert Pyramid.from_scores("Kyrgyzstan 2021", KYRGYZSTAN).base == (40, 121.6)


def test_the_apex_is_above_the_middle_as_high_as_the_criminal_actors_score() -> None:
    assert Pyramid.from_scores("Kyrgyzstan 2021", KYRGYZSTAN).apex == (80.8, 120.0)


def test_the_panel_is_as_high_as_the_resilience_score() -> None:
    left, top, width, height = Pyramid.from_scores("Kyrgyzstan 2021", KYRGYZSTAN).panel
    assert (left, top, width, height) == (284, 169.9, 48, 76.1)


def test_the_two_faces_together_are_the_pyramid() -> None:
    lit, shaded = Pyramid.from_scores("Kyrgyzstan 2021", KYRGYZSTAN).faces
    assert lit == "40,246 80.8,120.0 97.1,246"
    assert shaded == "97.1,246 80.8,120.0 121.6,246"


def test_a_point_is_as_long_across_as_it_is_up() -> None:
    for frame in (LARGE, SMALL):
        assert frame.across.end - frame.across.start == frame.up.start - frame.up.end


def test_the_highest_scores_fill_the_axes() -> None:
    figure = Pyramid.from_scores("Nowhere", {"criminal-markets": 10, "criminal-actors": 10, "resilience": 10}, SMALL)
    assert (figure.base, figure.apex[1], figure.panel[1]) == ((1, 37), 2, 2)


def test_what_has_no_score_is_not_drawn() -> None:
    figure = Pyramid.from_scores("Nowhere", {"criminal-markets": 4.0, "resilience": 3.0})
    assert not figure.has_pyramid
    assert figure.resilience == 3.0
