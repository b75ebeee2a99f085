"""Other users of the machine: the permissions of one for the rest of a block, or work done in a process of one.

Where the tests do not run as root, that work is done as the user who runs them.
"""

import os
import pickle
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

import pytest

P = ParamSpec("P")
R = TypeVar("R")

IS_ROOT = hasattr(os, "getuid") and os.getuid() == 0
GROUP, OTHERS = 54_321, (54_322, 54_323)  # ids that no system gives out
USER, NO_GROUP = 65534, 65534  # "nobody"

needs_administrator = pytest.mark.skipif(not IS_ROOT, reason="only an administrator can become another user")


@contextmanager
def other_user(group: int = NO_GROUP) -> Iterator[None]:
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


def as_user(work: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
    """Call a function in a process of another user than root, in GROUP, and return what it returns."""
    return as_one_of(OTHERS[0], work, *args, **kwargs)


def as_one_of(user: int, work: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
    """Call a function in a process of this user in GROUP, and return what it returns; an error fails the test."""
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside the threads of the test runner
        child = os.fork()
    if not child:
        try:
            if IS_ROOT:
                os.setgroups([])
                os.setgid(GROUP)
                os.setuid(user)
            os.umask(0o002)
            outcome = pickle.dumps(("", work(*args, **kwargs)))
        except BaseException as error:  # noqa: BLE001 - passed on to the test
            outcome = pickle.dumps((f"{type(error).__name__}: {error}", None))
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(outcome)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        fault, result = pickle.loads(pipe.read())
    os.waitpid(child, 0)
    assert not fault, fault
    value: R = result
    return value
