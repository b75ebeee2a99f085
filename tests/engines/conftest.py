"""Fixtures: an engine over the bundled digest."""

from collections.abc import Iterator

import pytest

from explorer.engines.open import embedded_engine
from explorer.linking.linker import linker
from explorer.search.answering import SearchEngine
from tests.factories import bundled_digest


@pytest.fixture(scope="module")
def bundled_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    """Build an engine over the bundled digest."""
    made = embedded_engine(tmp_path_factory.mktemp("home") / "generations", linker())
    made.build([bundled_digest()], "bundled")
    yield made
    made.close()
