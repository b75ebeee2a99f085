"""Cooperative request timeout: work that can be long checks the clock as it goes."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from time import monotonic
from typing import TypeVar

from explorer.core.errors import ExplorerError

Thing = TypeVar("Thing")


class RequestTimeoutError(ExplorerError):
    """The answer takes longer than one request may: HTTP 503. The message names what would shorten it."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds  # that one request may take


_allowed: ContextVar[tuple[float, float]] = ContextVar("allowed", default=(inf, inf))  # until when, for how long


@contextmanager
def timeout(seconds: float) -> Iterator[None]:
    """Have the work of the block stopped at its next check when it takes longer; 0 lets it take what it takes."""
    before = _allowed.set((monotonic() + seconds, seconds) if seconds else (inf, inf))
    try:
        yield
    finally:
        _allowed.reset(before)


def with_timeout(things: Iterable[Thing]) -> Iterator[Thing]:
    """Yield each of many things to work on, for as long as there is time. Raises RequestTimeoutError."""
    for thing in things:
        check_timeout()
        yield thing


def check_timeout() -> None:
    """Go on, or raise RequestTimeoutError when the time is up."""
    until, seconds = _allowed.get()
    if monotonic() > until:
        raise RequestTimeoutError(
            f"This takes longer than the {seconds:g} seconds that one request may take here. "
            "Ask for less: rarer words, fewer terms, or one country, edition or section.",
            seconds,
        )
