"""The official workbook of scores, read by heading: one sheet an edition, one row a country.

A workbook is read whole or refused whole. Python-calamine reads the cells.
"""

import datetime
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from explorer.core.errors import CountryError, SourceError
from explorer.corpus.scores_csv import source_of
from explorer.ingest.enact_series import find_workbook_evidence
from explorer.ingest.publisher_hosts import ENACT
from explorer.ingest.source_warnings import SourceWarning
from explorer.ingest.xlsx_archive import read_checked_archive
from explorer.model.profiles import Profile, tidy
from explorer.model.scores import HIGHEST, LOWEST, aggregates, is_rounded, rounded
from explorer.model.series import INDEX_SERIES, Series, find_series
from explorer.model.taxonomy import Country, name_key, taxonomy
from explorer.text.excerpts import first_words, quote

_LONGEST_NAME = 60  # characters of a name in a message
SHEETS = 50  # at most
# A number stored as text, as by other programs. "1,000" may be a thousand, and is read neither way.
_NUMBER = re.compile(r"[0-9]{1,2}(?:\.[0-9]+|,(?![0-9]{3}$)[0-9]+)?")
_POINTS = str.maketrans("．，٫", ".,,")  # of other widths and scripts
_ERROR = re.compile(r"#[A-Z0-9/_]+[!?]?")  # that a formula left: "#N/A", "#DIV/0!"
PLACES = ("country", "region", "continent")  # headings of columns without scores


@dataclass(frozen=True, slots=True)
class WorkbookReading:
    """The profiles of a workbook, with the evidence for their editions."""

    profiles: tuple[Profile, ...]
    edition_evidence: str  # why these editions
    warnings: tuple[SourceWarning, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet that has a row of headings and, below it, countries."""

    name: str
    headings: Mapping[str, Sequence[int]]  # columns by slug, or by one of PLACES
    unknown: tuple[str, ...]  # headings that mean nothing here
    rows: Sequence[tuple[int, Sequence[object]]]  # with the number that a spreadsheet shows
    first_column: int  # from 0


def read_workbook(data: bytes, name: str, edition: int | None = None) -> WorkbookReading:
    """Read the scores of every edition in a workbook, or of one.

    Raises SourceError; its message names file, sheet, row and what was expected.
    """
    sheets = _data_sheets(read_checked_archive(data, name), name)
    is_enact = find_workbook_evidence([name, *(sheet.name for sheet in sheets)], _countries_of(sheets))
    series = find_series(ENACT if is_enact else INDEX_SERIES)
    chosen, evidence = _choose(sheets, name, edition, series)
    profiles: list[Profile] = []
    warnings: list[SourceWarning] = []
    for year, sheet in sorted(chosen.items()):
        reader = _SheetReader(sheet, name, year, series)
        profiles += reader.read()
        warnings += reader.warnings
    return WorkbookReading(tuple(profiles), evidence, tuple(warnings))


def _data_sheets(data: bytes, name: str) -> list[_Sheet]:
    """Read the sheets that have the Index's headings; introductions and other sheets are left out."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            names = [metadata.name for metadata in workbook.sheets_metadata if metadata.typ == SheetTypeEnum.WorkSheet]
            if len(names) > SHEETS:
                raise SourceError(f"{name} has {len(names)} sheets. That is no workbook of scores.")
            sheets = [sheet for sheet_name in names if (sheet := _data_sheet(workbook.get_sheet_by_name(sheet_name)))]
    except CalamineError as error:
        raise SourceError(f"{name} is damaged ({error}). Download the workbook again.") from error
    if not sheets:
        raise SourceError(
            f"{name} is a workbook of something else: no sheet has a row of headings with Country and the "
            f"indicators of the Index. Its sheets: {_listed(names) or 'none'}."
        )
    return sheets


def _data_sheet(sheet: CalamineSheet) -> _Sheet | None:
    table = sheet.to_python()
    first = sheet.start[0] + 1 if sheet.start else 1
    for number, row in enumerate(table):
        labels = [tidy(cell) if isinstance(cell, str) else "" for cell in row]
        if "country" not in (name_key(label) for label in labels):
            continue
        headings: dict[str, list[int]] = {}
        unknown: list[str] = []
        for column, label in enumerate(labels):
            indicator = taxonomy().find_indicator(label)
            key = indicator.slug if indicator else name_key(label)
            if indicator or key in PLACES:
                headings.setdefault(key, []).append(column)
            elif label:
                unknown.append(label)
        if headings.keys() & taxonomy().scored.keys():
            rows = list(enumerate(table[number + 1 :], first + number + 1))
            return _Sheet(sheet.name, headings, tuple(unknown), rows, sheet.start[1] if sheet.start else 0)
    return None


def _countries_of(sheets: Sequence[_Sheet]) -> Iterator[Country]:
    """Yield the countries that the rows of some sheets name; a row that names none is read, and refused, later."""
    for sheet in sheets:
        (column, *_) = sheet.headings["country"]
        for _, row in sheet.rows:
            cell = row[column]
            try:
                yield taxonomy().find_country(cell if isinstance(cell, str) else "")
            except CountryError:
                continue


def _listed(names: Sequence[str], most: int = 5) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(first_words(name, _LONGEST_NAME) for name in names[:most]) + more


def _named(cell: object) -> str:
    return first_words(str(cell), _LONGEST_NAME)


def _edition_in(text: str, series: Series) -> int | None:
    """Find the one edition in the name of a sheet or file; None for another year, or several."""
    years = {int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)}
    return years.pop() if len(years) == 1 and years <= set(series.editions) else None


def _choose(sheets: Sequence[_Sheet], name: str, edition: int | None, series: Series) -> tuple[dict[int, _Sheet], str]:
    """Choose the sheet of each edition, with the evidence: the edition as given, the sheet's name, then the file's."""
    chosen: dict[int, _Sheet] = {}
    unnamed: list[_Sheet] = []
    for sheet in sheets:
        year = _edition_in(sheet.name, series)
        if year is None:
            unnamed.append(sheet)
        elif year in chosen:
            raise SourceError(f"{name} has two sheets of {year}: {chosen[year].name} and {sheet.name}.")
        else:
            chosen[year] = sheet
    names = _listed([sheet.name for sheet in sheets])
    # A year in a sheet's name that is no edition rules out any edition.
    is_open = len(sheets) == len(unnamed) == 1 and not re.search(r"(?:19|20)\d\d", unnamed[0].name)
    if edition is not None:
        if edition in chosen:
            return {edition: chosen[edition]}, f"--edition {edition} was given; the sheet is {chosen[edition].name}."
        if is_open:
            return {edition: unnamed[0]}, f"--edition {edition} was given; the sheet {unnamed[0].name} names none."
        raise SourceError(f"--edition {edition} was given, but no sheet of {name} is named by it. It has {names}.")
    if is_open and (file_year := _edition_in(name, series)) is not None:
        return {
            file_year: unnamed[0]
        }, f"The file's name says {file_year}; the sheet {unnamed[0].name} names no edition."
    if is_open:
        raise SourceError(f"Neither {name} nor its sheet {names} says which edition it is. Add --edition YEAR.")
    if unnamed:
        raise SourceError(
            f"{name}: the name of the sheet {unnamed[0].name} must hold one edition: "
            f"{', '.join(map(str, series.editions))}."
        )
    return chosen, f"The sheets are named by edition: {names}."


class _SheetReader:
    """Reads one sheet as one edition; every error names file, sheet and row."""

    def __init__(self, sheet: _Sheet, file: str, edition: int, series: Series) -> None:
        self._series = series
        self._sheet = sheet
        self._location = f"{file}, sheet {sheet.name}"
        self._edition = edition
        self._columns: dict[str, int] = {}
        self.warnings: list[SourceWarning] = []

    def read(self) -> list[Profile]:
        """Read the profiles of all countries, in order of code. Raises SourceError."""
        self._read_headings()
        first: dict[str, int] = {}
        profiles: list[Profile] = []
        for number, row in self._sheet.rows:
            cells = [self._cell(row, key) for key in self._columns if key not in ("continent", "region")]
            if all(cell == "" or _is_error(cell) for cell in cells):
                continue  # blank, or a remark
            country = self._country(number, row)
            if country.code in first:
                self._fail(number, f"{country.name} occurs twice; it is in row {first[country.code]} as well.")
            first[country.code] = number
            profiles.append(self._profile(number, country, row))
        countries = self._series.countries
        if missing := [country.name for country in countries if country.code not in first]:
            raise SourceError(
                f"{self._location}: {len(countries)} countries are expected, but there are {len(first)}. "
                f"Missing: {_listed(missing)}."
            )
        return sorted(profiles, key=lambda profile: profile.code)

    def _fail(self, row: int, message: str) -> NoReturn:
        raise SourceError(f"{self._location}, row {row}: {message}")

    def _read_headings(self) -> None:
        labels = {slug: column.label for slug, column in taxonomy().scored.items()}
        for key, columns in self._sheet.headings.items():
            if len(columns) > 1:
                raise SourceError(f"{self._location}: the column {labels.get(key, key.capitalize())} occurs twice.")
            if key in labels and not self._series.has_scored(key, self._edition):
                since = self._series.first_edition(key)
                raise SourceError(
                    f"{self._location}: {labels[key]} was not scored before {since}, so this is not the edition "
                    f"{self._edition}."
                )
            self._columns[key] = columns[0]
        expected = (*taxonomy().aggregates, *self._series.indicators_of(self._edition))
        if missing := [column.label for column in expected if column.slug not in self._columns]:
            hint = f" Not understood: {_listed(self._sheet.unknown)}." if self._sheet.unknown else ""
            raise SourceError(f"{self._location}: the columns of {self._edition} lack {_listed(missing)}.{hint}")
        self.warnings += [
            SourceWarning("column-unread", f"{self._location}: the column {_named(column)} is not read.")
            for column in self._sheet.unknown
        ]

    def _cell(self, row: Sequence[object], key: str) -> object:
        cell = row[self._columns[key]] if key in self._columns else ""
        return tidy(cell) if isinstance(cell, str) else cell

    def _country(self, number: int, row: Sequence[object]) -> Country:
        raw = self._cell(row, "country")
        if not isinstance(raw, str) or not raw:
            self._fail(number, f"the name of a country is expected, not {_named(repr(raw))}.")
        try:
            country = taxonomy().find_country(raw)
        except CountryError as error:
            self._fail(number, str(error))
        if self._series.is_index:  # another series has regions of its own
            self.warnings += self._misplaced(number, country, row)
        return country

    def _misplaced(self, number: int, country: Country, row: Sequence[object]) -> Iterator[SourceWarning]:
        location = f"{self._location}, row {number}"
        continent = self._cell(row, "continent")
        if continent and name_key(str(continent)) != name_key(country.continent):
            told = f"{location}: {country.name} is in {_named(continent)}; it is counted in {country.continent}."
            yield SourceWarning("area-differs", told)
        label = self._cell(row, "region")
        region = taxonomy().find_region(str(label))
        # Another spelling of a region may take in its neighbour, as "Caribbean & Central" does with Central America.
        if label and (
            region is None or (region.name != country.region and name_key(region.name) == name_key(str(label)))
        ):
            told = f"{location}: {country.name} is in {_named(label)}; it is counted in {country.region}."
            yield SourceWarning("area-differs", told)

    def _profile(self, number: int, country: Country, row: Sequence[object]) -> Profile:
        scores = {
            slug: self._score(number, slug, self._cell(row, slug))
            for slug in taxonomy().scored
            if slug in self._columns
        }
        for slug, exact in aggregates(scores, self._series.scored_as[self._edition]).items():
            if not is_rounded(scores[slug], exact):
                told = (
                    f"{self._location}, row {number}: {country.name} has {slug} {scores[slug]:.2f}, "
                    f"but its indicators give {rounded(exact):.2f}. It is kept as published."
                )
                self.warnings.append(SourceWarning("average-differs", told))
        source = source_of(self._edition, self._series.slug)
        return Profile(country.code, self._edition, "none", scores=scores, source=source, series=self._series.slug)

    def _score(self, number: int, slug: str, cell: object) -> float:
        indicator = taxonomy().indicator(slug)
        score = _number(cell)
        is_right = score is not None and LOWEST <= score <= HIGHEST  # also false for nan
        if score is None or not is_right or not (indicator.is_aggregate or (score * 2).is_integer()):
            place = f"{_letters(self._sheet.first_column + self._columns[slug])}{number}"
            step = "" if indicator.is_aggregate else " in half points"
            self._fail(
                number, f"{indicator.label} must be a number from 1 to 10{step}, but cell {place} has {_shown(cell)}."
            )
        return rounded(score) if indicator.is_aggregate else score  # a formula has more decimals than are published


def _number(cell: object) -> float | None:
    """Read the number in a cell, also one that is stored as text; None for anything else."""
    if isinstance(cell, str):
        digits = "".join(str(unicodedata.decimal(mark)) if mark.isdecimal() else mark for mark in cell)
        plain = digits.translate(_POINTS)
        return float(plain.replace(",", ".")) if _NUMBER.fullmatch(plain) else None
    return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else None


def _shown(cell: object) -> str:
    """Say what is in a cell that has no score, and what may have happened."""
    if cell == "":
        return "none. Where it is a formula, open the workbook in a spreadsheet program and save it with its values"
    if isinstance(cell, datetime.date | datetime.time | datetime.timedelta):
        return f"the date or time {cell}, which a spreadsheet program may have made of a number"
    if isinstance(cell, str):
        return f"the error {cell}" if _is_error(cell) else quote(cell)
    return str(cell) if isinstance(cell, bool) else f"{cell:g}"


def _is_error(cell: object) -> bool:
    return isinstance(cell, str) and _ERROR.fullmatch(cell) is not None


def _letters(column: int) -> str:
    """Return the letters of a column, from 0: "A", "Z", "AA"."""
    return (_letters(column // 26 - 1) if column >= 26 else "") + chr(65 + column % 26)
