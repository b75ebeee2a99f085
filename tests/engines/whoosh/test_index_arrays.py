"""The arrays of segments and indexes are read back as they were written, and only whole."""

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from explorer.engines.whoosh.array_file import read_arrays, write_arrays
from explorer.engines.whoosh.index_arrays import ARRAYS, IndexArrays, SegmentArrays, specs
from explorer.search.indexed import FIELDS
from tests.engines.whoosh.indexes import index_of, write_texts
from tests.factories import make_chapter, make_profile

PROFILE = make_profile(
    "kgz-2021", {"drugs": ["Heroin and heroin.", "Tin is carried by night."]}, scores={"heroin-trade": 7.0}
)


@pytest.fixture
def segment(tmp_path: Path) -> Path:
    write_texts(tmp_path / "segment", [PROFILE])
    return tmp_path / "segment"


@pytest.fixture
def generation(tmp_path: Path) -> Path:
    folder = tmp_path / "generation"
    index_of(folder, [PROFILE], [make_chapter()], phrases=[("tin", "is")])
    return folder


def assert_same(first: Path, second: Path) -> None:
    ours, theirs = read_arrays(first / ARRAYS), read_arrays(second / ARRAYS)
    assert list(ours) == list(theirs)
    for name, array in ours.items():
        np.testing.assert_array_equal(array, theirs[name], name, strict=True)


def test_a_segment_is_read_back_as_it_was_written(segment: Path, tmp_path: Path) -> None:
    SegmentArrays.read(segment).write(tmp_path)
    assert_same(segment, tmp_path)


def test_a_generation_is_read_back_as_it_was_written(generation: Path, tmp_path: Path) -> None:
    arrays = IndexArrays.read(generation)
    assert arrays.passage_count == 7
    assert set(arrays.fields) == set(FIELDS)
    arrays.write(tmp_path)
    assert_same(generation, tmp_path)


@pytest.mark.parametrize("record", [SegmentArrays, IndexArrays])
def test_an_array_that_is_missing_or_of_another_type_is_refused(
    record: type[SegmentArrays] | type[IndexArrays], segment: Path, generation: Path, tmp_path: Path
) -> None:
    arrays = read_arrays((segment if record is SegmentArrays else generation) / ARRAYS)
    write_arrays(tmp_path / ARRAYS, {name: array for name, array in arrays.items() if name != "link_grade"})
    with pytest.raises(KeyError, match="link_grade"):
        record.read(tmp_path)
    write_arrays(tmp_path / ARRAYS, arrays | {"link_grade": arrays["link_grade"].astype(np.float64)})
    with pytest.raises(ValueError, match="link_grade is of type float64"):
        record.read(tmp_path)


@pytest.mark.parametrize("name", ["link_grade", "text_starts", "token_length", "source_changes", "word_stem"])
def test_an_array_that_is_shorter_than_its_neighbours_is_refused(name: str, generation: Path, tmp_path: Path) -> None:
    arrays = read_arrays(generation / ARRAYS)
    assert len(arrays[name]) > 1
    write_arrays(tmp_path / ARRAYS, arrays | {name: arrays[name][:-1]})
    with pytest.raises(ValueError, match="does not fit that of"):
        IndexArrays.read(tmp_path)


def test_an_array_with_a_dimension_too_few_is_refused(generation: Path, tmp_path: Path) -> None:
    arrays = read_arrays(generation / ARRAYS)
    write_arrays(tmp_path / ARRAYS, arrays | {"source_scores": arrays["source_scores"].ravel()})
    with pytest.raises(ValueError, match=r"source_scores has the shape \(\d+,\), not \(sources, scored\)"):
        IndexArrays.read(tmp_path)


def test_a_field_of_names_has_no_length(segment: Path) -> None:
    arrays = SegmentArrays.read(segment)
    assert (arrays.fields["body"].total, arrays.fields["country"].total) == (8, None)
    assert arrays.fields["country"].lengths is None


def test_each_stored_array_is_described() -> None:
    described = specs(IndexArrays)
    undescribed = {field.name for field in fields(IndexArrays)} - described.keys()
    assert undescribed == {"fields", "phrases", "shift"}  # postings describe themselves
    assert {field.name for field in fields(SegmentArrays)} - specs(SegmentArrays).keys() == {"fields"}
    assert (described["link_starts"].kind, described["link_starts"].shape) == ("i", "(passages + 1,)")
    assert all(spec.content for spec in described.values())
