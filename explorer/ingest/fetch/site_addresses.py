"""Addresses of the publisher's site: made for a country and an edition, and read again from a list of addresses.

Their forms are in `index/site.toml`; a mistake in it is a VocabularyError that names file and line.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import quote, unquote, urlsplit

from explorer.core import paths
from explorer.core.content_file import TableFile
from explorer.core.errors import NotFoundError, QueryError, VocabularyError
from explorer.ingest.country_names import country_of, words_of
from explorer.ingest.source_warnings import SourceKind
from explorer.model.ids import profile_id
from explorer.model.taxonomy import EDITIONS, Country, taxonomy
from explorer.text.accents import strip_accents

TargetKind = Literal["page", "profile", "scores"]
KINDS: tuple[TargetKind, ...] = ("page", "profile", "scores")  # a page, a profile as PDF, the workbook of all scores
_SOURCE_KINDS: dict[TargetKind, SourceKind] = {"page": "page", "profile": "PDF", "scores": "workbook"}

_FORMS = {"page": "pages", "profile": "profiles", "scores": "scores"}
_LONGEST = 500  # characters of a path
_SAFE = "/:@!$&'()*+,;=~-._%"  # of a path, as RFC 3986 has it
_EXAMPLE = "https://ocindex.net"  # of an address of a site, for messages


@dataclass(frozen=True, slots=True)
class SiteForms:
    """How the addresses of the publisher's site are made."""

    hosts: tuple[str, ...]  # "https://ocindex.net", the first by default
    paths: dict[TargetKind, tuple[str, ...]]  # "/{edition}/country/{slug}"
    newest: tuple[str, ...]  # further ones of the newest edition's pages
    slugs: dict[str, tuple[str, ...]]  # of countries whose address has another name, by code


@dataclass(frozen=True, slots=True)
class SiteTarget:
    """Something of the site: the page or the PDF of a profile, or the workbook of all scores."""

    kind: TargetKind
    profile: str = ""  # id, "ken-2023"; empty for the workbook

    @property
    def source_kind(self) -> SourceKind:
        """Name what is imported of it."""
        return _SOURCE_KINDS[self.kind]


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
    return f"{split.scheme}://{split.netloc.lower()}{quote(split.path.rstrip('/'), safe=_SAFE)}"


def origin_of(address: str) -> str:
    """Return the site of an address that it gave, without its path."""
    split = urlsplit(address)
    return f"{split.scheme}://{split.netloc}"


def addresses_of(target: SiteTarget, site: str) -> tuple[str, ...]:
    """Make the addresses that a target may have on a site, the likeliest first."""
    forms = site_forms()
    if target.kind == "scores":
        return tuple(site + form for form in forms.paths["scores"])
    code, _, edition = target.profile.partition("-")
    slugs = slugs_of(taxonomy().country(code))
    patterns = forms.paths[target.kind]
    if target.kind == "page" and int(edition) == EDITIONS[-1]:
        patterns += forms.newest
    dashed = _dashed(taxonomy().country(code))
    made = (pattern.format(edition=edition, slug=slug, dashed=dashed) for pattern in patterns for slug in slugs)
    return tuple(dict.fromkeys(site + quote(path, safe=_SAFE) for path in made))


def slugs_of(country: Country) -> tuple[str, ...]:
    """Return the names that a country may have in an address: with its hyphens, without them, with its accents."""
    if named := site_forms().slugs.get(country.code):
        return named
    plain = re.sub(r"[^\w\s'-]", "", country.name.replace("’", "'").lower())
    spaced, joined = re.sub(r"[\s']+", "_", plain), re.sub(r"\s+", "_", plain.replace("'", ""))
    stripped = strip_accents(spaced)
    whole = re.sub(r"\s+", "_", country.name.lower())  # with its commas and dots
    return tuple(dict.fromkeys((stripped, stripped.replace("-", "_"), strip_accents(joined), joined, spaced, whole)))


def _dashed(country: Country) -> str:
    """Return the name of a country with hyphens between its words, as newer addresses have it."""
    return "-".join(re.findall(r"[a-z0-9]+", strip_accents(country.name.lower()).replace("'", "")))


def find_targets(addresses: Iterable[str], site: str) -> dict[SiteTarget, str]:
    """Find what a list of addresses has of a site: the first address of each target, by the scheme of the site."""
    targets: dict[SiteTarget, str] = {}
    scheme = urlsplit(site).scheme
    for address in addresses:
        if (target := target_of(address, site)) is not None:
            targets.setdefault(target, f"{scheme}:{address.partition(':')[2]}")
    return targets


def target_of(address: str, site: str) -> SiteTarget | None:
    """Tell what an address of a site is of; None for anything else, and for a page that names no edition."""
    try:
        split = urlsplit(address)
    except ValueError:
        return None
    base = urlsplit(site)
    if split.netloc.lower() != base.netloc.lower() or not split.path.startswith(base.path) or split.query:
        return None
    if len(split.path) > _LONGEST or split.scheme not in ("http", "https"):
        return None
    path = unquote(split.path.removeprefix(base.path)).rstrip("/")
    for kind, form in _path_forms():
        if match := form.fullmatch(path):
            if kind == "scores":
                return SiteTarget(kind)
            edition = int(match["edition"])
            country = _country_of(match["slug"])
            if edition in EDITIONS and country is not None:
                return SiteTarget(kind, profile_id(country.code, edition))
    return None


@cache
def _path_forms() -> tuple[tuple[TargetKind, re.Pattern[str]], ...]:
    return tuple(_compiled(site_forms()))


def _compiled(forms: SiteForms) -> Iterator[tuple[TargetKind, re.Pattern[str]]]:
    for kind in KINDS:
        for pattern in forms.paths[kind]:
            seen: set[str] = set()
            expression = ""
            for part in re.split(r"(\{(?:edition|slug)\})", pattern):
                name = part.strip("{}")
                if part not in ("{edition}", "{slug}"):
                    expression += re.escape(part)
                elif name in seen:
                    expression += f"(?P={name})"
                else:
                    seen.add(name)
                    expression += rf"(?P<{name}>\d{{4}})" if name == "edition" else rf"(?P<{name}>[^/]+?)"
            yield kind, re.compile(expression, re.IGNORECASE)


def _country_of(slug: str) -> Country | None:
    named = slug.lower()
    for code, slugs in site_forms().slugs.items():
        if named in slugs:
            return taxonomy().country(code)
    return country_of(words_of(named))
