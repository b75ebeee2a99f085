"""What the name of a source's file says: its country and edition, as people, browsers and this program name files."""

import re
from pathlib import PurePath

from explorer.ingest.country_names import countries_in, words_of
from explorer.model.taxonomy import EDITIONS, Country, taxonomy

_EDITION = "|".join(map(str, EDITIONS))
_ID = re.compile(rf"([a-z]{{3}})[-_]({_EDITION})", re.IGNORECASE)  # of a profile
_DIGEST = re.compile(r"(?<=[-_]\d{4})-[0-9a-f]{12}(?=\.\w+$|$)")  # as the home names its snapshots
_YEAR = re.compile(rf"(?<!\d)(?<!\d[-_.])({_EDITION})(?![-_.]?\d)")  # no part of a date


def countries_in_name(name: str) -> tuple[Country, ...]:
    """Return the countries that the name of a file names: "uzbekistan-2023.html", or by code "uzb-2023.html"."""
    stem = PurePath(_DIGEST.sub("", name)).stem
    codes = {country.code: country for country in taxonomy().countries}
    if (match := _ID.match(stem)) and not re.match(r"[^\W_]", stem[match.end() :]) and match[1].upper() in codes:
        return (codes[match[1].upper()],)
    return countries_in(words_of(stem))


def editions_in_name(name: str) -> frozenset[int]:
    """Return the editions that the name of a file names."""
    return frozenset(map(int, _YEAR.findall(_DIGEST.sub("", name))))
