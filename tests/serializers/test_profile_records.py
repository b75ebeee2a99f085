"""A profile has its facts, scores, ranks and sections; a line of the list has its averages."""

from pathlib import Path
from typing import Any

from explorer.corpus.completeness import Completeness
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.linking.linker import linker
from explorer.model.profiles import Profile
from explorer.model.rankings import Rankings
from explorer.model.ranks import Rank
from explorer.serializers.completeness_records import completeness_record
from explorer.serializers.profile_records import profile_record, profiles_record
from tests.factories import andorra_2021, kyrgyzstan_2023, make_profile, store
from tests.serializers.decoded import decoded
from tests.serializers.test_passage_records import SOURCE_JSON

FACTS = {"capital": "Bishkek", "population": "6,456,200", "area": "vast"}


def answer_of(profile: Profile) -> Any:
    """Return the JSON of a profile that is alone in its corpus."""
    return decoded(profile_record(profile, linker(), Rankings.of([profile])))


def test_a_profile_has_its_keys_in_their_order() -> None:
    profile = answer_of(kyrgyzstan_2023())
    assert list(profile) == [
        *("id", "country", "edition", "series", "continent", "region", "text_kind", "text"),
        *("facts", "facts_as_published", "scores", "ranks", "sections", "source"),
    ]
    assert (profile["text_kind"], profile["text"], profile["source"]) == ("full", "full", SOURCE_JSON)
    assert [section["slug"] for section in profile["sections"]] == ["people"]
    assert list(profile["scores"]) == ["criminality", "resilience", "human-trafficking", "heroin-trade"]


def test_a_rank_has_a_name_and_facts_have_types() -> None:
    ranks = {"criminality": {"world": Rank(64, 193), "region": Rank(2, 8, "Central Asia and the Caucasus", -3)}}
    profile = make_profile("kgz-2023", scores={"criminality": 5.4}, ranks=ranks, facts=FACTS)
    answer = answer_of(profile)
    assert answer["ranks"] == {
        "criminality": {
            "world": {"rank": 64, "of": 193, "change": None, "origin": "published"},
            "region": {
                "rank": 2,
                "of": 8,
                "name": "Central Asia and the Caucasus",
                "change": -3,
                "origin": "published",
            },
        }
    }
    assert answer["facts"] == {
        "capital": "Bishkek",
        "income_group": None,
        "population": 6456200,
        "area_km2": None,
        "geography_type": None,
        "gdp_usd_millions": None,
        "gini_index": None,
    }
    assert answer["facts_as_published"] == FACTS


def test_a_rank_that_did_not_change_says_zero() -> None:
    profile = make_profile(
        "kgz-2023", scores={"criminality": 5.4}, ranks={"criminality": {"world": Rank(64, 193, "", 0)}}
    )
    assert answer_of(profile)["ranks"]["criminality"]["world"]["change"] == 0


def test_a_line_of_the_list_has_the_averages_that_there_are(tmp_path: Path) -> None:
    home = store(Home(tmp_path), andorra_2021())
    completeness = Completeness.of(Library.open(home))
    assert decoded(profiles_record([andorra_2021()], completeness)) == {
        "completeness": decoded(completeness_record(completeness)),
        "profiles": [
            {
                "id": "and-2021",
                "country": {"code": "AND", "name": "Andorra"},
                "edition": 2021,
                "series": "index",
                "continent": "Europe",
                "region": "Western Europe",
                "text_kind": "none",
                "criminality": 2.5,
                "resilience": None,
                "url": "/profiles/and-2021",
            }
        ],
    }
