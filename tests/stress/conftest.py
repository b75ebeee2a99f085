"""Fixtures: the command line of tests/cli."""

from tests.cli.conftest import command

__all__ = ["command"]
