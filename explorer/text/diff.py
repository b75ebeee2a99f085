"""Differences between two texts, word by word."""

from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

from explorer.text.comparison_key import tokens

Op = Literal["same", "changed", "added", "missing", "omitted"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of a quotation beside a stretch of its source.

    `same`; `changed`: other words; `added`: in the quotation alone; `missing`: in the source alone;
    `omitted`: left out, or replaced with a mark of omission.
    """

    op: Op
    quote: str
    source: str


def compare(before: str, after: str) -> tuple[Difference, ...]:
    """Compare two versions of a passage, word by word: `missing` is new, `added` is no longer there.

    By the operations of the Levenshtein distance of words.
    """
    before_tokens, after_tokens = tokens(before), tokens(after)
    names: dict[str, Op] = {"equal": "same", "replace": "changed", "delete": "added", "insert": "missing"}
    differences = []
    for step in Levenshtein.opcodes([token.text for token in before_tokens], [token.text for token in after_tokens]):
        quoted = before_tokens[step.src_start : step.src_end]
        source = after_tokens[step.dest_start : step.dest_end]
        differences.append(
            Difference(
                names[step.tag],
                before[quoted[0].start : quoted[-1].end] if quoted else "",
                after[source[0].start : source[-1].end] if source else "",
            )
        )
    return tuple(differences)
