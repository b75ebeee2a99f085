"""Counts of every edition, and the ids of every state."""

from pathlib import Path

from explorer.corpus.completeness import Completeness
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.serializers.completeness_records import completeness_record, profile_states_record
from tests.factories import andorra_2021, store
from tests.serializers.decoded import decoded


def test_an_edition_has_its_counts_and_the_corpus_a_sentence(tmp_path: Path) -> None:
    answer = decoded(completeness_record(Completeness.of(Library.open(store(Home(tmp_path), andorra_2021())))))
    assert answer["summary"].startswith("No full text; a digest of 1 of 193 profiles of 2021; scores of 2 of 193")
    assert [edition["edition"] for edition in answer["editions"]] == [2021, 2023, 2025]
    assert answer["editions"][0] == {
        "edition": 2021,
        "profile_count": 193,
        "full_text_count": 0,
        "digest_count": 1,
        "scores_only_count": 1,
        "missing_count": 191,
        "unreadable_count": 0,
        "scored_count": 2,
    }


def test_another_series_has_its_own_counts(both_home: Home) -> None:
    answer = decoded(completeness_record(Completeness.of(Library.open(both_home))))
    assert answer["other_series"] == [
        {
            "series": "enact",
            "name": "ENACT Africa index",
            "profile_count": 162,
            "text_count": 2,
            "unreadable_count": 0,
        }
    ]
    assert [edition["full_text_count"] for edition in answer["editions"]] == [1, 1, 0]


def test_each_id_is_in_one_state(tmp_path: Path) -> None:
    home = store(Home(tmp_path), andorra_2021())
    (home.profiles / "2023").mkdir()
    (home.profiles / "2023" / "kgz.md").touch()
    answer = decoded(profile_states_record(Completeness.of(Library.open(home))))
    assert (answer["digest"], answer["scores"], answer["unreadable"]) == (["kgz-2021"], ["and-2021"], ["kgz-2023"])
    ids = [id for state in answer.values() for id in state]
    assert len(ids) == len(set(ids)) == 579
