"""The edition of a country page, and the evidence for it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from explorer.core.errors import SourceError
from explorer.ingest.publisher_hosts import publisher_address
from explorer.ingest.source_name import editions_in_name
from explorer.model.taxonomy import EDITIONS, no_edition, taxonomy

_EDITION = "|".join(map(str, EDITIONS))
_IN_ADDRESS = re.compile(rf"(?<=[/=])({_EDITION})(?=[/?&#]|$)")
_IN_OPTION = re.compile(rf"\b({_EDITION})\b")


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
) -> EditionEvidence:
    """Find the edition as given, else by address, file name or selected option, else by the page's scores.

    An address counts that is the publisher's, and any that the page was fetched from.

    Raises SourceError without evidence, or when the scores contradict it.
    """
    if option is not None and option not in EDITIONS:
        raise SourceError(no_edition(option))
    stated = _find_stated(option, addresses, name, selected, fetched_from)
    possible, reason = _read_scores(scores, changes)
    if stated is None and len(possible) != 1:
        raise SourceError(f"Nothing on the page says which edition it is of, since {reason}: give it with --edition.")
    evidence = stated or EditionEvidence(possible[0], f"{reason[0].upper()}{reason[1:]}: {possible[0]}.")
    if possible and evidence.edition not in possible:
        scored = " or ".join(map(str, possible))
        hint = "" if option else f": give --edition {scored} if that is right"
        raise SourceError(f"{evidence.sentence.removesuffix('.')}, but {reason}, as in {scored}{hint}.")
    missing = [indicator for indicator in taxonomy().indicators_of(evidence.edition) if indicator.slug not in scores]
    unknown = [slug for slug in scores if taxonomy().indicator(slug).first_edition > evidence.edition]
    if missing or unknown:
        raise SourceError(f"{evidence.sentence.removesuffix('.')}, but {reason}.")
    return evidence


def _find_stated(
    option: int | None, addresses: Iterable[str], name: str, selected: Iterable[str], fetched_from: str
) -> EditionEvidence | None:
    if option is not None:
        return EditionEvidence(option, f"{option} was given with --edition.")
    named = {
        address: int(match[1])
        for address in addresses
        if (address == fetched_from or publisher_address([address])) and (match := _IN_ADDRESS.search(address))
    }
    if len(set(named.values())) == 1:
        address, edition = next(iter(named.items()))
        return EditionEvidence(edition, f"The address {address} names {edition}.")
    if len(editions := editions_in_name(name)) == 1:
        return EditionEvidence(min(editions), f"The file name {name} names {min(editions)}.")
    years = {year for option in selected if len(option) <= 20 for year in _IN_OPTION.findall(option)}
    if len(years) == 1:
        return EditionEvidence(int(min(years)), f"{min(years)} is selected on the page.")
    return None


def _read_scores(scores: Mapping[str, float], changes: Mapping[str, float | None]) -> tuple[tuple[int, ...], str]:
    """Read the editions that score these indicators and can show these changes, and the reason.

    An indicator has no change in the edition that added it, and has one in every later edition.
    """
    has_changes = any(change is not None for change in changes.values())
    added = max((taxonomy().indicator(slug).first_edition for slug in scores), default=EDITIONS[0])
    next_added = min(
        (indicator.first_edition for indicator in taxonomy().indicators if indicator.first_edition > added),
        default=None,
    )
    later = tuple(edition for edition in EDITIONS if added < edition < (next_added or EDITIONS[-1] + 1))
    if added == EDITIONS[0]:
        new = f"none of the indicators that came in {next_added}" if next_added else "the indicators of every edition"
        if not has_changes:
            return (added,), f"the page scores {new} and shows no changes"
        return later, f"the page shows changes but scores {new}"
    newest = [slug for slug in scores if taxonomy().indicator(slug).first_edition == added]
    moved = [slug for slug in newest if changes.get(slug) is not None]
    if not moved and changes:
        return (added,), f"the page scores the indicators that came in {added} and shows no change of them"
    if len(moved) == len(newest):
        return later, f"the page shows changes of the indicators that came in {added}"
    if moved:
        return (), f"the page shows changes of some of the indicators that came in {added}, but not of all"
    return (), f"the page scores the indicators that came in {added} and shows no changes at all"
