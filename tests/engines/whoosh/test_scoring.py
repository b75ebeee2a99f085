"""The score of a term in each of its documents."""

from pathlib import Path

import numpy as np
import pytest

from explorer.engines.whoosh.scoring import PostingIndex
from explorer.search.relevance import RelevanceWeights, rarity, term_weights
from tests.engines.whoosh.indexes import index_of
from tests.factories import make_profile

TEXTS = ["Gold.", "Gold, gold and tin in a long sentence of many words.", *["Zinc."] * 20]


@pytest.fixture(scope="module")
def postings(tmp_path_factory: pytest.TempPathFactory) -> PostingIndex:
    profile = make_profile("kgz-2021", {"drugs": TEXTS})
    return PostingIndex(index_of(tmp_path_factory.mktemp("index"), [profile]), RelevanceWeights())


def test_a_score_is_the_weight_of_count_and_length_times_the_rarity(postings: PostingIndex) -> None:
    documents, scores = postings.field("body").scores_of("gold")
    weights = term_weights(np.array([1.0, 2.0]), np.array([1.0, 12.0]), average=32 / 22, length_weight=0.6)
    assert documents.tolist() == [0, 1]
    assert scores.tolist() == (weights * rarity(22, 2)).tolist()


def test_a_name_scores_how_often_it_is_there(postings: PostingIndex) -> None:
    _, scores = postings.field("section").scores_of("drugs")
    assert scores.tolist() == [1.0] * 22


def test_only_documents_that_are_asked_for_need_a_score(postings: PostingIndex) -> None:
    among = np.array([1, 7], np.int32)
    documents, scores = postings.field("body").scores_of("zinc", among)
    every = dict(zip(*(array.tolist() for array in postings.field("body").scores_of("zinc")), strict=True))
    assert documents.tolist() == [7]
    assert scores.tolist() == [every[7]]


@pytest.mark.parametrize("documents", [[3], list(range(2, 22))])
def test_scores_at_documents_are_those_of_the_term(postings: PostingIndex, documents: list[int]) -> None:
    field = postings.field("body")
    every = dict(zip(*(array.tolist() for array in field.scores_of("zinc")), strict=True))
    scores = field.scores_at("zinc", np.array(documents, np.int32))
    assert scores.tolist() == [every[number] for number in documents]


def test_several_terms_score_as_each_does_alone(postings: PostingIndex) -> None:
    field = postings.field("exact")
    documents, scores = field.scores_of_any(["tin", "iron", "gold"])
    alone = [field.scores_of(term) for term in ("tin", "gold")]
    assert documents.tolist() == [number for numbers, _ in alone for number in numbers.tolist()]
    assert scores.tolist() == [score for _, values in alone for score in values.tolist()]


def test_an_unknown_term_scores_nothing(postings: PostingIndex) -> None:
    documents, scores = postings.field("body").scores_of("iron")
    assert (len(documents), len(scores)) == (0, 0)


def test_arrays_of_the_index_are_made_once(postings: PostingIndex) -> None:
    made = [postings.cached("key", lambda: (np.arange(3),)) for _ in range(2)]
    assert made[0] is made[1]


def test_a_phrase_that_was_not_looked_up_is_not_known(tmp_path: Path) -> None:
    profile = make_profile("kgz-2021", {"drugs": ["Brown sugar."]})
    known = PostingIndex(index_of(tmp_path, [profile], phrases=[("brown", "sugar")]), RelevanceWeights())
    documents = known.known_phrase(("brown", "sugar"))
    assert documents is not None
    assert documents.tolist() == [0]
    assert known.known_phrase(("sugar", "brown")) is None
