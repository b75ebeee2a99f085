"""Statements on scores, ranks and means with a number, as the sentences of an article make them."""

import re
from collections.abc import Iterator, Sequence

from explorer.model.taxonomy import EDITIONS, PREVIOUS, taxonomy
from explorer.quotations.article_context import ArticleContext
from explorer.quotations.change_reader import read_amount, read_direction, read_places
from explorer.quotations.claim_binding import (
    SentenceState,
    area_spans,
    bind_area,
    bind_countries,
    bind_measures,
)
from explorer.quotations.claim_scope import is_unreal, readings, series_at
from explorer.quotations.edition_binding import bind_editions
from explorer.quotations.marked_sentence import MarkedSentence, StatedNumber, numbers_between
from explorer.quotations.number_roles import NumberRole, number_roles
from explorer.quotations.stated_claim import Bound, StatedArea, StatedClaim

_MOST_IN_CONTINENT = 60  # countries


def read_numbers(
    sentence: MarkedSentence, context: ArticleContext
) -> Iterator[tuple[StatedNumber, StatedClaim | None]]:
    """Yield every number of a sentence that may state something, with the statement; none where it is not read."""
    roles = number_roles(sentence)
    state = SentenceState()
    for at, (number, role) in enumerate(zip(sentence.numbers, roles, strict=True)):
        if role in ("total", "label"):
            continue
        claim = _read(sentence, at, roles, state, context) if role not in ("other", "places") else None
        if role == "places":
            claim = read_places(sentence, number, context)
        yield number, claim
        if claim is not None and at and role == roles[at - 1] == "score" and _is_from_to(sentence, at):
            direction = read_direction(sentence, sentence.numbers[at - 1], number, claim.readings)
            yield from [(number, direction)] if direction else []


def _is_from_to(sentence: MarkedSentence, at: int) -> bool:
    """Tell whether a number is the second of "from 6.25 in 2021 to 7.07"."""
    first, last = sentence.numbers[at - 1 : at + 1]
    gap = sentence.masked[first.end : last.start]
    return bool(
        sentence.before(first.start, r"(?<!\w){of_start}\s+(?:(?:{about}|just|only|a\s+score\s+of)\s+)?")
        and sentence.words.pattern(r"[^;:.]{0,40}?(?<!\w)(?:{to}|a|à|to)\s+(?:\w+\s+)?").fullmatch(gap)
    )


def _read(
    sentence: MarkedSentence, at: int, roles: Sequence[NumberRole], state: SentenceState, context: ArticleContext
) -> StatedClaim | None:
    number, role = sentence.numbers[at], roles[at]
    series = series_at(sentence, number.start, context)
    if series == "other" or is_unreal(sentence, number.start, number.end):
        return None
    if not sentence.marks and not context.has_field and context.chosen is None:
        return None
    if role == "amount":
        return read_amount(sentence, number, state, context)
    if role == "within":
        return _within(sentence, number, context, series)
    if role == "score":
        return _score(sentence, at, roles, state, context, series)
    return _rank(sentence, at, roles, state, context, series)


def _bound(sentence: MarkedSentence, number: StatedNumber) -> Bound:
    words = r"\s+(?:a\s+|the\s+)?"
    for bound, template in (
        ("at least", r"(?<!\w)(?:at\s+least|no\s+less\s+than|не\s+менее|al\s+menos|au\s+moins|pelo\s+menos)\s+"),
        ("at most", r"(?<!\w)(?:at\s+most|no\s+more\s+than|up\s+to|como\s+máximo|au\s+plus|не\s+более)\s+"),
        ("almost", "{almost}" + words),
        ("above", "{above}" + words),
        ("below", "{below}" + words),
        ("about", "{about}" + words),
    ):
        if sentence.before(number.start, template, 40):
            return bound  # type: ignore[return-value]
    if sentence.after(number.end, r"\s+or\s+(?:so|thereabouts)\b"):
        return "about"
    if sentence.after(number.end, r"\s+or\s+(?:more|higher|above)\b"):
        return "at least"
    return ""


def _score(
    sentence: MarkedSentence,
    at: int,
    roles: Sequence[NumberRole],
    state: SentenceState,
    context: ArticleContext,
    series: str,
) -> StatedClaim | None:
    number = sentence.numbers[at]
    mean = _mean(sentence, number, context)
    measures = bind_measures(sentence, number, False, state, context)
    state.carried = measures[0]
    if mean is None and not has_cue(sentence, number, context):
        return None
    editions, note = bind_editions(sentence, number, context, series)
    start, end = sentence.in_article(number.start, number.end)
    common = (number.value, number.decimals, _bound(sentence, number), series)
    if mean is not None:
        options = readings([()], editions or [None], measures, mean)
        return StatedClaim(start, end, "mean", options, *common, note=note)
    countries = bind_countries(sentence, number, context)
    if not countries or any(not code for codes in countries[:1] for code in codes):
        return None
    options = readings(countries, _from_to(sentence, at, roles, editions, context) or [None], measures)
    return StatedClaim(start, end, "score", options, *common, note=note)


def _from_to(
    sentence: MarkedSentence, at: int, roles: Sequence[NumberRole], editions: Sequence[int], context: ArticleContext
) -> Sequence[int | None]:
    """Return the editions of a number in "from 5.71 to 4.46" by its place, where it has no year of its own."""
    number = sentence.numbers[at]
    preposition = r"(?:\s*(?:{about}|a\s+score\s+of|just|only|un|uno))?\s*"
    is_from = sentence.before(number.start, r"(?<!\w)(?:from|de|desde|с)" + preposition)
    is_to = sentence.before(number.start, r"(?:(?<!\w)(?:to|a|hasta|à|para|до)|{to}|->|→)" + preposition)
    partner = [
        other
        for other, role in zip(sentence.numbers, roles, strict=True)
        if role == "score" and other is not number and abs(other.start - number.start) < 60
    ]
    moved = sentence.has("up", "down", "better", "worse")
    has_year = bool(
        sentence.after(number.end, r"(?:\s*{points})?\s*[,(]?\s*(?:(?:in|en|em|в)\s+(?:the\s+)?)?(?:19|20)\d\d", 40)
    )
    if not (is_from or is_to) or has_year or not (moved or (partner and sentence.words.code == "en")):
        return editions
    named = sorted({year.year for year in sentence.years})
    if len(named) == 2:
        return [named[0] if is_from else named[1]]
    if not named and sentence.has("between") and context.latest() in PREVIOUS:
        return [PREVIOUS[context.latest()] if is_from else context.latest()]
    known = sorted(editions)[:1] if editions else []
    years = context.two_editions(known[0] if named and known else None)
    if years is None:
        return editions
    first, last = years
    return [first, *(edition for edition in EDITIONS if edition < last and edition != first)] if is_from else [last]


def has_cue(sentence: MarkedSentence, number: StatedNumber, context: ArticleContext) -> bool:
    """Tell whether anything shows that a number is one of the Index: a measure, the word score, the Index itself."""
    if (
        sentence.of_kind("measure")
        or sentence.of_kind("series")
        or sentence.has("score", "points")
        or number_of_ten(sentence, number)
    ):
        return True
    if not context.has_field:
        return False
    if sentence.sentence.kind in ("item", "row", "heading"):
        return True
    is_near = sentence.sentence.paragraph - context.paragraph <= 1
    return (
        is_near
        and (number.decimals > 0)
        and bool(sentence.of_kind("country") or context.countries or context.only_country)
    )


def number_of_ten(sentence: MarkedSentence, number: StatedNumber) -> bool:
    """Tell whether a number is followed by the end of the scale."""
    return bool(sentence.after(number.end, r"\s*(?:/|out\s+of|of|sur|de|sobre|из)\s*10(?!\d)"))


def _mean(sentence: MarkedSentence, number: StatedNumber, context: ArticleContext) -> StatedArea | None:
    """Return the area that a number is the mean of; none where it is the score of a country."""
    spans = area_spans(sentence)
    right = next((span for span in spans if span[0] >= number.end), None)
    if right is not None and right[0] - number.end < 30 and _is_mean_of_next(sentence, number):
        return _resolved(right[2], sentence, context)
    before = [span for span in spans if span[1] <= number.start]
    if not before:
        return None
    start, end, area = before[-1]
    at = sentence.last_before(sentence.of_kind("country"), number.start)
    country = sentence.of_kind("country")[at] if at >= 0 else None
    begin = sentence.clause(number.start)[0]
    means = [span for span in sentence.find("mean") if span[1] <= number.start and span[0] >= min(begin, start) - 60]
    if country is not None and country.start > end:
        return None
    between = any(end <= other.start < number.start for other in sentence.numbers)
    if means and not between:
        is_of_country = (
            country is not None
            and country.end <= start
            and means[-1][0] < start
            and sentence.before(start, r"(?:in|of|on)\s+(?:the\s+)?")
        )
        return None if is_of_country and means[-1][1] < country.start else _resolved(area, sentence, context)  # type: ignore[union-attr]
    is_subject = country is None and re.fullmatch(
        (
            r"(?:\s|[,(:–—-]|’s|'s|scored|scores|has|had|with|at|a|an|score|of|is|was|stood|stands"
            r"|and|the|came|to|got|given|on|in)*"
        ),
        sentence.masked[end : number.start],
    )
    return _resolved(area, sentence, context) if is_subject and not area.own and sentence.of_kind("area") else None


def _is_mean_of_next(sentence: MarkedSentence, number: StatedNumber) -> bool:
    """Tell whether a number is a mean of the area after it: "an average of 5.25 for Africa"."""
    of = r"\s*(?:{points}\s*)?(?:for|in|across|of|en|para|dans|pour|em|в)\s+(?:the\s+)?(?:whole\s+|entire\s+)?"
    if not sentence.after(number.end, of + r"(?:\ue001|{world}|{continent}|{region})"):
        return False
    if not sentence.between("mean", sentence.clause(number.start)[0], number.start):
        return False
    has_country = any(mark.end <= number.start for mark in sentence.of_kind("country"))
    return not has_country or bool(sentence.before(number.start, r"(?:{mean})\s+(?:\w+\s+){0,3}"))


def _resolved(area: StatedArea, sentence: MarkedSentence, context: ArticleContext) -> StatedArea:
    """Return an area with the name that "the continent" has in a text on means."""
    if not area.own:
        return area
    known = taxonomy()
    for name in (*(mark.name for mark in reversed(sentence.of_kind("area"))), *reversed(context.areas)):
        is_continent = name in known.continents
        if is_continent and area.own == "continent":
            return StatedArea(name, area.text)
        if not is_continent and area.own == "region" and known.find_region(name):
            return StatedArea(name, area.text)
    codes = [mark.name for mark in sentence.of_kind("country") if mark.name] or [
        code for code in context.countries if code
    ]
    if codes:
        country = known.country(codes[0])
        return StatedArea(country.continent if area.own == "continent" else country.region, area.text)
    return StatedArea("?", area.text)


def _rank(
    sentence: MarkedSentence,
    at: int,
    roles: Sequence[NumberRole],
    state: SentenceState,
    context: ArticleContext,
    series: str,
) -> StatedClaim | None:
    number = sentence.numbers[at]
    if not (sentence.of_kind("country") or context.countries or context.only_country) or not (
        context.has_field or sentence.of_kind("series") or _is_rank_of_countries(sentence)
    ):
        return None
    superlative = sentence.after(number.end, r"[-\s]+(?:\w+\s+)?(?:{low}|{best}|{worst})")
    from_last = sentence.after(number.end, r"[-\s]+(?:from|to|but)[-\s]+(?:the\s+)?{last}")
    lower = bool(sentence.after(number.end, r"[-\s]+{low}") or from_last or number.is_last)
    if sentence.after(
        number.end, r"\s+(?:among|amongst|of)\s+(?:the\s+)?(?!all|those|most|{cardinals})[a-z-]+\s+{states}"
    ):
        return None  # among countries of a kind
    measures = bind_measures(sentence, number, True, state, context)
    if sentence.after(number.end, r"[-\s]+(?:{high}|{low}|{best}|{worst})[-\s]*(?:\w+\s+){0,3}"):
        following = next((mark for mark in sentence.of_kind("measure") if mark.start >= number.end), None)
        if (
            following is not None
            and following.start - number.end < 45
            and "," not in sentence.masked[number.end : following.start]
        ):
            measures = [following.name]
        elif state.carried:
            measures = [state.carried, *(slug for slug in measures if slug != state.carried)]
    state.rank_carried = measures[0]
    if superlative and sentence.after(number.end, r"[-\s]+(?:{best}|{worst})"):
        is_best = bool(sentence.after(number.end, r"[-\s]+{best}"))
        lower = is_best != (taxonomy().indicator(measures[0]).pillar == "resilience")
    editions, note = bind_editions(sentence, number, context, series)
    editions = list(_rank_editions(sentence, number, editions, context))
    countries = bind_countries(sentence, number, context)
    if not countries or any(not code for codes in countries[:1] for code in codes):
        return None
    following_numbers = [
        other
        for other, role in zip(sentence.numbers, roles, strict=True)
        if other.start > number.end and role == "rank"
    ]
    area = bind_area(sentence, number, _limit(sentence, at, following_numbers))
    if not area.text and re.search(r"(?<!\w)there(?!\w)", sentence.masked) and context.areas:
        area = StatedArea(context.areas[-1], "there")
    total = _total(sentence, at, roles)
    if total is not None and total > _MOST_IN_CONTINENT:
        area = StatedArea()
    elif not area.text and state.area is not None and _is_parallel(sentence, number):
        area = state.area
    options = readings(countries, editions or [None], measures, area)
    if area.text:
        state.area = area
    else:
        elsewhere = [state.area] if state.area else [StatedArea(name, name) for name in context.areas[-1:]]
        options += tuple(
            other for each in elsewhere for other in readings(countries[:1], editions or [None], measures[:1], each)
        )
    start, end = sentence.in_article(number.start, number.end)
    return StatedClaim(
        start,
        end,
        "rank",
        options,
        number.value,
        series=series,
        is_from_end=lower,
        of=int(total) if total and total > 2 else None,
        is_measure_named=bool(sentence.of_kind("measure")),
        note=note,
    )


def _total(sentence: MarkedSentence, at: int, roles: Sequence[NumberRole]) -> float | None:
    """Return the number of countries among which a rank is said to be."""
    following = zip(sentence.numbers[at + 1 : at + 2], roles[at + 1 : at + 2], strict=True)
    return next((other.value for other, role in following if role == "total"), None)


def _is_parallel(sentence: MarkedSentence, number: StatedNumber) -> bool:
    """Tell whether a rank is of the next country of a list, without an area: "first in Asia, Japan third"."""
    countries = sentence.of_kind("country")
    at = sentence.last_before(countries, number.start)
    if at < 1 or sentence.sentence.kind == "row":
        return False
    return any(number.is_ordinal for number in numbers_between(sentence, countries[at - 1].end, countries[at].start))


def _is_rank_of_countries(sentence: MarkedSentence) -> bool:
    """Tell whether a sentence of a text that does not name the Index is on ranks of countries."""
    ranked = sentence.words.pattern(
        r"(?<!\w)rank(?:s|ed|ing)?(?!\w)|\d\s+{states}|{rank}\s+{world}|{place}\s+{world}"
    ).search(sentence.masked)
    return bool(ranked) or (sentence.has("high", "low", "affected") and bool(sentence.of_kind("measure")))


def _rank_editions(
    sentence: MarkedSentence, number: StatedNumber, editions: Sequence[int], context: ArticleContext
) -> Sequence[int]:
    named = sorted({year.year for year in sentence.years if year.year in EDITIONS})
    if sentence.before(number.start, r"(?<!\w)(?:from|de|desde|с)\s+(?:the\s+)?") and sentence.has(
        "up", "down", "better", "worse"
    ):
        if len(named) == 2:
            return [named[0]]
        years = context.two_editions(named[0] if named else None)
        has_year = bool(sentence.after(number.end, r"\s*(?:in\s+|\()\s*20\d\d"))
        if years and not has_year:
            return [years[0]]
    if (
        len(named) == 2
        and sentence.before(number.start, r"(?<!\w)to\s+(?:the\s+)?")
        and not sentence.after(number.end, r"\s*(?:in\s+|\()\s*20\d\d")
    ):
        return [named[1]]
    return editions


def _limit(sentence: MarkedSentence, at: int, following: Sequence[StatedNumber]) -> int:
    """Return where the words of a rank end: at the next country's statement, or the next rank that is not joined."""
    end = len(sentence.text)
    number = sentence.numbers[at]
    countries = sentence.of_kind("country")
    next_country = sentence.last_before(countries, number.end) + 1
    if next_country < len(countries):
        end = min(end, countries[next_country].start)
    if following:
        other = following[0]
        gap = sentence.masked[number.end : other.start]
        joined = re.fullmatch(r"[\s,]*(?:and|y|et|e|и)?\s*", gap)
        if not joined:
            end = min(end, other.start)
    return end


def _within(sentence: MarkedSentence, number: StatedNumber, context: ArticleContext, series: str) -> StatedClaim | None:
    """Read "among the first five", "in the bottom ten"."""
    lower = bool(sentence.before(number.start, r"(?:{low}|{last})\s+"))
    among = sentence.after(
        number.end,
        (
            r"\s+{states}\s+(?:with|that\s+have|having|con|com|avec|с)\s+(?:the\s+)?(?P<low>{low}"
            r"|{worst})?(?P<high>{high}|{best})?(?=[^.;]{0,12}(?P<measure>\ue002)?)"
            r"|\s+(?:{states}\s+)?(?:(?P<least>{low})|{high})\s+{affected}"
            r"|\s+(?P<state>(?P<weak>{worst})|{best}|{high}\s+{resilient})\s+{states}"
        ),
    )
    if among:
        following = next((mark for mark in sentence.of_kind("measure") if mark.start >= number.end), None)
        if among["state"]:
            is_resilient = bool(sentence.words.pattern("{resilient}").search(among["state"]))
            is_low = bool(among["weak"]) == is_resilient
            slug = "resilience" if is_resilient else "criminality"
            return _among(sentence, number, context, series, is_low, slug)
        return _among(
            sentence,
            number,
            context,
            series,
            bool(among["low"] or among["least"]),
            following.name if following else "criminality",
        )
    countries = bind_countries(sentence, number, context)
    editions, note = bind_editions(sentence, number, context, series)
    measures = bind_measures(sentence, number, True, SentenceState(), context)
    if not countries or not all(countries[0]):
        return None
    if not sentence.before(
        number.start,
        (
            r"(?:among|amongst|in|within|into|of|entre|parmi|dans|en|среди|в)\s+(?:the\s+|los\s+"
            r"|las\s+|les\s+|os\s+|as\s+|its\s+)?(?:world[’']s\s+|\ue001+[’']?s?\s+)?\w+\s+"
        ),
    ):
        return None
    area = bind_area(sentence, number, len(sentence.text))
    start = sentence.sentence.start
    return StatedClaim(
        start + number.start,
        start + number.end,
        "rank",
        readings(countries, editions or [None], measures, area),
        number.value,
        series=series,
        within=True,
        is_from_end=lower,
        note=note,
    )


def _among(
    sentence: MarkedSentence, number: StatedNumber, context: ArticleContext, series: str, is_low: bool, measure: str
) -> StatedClaim | None:
    """Read "among the ten countries with the highest criminality"."""
    countries = bind_countries(sentence, number, context)
    editions, note = bind_editions(sentence, number, context, series)
    if not countries or not all(countries[0]):
        return None
    start = sentence.sentence.start
    options = readings(countries, editions or [None], [measure], bind_area(sentence, number, len(sentence.text)))
    return StatedClaim(
        start + number.start,
        start + number.end,
        "rank",
        options,
        number.value,
        series=series,
        within=True,
        is_from_end=is_low,
        note=note,
    )
