"""Files of this user, of root and of a shared group are read as one's own."""

import os
from pathlib import Path

import pytest

from explorer.core.ownership import is_open_to_all, is_trusted


@pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="only an administrator can give files away")
@pytest.mark.parametrize(
    ("user", "group", "mode", "trusted"),
    [
        (0, 12345, 0o644, True),  # of root, who runs the test
        (12345, os.getegid(), 0o664, True),  # shared with a group of this process
        (12345, os.getegid(), 0o640, True),
        (12345, os.getegid(), 0o666, False),  # and with everybody
        (12345, 12345, 0o644, False),
    ],
)
def test_files_of_root_of_this_user_and_of_a_shared_group_are_trusted(
    tmp_path: Path, user: int, group: int, mode: int, trusted: bool
) -> None:
    path = tmp_path / "words"
    path.touch()
    os.chown(path, user, group)
    path.chmod(mode)
    assert is_trusted(path.stat()) == trusted


@pytest.mark.parametrize(("mode", "is_open"), [(0o644, False), (0o664, False), (0o666, True), (0o602, True)])
def test_what_everybody_may_write_to_is_open(tmp_path: Path, mode: int, is_open: bool) -> None:
    path = tmp_path / "words"
    path.touch()
    path.chmod(mode)
    assert is_open_to_all(path.stat()) == is_open
