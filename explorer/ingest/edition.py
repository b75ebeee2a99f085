"""Which edition a country page belongs to, and what says so."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from explorer.core.errors import SourceError
from explorer.model.taxonomy import EDITIONS, taxonomy

_EDITION = "|".join(map(str, EDITIONS))
_IN_ADDRESS = re.compile(rf"(?<=[/=])({_EDITION})(?=[/?&#]|$)")
_IN_NAME = re.compile(rf"(?<!\d)(?<!\d[-_.])({_EDITION})(?![-_.]?\d)")  # no part of a date
_IN_OPTION = re.compile(rf"\b({_EDITION})\b")


@dataclass(frozen=True, slots=True)
class EditionEvidence:
    """An edition, and a sentence that says what it was read from."""

    edition: int
    sentence: str


def find_edition(
    given: int | None,
    addresses: Iterable[str],
    name: str,
    selected: Iterable[str],
    scores: Mapping[str, float],
    changes: Mapping[str, float | None],
) -> EditionEvidence:
    """The edition as given, else by address, file name or selected option, else by what the page scores.

    Raises SourceError when nothing decides, or when the scores contradict what is stated.
    """
    if given is not None and given not in EDITIONS:
        raise SourceError(f"There is no edition {given}: choose one of 2021, 2023, 2025.")
    stated = _find_stated(given, addresses, name, selected)
    scored, reason = _read_scores(scores, changes)
    if stated is None and scored is None:
        raise SourceError(f"Nothing on the page says which edition it is of, since {reason}: give it with --edition.")
    if stated is None or scored is None:
        found = stated or EditionEvidence(scored or 0, f"{reason[0].upper()}{reason[1:]}: {scored}.")
    elif stated.edition == scored:
        found = stated
    else:
        hint = "" if given else f": give --edition {scored} if that is right"
        raise SourceError(f"{stated.sentence.removesuffix('.')}, but {reason}, as in {scored}{hint}.")
    missing = [one for one in taxonomy().indicators_of(found.edition) if one.slug not in scores]
    unknown = [slug for slug in scores if taxonomy().indicator(slug).first_edition > found.edition]
    if missing or unknown:
        raise SourceError(f"{found.sentence.removesuffix('.')}, but {reason}.")
    return found


def _find_stated(
    given: int | None, addresses: Iterable[str], name: str, selected: Iterable[str]
) -> EditionEvidence | None:
    if given is not None:
        return EditionEvidence(given, f"{given} was given with --edition.")
    named = {address: int(match[1]) for address in addresses if (match := _IN_ADDRESS.search(address))}
    if len(set(named.values())) == 1:
        address, edition = next(iter(named.items()))
        return EditionEvidence(edition, f"The address {address} names {edition}.")
    years = set(_IN_NAME.findall(name))
    if len(years) == 1:
        return EditionEvidence(int(min(years)), f"The file name {name} names {min(years)}.")
    years = {year for option in selected if len(option) <= 20 for year in _IN_OPTION.findall(option)}
    if len(years) == 1:
        return EditionEvidence(int(min(years)), f"{min(years)} is selected on the page.")
    return None


def _read_scores(scores: Mapping[str, float], changes: Mapping[str, float | None]) -> tuple[int | None, str]:
    """The edition that scored these indicators and could show these changes, if only one could, and the reason."""
    later = [one.slug for one in taxonomy().indicators if one.first_edition > EDITIONS[0] and one.slug in scores]
    moved = [slug for slug in later if changes.get(slug) is not None]
    has_changes = any(change is not None for change in changes.values())
    if not later and not has_changes:
        return 2021, "the page scores none of the indicators that came in 2023 and shows no changes"
    if not later:
        return None, "the page shows changes but scores none of the indicators that came in 2023"
    if not moved and changes:
        return 2023, "the page scores the indicators that came in 2023 and shows no change of them"
    if len(moved) == len(later):
        return 2025, "the page shows changes of the indicators that came in 2023"
    if moved:
        return None, "the page shows changes of some of the indicators that came in 2023, but not of all"
    return None, "the page scores the indicators that came in 2023 and shows no changes at all"
