"""A profile has its facts, scores, ranks and sections; a line of the list has its averages."""

from explorer.linking.linker import linker
from explorer.model.profiles import Rank
from explorer.serializers.profile_records import profile_record, profiles_record
from tests.factories import andorra_2021, kyrgyzstan_2023, make_profile
from tests.serializers.decoded import decoded
from tests.serializers.test_passage_records import SOURCE_JSON


def test_a_profile_has_its_keys_in_their_order() -> None:
    profile = decoded(profile_record(kyrgyzstan_2023(), linker()))
    assert list(profile) == [
        *("id", "country", "edition", "continent", "region", "text_kind"),
        *("facts", "scores", "ranks", "sections", "source"),
    ]
    assert (profile["text_kind"], profile["source"]) == ("full", SOURCE_JSON)
    assert [section["slug"] for section in profile["sections"]] == ["people"]
    assert profile["scores"]["heroin-trade"] == {"score": 6.5, "change": -0.5}
    assert profile["scores"]["resilience"] == {"score": 4.2, "change": None}


def test_a_rank_has_a_name_and_a_change_where_there_are_any() -> None:
    ranks = {"criminality": {"world": Rank(64, 193), "region": Rank(2, 8, "Central Asia and the Caucasus", -3)}}
    profile = make_profile("kgz-2023", scores={"criminality": 5.4}, ranks=ranks, facts={"capital": "Bishkek"})
    answer = decoded(profile_record(profile, linker()))
    assert answer["ranks"] == {
        "criminality": {
            "world": {"rank": 64, "of": 193},
            "region": {"rank": 2, "of": 8, "name": "Central Asia and the Caucasus", "change": -3},
        }
    }
    assert answer["facts"] == {"capital": "Bishkek"}


def test_a_rank_that_did_not_change_says_zero() -> None:
    profile = make_profile(
        "kgz-2023", scores={"criminality": 5.4}, ranks={"criminality": {"world": Rank(64, 193, "", 0)}}
    )
    assert decoded(profile_record(profile, linker()))["ranks"]["criminality"]["world"]["change"] == 0


def test_a_line_of_the_list_has_the_averages_that_there_are() -> None:
    assert decoded(profiles_record([andorra_2021()])) == {
        "profiles": [
            {
                "id": "and-2021",
                "country": {"code": "AND", "name": "Andorra"},
                "edition": 2021,
                "continent": "Europe",
                "region": "Western Europe",
                "text_kind": "none",
                "criminality": 2.5,
                "resilience": None,
                "url": "/profiles/and-2021",
            }
        ]
    }
