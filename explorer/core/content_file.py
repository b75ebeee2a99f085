"""The tables of a content file: TOML that a domain expert edits, read so that a mistake is found by file and line."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from explorer.core.errors import VocabularyError

_LONGEST = 100  # characters of a word for which another is offered


def offer(raw: str, known: Iterable[str]) -> str:
    """Offer what is closest to a word, in a sentence; empty where nothing is."""
    from rapidfuzz import fuzz, process  # only a misspelling needs it

    close = process.extract(raw[:_LONGEST], list(known), scorer=fuzz.ratio, limit=3, score_cutoff=60)
    return f" Did you mean {' or '.join(match[0] for match in close)}?" if close else ""


@dataclass(frozen=True, slots=True)
class ContentTable:
    """One table of a content file: its keys are known, and its values are of their types."""

    values: Mapping[str, object]

    def text(self, key: str) -> str:
        """Return the text of a key."""
        value = self.values[key]
        assert isinstance(value, str), key
        return value

    def integer(self, key: str) -> int:
        """Return the whole number of a key."""
        value = self.values[key]
        assert isinstance(value, int), key
        return value

    def items(self, key: str) -> tuple[object, ...]:
        """Return the items of a list; none where the key is absent."""
        value = self.values.get(key, [])
        assert isinstance(value, list), key
        return tuple(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of a list; none where the key is absent."""
        return tuple(item for item in self.items(key) if isinstance(item, str))


class TableFile:
    """One TOML file of tables, which knows on which line each of them starts."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._line_numbers: dict[tuple[str, int, str | None], int] = {}
        try:
            self.text = path.read_text(encoding="utf-8")
            self.data: Mapping[str, object] = tomllib.loads(self.text)
            self.lines = self.text.splitlines()
        except OSError as error:
            raise VocabularyError(f"{path}: the file cannot be read ({error.strerror}).") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise VocabularyError(f"{path}: {error}") from error

    def line(self, kind: str, number: int, key: str | None = None) -> int:
        """Return the line, from 1, of the numbered table of a kind, or of a key in it."""
        place = (kind, number, key)
        if place not in self._line_numbers:
            self._line_numbers[place] = self._find_line(kind, number, key)
        return self._line_numbers[place]

    def _find_line(self, kind: str, number: int, key: str | None) -> int:
        seen = -1
        start = 1
        for place, line in enumerate(self.lines, 1):
            if line.strip().startswith("["):
                if seen == number:
                    break
                if line.strip().startswith(f"[[{kind}]]"):
                    seen += 1
                    start = place
            elif seen == number and key and re.match(rf"\s*{re.escape(key)}\s*=", line):
                return place
        return start

    def item_line(self, kind: str, number: int, key: str, item: str) -> int:
        """Return the line of an item of a list: the first from its key on that has its first line of text."""
        start = self.line(kind, number, key)
        if "\n" in item:
            spelt: tuple[str, ...] = (item.strip().splitlines()[0].strip(),)
        else:
            spelt = (json.dumps(item, ensure_ascii=False), f"'{item}'")
        lines = self.lines[start - 1 :]
        return next(
            (place for place, line in enumerate(lines, start) if any(spelling in line for spelling in spelt)), start
        )

    def fail(self, kind: str, number: int, key: str | None, message: str) -> NoReturn:
        raise VocabularyError(f"{self.path}:{self.line(kind, number, key)}: {message}")

    def fail_item(self, kind: str, number: int, key: str, item: str, message: str) -> NoReturn:
        raise VocabularyError(f"{self.path}:{self.item_line(kind, number, key, item)}: {message}")

    def tables(self, kind: str, required: Mapping[str, type], optional: Mapping[str, type]) -> list[ContentTable]:
        """Return the tables of one kind, with every key known, present where required, and of its type."""
        tables = self.data.get(kind)
        if not isinstance(tables, list) or not tables:
            raise VocabularyError(f"{self.path}: there is no [[{kind}]] table.")
        for number, table in enumerate(tables):
            for key in required:
                if key not in table:
                    self.fail(kind, number, None, f"[[{kind}]] lacks the key {key!r}.")
            for key, value in table.items():
                type_of_value = required.get(key) or optional.get(key)
                if type_of_value is None:
                    self.fail(kind, number, key, f"unknown key {key!r}.{offer(key, [*required, *optional])}")
                if type(value) is not type_of_value:  # a truth value is no whole number
                    self.fail(kind, number, key, f"{key!r} must be of type {type_of_value.__name__}, not {value!r}.")
                if (
                    isinstance(value, list)
                    and key != "tile"
                    and not all(isinstance(item, str) and item for item in value)
                ):
                    self.fail(kind, number, key, f"{key!r} must be a list of texts.")
                if isinstance(value, str) and not value.strip():
                    self.fail(kind, number, key, f"{key!r} is empty.")
        return [ContentTable(table) for table in tables]

    def check_unique(self, kind: str, key: str, tables: Sequence[ContentTable]) -> None:
        seen: dict[str, int] = {}
        for number, table in enumerate(tables):
            text = table.text(key)
            if text in seen:
                self.fail(kind, number, key, f"{key} {text!r} occurs twice.")
            seen[text] = number
