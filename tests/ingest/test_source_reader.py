"""Sources are read in a process of their own, and nothing that happens to it ends the import of the next."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from explorer.core.errors import SourceError
from explorer.corpus.profile_markdown import write_profile_markdown
from explorer.ingest.detect import read_source
from explorer.ingest.source_reader import ReadingLimits, SourceReader
from tests.factories import bundled_digest
from tests.ingest.sample_pages import OLD, as_soup


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "kgz.md"
    path.write_text(write_profile_markdown(bundled_digest()), encoding="utf-8")
    return path


@pytest.fixture
def heavy(tmp_path: Path) -> Path:
    """Write a page that takes seconds, and hundreds of megabytes, to read."""
    path = tmp_path / "lesotho-2021.html"
    page = as_soup(OLD)
    path.write_text(page.replace("<body>", "<body>" + "<p>Tea is <b>sold</b> here.</p>\n" * 22_000), encoding="utf-8")
    return path


@pytest.fixture
def reader() -> Iterator[SourceReader]:
    with SourceReader() as reader:
        yield reader


def child(reader: SourceReader) -> psutil.Process:
    assert reader._process is not None
    return psutil.Process(reader._process.pid)


def test_a_source_is_read_as_in_one_process(reader: SourceReader, document: Path) -> None:
    assert reader.read(document) == read_source(document)
    with pytest.raises(SourceError, match="--edition 2023 was given"):
        reader.read(document, 2023)


def test_one_process_reads_all_sources(reader: SourceReader, document: Path) -> None:
    reader.start()
    before = child(reader).pid
    for _ in range(3):
        reader.read(document)
    with pytest.raises(SourceError, match="No such file"):
        reader.read(document.with_name("none"))
    assert child(reader).pid == before
    reader.close()
    assert not psutil.pid_exists(before)


def test_a_name_that_is_no_text_is_passed_on(reader: SourceReader, document: Path) -> None:
    path = document.rename(document.with_name(os.fsdecode(b"kgz\xff\n\x1b[2J.md")))
    assert reader.read(path).profiles == (bundled_digest(),)


def test_a_source_that_takes_too_long_is_refused_and_the_next_is_read(heavy: Path, document: Path) -> None:
    with SourceReader(ReadingLimits(seconds=0.05)) as reader:
        with pytest.raises(SourceError, match=r"more than the 0\.05 seconds that a source may take"):
            reader.read(heavy)
        reader.limits = ReadingLimits()
        assert reader.read(document).kind == "document"


def test_a_source_that_takes_too_much_work_is_refused_and_the_next_is_read(heavy: Path, document: Path) -> None:
    with SourceReader(ReadingLimits(processor_seconds=-1)) as reader:
        with pytest.raises(SourceError, match="seconds of work that a source may take"):
            reader.read(heavy)
        reader.limits = ReadingLimits()
        assert reader.read(document).kind == "document"


def test_a_source_that_takes_too_much_memory_is_refused_and_the_next_is_read(heavy: Path, document: Path) -> None:
    with SourceReader(ReadingLimits(memory=170 * 2**20)) as reader:
        with pytest.raises(SourceError, match="more memory than the 170 MB that a source may have"):
            reader.read(heavy)
        assert reader.read(document).kind == "document"


@pytest.mark.parametrize(
    ("number", "message"),
    [(signal.SIGSEGV, r"crashed \(SIGSEGV\)"), (signal.SIGKILL, "ended from outside, as where memory runs out")],
)
def test_a_crash_is_told_and_the_next_source_is_read(
    reader: SourceReader, heavy: Path, document: Path, number: signal.Signals, message: str
) -> None:
    reader.read(document)
    threading.Timer(0.2, child(reader).send_signal, (number,)).start()
    with pytest.raises(SourceError, match=message):
        reader.read(heavy)
    assert reader.read(document).kind == "document"


def test_the_clock_of_a_source_keeps_no_interrupted_program_from_ending(heavy: Path) -> None:
    with SourceReader(ReadingLimits(seconds=1)) as reader, ThreadPoolExecutor(1) as pool:
        reading = pool.submit(reader.read, heavy)
        while not (clocks := [each for each in threading.enumerate() if isinstance(each, threading.Timer)]):
            time.sleep(0.005)
        assert all(clock.daemon for clock in clocks)
        assert isinstance(reading.exception(), SourceError)
        assert not any(clock.is_alive() for clock in clocks)


def test_a_process_that_ended_between_two_sources_is_replaced(reader: SourceReader, document: Path) -> None:
    reader.read(document)
    process = child(reader)
    process.kill()
    process.wait()
    assert reader.read(document).kind == "document"


SCRIPT = """
import sys
from pathlib import Path
from explorer.ingest.source_reader import SourceReader
with SourceReader() as reader:
    print(reader.read(Path(sys.argv[1])).kind, flush=True)
    print(reader._process.pid, flush=True)
    sys.stdin.read() if len(sys.argv) > 2 else None
"""


def test_a_script_without_a_guard_reads_too(document: Path, tmp_path: Path) -> None:
    """A script may stand in a file or at standard input: none of it is run a second time."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    for command, given in ((["-", document], SCRIPT), ([script, document], "")):
        done = subprocess.run([sys.executable, *command], input=given, capture_output=True, text=True)
        assert (done.stdout.split()[0], len(done.stdout.split()), done.stderr) == ("document", 2, "")


def test_nothing_is_left_where_the_parent_is_killed(document: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, document, "wait"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "document\n"
        process = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
    until = time.monotonic() + 30
    while process.is_running() and process.status() != psutil.STATUS_ZOMBIE and time.monotonic() < until:
        time.sleep(0.02)
    assert not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def test_a_process_that_cannot_be_started_is_told(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(SourceError, match=r"could not be started \(No such file or directory\)"):
        SourceReader().read(document)


def test_half_a_kilobyte_that_would_fill_the_memory_is_refused_and_the_next_is_read(document: Path) -> None:
    laughs = "\n".join(f"- &a{n} [{', '.join([f'*a{n - 1}' if n else 'x'] * 9)}]" for n in range(9))
    bomb = document.with_name("bomb.md")
    bomb.write_text(f"---\ncountry: KGZ\nedition:\n{laughs}\n---\n\n## Drugs\n\nTea.\n", encoding="utf-8")
    with SourceReader(ReadingLimits(processor_seconds=2)) as reader:
        with pytest.raises(SourceError):
            reader.read(bomb)
        assert reader.read(document).kind == "document"
