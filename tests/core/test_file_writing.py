"""Files are written whole, together or not at all, with the modes that the umask and old files give."""

import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.core.file_writing import finish_writing, remove_parts, write_file, write_part, write_together
from tests.other_users import GROUP, IS_ROOT, OTHERS, as_one_of, as_user


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def umask() -> Iterator[None]:
    """Have the umask of a test ended with it."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.parametrize(
    ("mask", "file", "folder"), [(0o022, 0o644, 0o755), (0o002, 0o664, 0o775), (0o077, 0o600, 0o700)]
)
def test_a_new_file_and_its_folder_have_the_modes_of_the_umask(
    tmp_path: Path, umask: None, mask: int, file: int, folder: int
) -> None:
    os.umask(mask)
    path = tmp_path / "profiles" / "2021" / "kgz.md"
    write_file(path, b"text")
    assert (mode(path), mode(path.parent), mode(path.parent.parent)) == (file, folder, folder)


@pytest.mark.parametrize("old", [0o600, 0o664, 0o444, 0o755])
def test_a_replaced_file_keeps_its_mode(tmp_path: Path, umask: None, old: int) -> None:
    path = tmp_path / "kgz.md"
    path.write_bytes(b"old")
    path.chmod(old)
    write_file(path, b"new")
    assert (path.read_bytes(), mode(path)) == (b"new", old)


def test_a_file_that_root_replaces_stays_its_owners(shared_path: Path) -> None:
    path = shared_path / "kgz.md"
    as_user(write_file, path, b"old")
    before = path.stat()
    write_file(path, b"new")
    assert (path.stat().st_uid, path.stat().st_gid, path.read_bytes()) == (before.st_uid, before.st_gid, b"new")


def test_members_of_a_group_replace_each_others_files(shared_path: Path) -> None:
    path = shared_path / "profiles" / "2021" / "kgz.md"
    for user, text in zip(OTHERS, (b"first", b"second"), strict=True):
        as_one_of(user, write_file, path, text)
        assert path.read_bytes() == text
    assert mode(path) == 0o664
    if IS_ROOT:
        assert path.stat().st_gid == path.parent.stat().st_gid == GROUP


def test_files_that_are_written_together_are_all_there(tmp_path: Path) -> None:
    files = {tmp_path / "scores" / name: name.encode() for name in ("2021.csv", "2023.csv")}
    write_together(files, tmp_path / ".unfinished")
    write_together(files, tmp_path / ".unfinished")
    assert contents(tmp_path) == {"scores/2021.csv": b"2021.csv", "scores/2023.csv": b"2023.csv"}


@pytest.mark.parametrize("has_links", [True, False])
def test_where_one_cannot_be_replaced_none_is(tmp_path: Path, has_links: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not has_links:  # a file system without them
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(PermissionError()))
    scores = tmp_path / "scores"
    scores.mkdir()
    (scores / "2021.csv").write_bytes(b"old")
    (scores / "2025.csv").mkdir()
    before = contents(tmp_path)
    new = [tmp_path / "sources" / "a" / "book.xlsx", *(scores / f"{year}.csv" for year in (2021, 2023, 2025))]
    with pytest.raises(IsADirectoryError):
        write_together(dict.fromkeys(new, b"new"), tmp_path / ".unfinished")
    assert contents(tmp_path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["scores"]


LIMITED = """
import resource, signal, sys
from pathlib import Path
from explorer.core.file_writing import write_together
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
folder = Path(sys.argv[1])
try:
    files = {folder / "sources" / "s": b"s", folder / "a": b"new" * 100, folder / "b": b"new" * 1000}
    write_together(files, folder / ".unfinished")
except OSError as error:
    print(error.strerror)
"""


def test_a_disk_that_takes_no_more_leaves_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", LIMITED, str(tmp_path)], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("File too large\n", "")
    assert contents(tmp_path) == {"a": b"old"}
    assert not (tmp_path / "sources").exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from explorer.core import file_writing
folder, turns = Path(sys.argv[1]), int(sys.argv[2])
replace = Path.replace
def counted(part, path):
    global turns
    turns -= 1
    if turns < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(part, path)
Path.replace = counted
file_writing.write_together({folder / f"{name}": b"new" for name in "abc"}, folder / ".unfinished")
"""


@pytest.mark.parametrize(("renames", "after"), [(0, b"old"), (1, b"new"), (2, b"new"), (3, b"new"), (4, b"new")])
def test_what_a_killed_process_began_is_finished_or_was_never_begun(tmp_path: Path, renames: int, after: bytes) -> None:
    """The first rename is that of the journal: before it nothing has happened, after it everything will."""
    for name in "abc":
        (tmp_path / name).write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(renames)])
    assert done.returncode == (-signal.SIGKILL if renames < 4 else 0)
    finish_writing(tmp_path / ".unfinished")
    remove_parts(tmp_path)
    assert contents(tmp_path) == dict.fromkeys("abc", after)


PART = ".0123456789abcdef.part"


@pytest.mark.parametrize(
    "journal",
    [
        "",
        "\xff",
        "[1]",
        '{"a": 1}',
        f'{{"{PART}": "../out"}}',
        f'{{"{PART}": "FOLDER/out"}}',
        f'{{"FOLDER/home/{PART}": "FOLDER/out"}}',
        f'{{"{PART}": "below/out"}}',
        '{"own": "a"}',
        '{".none.part": "a"}',
    ],
)
def test_a_journal_that_is_none_is_removed_and_moves_nothing(tmp_path: Path, journal: str) -> None:
    folder = tmp_path / "home"
    (folder / "below").mkdir(parents=True)
    (folder / PART).write_bytes(b"part")
    (folder / "own").write_bytes(b"own")
    (folder / ".unfinished").write_bytes(journal.replace("FOLDER", str(tmp_path)).encode("latin-1"))
    finish_writing(folder / ".unfinished")
    assert contents(tmp_path) == {f"home/{PART}": b"part", "home/own": b"own"}


def test_only_parts_are_removed(tmp_path: Path) -> None:
    below = tmp_path / "2021"
    below.mkdir()
    part = write_part(below / "kgz.md", b"part")
    earlier = below / ".h3_x0abc.part"
    for path in (earlier, below / "film.mkv.part", below / ".part"):
        path.write_bytes(b"")
    remove_parts(tmp_path, is_deep=False)
    assert part.exists()
    remove_parts(tmp_path)
    assert sorted(path.name for path in below.iterdir()) == [".part", "film.mkv.part"]
    shutil.rmtree(below)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_a_link_to_a_device_is_replaced_by_a_file_without_the_mode_of_the_device(tmp_path: Path, umask: None) -> None:
    path = tmp_path / "file"
    path.symlink_to("/dev/zero")
    write_file(path, b"text")
    assert (path.read_bytes(), mode(path), path.is_symlink()) == (b"text", 0o644, False)
