"""The scores as files: the tidy table and the wide one with their metadata, alone or together as a data package."""

import datetime
from collections.abc import Mapping

from explorer import __version__
from explorer.charts.table import Table
from explorer.export.data_package import DESCRIPTOR, DataPackage, DataResource
from explorer.export.score_table import (
    DESCRIPTIONS,
    ScoreFilter,
    each_score,
    tidy_table,
    wide_descriptions,
    wide_table,
)
from explorer.export.writers import FORMATS, RIGHTS, About, Export, source_rows
from explorer.model.rankings import Rankings
from explorer.model.taxonomy import taxonomy

CAVEAT = (
    "Scores are experts' judgements, 1 to 10. Averages of editions with other indicators are not like for like: the "
    "column comparable says so. Regions are those of the newest edition of the Index throughout. Ranks and changes are "
    "computed here from the published scores, except those that an imported page prints; the origin of each is given."
)
_TITLES = {"scores": "Scores, a row each", "scores-wide": "Scores, a column each"}
_XLSX = FORMATS["xlsx"]
# The files that the scores are downloaded as, with their labels and media types.
FILES: Mapping[str, tuple[str, str]] = {
    "scores.csv": ("CSV", FORMATS["csv"]),
    "scores.xlsx": ("XLSX", _XLSX),
    "scores.jsonl": ("JSON Lines", FORMATS["jsonl"]),
    "scores-wide.csv": ("CSV, one column per score", FORMATS["csv"]),
    "scores-wide.xlsx": ("XLSX, one column per score", _XLSX),
    DESCRIPTOR: ("description of the data package", "application/json"),
    "scores.zip": ("data package", "application/zip"),
}
KEYS: Mapping[str, tuple[str, ...]] = {"scores": ("iso3", "edition", "indicator"), "scores-wide": ("iso3", "edition")}


def score_export(
    rankings: Rankings, chosen: ScoreFilter, day: datetime.date, address: str = "", *, is_wide: bool = False
) -> Export:
    """Export the scores that are asked for, a row each or, if wide, a row for each country and edition."""
    name = "scores-wide" if is_wide else "scores"
    made = wide_table(rankings, chosen) if is_wide else tidy_table(rankings, each_score(rankings, chosen))
    about = about_scores(rankings, chosen, day, address)
    columns = wide_descriptions() if is_wide else DESCRIPTIONS
    described = tuple((f"Column {column.slug}", columns[column.slug]) for column in made.columns)
    return Export(name, (("Rows", len(made.rows)), *about, *described), made, (rankings.series,))


def score_package(rankings: Rankings, chosen: ScoreFilter, day: datetime.date, address: str = "") -> DataPackage:
    """Package the scores that are asked for in both forms."""
    series = chosen.of_series
    tables: Mapping[str, tuple[Table, Mapping[str, str]]] = {
        "scores": (tidy_table(rankings, each_score(rankings, chosen)), DESCRIPTIONS),
        "scores-wide": (wide_table(rankings, chosen), wide_descriptions()),
    }
    return DataPackage(
        f"oc-explorer-scores{'' if series.is_index else f'-{series.slug}'}",
        f"{series.title}: scores",
        f"The scores of the {series.title}, with changes and ranks. {CAVEAT}",
        about_scores(rankings, chosen, day, address),
        (series.slug,),
        day,
        tuple(
            DataResource(name, _TITLES[name], table, descriptions, KEYS[name])
            for name, (table, descriptions) in tables.items()
        ),
        address,
    )


def about_scores(rankings: Rankings, chosen: ScoreFilter, day: datetime.date, address: str) -> About:
    """List the metadata of the scores that are asked for, in reading order."""
    scored = taxonomy().scored
    asked = (
        ("Countries", ", ".join(taxonomy().country(code).name for code in chosen.countries)),
        ("Area", chosen.area.name),
        ("Scores", ", ".join(scored[slug].label for slug in chosen.indicators)),
    )
    return (
        *((name, value) for name, value in asked if value),
        ("Editions", ", ".join(map(str, chosen.chosen_editions(rankings))) or "none"),
        ("Note", CAVEAT),
        ("Date", day.isoformat()),
        *((("Address", address),) if address else ()),
        ("Made with", f"OC Explorer {__version__}"),
        *source_rows((rankings.series,)),
        ("Rights", RIGHTS),
    )
