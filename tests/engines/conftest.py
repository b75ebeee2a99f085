"""Engines that a test builds itself, and one over the bundled digest."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from explorer.engines.whoosh.backend import WhooshEngine
from explorer.linking.linker import linker
from tests.factories import bundled_digest


@pytest.fixture
def make_engine(tmp_path: Path) -> Iterator[Callable[[], WhooshEngine]]:
    """Engines over one folder of generations, closed at the end."""
    made: list[WhooshEngine] = []

    def make() -> WhooshEngine:
        made.append(WhooshEngine(tmp_path / "generations", linker()))
        return made[-1]

    yield make
    for engine in made:
        engine.close()


@pytest.fixture(scope="module")
def bundled_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    """An engine over the bundled digest."""
    made = WhooshEngine(tmp_path_factory.mktemp("home") / "generations", linker())
    made.build([bundled_digest()], "bundled")
    yield made
    made.close()
