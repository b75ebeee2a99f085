"""Fetching what was planned into a home: each content is imported whole, or refused with a sentence."""

import hashlib
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from explorer.corpus.home import Home, HomeError
from explorer.corpus.stored_copies import StoredCopies
from explorer.ingest.encoding import LARGEST, is_pdf
from explorer.ingest.fetch.fetch_plan import PlannedAddress
from explorer.ingest.fetch.fetched_addresses import FetchedAddresses, record_of
from explorer.ingest.fetch.polite_client import (
    ClosedSiteError,
    DisallowedAddressError,
    FetchError,
    MissingAddressError,
    PoliteClient,
    SiteAnswer,
)
from explorer.ingest.fetch.site_addresses import SiteTarget
from explorer.ingest.importer import Refused, import_source
from explorer.ingest.source_reader import SourceReader
from explorer.ingest.source_warnings import SourceKind, SourceWarning
from explorer.model.series import INDEX_SERIES
from explorer.text.accents import strip_accents

LARGEST_PAGE = 10 * 1024 * 1024  # bytes; a page has a hundredth of that
_MOST_FAILURES = 10  # one after the other, after which a site is left alone
_SUFFIXES = {"page": ".html", "profile": ".pdf", "scores": ".xlsx"}
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Fetched:
    """An address whose content is new or has changed, and was imported."""

    url: str
    kind: SourceKind
    status: int
    path: str  # of the snapshot
    profiles: tuple[str, ...]  # ids
    passages: int
    scores: int
    warnings: tuple[SourceWarning, ...]


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An address whose content is the same as when it was fetched last."""

    url: str
    kind: SourceKind
    profiles: tuple[str, ...]  # ids


@dataclass(frozen=True, slots=True)
class RefusedAddress:
    """An address whose content was not had or not taken, and why."""

    url: str
    kind: SourceKind  # of what is expected there
    error: str
    is_fault_of_home: bool = False


@dataclass(frozen=True, slots=True)
class SkippedAddress:
    """An address that was not asked for, and why."""

    url: str
    kind: SourceKind  # of what is expected there
    reason: str


FetchOutcome = Fetched | Unchanged | RefusedAddress | SkippedAddress


@dataclass
class Downloader:
    """Asks for addresses one after the other, and imports what comes."""

    home: Home
    client: PoliteClient
    reader: SourceReader
    addresses: FetchedAddresses
    _copies: StoredCopies = field(init=False)
    _failures: int = 0  # of the site, one after the other

    def __post_init__(self) -> None:
        self._copies = StoredCopies(self.home)

    def fetch_each(self, planned: Sequence[PlannedAddress]) -> Iterator[FetchOutcome]:
        """Fetch what was planned, and yield what became of each. Raises HomeError where the home cannot be written."""
        for entry in planned:
            if entry.target.kind == "profile" and self.addresses.has_page(entry.target.profile):
                yield skipped(entry, "The text of its profile is taken from the page.")
            elif self._failures >= _MOST_FAILURES:
                yield skipped(entry, f"{_MOST_FAILURES} addresses, one after the other, could not be had.")
            else:
                yield self._fetch(entry)

    def _fetch(self, entry: PlannedAddress) -> FetchOutcome:
        """Ask for the addresses of a target until one has it.

        A host that fails is not asked for another spelling: only one that has nothing there, or something else, as
        many have a page for every address. Then no other host is asked, which would have the same.
        """
        errors: dict[str, FetchError] = {}
        refused: RefusedAddress | None = None
        left_alone: set[str] = set()
        for address in entry.addresses:
            host = urlsplit(address).netloc
            if host in left_alone or (refused is not None and host != urlsplit(refused.url).netloc):
                continue
            try:
                outcome = self._take(entry, address)
            except FetchError as error:
                errors[address] = error
                if not isinstance(error, MissingAddressError):
                    left_alone.add(host)
                continue
            if not isinstance(outcome, RefusedAddress) or outcome.is_fault_of_home:
                return outcome
            refused = refused or outcome
        if refused is not None:
            return refused
        address, decisive = _decisive(errors)
        if not isinstance(decisive, MissingAddressError | DisallowedAddressError | ClosedSiteError):
            self._failures += 1
        return RefusedAddress(address, entry.target.source_kind, str(decisive))

    def _take(self, entry: PlannedAddress, address: str) -> FetchOutcome:
        """Ask for an address, and import what comes if it is new. Raises as PoliteClient.get."""
        largest = LARGEST_PAGE if entry.target.kind == "page" else LARGEST
        answer = self.client.get(address, largest, partial(self.addresses.conditions, target=entry.target))
        self._failures = 0
        known = self.addresses.find(answer.url, entry.target)
        digest = hashlib.sha256(answer.data).hexdigest()
        if known is not None and (answer.status == 304 or known.digest == digest):
            return Unchanged(address, entry.target.source_kind, known.profiles)
        return self._import(entry.target, address, answer, digest)

    def _import(self, target: SiteTarget, address: str, answer: SiteAnswer, digest: str) -> FetchOutcome:
        if error := _find_other_kind(target, answer.data):
            return RefusedAddress(address, target.source_kind, error)
        with tempfile.TemporaryDirectory(prefix="oc-explorer-") as folder:
            path = Path(folder, file_name(answer.url, target))
            try:
                path.write_bytes(answer.data)
            except OSError as fault:
                raise HomeError(f"{folder}: cannot be written ({fault.strerror}). Make room there.") from fault
            expected = target.profile or INDEX_SERIES
            outcome = import_source(self.home, self.reader, self._copies, path, None, answer.url, expected)
        if isinstance(outcome, Refused):
            return RefusedAddress(address, target.source_kind, outcome.error, outcome.is_fault_of_home)
        assert outcome.snapshot is not None  # as ever, but in a dry run
        relative = str(outcome.snapshot.relative_to(self.home.path))
        self.addresses.add(record_of(answer, target, outcome.profiles, digest, relative))
        return Fetched(
            address,
            outcome.kind,
            answer.status,
            str(outcome.snapshot),
            outcome.profiles,
            outcome.passages,
            outcome.scores,
            outcome.warnings,
        )


def file_name(url: str, target: SiteTarget) -> str:
    """Return the name of a file for the content of an address, of ASCII letters, with the suffix of its kind."""
    plain = strip_accents(unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2]))
    stem = re.sub(r"[^A-Za-z0-9_.-]+", "-", plain)[:100].lstrip(".")
    suffix = _SUFFIXES[target.kind]
    return stem if stem.lower().endswith(suffix) else f"{stem or 'page'}{suffix}"


def skipped(entry: PlannedAddress, reason: str) -> SkippedAddress:
    """Return what became of a planned address that is not asked for."""
    return SkippedAddress(entry.url, entry.target.source_kind, reason)


def _decisive(errors: Mapping[str, FetchError]) -> tuple[str, FetchError]:
    """Return the error that says why a target was not had, and its address: that of a site which may have it."""
    for address, error in errors.items():
        if not isinstance(error, MissingAddressError | ClosedSiteError):
            return address, error
    missing = {address: error for address, error in errors.items() if isinstance(error, MissingAddressError)}
    address, error = next(iter((missing or errors).items()))
    if 1 < len(missing) == len(errors):
        error = MissingAddressError(f"{error} Nor is anything at the other addresses that it may have.")
    return address, error


def _find_other_kind(target: SiteTarget, data: bytes) -> str:
    """Return why the content of an address is of another kind than its target; empty where it may be of that."""
    kind = "PDF" if is_pdf(data) else "workbook" if data.startswith(_ZIP) else "page"
    if kind == target.source_kind or not data.strip():
        return ""
    return f"The site sent a {kind} where a {target.source_kind} is expected."
