"""The two texts that an address names: profiles of two editions, or an earlier reading of one and the present one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.changes.text_changes import TextChanges, compare_texts
from explorer.core.errors import NotFoundError, QueryError
from explorer.corpus.earlier_readings import earlier_readings
from explorer.corpus.library import Library
from explorer.model.ids import series_of_id, split_profile_id
from explorer.model.profiles import Profile, parse_reference
from explorer.model.series import find_series
from explorer.model.taxonomy import taxonomy

SEPARATOR = ".."
_SEPARATOR = re.compile(r"\.{2,3}|…")


@dataclass(frozen=True, slots=True)
class ComparedTexts:
    """The ids of two profiles of a country, the earlier edition first, or of one whose readings are compared."""

    before: str
    after: str  # that of `before`, where its own readings are compared

    @classmethod
    def of(cls, first: str, second: str = "") -> "ComparedTexts":
        """Check two ids, in either order, or one. Raises NotFoundError or QueryError."""
        one = parse_reference(first).profile_id
        if not second:
            return cls(one, one)
        other = parse_reference(second).profile_id
        if one == other:
            raise QueryError(
                f"Both are {one}. Name two editions of a country, such as kgz-2021 and kgz-2023; "
                "one id alone compares what was imported anew within its edition."
            )
        if series_of_id(one) != series_of_id(other):
            names = [find_series(series_of_id(id)).name for id in (one, other)]
            raise QueryError(f"These profiles are of the {names[0]} and the {names[1]}, which are not compared.")
        (code, edition), (other_code, other_edition) = split_profile_id(one), split_profile_id(other)
        if code != other_code:
            countries = [taxonomy().country(each).name for each in (code, other_code)]
            raise QueryError(
                f"{countries[0]} and {countries[1]} are two countries; what changed is shown between editions of one. "
                f"To read them side by side, compare them: /compare?profiles={one},{other}"
            )
        return cls(one, other) if edition < other_edition else cls(other, one)

    @classmethod
    def read(cls, raw: str) -> "ComparedTexts":
        """Read "kgz-2021..kgz-2023", or "kgz-2021". Raises NotFoundError or QueryError."""
        parts = _SEPARATOR.split(raw.strip())
        if len(parts) > 2 or not all(parts):
            raise NotFoundError(f"{raw!r} does not name two editions. They are named as kgz-2021{SEPARATOR}kgz-2023.")
        return cls.of(*parts)

    @property
    def is_of_readings(self) -> bool:
        return self.before == self.after

    def __str__(self) -> str:
        return self.before if self.is_of_readings else f"{self.before}{SEPARATOR}{self.after}"


def readings_of(library: Library, id: str) -> Sequence[Profile]:
    """Return the earlier readings of a profile that are kept here, by the day on which they were retrieved."""
    readings = [text for text in earlier_readings(library.home, id) if isinstance(text, Profile)]
    return sorted(readings, key=lambda profile: profile.source.retrieved)


def find_changes(library: Library, compared: ComparedTexts, section: str = "", reading: int = 0) -> TextChanges:
    """Compare two texts of the library; of several earlier readings the one by its number from 1, or the last.

    Raises NotFoundError for a profile, a section or a reading that is not here.
    """
    after = library.profile(compared.after)
    if not compared.is_of_readings:
        return compare_texts(library.profile(compared.before), after, section)
    readings = readings_of(library, after.id)
    if not readings:
        raise NotFoundError(
            f"No earlier reading of {after.name} is kept here: its text has not been imported anew with other words."
        )
    if not 0 <= reading <= len(readings):
        raise NotFoundError(f"{after.name} has {len(readings)} earlier readings here; there is no number {reading}.")
    return compare_texts(readings[reading - 1], after, section)
