"""docs/operating.md and the container file agree with the code."""

import configparser
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from explorer.cli import serve
from explorer.corpus.home import Home
from explorer.web.app import create_app
from explorer.web.settings import Settings
from tests.cli.conftest import CommandLine
from tests.factories import index, tuvalu_2021
from tests.web.test_server import served

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "operating.md").read_text("utf-8")
CONTAINER = (ROOT / "Containerfile").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    yield index(Home(tmp_path_factory.mktemp("guide")))


def test_the_guide_names_the_settings_that_there_are() -> None:
    modules = ("web/settings.py", "core/paths.py", "engines/open.py")
    code = "".join((ROOT / "explorer" / name).read_text("utf-8") for name in modules)
    named = re.compile(r"OC_EXPLORER_[A-Z_]+")
    assert set(named.findall(code)) == set(named.findall(GUIDE))


def test_the_service_starts_a_command_that_there_is() -> None:
    (unit,) = blocks("ini")
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(unit)
    command = parser["Service"]["ExecStart"].split()
    assert Path(command[0]).name == "oc-explorer"
    assert command[1] == serve.serve.name
    assert parser["Service"]["ProtectSystem"] == "strict"


def test_alerts_are_made_of_metrics_that_there_are(home: Home) -> None:
    client = create_app(Settings(home, has_metrics=True)).test_client()
    client.get("/search?q=heroin")
    answered = client.get("/metrics").text
    (rules,) = (yaml.safe_load(block) for block in blocks("yaml"))
    expressions = [rule["expr"] for group in rules["groups"] for rule in group["rules"]]
    for name in re.findall(r"oc_explorer_\w+", GUIDE + "".join(expressions)):
        assert name in answered, name
    assert 'route="/search"' in answered


def test_the_container_is_built_from_what_there_is() -> None:
    copied = [line.split()[1:-1] for line in CONTAINER.splitlines() if re.match(r"COPY (?!--)", line)]
    for path in (path for paths in copied for path in paths):
        assert (ROOT / path).exists(), path
    ignored = (ROOT / ".containerignore").read_text("utf-8").splitlines()
    assert {line[1:] for line in ignored if line.startswith("!")} == {path for paths in copied for path in paths}
    assert "--require-hashes" in CONTAINER
    assert re.search(r"^USER (?!0|root)", CONTAINER, re.MULTILINE)


def test_the_container_starts_the_server_and_finds_it_well(home: Home) -> None:
    start = json.loads(re.findall(r"^CMD (.*)", CONTAINER, re.MULTILINE)[-1])
    assert start[0] == serve.serve.name
    assert set(start[1::2]) <= {option for parameter in serve.serve.params for option in parameter.opts}
    (check,) = re.findall(r"^  CMD (.*)", CONTAINER, re.MULTILINE)
    code = json.loads(check)[2]
    with served(home) as (_, url):
        alive = code.replace("http://127.0.0.1:8000", url)
        assert subprocess.run([sys.executable, "-c", alive]).returncode == 0
    assert subprocess.run([sys.executable, "-c", alive], stderr=subprocess.DEVNULL).returncode != 0


@pytest.mark.skipif(not shutil.which("tar"), reason="needs tar")
def test_a_backup_is_restored_as_the_guide_has_it(tmp_path: Path) -> None:
    home = index(Home(tmp_path / "home"), tuvalu_2021())
    (command,) = re.findall(r"^    (tar .*\\\n.*)$", GUIDE, re.MULTILINE)
    subprocess.run(command.replace("/var/lib/oc-explorer", str(home.path)), shell=True, cwd=tmp_path, check=True)
    restored = tmp_path / "restored"
    restored.mkdir()
    (backup,) = tmp_path.glob("oc-explorer-*.tar.gz")
    subprocess.run(["tar", "--extract", "--file", backup, "--directory", restored], check=True)
    assert not (restored / "generations").exists()
    again = CommandLine(restored)
    assert [again(name).status for name in ("index", "check")] == [0, 0]
    assert (
        again("search", "ferry", "--json").json["total"]
        == CommandLine(home.path)("search", "ferry", "--json").json["total"]
    )
