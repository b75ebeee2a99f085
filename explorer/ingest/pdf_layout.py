"""The order in which the runs of a PDF's page are read: column by column, and row by row in a table."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from statistics import median

from explorer.ingest.panel_tokens import is_broken_rank, is_headline, is_number_text, is_panel_label, is_panel_line
from explorer.ingest.pdf_runs import TextRun, join_runs
from explorer.ingest.section_titles import heading_slug

_SAME_ROW = 0.4  # of the height, by which baselines differ at most in one row
_GUTTER = 0.55  # of the height, the narrowest gap between columns
_FEWEST = 2  # rows on both sides of a gutter between columns
_FEWEST_KNOWN = 5  # lines on both sides of a gutter that shows where those of other pages are
_FEWEST_LABELS = 4  # labels and numbers of a column of scores
_PROSE = 24  # letters of a line of text at least
_SHORT = 32  # characters of a cell on average
_LEADING = 1.9  # of the height, between the lines of one label at most
_TIGHT = 1.06  # times the least distance of lines on the page, between those of one cell
_LONGEST_LABEL = 60  # characters of the first line of a label
_HOLE = 0.85  # of the height, without text above and below the baseline of a heading across columns
_UNIT = re.compile(r"\([^()]{1,30}\)")  # "(GDP)"
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
    joined = [join_labels(runs[:_MOST_RUNS]) for runs in pages]
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
        for column in columns:
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
    return labels >= _FEWEST_LABELS and labels > 0.6 * len(column.runs)


def _is_analysis(column: TextColumn) -> bool:
    """Tell whether a column has a heading of the analysis with text under it, unlike a menu or a table of contents."""
    return any(
        heading_slug(run.text) and following.letters >= _PROSE and not is_panel_line(following.text)
        for run, following in pairwise(column.runs)
    )


def join_labels(runs: Sequence[TextRun]) -> list[TextRun]:
    """Join the labels, headings and cells that are broken over lines, with the height of the number beside them."""
    joined = sorted(runs, key=lambda run: (-run.baseline, run.left))
    leading = _tightest(joined)
    place = 0
    while place < len(joined):
        below = _rest_below(joined, place, leading)
        if below is None:
            place += 1
            continue
        run, other = joined[place], joined.pop(below)
        beside = next((it for it in joined if _is_beside(run, other, it)), None)
        joined[place] = join_runs(run, other, baseline=beside.baseline if beside else run.baseline)
    return joined


def _tightest(runs: Sequence[TextRun]) -> float:
    """Return the least distance of lines above one another, by the height of their text."""
    least = _LEADING
    above: dict[int, TextRun] = {}  # the last run, by its left edge
    for run in runs:
        before = above.get(round(run.left))
        if before is not None and abs(before.size - run.size) < 0.1 * run.size:
            distance = (before.baseline - run.baseline) / run.size
            least = min(least, distance) if distance > _SAME_ROW else least
        above[round(run.left)] = run
    return least


def _rest_below(runs: Sequence[TextRun], place: int, leading: float) -> int | None:
    """Find the run on the next line that goes on with a label, a heading or a cell."""
    run = runs[place]
    if len(run.text) > _LONGEST_LABEL or run.text[:1].islower() or heading_slug(run.text):
        return None
    for below in range(place + 1, len(runs)):
        other = runs[below]
        distance = run.baseline - other.baseline
        if distance > _LEADING * run.size:
            return None
        is_below = distance > _SAME_ROW * run.size and other.left < run.right and run.left < other.right
        if not is_below or abs(other.size - run.size) > 0.1 * run.size:
            continue
        is_tight = distance <= _TIGHT * leading * run.size
        if _is_start_of_label(run.text, other.text) or (is_tight and _is_in_cell(run, other, runs)):
            return below
    return None


def _is_in_cell(run: TextRun, below: TextRun, runs: Sequence[TextRun]) -> bool:
    """Tell whether two lines are in one cell: but one run, the label of a fact or score, is beside them to the left."""
    margin = 0.2 * run.size
    ends = run.left - below.left, run.right - below.right
    if is_panel_line(below.text) and not is_number_text(below.text):
        return False
    if min(abs(ends[0]), abs(ends[1]), abs(sum(ends))) > margin:
        return False
    beside = [
        it for it in runs if below.baseline - margin <= it.baseline <= run.baseline + margin and it.right < run.left
    ]
    return len(beside) == 1 and is_panel_line(beside[0].text)


def _is_start_of_label(start: str, rest: str) -> bool:
    if is_panel_label(start):
        return _UNIT.fullmatch(rest) is not None
    if start.endswith("-"):
        return is_panel_label(f"{start}{rest}") or is_panel_label(f"{start[:-1]}{rest}")
    whole = f"{start} {rest}"
    return len(whole) <= 80 and (
        is_panel_label(whole) or is_broken_rank(start, rest) or heading_slug(whole) is not None
    )


def _is_beside(run: TextRun, below: TextRun, other: TextRun) -> bool:
    """Tell whether a number is beside one of the two lines of a label, or between them."""
    margin = _SAME_ROW * run.size
    is_level = below.baseline - margin <= other.baseline <= run.baseline + margin
    is_aside = other.left >= max(run.right, below.right) or other.right <= min(run.left, below.left)
    return is_level and is_aside and (is_number_text(other.text) or is_panel_line(other.text))


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
            return True
        return is_number_text(self.before.text) and self.is_first


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
        is_known = any(edge < gutter < end for gutter in known)
        if len(free) < (1 if is_known else _FEWEST) or (_is_table(free) and not (is_known and len(free) < _FEWEST)):
            continue
        if (len(free), end - edge) > best:
            best = len(free), end - edge
            tied = {id(run) for gap in across if gap.is_of_table for run in (gap.before, gap.after)}
            result = (edge + end) / 2, tied
    return result


def _is_table(gaps: Sequence[_Gap]) -> bool:
    """Tell whether gaps above one another are between the columns of a table of short texts."""
    level = sum(abs(gap.before.baseline - gap.after.baseline) < 0.15 * gap.before.size for gap in gaps)
    is_short = all(
        sum(len(run.text) for run in side) <= _SHORT * len(gaps)
        for side in ([gap.before for gap in gaps], [gap.after for gap in gaps])
    )
    return is_short and level >= 0.7 * len(gaps)


def _find_gaps(runs: Sequence[TextRun]) -> list[_Gap]:
    """Find the gaps between each run and the next to the right of it."""
    ordered = sorted(runs, key=lambda run: run.baseline)
    baselines = [run.baseline for run in ordered]
    gaps = []
    for run in ordered:
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
    """Return the ids of headings left of a gutter that have a hole in the column on the other side beside them."""
    first = [run for run in runs if run.right <= gutter]
    second = sorted(run.baseline for run in runs if run.left >= gutter)
    size = median(run.size for run in runs)
    spanning = set()
    for run in first:
        place = bisect_left(second, run.baseline - _HOLE * run.size)
        is_alone = 0 < place < len(second) and second[place] > run.baseline + _HOLE * run.size
        if is_alone and (run.is_bold or run.size > 1.1 * size):
            spanning.add(id(run))
    return spanning


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
    rows: list[list[TextRun]] = []
    for run in sorted(runs, key=lambda run: -run.baseline):
        if rows and rows[-1][0].baseline - run.baseline < _SAME_ROW * min(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    ordered: list[TextRun] = []
    for row in rows:
        row.sort(key=lambda run: run.left)
        row = _label_first(row)
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
