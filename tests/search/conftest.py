"""Found passages of our own words, and engines to ask."""

from collections.abc import Iterator

import pytest

from explorer.engines.whoosh.backend import WhooshEngine
from explorer.linking.linker import linker
from explorer.model.profiles import Profile
from tests.engines.conftest import TEXTS, make_profile


@pytest.fixture(scope="session")
def small_corpus() -> list[Profile]:
    return [make_profile(id) for id in TEXTS]


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory, small_corpus: list[Profile]) -> Iterator[WhooshEngine]:
    """An engine over the small corpus of the engines' tests."""
    made = WhooshEngine(tmp_path_factory.mktemp("search") / "generations", linker())
    made.build(small_corpus, "small")
    yield made
    made.close()
