"""Ids of profiles: "kgz-2021" is a country in an edition; every other id of a text is the slug of a chapter."""

import re

_PROFILE_ID = re.compile(r"[a-z]{3}-\d{4}")


def profile_id(code: str, edition: int) -> str:
    """Return the id of the profile of a country in an edition."""
    return f"{code.lower()}-{edition}"


def split_profile_id(id: str) -> tuple[str, int]:
    """Split the id of a profile into the code of its country, upper case, and its edition."""
    code, _, edition = id.rpartition("-")
    return code.upper(), int(edition)


def is_profile_id(id: str) -> bool:
    """Tell whether an id is that of a profile; all others are chapters'."""
    return _PROFILE_ID.fullmatch(id) is not None
