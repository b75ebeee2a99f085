"""Labels, headings and cells of a PDF that are broken over lines, or set under one another."""

import re
from collections.abc import Sequence
from dataclasses import replace
from math import inf

from explorer.ingest.hyphens import HYPHENS
from explorer.ingest.lines import Line
from explorer.ingest.panel_tokens import (
    PanelScanner,
    is_broken_rank,
    is_number_text,
    is_panel_label,
    is_panel_line,
)
from explorer.ingest.pdf_runs import SAME_ROW, TextRun, join_runs, split_rows
from explorer.ingest.section_titles import heading_slug

_SHORT = 32  # characters of a line of a cell at most
_LEADING = 1.9  # of the height, between the lines of one label at most
_TIGHT = 1.12  # times the least distance of lines on the page, between those of one cell
_LONGEST_LABEL = 60  # characters of the first line of a label
_LONGEST = 80  # characters of a label
_MOST_LINES = 4  # of one label
_FEWEST = 2  # labels beside one another in a grid
_WIDEST_CELL = 3.5  # times the height of a label, the distance of its value
_UNIT = re.compile(r"\([^()]{1,30}\)")  # "(GDP)"
_LAST_UNIT = re.compile(r"\s*\([^()]{1,30}\)$")


def join_labels(runs: Sequence[TextRun]) -> list[TextRun]:
    """Join the labels, headings and cells that are broken over lines, with the height of the number beside them."""
    joined = sorted(runs, key=lambda run: (-run.baseline, run.left))
    leading = _tightest(joined)
    place = 0
    while place < len(joined):
        below = _rest_below(joined, place, leading)
        if not below:
            place += 1
            continue
        run, others = joined[place], [joined[it] for it in below]
        joined = [it for number, it in enumerate(joined) if number not in below]
        level = (it for it in joined if _is_beside(run, others[-1], it))
        beside = min(level, key=lambda it: max(it.left - run.right, 2 * (run.left - it.right)), default=None)
        for other in others:
            run = replace(join_runs(run, other), text=_whole(run.text, other.text) or f"{run.text} {other.text}")
        joined[place] = replace(run, baseline=beside.baseline if beside else run.baseline)
    return joined


def _tightest(runs: Sequence[TextRun]) -> float:
    """Return the least distance of lines above one another, by the height of their text."""
    least = _LEADING
    above: dict[int, TextRun] = {}  # the last run, by its left edge
    for run in runs:
        before = above.get(round(run.left))
        if before is not None and abs(before.size - run.size) < 0.1 * run.size:
            distance = (before.baseline - run.baseline) / run.size
            least = min(least, distance) if distance > SAME_ROW else least
        above[round(run.left)] = run
    return least


def _rest_below(runs: Sequence[TextRun], place: int, leading: float) -> list[int]:
    """Find the runs on the next lines that go on with a label or a heading, or the one that goes on with a cell."""
    run = runs[place]
    if len(run.text) > _LONGEST_LABEL or run.text[:1].islower() or heading_slug(run.text):
        return []
    text, found = run.text, [place]
    while len(found) < _MOST_LINES and (below := _find_below(runs, found[-1])) is not None:
        other = runs[below]
        if _whole(text, other.text):
            return [*found[1:], below]
        is_tight = run.baseline - other.baseline <= _TIGHT * leading * run.size
        if len(found) == 1 and is_tight and _is_in_cell(run, other, runs):
            return [below]
        text, found = f"{text} {other.text}", [*found, below]
    return []


def _find_below(runs: Sequence[TextRun], place: int) -> int | None:
    """Find the run of the same size on the next line under another."""
    run = runs[place]
    for below in range(place + 1, len(runs)):
        other = runs[below]
        distance = run.baseline - other.baseline
        if distance > _LEADING * run.size:
            return None
        is_below = distance > SAME_ROW * run.size and other.left < run.right and run.left < other.right
        if is_below and abs(other.size - run.size) <= 0.1 * run.size:
            return below
    return None


def _is_in_cell(run: TextRun, below: TextRun, runs: Sequence[TextRun]) -> bool:
    """Tell whether two lines are in one cell: the nearest run to the left is one label of a fact or score."""
    margin = 0.2 * run.size
    ends = run.left - below.left, run.right - below.right
    if is_panel_line(below.text) and not is_number_text(below.text):
        return False
    if min(abs(ends[0]), abs(ends[1]), abs(sum(ends))) > margin:
        return False
    beside = [
        it for it in runs if below.baseline - margin <= it.baseline <= run.baseline + margin and it.right < run.left
    ]
    label = max(beside, key=lambda it: it.right, default=None)
    is_alone = label is not None and all(it is label or it.right <= label.left for it in beside)
    return label is not None and is_alone and _is_label_of_cell(label.text, run, below)


def _is_label_of_cell(label: str, run: TextRun, below: TextRun) -> bool:
    """Tell whether two lines can be the value of a label: numbers, or short words of a fact, and no lines of a text."""
    if not is_panel_line(label):
        return False
    if is_number_text(run.text) and is_number_text(below.text):
        return True
    is_of_fact = heading_slug(label) is None and not any(map(str.isdigit, label))
    return is_of_fact and max(len(run.text), len(below.text)) <= _SHORT


def _whole(start: str, rest: str) -> str | None:
    """Return the label, heading or rank that a line begins and the next ends; None where they are none."""
    if is_panel_label(start):
        return f"{start} {rest}" if _UNIT.fullmatch(rest) else None
    is_divided = start[-1:] in tuple(HYPHENS)
    wholes = (f"{start}{rest}", f"{start[:-1]}{rest}") if is_divided else (f"{start} {rest}",)
    for whole in wholes:
        is_known = is_label(whole) or is_broken_rank(start, rest) or heading_slug(whole) is not None
        if len(whole) <= _LONGEST and is_known:
            return whole
    return None


def is_label(text: str) -> bool:
    """Tell whether a text is the label of a score or a fact, with its unit or without."""
    return is_panel_label(text) or is_panel_label(_LAST_UNIT.sub("", text))


def _is_beside(run: TextRun, below: TextRun, other: TextRun) -> bool:
    """Tell whether a number is beside one of the two lines of a label, or between them."""
    margin = SAME_ROW * run.size
    is_level = below.baseline - margin <= other.baseline <= run.baseline + margin
    is_aside = other.left >= max(run.right, below.right) or other.right <= min(run.left, below.left)
    return is_level and is_aside and (is_number_text(other.text) or is_panel_line(other.text))


def join_cells(runs: Sequence[TextRun]) -> list[TextRun]:
    """Join the labels of a grid with the values under them, or the scores over them, whichever are nearer."""
    named = {id(run) for run in runs if is_label(run.text)}
    values: dict[int, TextRun] = {}  # by id of the label
    over: set[int] = set()  # how far, in points, values are over their labels
    for row in split_rows(runs):
        labels = [run for run in row if id(run) in named]
        if len(labels) < _FEWEST or any(is_number_text(run.text) for run in row):
            continue
        taken = {id(value) for value in values.values()}
        free = [run for run in runs if id(run) not in taken and id(run) not in named]
        cells = min((_values_of(labels, free, side) for side in (1, -1)), key=_distance)
        values |= {id(label): value for label, value in cells}
        over |= {round(value.baseline - label.baseline) for label, value in cells}
    for label in (run for run in runs if id(run) in named and id(run) not in values):  # alone in the last row
        taken = {id(value) for value in values.values()}
        for _, value in _values_of([label], [run for run in runs if id(run) not in taken], -1):
            if round(value.baseline - label.baseline) in over:
                values[id(label)] = value
    taken = {id(value) for value in values.values()}
    return [join_runs(run, values[id(run)]) if id(run) in values else run for run in runs if id(run) not in taken]


def _values_of(labels: Sequence[TextRun], free: Sequence[TextRun], side: int) -> list[tuple[TextRun, TextRun]]:
    """Pair labels with the runs under them (side 1) or the scores over them (-1); none if one has no value."""
    pairs = []
    for label in labels:
        near = (it for it in free if 0 < side * (label.baseline - it.baseline) < _WIDEST_CELL * label.size)
        value = min((it for it in near if _is_in_line(label, it)), key=lambda it: -side * it.baseline, default=None)
        if value is None or len(value.text) > _SHORT:
            return []
        if not _is_score(value) and (side < 0 or not _is_fact(label)):  # text under a heading that is a label too
            return []
        pairs.append((label, value))
    return pairs


def _distance(pairs: Sequence[tuple[TextRun, TextRun]]) -> float:
    return min((abs(label.baseline - value.baseline) for label, value in pairs), default=inf)


def _is_fact(label: TextRun) -> bool:
    return any(token.kind == "fact" for token in PanelScanner(0, Line(label.text)).tokens())


def _is_score(run: TextRun) -> bool:
    return is_number_text(run.text) and "." in run.text


def _is_in_line(run: TextRun, other: TextRun) -> bool:
    """Tell whether two runs are set above one another, at one edge or around one middle."""
    ends = run.left - other.left, run.right - other.right
    return min(abs(ends[0]), abs(ends[1]), abs(sum(ends))) < 0.5 * run.size
