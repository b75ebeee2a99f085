"""Statements on a change with a number: by how much a score rose or fell, by how many places a rank."""

from explorer.model.taxonomy import EDITIONS, PREVIOUS, taxonomy
from explorer.quotations.article_context import ArticleContext
from explorer.quotations.claim_binding import SentenceState, bind_area, bind_countries, bind_measures
from explorer.quotations.claim_scope import is_unreal, series_at
from explorer.quotations.marked_sentence import MarkedSentence, StatedNumber, numbers_between
from explorer.quotations.stated_claim import Reading, StatedClaim


def direction_of(sentence: MarkedSentence, start: int, end: int, measure: str) -> int:
    """Return 1 where words say that a score rose, -1 where it fell."""
    words = sentence.masked[start:end]
    if sentence.words.pattern("{up}").fullmatch(words):
        return 1
    if sentence.words.pattern("{down}").fullmatch(words):
        return -1
    is_better = bool(sentence.words.pattern("{better}").fullmatch(words))
    return 1 if is_better == (taxonomy().indicator(measure).pillar == "resilience") else -1


def change_editions(sentence: MarkedSentence, context: ArticleContext) -> tuple[list[tuple[int, int]], str]:
    """Return the pairs of editions that a change may be between, the likeliest first, and where they are from."""
    named = sorted({year.year for year in sentence.years if 2015 <= year.year <= 2035})
    if len(named) >= 2:
        return [(named[0], named[-1])], ""
    if len(named) < 2 and sentence.has("between"):
        last = context.latest()
        return ([(PREVIOUS[last], last)] if last in PREVIOUS else []), ""
    if len(named) == 1:
        since = sentence.words.pattern(
            r"(?:since|from|than\s+in|compared\s+(?:with|to)|over|on|against|desde|depuis|с"
            r"|par\s+rapport\s+à)\s+(?:the\s+|in\s+)?(?:\w+\s+){0,3}20\d\d"
        ).search(sentence.masked)
        if since:
            later = [edition for edition in (*context.editions()[0], EDITIONS[-1]) if edition > named[0]]
            return [(named[0], later[0])] if later else [], ""
        pair = context.two_editions(named[0])
        return ([pair] if pair else []), ""
    pair = context.two_editions()
    return ([pair] if pair else []), context.editions()[1]


def read_direction(
    sentence: MarkedSentence, first: StatedNumber, last: StatedNumber, readings: tuple[Reading, ...]
) -> StatedClaim | None:
    """Read the verb of "fell from 6.25 to 7.07" where it contradicts its numbers; they may both be right."""
    moves = [span for span in sentence.find("up", "down", "better", "worse") if 0 <= first.start - span[1] <= 40]
    if (
        not moves
        or first.value == last.value
        or any(True for _ in numbers_between(sentence, moves[-1][1], first.start))
    ):
        return None
    start, end = moves[-1]
    direction = direction_of(sentence, start, end, readings[0].measure)
    if (last.value - first.value) * direction > 0:
        return None
    word = sentence.text[start:end]
    fault = f"The text says “{word}”, yet {last.text} is {'below' if direction > 0 else 'above'} {first.text}."
    base = sentence.sentence.start
    return StatedClaim(base + start, base + end, "change", readings, direction=direction, fault=fault)


def read_amount(
    sentence: MarkedSentence, number: StatedNumber, state: SentenceState, context: ArticleContext
) -> StatedClaim | None:
    """Read by how much a score rose or fell."""
    moves = [span for span in sentence.find("up", "down", "better", "worse") if span[1] <= number.start]
    after = [span for span in sentence.find("up", "down", "better", "worse") if span[0] >= number.end]
    if sentence.find("more", "less") and not moves and not after and not number.sign:
        return None
    measures = bind_measures(sentence, number, False, state, context)
    state.carried = measures[0]
    direction = number.sign
    if not direction:
        span = moves[-1] if moves else (after[0] if after else None)
        if span is None:
            noun = sentence.before(
                number.start,
                (
                    r"(?P<up>rise|increase|gain|jump|growth|aumento|alza|subida|hausse|augmentation"
                    r"|рост)?\s+(?:of|de|d[’'])\s*(?:\w+\s+)?"
                ),
            )
            direction = 1 if noun and noun["up"] else 0
        else:
            direction = direction_of(sentence, *span, measures[0])
    pairs, note = change_editions(sentence, context)
    countries = bind_countries(sentence, number, context)
    if not countries or not all(countries[0]) or not pairs:
        return None
    options = [
        Reading(codes, pair[1], measure, pair[0])
        for codes in countries[:2]
        for measure in measures[:2]
        for pair in pairs
    ]
    start = sentence.sentence.start
    value = -number.value if direction < 0 else number.value
    return StatedClaim(
        start + number.start,
        start + number.end,
        "change",
        tuple(options),
        value,
        number.decimals,
        direction=direction,
        note=note,
    )


def read_places(sentence: MarkedSentence, number: StatedNumber, context: ArticleContext) -> StatedClaim | None:
    """Read by how many places a rank changed."""
    moves = [span for span in sentence.find("up", "down") if span[1] <= number.start]
    countries = bind_countries(sentence, number, context)
    pairs, note = change_editions(sentence, context)
    series = series_at(sentence, number.start, context)
    if (
        not moves
        or not countries
        or not all(countries[0])
        or not pairs
        or series != "index"
        or is_unreal(sentence, number.start, number.end)
    ):
        return None
    if not (sentence.marks or context.has_field):
        return None
    direction = direction_of(sentence, *moves[-1], "criminality")
    measures = bind_measures(sentence, number, True, SentenceState(), context)
    area = bind_area(sentence, number, len(sentence.text))
    options = tuple(Reading(codes, pair[1], measures[0], pair[0], area) for codes in countries[:2] for pair in pairs)
    start = sentence.sentence.start
    return StatedClaim(
        start + number.start,
        start + number.end,
        "change",
        options,
        direction * number.value,
        direction=direction,
        is_of_rank=True,
        note=note,
    )
