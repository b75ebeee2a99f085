"""The published figures of a profile."""

from explorer.model.published_scores import PublishedScores, area_names, areas_of_all
from explorer.model.ranks import AREAS, Rank
from explorer.model.taxonomy import taxonomy
from tests.factories import make_profile


def test_a_change_that_is_not_given_is_absent_and_ranks_have_the_names_of_the_index() -> None:
    profile = make_profile(
        "kgz-2023",
        scores={"criminality": 5.4},
        changes={"criminality": None, "heroin-trade": 0.5},
        ranks={"criminality": {"world": Rank(64, 193), "region": Rank(2, 8, "Central Asia & the Caucasus", -3)}},
    )
    published = PublishedScores.of(profile)
    assert (published.scores, published.changes) == ({"criminality": 5.4}, {"heroin-trade": 0.5})
    assert published.ranks == {
        "criminality": {"world": Rank(64, 193), "region": Rank(2, 8, "Central Asia and the Caucasus", -3)}
    }


def test_every_country_is_in_three_areas() -> None:
    kyrgyzstan = taxonomy().country("KGZ")
    assert area_names(kyrgyzstan) == {"world": "", "continent": "Asia", "region": "Central Asia and the Caucasus"}
    assert all(kyrgyzstan in areas_of_all()[area] for area in area_names(kyrgyzstan).items())
    assert sum(map(len, areas_of_all().values())) == len(AREAS) * 193
