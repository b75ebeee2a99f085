"""Statements without a number: superlatives, directions of change, comparisons of two countries."""

import re
from collections.abc import Iterator

from explorer.model.taxonomy import taxonomy
from explorer.quotations.article_context import ArticleContext
from explorer.quotations.change_reader import change_editions, direction_of
from explorer.quotations.claim_binding import area_spans, bind_area, bind_countries
from explorer.quotations.claim_scope import is_unreal, readings, series_at
from explorer.quotations.edition_binding import bind_editions
from explorer.quotations.field_marks import FieldMark
from explorer.quotations.marked_sentence import MarkedSentence, StatedNumber, numbers_between
from explorer.quotations.stated_claim import Reading, StatedArea, StatedClaim

Words = tuple[int, int]

_OF_ORDINAL = (
    r"\w+[.\w]*\s+(?:{states}|{place}|country|state|nation)(?:\s+\S+){0,4}"
    r"\s+(?:with|having|con|com|avec|с)\s+(?:(?:the|la|el|le|a|o)\s+)?"
)
_NOT_FIRST = (
    r"\s*,?\s*(?:(?:after|behind|except|apart\s+from|bar|other\s+than|besides|outside|but\s+for|después\s+de|tras|detrás\s+de"
    r"|salvo|excepto|après|derrière|hormis|sauf|depois\s+d\w+|atrás\s+d\w+|exceto|после|кроме)(?!\w))"
)


def read_assertions(sentence: MarkedSentence, context: ArticleContext) -> Iterator[tuple[Words, StatedClaim | None]]:
    """Yield start and end in the sentence of every assertion without a number, with the statement, if it is read."""
    if not sentence.marks and not context.has_field:
        return
    taken: list[Words] = []
    for span, claim in (
        *_comparisons(sentence, context),
        *_superlatives(sentence, context),
        *_directions(sentence, context),
    ):
        if not any(start < span[1] and span[0] < end for start, end in taken):
            taken.append(span)
            yield span, claim


def _point(start: int, end: int, text: str) -> StatedNumber:
    return StatedNumber(start, end, text, 1, 0, True)


def _superlatives(sentence: MarkedSentence, context: ArticleContext) -> Iterator[tuple[Words, StatedClaim | None]]:
    ordinals = [number.end for number in sentence.numbers if number.is_ordinal]
    for span in sentence.find("high", "low", "best", "worst", "tops", "last"):
        if any(0 <= span[0] - end <= 2 for end in ordinals):
            continue  # "second-highest" is read with its number
        if sentence.before(span[0], r"(?<!\w)from\s+(?:the\s+)?"):
            continue  # and "second from the bottom"
        if any(0 <= number.start - span[1] <= 2 for number in sentence.numbers):
            continue  # so is "top ten"
        if ordinals and sentence.before(span[0], _OF_ORDINAL, 90):
            continue  # and "the second country with the highest"
        if any(number.start <= span[0] and span[1] <= number.end for number in sentence.numbers):
            continue
        read = _superlative(sentence, *span, context)
        if read is not None:
            yield read


def _superlative(
    sentence: MarkedSentence, start: int, end: int, context: ArticleContext
) -> tuple[Words, StatedClaim | None] | None:
    word = sentence.masked[start:end]
    matches = {
        name: bool(sentence.words.pattern(f"{{{name}}}").fullmatch(word))
        for name in ("high", "low", "best", "worst", "tops")
    }
    affected = sentence.after(end, r"[-\s]+{affected}") if matches["high"] or matches["low"] else None
    following = next((mark for mark in sentence.of_kind("measure") if mark.start >= end), None)
    is_direct = following is not None and bool(
        sentence.words.pattern(
            r"[-\s]*(?:(?:level|levels|score|scores|rate|overall|average|in|of|for|the|nivel|niveau"
            r"|puntuación|de|by|with|by|most|уровень|показатель|уровнем)\s+)*"
        ).fullmatch(sentence.masked[end : following.start])
    )
    nothing = ((start, end), None)
    if matches["tops"] and not sentence.after(
        end,
        (
            r"\s+(?:(?:the|of|in|la|le|a|en|dans|nas?|nos?|em|в|las|les|os|as)\s+){0,2}(?:{rank}|{world}|{region}|{continent}|\ue001|\ue003|list|table|rankings?"
            r"|chart|league|lista|clasificación|classement|field|way\s+in|in\s)"
        ),
    ):
        return None
    if (
        matches["tops"]
        and sentence.masked[start:end].lower() in ("heads", "headed", "heading", "head")
        and not sentence.after(end, r"\s+(?:the\s+)?(?:list|table|ranking|\ue003)")
    ):
        return None
    span_end = affected.end() + end if affected else (following.end if is_direct and following else end)
    trailing_score = sentence.after(span_end, r"\s+(?:score|scores|level|rating)(?!\w)")
    span_end += trailing_score.end() if trailing_score else 0
    point = _point(start, span_end, sentence.text[start:span_end])
    if sentence.before(
        start,
        (
            r"(?:one\s+of|among|amongst|some\s+of|part\s+of)\s+(?:the|its)\s+(?:\w+[’']s\s+"
            r"|\ue001+[’']?s?\s+)?|{states}\s+with\s+(?:the\s+)?|{cardinals}\s+(?:\w+\s+)?|\d\s+"
        ),
    ):
        return nothing
    if series_at(sentence, start, context) == "other" or is_unreal(sentence, start, span_end):
        return nothing
    measure = _superlative_measure(
        sentence, start, following if is_direct else None, bool(affected or matches["tops"]), span_end
    )
    if measure is None:
        return nothing
    area, area_end, has_area = _superlative_area(sentence, span_end, start)
    countries = _superlative_countries(sentence, start, span_end, point, context)
    if not countries or not all(countries[0]) or not (has_area or matches["tops"] or is_direct):
        return nothing
    if re.search(r"[’'](?:s)?\s*$", sentence.masked[max(0, start - 3) : start]) and not sentence.before(
        start, r"(?:\ue001|{world}|{continent}|{region})[’']s?\s*"
    ):
        return nothing  # "Colombia's highest score" is among its own
    lower = matches["low"]
    if matches["best"] or matches["worst"]:
        lower = matches["best"] != (taxonomy().indicator(measure).pillar == "resilience")
    editions, note = bind_editions(sentence, point, context, series_at(sentence, start, context))
    if sentence.after(max(span_end, area_end), _NOT_FIRST):
        return nothing
    options = list(readings(countries, editions or [None], [measure], area))
    if not has_area:
        options += [
            Reading(option.countries, option.edition, option.measure, area=StatedArea("", "", own))
            for option in options[:2]
            for own in ("region", "continent")
        ]
    base = sentence.sentence.start
    return (start, max(span_end, area_end)), StatedClaim(
        base + start,
        base + max(span_end, area_end),
        "rank",
        tuple(options),
        1,
        series=series_at(sentence, start, context),
        is_from_end=lower,
        is_measure_named=True,
        note=note,
    )


def _superlative_measure(
    sentence: MarkedSentence, start: int, following: FieldMark | None, is_of_crime: bool, end: int
) -> str | None:
    """Return what a superlative is of; none where that is not plain."""
    if following is not None:
        return following.name
    bound = sentence.after(
        end,
        (
            r"\s*(?:\w+\s+){0,2}?(?:in\s+(?:the\s+)?(?:world|\ue001)\s+)?(?:for|by|in|por|de|pour"
            r"|par|по)\s+(?:the\s+)?(?=\ue002)"
        ),
    )
    if bound:
        mark = next((mark for mark in sentence.of_kind("measure") if mark.start == end + bound.end()), None)
        if mark is not None:
            return mark.name
    before = [mark for mark in sentence.of_kind("measure") if mark.end <= start]
    if before and sentence.is_linked(before[-1].end, start) and sentence.clause(start)[0] <= before[-1].start:
        return before[-1].name
    if (
        before
        and re.fullmatch(r"[^;:]{0,60}", sentence.masked[before[-1].end : start])
        and sentence.words.pattern(r"[\s,’'s\d.()–-]*(?:{linking}|[\s,\d.()’'–-])*").fullmatch(
            sentence.masked[before[-1].end : start]
        )
    ):
        return before[-1].name
    score = sentence.after(end, r"\s+(?:overall\s+)?{score}(?!\w)")
    is_of_crime = is_of_crime or "placed" in sentence.masked[start:end] or "rank" in sentence.masked[start:end]
    return "criminality" if is_of_crime or (score and not before) else None


def _superlative_area(sentence: MarkedSentence, end: int, start: int) -> tuple[StatedArea, int, bool]:
    for begin, finish, area in area_spans(sentence):
        if begin >= end:
            gap = sentence.masked[end:begin]
            if len(gap) < 60 and not re.search(r"[;:]|\.\s|\ue000|(?<!\w)(?:while|whereas|but|and)(?!\w)", gap):
                return area, finish, True
            break
    all_states = sentence.after(
        end, r"(?:\s+\w+){0,3}?\s+(?:of|among|out\s+of)\s+(?:all\s+)?(?:the\s+)?(?:\d+\s+)?{states}"
    )
    if all_states:
        return StatedArea("World", "all countries"), end, True
    before = bind_area(sentence, _point(start, start, ""), start)
    return before, end, bool(before.text)


def _superlative_countries(
    sentence: MarkedSentence, start: int, end: int, point: StatedNumber, context: ArticleContext
) -> list[tuple[str, ...]]:
    """Return the countries of which a superlative is said: the subject, or what follows "is"."""
    marks = sentence.of_kind("country")
    at = sentence.last_before(marks, start)
    if at >= 0:
        return bind_countries(sentence, point, context)
    following = next((mark for mark in marks if mark.start >= end), None)
    if (
        following is not None
        and sentence.masked[end : following.start].count(",") == 0
        and sentence.words.pattern(
            r"[^;:.]{0,80}?(?:is|was|were|are|has|by|in|es|est|é|goes\s+to|belongs\s+to|held\s+by"
            r"|recorded\s+by|—|–)\s+(?:the\s+)?"
        ).fullmatch(sentence.masked[end : following.start])
    ):
        return [(following.name,)]
    if following is not None:
        return []
    return [(code,) for code in context.countries]


def _directions(sentence: MarkedSentence, context: ArticleContext) -> Iterator[tuple[Words, StatedClaim | None]]:
    measures = sentence.of_kind("measure")
    answer = sentence.words.pattern(
        r"[\s.:,–-]*(?:A[\s.:]+)?({better}|{worse}|{finer}|{poorer}|{more}|{less}|{up}|{down})\W"
    ).match(sentence.masked)
    if answer:  # "Worse: it scored 5.67"
        yield answer.span(1), None
    if not measures:
        return
    for start, end in sentence.find("up", "down", "better", "worse"):
        if sentence.masked[start:end].lower() in ("up", "down", "fall", "rise", "add", "adds") and not sentence.before(
            start, r"(?:is|was|are|were)\s+"
        ):
            continue
        near = next(iter(numbers_between(sentence, end, end + 45)), None)
        if (
            near is not None
            and sentence.words.pattern(r"[\s,]*(?:\w+\s+){0,4}?(?:by|to|from|points?)?\s*(?:\w+\s+){0,3}").fullmatch(
                sentence.masked[end : near.start]
            )
            and not near.is_ordinal
        ):
            continue
        yield (start, end), _direction(sentence, start, end, context)


def _direction(sentence: MarkedSentence, start: int, end: int, context: ArticleContext) -> StatedClaim | None:
    measures = sentence.of_kind("measure")
    at = sentence.last_before(measures, start)
    measure = measures[at] if at >= 0 else None
    if measure is None or (sentence.clause(start)[0] > measure.start and start - measure.end > 60):
        return None
    gap = sentence.masked[measure.end : start]
    subject = (
        r"(?:[\s,’'()\ue000-\ue003\d]|(?:score|scores|there|in|of|s|the|level|has|have|had|its"
        r"|from|to|between|and|since|also|again|been|further|slightly|sharply|rating|country"
        r"|overall|then|in\s+turn|edition|editions|de|del|en|la|el|los|las|le|les|du|do|da|no"
        r"|na|em|ha|a|se|в|год\w*)(?!\w)|\w+ly(?!\w))*"
    )
    if (
        not (re.fullmatch(subject, gap, re.IGNORECASE) or _is_next_clause(sentence, measure.end, start))
        or is_unreal(sentence, start, end)
        or series_at(sentence, start, context) != "index"
    ):
        return None
    point = _point(start, end, "")
    countries = bind_countries(sentence, point, context)
    following = [mark for mark in sentence.of_kind("country") if mark.start >= end]
    if at >= 0 and not [mark for mark in sentence.of_kind("country") if mark.end <= start] and following:
        direct = sentence.after(end, r"\s+(?:in|of|for|en|em|в|au|aux)\s+(?:the\s+|la\s+|el\s+)?(?=\ue000)")
        countries = [(following[0].name,)] if direct and following[0].start == end + direct.end() else countries
    elif (
        following
        and sentence.after(end, r"\s+(?:in|en|em|в|au|aux)\s+(?:the\s+)?(?=\ue000)")
        and following[0].start - end < 12
    ):
        countries = [(following[0].name,)]
    pairs, note = change_editions(sentence, context)
    if (
        not countries
        or not all(countries[0])
        or not pairs
        or (not re.search(r"\d{4}", sentence.masked) and context.span is None and not context.editions()[0])
    ):
        return None
    direction = direction_of(sentence, start, end, measure.name)
    options = tuple(Reading(codes, pair[1], measure.name, pair[0]) for codes in countries[:2] for pair in pairs)
    base = sentence.sentence.start
    return StatedClaim(base + start, base + end, "change", options, direction=direction, note=note)


def _is_next_clause(sentence: MarkedSentence, begin: int, start: int) -> bool:
    """Tell whether a verb tells of the next country what another told of the first: "fell, and Chad’s rose too"."""
    moves = sentence.between("up", begin, start) + sentence.between("down", begin, start)
    moves += sentence.between("better", begin, start) + sentence.between("worse", begin, start)
    if not moves:
        return False
    return bool(
        re.fullmatch(
            r"(?:\s+(?:too|also|again|slightly|sharply))?\W+(?:(?:and|while|whereas|but|that\s+of|those\s+of|in|y|et|e|mientras|en|dans|em|la\s+de"
            r"|the|el|la|le)\W+)*\ue000+(?:[’']s?)?\s*(?:(?:it|that|has|have|had|also|too|again)\s+)*",
            sentence.masked[max(end for _, end in moves) : start],
            re.IGNORECASE,
        )
    )


def _comparisons(sentence: MarkedSentence, context: ArticleContext) -> Iterator[tuple[Words, StatedClaim | None]]:
    countries = sentence.of_kind("country")
    if not countries:
        return
    for start, end in sentence.find("more", "less", "finer", "poorer"):
        read = _comparison(sentence, start, end, context)
        if read is not None:
            yield read
        elif sentence.after(end, r"(?:\s+\w+){0,3}?\s+{than}\s"):
            yield (start, end), None


def _comparison(
    sentence: MarkedSentence, start: int, end: int, context: ArticleContext
) -> tuple[Words, StatedClaim | None] | None:
    countries = sentence.of_kind("country")
    if sentence.words.code != "en" and sentence.before(start, r"(?<!\w)(?:la|el|los|las|le|les|o|a|os|as|lo)\s+"):
        return None  # a superlative
    word = sentence.masked[start:end].lower()
    is_verb = bool(
        re.match(
            (
                r"exceed|surpass|outscor|outrank|outperform|outstrip|trail|lags|above|below|ahead"
                r"|behind|supera|dépasse|превыш"
            ),
            word,
        )
    )
    other = next((mark for mark in countries if mark.start >= end), None)
    if other is None:
        return None
    tail = sentence.masked[end : other.start]
    if re.search(r"[;:]|\.\s|\d|,", tail) or len(tail) > 90:
        return None
    than = sentence.words.pattern(r"(?<!\w){than}(?!\w)").search(tail)
    subject: FieldMark | None = None
    at = sentence.last_before(countries, start)
    if at >= 0:
        subject = countries[at]
    if re.fullmatch(
        r"\s*(?:\ue002+\s+)?(?:(?!than|que|чем)\w+\s+)?(?:in|en|em|в)\s+(?:the\s+|la\s+|el\s+)?", tail
    ) and (subject is None or sentence.find("than")):
        subject = other
        other = next((mark for mark in countries if mark.start > other.end), None)
        if other is None or not sentence.words.pattern(
            r"\s*{than}\s+(?:in\s+|en\s+|em\s+|that\s+of\s+|dans\s+)?(?:the\s+|la\s+|el\s+|les\s+|los\s+)?"
        ).fullmatch(sentence.masked[subject.end : other.start]):
            return None
    elif not (
        than
        or (is_verb and re.fullmatch(r"\s*(?:that\s+of\s+|those\s+of\s+|the\s+|la\s+de\s+|cel[l]e\s+de\s+)*", tail))
    ):
        return None
    options = bind_countries(sentence, _point(start, end, ""), context)
    codes = subject.name if subject is not None else (context.countries[0] if len(context.countries) == 1 else "")
    if subject is not None and subject.end <= start and options and len(options[0]) == 1:
        codes = options[0][0]
    amount = next(
        (
            number
            for number in sentence.numbers
            if number.end <= start
            and sentence.words.pattern(r"[-\s]*(?:of\s+a\s+)?{points}\s+").fullmatch(
                sentence.masked[number.end : start]
            )
        ),
        None,
    )
    measure = _compared_measure(sentence, start, other, context) or ("criminality" if amount else None)
    span = (amount.start, amount.end) if amount else (start, other.end)
    if (
        not codes
        or not other.name
        or codes == other.name
        or measure is None
        or is_unreal(sentence, start, end)
        or series_at(sentence, start, context) != "index"
    ):
        return span, None
    editions, note = bind_editions(sentence, _point(start, end, ""), context)
    direction = _comparison_direction(sentence, start, end, measure)
    base = sentence.sentence.start
    compared = tuple(Reading((codes,), edition, measure) for edition in (editions[:2] or (None,)))
    stated, places = (direction * amount.value, amount.decimals) if amount else (None, 0)
    return span, StatedClaim(
        base + span[0],
        base + span[1],
        "comparison",
        compared,
        stated,
        places,
        direction=direction,
        than=other.name,
        note=note,
    )


def _compared_measure(sentence: MarkedSentence, start: int, other: FieldMark, context: ArticleContext) -> str | None:
    measures = [mark for mark in sentence.of_kind("measure") if mark.start < other.end + 40]
    if sentence.words.pattern("{resilient}").search(sentence.masked[start : other.start]):
        return "resilience"
    inside = [
        mark
        for mark in measures
        if mark.start >= start and not re.search(r"[,;:]", sentence.masked[other.end : mark.start])
    ]
    if inside:
        return inside[0].name
    if before := [mark for mark in measures if mark.end <= start]:
        return before[-1].name
    return "criminality" if sentence.has("score") else context.measure or None


def _comparison_direction(sentence: MarkedSentence, start: int, end: int, measure: str) -> int:
    word = sentence.masked[start:end]
    if sentence.words.pattern("{less}").fullmatch(word):
        return -1
    if sentence.words.pattern("{more}").fullmatch(word):
        return 1
    is_finer = bool(sentence.words.pattern("{finer}").fullmatch(word))
    return 1 if is_finer == (taxonomy().indicator(measure).pillar == "resilience") else -1
