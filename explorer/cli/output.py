"""The output of commands: exit statuses, lines, JSON, marked words, progress. Nothing else writes to the terminal.

A control character of a text, a file name or an argument is shown as an escape, since a terminal would obey it.
"""

import html
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

import click

from explorer.model.scores import decimals
from explorer.search.engine import Progress, silent
from explorer.search.link_grades import Relation
from explorer.search.marks import END_TAG, SIMILAR_TAG, TYPED_TAG
from explorer.text.escapes import escape_controls, escape_json, escape_lines

if TYPE_CHECKING:
    from explorer.serializers.json_fields import JsonRecord

DONE, REFUSED, WRONG_USAGE, UNUSABLE = 0, 1, 2, 3


def print_json(record: "JsonRecord") -> None:
    """Print a record as JSON on stdout, in UTF-8 whatever the locale, indented."""
    import msgspec  # only --json needs it

    from explorer.serializers.json_fields import to_json

    try:
        data = to_json(record)
    except UnicodeEncodeError:  # the name of a file is not UTF-8
        data = msgspec.json.encode(_encodable(msgspec.to_builtins(record, enc_hook=str)))
    _echo((escape_json(msgspec.json.format(data, indent=2).decode()) + "\n").encode(), sys.stdout)


def _encodable(value: object) -> object:
    """Return a value of JSON with what is not UTF-8 as escapes."""
    if isinstance(value, str):
        return re.sub("[\ud800-\udfff]+", lambda match: escape_controls(match[0]), value)
    if isinstance(value, dict):
        return {key: _encodable(item) for key, item in value.items()}
    return [_encodable(item) for item in value] if isinstance(value, list | tuple) else value


def print_line(text: str = "") -> None:
    """Print one line on stdout."""
    _echo(f"{escape_controls(text)}\n", sys.stdout)


def print_snippet(snippet: str, lead: str = "") -> None:
    """Print a snippet with its marks as one line on stdout, after plain text."""
    _echo(f"{escape_controls(lead)}{plain(snippet)}\n", sys.stdout)


def print_file(data: bytes) -> None:
    """Print a file on stdout as it is, but on a terminal, which is for text, with control characters as escapes."""
    _echo(escape_lines(data.decode()) if sys.stdout.isatty() else data, sys.stdout)


def say(message: str) -> None:
    """Write a message as one line to stderr, for the person at the terminal."""
    _echo(f"{escape_controls(message)}\n", sys.stderr)


def show_usage_error(error: click.ClickException) -> None:
    """Write to stderr what is wrong with the arguments, after the usage of the command."""
    if isinstance(error, click.UsageError) and error.ctx is not None:
        for line in error.ctx.get_usage().split("\n"):
            say(line)
        say(f"Try '{error.ctx.command_path} {error.ctx.help_option_names[0]}' for help.")
        say("")
    say(f"Error: {error.format_message()}")


def _echo(output: str | bytes, stream: TextIO) -> None:
    """Write to stdout or stderr, in colour on a terminal alone: the only place that does."""
    click.echo(output, file=stream, nl=False)


def warn(warnings: Iterable[str]) -> bool:
    """Write warnings to stderr; return whether there were any."""
    sentences = list(warnings)
    for sentence in sentences:
        say(f"Warning: {sentence}")
    return bool(sentences)


def plain(snippet: str) -> str:
    """Format a snippet for the terminal: entities undone; in colour, words typed bold, similar ones underlined."""
    parts = re.split(f"({TYPED_TAG}|{SIMILAR_TAG}|{END_TAG})", snippet)
    # Texts and tags alternate, and the tag before a text is the one that it is in.
    return "".join(
        click.style(escape_controls(html.unescape(text)), bold=tag == TYPED_TAG, underline=True)
        if tag in (TYPED_TAG, SIMILAR_TAG)
        else escape_controls(html.unescape(text))
        for tag, text in zip(("", *parts[1::2]), parts[::2], strict=True)
    )


def score_text(score: float | None) -> str:
    """Format a score as published: "7.0" and "4.17", or "n/a"."""
    if score is None:
        return "n/a"
    return f"{score:.1f}" if score * 2 == int(score * 2) else f"{score:.2f}"


def links_text(links: Iterable[tuple[Relation, str]]) -> str:
    """Format indicators by what a passage says of them: "about Gold 7.0; mentions Tin 4.5 · Sand 6.0"."""
    labels: dict[Relation, list[str]] = {"about": [], "mentions": []}
    for relation, label in links:
        labels[relation].append(label)
    return "; ".join(f"{relation} {' · '.join(named)}" for relation, named in labels.items() if named)


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
        task = bar.add_task(escape_controls(label), total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
