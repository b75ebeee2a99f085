"""Opening the engine that the environment names."""

import os
from collections.abc import Mapping
from pathlib import Path

from explorer.core.errors import ExplorerError
from explorer.corpus.home import Home
from explorer.engines.whoosh.backend import WhooshBackend
from explorer.search.answering import CACHED_ANSWERS, SearchEngine
from explorer.search.engine import PassageLinker
from explorer.search.query.synonyms import Synonyms
from explorer.search.relevance import RelevanceWeights

EMBEDDED = "whoosh"
SETTING = "OC_EXPLORER_ENGINE"


class EngineSettingError(ExplorerError):
    """There is no engine of the name that the environment sets; the message gives a name that works."""


def open_engine(
    home: Home, environment: Mapping[str, str] = os.environ, *, cached_answers: int = CACHED_ANSWERS
) -> SearchEngine:
    """Open the engine that the environment names over a home, whether or not its index is built.

    Raises EngineSettingError for an engine that this version does not have.
    """
    name = environment.get(SETTING, "").strip() or EMBEDDED
    if name != EMBEDDED:
        raise EngineSettingError(
            f"{SETTING} is {name!r}, and this version has no such engine. "
            f"Unset it, or set it to {EMBEDDED!r}, the engine that is built in."
        )
    return embedded_engine(home.generations, cached_answers=cached_answers)


def embedded_engine(
    folder: Path,
    linker: PassageLinker | None = None,
    synonyms: Synonyms | None = None,
    weights: RelevanceWeights | None = None,
    cached_answers: int = CACHED_ANSWERS,
) -> SearchEngine:
    """Open the embedded engine over a folder of generations; by default with the vocabulary that this copy ships."""
    return SearchEngine(WhooshBackend(folder, weights), linker, synonyms, cached_answers)
