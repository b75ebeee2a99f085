"""What else a statement may be of, where a sentence leaves its country, measure or edition to the text around it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from explorer.model.taxonomy import EDITIONS
from explorer.quotations.article_context import ArticleContext
from explorer.quotations.claim_binding import area_spans
from explorer.quotations.field_marks import FieldMark
from explorer.quotations.marked_sentence import MarkedSentence, numbers_between
from explorer.quotations.stated_claim import Reading, StatedArea, StatedClaim

_T = TypeVar("_T")
_MOST = 60
_MOST_MARKS = 8


def with_doubts(sentence: MarkedSentence, claim: StatedClaim, context: ArticleContext) -> StatedClaim:
    """Return a statement with every other reading that the sentence and those before it leave open."""
    if not claim.readings or claim.problem:
        return claim
    likeliest = claim.readings[0]
    start, end = claim.start - sentence.sentence.start, claim.end - sentence.sentence.start
    countries = [likeliest.countries]
    if claim.aspect != "mean":
        countries += [(code,) for code in _countries(sentence, start, end, claim, context)]
    measures = [likeliest.measure, *_measures(sentence, start, end, claim, context)]
    editions = [likeliest.edition, *_editions(sentence, start, end, claim, context)]
    areas = [likeliest.area, *_areas(sentence, claim, context)]
    known = set(claim.readings)
    every = (
        Reading(codes, edition, measure, likeliest.since, area)
        for area in _first(areas)
        for codes in _first(countries)
        for measure in _first(measures)
        for edition in _first(editions)
    )
    return replace(claim, doubts=tuple(islice((each for each in every if each not in known), _MOST)))


def _first(values: Sequence[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(values))[:_MOST_MARKS]


def _is_beside(sentence: MarkedSentence, mark: FieldMark, start: int, end: int) -> bool:
    """Tell whether a name is right beside the words of a statement, without a number or a comma between."""
    first, last = (mark.end, start) if mark.end <= start else (end, mark.start)
    if last < first:
        return True
    gap = sentence.masked[first:last]
    if any(True for _ in numbers_between(sentence, first, last)) or re.search("[;:]", gap):
        return False
    if any(first <= other.start < last for other in sentence.of_kind(mark.kind)):
        return False
    return len(re.findall(r"\w+", gap)) <= (2 if "," in gap else 4)


def _countries(
    sentence: MarkedSentence, start: int, end: int, claim: StatedClaim, context: ArticleContext
) -> Sequence[str]:
    reading = claim.readings[0]
    marks = [mark for mark in sentence.of_kind("country") if mark.name]
    if not marks or not any(mark.name in reading.countries for mark in marks):
        return [*(mark.name for mark in marks[:_MOST_MARKS]), *context.near_countries]
    at = sentence.last_before(marks, start)
    if claim.stated is None and at >= 0 and marks[at].name in reading.countries:
        return []  # an assertion without a number agrees with every second country
    if any(mark.name in reading.countries and _is_beside(sentence, mark, start, end) for mark in marks):
        return [] if len(reading.countries) == 1 else reading.countries
    return [mark.name for mark in marks[:_MOST_MARKS]]


def _measures(
    sentence: MarkedSentence, start: int, end: int, claim: StatedClaim, context: ArticleContext
) -> Sequence[str]:
    marks, slug = sentence.of_kind("measure"), claim.readings[0].measure
    near = () if claim.aspect == "rank" else context.near_measures
    if not marks:
        return ["criminality", "resilience", *near]
    own = [mark for mark in marks if mark.name == slug]
    if any(_is_beside(sentence, mark, start, end) for mark in own):
        return []
    others = [mark.name for mark in marks[:_MOST_MARKS] if mark.name != slug]
    return others if own else [*others, "criminality", *near]


def _editions(
    sentence: MarkedSentence, start: int, end: int, claim: StatedClaim, context: ArticleContext
) -> Sequence[int]:
    if claim.aspect == "change" or claim.series != "index":
        return []
    years = sentence.years
    own = [year for year in years if year.year == claim.readings[0].edition]
    if sentence.has("earlier", "later", "then", "now") or sentence.words.pattern(r"(?<!\w)years?(?!\w)").search(
        sentence.masked
    ):
        return EDITIONS
    if not own:
        return [*(year.year for year in years), *context.seen]
    gaps = (
        sentence.masked[year.end : start] if year.end <= start else sentence.masked[end : year.start] for year in own
    )
    clause = sentence.clause(start)
    inside = {year.year for year in years if clause[0] <= year.start < clause[1]}
    if inside == {claim.readings[0].edition}:
        return []
    if any(len(re.findall(r"\w+", gap)) <= 4 and not re.search(r"[\d;]", gap) for gap in gaps):
        return []
    return [year.year for year in years]


def _areas(sentence: MarkedSentence, claim: StatedClaim, context: ArticleContext) -> Sequence[StatedArea]:
    """Return the areas in which a rank may be besides its own; none where the area is named beside it."""
    if claim.aspect != "rank":
        return []
    area = claim.readings[0].area
    start = claim.end - sentence.sentence.start
    if area.text and area.text in sentence.text[start : start + len(area.text) + 12]:
        return []
    named = [other for _, _, other in area_spans(sentence)]
    return [*named, *(StatedArea(name, name) for name in context.areas), *([StatedArea()] if area.text else [])]
