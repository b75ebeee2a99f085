"""Differences between a passage before and after, word by word, that together are the whole text of either."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from rapidfuzz.distance import Levenshtein

from explorer.text.comparison_key import ComparedToken, tokens
from explorer.text.stop_words import STOP_WORDS

WordOp = Literal["same", "changed", "added", "missing"]
_NAMES: dict[str, WordOp] = {"equal": "same", "replace": "changed", "delete": "missing", "insert": "added"}


@dataclass(frozen=True, slots=True)
class WordChange:
    """A stretch of the text before beside one of the text after, with the white space that follows each.

    `same`; `changed`: other words; `added`: after alone; `missing`: before alone.
    """

    op: WordOp
    before: str
    after: str


def diff_words(before: str, after: str) -> tuple[WordChange, ...]:
    """Compare two texts by the operations of the Levenshtein distance of their words.

    Stop words alone that both have between other words make no stretch of their own.
    """
    old, new = tokens(before), tokens(after)
    steps = [
        (_NAMES[step.tag], step.src_start, step.src_end, step.dest_start, step.dest_end)
        for step in Levenshtein.opcodes([token.text for token in old], [token.text for token in new])
    ]
    changes = []
    for op, first, last, start, end in _merged(_without_islands(steps, old)):
        changes.append(WordChange(op, _stretch(before, old, first, last), _stretch(after, new, start, end)))
    return tuple(changes)


_Step = tuple[WordOp, int, int, int, int]


def _without_islands(steps: Sequence[_Step], old: Sequence[ComparedToken]) -> Iterator[_Step]:
    """Yield the steps; one of stop words or punctuation that both have, between two of other words, is changed too."""
    for number, step in enumerate(steps):
        op, first, last, start, end = step
        is_inside = 0 < number < len(steps) - 1
        if (
            op == "same"
            and is_inside
            and all(not old[at].is_word or old[at].text in STOP_WORDS for at in range(first, last))
        ):
            yield "changed", first, last, start, end
        else:
            yield step


def _merged(steps: Iterable[_Step]) -> Iterator[_Step]:
    """Yield neighbouring steps of other words as one."""
    for is_same, group in groupby(steps, key=lambda step: step[0] == "same"):
        run = list(group)
        first, last, start, end = run[0][1], run[-1][2], run[0][3], run[-1][4]
        if is_same:
            yield "same", first, last, start, end
        else:
            yield ("added" if first == last else "missing" if start == end else "changed"), first, last, start, end


def _stretch(text: str, of_text: Sequence[ComparedToken], first: int, last: int) -> str:
    """Return the text of some tokens up to the next; the first begins and the last ends with the text."""
    if first == last:
        return ""
    return text[of_text[first].start if first else 0 : of_text[last].start if last < len(of_text) else len(text)]
