"""Every command where its output cannot be written, or not in the encoding of the locale."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from explorer.text.escapes import escape_controls
from tests.cli.conftest import CommandLine

ARTICLE = "“Kyrgyzstan is a key stage on the heroin route from Afghanistan to Russia”, says Kyrgyzstan’s 2021 profile."
COMMANDS: dict[str, tuple[str, ...]] = {
    "search": ("search", "heroin"),
    "show": ("show", "kgz-2021"),
    "export": ("export", "heroin"),
    "matrix": ("matrix", "TERMS"),
    "cite": ("cite", "kgz-2021/drugs/1", "--style", "oscola"),
    "quote": ("quote", ARTICLE[1:40]),
    "article": ("quote", "--article", ARTICLE),
    "verify": ("verify", "REFS"),
    "check": ("check",),
    "import": ("import", "--dry-run", "DOCUMENT"),
    "index": ("index",),
    "help": ("--help",),
    "help of a command": ("search", "--help"),
    "version": ("--version",),
}
# All of them in `make soak`: one place writes for every command, which tests/cli/test_hostile_output.py holds.
NAMES = tuple(COMMANDS) if os.environ.get("OC_EXPLORER_SOAK") else ("search", "export", "import")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a home with an index, and beside it the files that the commands read."""
    home = tmp_path_factory.mktemp("streams") / "home"
    command = CommandLine(home)
    command("index")
    (home.parent / "TERMS").write_text("heroin\n", encoding="utf-8")
    (home.parent / "REFS.ris").write_text(command("cite", "kgz-2021", "--style", "ris").out, encoding="utf-8")
    (home.parent / "Côte›.md").write_text(
        "---\ncountry: AND\nedition: 2023\n---\n\n## Drugs\n\nHeroin.\n", encoding="utf-8"
    )
    return home


def arguments(home: Path, name: str, *more: str) -> list[str]:
    files = {"TERMS": "TERMS", "REFS": "REFS.ris", "DOCUMENT": "Côte›.md"}
    words = (str(home.parent / files[word]) if word in files else word for word in COMMANDS[name])
    return [sys.executable, "-m", "explorer", "--home", str(home), *words, *more]


def shell(redirection: str, words: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command in a shell, with a redirection or a pipe after it."""
    return subprocess.run(
        ["/bin/bash", "-c", f'set -o pipefail; "$@" {redirection}', "sh", *words], capture_output=True, text=True
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_full_disk_is_a_sentence(home: Path, name: str) -> None:
    done = shell("> /dev/full", arguments(home, name))
    message = "Standard output cannot be written (No space left on device); the output is not complete."
    assert (done.returncode, done.stderr.splitlines()[-1:]) == (3, [f"oc-explorer: {message}"])
    assert "Traceback" not in done.stderr and "Exception ignored" not in done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_a_closed_stdout_is_a_sentence(home: Path, name: str) -> None:
    done = shell(">&-", arguments(home, name))
    message = "Standard output cannot be written (it is closed); the output is not complete."
    assert (done.returncode, done.stderr.splitlines()[-1:]) == (3, [f"oc-explorer: {message}"])
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_a_reader_that_goes_away_is_no_failure(home: Path, name: str) -> None:
    done = shell("| true", arguments(home, name))
    assert done.returncode == 0
    assert not any(word in done.stderr for word in ("Traceback", "Broken pipe", "Exception ignored"))


@pytest.mark.parametrize("redirection", ["2> /dev/full", "2>&-", "<&-"])
def test_messages_that_cannot_be_written_change_nothing(home: Path, redirection: str) -> None:
    for name in ("search", "export", "quote"):
        expected, done = shell("", arguments(home, name)), shell(redirection, arguments(home, name))
        assert (done.returncode, done.stdout) == (expected.returncode, expected.stdout), name
    wrong = [sys.executable, "-m", "explorer", "serach"]
    assert shell(redirection, wrong).returncode == 2


def output(home: Path, name: str, encoding: str, *more: str) -> bytes:
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    done = subprocess.run(arguments(home, name, *more), capture_output=True, env=environment)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False), (name, done.stderr)
    return done.stdout


def test_each_command_writes_in_the_encoding_of_the_locale(home: Path) -> None:
    for name in NAMES:
        if name != "index":  # each build has a name of its own
            expected = output(home, name, "utf-8")
            is_file = name in ("export", "matrix")  # in UTF-8
            written = expected if is_file else expected.decode("utf-8").encode("cp437", "replace")
            assert output(home, name, "cp437") == written, name


@pytest.mark.parametrize("encoding", ["latin-1", "cp932"])
def test_output_is_written_in_any_encoding(home: Path, encoding: str) -> None:
    expected = output(home, "search", "utf-8").decode("utf-8")
    assert "›" in expected
    assert output(home, "search", encoding) == expected.encode(encoding, "replace")
    json.loads(output(home, "show", encoding, "--json").decode("utf-8"))
    done = subprocess.run(
        [sys.executable, "-m", "explorer", "--home", str(home), "show", "kgz›2021"],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": encoding},
    )
    assert (done.returncode, done.stdout, b"Traceback" in done.stderr) == (1, b"", False)
    assert "not an id" in done.stderr.decode(encoding)


@pytest.mark.parametrize("name", ["search", "show", "cite", "quote", "article", "matrix", "verify", "check", "import"])
def test_json_is_utf_8_in_any_encoding(home: Path, name: str) -> None:
    text = output(home, name, "ascii", "--json").decode("utf-8")
    assert json.loads(text) and escape_controls(text).replace(r"\n", "\n") == text
