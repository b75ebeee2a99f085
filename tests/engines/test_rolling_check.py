"""A generation in use is compared with its manifest a part at a time: in the end all of it, and changes at once."""

import os
from pathlib import Path

import pytest

from explorer.engines.manifest import Manifest, digest_of
from explorer.engines.rolling_check import BYTES, RollingCheck

STEPS = 8  # more than it takes to read all


@pytest.fixture
def check(tmp_path: Path) -> RollingCheck:
    folder = tmp_path / "generations" / "g1"
    folder.mkdir(parents=True)
    (folder / "large").write_bytes(bytes(range(256)) * (BYTES // 100))
    (folder / "small").write_bytes(b"small")
    (folder / "empty").touch()
    files = {path.name: (path.stat().st_size, digest_of(path)) for path in sorted(folder.iterdir())}
    return RollingCheck(folder, Manifest("g1", "words", 1, "", "", 1, files))


def file(tmp_path: Path, name: str) -> Path:
    return tmp_path / "generations" / "g1" / name


def test_a_whole_generation_has_no_problem_however_often_it_is_asked(check: RollingCheck) -> None:
    assert [check.step() for _ in range(STEPS)] == [None] * STEPS


def test_a_file_that_was_written_to_is_a_problem_at_once_until_it_is_as_before(
    check: RollingCheck, tmp_path: Path
) -> None:
    assert check.step() is None
    path = file(tmp_path, "large")
    before = path.read_bytes()
    path.write_bytes(before[:-1] + b"x")
    assert [check.step() for _ in range(3)] == ["generations/g1/large was changed after it was written"] * 3
    path.write_bytes(before)
    assert [check.step() for _ in range(STEPS)] == [None] * STEPS


@pytest.mark.parametrize("name", ["large", "small"])
def test_a_bit_that_rots_without_a_trace_is_met_sooner_or_later(check: RollingCheck, tmp_path: Path, name: str) -> None:
    assert check.step() is None
    path = file(tmp_path, name)
    status = path.stat()
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    with path.open("r+b") as written:
        written.write(data)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    problems = [check.step() for _ in range(2 * STEPS)]
    first = next(number for number, problem in enumerate(problems) if problem)
    assert set(problems[first:]) == {f"generations/g1/{name} was changed after it was written"}


def test_a_file_that_is_cut_short_or_gone_is_a_problem_at_once(check: RollingCheck, tmp_path: Path) -> None:
    os.truncate(file(tmp_path, "large"), 10)
    problem = check.step()
    assert problem and "large has 10 bytes, not" in problem
    file(tmp_path, "small").unlink()
    file(tmp_path, "large").unlink()
    problem = check.step()
    assert problem and "large cannot be read" in problem
