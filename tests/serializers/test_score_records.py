"""A score and a rank have the same keys in every answer."""

from dataclasses import replace

from explorer.model.rankings import ScoreChange
from explorer.model.ranks import Rank
from explorer.serializers.score_records import rank_record, score_record
from tests.serializers.decoded import decoded


def test_a_score_has_its_change_and_says_whether_it_is_comparable_and_computed() -> None:
    added = ScoreChange(0.66, False, "More was added.", 2021)
    assert decoded(score_record(4.83, added)) == {
        "score": 4.83,
        "change": 0.66,
        "since": 2021,
        "comparable": False,
        "origin": "computed",
    }
    assert decoded(score_record(7.0, ScoreChange(-0.5, True, since=2023, origin="published")))["origin"] == "published"


def test_a_score_that_has_nothing_to_be_compared_with_is_as_published() -> None:
    assert decoded(score_record(7.0, ScoreChange(None, False, "The first edition."))) == {
        "score": 7.0,
        "change": None,
        "since": None,
        "comparable": None,
        "origin": "published",
    }


def test_a_rank_has_its_last_only_in_a_tie_and_a_name_only_below_the_world() -> None:
    assert decoded(rank_record(Rank(72, 193))) == {"rank": 72, "of": 193, "change": None, "origin": "published"}
    tie = Rank(27, 46, "Asia", to=28, origin="computed", tied_with=("Bahrain",))
    assert decoded(rank_record(tie)) == {
        "rank": 27,
        "to": 28,
        "of": 46,
        "name": "Asia",
        "change": None,
        "origin": "computed",
    }


def test_a_change_that_is_computed_for_a_published_rank_says_so() -> None:
    rank = Rank(192, 193, change=1, change_origin="computed")
    assert decoded(rank_record(rank)) == {
        "rank": 192,
        "of": 193,
        "change": 1,
        "origin": "published",
        "change_origin": "computed",
    }
    assert "change_origin" not in decoded(rank_record(replace(rank, origin="computed")))
