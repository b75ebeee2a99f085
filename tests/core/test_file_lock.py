"""A file is locked by one process at a time, whoever made it."""

import multiprocessing
import os
import stat
from pathlib import Path

import pytest

from explorer.core.file_lock import lock_file
from tests.other_users import as_user


def test_a_lock_is_waited_for_and_then_given_up(tmp_path: Path) -> None:
    handle = lock_file(tmp_path / "lock", wait=0)
    with pytest.raises(TimeoutError):
        lock_file(tmp_path / "lock", wait=0.1)
    os.close(handle)
    os.close(lock_file(tmp_path / "lock", wait=0))


def test_the_end_of_a_process_releases_its_lock(tmp_path: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(target=lock_file, args=(tmp_path / "lock", 0))
    process.start()
    process.join()
    assert process.exitcode == 0
    os.close(lock_file(tmp_path / "lock", wait=0))


def test_a_lock_has_the_mode_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o007)
    try:
        os.close(lock_file(tmp_path / "lock", wait=0))
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "lock").stat().st_mode) == 0o660


def test_what_cannot_be_made_is_an_error_and_no_lock_to_wait_for(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        lock_file(tmp_path / "none" / "lock", wait=60)
    (tmp_path / "link").symlink_to("lock")
    with pytest.raises(OSError):
        lock_file(tmp_path / "link", wait=60)


def lock_once(path: str) -> str:
    """Lock a file and release it; "" when that succeeds, else the error."""
    try:
        os.close(lock_file(Path(path), wait=0))
    except OSError as error:
        return type(error).__name__
    return ""


def test_a_file_that_may_only_be_read_is_locked_all_the_same(shared_path: Path) -> None:
    lock = shared_path / "lock"
    lock.touch()
    lock.chmod(0o444)
    assert as_user(lock_once, str(lock)) == ""
    handle = lock_file(lock, wait=0)
    assert as_user(lock_once, str(lock)) == "TimeoutError"
    os.close(handle)
