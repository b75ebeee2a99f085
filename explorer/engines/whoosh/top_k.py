"""Which hits stand on a page: the first of many by several keys, without putting all of them in order."""

from collections.abc import Sequence

import numpy as np

from explorer.engines.whoosh.array_file import Array


def top_k(candidates: Array, keys: Sequence[Array], count: int) -> Array:
    """The first candidates by the keys, lowest first, and then in the order in which they are given.

    Each key has one value for every document; candidates are numbers of documents.
    """
    chosen: list[Array] = []
    wanted = count
    for key in keys:
        if len(candidates) <= wanted:
            break
        values = key[candidates]
        limit = np.partition(values, wanted - 1)[wanted - 1]
        below = candidates[values < limit]
        chosen.append(below)
        wanted -= len(below)
        candidates = candidates[values == limit]
    found = np.sort(np.concatenate([*chosen, candidates[:wanted]]))
    if not keys:
        return found
    return found[np.lexsort([key[found] for key in reversed(keys)])]
