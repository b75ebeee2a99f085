"""Names of outliers: beside their marks, over nothing else, and within the axes."""

from explorer.charts.scatter import ACROSS, UP, Scatter
from explorer.charts.scatter_labels import place_labels
from explorer.model.taxonomy import taxonomy

COUNTRIES = taxonomy().countries


def test_a_name_is_to_the_right_of_its_mark_where_there_is_room() -> None:
    figure = Scatter.of(COUNTRIES, {"KGZ": 5.0}, {"KGZ": 5.0})
    (label,) = place_labels(figure, ["KGZ"])
    assert (label.text, label.anchor) == ("Kyrgyzstan", "start")
    assert label.x > figure.spots[0].x


def test_a_name_at_the_edge_is_on_the_other_side() -> None:
    (label,) = place_labels(Scatter.of(COUNTRIES, {"KGZ": 10.0}, {"KGZ": 5.0}), ["KGZ"])
    assert label.anchor == "end"


def test_names_cover_neither_marks_nor_each_other() -> None:
    scores = {country.code: 1 + 9 * number / 24 for number, country in enumerate(COUNTRIES[:25])}
    turned = {code: 11 - score for code, score in scores.items()}
    figure = Scatter.of(COUNTRIES, scores, turned)
    labels = place_labels(figure, scores)
    assert len(labels) > 3
    assert len({label.y for label in labels}) == len(labels)
    for label in labels:
        width = 6.6 * len(label.text)
        left = label.x - {"start": 0.0, "end": width, "middle": width / 2}[label.anchor]
        assert ACROSS.start <= left and left + width <= ACROSS.end and UP.end <= label.y <= UP.start
        for spot in figure.spots:
            assert not (left < spot.x < left + width and label.y - 10 < spot.y < label.y)


def test_a_name_without_room_is_left_out() -> None:
    crowded = {country.code: 5.0 for country in COUNTRIES}
    assert len(place_labels(Scatter.of(COUNTRIES, crowded, crowded), list(crowded))) < 60
