"""Growth of processor time with the size of the input: a measure that does not depend on a slow or busy machine."""

import time
from collections.abc import Callable

TIMES = 8  # as much input the second time
_LEAST = 0.004  # seconds of a measure: some clocks of processor time advance in steps of that order


def is_linear(read: Callable[[int], object], size: int) -> bool:
    """Tell whether reading takes processor time in proportion to the size, or at most three times as much."""
    return growth(read, size) < 3 * TIMES


def growth(read: Callable[[int], object], size: int) -> float:
    """Return how many times the processor time of reading `size` it takes to read TIMES as much.

    About TIMES where reading is linear, and TIMES squared where it is quadratic. Each is the minimum of three runs.
    """
    return _minimum(read, size * TIMES) / _minimum(read, size)


def _minimum(read: Callable[[int], object], size: int) -> float:
    return min(_processor_time(read, size) for _ in range(3))


def _processor_time(read: Callable[[int], object], size: int) -> float:
    """Return the mean processor time of reading, over as many times as a measure needs."""
    started, times = time.process_time(), 0
    while (taken := time.process_time() - started) < _LEAST or not times:
        read(size)
        times += 1
    return taken / times
