"""A process killed at any moment, or a full disk, loses nothing: everything is old or new, and whole.

`make soak` kills at 200 moments of an import and of a build; `make test` at a few.
"""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.engines.generations import POINTER
from tests.cli.conftest import CommandLine

SOAK = bool(os.environ.get("OC_EXPLORER_SOAK"))
MOMENTS = 200 if SOAK else 4
CODES = ("AND", "LIE", "MCO", "SMR", "MLT", "LUX")


def write_documents(folder: Path, word: str) -> None:
    folder.mkdir(exist_ok=True)
    for code in CODES:
        passages = "\n\n".join(f"Passage {number} speaks of {word} and of heroin." for number in range(1, 16))
        text = f"---\ncountry: {code}\nedition: 2023\n---\n\n## Drugs\n\n{passages}\n"
        (folder / f"{code}.md").write_text(text, encoding="utf-8")


@pytest.fixture
def settled(command: CommandLine, tmp_path: Path) -> float:
    """Import and index documents in a home, and return the seconds that it took."""
    write_documents(tmp_path / "in", "oldword")
    start = time.monotonic()
    done = command("import", tmp_path / "in")
    assert done.status == 0, done.err
    return time.monotonic() - start


def start(command: CommandLine, *words: str | Path) -> subprocess.Popen[bytes]:
    """Start a command in a session of its own, so that it can be killed with all processes that it starts."""
    line = [sys.executable, "-m", "explorer", "--home", str(command.home), *map(str, words)]
    return subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def kill(process: subprocess.Popen[bytes], with_group: bool) -> None:
    """Kill a process, alone or with its group, as systemd and containers do."""
    with suppress(ProcessLookupError):  # it has ended
        if with_group:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.send_signal(signal.SIGKILL)
    process.wait()


def check_whole(home: Home) -> None:
    """Check that every profile is of one import or the other, and whole."""
    library = Library.open(home)
    for code in CODES:
        texts = [passage.text for passage in library.profile(f"{code.lower()}-2023").passages()]
        assert len(texts) == 15
        assert len({("oldword" in text, "newword" in text) for text in texts}) == 1


@pytest.mark.parametrize("with_group", [True, False] if SOAK else [True])
def test_a_killed_import_leaves_every_profile_and_the_index_whole(
    command: CommandLine, settled: float, tmp_path: Path, with_group: bool
) -> None:
    moments = random.Random(7)
    for turn in range(MOMENTS):
        write_documents(tmp_path / "in", ("newword", "oldword")[turn % 2])
        process = start(command, "import", tmp_path / "in")
        time.sleep(moments.uniform(0, settled * 1.1))
        kill(process, with_group)
        check_whole(Home(command.home))
        answer = command("search", "heroin", "--filter", "edition=2023", "--json")
        assert answer.status == 0, answer.err
        assert answer.json["total"] == 15 * len(CODES)
    assert command("import", tmp_path / "in").status == 0
    assert command("check").status == 0
    left = [path.name for path in command.home.rglob("*.part")]
    assert len(left) <= MOMENTS  # at most the one file that was being written at each moment


@pytest.mark.parametrize("with_group", [True, False] if SOAK else [False])
def test_a_killed_build_leaves_the_old_generation_serving(
    command: CommandLine, settled: float, with_group: bool
) -> None:
    moments = random.Random(11)
    for _ in range(MOMENTS):
        process = start(command, "index")
        time.sleep(moments.uniform(0, settled))
        kill(process, with_group)
        answer = command("search", "oldword", "--json")
        assert answer.status == 0, answer.err
        assert answer.json["total"] == 15 * len(CODES)
    assert command("index").status == 0
    assert command("check").status == 0
    generations = [path for path in (command.home / "generations").iterdir() if path.is_dir()]
    assert len(generations) == 1  # the current one: not the one that the last build read, and none of a killed build


def limited(size: int) -> None:
    """Limit the size of files in the child to so many bytes, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [0, 2000])
def test_a_disk_that_takes_no_more_is_said_and_the_old_generation_serves(
    command: CommandLine, settled: float, size: int
) -> None:
    before = (command.home / "generations" / POINTER).read_text()
    line = [sys.executable, "-m", "explorer", "--home", str(command.home), "index"]
    done = subprocess.run(line, capture_output=True, text=True, preexec_fn=lambda: limited(size))
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert "still serves" in done.stderr or "cannot be written" in done.stderr
    assert (command.home / "generations" / POINTER).read_text() == before
    assert command("search", "oldword", "--json").json["total"] == 15 * len(CODES)


def test_two_builds_at_once_both_end_well(command: CommandLine, settled: float) -> None:
    builds = [start(command, "index") for _ in range(2)]
    assert [build.wait() for build in builds] == [0, 0]
    assert command("check").status == 0


@pytest.mark.parametrize("kind", ["index", "arrays", "manifest", "pointer"])
def test_a_damaged_generation_is_found_and_healed_by_a_rebuild(command: CommandLine, settled: float, kind: str) -> None:
    generations = command.home / "generations"
    folder = generations / (generations / POINTER).read_text().strip()
    files = {
        "index": max(folder.glob("segments/*/whoosh/*"), key=lambda path: path.stat().st_size),
        "arrays": folder / "arrays",
        "manifest": folder / "manifest.json",
        "pointer": generations / POINTER,
    }
    data = bytearray(files[kind].read_bytes())
    data[len(data) // 2] ^= 0xFF
    files[kind].write_bytes(data)
    done = command("check", "--json")
    assert done.status == 3
    assert [check["name"] for check in done.json["checks"] if not check["ok"]] == ["index"]
    assert "Traceback" not in done.err
    assert command("index").status == 0
    assert command("check").status == 0
