"""Files are read whole; what else has the place of one is an error at once."""

import os
import sys
from pathlib import Path

import pytest

from explorer.core.file_reading import read_file

needs_pipes = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")


def test_the_bytes_of_a_file_are_read_also_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"a\r\nb")
    (tmp_path / "link").symlink_to("file")
    assert read_file(tmp_path / "file") == read_file(tmp_path / "link") == b"a\r\nb"


def test_a_folder_is_none(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        read_file(tmp_path)


@needs_pipes
def test_nothing_waits_for_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="Not a regular file"):
        read_file(tmp_path / "pipe")


@needs_pipes
def test_a_device_without_an_end_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/dev/zero")
    with pytest.raises(OSError, match="Not a regular file"):
        read_file(tmp_path / "link")
