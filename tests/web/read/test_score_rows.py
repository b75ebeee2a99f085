from dataclasses import replace

from explorer.model.rankings import Rankings
from explorer.model.ranks import Rank
from explorer.model.taxonomy import taxonomy
from explorer.web.read.score_rows import band, bar, change_figure, figure, origins, scale, sides
from tests.factories import andorra_2021, kyrgyzstan_2023, make_profile, tuvalu_2021


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


def test_what_is_published_and_what_is_computed_is_said() -> None:
    page, alone = kyrgyzstan_2023(), andorra_2021()
    assert origins(alone, Rankings.of([alone])) == "Ranks and changes are computed here from the published scores."
    ranked = replace(page, ranks={"criminality": {"world": Rank(64, 193)}})
    assert origins(ranked, Rankings.of([ranked])) == (
        "As published: the ranks of criminality and the changes. "
        "Other ranks and changes are computed here from the published scores."
    )


def test_ranks_that_are_published_in_some_areas_alone_are_named_with_these() -> None:
    everyone = [make_profile(f"{country.code.lower()}-2023", scores={"criminality": 5.0, "resilience": 5.0})
                for country in taxonomy().countries]  # fmt: skip
    world, region = {"world": Rank(64, 193)}, {"region": Rank(2, 8), "continent": Rank(20, 46)}
    pages = (
        ({"criminality": world}, "the rank of criminality in the world."),
        ({"criminality": world | region}, "the ranks of criminality."),
        (
            {"criminality": world | region, "resilience": world | {"region": Rank(2, 8)}},
            "the ranks of criminality and the ranks of resilience in the world and Central Asia and the Caucasus.",
        ),
    )
    for ranks, named in pages:
        page = make_profile("kgz-2023", scores={"criminality": 5.0, "resilience": 5.0}, ranks=ranks)
        rankings = Rankings.of([*(profile for profile in everyone if profile.code != "KGZ"), page])
        assert origins(page, rankings).startswith(f"As published: {named} Other ranks and changes are computed")


def test_a_change_that_the_page_does_not_give_is_named_as_computed() -> None:
    page = replace(kyrgyzstan_2023(), ranks={}, changes={"human-trafficking": 0.5, "heroin-trade": None})
    before = make_profile("kgz-2021", scores=page.scores)
    assert origins(page, Rankings.of([page])).startswith("As published: the changes. Other")
    named = {"human-trafficking": 0.5, "heroin-trade": None, "criminality": 0.1, "resilience": 0.1}
    most = replace(page, changes=named)
    assert origins(most, Rankings.of([most, before])).startswith(
        "As published: the changes, but for that of heroin trade. Other"
    )
    assert origins(page, Rankings.of([page, before])).startswith(
        "As published: the changes, but for those of criminality, resilience and heroin trade. Other"
    )
    much = {**page.scores, "fauna-crimes": 4.0}
    later, earlier = replace(page, scores=much), replace(before, scores=much)
    assert origins(later, Rankings.of([later, earlier])).startswith("As published: 1 of 5 changes. Other")


def test_the_two_sides_hold_every_score_of_the_edition() -> None:
    criminality, resilience = sides(kyrgyzstan_2023(), Rankings.of([kyrgyzstan_2023()]))
    assert [len(group.lines) for group in criminality.groups] == [15, 5]
    assert [len(group.lines) for group in resilience.groups] == [12]
    assert sides(tuvalu_2021(), Rankings.of([])) == ()
