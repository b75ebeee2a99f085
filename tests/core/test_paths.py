"""Content and the default home are found in a checkout and in an installed copy."""

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from explorer.core import paths


def copied(root: Path) -> ModuleType:
    """Load a copy of the module from a package below a folder."""
    path = root / "explorer" / "core" / "paths.py"
    path.parent.mkdir(parents=True)
    shutil.copy(paths.__file__, path)
    spec = importlib.util.spec_from_file_location("copied_paths", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(tmp_path: Path) -> ModuleType:
    (tmp_path / "pyproject.toml").touch()
    return copied(tmp_path)


@pytest.fixture
def installed(tmp_path: Path) -> ModuleType:
    (tmp_path / "explorer" / "content").mkdir(parents=True)
    return copied(tmp_path)


def test_the_content_of_a_checkout_is_beside_the_package(checkout: ModuleType, tmp_path: Path) -> None:
    assert checkout.is_checkout()
    assert checkout.content("corpus") == tmp_path / "corpus"


def test_the_content_of_an_installed_copy_is_inside_the_package(installed: ModuleType, tmp_path: Path) -> None:
    assert not installed.is_checkout()
    assert installed.content("corpus") == tmp_path / "explorer" / "content" / "corpus"


def test_an_installed_copy_beside_the_project_of_another_is_no_checkout(installed: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    assert not installed.is_checkout()


def test_this_copy_has_all_its_content() -> None:
    for name in ("corpus", "index", "templates"):
        assert paths.content(name).is_dir(), name


def test_the_vocabulary_is_all_that_texts_are_read_by(checkout: ModuleType, tmp_path: Path) -> None:
    read = {"names.toml", "links/words.toml", "links/weights.csv", "links/markets/heroin-trade.toml"}
    others = {
        "links/schema.json",
        "dictionary/english.txt",
        "styles/apa.csl",
        "translations/es.toml",
        "built/scores/a.csv",
        "built/old/b.toml",
    }
    for name in (*read, *others):
        path = tmp_path / "index" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert {path.relative_to(tmp_path / "index").as_posix() for path in checkout.vocabulary_files()} == read


def test_the_home_that_the_environment_names_is_the_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("OC_EXPLORER_HOME", "~/crime")
    assert paths.default_home() == tmp_path / "crime"


def test_the_home_of_a_checkout_is_below_its_index(
    checkout: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("OC_EXPLORER_HOME", raising=False)
    assert checkout.default_home() == tmp_path / "index" / "built"


def test_the_home_of_an_installed_copy_is_the_data_folder_of_its_user(
    installed: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("OC_EXPLORER_HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    home = installed.default_home()
    assert (home.name, home.is_relative_to(tmp_path)) == ("oc-explorer", True)
