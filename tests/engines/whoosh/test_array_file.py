"""Arrays are read back as they were written, and other files are refused."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.engines.whoosh.array_file import (
    pack,
    read_arrays,
    run_indices,
    signed,
    smallest,
    starts_of,
    unpack,
    write_arrays,
)


def test_arrays_come_back_with_type_and_shape_and_cannot_be_changed(tmp_path: Path) -> None:
    arrays = {
        "flags": np.array([True, False]),
        "table": np.arange(6, dtype=np.int16).reshape(2, 3),
        "nothing": np.zeros((0, 4), np.float64),
        "numbers": np.array([1.5, -2.0]),
    }
    write_arrays(tmp_path / "arrays", arrays)
    stored = read_arrays(tmp_path / "arrays")
    assert stored.keys() == arrays.keys()
    for name, array in arrays.items():
        assert (stored[name].dtype, stored[name].shape) == (array.dtype, array.shape)
        assert np.array_equal(stored[name], array)
    with pytest.raises(ValueError, match="read-only"):
        stored["numbers"][0] = 3


def test_a_file_that_is_cut_short_or_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "arrays"
    write_arrays(path, {"numbers": np.arange(1000)})
    whole = path.read_bytes()
    for damaged in (whole[:-2000], whole[:40], b"{}" + whole):
        path.write_bytes(damaged)
        with pytest.raises(ValueError):
            read_arrays(path)


@given(st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), min_size=1)))
def test_strings_come_back_as_they_were_packed(lines: list[str]) -> None:
    assert unpack(pack(lines)) == lines


@given(st.data())
def test_runs_are_put_into_another_order_whole(data: st.DataObject) -> None:
    runs = data.draw(st.lists(st.lists(st.integers(0, 9), max_size=4), max_size=6))
    order = data.draw(st.permutations(range(len(runs))))
    flat = np.array([value for run in runs for value in run], dtype=np.int64)
    moved = flat[run_indices(starts_of(map(len, runs)), np.array(order, dtype=np.int64))[0]]
    assert moved.tolist() == [value for number in order for value in runs[number]]


def test_numbers_take_no_more_room_than_they_need() -> None:
    assert smallest([0, 255]).dtype == np.uint8
    assert smallest([256]).dtype == np.uint16
    assert smallest([]).dtype == np.uint8
    assert signed([5]).dtype == np.int32
    assert signed([2**31]).dtype == np.int64
