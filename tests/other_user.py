"""What another user of the machine would meet: the permissions of one, for the rest of a block."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

USER, GROUP = 65534, 65534

needs_administrator = pytest.mark.skipif(
    os.name == "nt" or os.getuid() != 0, reason="only an administrator can become another user"
)


@contextmanager
def other_user(group: int = GROUP) -> Iterator[None]:
    """Act with the effective user and group of another user; modules that it needs must be imported before."""
    groups, own_group = os.getgroups(), os.getegid()
    os.setgroups([])
    os.setegid(group)
    os.seteuid(USER)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(own_group)
        os.setgroups(groups)
