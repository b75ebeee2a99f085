"""Fixtures: a site on this machine, and what asks it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import pytest

from explorer.ingest.fetch.polite_client import FetchLimits, PoliteClient

QUICK = FetchLimits(delay=0, backoff=0.01, connect_seconds=2, silent_seconds=5, seconds=10)


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask the site itself, whatever the environment of the tests names."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def make_client() -> Iterator[Callable[..., PoliteClient]]:
    """Yield a factory of clients for sites, with limits that are quick but for those given."""
    with ExitStack() as stack:

        def make(*sites: str, slept: list[float] | None = None, contact: str = "", **limits: Any) -> PoliteClient:
            client = PoliteClient(sites, "oc-explorer/1 (tests)", contact, replace(QUICK, **limits))
            if slept is not None:
                client.sleep = slept.append
            return stack.enter_context(client)

        yield make
