"""The edition of a country page, and the evidence for it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from explorer.core.errors import SourceError
from explorer.ingest.publisher_hosts import publisher_address
from explorer.ingest.source_name import editions_in_name
from explorer.model.series import INDEX_SERIES, Series, find_series
from explorer.model.taxonomy import taxonomy

_IN_ADDRESS = re.compile(r"(?<=[/=])(\d{4})(?=[/?&#]|$)")
_IN_OPTION = re.compile(r"\b(\d{4})\b")


@dataclass(frozen=True, slots=True)
class EditionEvidence:
    """An edition, with its evidence in a sentence."""

    edition: int
    sentence: str


def find_edition(
    option: int | None,
    addresses: Iterable[str],
    name: str,
    selected: Iterable[str],
    scores: Mapping[str, float],
    changes: Mapping[str, float | None],
    fetched_from: str = "",
    series: str = INDEX_SERIES,
) -> EditionEvidence:
    """Find the edition of a series as given, else by address, file name or selected option, else by the page's scores.

    An address counts that is the publisher's, and any that the page was fetched from.

    Raises SourceError without evidence, or when the scores contradict it.
    """
    own = find_series(series)
    if option is not None and option not in own.editions:
        raise SourceError(own.no_edition(option))
    stated = _find_stated(option, addresses, name, selected, fetched_from, own)
    possible, reason = _read_scores(scores, changes, own)
    if stated is None and len(possible) != 1:
        raise SourceError(f"Nothing on the page says which edition it is of, since {reason}: give it with --edition.")
    evidence = stated or EditionEvidence(possible[0], f"{reason[0].upper()}{reason[1:]}: {possible[0]}.")
    if possible and evidence.edition not in possible:
        scored = " or ".join(map(str, possible))
        hint = "" if option else f": give --edition {scored} if that is right"
        raise SourceError(f"{evidence.sentence.removesuffix('.')}, but {reason}, as in {scored}{hint}.")
    missing = [indicator for indicator in own.indicators_of(evidence.edition) if indicator.slug not in scores]
    unknown = [slug for slug in scores if not own.has_scored(slug, evidence.edition)]
    if missing or unknown:
        raise SourceError(f"{evidence.sentence.removesuffix('.')}, but {reason}.")
    return evidence


def _find_stated(
    option: int | None,
    addresses: Iterable[str],
    name: str,
    selected: Iterable[str],
    fetched_from: str,
    series: Series,
) -> EditionEvidence | None:
    def years_in(pattern: re.Pattern[str], text: str) -> list[int]:
        return [year for year in map(int, pattern.findall(text)) if year in series.editions]

    if option is not None:
        return EditionEvidence(option, f"{option} was given with --edition.")
    named = {
        address: years[0]
        for address in addresses
        if address == fetched_from or publisher_address([address], series.slug)
        if (years := years_in(_IN_ADDRESS, address))
    }
    if len(set(named.values())) == 1:
        address, edition = next(iter(named.items()))
        return EditionEvidence(edition, f"The address {address} names {edition}.")
    if len(in_name := editions_in_name(name, series.slug)) == 1:
        return EditionEvidence(min(in_name), f"The file name {name} names {min(in_name)}.")
    chosen = {year for option in selected if len(option) <= 20 for year in years_in(_IN_OPTION, option)}
    if len(chosen) == 1:
        return EditionEvidence(min(chosen), f"{min(chosen)} is selected on the page.")
    return None


def _read_scores(
    scores: Mapping[str, float], changes: Mapping[str, float | None], series: Series
) -> tuple[tuple[int, ...], str]:
    """Read the editions that score these indicators and can show these changes, and the reason.

    An indicator has no change in the edition that added it, and has one in every later edition.
    """
    has_changes = any(change is not None for change in changes.values())
    first, *_, last = series.editions
    # An indicator that the series has not scored yet is of an edition to come.
    first_editions = {slug: series.first_edition(slug) or last + 1 for slug in taxonomy().scored}
    added = max((first_editions[slug] for slug in scores), default=first)
    next_added = min((edition for edition in first_editions.values() if edition > added), default=None)
    later = tuple(edition for edition in series.editions if added < edition < (next_added or last + 1))
    if added == first:
        new = f"none of the indicators that came in {next_added}" if next_added else "the indicators of every edition"
        if not has_changes:
            return (added,), f"the page scores {new} and shows no changes"
        return later, f"the page shows changes but scores {new}"
    newest = [slug for slug in scores if first_editions[slug] == added]
    moved = [slug for slug in newest if changes.get(slug) is not None]
    if not moved and changes:
        return (added,), f"the page scores the indicators that came in {added} and shows no change of them"
    if len(moved) == len(newest):
        return later, f"the page shows changes of the indicators that came in {added}"
    if moved:
        return (), f"the page shows changes of some of the indicators that came in {added}, but not of all"
    return (), f"the page scores the indicators that came in {added} and shows no changes at all"
