"""Arguments and input of commands: text that is UTF-8, or a sentence on what it is."""

import sys
from typing import BinaryIO

import click

from explorer.core.errors import SourceError

LARGEST_INPUT = 1024 * 1024  # bytes


class TextParam(click.ParamType[str]):
    """The type of arguments that are text. One that is not UTF-8, which Python reads as surrogates, is refused."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            value.encode()
        except UnicodeEncodeError:
            self.fail(f"{value} is not UTF-8. Write it in UTF-8.", param, ctx)
        return value


TEXT = TextParam()


def read_stdin() -> str:
    """Read text from stdin. Raises SourceError where it is not UTF-8, or too long."""
    return read_text(sys.stdin.buffer, "standard input")


def read_text(file: BinaryIO, name: str) -> str:
    """Read a text of at most LARGEST_INPUT bytes. Raises SourceError for another kind of file."""
    try:
        data = file.read(LARGEST_INPUT + 1)
    except OSError as error:
        raise SourceError(f"{name}: cannot be read ({error.strerror}).") from error
    if len(data) > LARGEST_INPUT:
        raise SourceError(f"{name}: a text has at most {LARGEST_INPUT // 1024:,} KB.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(f"{name}: the text is not UTF-8 (byte {error.start}). Save it as UTF-8.") from error
