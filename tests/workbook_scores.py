"""The scores of the published workbook, read without the code that reads them elsewhere."""

import re
from pathlib import Path

from python_calamine import CalamineWorkbook

_AVERAGE = re.compile(r" avg[.,]$")
_PLACES = ("Continent", "Region", "Country")


def slug(label: str) -> str:
    """Make the slug of a published label."""
    return re.sub(r"[^a-z]+", "-", _AVERAGE.sub("", label).lower()).strip("-")


def country_key(name: str) -> str:
    """Make a name comparable: two sheets have commas for dots, and one small letters for capitals."""
    return name.strip().replace(",", ".").casefold()


def read_scores(path: Path) -> dict[tuple[str, int, str], float]:
    """Read every score, by country, edition and slug."""
    scores: dict[tuple[str, int, str], float] = {}
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        if match := re.fullmatch(r"(\d{4})_dataset", name):
            headings, *rows = book.get_sheet_by_name(name).to_python()
            for row in rows:
                record = dict(zip(map(str, headings), row, strict=True))
                for label in record.keys() - set(_PLACES):
                    value = record[label]
                    assert isinstance(value, float)
                    scores[country_key(str(record["Country"])), int(match[1]), slug(label)] = value
    return scores
