"""`serve` builds the index where it must, and serves with the settings of the command."""

import json
import re
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner, Result

from explorer.cli.output import WRONG_USAGE
from explorer.cli.serve import serve
from explorer.core.errors import IndexUnavailableError
from explorer.corpus.home import Home
from explorer.engines.manage import is_current
from explorer.engines.open import open_engine
from explorer.web.server import AddressError
from tests.factories import andorra_2021, index, store, tuvalu_2021


def run(home: Home, *words: str) -> Result:
    return CliRunner().invoke(serve, words, obj=home)


def test_the_index_is_built_once_before_the_port_is_opened(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        first = run(home, "--port", port)
        generation = open_engine(home).generation
        second = run(home, "--port", port)
    assert (first.stderr, second.stderr) == ("The search index was rebuilt.\n", "")
    assert open_engine(home).generation == generation
    for done in (first, second):
        assert isinstance(done.exception, AddressError)
        assert f"127.0.0.1 port {port} " in str(done.exception)


@pytest.mark.parametrize("words", [("--port", "65536"), ("--workers", "65"), ("--port", "http")])
def test_numbers_out_of_range_are_wrong_usage(tmp_path: Path, words: tuple[str, str]) -> None:
    done = run(Home(tmp_path), *words)
    assert done.exit_code == WRONG_USAGE
    assert words[0] in done.stderr


def test_a_server_answers_where_it_says_and_counts_with_the_option(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "explorer", "--home", str(tmp_path), "serve"]
    command += ["--port", "0", "--workers", "1", "--metrics"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr
            assert process.stderr.readline() == "The search index was rebuilt.\n"
            match = re.fullmatch(r"Serving on (http://127\.0\.0\.1:\d+)\n", process.stderr.readline())
            assert match
            with urlopen(f"{match[1]}/readyz", timeout=120) as response:
                assert response.status == 200
            with urlopen(f"{match[1]}/metrics", timeout=120) as response:
                assert "oc_explorer" in response.read().decode()
        finally:
            process.terminate()


def served(home: Path, ready: Callable[[str, list[str]], None]) -> None:
    """Serve a home, and hand the address and the lines before it over."""
    command = [sys.executable, "-m", "explorer", "--home", str(home), "serve", "--port", "0", "--workers", "1"]
    lines: list[str] = []
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=limited) as process:
        try:
            assert process.stderr
            while not (match := re.match(r"Serving on (http://127\.0\.0\.1:\d+)", line := process.stderr.readline())):
                assert line, lines
                lines.append(line)
            ready(match[1], lines)
        finally:
            process.terminate()


def limited() -> None:
    """Let the process write no file of more than 2,000 bytes, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))


def test_where_a_rebuild_fails_the_last_index_is_served_with_a_warning(tmp_path: Path) -> None:
    home = index(Home(tmp_path), tuvalu_2021())
    generation = open_engine(home).generation
    store(home, andorra_2021())
    assert not is_current(home, open_engine(home))

    def check(address: str, lines: list[str]) -> None:
        warning, logged = lines
        assert warning.startswith("Warning: The search index could not be brought up to date: ")
        assert f"The last whole one serves, generation {generation}." in warning
        assert json.loads(logged)["level"] == "warning"
        with urlopen(f"{address}/readyz", timeout=120) as response:
            record = json.load(response)
        assert (record["status"], record["generation"]) == ("ready", generation)
        assert record["warning"].startswith("The search index is older than the corpus")
        with urlopen(f"{address}/version", timeout=120) as response:
            assert json.load(response)["warning"] == record["warning"]
        with urlopen(f"{address}/api/v1/search?q=heroin&country=TUV", timeout=120) as response:
            assert json.load(response)["total"] == 25

    served(home.path, check)


def test_a_profile_that_cannot_be_read_stops_no_server(tmp_path: Path) -> None:
    home = index(Home(tmp_path), tuvalu_2021())
    (home.profiles / "2021" / "tuv.md").write_text("---\n")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run(home, "--port", str(taken.getsockname()[1]))
    assert isinstance(done.exception, AddressError)
    rebuilt, warning, logged = done.stderr.splitlines()
    assert rebuilt == "The search index was rebuilt."
    assert warning.startswith(f"Warning: {home.profiles / '2021' / 'tuv.md'}:1: ")
    assert json.loads(logged)["level"] == "warning"


def test_without_any_whole_index_a_server_says_why_and_ends(tmp_path: Path) -> None:
    (tmp_path / "generations").write_text("a file, where a folder belongs")
    done = run(Home(tmp_path))
    assert isinstance(done.exception, IndexUnavailableError)
    assert "could not be built" in str(done.exception)
