"""Pages of the Index's site that are not of one country: comparisons, regions, indicators, maps, rankings.

Each is refused by what it is. The evidence is its address, or else its title where it has no scores of a country.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from explorer.core.errors import SourceError
from explorer.ingest.country_evidence import countries_of_lines, countries_of_title, is_of_site
from explorer.ingest.country_names import area_named, countries_in
from explorer.ingest.lines import Line, Page
from explorer.ingest.publisher_hosts import is_enact_address, is_index_address
from explorer.ingest.site_address import SiteAddress, read_site_address
from explorer.model.taxonomy import taxonomy

ADVICE = "open the page of one country, wait until all of it is shown, save it whole and import that."
_SAYING = ("country", "comparison", "area", "indicator", "map", "ranking", "report")
_PARTS = re.compile(r"\s*[|–—·]\s*|\s+-\s+")  # of a title
_PAIR = 2  # countries in a comparison
_MAP = re.compile(r"\b(?:heat\s?map|map of the world|world map)\b", re.IGNORECASE)
_RANKING = re.compile(r"\b(?:rankings?|ranked)\b", re.IGNORECASE)
_COMPARISON = re.compile(r"\b(?:compar(?:e|ison|ing)|versus|vs)\b", re.IGNORECASE)


def find_site_address(page: Page, addresses: Iterable[str]) -> SiteAddress:
    """Return what the addresses of a page say that it is of: the first that says so."""
    told = [
        read_site_address(address)
        for address in addresses
        if is_index_address(address) or is_enact_address(address) or address == page.address
    ]
    return next((site for site in told if site.kind in _SAYING), told[0] if told else SiteAddress("other"))


def check_address(page: Page, addresses: Iterable[str]) -> None:
    """Check that a page is not, by its address, one of something else than a country. Raises SourceError."""
    if subject := _describe(find_site_address(page, addresses)):
        raise SourceError(refusal(subject))


def check_article(page: Page, title: str) -> None:
    """Check that what has no scores of a country is not the start of the site, or of a region or indicator.

    Raises SourceError.
    """
    site = find_site_address(page, page.own_addresses)
    if is_of_site(title) and site.kind == "start":
        raise SourceError(refusal("the start page of the site"))
    parts = _PARTS.split(page.title)
    if site.kind in ("start", "other") and len(parts) > 1 and any(map(is_of_site, parts)):
        named = [part for part in (*parts, title) if area_named(part) or taxonomy().find_indicator(part)]
        whole = [part for part in parts if _MAP.fullmatch(part) or _RANKING.fullmatch(part)]
        if named or whole:
            raise SourceError(refusal(subject_of_title(page)))


def refusal(subject: str, reason: str = "") -> str:
    """Return the sentence that refuses a page for what it is."""
    return f"This is {subject}, not a country page of the Index{reason}: {ADVICE}"


def subject_of_title(page: Page) -> str:
    """Tell by its title or first heading what a page is of that has no scores of a country; empty if nothing does."""
    headings = [line.text for line in page.lines if line.level == 1 and not line.aside][:1]
    titles = [part for text in (page.title, *headings) for part in _PARTS.split(text) if part]
    if any(_COMPARISON.search(title) for title in titles):
        return _compared([country.name for country in dict.fromkeys(chain.from_iterable(map(countries_in, titles)))])
    if any(_MAP.search(title) for title in titles):
        return "a heat map"
    if any(_RANKING.search(title) for title in titles):
        return "a ranking of countries"
    if area := next(filter(None, map(area_named, titles)), ""):
        return _of_area(area)
    indicators = (taxonomy().find_indicator(title) for title in titles)
    if indicator := next(filter(None, indicators), None):
        return f"the page of an indicator, {indicator.label}"
    return ""


def subject_of_contradiction(page: Page, before: Sequence[Line]) -> str:
    """Tell what a page with two scores for one indicator compares; empty where it does not name two countries."""
    countries = dict.fromkeys((*countries_of_title(page.title), *countries_of_lines(before)))
    names = [country.name for country in countries]
    return _compared(names) if len(names) == _PAIR else ""


def _describe(site: SiteAddress) -> str:
    named = f", {site.subjects[0]}" if site.subjects else ""
    match site.kind:
        case "comparison":
            return _compared(site.subjects)
        case "area":
            return _of_area(site.subjects[0] if site.subjects else "")
        case "indicator":
            return f"the page of an indicator{named}"
        case "map":
            return "a heat map"
        case "ranking":
            return "a ranking of countries"
        case _:
            return ""


def _of_area(name: str) -> str:
    kind = "continent" if name in taxonomy().continents else "region"
    return f"the page of a {kind}{name and f', {name}'}"


def _compared(names: Sequence[str]) -> str:
    if len(names) < _PAIR:
        return "a comparison of countries"
    return f"a comparison of {', '.join(names[:-1])} and {names[-1]}"
