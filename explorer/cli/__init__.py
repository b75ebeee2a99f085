"""The command line; docs/command-line.md describes it."""

from explorer.cli.main import main

__all__ = ["main"]
