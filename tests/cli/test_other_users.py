"""Files of a home that this user may not read or write are a sentence in every command, with status 3."""

import asyncio
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from explorer.cli.main import COMMANDS, exit_code, group
from explorer.cli.output import DONE, REFUSED, UNUSABLE
from explorer.core.errors import ExplorerError
from explorer.corpus.home import Home
from explorer.engines.manage import rebuild
from explorer.engines.open import open_engine
from tests.factories import andorra_2021, bundled_digest, store
from tests.other_users import needs_administrator, other_user

LINES = (
    ("search", "heroin"),
    ("show", "kgz-2021/drugs/1"),
    ("show", "kgz-2021"),
    ("cite", "kgz-2021"),
    ("quote", "Heroin is sold by the gram."),
    ("export", "heroin"),
    ("changes", "kgz-2021"),
    ("check",),
    ("index",),
    ("serve", "--port", "1", "--host", "no-such-host.invalid"),
    ("mcp",),  # to a client that says nothing
)


def give_all(folder: Path, files: int, folders: int) -> None:
    """Set the modes of everything in a home."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(folders if path.is_dir() else files)


def run(home: Home, words: tuple[str, ...]) -> Result:
    """Run a command as if no browser had run in this thread, which leaves its event loop there."""
    loop = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        return CliRunner().invoke(group, ["--home", str(home.path), *words])
    finally:
        asyncio._set_running_loop(loop)


def status_of(done: Result) -> int:
    """Return the status that `main` would give; anything but an error for its user is a traceback."""
    if isinstance(done.exception, ExplorerError):
        return exit_code(done.exception)
    if isinstance(done.exception, SystemExit | None):
        return done.exit_code
    raise done.exception


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Make a home, after which every command has loaded what it needs."""
    home = store(Home(tmp_path_factory.mktemp("prepared") / "home"), bundled_digest(), andorra_2021())
    rebuild(home, open_engine(home))
    for words in LINES:
        run(home, words)
    return home


@pytest.fixture
def home(prepared: Home, open_folder: Path) -> Home:
    """Make a home of root's that all may read."""
    home = Home(open_folder / "home")
    shutil.copytree(prepared.path, home.path)
    give_all(home.path, 0o644, 0o755)
    return home


def close(path: Path) -> None:
    path.chmod(0)


UNREADABLE: dict[str, Callable[[Home], None]] = {
    "home": lambda home: close(home.path),
    "generations": lambda home: close(home.generations),
    "generation": lambda home: close(max(path for path in home.generations.iterdir() if path.is_dir())),
    "manifest": lambda home: close(next(home.generations.glob("*/manifest.json"))),
    "arrays": lambda home: close(next(home.generations.glob("*/arrays"))),
    "pointer": lambda home: close(home.generations / "current"),
    "profiles": lambda home: close(home.profiles),
    "edition": lambda home: close(home.profiles / "2021"),
    "profile": lambda home: close(home.profiles / "2021" / "kgz.md"),
    "lock": lambda home: close(home.path / ".lock"),
}


@needs_administrator
@pytest.mark.parametrize("kind", UNREADABLE)
def test_no_command_ends_in_a_traceback(home: Home, kind: str) -> None:
    UNREADABLE[kind](home)
    for words in LINES:
        with other_user():
            done = run(home, words)
        status = status_of(done)
        message = str(done.exception) if isinstance(done.exception, ExplorerError) else click.unstyle(done.output)
        assert status in (DONE, REFUSED, UNUSABLE), (words, message)
        if words[0] == "check" and kind != "lock":  # which is for writing alone
            assert status == UNUSABLE, message
        if status == UNUSABLE and "no-such-host" not in message:
            assert "Permission denied" in message, (words, message)


@needs_administrator
def test_another_user_of_a_home_that_all_may_read_reads_and_searches_it(home: Home) -> None:
    for words in (*LINES[:6], ("check",)):
        with other_user():
            done = run(home, words)
        assert done.exit_code in (DONE, REFUSED), (words, done.output, done.exception)


@needs_administrator
def test_a_home_that_is_shared_with_a_group_is_opened_by_its_members_alone(home: Home) -> None:
    for path in (home.path, *home.path.rglob("*")):
        os.chown(path, 12345, 23456)
    give_all(home.path, 0o660, 0o2770)
    for words in (*LINES[:6], ("check",)):
        with other_user(group=23456):
            done = run(home, words)
        assert done.exit_code in (DONE, REFUSED), (words, done.output, done.exception)
    with other_user(group=23456):
        assert status_of(run(home, ("index",))) == DONE
        assert status_of(run(home, ("check",))) == DONE
    give_all(home.path, 0o664, 0o775)
    with other_user(group=34567):
        done = run(home, ("search", "heroin"))
        assert status_of(done) == UNUSABLE
        assert status_of(run(home, ("check",))) == UNUSABLE


def test_every_command_that_reads_a_home_is_among_these() -> None:
    assert {words[0] for words in LINES} == set(COMMANDS) - {"import", "fetch", "matrix", "verify"}
