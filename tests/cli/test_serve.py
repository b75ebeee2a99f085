"""`serve` builds the index where it must, and serves with the settings of the command."""

import re
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner, Result

from explorer.cli.output import WRONG_USAGE
from explorer.cli.serve import serve
from explorer.corpus.home import Home
from explorer.engines.open import open_engine
from explorer.web.server import AddressError


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
