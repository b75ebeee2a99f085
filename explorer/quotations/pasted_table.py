"""Rows of a table that was pasted as text, read by their columns."""

import re
from collections.abc import Iterator, Sequence

from explorer.quotations.article_context import ArticleContext
from explorer.quotations.article_sentences import cells
from explorer.quotations.claim_scope import readings
from explorer.quotations.marked_sentence import MarkedSentence, StatedNumber, numbers_between
from explorer.quotations.stated_claim import Reading, StatedArea, StatedClaim


def _cells(sentence: MarkedSentence) -> tuple[tuple[int, int], ...]:
    if re.search(r"\||\t|\s{3,}", sentence.text):
        return cells(sentence.text)
    spans, start = [], 0
    for match in re.finditer(r"[,;]", sentence.text):
        spans.append((start, match.start()))
        start = match.end()
    return (*spans, (start, len(sentence.text)))


def is_header(sentence: MarkedSentence) -> bool:
    """Tell whether a row names what its columns are: measures, editions, ranks, countries."""
    has_names = bool(sentence.of_kind("measure") or sentence.years or sentence.has("rank", "score"))
    countries = len(sentence.of_kind("country"))
    return not any(number.decimals or number.is_ordinal for number in sentence.numbers) and (has_names or countries > 1)


class _Column:
    """What the header and the row say of a cell."""

    def __init__(self, sentences: Sequence[tuple[MarkedSentence, int, int]]) -> None:
        self.countries: list[str] = []
        self.measures: list[str] = []
        self.years: list[int] = []
        self.areas: list[str] = []
        self.is_rank = self.is_change = self.is_other = False
        for sentence, start, end in sentences:
            inside = [mark for mark in sentence.marks if start <= mark.start < end]
            self.countries += [mark.name for mark in inside if mark.kind == "country"]
            self.measures += [mark.name for mark in inside if mark.kind == "measure"]
            self.areas += [mark.name for mark in inside if mark.kind == "area"]
            self.years += [year.year for year in sentence.years if start <= year.start < end]
            self.is_rank = self.is_rank or bool(sentence.between("rank", start, end))
            words = sentence.text[start:end]
            self.is_change = self.is_change or bool(
                re.search(
                    r"change|difference|\+/[-−–]|Δ|cambio|variación|évolution|variation|mudança|изменение",
                    words,
                    re.IGNORECASE,
                )
            )
            self.is_other = self.is_other or bool(
                sentence.between("other", start, end)
                or re.search(r"population|gdp|capital|area|region|continent", words, re.IGNORECASE)
            )


def read_row(
    row: MarkedSentence, header: MarkedSentence | None, context: ArticleContext, place: int = 0
) -> Iterator[tuple[StatedNumber, StatedClaim | None]]:
    """Yield the numbers of a row, each with what its column and its row say of it."""
    row_cells, header_cells = _cells(row), _cells(header) if header else ()
    offset = max(0, len(row_cells) - len(header_cells)) if header else 0
    for at, (start, end) in enumerate(row_cells):
        for number in numbers_between(row, start, end):
            names = [
                (row, first, last)
                for first, last in row_cells
                if not any(True for _ in numbers_between(row, first, last)) or (first, last) == (start, end)
            ]
            above = header_cells[at - offset] if header and 0 <= at - offset < len(header_cells) else None
            column = _Column([*([(header, *above)] if header and above else []), *names])
            if above and not column.measures and column.years and not column.is_rank:
                column.measures = _measure_to_the_left(header, header_cells[: at - offset])
            is_label = at == 0 and number.value == place
            yield number, _cell(row, number, column, is_label, context, header is not None)


def _measure_to_the_left(header: MarkedSentence | None, spans: Sequence[tuple[int, int]]) -> list[str]:
    """Return the measure of the last of some header cells that names one: "Resilience 2023 | 2025"."""
    marks = header.of_kind("measure") if header else ()
    return [mark.name for mark in marks if spans and mark.start < spans[-1][1]][-1:]


def _cell(
    row: MarkedSentence,
    number: StatedNumber,
    column: _Column,
    is_label: bool,
    context: ArticleContext,
    has_header: bool,
) -> StatedClaim | None:
    if column.is_other or number.value < 0 or len(set(column.countries)) != 1 or not column.countries[0]:
        return None
    if not has_header and not number.decimals:
        return None
    known, note = context.editions()
    editions = list(dict.fromkeys(column.years)) or list(known)
    note = "" if column.years else note
    measures = list(dict.fromkeys(column.measures)) or [context.measure or "criminality"]
    area = StatedArea(column.areas[0], column.areas[0]) if column.areas and column.is_rank else StatedArea()
    start, end = row.in_article(number.start, number.end)
    codes = [(column.countries[0],)]
    if not has_header and number.decimals and not column.measures and not column.years:
        place = sum(other.decimals > 0 for other in row.numbers if other.start < number.start)
        if sum(other.decimals > 0 for other in row.numbers) == len(context.measures) > 1:
            measures = [context.measures[place]]
        elif place:
            options = readings(codes, editions[:1] or [None], ["criminality"])
            return StatedClaim(
                start,
                end,
                "score",
                options,
                number.value,
                number.decimals,
                problem="The table does not say what its columns are.",
            )
    if column.is_change or number.sign:
        span = (editions[0], editions[-1]) if len(editions) > 1 else context.two_editions()
        if span is None:
            return None
        value = -number.value if number.sign < 0 else number.value
        direction = number.sign or (1 if number.value > 0 else 0)
        return StatedClaim(
            start,
            end,
            "change",
            (Reading(codes[0], span[1], measures[0], span[0]),),
            value,
            number.decimals,
            direction=direction,
            note=note,
        )
    if number.decimals:
        if column.is_rank and not column.measures:
            return None
        options = readings(codes, editions[:1] or [None], measures[:1])
        return StatedClaim(start, end, "score", options, number.value, number.decimals, note=note)
    if (column.is_rank and 1 <= number.value <= 193 and not is_label) or number.is_ordinal:
        options = readings(codes, editions[:1] or [None], measures[:1] if column.measures else ["criminality"], area)
        return StatedClaim(start, end, "rank", options, number.value, note=note)
    if column.measures and number.value <= 10:
        options = readings(codes, editions[:1] or [None], measures[:1])
        return StatedClaim(start, end, "score", options, number.value, 0, note=note)
    return None
