"""What is to be fetched, and from which addresses: those of a sitemap, else those made from the table of countries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from explorer.core.errors import SourceError
from explorer.ingest.fetch.fetched_addresses import FetchedAddress
from explorer.ingest.fetch.polite_client import (
    ClosedSiteError,
    FetchError,
    MissingAddressError,
    PoliteClient,
    usual_sitemap,
)
from explorer.ingest.fetch.site_addresses import SiteTarget, addresses_of, find_targets, origin_of
from explorer.ingest.fetch.sitemap import LARGEST, read_sitemap
from explorer.ingest.site_forms import TargetKind
from explorer.model.ids import profile_id, split_profile_id
from explorer.model.taxonomy import taxonomy
from explorer.text.counted_nouns import counted, join_names

_MOST_SITEMAPS = 20  # files of one site


@dataclass(frozen=True, slots=True)
class PlannedAddress:
    """A target, and where it may be, in the order in which it is asked for."""

    target: SiteTarget
    addresses: tuple[str, ...]

    @property
    def url(self) -> str:
        """The address by which it is told."""
        return self.addresses[0]


@dataclass(frozen=True, slots=True)
class SiteListing:
    """What the sitemaps of the sites list, and why one of them could not be read."""

    addresses: Mapping[SiteTarget, tuple[str, ...]]
    warnings: tuple[str, ...] = ()
    is_whole: bool = True  # all of them were read, so that what they do not list is not there


def choose_targets(kinds: Iterable[TargetKind], codes: Iterable[str], editions: Sequence[int]) -> list[SiteTarget]:
    """List the targets of countries and editions: the workbook first, then edition by edition."""
    countries = tuple(codes)
    targets: list[SiteTarget] = []
    for kind in sorted(kinds, key=("scores", "page", "profile").index):
        if kind == "scores":
            targets.append(SiteTarget(kind))
        else:
            targets += [SiteTarget(kind, profile_id(code, edition)) for edition in editions for code in countries]
    return targets


def list_site(client: PoliteClient, sites: Sequence[str]) -> SiteListing:
    """Read the sitemaps of the sites. Raises ClosedSiteError where none of the sites may be asked."""
    listed: dict[SiteTarget, list[str]] = {}
    warnings: list[str] = []
    closed: list[ClosedSiteError] = []
    is_whole = True
    for site in sites:
        try:
            addresses, is_read = _read_sitemaps(client, site, warnings)
        except ClosedSiteError as error:
            closed.append(error)
            continue
        is_whole &= is_read
        for base in sites:
            for target, address in find_targets(addresses, base).items():
                if address not in listed.setdefault(target, []):
                    listed[target].append(address)
    if len(closed) == len(sites):
        raise closed[0]
    warnings += map(str, closed)
    return SiteListing({target: tuple(addresses) for target, addresses in listed.items()}, tuple(warnings), is_whole)


def _read_sitemaps(client: PoliteClient, site: str, warnings: list[str]) -> tuple[list[str], bool]:
    """Return the addresses of all sitemaps of a site, and whether each that is named could be read."""
    waiting = list(client.sitemaps(site))
    passed: list[str] = []
    addresses: list[str] = []
    is_whole = True
    while waiting:
        url = waiting.pop(0)
        if url in passed:
            continue
        if len(passed) >= _MOST_SITEMAPS or not client.may_ask(url):
            is_whole = False
            continue
        passed.append(url)
        try:
            sitemap = read_sitemap(client.get(url, LARGEST).data)
        except ClosedSiteError:
            raise
        except MissingAddressError:
            is_whole &= url == usual_sitemap(site)  # where a site has none, it hides nothing
            continue
        except FetchError:
            is_whole = False
            continue
        except SourceError as error:
            warnings.append(f"The sitemap {url} could not be read. {error}")
            is_whole = False
            continue
        addresses += sitemap.pages
        waiting += sitemap.sitemaps
        is_whole &= sitemap.is_whole
    return addresses, is_whole


def plan_addresses(
    targets: Iterable[SiteTarget], sites: Sequence[str], listing: SiteListing, is_all: bool
) -> tuple[list[PlannedAddress], list[PlannedAddress]]:
    """Return where each target is asked for, and those that are left out: of all, what a site's list does not have.

    A list that has none of a kind and edition says nothing about it, nor does one that was not read whole. What was
    named itself is asked for all the same.
    """
    known = {_group(target) for target in listing.addresses} if listing.is_whole else set()
    planned: list[PlannedAddress] = []
    left_out: list[PlannedAddress] = []
    for target in targets:
        listed = listing.addresses.get(target)
        made = tuple(dict.fromkeys(address for site in sites for address in addresses_of(target, site)))
        entry = PlannedAddress(target, listed or made)
        (left_out if is_all and listed is None and _group(target) in known else planned).append(entry)
    return planned, left_out


def plan_update(records: Iterable[FetchedAddress]) -> list[PlannedAddress]:
    """Return where each target is asked for that was fetched before: where it was, then where its site may have it."""
    planned: dict[SiteTarget, dict[str, None]] = {}
    for record in records:
        if target := record.target:
            made = addresses_of(target, origin_of(record.url))
            planned.setdefault(target, {}).update(dict.fromkeys((record.url, *made)))
    order = sorted(planned, key=lambda target: (target.kind != "scores", target.kind, target.profile))
    return [PlannedAddress(target, tuple(planned[target])) for target in order]


def _group(target: SiteTarget) -> tuple[str, int]:
    return target.kind, split_profile_id(target.profile)[1] if target.profile else 0


def describe_targets(targets: Sequence[SiteTarget], is_most: bool = False) -> str:
    """Tell what is planned, in words: "579 pages of 193 countries", "the page of Kenya 2023".

    `is_most` where a site's list may leave out pages. Of PDFs the plan is always the most: that of a page is left out.
    """
    parts = ["the workbook of all scores"] if any(target.kind == "scores" for target in targets) else []
    for kind in ("page", "profile"):
        chosen = [target for target in targets if target.kind == kind]
        codes = {split_profile_id(target.profile)[0] for target in chosen}
        if len(chosen) == 1:
            code, edition = split_profile_id(chosen[0].profile)
            parts.append(f"the {chosen[0].source_kind} of {taxonomy().country(code).name} {edition}")
        elif chosen:
            countries = taxonomy().country(codes.pop()).name if len(codes) == 1 else counted(len(codes), "country")
            most = "up to " if is_most or kind == "profile" else ""
            parts.append(f"{most}{counted(len(chosen), chosen[0].source_kind)} of {countries}")
    return join_names(parts)
