"""The choices of the forms on score pages are all scores and all areas, each once."""

from explorer.model.taxonomy import taxonomy
from explorer.web.scores.choices import area_choices, score_choices


def test_every_score_is_chosen_below_its_pillar_and_averages_come_first() -> None:
    groups = score_choices()
    assert [label for label, _ in groups] == ["Averages", "Criminal markets", "Criminal actors", "Resilience"]
    slugs = [indicator.slug for _, indicators in groups for indicator in indicators]
    assert sorted(slugs) == sorted(taxonomy().scored)
    assert "heroin-trade" in [indicator.slug for indicator in groups[1][1]]


def test_every_region_is_chosen_below_its_continent() -> None:
    areas = dict(area_choices())
    assert list(areas) == list(taxonomy().continents)
    assert "Central Asia and the Caucasus" in areas["Asia"]
    assert sum(map(len, areas.values())) == len(taxonomy().regions)
