"""A quotation laid beside a passage: where it fits best, how well, and what differs word by word."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from explorer.quotations.omissions import MarkedQuotation, QuotationPiece
from explorer.text.comparison_key import ComparedToken, tokens
from explorer.text.diff import Difference, Op

_ALIKE = 0.6  # words at least so alike count as one word changed a little


@dataclass(frozen=True, slots=True)
class Alignment:
    """The best place of a quotation in a passage."""

    similarity: float  # 0-1; 1 is the same word for word
    start: int  # in the passage's text
    end: int
    differences: tuple[Difference, ...]


def _weights(row: Sequence[ComparedToken]) -> NDArray[np.float64]:
    return np.array([token.weight for token in row], dtype=np.float64)


def _costs(quoted: Sequence[ComparedToken], source: Sequence[ComparedToken]) -> NDArray[np.float64]:
    """What it costs to read each token of the quotation as each token of the source."""
    ours, theirs = [token.text for token in quoted], [token.text for token in source]
    alike: NDArray[Any] = cdist(ours, theirs, scorer=Levenshtein.normalized_similarity, dtype=np.float32)
    heavier = np.maximum(_weights(quoted)[:, None], _weights(source)[None, :])
    # A number is right or wrong: 7.0 is not nearly 7.5.
    has_digit = np.array([any(map(str.isdigit, text)) for text in ours])[:, None] | np.array(
        [any(map(str.isdigit, text)) for text in theirs]
    )
    little = np.where(has_digit | (alike < _ALIKE), 1.0, 1.0 - alike)
    return np.where(alike == 1.0, 0.0, little) * heavier


def align(marked: MarkedQuotation, passage: str, source: Sequence[ComparedToken]) -> Alignment | None:
    """Lay the pieces of a quotation beside a passage, in order. None when either has no words."""
    rows: list[ComparedToken] = []
    gaps: dict[int, QuotationPiece] = {}  # before which row words of the source may be passed over
    end = 0
    for piece in marked.pieces:
        # A piece was taken from the quotation with its marks removed, so it is read by itself.
        if rows:
            gaps[len(rows)] = piece
        rows += tokens(piece.text, end)
        end += len(piece.text) + 1
    spelt = " ".join(piece.text for piece in marked.pieces)
    if not rows or not source:
        return None
    table = _table(rows, source, gaps)
    return _trace(table, rows, source, gaps, spelt, passage)


@dataclass(frozen=True, slots=True)
class _Table:
    costs: NDArray[np.float64]
    best: NDArray[np.float64]  # rows + 1 by tokens of the source + 1
    jumped: dict[int, NDArray[np.float64]]  # the row before a gap, after passing words over


def _pass_over(row: NDArray[np.float64], limit: int | None) -> NDArray[np.float64]:
    """The best of a row when up to `limit` words of the source may be passed over at no cost."""
    if limit is None:
        return np.minimum.accumulate(row)
    passed = row.copy()
    for step in range(1, limit + 1):
        passed[step:] = np.minimum(passed[step:], row[:-step] if step < len(row) else row[:0])
    return passed


def _table(rows: Sequence[ComparedToken], source: Sequence[ComparedToken], gaps: dict[int, QuotationPiece]) -> _Table:
    costs = _costs(rows, source)
    total = np.concatenate(([0.0], np.cumsum(_weights(source))))
    best = np.zeros((len(rows) + 1, len(source) + 1))
    jumped: dict[int, NDArray[np.float64]] = {}
    for number, token in enumerate(rows):
        above = best[number]
        if number in gaps:
            above = jumped[number] = _pass_over(above, gaps[number].gap)
        row = above + token.weight
        row[1:] = np.minimum(row[1:], above[:-1] + costs[number])
        best[number + 1] = np.minimum.accumulate(row - total) + total
    return _Table(costs, best, jumped)


def _trace(
    table: _Table,
    rows: Sequence[ComparedToken],
    source: Sequence[ComparedToken],
    gaps: dict[int, QuotationPiece],
    spelt: str,
    passage: str,
) -> Alignment:
    """Walk the table back from the best end and collect what differs."""
    column = end = int(np.argmin(table.best[-1]))
    cost = float(table.best[-1, end])
    steps: list[tuple[Op, ComparedToken | None, int, int]] = []  # op, token of the quotation, tokens of the source
    number = len(rows)
    while number:
        above = table.jumped.get(number - 1, table.best[number - 1])
        here, token = table.best[number, column], rows[number - 1]
        if column and abs(above[column - 1] + table.costs[number - 1, column - 1] - here) < 1e-9:
            is_same = table.costs[number - 1, column - 1] == 0
            steps.append(("same" if is_same else "changed", token, column - 1, column))
            column -= 1
            number -= 1
        elif abs(above[column] + token.weight - here) < 1e-9:
            steps.append(("added", token, column, column))
            number -= 1
        else:
            steps.append(("missing", None, column - 1, column))
            column -= 1
            continue
        if number in gaps:
            before = table.best[number]
            limit = gaps[number].gap
            reach = column if limit is None else min(column, limit)
            value = table.jumped[number][column]
            passed = next(step for step in range(reach + 1) if abs(before[column - step] - value) < 1e-9)
            steps.append(("omitted", ComparedToken(gaps[number].mark, 0, 0), column - passed, column))
            column -= passed
    steps.reverse()
    while steps and steps[0][0] == "missing":
        steps.pop(0)
    first = min((step[2] for step in steps if step[3] > step[2]), default=column)
    quoted_weight = sum(token.weight for token in rows)
    source_weight = sum(token.weight for token in source[first:end])
    source_weight -= sum(token.weight for step in steps if step[0] == "omitted" for token in source[step[2] : step[3]])
    similarity = max(0.0, 1.0 - cost / max(quoted_weight, source_weight, 1e-9))
    start = source[first].start if first < end else 0
    stop = source[end - 1].end if first < end else 0
    return Alignment(similarity, start, stop, _merged(steps, source, spelt, passage))


def _merged(
    steps: Sequence[tuple[Op, ComparedToken | None, int, int]],
    source: Sequence[ComparedToken],
    spelt: str,
    passage: str,
) -> tuple[Difference, ...]:
    """Steps of one kind in a row as one difference, with the words as they are written."""
    merged: list[Difference] = []
    place = 0
    while place < len(steps):
        op = steps[place][0]
        run = [steps[place]]
        while place + len(run) < len(steps) and steps[place + len(run)][0] == op:
            run.append(steps[place + len(run)])
        place += len(run)
        quoted = [step[1] for step in run if step[1] is not None]
        first, last = run[0][2], run[-1][3]
        ours = spelt[quoted[0].start : quoted[-1].end] if quoted else ""
        merged.append(
            Difference(
                op,
                " ".join(token.text for token in quoted) if op == "omitted" else ours,
                passage[source[first].start : source[last - 1].end] if last > first else "",
            )
        )
    return tuple(merged)
