"""What holds for every statement of a sentence: its series, whether it states anything, how it may be read."""

import re
from collections.abc import Sequence
from itertools import product

from explorer.quotations.article_context import ArticleContext
from explorer.quotations.marked_sentence import MarkedSentence
from explorer.quotations.stated_claim import Reading, StatedArea

_MOST_READINGS = 8


def series_at(sentence: MarkedSentence, position: int, context: ArticleContext) -> str:
    """Return the series that a place in a sentence is about: "index", "enact" or "other"."""
    marks = sentence.of_kind("series")
    names = {mark.name for mark in marks}
    if names == {"other"}:
        begin, end = sentence.clause(position)
        is_elsewhere = all(mark.start >= end for mark in marks) and end < len(sentence.text)
        if is_elsewhere and any(begin <= mark.start < end for mark in sentence.of_kind("measure")):
            return "enact" if context.series == "enact" else "index"
    if len(names) == 1:
        return marks[0].name
    if marks:
        clause = sentence.clause(position)
        own = [mark for mark in marks if clause[0] <= mark.start < clause[1]] or list(marks)
        before = [mark for mark in own if mark.start <= position]
        return (before[-1] if before else own[0]).name
    if context.series == "other" and not sentence.of_kind("measure"):
        return "other"
    return context.series if context.series == "enact" else "index"


def is_unreal(sentence: MarkedSentence, start: int, end: int) -> bool:
    """Tell whether the words in a span state nothing: a wish, a condition, a forecast, a negation."""
    begin, _finish = sentence.clause(start)
    if sentence.between("unreal", begin, start) or sentence.after(
        end, r"\s*(?:\w+\s+){0,2}{unreal}\s+(?:be|have\s+been)(?!\w)"
    ):
        return True
    if re.match(r"\W*(?:if|had|unless|si|sí|se|если)\s", sentence.masked, re.IGNORECASE) and sentence.has("unreal"):
        return True
    for _, negated in sentence.between("negation", begin, start):
        if sentence.masked[negated:start].count(",") != 1 and not any(
            number.start >= negated and number.end <= start for number in sentence.numbers[:200]
        ):
            return True
    return bool(sentence.after(end, r"\s*(?:is|was|are|were)(?:\s+not|n[’']t)(?!\w)"))


def readings(
    countries: Sequence[tuple[str, ...]],
    editions: Sequence[int | None],
    measures: Sequence[str],
    area: StatedArea | None = None,
) -> tuple[Reading, ...]:
    """Combine what a statement may be of, the likeliest first."""
    combined = product(countries[:3], measures[:3], editions[:3])
    every = [Reading(codes, edition, measure, area=area or StatedArea()) for codes, measure, edition in combined]
    return tuple(dict.fromkeys(every))[:_MOST_READINGS]
