"""The forms of the addresses of the publisher's site, from `index/site.toml`: of pages, of PDFs and of the workbook.

A mistake in that file is a VocabularyError that names file and line.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import quote, urlsplit

from explorer.core import paths
from explorer.core.content_file import TableFile
from explorer.core.errors import NotFoundError, QueryError, VocabularyError
from explorer.model.series import INDEX_SERIES, find_series
from explorer.model.taxonomy import Country, taxonomy
from explorer.text.accents import strip_accents

TargetKind = Literal["page", "profile", "scores"]
KINDS: tuple[TargetKind, ...] = ("page", "profile", "scores")  # a page, a profile as PDF, the workbook of all scores
SAFE = "/:@!$&'()*+,;=~-._%"  # of a path, as RFC 3986 has it
_EXAMPLE = "https://ocindex.net"  # of an address of a site, for messages


@dataclass(frozen=True, slots=True)
class SiteForms:
    """How the addresses of the publisher's site are made."""

    hosts: tuple[str, ...]  # "https://ocindex.net", the first by default
    paths: dict[TargetKind, tuple[str, ...]]  # "/{edition}/country/{slug}"
    newest: tuple[str, ...]  # further ones of the newest edition's pages
    slugs: dict[str, tuple[str, ...]]  # of countries whose address has another name, by code


@cache
def site_forms() -> SiteForms:
    """Read the forms once. Raises VocabularyError."""
    return read_site_forms(paths.content("index"))


def read_site_forms(folder: Path) -> SiteForms:
    """Read and check `site.toml` in a folder. Raises VocabularyError with file and line."""
    file = TableFile(folder / "site.toml")

    def texts(key: str, *needed: str) -> tuple[str, ...]:
        listed = file.data.get(key)
        line = next((number for number, text in enumerate(file.lines, 1) if re.match(rf"{key}\s*=", text)), 1)
        if not isinstance(listed, list) or not listed or not all(isinstance(item, str) for item in listed):
            raise VocabularyError(f"{file.path}:{line}: {key} must be a list of texts.")
        for item in listed:
            lacks_one = any(all(name not in item for name in names.split(" or ")) for names in needed)
            if lacks_one or re.sub(r"\{(?:edition|slug|dashed)\}", "", item).count("{"):
                raise VocabularyError(f"{file.path}:{line}: {item!r} must have {' and '.join(needed) or 'no braces'}.")
        return tuple(listed)

    tables = file.tables("country", {"code": str, "slugs": list}, {})
    file.check_unique("country", "code", tables)
    for number, table in enumerate(tables):
        try:
            taxonomy().country(table.text("code"))
        except NotFoundError as error:
            file.fail("country", number, "code", str(error))
    hosts = texts("hosts")
    for host in hosts:
        try:
            site_origin(host)
        except QueryError as error:
            raise VocabularyError(f"{file.path}:1: {error}") from error
    return SiteForms(
        hosts,
        {
            "page": texts("pages", "{edition}", "{slug}"),
            "profile": texts("profiles", "{edition}", "{slug}"),
            "scores": texts("scores"),
        },
        texts("newest", "{slug} or {dashed}"),
        {table.text("code"): table.texts("slugs") for table in tables},
    )


def site_origin(site: str) -> str:
    """Return the address of a site without a slash at its end, to which paths are added. Raises QueryError."""
    site = site.strip()
    try:
        split = urlsplit(site)
        has_host = bool(split.hostname) and split.port != 0 and site.isprintable() and " " not in site
    except ValueError:
        has_host = False
    if not has_host or split.scheme not in ("http", "https"):
        raise QueryError(f"{site!r} is no address of a site. Give one such as {_EXAMPLE}.")
    if "@" in split.netloc or split.query or split.fragment:
        raise QueryError(f"{site!r} has more than a host and a folder. Give one such as {_EXAMPLE}.")
    return f"{split.scheme}://{split.netloc.lower()}{quote(split.path.rstrip('/'), safe=SAFE)}"


def slugs_of(country: Country) -> tuple[str, ...]:
    """Return the names that a country may have in an address: with its hyphens, without them, with its accents."""
    if named := site_forms().slugs.get(country.code):
        return named
    plain = re.sub(r"[^\w\s'-]", "", country.name.replace("’", "'").lower())
    spaced, joined = re.sub(r"[\s']+", "_", plain), re.sub(r"\s+", "_", plain.replace("'", ""))
    stripped = strip_accents(spaced)
    whole = re.sub(r"\s+", "_", country.name.lower())  # with its commas and dots
    return tuple(dict.fromkeys((stripped, stripped.replace("-", "_"), strip_accents(joined), joined, spaced, whole)))


def page_address(code: str, edition: int) -> str:
    """Make the address of a country's page in an edition of the Index, by the scheme of its site.

    It is that of the site where the name of the country can be written in several ways: a spelling is not guessed.
    """
    forms = site_forms()
    slugs = slugs_of(taxonomy().country(code))
    if len(slugs) > 1:
        return find_series(INDEX_SERIES).source_url
    return forms.hosts[0] + forms.paths["page"][0].format(edition=edition, slug=slugs[0])


def workbook_address() -> str:
    """Make the address of the workbook of all scores."""
    forms = site_forms()
    return forms.hosts[0] + forms.paths["scores"][0]
