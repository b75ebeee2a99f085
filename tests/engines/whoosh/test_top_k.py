"""The top k are the first of a full sort."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.engines.whoosh.top_k import top_k


@given(st.data())
def test_the_first_hits_are_those_of_a_full_sort(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 40))
    keys = [
        np.array(data.draw(st.lists(st.integers(0, 3), min_size=size, max_size=size)), dtype=np.float64)
        for _ in range(data.draw(st.integers(0, 3)))
    ]
    candidates = np.array(sorted(data.draw(st.sets(st.integers(0, size - 1)))), dtype=np.int64)
    count = data.draw(st.integers(1, 50))
    expected = sorted(candidates.tolist(), key=lambda number: (*(key[number] for key in keys), number))[:count]
    assert top_k(candidates, keys, count).tolist() == expected
