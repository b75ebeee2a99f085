"""The scores of one edition as CSV, one row a country: a home's copy of a workbook.

A scoresheet is named by its edition, `2021.csv`; its columns are `country` (the code) and the slugs
of aggregates and indicators. One plain file is read faster than 193 documents, and opens anywhere.
"""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from explorer.core.errors import CorpusError, ExplorerError
from explorer.model.profiles import Profile, Source
from explorer.model.series import INDEX_SERIES, find_series
from explorer.model.taxonomy import taxonomy
from explorer.text.excerpts import first_words

_LONGEST_REASON = 200  # characters of what is wrong with a line


def source_of(edition: int, series: str = INDEX_SERIES) -> Source:
    """Return where the scores of an edition were published."""
    own = find_series(series)
    return Source(title=f"{own.title} {edition}, scores of all countries", publisher=own.publisher)


def write_scores_csv(profiles: Sequence[Profile]) -> str:
    """Write the scores of profiles of one edition; `read_scores_csv` undoes it."""
    columns = [slug for slug in taxonomy().scored if any(slug in profile.scores for profile in profiles)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["country", *columns])
    for profile in sorted(profiles, key=lambda profile: profile.code):
        writer.writerow([profile.code, *(profile.scores.get(slug, "") for slug in columns)])
    return text.getvalue()


def read_scores_csv(text: str, name: str, series: str = INDEX_SERIES) -> tuple[Profile, ...]:
    """Read the profiles of a scoresheet of a series. Raises CorpusError with file name and line."""
    own = find_series(series)

    def fail(line: int, message: str) -> NoReturn:
        raise CorpusError(f"{name}:{line}: {message}")

    if not (Path(name).stem.isdecimal() and int(Path(name).stem) in own.editions):
        named = own.no_edition(Path(name).stem)
        fail(1, f"a scoresheet is named by its edition, {own.editions[-1]}.csv. {named}")
    edition = int(Path(name).stem)
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        (_, (key, *slugs)), *table = [(rows.line_num, row) for row in rows if row] or [(1, [""])]
    except csv.Error as error:
        fail(rows.line_num, f"the line is not valid CSV: {error}.")
    if key != "country" or len(set(slugs)) != len(slugs):
        fail(1, "the first line must be 'country' and slugs of indicators, each once.")
    profiles: dict[str, Profile] = {}
    for line, row in table:
        if len(row) != len(slugs) + 1:
            fail(line, f"there are {len(row)} cells for {len(slugs) + 1} columns.")
        try:
            code = taxonomy().country(row[0]).code
            scores = {slug: float(cell) for slug, cell in zip(slugs, row[1:], strict=True) if cell}
            source = source_of(edition, series)
            profile = Profile(code, edition, "none", scores=scores, source=source, series=series)
        except (ValueError, ExplorerError) as error:
            fail(line, first_words(str(error), _LONGEST_REASON))
        if code in profiles:
            fail(line, f"{code} occurs twice.")
        profiles[code] = profile
    return tuple(profiles.values())
