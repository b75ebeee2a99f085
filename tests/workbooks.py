"""Small workbooks for tests, with invented scores."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import quoteattr

from explorer.model.scores import aggregates, rounded
from explorer.model.taxonomy import taxonomy

Cell = str | float | bool | None
Rows = Sequence[Sequence[Cell]]
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def scores(number: int, edition: int) -> dict[str, float]:
    """Make scores of a country: half points that differ by country, indicator and edition."""
    indicator_scores = {
        indicator.slug: 1 + (number * 7 + place * 5 + edition) % 19 / 2
        for place, indicator in enumerate(taxonomy().indicators_of(edition))
    }
    return {slug: rounded(score) for slug, score in aggregates(indicator_scores, edition).items()} | indicator_scores


def table(edition: int) -> list[list[Cell]]:
    """Make the headings of an edition and a row for each of the 193 countries."""
    columns = [indicator for indicator in taxonomy().scored.values() if indicator.first_edition <= edition]
    rows: list[list[Cell]] = [["Continent", "Region", "Country", *(indicator.label for indicator in columns)]]
    for number, country in enumerate(taxonomy().countries):
        values = scores(number, edition)
        rows.append(
            [country.continent, country.region, country.name, *(values[indicator.slug] for indicator in columns)]
        )
    return rows


def worksheet(rows: Rows, first: int = 1) -> str:
    """Write the XML of a sheet that starts in row `first`; cells that are None are not written."""
    lines = []
    for number, row in enumerate(rows, first):
        cells = "".join(_cell(f"{_letters(column)}{number}", cell) for column, cell in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    return f"<worksheet {MAIN}><sheetData>{''.join(lines)}</sheetData></worksheet>"


def _letters(column: int) -> str:
    return (_letters(column // 26 - 1) if column >= 26 else "") + chr(65 + column % 26)


def _cell(place: str, cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return f'<c r="{place}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, str):
        text = cell.replace("&", "&amp;").replace("<", "&lt;")
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f'<c r="{place}"><v>{cell!r}</v></c>'


def parts(sheets: Mapping[str, Rows | str]) -> dict[str, str]:
    """Make the parts of a workbook with these sheets: rows, or the sheet's XML."""
    made = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType='
        f'"application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    }
    entries, relations = "", ""
    for number, (name, rows) in enumerate(sheets.items(), 1):
        entries += f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        relations += (
            f'<Relationship Id="rId{number}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        )
        made[f"xl/worksheets/sheet{number}.xml"] = rows if isinstance(rows, str) else worksheet(rows)
    made["xl/workbook.xml"] = f'<workbook {MAIN} xmlns:r="{RELATIONS}"><sheets>{entries}</sheets></workbook>'
    made["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'
    return made


def packed(contents: Mapping[str, str | bytes]) -> bytes:
    """Pack parts as an archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return data.getvalue()


def workbook(sheets: Mapping[str, Rows | str]) -> bytes:
    """Make a workbook of sheets: rows, or the sheet's XML."""
    return packed(parts(sheets))
