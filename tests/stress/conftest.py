"""The command line of tests/cli serves here too."""

from tests.cli.conftest import command

__all__ = ["command"]
