"""Fixtures: open corpora for the tools."""

from pathlib import Path

import pytest

from explorer.assistant.tool import ToolContext
from explorer.corpus.home import Home
from explorer.serving.open_corpus import Corpus
from tests.assistant.sample_library import index_sample_library


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return index_sample_library(Home(tmp_path_factory.mktemp("assistant")))


@pytest.fixture(scope="session")
def context(sample_home: Home) -> ToolContext:
    """Return the corpus of a server without a public address."""
    return ToolContext(Corpus(sample_home))


@pytest.fixture(scope="session")
def public(context: ToolContext) -> ToolContext:
    """Return the same corpus with the address of a site."""
    return ToolContext(context.corpus, "https://example.org/oc")


@pytest.fixture(scope="session")
def both(both_home: Home) -> ToolContext:
    """Return a corpus of two series."""
    return ToolContext(Corpus(both_home))


@pytest.fixture
def unbuilt(tmp_path: Path) -> ToolContext:
    """Return a corpus without a search index."""
    return ToolContext(Corpus(Home(tmp_path / "unbuilt")))
