"""The judged sets have the shape that the benchmarks and their README document, the held-out set too."""

import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.linking import OWN, read_judged
from benchmarks.relevance import read_set
from explorer.model.profiles import Profile
from explorer.model.taxonomy import taxonomy

FOLDER = Path(__file__).parents[2] / "benchmarks/judgements"
ROW = 8  # as many words in a row show that one text was copied from the other


def profiles(name: str) -> tuple[Profile, ...]:
    return tuple(read_set(name, FOLDER / name, None).profiles)


def rows(name: str) -> set[tuple[str, ...]]:
    texts = [passage.text.casefold().split() for profile in profiles(name) for passage in profile.passages()]
    return {tuple(words[start : start + ROW]) for words in texts for start in range(len(words) - ROW + 1)}


def test_every_set_is_measured() -> None:
    assert set(OWN) == {path.name for path in FOLDER.iterdir() if path.is_dir()}


@pytest.mark.parametrize("name", OWN)
def test_a_set_has_32_paragraphs_in_four_documents_that_say_that_they_are_constructed(name: str) -> None:
    paths = sorted((FOLDER / name / "documents").iterdir())
    assert len(paths) == 4
    assert all(
        "title: Constructed test paragraphs, not about this country\n" in path.read_text("utf-8") for path in paths
    )
    lengths = [len(passage.text.split()) for profile in profiles(name) for passage in profile.passages()]
    assert len(lengths) == 32
    assert min(lengths) >= 70
    assert max(lengths) <= 170


@pytest.mark.parametrize("name", OWN)
def test_every_paragraph_is_judged_and_every_indicator_is_what_one_is_about(name: str) -> None:
    links = json.loads((FOLDER / name / "links.json").read_text(encoding="utf-8"))
    assert set(links) == {passage.id for profile in profiles(name) for passage in profile.passages()}
    judgements = [passage.judgement for passage in read_judged(FOLDER / name)]
    known = {indicator.slug for indicator in taxonomy().indicators}
    assert frozenset().union(*(judgement.main for judgement in judgements)) == known
    assert all(
        judgement.main <= judgement.must <= known and judgement.may <= known and not judgement.must & judgement.may
        for judgement in judgements
    )
    assert all(bool(judgement.main) == bool(judgement.must) for judgement in judgements)
    decoys = sum(not judgement.must and not judgement.may for judgement in judgements)
    assert decoys in (4, 5)


@pytest.mark.parametrize("name", OWN)
def test_a_set_has_25_queries_graded_in_halves(name: str) -> None:
    judged = read_set(name, FOLDER / name, None)
    known = {passage.id for profile in judged.profiles for passage in profile.passages()}
    assert len(judged.queries) == 25
    for grades in judged.queries.values():
        assert grades
        assert grades.keys() <= known
        assert set(grades.values()) <= {0.5, 1.0, 1.5, 2.0, 2.5, 3.0}


def test_no_two_sets_share_a_country_a_query_or_eight_words_in_a_row() -> None:
    countries = Counter(profile.country for name in OWN for profile in profiles(name))
    queries = Counter(query for name in OWN for query in read_set(name, FOLDER / name, None).queries)
    copied = Counter(row for name in OWN for row in rows(name))
    assert max((countries | queries | copied).values()) == 1
