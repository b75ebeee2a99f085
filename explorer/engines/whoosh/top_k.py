"""The first of many hits by several keys, without putting all of them in order."""

from collections.abc import Sequence

import numpy as np

from explorer.engines.whoosh.array_types import Array, DocumentKeys, DocumentNumbers


def top_k(candidates: DocumentNumbers, keys: Sequence[DocumentKeys], count: int) -> Array:
    """Return the first candidates by the keys, lowest first, and then by number: shape (up to count,)."""
    chosen: list[DocumentNumbers] = []
    missing = count
    for key in keys:
        if len(candidates) <= missing:
            break
        values = key[candidates]
        limit = np.partition(values, missing - 1)[missing - 1]
        below = candidates[values < limit]
        chosen.append(below)
        missing -= len(below)
        candidates = candidates[values == limit]
    top = np.sort(np.concatenate([*chosen, candidates[:missing]]))
    if not keys:
        return top
    return top[np.lexsort([key[top] for key in reversed(keys)])]
