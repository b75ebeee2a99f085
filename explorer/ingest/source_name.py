"""What the name of a source's file says: its country and edition, as people, browsers and this program name files."""

import re
from pathlib import PurePath

from explorer.ingest.country_names import countries_in, words_of
from explorer.model.series import INDEX_SERIES, editions_of_all, find_series, other_series
from explorer.model.taxonomy import Country, taxonomy

_ID = re.compile(r"(?:([a-z]+)[-_])?([a-z]{3})[-_](\d{4})", re.IGNORECASE)  # of a profile
_DIGEST = re.compile(r"(?<=[-_]\d{4})-[0-9a-f]{12}(?=\.\w+$|$)")  # as the home names its snapshots
_YEAR = re.compile(r"(?<!\d)(?<!\d[-_.])(\d{4})(?![-_.]?\d)")  # no part of a date


def countries_in_name(name: str) -> tuple[Country, ...]:
    """Return the countries that the name of a file names: "uzbekistan-2023.html", or by code "uzb-2023.html"."""
    stem = PurePath(_DIGEST.sub("", name)).stem
    codes = {country.code: country for country in taxonomy().countries}
    if (match := _ID.match(stem)) and _is_id(match) and match[2].upper() in codes:
        return (codes[match[2].upper()],)
    return countries_in(words_of(stem))


def editions_in_name(name: str, series: str = INDEX_SERIES) -> frozenset[int]:
    """Return the editions of a series that the name of a file names."""
    editions = find_series(series).editions
    return frozenset(year for year in map(int, _YEAR.findall(_DIGEST.sub("", name))) if year in editions)


def _is_id(match: re.Match[str]) -> bool:
    """Tell whether what begins like the id of a profile is one."""
    is_of_series = not match[1] or match[1].lower() in other_series()
    is_whole = not re.match(r"[^\W_]", match.string[match.end() :])
    return is_of_series and int(match[3]) in editions_of_all() and is_whole
