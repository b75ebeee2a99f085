"""Indicators have their definition, and the scores of the profiles that have one."""

from explorer.model.rankings import Rankings
from explorer.model.taxonomy import taxonomy
from explorer.serializers.indicator_records import indicator_scores_record, indicators_record
from tests.factories import andorra_2021, kyrgyzstan_2023, tuvalu_2021
from tests.serializers.decoded import decoded


def test_every_indicator_and_aggregate_is_listed() -> None:
    listed = decoded(indicators_record(taxonomy().scored.values()))["indicators"]
    assert [indicator["slug"] for indicator in listed] == list(taxonomy().scored)
    assert {indicator["slug"] for indicator in listed if indicator["is_aggregate"]} == {
        *("criminality", "criminal-markets", "criminal-actors", "resilience")
    }


def test_profiles_without_the_score_are_left_out() -> None:
    heroin = taxonomy().indicator("heroin-trade")
    profiles = [andorra_2021(), tuvalu_2021(), kyrgyzstan_2023()]
    answer = decoded(indicator_scores_record(heroin, profiles, Rankings.of(profiles)))
    assert answer["profile_scores"] == [
        {
            "id": "and-2021",
            "country": {"code": "AND", "name": "Andorra"},
            "edition": 2021,
            "score": 1.5,
            "change": None,
            "since": None,
            "comparable": None,
            "origin": "published",
            "url": "/profiles/and-2021",
        },
        {
            "id": "kgz-2023",
            "country": {"code": "KGZ", "name": "Kyrgyzstan"},
            "edition": 2023,
            "score": 6.5,
            "change": -0.5,
            "since": 2021,
            "comparable": True,
            "origin": "published",
            "url": "/profiles/kgz-2023",
        },
    ]
    assert list(answer) == ["slug", "label", "pillar", "first_edition", "definition", "is_aggregate", "profile_scores"]
