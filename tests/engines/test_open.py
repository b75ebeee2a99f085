"""One function opens the engine that the environment names."""

from pathlib import Path

import pytest

from explorer.corpus.home import Home
from explorer.engines.open import SETTING, EngineSettingError, open_engine


@pytest.mark.parametrize("environment", [{}, {SETTING: ""}, {SETTING: " whoosh "}])
def test_the_embedded_engine_is_opened_unless_another_is_named(tmp_path: Path, environment: dict[str, str]) -> None:
    engine = open_engine(Home(tmp_path), environment)
    engine.build([], "none")
    assert (tmp_path / "generations" / engine.generation).is_dir()
    engine.close()


@pytest.mark.parametrize("name", ["opensearch://localhost:9200/oc", "Whoosh", "elastic"])
def test_an_engine_that_is_not_there_is_refused_with_what_works(tmp_path: Path, name: str) -> None:
    with pytest.raises(EngineSettingError, match=f"'{name}', and this version has no such engine.*'whoosh'"):
        open_engine(Home(tmp_path), {SETTING: name})
