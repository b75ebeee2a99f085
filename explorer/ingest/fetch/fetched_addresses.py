"""What a home has of the publisher's site: by address, what its next request needs to take only what changed.

A line of JSON each, in the order in which they came; the last of an address holds. A line that a killed process left
unfinished is passed over, so that its page is fetched once more.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from explorer.core.file_reading import read_file
from explorer.corpus.home import Home, HomeError
from explorer.corpus.storage import profile_place, scores_place
from explorer.ingest.fetch.polite_client import SiteAnswer
from explorer.ingest.fetch.site_addresses import SiteTarget
from explorer.ingest.site_forms import KINDS
from explorer.model.ids import is_profile_id, series_of_id, split_profile_id
from explorer.model.series import INDEX_SERIES

_NAME = "fetched.jsonl"


def addresses_file(home: Home) -> Path:
    """Return the path of the file, which is there where anything was fetched."""
    return home.path / _NAME


@dataclass(frozen=True, slots=True)
class FetchedAddress:
    """An address whose content was imported."""

    url: str
    kind: str  # of the target: "page", "profile" or "scores"
    profiles: tuple[str, ...]  # ids that it gave
    digest: str  # SHA-256 of the content, in hexadecimal digits
    path: str  # of the snapshot, below the home
    etag: str = ""
    modified: str = ""  # Last-Modified, as it was sent
    # SHA-256 of what the home had of its profiles then, in hexadecimal digits: no part of what the address is.
    stored: str = field(default="", compare=False)

    @property
    def target(self) -> SiteTarget | None:
        """What of the site it is; None where the record is no longer understood."""
        kind = next((kind for kind in KINDS if kind == self.kind), None)
        if kind is None or (kind != "scores" and len(self.profiles) != 1):
            return None
        return SiteTarget(kind, "" if kind == "scores" else self.profiles[0])


class FetchedAddresses:
    """The addresses that a home has fetched."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._path = addresses_file(home)
        self._records = _read(self._path)

    def all(self) -> tuple[FetchedAddress, ...]:
        """List the addresses whose profiles the home still has."""
        return tuple(record for record in self._records.values() if self._is_there(record))

    def find(self, url: str, target: SiteTarget) -> FetchedAddress | None:
        """Return the record of an address, if it was of that target and the home still has what it gave, unchanged.

        A copy that was imported since, or an edit, has taken its place: then the address is asked for anew.
        """
        record = self._records.get(url)
        return record if record is not None and record.target == target and self._is_current(record) else None

    def has_page(self, profile: str) -> bool:
        """Tell whether the text of a profile is the one that its page gave."""
        records = (record for record in self._records.values() if record.target == SiteTarget("page", profile))
        return any(map(self._is_current, records))

    def conditions(self, url: str, target: SiteTarget) -> Mapping[str, str]:
        """Return the headers that ask for the content of an address only if it has changed since it was of a target."""
        record = self.find(url, target)
        if record is None:
            return {}
        headers = {"If-None-Match": record.etag, "If-Modified-Since": record.modified}
        return {name: value for name, value in headers.items() if value}

    def add(self, record: FetchedAddress) -> None:
        """Add an address whose content was stored just now, or replace what is known of it. Raises HomeError."""
        record = replace(record, stored=self._stored(record))
        self._records[record.url] = record
        line = json.dumps(asdict(record), ensure_ascii=False) + "\n"
        try:
            with self._path.open("ab") as file:
                if file.tell() and not _ends_line(self._path):
                    line = f"\n{line}"  # after what a killed process left
                file.write(line.encode())
        except OSError as error:
            raise HomeError(f"{self._path}: cannot be written ({error.strerror}).") from error

    def _is_there(self, record: FetchedAddress) -> bool:
        return all(path.exists() for path in self._places(record))

    def _is_current(self, record: FetchedAddress) -> bool:
        return bool(record.stored) and record.stored == self._stored(record)

    def _stored(self, record: FetchedAddress) -> str:
        """Hash what the home has of the profiles of a record; empty where a file of theirs cannot be read."""
        try:
            digests = [hashlib.sha256(read_file(path)).digest() for path in self._places(record)]
        except OSError:
            return ""
        return hashlib.sha256(b"".join(digests)).hexdigest()

    def _places(self, record: FetchedAddress) -> tuple[Path, ...]:
        """List the files of a home that have the profiles of a record."""
        if record.kind == "scores":
            editions = dict.fromkeys(split_profile_id(id)[1] for id in record.profiles)
            return tuple(scores_place(self._home.scores, edition) for edition in editions)
        return tuple(profile_place(self._home.profiles, id) for id in record.profiles)


def record_of(
    answer: SiteAnswer, target: SiteTarget, profiles: tuple[str, ...], digest: str, path: str
) -> FetchedAddress:
    """Return the record of an answer whose content was imported."""
    etag, modified = (text if text.isprintable() and text.isascii() else "" for text in (answer.etag, answer.modified))
    return FetchedAddress(answer.url, target.kind, profiles, digest, path, etag, modified)


def _read(path: Path) -> dict[str, FetchedAddress]:
    try:
        lines = read_file(path).split(b"\n")
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise HomeError(f"{path}: cannot be read ({error.strerror}).") from error
    records: dict[str, FetchedAddress] = {}
    for line in lines:
        try:
            record = _record(json.loads(line))
        except (ValueError, TypeError, KeyError, RecursionError):
            continue
        records[record.url] = record
    return records


def _record(values: dict[str, Any]) -> FetchedAddress:
    """Make a record of a line, which another version may have written; raises ValueError, TypeError or KeyError."""
    texts = [values[name] for name in ("url", "kind", "digest", "path")]
    texts += [values.get(name, "") for name in ("etag", "modified", "stored")]
    profiles = values["profiles"]
    if not isinstance(profiles, list) or not all(isinstance(text, str) for text in (*texts, *profiles)):
        raise TypeError
    is_of_index = all(is_profile_id(id) and series_of_id(id) == INDEX_SERIES for id in profiles)
    if not profiles or not is_of_index or not all(text.isprintable() for text in texts):
        raise ValueError
    url, kind, digest, path, *validators, stored = texts
    # A validator goes into a header, and a header that cannot be written is none.
    etag, modified = (text if text.isascii() else "" for text in validators)
    return FetchedAddress(url, kind, tuple(profiles), digest, path, etag, modified, stored)


def _ends_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) == b"\n"
