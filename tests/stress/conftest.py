"""Fixtures: the command line of tests/cli, and the bundled corpus of tests/web."""

from tests.cli.conftest import command
from tests.web.conftest import bundled_home

__all__ = ["bundled_home", "command"]
