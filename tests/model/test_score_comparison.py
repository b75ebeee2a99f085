"""The scores of several profiles side by side."""

import pytest

from explorer.core.errors import QueryError
from explorer.model.score_comparison import compare_scores, series_of_all
from tests.factories import make_profile


def test_differences_are_those_from_the_first_profile_and_say_why_they_are_not_comparable() -> None:
    before = make_profile("kgz-2021", scores={"criminality": 5.0, "heroin-trade": 7.0})
    after = make_profile("kgz-2023", scores={"criminality": 5.5, "heroin-trade": 6.5, "mafia-style-groups": 4.0})
    rows = {row.indicator.slug: row for row in compare_scores([before, after])}
    assert list(rows) == ["criminality", "heroin-trade", "mafia-style-groups"]
    assert (rows["heroin-trade"].scores, rows["heroin-trade"].differences) == ((7.0, 6.5), (None, -0.5))
    assert rows["heroin-trade"].reasons == ("", "")
    assert rows["criminality"].reasons[1] == (
        "Criminality was made of 14 indicators in 2021 and of 20 in 2023: "
        "the two averages have different members, so they are not comparable."
    )
    assert rows["mafia-style-groups"].differences == (None, None)


def test_profiles_of_two_series_are_not_compared() -> None:
    assert series_of_all(["kgz-2021", "tuv-2021"]).is_index
    assert series_of_all([]).is_index
    with pytest.raises(QueryError, match="their scores are not compared"):
        series_of_all(["kgz-2021", "enact-lso-2019"])
