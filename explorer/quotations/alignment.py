"""Alignment of a quotation with a passage: the best place, the similarity and the differences, word by word.

Semi-global alignment by dynamic programming, as of Sellers, "The theory and computation of evolutionary distances:
pattern recognition", 1980, with gaps of the source that cost nothing where the quotation has a mark of omission.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from explorer.quotations.omissions import MarkedQuotation, QuotationPiece
from explorer.text.comparison_key import ComparedToken, tokens
from explorer.text.diff import Difference, Op

_ALIKE = 0.6  # least similarity of two words that count as one, changed a little
_EPSILON = 1e-9


@dataclass(frozen=True, slots=True)
class Alignment:
    """The best place of a quotation in a passage."""

    similarity: float  # 0-1; 1 is the same word for word
    start: int  # in the passage's text
    end: int
    differences: tuple[Difference, ...]


def _weights(tokens_of_text: Sequence[ComparedToken]) -> NDArray[np.float64]:
    """Return the weight of each token, shape (tokens,)."""
    return np.array([token.weight for token in tokens_of_text], dtype=np.float64)


def _costs(quoted: Sequence[ComparedToken], source: Sequence[ComparedToken]) -> NDArray[np.float64]:
    """Return the cost of replacing each token of the source by each of the quotation, shape (quoted, source)."""
    quoted_texts, source_texts = [token.text for token in quoted], [token.text for token in source]
    similarity: NDArray[Any] = cdist(
        quoted_texts, source_texts, scorer=Levenshtein.normalized_similarity, dtype=np.float32
    )
    heavier = np.maximum(_weights(quoted)[:, None], _weights(source)[None, :])
    # A number is right or wrong: 7.0 is not nearly 7.5.
    has_digit = np.array([any(map(str.isdigit, text)) for text in quoted_texts])[:, None] | np.array(
        [any(map(str.isdigit, text)) for text in source_texts]
    )
    difference = np.where(has_digit | (similarity < _ALIKE), 1.0, 1.0 - similarity)
    return np.where(similarity == 1.0, 0.0, difference) * heavier


def align(marked: MarkedQuotation, passage: str, source: Sequence[ComparedToken]) -> Alignment | None:
    """Align the pieces of a quotation with a passage, in order. None if either has no words."""
    quoted: list[ComparedToken] = []
    gaps: dict[int, QuotationPiece] = {}  # by the token before which words of the source may be left out
    end = 0
    for piece in marked.pieces:
        # A piece is a part of the quotation without its marks, thus it is tokenized by itself.
        if quoted:
            gaps[len(quoted)] = piece
        quoted += tokens(piece.text, end)
        end += len(piece.text) + 1
    quotation = " ".join(piece.text for piece in marked.pieces)
    if not quoted or not source:
        return None
    table = _fill_table(quoted, source, gaps)
    return _trace(table, quoted, source, gaps, quotation, passage)


@dataclass(frozen=True, slots=True)
class _CostTable:
    """The costs of all alignments, in weights of tokens."""

    costs: NDArray[np.float64]  # of replacement, shape (quoted, source)
    best: NDArray[np.float64]  # lowest cost up to each pair of tokens, shape (quoted + 1, source + 1)
    after_gap: dict[int, NDArray[np.float64]]  # the row before a gap, with the gap skipped, shape (source + 1,)


def _skip(row: NDArray[np.float64], limit: int | None) -> NDArray[np.float64]:
    """Return a row of shape (source + 1,) with up to `limit` words of the source skipped at no cost."""
    if limit is None:
        return np.minimum.accumulate(row)
    skipped = row.copy()
    for step in range(1, limit + 1):
        skipped[step:] = np.minimum(skipped[step:], row[:-step] if step < len(row) else row[:0])
    return skipped


def _fill_table(
    quoted: Sequence[ComparedToken], source: Sequence[ComparedToken], gaps: dict[int, QuotationPiece]
) -> _CostTable:
    costs = _costs(quoted, source)
    total = np.concatenate(([0.0], np.cumsum(_weights(source))))
    best = np.zeros((len(quoted) + 1, len(source) + 1))
    after_gap: dict[int, NDArray[np.float64]] = {}
    for number, token in enumerate(quoted):
        above = best[number]
        if number in gaps:
            above = after_gap[number] = _skip(above, gaps[number].gap)
        row = above + token.weight
        row[1:] = np.minimum(row[1:], above[:-1] + costs[number])
        best[number + 1] = np.minimum.accumulate(row - total) + total
    return _CostTable(costs, best, after_gap)


class _Step(NamedTuple):
    """One step of an alignment."""

    op: Op
    token: ComparedToken | None  # of the quotation
    first: int  # tokens of the source, from first up to last
    last: int


def _trace(
    table: _CostTable,
    quoted: Sequence[ComparedToken],
    source: Sequence[ComparedToken],
    gaps: dict[int, QuotationPiece],
    quotation: str,
    passage: str,
) -> Alignment:
    """Trace the best alignment back through the table, and list its differences."""
    end = int(np.argmin(table.best[-1]))
    steps = _trace_steps(table, quoted, gaps, end)
    first = min((step.first for step in steps if step.last > step.first), default=end)
    quoted_weight = sum(token.weight for token in quoted)
    source_weight = sum(token.weight for token in source[first:end])
    source_weight -= sum(
        token.weight for step in steps if step.op == "omitted" for token in source[step.first : step.last]
    )
    cost = float(table.best[-1, end])
    similarity = max(0.0, 1.0 - cost / max(quoted_weight, source_weight, 1e-9))
    start = source[first].start if first < end else 0
    stop = source[end - 1].end if first < end else 0
    return Alignment(similarity, start, stop, _merge_steps(steps, source, quotation, passage))


def _trace_steps(
    table: _CostTable, quoted: Sequence[ComparedToken], gaps: dict[int, QuotationPiece], end: int
) -> list[_Step]:
    """Return the steps of the best alignment that ends before token `end` of the source, in reading order."""
    column = end
    steps: list[_Step] = []
    number = len(quoted)
    while number:
        above = table.after_gap.get(number - 1, table.best[number - 1])
        cost, token = table.best[number, column], quoted[number - 1]
        if column and abs(above[column - 1] + table.costs[number - 1, column - 1] - cost) < _EPSILON:
            is_same = table.costs[number - 1, column - 1] == 0
            steps.append(_Step("same" if is_same else "changed", token, column - 1, column))
            column -= 1
            number -= 1
        elif abs(above[column] + token.weight - cost) < _EPSILON:
            steps.append(_Step("added", token, column, column))
            number -= 1
        else:
            steps.append(_Step("missing", None, column - 1, column))
            column -= 1
            continue
        if number in gaps:
            skipped = _skipped(table, number, column, gaps[number].gap)
            steps.append(_Step("omitted", ComparedToken(gaps[number].mark, 0, 0), column - skipped, column))
            column -= skipped
    steps.reverse()
    while steps and steps[0].op == "missing":
        steps.pop(0)
    return steps


def _skipped(table: _CostTable, number: int, column: int, limit: int | None) -> int:
    """Return how many words of the source the gap before a token of the quotation skips."""
    before = table.best[number]
    target = table.after_gap[number][column]
    reach = column if limit is None else min(column, limit)
    return next(step for step in range(reach + 1) if abs(before[column - step] - target) < _EPSILON)


def _merge_steps(
    steps: Sequence[_Step], source: Sequence[ComparedToken], quotation: str, passage: str
) -> tuple[Difference, ...]:
    """Merge neighbouring steps of one kind into one difference, with the words as written."""
    differences: list[Difference] = []
    for op, group in groupby(steps, key=lambda step: step.op):
        run = list(group)
        quoted = [step.token for step in run if step.token is not None]
        first, last = run[0].first, run[-1].last
        if op == "omitted":
            words = " ".join(token.text for token in quoted)
        else:
            words = quotation[quoted[0].start : quoted[-1].end] if quoted else ""
        differences.append(
            Difference(op, words, passage[source[first].start : source[last - 1].end] if last > first else "")
        )
    return tuple(differences)
