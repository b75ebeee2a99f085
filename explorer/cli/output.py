"""The output of commands: exit statuses, JSON, marked words, progress."""

import html
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from explorer.model.scores import decimals
from explorer.search.engine import Progress, silent
from explorer.search.marks import END_TAG, SIMILAR_TAG, TYPED_TAG

if TYPE_CHECKING:
    from explorer.serializers.json_fields import JsonRecord

DONE, REFUSED, WRONG_USAGE, UNUSABLE = 0, 1, 2, 3


def print_json(record: "JsonRecord") -> None:
    """Print a record as JSON on stdout, in UTF-8, indented."""
    import msgspec  # only --json needs it

    from explorer.serializers.json_fields import to_json

    click.echo(msgspec.json.format(to_json(record), indent=2).decode())


def say(message: str) -> None:
    """Write a message to stderr, for the person at the terminal."""
    click.echo(message, err=True)


def plain(snippet: str) -> str:
    """Format a snippet for the terminal: entities undone; in colour, words typed bold, similar ones underlined."""
    parts = re.split(f"({TYPED_TAG}|{SIMILAR_TAG}|{END_TAG})", snippet)
    # Texts and tags alternate, and the tag before a text is the one that it is in.
    return "".join(
        click.style(html.unescape(text), bold=tag == TYPED_TAG, underline=True)
        if tag in (TYPED_TAG, SIMILAR_TAG)
        else html.unescape(text)
        for tag, text in zip(("", *parts[1::2]), parts[::2], strict=True)
    )


def score_text(score: float | None) -> str:
    """Format a score as published: "7.0" and "4.17", or "n/a"."""
    if score is None:
        return "n/a"
    return f"{score:.1f}" if score * 2 == int(score * 2) else f"{score:.2f}"


def condition_text(name: str, score: float | None) -> str:
    """Format the score of a condition by its name; a change, "change.heroin-trade", has its sign."""
    if score is None:
        return "n/a"
    slug = name.removeprefix("change.")
    return f"{score:{'' if slug == name else '+'}.{decimals(slug)}f}"


@contextmanager
def progress_bar(label: str) -> Iterator[Progress]:
    """Show a progress bar on stderr for long work; nothing where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
