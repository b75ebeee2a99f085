"""The order in which the runs of a PDF's page are read: column by column, and row by row in a table."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, pairwise
from math import inf
from statistics import median

from explorer.ingest.boilerplate import ends_sentence_or_note
from explorer.ingest.panel_tokens import is_headline, is_number_text, is_panel_label, is_panel_line
from explorer.ingest.pdf_labels import join_cells, join_labels
from explorer.ingest.pdf_runs import TextRun, split_rows
from explorer.ingest.section_titles import heading_slug

_SCORE = re.compile(r"\d\.\d\d")
_GUTTER = 0.55  # of the height, the narrowest gap between columns
_FEWEST = 2  # rows on both sides of a gutter between columns
_FEWEST_KNOWN = 5  # lines on both sides of a gutter that shows where those of other pages are
_FEWEST_LABELS = 4  # labels and numbers of a column of scores
_PANEL = 0.6  # share of them in such a column
_PROSE = 24  # letters of a line of text at least
_SHORT = 32  # characters of a cell on average
_FEWEST_OF_TEXT = 8  # rows of short lines that are columns of text
_LABELLED = 0.3  # share of the rows of a table that have a label
_LEVEL = 0.15  # of the height, by which baselines of columns differ that begin at one height
_HOLE = 0.85  # of the height, without text above and below the baseline of a heading across columns
_MOST_DIVISIONS = 200  # of one page
_MOST_RUNS = 5_000  # of one page; what has more is a drawing


@dataclass(frozen=True, slots=True)
class TextColumn:
    """Runs of one column or band of a page in the order of reading, and the width that it has."""

    runs: tuple[TextRun, ...]
    left: float = -inf
    right: float = inf


def order_pages(pages: Sequence[Sequence[TextRun]]) -> list[list[TextColumn]]:
    """Divide the runs of each page into columns, in the order of reading; the scores beside the analysis come first.

    A page with few lines has its columns where the others have theirs.
    """
    joined = [join_cells(join_labels(runs[:_MOST_RUNS])) for runs in pages]
    dividers = [_Divider() for _ in joined]
    columns = [divider.divide(runs, -inf, inf) for divider, runs in zip(dividers, joined, strict=True)]
    known = [gutter for divider in dividers for gutter in divider.gutters]
    if known:
        columns = [_Divider(known).divide(runs, -inf, inf) for runs in joined]
    return panel_first(columns)


def panel_first(pages: Sequence[Sequence[TextColumn]]) -> list[list[TextColumn]]:
    """Put the columns of scores that stand beside the analysis, or go on after it began, before it."""
    ordered: list[list[TextColumn]] = []
    start: tuple[int, int] | None = None  # page and place of the first column of the analysis
    for columns in pages:
        ordered.append([])
        for column in chain.from_iterable(map(_split_at_analysis, columns)):
            if start is not None and _is_panel(column):
                ordered[start[0]].insert(start[1], column)
                start = start[0], start[1] + 1
            else:
                if start is None and _is_analysis(column):
                    start = len(ordered) - 1, len(ordered[-1])
                ordered[-1].append(column)
    return ordered


def _is_panel(column: TextColumn) -> bool:
    labels = sum(is_panel_line(run.text) for run in column.runs)
    return labels >= max(_FEWEST_LABELS, _PANEL * len(column.runs)) or all(map(_is_scored, column.runs))


def _is_scored(run: TextRun) -> bool:
    """Tell whether a run is a label and its score."""
    return is_panel_line(run.text) and _SCORE.search(run.text) is not None and not is_number_text(run.text)


def _split_at_analysis(column: TextColumn) -> list[TextColumn]:
    """Divide a column into the scores at its top and the text under them, which goes on from other columns."""
    runs = column.runs
    first = next((place for place, pair in enumerate(pairwise(runs)) if _is_heading_of(*pair)), len(runs))
    labels = list(accumulate(is_panel_line(run.text) for run in runs[:first]))
    ends = (
        place
        for place in range(first, 0, -1)
        if is_panel_line(runs[place - 1].text) and labels[place - 1] >= max(_FEWEST_LABELS, _PANEL * place)
    )
    scored = next((place for place, run in enumerate(runs) if not _is_scored(run)), len(runs))
    places = sorted({0, next(ends, scored), first, len(runs)})
    return [replace(column, runs=runs[start:end]) for start, end in pairwise(places)]


def _is_heading_of(run: TextRun, following: TextRun) -> bool:
    """Tell whether a run is a heading of the analysis with text under it, unlike in a menu or a table of contents."""
    return heading_slug(run.text) is not None and following.letters >= _PROSE and not is_panel_line(following.text)


def _is_analysis(column: TextColumn) -> bool:
    return any(_is_heading_of(run, following) for run, following in pairwise(column.runs))


@dataclass(frozen=True, slots=True)
class _Gap:
    """The gap between two runs in one row."""

    before: TextRun
    after: TextRun
    is_first: bool  # nothing is before the former

    @property
    def is_of_table(self) -> bool:
        """Tell whether the gap is between a label and its number, or two numbers."""
        if is_number_text(self.after.text):
            return not _is_of_text(self.before)
        is_heading = self.after.is_bold and heading_slug(self.after.text) is not None
        is_label = is_panel_line(self.after.text) and not is_heading
        return is_label and self.is_first and is_number_text(self.before.text)


def _is_of_text(run: TextRun) -> bool:
    """Tell whether a run is a line of text or its heading, which a number beside it does not belong to."""
    is_text = run.letters >= _PROSE or ends_sentence_or_note(run.text) or heading_slug(run.text) is not None
    return is_text and not is_panel_line(run.text)


class _Divider:
    """Divides one page."""

    def __init__(self, known: Sequence[float] = ()) -> None:
        self.left = _MOST_DIVISIONS
        self.known = known  # gutters of other pages
        self.gutters: list[float] = []

    def divide(self, runs: Sequence[TextRun], left: float, right: float) -> list[TextColumn]:
        """Divide runs between two edges into columns, bands above one another first."""
        self.left -= 1
        found = _find_gutter(runs, self.known) if self.left > 0 else None
        if found is None:
            return [_in_rows(runs, left, right)] if runs else []
        gutter, tied = found
        columns: list[TextColumn] = []
        apart: list[TextRun] = []  # runs of no columns, between bands
        for crossing, first, second in _bands(runs, gutter, tied):
            apart += crossing
            if first and second and _are_level(first, second):
                columns += self.divide(apart, left, right)
                apart = []
                if min(len(first), len(second)) >= _FEWEST_KNOWN:
                    self.gutters.append(gutter)
                columns += self.divide(first, left, gutter)
                columns += self.divide(second, gutter, right)
            else:
                apart += [*first, *second]
        return columns + (self.divide(apart, left, right) if len(apart) < len(runs) else [_in_rows(apart, left, right)])


def _find_gutter(runs: Sequence[TextRun], known: Sequence[float]) -> tuple[float, set[int]] | None:
    """Find the gap between columns that most rows have, and the ids of runs on both sides of it that are one row.

    None where there are no columns, or but those of tables.
    """
    gaps = _find_gaps(runs)
    best: tuple[int, float] = (0, 0.0)
    result = None
    for edge in {gap.before.right for gap in gaps}:
        across = [gap for gap in gaps if gap.before.right <= edge < gap.after.left]
        free = [gap for gap in across if not gap.is_of_table]
        end = min((gap.after.left for gap in free), default=edge)
        of_others = next((gutter for gutter in known if edge < gutter < end), None)
        if not free or (of_others is None and len(free) < _FEWEST):
            continue
        if _is_table(free) and (of_others is None or len(free) >= _FEWEST or _count_labels(free)):
            continue
        if (len(free), end - edge) > best:
            best = len(free), end - edge
            gutter = (edge + end) / 2 if of_others is None else of_others
            crossing = (gap for gap in gaps if gap.is_of_table and gap.before.right <= gutter < gap.after.left)
            result = gutter, {id(run) for gap in crossing for run in (gap.before, gap.after)}
    return result


def _is_table(gaps: Sequence[_Gap]) -> bool:
    """Tell whether gaps above one another are between the columns of a table of short texts.

    Many rows without a label of a fact or score are lines of narrow columns of text.
    """
    if len(gaps) >= _FEWEST_OF_TEXT and _count_labels(gaps) < _LABELLED * len(gaps):
        return False
    level = sum(abs(gap.before.baseline - gap.after.baseline) < 0.15 * gap.before.size for gap in gaps)
    is_short = all(
        sum(len(run.text) for run in side) <= _SHORT * len(gaps)
        for side in ([gap.before for gap in gaps], [gap.after for gap in gaps])
    )
    both = sum(is_panel_line(gap.before.text) and is_panel_line(gap.after.text) for gap in gaps)
    return (is_short or both > 0.7 * len(gaps)) and level >= 0.7 * len(gaps)


def _count_labels(gaps: Sequence[_Gap]) -> int:
    return sum(is_panel_line(gap.before.text) or is_panel_line(gap.after.text) for gap in gaps)


def _find_gaps(runs: Sequence[TextRun]) -> list[_Gap]:
    """Find the gaps between each run and the next to the right of it."""
    ordered = sorted(runs, key=lambda run: run.baseline)
    baselines = [run.baseline for run in ordered]
    gaps = []
    for run in ordered:
        if not run.letters:  # a bullet
            continue
        reach = 0.6 * run.size
        near = ordered[bisect_left(baselines, run.baseline - reach) : bisect_left(baselines, run.baseline + reach)]
        after = min((it for it in near if it.left >= run.right), key=lambda it: it.left, default=None)
        if after is not None and after.left - run.right >= _GUTTER * min(run.size, after.size):
            gaps.append(_Gap(run, after, not any(it.right <= run.left for it in near)))
    return gaps


def _bands(
    runs: Sequence[TextRun], gutter: float, tied: set[int]
) -> list[tuple[list[TextRun], list[TextRun], list[TextRun]]]:
    """Divide runs, from the top, into those across a gutter and those left and right of it under them."""
    bands: list[tuple[list[TextRun], list[TextRun], list[TextRun]]] = [([], [], [])]
    tied = tied | _spanning(runs, gutter)
    for run in sorted(runs, key=lambda run: -run.baseline):
        if run.left < gutter < run.right or id(run) in tied:
            if bands[-1][1] or bands[-1][2]:
                bands.append(([], [], []))
            bands[-1][0].append(run)
        else:
            bands[-1][1 if run.right <= gutter else 2].append(run)
    return bands


def _spanning(runs: Sequence[TextRun], gutter: float) -> set[int]:
    """Return the ids of headings left of a gutter that are across both columns.

    Beside them is a hole in the column on the other side, and the text under it begins level with that under the
    heading, or there is none, or the sentence before the heading goes on in the other column.
    """
    first = [run for run in runs if run.right <= gutter]
    second = sorted(run.baseline for run in runs if run.left >= gutter)
    size = median([run.size for run in runs if run.letters >= _PROSE] or [run.size for run in runs])
    spanning = set()
    for run in first:
        place = bisect_left(second, run.baseline - _HOLE * run.size)
        is_alone = place < len(second) and second[place] > run.baseline + _HOLE * run.size
        if not is_alone or not (run.is_bold or run.size > 1.1 * size):
            continue
        under = [other.baseline for other in first if other.baseline < run.baseline]
        is_level = place and any(abs(other - second[place - 1]) < _LEVEL * run.size for other in under)
        if is_level or not (place or under) or _is_after_open_line(run, first):
            spanning.add(id(run))
    return spanning


def _is_after_open_line(heading: TextRun, runs: Sequence[TextRun]) -> bool:
    """Tell whether the line before a heading in its column ends within a sentence."""
    above = min((run for run in runs if run.baseline > heading.baseline), key=lambda run: run.baseline, default=None)
    if above is None or above.letters < _PROSE or above.size > heading.size:
        return False
    return not ends_sentence_or_note(above.text) and not is_panel_line(above.text)


def _are_level(first: Sequence[TextRun], second: Sequence[TextRun]) -> bool:
    """Tell whether runs are beside one another in two rows or more."""
    tops, bottoms = (
        [max(run.baseline for run in side) for side in (first, second)],
        [min(run.baseline for run in side) for side in (first, second)],
    )
    height = min(tops) - max(bottoms)
    return height > 0.5 * first[0].size or min(len(first), len(second)) == 1


def _in_rows(runs: Sequence[TextRun], left: float, right: float) -> TextColumn:
    """Order runs by rows, and mark those that share a row with another as cells."""
    rows = split_rows(runs)
    ordered: list[TextRun] = []
    for row in rows:
        row.sort(key=lambda run: run.left)
    for row in map(_label_first, rows):
        ordered += [replace(run, is_cell=True) for run in row] if len(row) > 1 else row
    return TextColumn(tuple(ordered), left, right)


def _label_first(row: list[TextRun]) -> list[TextRun]:
    """Put the label of a score before its number where a row has them the other way round."""
    are_labels = [is_panel_label(run.text) and not is_headline(run.text) for run in row]
    are_numbers = [is_number_text(run.text) for run in row]
    is_turned = are_numbers[0] and are_labels[-1] and all(a or b for a, b in zip(are_labels, are_numbers, strict=True))
    if not is_turned:
        return row
    ordered: list[TextRun] = []
    numbers: list[TextRun] = []
    for run, is_label in zip(row, are_labels, strict=True):
        if is_label:
            ordered += [run, *numbers]
            numbers = []
        else:
            numbers.append(run)
    return ordered
