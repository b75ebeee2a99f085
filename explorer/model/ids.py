"""Ids of texts: "kgz-2021" is the profile of a country in an edition, every other id the slug of a chapter.

That of a profile of another series than the Index begins with the series: "enact-lso-2019". An id of a part starts with
that of its text: "kgz-2021/drugs", "kgz-2021/drugs/1", "kgz-2021/scores/heroin-trade".
"""

import re

from explorer.model.series import INDEX_SERIES, other_series

# Of the profile of any series: in an address that has profiles alone. Elsewhere it may be the slug of a chapter.
PROFILE_ID = r"(?:[a-z]+-)?[a-z]{3}-\d{4}"
_PROFILE_ID = re.compile(r"(?:([a-z]+)-)?([a-z]{3})-(\d{4})")


def profile_id(code: str, edition: int, series: str = INDEX_SERIES) -> str:
    """Return the id of the profile of a country in an edition, of the Index or another series."""
    id = f"{code.lower()}-{edition}"
    return id if series == INDEX_SERIES else f"{series}-{id}"


def split_profile_id(id: str) -> tuple[str, int]:
    """Split the id of a profile into the code of its country, upper case, and its edition."""
    code, _, edition = id.rpartition("-")
    return code.rpartition("-")[2].upper(), int(edition)


def series_of_id(id: str) -> str:
    """Return the slug of the series of a profile, by its id or that of a part of it."""
    match = _PROFILE_ID.fullmatch(text_id_of(id))
    return match[1] if match and match[1] else INDEX_SERIES


def text_id_of(id: str) -> str:
    """Return the id of the profile or chapter that a section, a passage or a score belongs to; its own is unchanged."""
    return id.partition("/")[0]


def is_profile_id(id: str) -> bool:
    """Tell whether an id is that of a profile; all others are chapters'."""
    match = _PROFILE_ID.fullmatch(id)
    return match is not None and (match[1] is None or match[1] in other_series())
