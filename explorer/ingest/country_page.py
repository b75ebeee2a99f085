"""A published country page, as saved from a browser, read into a profile.

The mark-up of the site is not known and changes, so the page is read by the order of its visible
lines and by its labels, the same way whether they come from HTML or from saved text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explorer.core.errors import SourceError
from explorer.ingest.broken_paragraphs import check_paragraphs
from explorer.ingest.country_evidence import countries_of_title, country_of_heading, find_country
from explorer.ingest.edition import find_edition
from explorer.ingest.enact_series import check_evidence, find_page_evidence, find_ranks_evidence
from explorer.ingest.lines import Line, Page
from explorer.ingest.narrative import Narrative, find_headings, read_narrative
from explorer.ingest.other_pages import (
    ADVICE,
    check_address,
    find_site_address,
    refusal,
    subject_of_contradiction,
    subject_of_title,
)
from explorer.ingest.pdf_facts import check_facts
from explorer.ingest.printed_addresses import printed_addresses
from explorer.ingest.publisher_hosts import ENACT, find_source
from explorer.ingest.rank_check import find_other_areas
from explorer.ingest.saved_page import open_page, refusals
from explorer.ingest.scores_panel import ContradictionError, ScoresPanel, read_scores_panel
from explorer.ingest.site_address import read_site_address
from explorer.ingest.source_warnings import SourceWarning
from explorer.model.ids import profile_id
from explorer.model.profiles import Passage, Profile, Section, Source
from explorer.model.ranks import AREAS, RANKED
from explorer.model.scores import HIGHEST, LOWEST, aggregates, is_rounded
from explorer.model.series import INDEX_SERIES, Series, find_series
from explorer.model.taxonomy import AGGREGATES, taxonomy

_FEW = 5  # scores, as an article or the page of an indicator may quote
_FACTS = 3  # that nothing else has together
_OF_SCORES = ("country", "comparison", "area", "indicator", "map", "ranking")  # addresses of pages with scores
_SHELL = 1500  # characters of visible text; a country page has ten times as many


@dataclass(frozen=True, slots=True)
class CountryPageReading:
    """The profile of a country page, with the evidence for its edition."""

    profile: Profile
    edition_evidence: str  # a sentence
    warnings: tuple[SourceWarning, ...] = ()
    country_evidence: str = ""  # a sentence, where the text does not name the country


def read_country_page(data: bytes, name: str, edition: int | None = None) -> CountryPageReading:
    """Read a page of that file name. Raises SourceError with what is missing and what to do."""
    return read_country(open_page(data), name, edition)


def is_of_country(page: Page) -> bool:
    """Tell whether a page is one of a country or of scores, whole or damaged, and nothing else.

    The evidence is its address, its headings, or parts that only a country page has.
    """
    addresses = page.own_addresses if page.is_marked_up else _addresses(page)
    site = find_site_address(page, addresses)
    if site.kind in _OF_SCORES:
        return True
    heading = next((line.text for line in page.lines if line.level == 1), "")
    if site.kind != "report" and (country_of_heading(heading) or countries_of_title(page.title)):
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
    series, panel = _read_series(page, name, addresses, before)
    _check_scores(page, panel, series)
    if not headings:
        titles = [heading.title for heading in taxonomy().headings]
        raise SourceError(
            f"The page has scores but no analysis under the headings {titles[0]} to {titles[-1]}, "
            f"so it is not the whole page of a country: {ADVICE}"
        )
    evidence = find_edition(
        edition, addresses, name, page.selected, panel.scores, panel.changes, page.address, series.slug
    )
    found = find_country(page.title, addresses, panel.names, name, bool(panel.facts))
    country = found.country
    if country.code not in series:
        raise SourceError(f"The page is of the {series.name}, and {series.no_country(country)}")
    narrative = read_narrative(page, headings)
    if not any(section.passages for section in narrative.sections):
        raise SourceError(f"The analysis has headings but no paragraph: {ADVICE}")
    own = (it for it in addresses if set(read_site_address(it).countries) <= {country})
    address, stranger = find_source(own, series.slug)
    profile = Profile(
        code=country.code,
        edition=evidence.edition,
        text_kind="full",
        sections=tuple(_sections(narrative, profile_id(country.code, evidence.edition, series.slug))),
        facts=panel.facts,
        scores=panel.scores,
        changes=panel.changes if series.previous(evidence.edition) else {},
        ranks=panel.ranks,
        source=Source(title=country.name, publisher=series.publisher, url=address),
        series=series.slug,
    )
    if page.is_ordered_by_place:
        check_facts(profile.facts, before)
        _check_averages(profile)
    return CountryPageReading(
        profile,
        evidence.sentence,
        (*page.warnings, *found.doubts, *stranger, *_find_oddities(profile), *narrative.warnings),
        found.sentence,
    )


def _addresses(page: Page) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*page.own_addresses, *printed_addresses(page))))


def _read_panel(page: Page, before: Sequence[Line], series: str) -> ScoresPanel:
    """Read facts, scores and ranks. Raises SourceError, which names the countries of a comparison."""
    try:
        panel = read_scores_panel(before, series)
    except ContradictionError as error:
        if subject := subject_of_contradiction(page, before):
            raise SourceError(refusal(subject, f", since it {error.finding}")) from error
        raise
    for slug, change in panel.changes.items():
        # Signs may be pictures, so either is possible; a second score beside the first is hardly ever both.
        score = panel.scores[slug]
        if change and not any(LOWEST <= score + moved <= HIGHEST for moved in (change, -change)):
            subject = subject_of_contradiction(page, before) or "a comparison of countries, or a damaged page"
            label = taxonomy().indicator(slug).label
            raise SourceError(refusal(subject, f", since {label} cannot have changed by {change:.2f} to {score:.2f}"))
    return panel


def _read_series(page: Page, name: str, addresses: Sequence[str], before: Sequence[Line]) -> tuple[Series, ScoresPanel]:
    """Read the series of a page, and its panel by the labels of that. Raises SourceError for a contradiction."""
    evidence = find_page_evidence(page, addresses, before, name)
    check_address(page, addresses)
    panel = _read_panel(page, before, ENACT if evidence else INDEX_SERIES)
    if not evidence and (evidence := find_ranks_evidence(panel.ranks, page.site)):
        panel = _read_panel(page, before, ENACT)
    if not evidence:
        return find_series(INDEX_SERIES), panel
    check_evidence(evidence, addresses, panel.ranks)
    return find_series(ENACT), panel


def _check_scores(page: Page, panel: ScoresPanel, series: Series) -> None:
    """Check that everything is scored that an edition scores. Raises SourceError."""
    # A page has the scores of the edition that added the newest of its indicators.
    firsts = (series.first_edition(slug) or series.editions[-1] for slug in panel.scores)
    edition = max(firsts, default=series.editions[0])
    expected = [*AGGREGATES, *(indicator.slug for indicator in series.indicators_of(edition))]
    absent = [slug for slug in expected if slug not in panel.scores]
    missing = (
        [] if absent == list(RANKED) and not panel.ranks else [taxonomy().indicator(slug).label for slug in absent]
    )
    count = len(expected) - len(missing)
    if count <= _FEW:
        reason = f", since it gives {f'only {count}' if count else 'none'} of the {len(expected)} scores"
        if subject := subject_of_title(page):
            raise SourceError(refusal(subject, reason))
        if page.title and sum(len(line.text) for line in page.lines) < _SHELL:
            raise SourceError(f"The page has hardly any text until a browser fills it in: {ADVICE}")
        raise SourceError(f"This is not a country page of the Index{reason}: {ADVICE}")
    if missing:
        check_paragraphs([[line.text for line in page.lines]], may_have_lists=True)  # labels may be broken too
        named = ", ".join(missing[:3]) + (f" and {len(missing) - 3} more" if len(missing) > 3 else "")
        raise SourceError(f"The page gives no score for {named}, so part of it is missing: {ADVICE}")


def _sections(narrative: Narrative, profile: str) -> Iterator[Section]:
    for draft in narrative.sections:
        passages = tuple(
            Passage(profile, draft.slug, number, passage.text, passage.notes)
            for number, passage in enumerate(draft.passages, 1)
        )
        yield Section(draft.slug, passages, tuple(draft.notes))


def _find_oddities(profile: Profile) -> Iterator[SourceWarning]:
    """Warn of oddities in a profile that are not wrong enough to refuse it."""
    for told in _other_averages(profile):
        yield SourceWarning("average-differs", told)
    if all(slug not in profile.scores for slug in RANKED):
        labels = " and ".join(taxonomy().indicator(slug).label for slug in RANKED)
        yield SourceWarning("averages-absent", f"The page gives no score for {labels}.")
    ranked = AREAS if profile.of_series.is_index else AREAS[1:]
    absent = [f"{name} in the {area}" for name in RANKED for area in ranked if area not in profile.ranks.get(name, {})]
    if absent:
        told = f"The page gives no rank for {', '.join(absent)}." if profile.ranks else "The page gives no ranks."
        yield SourceWarning("ranks-absent", told)
    yield from find_other_areas(profile)


def _other_averages(profile: Profile) -> Iterator[str]:
    for slug, exact in aggregates(profile.scores, profile.scored_as).items():
        if slug in profile.scores and not is_rounded(profile.scores[slug], exact):
            label = taxonomy().indicator(slug).label
            yield f"{label} is published as {profile.scores[slug]:.2f}, but its scores give {exact:.2f}."


def _check_averages(profile: Profile) -> None:
    """Check that scores add up that were found by their places on a page. Raises SourceError."""
    for oddity in _other_averages(profile):
        raise SourceError(f"{oddity} Scores of the PDF may have been read in a wrong order: save the page as HTML.")
