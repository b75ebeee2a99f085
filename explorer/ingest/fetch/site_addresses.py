"""Addresses of the publisher's site: made for a country and an edition, and read again from a list of addresses.

Their forms are in `explorer/ingest/site_forms.py`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, unquote, urlsplit

from explorer.ingest.country_names import country_of, words_of
from explorer.ingest.site_forms import KINDS, SAFE, SiteForms, TargetKind, site_forms, slugs_of
from explorer.ingest.source_warnings import SourceKind
from explorer.model.ids import profile_id
from explorer.model.taxonomy import EDITIONS, Country, taxonomy
from explorer.text.accents import strip_accents

_SOURCE_KINDS: dict[TargetKind, SourceKind] = {"page": "page", "profile": "PDF", "scores": "workbook"}
_LONGEST = 500  # characters of a path


@dataclass(frozen=True, slots=True)
class SiteTarget:
    """Something of the site: the page or the PDF of a profile, or the workbook of all scores."""

    kind: TargetKind
    profile: str = ""  # id, "ken-2023"; empty for the workbook

    @property
    def source_kind(self) -> SourceKind:
        """Name what is imported of it."""
        return _SOURCE_KINDS[self.kind]


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
    return tuple(dict.fromkeys(site + quote(path, safe=SAFE) for path in made))


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
