"""Files that `--output` names: regular ones, devices, pipes and links."""

import errno
import os
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.cli.output_file import write_output
from explorer.cli.streams import OutputError
from tests.cli.conftest import CommandLine

SOAK = bool(os.environ.get("OC_EXPLORER_SOAK"))
DATA = b"heroin\r\n" * 1000


@pytest.fixture
def umask() -> Iterator[None]:
    """Give the tests of modes a umask that is no default."""
    before = os.umask(0o027)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_has_the_mode_of_the_umask(tmp_path: Path, umask: None) -> None:
    write_output(tmp_path / "new" / "a.csv", DATA)
    assert (mode(tmp_path / "new" / "a.csv"), (tmp_path / "new" / "a.csv").read_bytes()) == (0o640, DATA)
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.csv"]


@pytest.mark.parametrize("old", [0o600, 0o664, 0o666, 0o755])
def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path, umask: None, old: int) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"before")
    path.chmod(old)
    write_output(path, DATA)
    assert (mode(path), path.read_bytes()) == (old, DATA)


def test_links_are_followed(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.csv").symlink_to("second.csv")
    (tmp_path / "second.csv").symlink_to(Path("folder") / "a.csv")
    write_output(tmp_path / "link.csv", b"new")  # the file is not there yet
    write_output(tmp_path / "link.csv", DATA)
    assert (tmp_path / "link.csv").is_symlink() and (tmp_path / "second.csv").is_symlink()
    assert (tmp_path / "folder" / "a.csv").read_bytes() == DATA
    (tmp_path / "null.csv").symlink_to("/dev/null")
    write_output(tmp_path / "null.csv", DATA)
    assert (tmp_path / "null.csv").is_symlink()
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    with pytest.raises(OutputError, match=r"loop\.csv: cannot be written \(Too many levels"):
        write_output(tmp_path / "loop.csv", DATA)
    assert (tmp_path / "loop.csv").is_symlink()


def test_a_pipe_with_a_name_is_written_into(tmp_path: Path) -> None:
    path = tmp_path / "pipe.csv"
    os.mkfifo(path)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(path.read_bytes()))
    reader.start()
    write_output(path, DATA)
    reader.join()
    assert read == [DATA]
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_devices_stay_devices(tmp_path: Path) -> None:
    write_output(Path("/dev/null"), DATA)
    with pytest.raises(OutputError, match=r"^/dev/full: cannot be written \(No space left on device\)\.$"):
        write_output(Path("/dev/full"), DATA)
    for name in ("null", "full"):
        assert stat.S_ISCHR(Path("/dev", name).stat().st_mode)


def write_as_nobody(path: Path) -> str:
    """Write a file without the rights of root, which may write anywhere, and return what is said."""
    done = subprocess.run([sys.executable, "-c", WRITE, path, "nobody"], capture_output=True, text=True)
    return done.stdout + done.stderr[-500:]


WRITE = """
import os, sys
from pathlib import Path
from explorer.cli.output_file import write_output
from explorer.cli.streams import OutputError
if os.getuid() == 0 and sys.argv[2:] == ["nobody"]:
    os.setgid(65534)
    os.setuid(65534)
try:
    write_output(Path(sys.argv[1]), b"new")
except OutputError as error:
    print(error)
"""


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """Return a folder in which no user but root can make a file, with two files, of which one can be written."""
    folder = tmp_path / "locked"
    folder.mkdir()
    for name, rights in (("open.csv", 0o666), ("shut.csv", 0o444)):
        (folder / name).write_bytes(b"what was there before")
        (folder / name).chmod(rights)
    folder.chmod(0o555)
    for parent in folder.parents:
        if (
            parent.stat().st_uid == os.getuid()
            and parent.is_relative_to(tempfile.gettempdir())
            and parent != Path(tempfile.gettempdir())
        ):
            parent.chmod(0o755)
    return folder


def test_a_file_that_can_be_written_is_written_where_no_file_can_be_made(locked: Path) -> None:
    assert write_as_nobody(locked / "open.csv") == ""
    assert (locked / "open.csv").read_bytes() == b"new"
    assert "shut.csv: cannot be written (Permission denied)." in write_as_nobody(locked / "shut.csv")
    assert "new.csv: cannot be written (Permission denied)." in write_as_nobody(locked / "new.csv")
    assert (locked / "shut.csv").read_bytes() == b"what was there before"


LIMITED = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
LIMITED += "resource.setrlimit(resource.RLIMIT_FSIZE, (2, 2))"


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"what was there before")
    for target in (path, tmp_path / "new.csv"):
        done = subprocess.run(
            [sys.executable, "-c", f"import sys; {LIMITED}\n{WRITE}", target], capture_output=True, text=True
        )
        assert f"{target}: cannot be written ({os.strerror(errno.EFBIG)})." in done.stdout, done.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]
    assert path.read_bytes() == b"what was there before"


@pytest.mark.parametrize("name", ["/dev/stdout", "/proc/self/fd/1"] if SOAK else ["/dev/fd/1"])
def test_stdout_by_its_name_is_stdout(command: CommandLine, tmp_path: Path, name: str) -> None:
    terms = tmp_path / "terms.txt"
    terms.write_text("heroin\n", encoding="utf-8")
    for words in (("export", "heroin", "--format", "csv"), ("matrix", terms)):
        expected = command(*words)
        done = command(*words, "--output", name)
        assert (done.status, done.out) == (0, expected.out)
        assert f"written to {name}" in done.err
    log = tmp_path / "log.csv"
    log.write_text("before\n")
    with log.open("a") as file:
        arguments = [
            sys.executable,
            "-m",
            "explorer",
            "--home",
            str(command.home),
            "export",
            "heroin",
            "--output",
            name,
        ]
        subprocess.run(arguments, stdout=file, check=True)
    assert log.read_text("utf-8").startswith("before\nPassage,Country,")


@pytest.mark.parametrize("name", ["link", "link-to-link", "folder/1", "folder/../stdout", "//dev/stdout"])
def test_what_stdout_is_appended_to_is_not_replaced_through_a_link(tmp_path: Path, name: str) -> None:
    (tmp_path / "link").symlink_to("/dev/stdout")
    (tmp_path / "link-to-link").symlink_to("link")
    (tmp_path / "folder").symlink_to("/dev/fd")
    if name == "folder/../stdout":
        (tmp_path / "folder").unlink()
        (tmp_path / "folder").symlink_to("/dev/shm")
    log = tmp_path / "log"
    log.write_bytes(b"before")
    with log.open("ab") as file:
        subprocess.run([sys.executable, "-c", WRITE, tmp_path / name], stdout=file, check=True)
    assert log.read_bytes() == b"beforenew"


@pytest.mark.parametrize("number", ["77", "9" * 9, "9" * 30])
def test_a_stream_that_is_not_open_is_a_sentence(number: str) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_output(Path("/dev/fd") / number, DATA)


def test_a_terminal_obeys_nothing_that_is_written_to_it() -> None:
    controller, terminal = os.openpty()
    write_output(Path(f"/dev/fd/{terminal}"), "a \x1b[2J \u202e b\r\n".encode())
    assert os.read(controller, 100) == b"a \\x1b[2J \\u202e b\r\n"
    with pytest.raises(OutputError, match="not text for a terminal"):
        write_output(Path(os.ttyname(terminal)), b"PK\x03\x04\xff")
    os.close(terminal)
    os.close(controller)


def test_every_command_with_output_writes_through_devices(command: CommandLine, tmp_path: Path) -> None:
    terms = tmp_path / "terms.txt"
    terms.write_text("heroin\n", encoding="utf-8")
    for words in (("export", "heroin"), ("matrix", terms)):
        assert command(*words, "--output", "/dev/null").status == 0
        full = command(*words, "--output", "/dev/full")
        assert (full.status, full.out) == (3, "")
        assert full.err == "oc-explorer: /dev/full: cannot be written (No space left on device).\n"
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)
