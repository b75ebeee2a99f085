"""Checking a bibliography: the entries that cite passages, and the status of each."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from explorer.citations.permalinks import LINK, SEARCH_LINK, link_status, search_link_status
from explorer.citations.record import id_of
from explorer.citations.search_permalinks import RunSearch
from explorer.core.errors import NotFoundError, QueryError, SourceError
from explorer.core.timeouts import with_timeout
from explorer.corpus.library import Library
from explorer.model.profiles import parse_reference
from explorer.text.diff import Difference
from explorer.text.excerpts import quote


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """One entry of a bibliography: its key and its text."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result for one entry: the status of its permanent link."""

    label: str
    status: str  # same, moved, changed, gone, there, misquoted, or none of ours
    message: str
    link: str = ""
    now: str = ""
    before: str = ""
    differences: tuple[Difference, ...] = ()


def read_entries(path: Path) -> list[BibliographyEntry]:
    """Read the entries of a .bib, .ris or .json file. Raises SourceError for a file of another kind."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(f"{path}: the file is not UTF-8 (byte {error.start}). Save it as UTF-8.") from error
    except OSError as error:
        raise SourceError(f"{path}: the file cannot be read ({error.strerror}).") from error
    readers = {".bib": _bibtex, ".ris": _ris, ".json": _csl_json}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise SourceError(f"{path}: a bibliography is a .bib, .ris or .csl.json file.")
    return reader(text, str(path))


def parse_entries(text: str) -> list[BibliographyEntry]:
    """Parse the entries of a bibliography whose format its text shows. Raises SourceError where it shows none."""
    text = text.removeprefix("\ufeff")
    if text.lstrip().startswith(("[", "{")):
        return _csl_json(text, "The bibliography")
    if re.search(r"^TY  -", text, re.M):
        return _ris(text, "The bibliography")
    if re.search(r"^[ \t]*@\w", text, re.M):
        return _bibtex(text, "The bibliography")
    raise SourceError("The bibliography is neither BibTeX (@misc{…) nor RIS (TY  - …) nor CSL-JSON ([{…).")


def _bibtex(text: str, name: str) -> list[BibliographyEntry]:
    starts = list(re.finditer(r"^[ \t]*@(?!comment|string|preamble)\w+\s*[{(]\s*([^\s,]+)\s*,", text, re.M | re.I))
    if not starts:
        raise SourceError(f"{name}: there is no BibTeX entry.")
    ends = [match.start() for match in starts[1:]] + [len(text)]
    for match, end in zip(starts, ends, strict=True):
        if not _is_finished(text[match.start() : end]):
            raise SourceError(
                f"{name}: the BibTeX entry {quote(match[1])} is not finished: a brace that it opens is never closed."
            )
    unescape = re.compile(r"\\([&%$#_{}])")
    return [
        BibliographyEntry(match[1], unescape.sub(r"\1", text[match.end() : end]))
        for match, end in zip(starts, ends, strict=True)
    ]


def _is_finished(entry: str) -> bool:
    """Tell whether a BibTeX entry has its end; an escaped brace counts, as it does in BibTeX."""
    is_in_parentheses = "(" in entry.partition("{")[0]
    depth = 0
    for mark in re.findall(r"[{})]", entry):
        depth += {"{": 1, "}": -1, ")": 0}[mark]
        if depth <= 0 and (mark == ")" if is_in_parentheses else mark == "}"):
            return True
    return False


def _ris(text: str, name: str) -> list[BibliographyEntry]:
    records: list[str] = []
    record: list[str] = []
    for line in text.splitlines(keepends=True):  # an expression over records would look at one without an end for ever
        if record or line.startswith("TY  -"):
            record.append(line)
        if record and line.startswith("ER  -"):
            records.append("".join(record))
            record = []
    if not records:
        raise SourceError(f"{name}: there is no RIS record.")
    return [
        BibliographyEntry(
            key[1].strip() if (key := re.search(r"^ID  -(.*)$", record, re.M)) else f"record {number}", record
        )
        for number, record in enumerate(records, 1)
    ]


def _csl_json(text: str, name: str) -> list[BibliographyEntry]:
    try:
        items = json.loads(text)
    except json.JSONDecodeError as error:
        raise SourceError(f"{name}:{error.lineno}: the file is not JSON: {error.msg}.") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets in thousands of brackets
        raise SourceError(f"{name}: the JSON has too long a number, or is nested too deeply.") from error
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise SourceError(f"{name}: CSL-JSON is a list of items.")
    if any("\ud800" <= mark <= "\udfff" for text in _strings(items) for mark in text):
        raise SourceError(f"{name}: a text in the JSON has half of a character (a lone surrogate, such as \\ud800).")
    return [
        BibliographyEntry(str(item.get("id", f"item {number}")), "\n".join(_strings(item)))
        for number, item in enumerate(items, 1)
    ]


def _strings(item: object) -> Iterable[str]:
    """Yield every text in an item, in order, however deep."""
    waiting = [item]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            waiting += reversed(value.values())
        elif isinstance(value, list):
            waiting += reversed(value)


def _quoted_words(text: str) -> str | None:
    """Return the words that the note of an entry quotes, from the first opening to the last end; None without."""
    _, opening, rest = text.partition("Quoted: “")
    words, end, _ = rest.rpartition("” Permanent link")
    return words if opening and end else None


def verify_entries(library: Library, entries: Iterable[BibliographyEntry], find: RunSearch) -> list[Verdict]:
    """Verify each entry, in order."""
    return [_verdict(library, entry, find) for entry in with_timeout(entries)]


def _verdict(library: Library, entry: BibliographyEntry, find: RunSearch) -> Verdict:
    links = [match[0] for match in LINK.finditer(entry.text)]
    if not links and (searched := SEARCH_LINK.search(entry.text)):
        try:
            current = search_link_status(find, searched[0])
        except QueryError as error:
            return Verdict(entry.label, "gone", f"The search cannot be read: {error}", searched[0])
        return Verdict(entry.label, current.status, current.message, searched[0], current.now)
    if not links:
        return Verdict(entry.label, "not ours", "The entry has no permanent link of the OC Explorer.")
    link = next((candidate for candidate in links if "v=" in candidate), links[0])
    try:
        current = link_status(library, link)
    except NotFoundError as error:
        return Verdict(entry.label, "gone", str(error), link)
    quoted = _quoted_words(entry.text)
    if quoted is not None and current.status in ("same", "there", "moved"):
        words = " ".join(quoted.split())
        if words not in _text(library, current.now):
            message = f"The entry's quotation is not in the passage: {words!r}."
            return Verdict(entry.label, "misquoted", message, link, current.now)
    return Verdict(entry.label, current.status, current.message, link, current.now, current.before, current.differences)


def _text(library: Library, link: str) -> str:
    reference = parse_reference(id_of(link))
    if reference.section is None or reference.number is None:
        return "\n".join(passage.text for passage in library.text(reference.text_id).passages())
    return library.text(reference.text_id).passage(reference.section, reference.number).text
