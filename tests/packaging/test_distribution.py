"""The wheel that is built from the sdist has the content, and works in an empty environment."""

import json
import os
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from explorer.core import paths

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist, and the wheel from it, and return their folder."""
    folder = tmp_path_factory.mktemp("dist")
    # Without --sdist or --wheel the wheel is built from the sdist, not from the checkout.
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT))
    return folder


def run(*words: str, **environment: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, env={**os.environ, **environment}, cwd="/")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_has_corpus_vocabulary_and_templates_and_no_built_index(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for file in ("corpus/2021/kgz.md", "index/countries.toml", "index/indicators.toml", "templates/base.html"):
        assert f"explorer/content/{file}" in names
    index = paths.content("index")
    folders = (index / "dictionary", index / "translations")
    words = {*paths.vocabulary_files(), *(file for folder in folders for file in folder.iterdir())}
    words.add(index / "links" / "schema.json")
    assert {f"explorer/content/{path.relative_to(ROOT).as_posix()}" for path in words} <= set(names)
    assert "explorer/py.typed" in names
    (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
    extras = re.findall(rb"^Provides-Extra: (.*)$", zipfile.ZipFile(wheel).read(metadata), re.MULTILINE)
    assert extras == [b"assistants"]
    assert any(name.startswith("explorer/web/static/") for name in names)
    assert not [name for name in names if "built" in name.split("/") or name.startswith(("tests", "corpus", "index"))]
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        assert not [name for name in archive.getnames() if "built" in name.split("/")]


def test_an_installed_copy_answers_a_search(built: Path, tmp_path: Path) -> None:
    wheels = os.environ.get("OC_EXPLORER_WHEELS")
    if not wheels:
        pytest.skip("needs the downloaded wheels: `make unit` names their folder in OC_EXPLORER_WHEELS")
    (wheel,) = built.glob("*.whl")
    environment = tmp_path / "empty"
    venv.create(environment, with_pip=True)
    pip = [str(environment / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", "--no-index"]
    run(*pip, "--find-links", str((ROOT / wheels).resolve()), str(wheel))
    command = str(environment / "bin" / "oc-explorer")
    home = str(tmp_path / "home")
    answer = json.loads(run(command, "--home", home, "search", "heroin", "--json"))
    assert answer["hits"][0]["id"] == "kgz-2021/drugs/1"
    assert "heroin-trade" in [indicator["slug"] for indicator in answer["hits"][0]["indicators"]]
    assert json.loads(run(command, "--home", home, "check", "--json"))["ok"] is True
    # Without --home an installed copy keeps its data in the platform's folder, never beside the package.
    answer = json.loads(run(command, "check", "--json", XDG_DATA_HOME=str(tmp_path), OC_EXPLORER_HOME=home))
    assert answer["home"] == home
