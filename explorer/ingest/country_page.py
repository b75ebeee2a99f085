"""A published country page, as saved from a browser, read into a profile.

The mark-up of the site is not known and changes, so the page is read by the order of its visible
lines and by its labels, the same way whether they come from HTML or from saved text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from explorer.core.errors import CountryError, SourceError
from explorer.ingest.broken_paragraphs import check_paragraphs
from explorer.ingest.edition import find_edition
from explorer.ingest.enact_series import check_page, check_ranks
from explorer.ingest.lines import Page
from explorer.ingest.narrative import Narrative, find_headings, read_narrative
from explorer.ingest.printed_addresses import printed_addresses
from explorer.ingest.publisher_hosts import find_source, is_enact_address
from explorer.ingest.rank_check import find_other_areas
from explorer.ingest.saved_page import open_page, refusals
from explorer.ingest.scores_panel import ScoresPanel, read_scores_panel
from explorer.model.ids import profile_id
from explorer.model.profiles import Passage, Profile, Section, Source
from explorer.model.ranks import AREAS, RANKED
from explorer.model.scores import aggregates, is_rounded
from explorer.model.taxonomy import AGGREGATES, EDITIONS, Country, name_key, taxonomy

_FEW = 5  # scores, as an article or the page of an indicator may quote
_FACTS = 3  # that nothing else has together
_SCORED = re.compile(r"ocindex\.net/\S*\b(?:country|heatmap|map|compare|rankings?|indicators?)\b")
_YEAR = re.compile(r"(?<![\s,(])[\s,(]*\b20\d\d\b\)?\s*$")
_SHELL = 1500  # characters of visible text; a country page has ten times as many
_ADVICE = "open the page of one country, wait until all of it is shown, save it whole and import that."


@dataclass(frozen=True, slots=True)
class CountryPageReading:
    """The profile of a country page, with the evidence for its edition."""

    profile: Profile
    edition_evidence: str  # a sentence
    warnings: tuple[str, ...] = ()


def read_country_page(data: bytes, name: str, edition: int | None = None) -> CountryPageReading:
    """Read a page of that file name. Raises SourceError with what is missing and what to do."""
    return read_country(open_page(data), name, edition)


def is_of_country(page: Page) -> bool:
    """Tell whether a page is one of a country or of scores, whole or damaged, and nothing else.

    The evidence is its address, its headings, or parts that only a country page has.
    """
    addresses = page.addresses if page.is_marked_up else _addresses(page)
    if _countries_in(page.address) or any(
        _SCORED.search(address) or is_enact_address(address) for address in addresses
    ):
        return True
    heading = next((line.text for line in page.lines if line.level == 1), "")
    if any(_country_of(_YEAR.sub("", name)) for name in (heading, *re.split(r"\s*[|–—·]\s*|\s+-\s+", page.title))):
        return True
    headings = find_headings(page)
    panel = read_scores_panel(page.lines[: min(headings)] if headings else page.lines)
    return len(panel.scores) > _FEW or len(panel.facts) >= _FACTS or len(headings) > len(taxonomy().headings) / 2


def read_country(page: Page, name: str, edition: int | None = None) -> CountryPageReading:
    """Read a country page that was opened from a file of that name. Raises as `read_country_page`."""
    with refusals():
        return _read_country(page, name, edition)


def _read_country(page: Page, name: str, edition: int | None) -> CountryPageReading:
    addresses = _addresses(page)
    headings = find_headings(page)
    before = page.lines[: min(headings)] if headings else page.lines
    check_page(page, addresses, before)
    panel = read_scores_panel(before)
    check_ranks(panel.ranks, page.site)
    _check_scores(page, panel)
    if not headings:
        titles = [heading.title for heading in taxonomy().headings]
        raise SourceError(
            f"The page has scores but no analysis under the headings {titles[0]} to {titles[-1]}, "
            f"so it is not the whole page of a country: {_ADVICE}"
        )
    evidence = find_edition(edition, addresses, name, page.selected, panel.scores, panel.changes, page.address)
    country, doubts = _find_country(page.title, addresses, panel)
    narrative = read_narrative(page, headings)
    if not any(section.passages for section in narrative.sections):
        raise SourceError(f"The analysis has headings but no paragraph: {_ADVICE}")
    address, stranger = find_source(it for it in addresses if set(_countries_in(it)) <= {country})
    profile = Profile(
        code=country.code,
        edition=evidence.edition,
        text_kind="full",
        sections=tuple(_sections(narrative, profile_id(country.code, evidence.edition))),
        facts=panel.facts,
        scores=panel.scores,
        changes=panel.changes if evidence.edition > EDITIONS[0] else {},
        ranks=panel.ranks,
        source=Source(title=country.name, url=address),
    )
    return CountryPageReading(
        profile, evidence.sentence, (*doubts, *stranger, *_find_oddities(profile), *narrative.warnings)
    )


def _addresses(page: Page) -> tuple[str, ...]:
    fetched = [page.address] if page.address else []
    return tuple(dict.fromkeys((*fetched, *page.addresses, *printed_addresses(page))))


def _check_scores(page: Page, panel: ScoresPanel) -> None:
    """Check that everything is scored that an edition scores. Raises SourceError."""
    # A page has the scores of the edition that added the newest of its indicators.
    edition = max((taxonomy().indicator(slug).first_edition for slug in panel.scores), default=EDITIONS[0])
    expected = [*AGGREGATES, *(indicator.slug for indicator in taxonomy().indicators_of(edition))]
    missing = [taxonomy().indicator(slug).label for slug in expected if slug not in panel.scores]
    count = len(expected) - len(missing)
    if count <= _FEW and page.title and sum(len(line.text) for line in page.lines) < _SHELL:
        raise SourceError(f"The page has hardly any text until a browser fills it in: {_ADVICE}")
    if count <= _FEW:
        counted = f"only {count}" if count else "none"
        raise SourceError(
            f"This is not a country page of the Index, since it gives {counted} of the {len(expected)} scores: "
            f"{_ADVICE}"
        )
    if missing:
        check_paragraphs([[line.text for line in page.lines]], may_have_lists=True)  # labels may be broken too
        named = ", ".join(missing[:3]) + (f" and {len(missing) - 3} more" if len(missing) > 3 else "")
        raise SourceError(f"The page gives no score for {named}, so part of it is missing: {_ADVICE}")


def _find_country(title: str, addresses: Sequence[str], panel: ScoresPanel) -> tuple[Country, tuple[str, ...]]:
    """Find the country named nearest before the facts, or the one of those that the title or the address names."""
    named = [country for name in reversed(panel.names) if (country := _country_of(name))]
    titled = [country for part in re.split(r"\s*[|:–—·]\s*|\s+-\s+", title) if (country := _country_of(part))]
    elsewhere = [*titled, *(country for address in addresses for country in _countries_in(address))]
    candidates = [*(country for country in elsewhere if country in named), *named, *elsewhere]
    if not candidates:
        raise SourceError(_explain_country(panel.names))
    chosen = candidates[0]
    return chosen, tuple(
        f"The page names {chosen.name} before its facts, but {country.name} in its title or address."
        for country in dict.fromkeys(elsewhere)
        if country != chosen
    )


def _countries_in(address: str) -> list[Country]:
    parts = re.split(r"[/?=&.]", re.sub("[-_+]|%20", " ", address))
    return [country for part in parts if (country := _country_of(part))]


def _country_of(name: str) -> Country | None:
    return _country_names().get(name_key(name)) if len(name) <= 80 else None


@cache
def _country_names() -> dict[str, Country]:
    """List countries by folded name, without the abbreviations, which are words of menus too."""
    names = {name_key(name): country for country in taxonomy().countries for name in (country.name, *country.also)}
    return {name: country for name, country in names.items() if len(name) > 3}


def _explain_country(names: Sequence[str]) -> str:
    if names:
        try:
            taxonomy().find_country(names[-1][:80])
        except CountryError as error:
            return f"The page does not name its country before the facts: {error}"
    return f"The page names no country: {_ADVICE}"


def _sections(narrative: Narrative, profile: str) -> Iterator[Section]:
    for draft in narrative.sections:
        passages = tuple(
            Passage(profile, draft.slug, number, passage.text, passage.notes)
            for number, passage in enumerate(draft.passages, 1)
        )
        yield Section(draft.slug, passages, tuple(draft.notes))


def _find_oddities(profile: Profile) -> Iterator[str]:
    """Warn of oddities in a profile that are not wrong enough to refuse it."""
    for slug, exact in aggregates(profile.scores, profile.edition).items():
        if not is_rounded(profile.scores[slug], exact):
            label = taxonomy().indicator(slug).label
            yield f"{label} is published as {profile.scores[slug]:.2f}, but its scores give {exact:.2f}."
    absent = [f"{name} in the {area}" for name in RANKED for area in AREAS if area not in profile.ranks.get(name, {})]
    if absent:
        yield f"The page gives no rank for {', '.join(absent)}."
    yield from find_other_areas(profile)
