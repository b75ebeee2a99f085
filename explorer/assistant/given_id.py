"""The id that an assistant gives, in any form that this server hands out: an id, a link, a resource or a name."""

import re

from explorer.model.ids import profile_id
from explorer.model.taxonomy import taxonomy

RESOURCES = "oc-explorer://profiles/"  # begins the addresses of profiles as resources

_NAMED = re.compile(r"(\D+?),? ([0-9]{4})")


def read_given_id(raw: str) -> str:
    """Return the id or link that is meant by one, by the address of a resource, or by "Kyrgyzstan 2021"."""
    raw = raw.strip()
    if raw.lower().startswith(RESOURCES):
        return raw[len(RESOURCES) :]
    named = _NAMED.fullmatch(raw)
    country = taxonomy().country_named(named[1]) if named else None
    return profile_id(country.code, int(named[2])) if named and country else raw
