"""Postings: looked up by term, merged over segments, searched for phrases."""

import numpy as np
import pytest

from explorer.engines.whoosh.array_file import starts_of
from explorer.engines.whoosh.array_types import Array
from explorer.engines.whoosh.postings import Postings, adjacent, documents_at, merge_postings, number_pairs


def postings_of(**documents: list[list[int]]) -> Postings:
    """Make the postings of terms, each a list of a document number followed by its positions."""
    rows = [row for term in sorted(documents) for row in documents[term]]
    return Postings.of(
        sorted(documents),
        starts_of([len(documents[term]) for term in sorted(documents)]),
        np.array([row[0] for row in rows], np.int32),
        np.array([len(row) - 1 for row in rows], np.uint8),
        np.array([position for row in rows for position in row[1:]], np.int32),
    )


FIRST = postings_of(gold=[[0, 3, 7], [2, 1]], tin=[[1, 0]])
SECOND = postings_of(tin=[[0, 4]], zinc=[[0, 5]])


def test_an_unknown_term_has_no_postings() -> None:
    assert FIRST.documents[FIRST.find("gold")].tolist() == [0, 2]
    assert FIRST.documents[FIRST.find("zinc")].tolist() == []


def test_several_terms_follow_one_another() -> None:
    numbers, lengths = FIRST.find_any(["tin", "zinc", "gold"])
    assert (FIRST.documents[numbers].tolist(), lengths.tolist()) == ([1, 0, 2], [1, 2])


def test_merged_documents_are_numbered_on_and_positions_carry_them() -> None:
    merged, counts = merge_postings([FIRST, SECOND], [0, 3], shift=4)
    assert merged.terms == ["gold", "tin", "zinc"]
    assert merged.documents.tolist() == [0, 2, 1, 3, 3]
    assert counts.tolist() == [2, 1, 1, 1, 1]
    assert merged.places("gold").tolist() == [3, 7, (2 << 4) + 1]
    assert merged.places("tin").tolist() == [1 << 4, (3 << 4) + 4]
    assert merged.places("iron").tolist() == []


def test_postings_read_back_as_they_were_written() -> None:
    read = Postings.from_arrays(FIRST.to_arrays("body"), "body")
    assert read.terms == FIRST.terms
    assert read.positions is not None
    assert read.position_starts is None
    with pytest.raises(KeyError):
        Postings.from_arrays(FIRST.to_arrays("body"), "title")


def test_equal_pairs_of_count_and_length_have_one_number() -> None:
    pairs, counts, lengths = number_pairs(np.array([1, 2, 1, 1]), np.array([30, 30, 30, 8]))
    assert counts[pairs].tolist() == [1, 2, 1, 1]
    assert lengths[pairs].tolist() == [30, 30, 30, 8]
    assert len(counts) == 3


@pytest.mark.parametrize(
    ("places", "firsts"),
    [
        ([[1, 5, 9], [2, 6, 20]], [1, 5]),
        ([[1, 5, 9], [2], [3]], [1]),
        ([[4], [4]], []),
        ([[1, 2, 3], []], []),
    ],
)
def test_adjacent_terms_are_found_by_the_first(places: list[list[int]], firsts: list[int]) -> None:
    positions: Array = adjacent([np.array(row, np.int32) for row in places])
    assert positions.tolist() == firsts


def test_each_document_of_several_positions_is_named_once() -> None:
    assert documents_at(np.array([3, 7, 18, 33, 40]), shift=4).tolist() == [0, 1, 2]
    assert documents_at(np.zeros(0, np.int64), shift=4).tolist() == []
