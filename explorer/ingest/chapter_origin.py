"""Where a chapter's page comes from: whether the Index's publisher published it, and the edition it belongs to."""

import re

from explorer.core.errors import SourceError
from explorer.ingest.lines import Page
from explorer.ingest.publisher_hosts import (
    clean_address,
    host_of,
    is_enact_address,
    is_index_address,
    original_address,
    publisher_address,
)
from explorer.ingest.source_warnings import SourceWarning
from explorer.model.profiles import PUBLISHER
from explorer.model.series import INDEX_SERIES, find_series

ADVICE = "open the chapter or article itself, wait until all of it is shown, save it whole and import that."
_INDEX = r"Organi[sz]ed\s+Crime\s+Index"
_NAMED = re.compile(
    rf"Global\s+Initiative(?:\s+Against\s+Transnational\s+Organi[sz]ed\s+Crime|\s*$)|\bGI-?TOC\b|{_INDEX}|ocindex\.net|"
    r"globalinitiative\.net",
    re.IGNORECASE,
)
_ABOUT = re.compile(  # the publisher's subjects
    r"\b(?:organi[sz]ed crime|criminal|illicit|traffick|smuggl|launder|brib|corrupt|mafia|extort|counterfeit|"
    r"cyber-?crime|heroin|cocaine|cannabis)",
    re.IGNORECASE,
)
_EDITION = re.compile(rf"{_INDEX}\W{{1,3}}(?:edition\s+)?(20\d\d)|(20\d\d)\s+(?:Global\s+)?{_INDEX}", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"/(20\d\d)(?=/|$)")


def check_publisher(page: Page, title: str) -> tuple[SourceWarning, ...]:
    """Check that a page is of the publisher, as whose text it would be cited. Raises SourceError."""
    stated = (title, page.title, page.site)
    hosts = [host for address in page.own_addresses if (host := host_of(address))]
    is_theirs = bool(publisher_address(page.own_addresses))
    if is_theirs or any(_NAMED.search(text) for text in stated):
        return ()
    if hosts:
        raise SourceError(
            f"The page is from {hosts[0]}, and its title does not name the {PUBLISHER}, as whose text it would be "
            "cited: chapters and articles of that publisher are imported."
        )
    texts = [line.text for line in page.lines]
    if any(_NAMED.search(text) for text in texts):
        return ()
    if any(_ABOUT.search(text) for text in texts):
        told = f"Nothing on the page says who published it; it is cited as a text of the {PUBLISHER}."
        return (SourceWarning("publisher-unnamed", told),)
    raise SourceError(
        f"This is neither a country page of the Index nor a chapter or article of the {PUBLISHER}, which it does not "
        f"name: {ADVICE}"
    )


def find_chapter_edition(
    page: Page, title: str, option: int | None, series: str = INDEX_SERIES
) -> tuple[int | None, str]:
    """Find the edition of its series that a chapter belongs to, and the evidence for it."""
    editions = find_series(series).editions
    if option is not None:
        return option, f"{option} was given with --edition."
    for address in page.own_addresses:
        is_of_site = is_index_address(address) or is_enact_address(address)
        of_site = clean_address(original_address(address)) if is_of_site else ""
        if (match := _IN_ADDRESS.search(of_site)) and int(match[1]) in editions:
            return int(match[1]), f"The address {of_site} names {match[1]}."
    for text in (title, page.title, page.site):
        if (match := _EDITION.search(text)) and (year := int(match[1] or match[2])) in editions:
            return year, f"The title names {year}."
    return None, "Nothing says that it belongs to an edition."
