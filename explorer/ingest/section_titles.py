"""The titles of the sections of the analysis, as a page has them."""

import re
from functools import cache

from explorer.model.taxonomy import name_key, taxonomy

_NUMBERED = re.compile(r"^\d{1,2} ?\b|\b ?\d{1,2}$")


@cache
def _titles() -> dict[str, str]:
    return {name_key(heading.title): heading.slug for heading in taxonomy().headings}


def heading_slug(text: str) -> str | None:
    """Return the section that a line heads: its title in any case, with or without its number."""
    if len(text) > 80:
        return None
    folded = name_key(text)
    return _titles().get(folded) or _titles().get(_NUMBERED.sub("", folded, count=1))
