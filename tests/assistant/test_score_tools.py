"""Scores are the records of the JSON interface, with their changes, ranks and comparability."""

import pytest

from explorer.assistant.tool import ToolContext
from explorer.core.errors import ExplorerError
from explorer.serializers.profile_records import profile_record
from tests.assistant.sample_library import answer
from tests.serializers.decoded import decoded


def test_a_profile_has_the_figures_of_the_interface_and_the_ids_of_its_sections(context: ToolContext) -> None:
    overview = answer(context, "profile", id="kgz-2021")
    corpus = context.corpus
    profile = corpus.library.profile("kgz-2021")
    whole = decoded(profile_record(profile, corpus.linker, corpus.rankings_of(profile)))
    for name in set(whole) - {"sections"}:
        assert overview[name] == whole[name], name
    assert overview["sections"][0] == {"id": "kgz-2021/people", "title": "People", "passage_count": 2}
    assert overview["permanent_link"].startswith("/profiles/kgz-2021?v=")


def test_scores_are_the_records_of_their_profiles(context: ToolContext) -> None:
    found = answer(
        context, "scores", countries=["Kirghizia", "AND"], editions=[2021, 2023], indicators=["Heroin trade"]
    )
    assert [line["id"] for line in found["scores"]] == [
        "and-2021/scores/heroin-trade",
        "kgz-2021/scores/heroin-trade",
        "kgz-2023/scores/heroin-trade",
    ]
    assert found["notice"] == "1 of 4 scores are not in this corpus, or were not given in that edition."
    overview = answer(context, "profile", id="kgz-2023")
    assert found["scores"][-1]["score"] == overview["scores"]["heroin-trade"]
    assert found["scores"][-1]["ranks"] == overview["ranks"].get("heroin-trade", {})
    assert found["scores"][-1]["permanent_link"] == "/scores/kgz-2023/heroin-trade?v=6.5"


def test_the_edition_is_by_default_the_newest_of_the_countries_asked_for(context: ToolContext) -> None:
    found = answer(context, "scores", countries=["Andorra"], indicators=["heroin-trade"])
    assert (found["editions"], [line["id"] for line in found["scores"]]) == ([2021], ["and-2021/scores/heroin-trade"])
    assert "notice" not in found
    both = answer(context, "scores", countries=["Andorra", "Kyrgyzstan"], indicators="heroin-trade")
    assert [line["id"] for line in both["scores"]] == ["kgz-2023/scores/heroin-trade"]
    assert both["notice"].startswith(
        "This is 2023, the newest that has one of these scores. "
        "Other editions have scores of Andorra (2021): name them in editions. 1 of 2 scores"
    )
    named = answer(context, "scores", countries="Kyrgyzstan", indicators="heroin-trade", editions=2025)
    assert named["total"] == 0
    assert "Other editions have scores of Kyrgyzstan (2021, 2023): name them in editions." in named["notice"]


def test_scores_that_are_nowhere_are_said_to_be_nowhere(context: ToolContext) -> None:
    nowhere = answer(context, "scores", countries="Chad")
    assert (nowhere["editions"], nowhere["scores"]) == ([], [])
    assert nowhere["notice"] == "None of these scores is in this corpus, or none was given."


def test_scores_are_ordered_and_paged(context: ToolContext) -> None:
    arguments = {"indicators": ["heroin-trade"], "editions": [2021, 2023], "area": "World"}
    highest = answer(context, "scores", order="highest", limit=1, **arguments)
    assert highest["scores"][0]["id"] == "kgz-2021/scores/heroin-trade"
    assert highest["notice"].endswith("These are 1 to 1 of 3. For the next give offset 1.")
    lowest = answer(context, "scores", order="lowest", offset=2, **arguments)
    assert [line["id"] for line in lowest["scores"]] == ["kgz-2021/scores/heroin-trade"]
    assert answer(context, "scores", offset=9, **arguments)["notice"].endswith("offset 9 is beyond the last.")


def test_scores_of_an_area_and_of_half_the_name_of_a_region(context: ToolContext) -> None:
    found = answer(context, "scores", area="Central Asia", editions=[2021])
    assert {line["country"]["code"] for line in found["scores"]} == {"KGZ"}
    assert answer(context, "scores", area="Americas", editions=[2021])["total"] == 0


def test_ranks_are_those_among_all_countries(both: ToolContext) -> None:
    (line,) = answer(both, "scores", series="enact", countries=["LSO"], indicators=["heroin-trade"], editions=[2021])[
        "scores"
    ]
    assert line["id"] == "enact-lso-2021/scores/heroin-trade"
    assert line["ranks"]["continent"]["of"] == 54
    assert line["score"]["change"] == 1.5


def test_profiles_are_compared_with_the_first_and_say_what_is_not_comparable(context: ToolContext) -> None:
    compared = answer(context, "compare", ids=["kgz-2021", "kgz-2023"], indicators=["criminality", "heroin-trade"])
    assert [profile["id"] for profile in compared["profiles"]] == ["kgz-2021", "kgz-2023"]
    criminality, heroin = compared["scores"]
    assert "not comparable" in criminality["reasons"][1]
    assert [score["score"] for score in heroin["scores"]] == [7.0, 6.5]
    assert (heroin["differences"], heroin["reasons"]) == ([None, -0.5], ["", ""])
    everything = answer(context, "compare", ids=["kgz-2021", "kgz-2023"])
    assert len(everything["scores"]) == 30


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("profile", {"id": "ferries-and-the-law"}, "is not the id of a profile"),
        ("profile", {"id": "kgz-2025"}, "has not been imported"),
        ("scores", {"countries": ["Atlantis"]}, "Atlantis"),
        ("scores", {"area": "Atlantis"}, "There is no region 'Atlantis'"),
        ("scores", {"editions": [2022]}, "There is no edition 2022"),
        ("scores", {"indicators": ["heroine"]}, "heroin-trade"),
        ("scores", {"series": "other"}, "There is no series 'other'"),
        ("scores", {"series": "enact", "countries": ["Kyrgyzstan"]}, "is not one of the 54 countries"),
        ("compare", {"ids": ["kgz-2021", "kgz-2021"]}, "two or more different profiles"),
        ("compare", {"ids": ["kgz-2021", "kgz-2025"]}, "has not been imported"),
    ],
)
def test_what_is_not_there_is_refused(
    context: ToolContext, name: str, arguments: dict[str, object], words: str
) -> None:
    with pytest.raises(ExplorerError) as refused:
        answer(context, name, **arguments)
    assert words in str(refused.value)


def test_two_series_are_not_compared(both: ToolContext) -> None:
    with pytest.raises(ExplorerError, match="their scores are not compared"):
        answer(both, "compare", ids=["lso-2021", "enact-lso-2021"])
