"""Who names whom as files: a row for each passage and each name."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from explorer import __version__
from explorer.charts.table import Column, Row, Table
from explorer.core.timeouts import with_timeout
from explorer.export.data_package import DataPackage, DataResource
from explorer.export.writers import RIGHTS, About, Export, series_of_rows, source_rows
from explorer.model.addresses import reading_path
from explorer.search.mention_rows import MentionRequest, MentionRow

NAME = "mentions"
_TITLE = "Mentions, a row for each passage and each name"
COUNTING = (
    "A passage that names something several times, in whatever form, is one row. A profile's own country is not "
    "counted. "
    "Names are found by rule, from lists of names: a name that several countries share counts for none."
)
# The headings are the names: programs read them.
COLUMNS = (
    Column("passage", "passage"),
    Column("from", "from"),
    Column("to", "to"),
    Column("text", "text"),
    Column("kind", "kind"),
    Column("name", "name"),
    Column("section", "section"),
    Column("indicators", "indicators"),
    Column("edition", "edition", "year"),
    Column("series", "series"),
    Column("sentence", "sentence"),
)
DESCRIPTIONS: Mapping[str, str] = {
    "passage": "Id of the passage",
    "from": "ISO 3166-1 alpha-3 code of the country of its profile; empty in a chapter",
    "to": "What is named: the ISO 3166-1 alpha-3 code of a country, or the slug of a treaty, law, organization or "
    "programme",
    "text": "The name as the passage writes it; several forms are joined by a semicolon",
    "kind": "country, treaty, law, organization or programme",
    "name": "The name of what is named, as it is shown here",
    "section": "Slug of the section of the passage",
    "indicators": "Slugs of the indicators that the passage is linked to, joined by a semicolon",
    "edition": "Edition, by its year; empty in a chapter of none",
    "series": "Slug of the series of the text; empty in a chapter of none",
    "sentence": "The first sentence of the passage that has the name",
}


def mention_table(rows: Iterable[MentionRow]) -> Table:
    """Tabulate mentions."""
    return Table(_TITLE, COLUMNS, tuple(_row(row) for row in with_timeout(list(rows))))


def _row(row: MentionRow) -> Row:
    cells = (
        row.passage,
        row.code,
        row.to,
        "; ".join(row.words),
        row.kind,
        row.to_name,
        row.section,
        "; ".join(row.indicators) or None,
        row.edition,
        row.series,
        row.sentence,
    )
    return Row(cells, reading_path(row.passage))


def mention_export(
    rows: Sequence[MentionRow], request: MentionRequest, day: datetime.date, address: str = ""
) -> Export:
    """Export mentions."""
    series = series_of_rows(row.series for row in rows)
    described = tuple((f"Column {column.slug}", DESCRIPTIONS[column.slug]) for column in COLUMNS)
    about = _about(rows, request, day, address, series)
    return Export(NAME, (("Rows", len(rows)), *about, *described), mention_table(rows), series)


def mention_package(
    rows: Sequence[MentionRow], request: MentionRequest, day: datetime.date, address: str = ""
) -> DataPackage:
    """Package mentions with a description of every column."""
    series = series_of_rows(row.series for row in rows)
    resource = DataResource(NAME, _TITLE, mention_table(rows), DESCRIPTIONS, ("passage", "to"))
    return DataPackage(
        f"oc-explorer-{NAME}",
        "Who names whom",
        f"What the passages of the corpus name. {COUNTING}",
        _about(rows, request, day, address, series),
        series,
        day,
        (resource,),
        address,
    )


def _about(
    rows: Sequence[MentionRow], request: MentionRequest, day: datetime.date, address: str, series: Sequence[str]
) -> About:
    """List the metadata of mentions, in reading order."""
    return (
        ("Filters", "; ".join(f"{name}: {value}" for name, value in request.to_args()) or "none"),
        ("Passages", len({row.passage for row in rows})),
        ("Note", COUNTING),
        ("Date", day.isoformat()),
        *((("Address", address),) if address else ()),
        ("Made with", f"OC Explorer {__version__}"),
        *source_rows(series),
        ("Rights", RIGHTS),
    )
