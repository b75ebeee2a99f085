"""Ids of texts: "kgz-2021" is the profile of a country in an edition, every other id the slug of a chapter.

An id of a part starts with that of its text: "kgz-2021/drugs", "kgz-2021/drugs/1", "kgz-2021/scores/heroin-trade".
"""

import re

_PROFILE_ID = re.compile(r"[a-z]{3}-\d{4}")


def profile_id(code: str, edition: int) -> str:
    """Return the id of the profile of a country in an edition."""
    return f"{code.lower()}-{edition}"


def split_profile_id(id: str) -> tuple[str, int]:
    """Split the id of a profile into the code of its country, upper case, and its edition."""
    code, _, edition = id.rpartition("-")
    return code.upper(), int(edition)


def text_id_of(id: str) -> str:
    """Return the id of the profile or chapter that a section, a passage or a score belongs to; its own is unchanged."""
    return id.partition("/")[0]


def is_profile_id(id: str) -> bool:
    """Tell whether an id is that of a profile; all others are chapters'."""
    return _PROFILE_ID.fullmatch(id) is not None
