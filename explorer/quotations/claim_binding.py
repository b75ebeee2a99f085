"""To what a number of a sentence belongs: the countries, the measure and the area."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from explorer.model.taxonomy import taxonomy
from explorer.quotations.article_context import ArticleContext
from explorer.quotations.field_marks import FieldMark
from explorer.quotations.marked_sentence import MarkedSentence, StatedNumber, numbers_between
from explorer.quotations.stated_claim import StatedArea

AND = (
    r"(?:\s|,|\band\b|&|\bas well as\b|\balong with\b|\by\b|\be\b|\bet\b|\bи\b|\bthe\b"
    r"|\bwith\b|\bof\b|\bin\b|\bla\b|\bel\b|\ble\b|\bles\b|\bo\b|\ba\b|\bl[’'])+"
)
_PUTS = (  # from a measure with its score to the rank that it gives
    r"[\s,:(]+(?:[\w’'-]+\s+){0,4}?\d+[.,]\d+[\s,)]*(?:(?:points|which|that|lo\s+que|lo|ce\s+qui|le|la|o\s+que|что)\s+){0,2}"
    r"{puts}\s+(?:(?:it|her|him|them|the|country|at|in|as|to|its?"
    r"|el|la|le|au|en|como|em|no|o|a|на|её|страну|number|position|place|rank)\s+){0,4}"
)
_ASIDE = r"{aside}\s+(?:(?:the|its|neighbour|neighbouring|with|by|that|of)\s+){0,3}"
_TAIL = r"\s*(?:{points}\s*)?(?:/\s*10\s*|out\s+of\s+(?:10|ten)\s*|(?:sur|sobre|de|em|из)\s+10\s*)?(?:{points}\s*)?"


@dataclass
class SentenceState:
    """What numbers before in the same sentence were bound to."""

    measures: dict[int, str] = field(default_factory=dict)  # by the start of a measure that is bound to its left
    carried: str = ""  # the last measure that a number was bound to
    rank_carried: str = ""
    area: StatedArea | None = None  # that the last rank named


def run_of(sentence: MarkedSentence, number: StatedNumber) -> tuple[StatedNumber, ...]:
    """Return the numbers of one kind that are listed together: "3rd, 6th and 5th"."""
    numbers = sentence.numbers
    if number not in numbers:  # words that state something without one
        return (number,)
    at = numbers.index(number)
    first = last = at

    def joined(left: StatedNumber, right: StatedNumber) -> bool:
        gap = sentence.masked[left.end : right.start]
        alike = left.is_ordinal == right.is_ordinal and bool(left.decimals) == bool(right.decimals)
        joining = (
            r"(?:{points}|/\s*10|versus|vs\.?|against|compared\s+(?:with|to)|contra|frente|contre|против|"
            + AND[3:-2]
            + r")+"
        )
        return alike and len(gap) < 25 and bool(sentence.words.pattern(joining).fullmatch(gap))

    while first > 0 and at - first < 30 and joined(numbers[first - 1], numbers[first]):
        first -= 1
    while last + 1 < len(numbers) and last - at < 30 and joined(numbers[last], numbers[last + 1]):
        last += 1
    return numbers[first : last + 1]


def _chain(sentence: MarkedSentence, marks: Sequence[FieldMark], at: int) -> tuple[FieldMark, ...]:
    """Return the marks that are listed together up to one of them: "Serbia, Bosnia and Albania"."""
    first = at
    while first > 0 and at - first < 30:
        gap = sentence.masked[marks[first - 1].end : marks[first].start]
        if len(gap) > 25 or not re.fullmatch(AND, gap, re.IGNORECASE):
            break
        first -= 1
    return tuple(marks[first : at + 1])


def _paired(marks: Sequence[FieldMark], run: Sequence[StatedNumber], number: StatedNumber) -> FieldMark | None:
    return marks[run.index(number)] if len(marks) == len(run) > 1 else None


def bind_countries(sentence: MarkedSentence, number: StatedNumber, context: ArticleContext) -> list[tuple[str, ...]]:
    """Return the countries that a number may be of, the likeliest first; several codes where it is of each."""
    marks = sentence.of_kind("country")
    right = _right_country(sentence, number, marks)
    if right is not None:
        return [(right.name,)]
    at = sentence.last_before(marks, number.start)
    if at < 0:
        return _without_country(sentence, number, marks, context)
    chain, run = _chain(sentence, marks, at), run_of(sentence, number)
    if (pair := _paired(chain, run, number)) is not None:
        return [(pair.name,)]
    if len(run) == 2 and _is_set_against(sentence, run) and (both := _two_before(marks, run)) is not None:
        return [(both[run.index(number)].name,)]
    at -= len(chain) - 1
    nearest = tuple(mark.name for mark in chain)
    number_between = any(True for _ in numbers_between(sentence, chain[-1].end, run[0].start))
    options = [nearest]
    if at > 0 and not number_between:
        earlier = marks[at - 1]
        if not any(True for _ in numbers_between(sentence, earlier.end, chain[0].start)):
            options = _ordered(sentence, number, chain, earlier)
    if len(chain) > 1 and not number_between and not sentence.find("joint"):
        options.append(nearest[-1:])
    return options


def _is_set_against(sentence: MarkedSentence, run: Sequence[StatedNumber]) -> bool:
    gap = sentence.masked[run[0].end : run[1].start]
    return bool(
        re.search(r"(?<!\w)(?:versus|vs|against|to|compared|contra|frente|contre|против)(?!\w)", gap, re.IGNORECASE)
    )


def _two_before(marks: Sequence[FieldMark], run: Sequence[StatedNumber]) -> Sequence[FieldMark] | None:
    before = [mark for mark in marks if mark.end <= run[0].start]
    return before if len(before) == 2 else None


def _ordered(
    sentence: MarkedSentence, number: StatedNumber, chain: Sequence[FieldMark], earlier: FieldMark
) -> list[tuple[str, ...]]:
    """Order two countries of a sentence of which either may be meant."""
    nearest = tuple(mark.name for mark in chain)
    gap = sentence.masked[chain[-1].end : number.start]
    is_aside = sentence.before(chain[0].start, _ASIDE, 40)
    if not is_aside and len(re.findall(r"\w+", gap)) <= 3:
        return [nearest]
    if (
        not is_aside
        and sentence.masked[earlier.end : chain[0].start].count(",") != 1
        and re.search(r"[;:]|\.\s", sentence.masked[earlier.end : chain[0].start])
    ):
        return [nearest]
    if is_aside and ("," in gap or len(re.findall(r"\w+", gap)) > 2):
        return [(earlier.name,), nearest]
    return [nearest, (earlier.name,)]


def _right_country(sentence: MarkedSentence, number: StatedNumber, marks: Sequence[FieldMark]) -> FieldMark | None:
    match = sentence.after(
        number.end,
        _TAIL
        + (
            r"(?:for|to|in|of|by|went\s+to|goes\s+to|belongs\s+to|given\s+to|para|en|de|a|pour|à|au"
            r"|do|da|em|у|в)\s+(?:the\s+|la\s+|el\s+|le\s+|l[’']|o\s+|a\s+)?(?=\ue000)"
        ),
    )
    if match is None or number.is_ordinal:
        return None
    start = number.end + match.end()
    mark = next((mark for mark in marks if mark.start == start), None)
    if mark is None or sentence.after(mark.end, r"\s*[(:,–-]?\s*\d[.,]\d"):
        return None
    left = marks[sentence.last_before(marks, number.start)] if sentence.last_before(marks, number.start) >= 0 else None
    if left is not None and number.start - left.end <= 4:
        return None
    return mark


def _without_country(
    sentence: MarkedSentence, number: StatedNumber, marks: Sequence[FieldMark], context: ArticleContext
) -> list[tuple[str, ...]]:
    """Return the countries of a number that has none before it."""
    known: list[tuple[str, ...]] = [(code,) for code in context.countries]
    has_pronoun = re.search(
        (
            r"(?<!\w)(?:its?|the\s+country|the\s+nation|they|their|she|her|el\s+país|su|le\s+pays"
            r"|sa|son|elle|o\s+país|sua|seu|она|он|страна|её|его)(?!\w)"
        ),
        sentence.masked[: number.start],
        re.IGNORECASE,
    )
    if marks and not has_pronoun:
        first = marks[0]
        between = any(True for _ in numbers_between(sentence, number.end, first.start))
        chain_end = first
        run = run_of(sentence, number)
        if not between or (run[-1].end <= first.start and len(run) > 1):
            if len(run) > 1 and len(marks) >= len(run):
                return [(marks[run.index(number)].name,)]
            if first.start - number.end < 90 and not re.search(
                r"[.;!?]\s", sentence.masked[number.end : chain_end.start]
            ):
                return [(first.name,), *known[:1]]
    run = run_of(sentence, number)
    if not marks and len(run) == len(known) > 1:
        return [known[run.index(number)]]
    names = {mark.name for mark in marks}
    if not known and len(names) == 1:
        return [(names.pop(),)]
    if not known and not marks and context.only_country:
        return [(context.only_country,)]
    if len(known) > 1 and re.search(r"(?<!\w)there(?!\w)", sentence.masked):
        known.reverse()
    return known


def bind_measures(
    sentence: MarkedSentence, number: StatedNumber, is_rank: bool, state: SentenceState, context: ArticleContext
) -> list[str]:
    """Return the measures that a number may be of, the likeliest first."""
    marks = sentence.of_kind("measure")
    right = _right_measure(sentence, number, marks, is_rank)
    if right is not None:
        state.measures[right.start] = right.name
        return [right.name]
    at = sentence.last_before(marks, number.start)
    while at >= 0 and marks[at].start in state.measures:
        at -= 1
    if not is_rank and (pair_name := _in_order(sentence, number, marks, context)):
        return [pair_name, "criminality"] if pair_name != "criminality" else [pair_name]
    carried = state.rank_carried if is_rank else state.carried
    last_bound = max(state.measures, default=-1)
    if at >= 0 and marks[at].start > last_bound:
        chain, run = _chain(sentence, marks, at), run_of(sentence, number)
        if (pair := _paired(chain, run, number)) is not None:
            return [pair.name]
        return _left_measure(sentence, number, marks[at], is_rank, carried)
    if carried:
        return [carried] if carried == "criminality" else [carried, "criminality"]
    following = next((mark for mark in marks if mark.start > number.end), None)
    if not is_rank and at < 0 and following is not None and following.start - number.end < 40:
        has_own = any(True for _ in numbers_between(sentence, following.end, following.end + 12))
        between = any(True for _ in numbers_between(sentence, number.end, following.start))
        if sentence.is_linked(number.end, following.start) and not has_own and not between:
            return [following.name, "criminality"]
    return _measure_of_context(sentence, is_rank, context)


def _in_order(
    sentence: MarkedSentence, number: StatedNumber, marks: Sequence[FieldMark], context: ArticleContext
) -> str:
    """Return the measure of one of two scores of a country, in the order in which the two measures were named."""
    run = run_of(sentence, number)
    if len(run) != 2 or not number.decimals:
        return ""
    before = [mark for mark in marks if mark.end <= run[0].start]
    names = list(dict.fromkeys(mark.name for mark in before)) if marks else list(context.measures)
    countries = sentence.of_kind("country")
    at = sentence.last_before(countries, run[0].start)
    if len(names) != 2 or at < 0 or len(_chain(sentence, countries, at)) > 1:
        return ""
    if (marks and before[-1].end > countries[at].start) or any(0 < mark.start - run[1].end < 12 for mark in marks):
        return ""
    return "" if sentence.has("up", "down", "better", "worse") else names[run.index(number)]


def _measure_of_context(sentence: MarkedSentence, is_rank: bool, context: ArticleContext) -> list[str]:
    if sentence.has("resilient") and not is_rank:
        return ["resilience", "criminality"]
    if not context.measure or context.measure == "criminality":
        return ["criminality"]
    if context.is_measure_asked and (sentence.sentence.kind == "item" or not is_rank):
        return [context.measure, "criminality"] if is_rank else [context.measure]
    return ["criminality", context.measure]


def _right_measure(
    sentence: MarkedSentence, number: StatedNumber, marks: Sequence[FieldMark], is_rank: bool
) -> FieldMark | None:
    of = r"(?:\s*,)?" if is_rank else ""
    within = (
        r"(?:\s*(?:{world}|(?:out\s+of|of|among|de|sur|entre)\s+(?:the\s+|all\s+)?\d+(?:\s+{states})?"
        r"|(?:in|of|on|among)\s+(?:the\s+|all\s+)?"
        r"(?:{world}|\ue001+|\ue000+|\ue003+(?:\s+20\d\d)?|20\d\d(?:\s+(?:{edition}|\ue003+))?|{continent}|{region}|{states}))){0,3}"
    )
    area = within if is_rank else ""
    article = (
        r"(?:(?:the|its|their|a|an|la|el|los|las|le|les|o|os|as|su|sa|sua|seu|his|illicit"
        r"|illegal|category\s+of|trade\s+in|uroven\w*|уровню|показателю|level\s+of|de|du"
        r"|des)\s+|l[’'])*"
    )
    match = sentence.after(
        number.end, _TAIL + of + area + r"\s*(?:{place}\s*)?{bind}\s+" + article + r"(?=\ue002)", 110
    )
    if match is None and not is_rank:
        match = sentence.after(number.end, _TAIL + r"(?:{score}\s+)?(?:{bind}\s+)?(?=\ue002)") or sentence.after(
            number.end, r"\s+(?=\ue002)"
        )
    if match is None:
        return None
    start = number.end + match.end()
    mark = next((mark for mark in marks if mark.start == start), None)
    if mark is None or (
        sentence.after(mark.end, r"\s*\(\s*\d[.,]\d") and not sentence.words.pattern("{bind}").search(match[0])
    ):
        return None
    return mark


def _left_measure(
    sentence: MarkedSentence, number: StatedNumber, mark: FieldMark, is_rank: bool, carried: str
) -> list[str]:
    is_aggregate = taxonomy().indicator(mark.name).is_aggregate
    is_fronted = bool(re.fullmatch(r"\W*", sentence.masked[: mark.start])) or bool(
        sentence.words.pattern(
            r"(?:^|[;:]\s|,\s(?:and\s|but\s|y\s|et\s|e\s)?|\.\s)\W*(?:{bind})\s+(?:the\s+|its\s+"
            r"|la\s+|el\s+|le\s+|o\s+|a\s+|side\s+of\s+|level\s+of\s+|de\s+|уровню\s+)*$"
        ).search(sentence.masked[max(0, mark.start - 40) : mark.start])
    )
    is_linked = sentence.is_linked(mark.end, number.start)
    if is_rank:
        if is_fronted and sentence.before(mark.start, r"{bind}\s+(?:\w+\s+){0,2}"):
            return [mark.name]
        if (
            sentence.words.pattern(_PUTS).fullmatch(gap_to := sentence.masked[mark.end : number.start])
            and len(gap_to) < 90
        ):
            return [mark.name]
        by = sentence.before(mark.start, r"(?<!\w)(?:by|for|por|par|pour|по)\s+(?:the\s+|its\s+|la\s+)?")
        gap = sentence.masked[mark.end : number.start]
        if gap.count(")") > gap.count("("):  # it was named in brackets, for another number
            return [carried or "criminality"]
        is_second = any(
            other.name == "criminality" and other.end <= mark.start for other in sentence.of_kind("measure")
        )
        if (is_linked or by) and not (is_second and not by) and not re.search(r"\b(?:and|y|et|e|и)\b", gap):
            return [mark.name] if mark.name == "criminality" else [mark.name, "criminality"]
        if is_aggregate and mark.name != "criminality":
            return ["criminality", mark.name]
        return ["criminality"] if not carried else [carried]
    if (
        is_linked
        or (is_fronted and is_aggregate)
        or (is_fronted and sentence.before(mark.start, r"{bind}\s+(?:\w+\s+){0,2}"))
    ):
        return [mark.name]
    if mark.name == "criminality":
        return ["criminality"]
    if is_aggregate:
        return [mark.name, "criminality"]
    is_half_point = number.decimals < 2 and (number.value * 2).is_integer()
    return [mark.name, "criminality"] if is_half_point else ["criminality", mark.name]


def bind_area(sentence: MarkedSentence, number: StatedNumber, limit: int) -> StatedArea:
    """Return the area that a rank is in: named after it or before it, else the world."""
    after = _area_after(sentence, number.end, limit)
    if after is not None:
        return after
    return _area_before(sentence, number) or StatedArea()


def _spans(sentence: MarkedSentence) -> list[tuple[int, int, StatedArea]]:
    """List everything in a sentence that names an area, in order."""
    spans = [
        (mark.start, mark.end, StatedArea(mark.name, sentence.text[mark.start : mark.end]))
        for mark in sentence.of_kind("area")
    ]
    spans += [(start, end, StatedArea("World", sentence.text[start:end])) for start, end in sentence.find("world")]
    for own in ("continent", "region"):
        spans += [(start, end, StatedArea("", sentence.text[start:end], own)) for start, end in sentence.find(own)]
    return sorted(spans, key=lambda span: span[0])


def area_spans(sentence: MarkedSentence) -> list[tuple[int, int, StatedArea]]:
    """Return what names an area in a sentence, with start and end; the list is not to be changed."""
    return _spans(sentence)


def _area_after(sentence: MarkedSentence, start: int, limit: int) -> StatedArea | None:
    for begin, _, area in area_spans(sentence):
        if begin < start:
            continue
        if begin >= min(limit, start + 110):
            return None
        gap = sentence.masked[start:begin]
        if re.search(r",\s*(?:one\s+of|which|where|a|an)(?!\w)", gap):
            return None
        if re.search(r"[;:]|\.\s|(?<!\w)(?:while|whereas|but|with|mientras|tandis)(?!\w)", gap) or "\ue000" in gap:
            return None
        if sentence.words.pattern(r".{3,}?(?:{high}|{low}|{best}|{worst}|{tops})").match(gap):
            return None  # it is where the country is first
        has_number = any(True for _ in numbers_between(sentence, start, begin))
        if re.search(r"(?<!\w)(?:and|y|e|et|и)(?!\w)", gap) and not has_number:
            return None
        return area
    return None


def _area_before(sentence: MarkedSentence, number: StatedNumber) -> StatedArea | None:
    clause = sentence.clause(number.start)[0]
    for begin, end, area in reversed(area_spans(sentence)):
        if end > number.start:
            continue
        front = sentence.masked[:begin]
        if re.fullmatch(
            (
                r"\W*(?:(?:in|within|across|of|on|among|en|dans|em|в|а)\s+)?(?:the\s+|la\s+|el\s+|le\s+"
                r"|l[’']|all\s+(?:of\s+)?)?(?:(?:whole|entire|same|todo|toda|tout|toute)\s+)?"
            ),
            front,
            re.IGNORECASE,
        ):
            return area
        gap = sentence.masked[end : number.start]
        if begin >= clause and re.fullmatch(r"[’']s?\s+(?:only\s+|number\s+|no\.?\s*)?|\s+", gap):
            return area
        is_apposed = sentence.before(begin, r"(?:,|(?<!\w)(?:in|of|on|among|within|en|dans|em|в)(?:\s+the)?)\s*")
        if (
            is_apposed
            and len(gap) < 60
            and "\ue000" in gap
            and sentence.words.pattern(r"(?:[\s,’'\ue000]|{placed}|{rank}|{linking})*").fullmatch(gap)
        ):
            return area
        return None
    return None
