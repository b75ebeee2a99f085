"""The edition that a number of a sentence is of: named beside it, in the sentence, or before."""

import re
from collections.abc import Sequence

from explorer.model.taxonomy import EDITIONS, PREVIOUS
from explorer.quotations.article_context import ArticleContext, bracketed_edition, index_years, is_edition
from explorer.quotations.marked_sentence import MarkedSentence, StatedNumber, Year, numbers_between


def bind_editions(
    sentence: MarkedSentence, number: StatedNumber, context: ArticleContext, series: str = "index"
) -> tuple[list[int], str]:
    """Return the editions that a number may be of, the likeliest first, and where they are taken from, if elsewhere."""
    years = [year for year in sentence.years if _counts(sentence, year, series)]
    clause = sentence.clause(number.start)
    years = [year for year in years if is_edition(year.year, series) or clause[0] <= year.start < clause[1]]
    own_bracketed = bracketed_edition(sentence)
    years = [year for year in years if year.year != own_bracketed or year.start >= number.end]
    if (told := _told_edition(sentence, number, context, years)) is not None:
        return [told], ""
    if _is_earlier(sentence, number):
        base = next((year.year for year in reversed(years) if year.end <= number.start), None) or context.edition
        attached = _attached(sentence, number, years)
        if attached is None and base in PREVIOUS:
            return [PREVIOUS[base]], ""
    attached = _attached(sentence, number, years)
    if attached is not None:
        return [attached.year], ""
    named = [year.year for year in years if not _is_compared(sentence, year)]
    left = [year for year in years if year.end <= number.start and not _is_of_bracket(sentence, year, number)]
    if left:
        later = {year.year for year in years if ";" in sentence.masked[number.end : year.start]}
        others = [year for year in dict.fromkeys(named) if year != left[-1].year and year not in later]
        is_right_before = (
            ";" not in sentence.masked[left[-1].end : number.start]
            and len(re.findall(r"\w+", sentence.masked[left[-1].end : number.start])) <= 4
        )
        plain = [year for year in left if not _is_compared(sentence, year)]
        if plain and plain[-1] is not left[-1] and not is_right_before:
            return [plain[-1].year, left[-1].year], ""
        if _is_compared(sentence, left[-1]) and len(years) == 1:
            known, note = context.editions()
            return [left[-1].year, *(year for year in known if year != left[-1].year)], ""
        return [left[-1].year, *(() if is_right_before else others)], ""
    named = [year for year in named if year in index_years(sentence) or not _has_own_number(sentence, year)]
    if named and (not sentence.find("same") or index_years(sentence)):
        return list(dict.fromkeys(named)), ""
    if sentence.words.pattern(r"(?<!\w)(?:last|previous)\s+year[’']s\s+(?:\w+\s+){0,2}?(?:{edition}|\ue003)").search(
        sentence.masked
    ):
        return [context.dated - 1] if context.dated and is_edition(context.dated - 1) else [], ""
    if _is_latest(sentence):
        return [context.latest()], "The edition is the newest at the date of the text."
    known, note = context.editions()
    return list(known), note


def _is_of_bracket(sentence: MarkedSentence, year: Year, number: StatedNumber) -> bool:
    """Tell whether a year is in brackets with a number of its own: "5.35 (2023: 5.33) and resilience 7.42"."""
    closing = sentence.masked.find(")", year.end, number.start)
    if closing < 0 or "(" in sentence.masked[year.end : closing]:
        return False
    opening = sentence.masked.rfind("(", 0, year.start)
    return any(True for _ in numbers_between(sentence, max(0, opening), closing))


def _has_own_number(sentence: MarkedSentence, year: int) -> bool:
    """Tell whether every mention of a year has a number of its own after it: "in 2021 it had 7.59"."""
    places = [each for each in sentence.years if each.year == year]
    return all(
        any(number.decimals for number in numbers_between(sentence, place.end, place.end + 30))
        or sentence.before(place.start, r"\d[.,]?\d*(?:st|nd|rd|th)?\s*\(?(?:(?:in|for|en|em|в)\s+)?")
        for place in places
    )


def _is_latest(sentence: MarkedSentence) -> bool:
    return bool(
        sentence.words.pattern(
            r"{latest}\s+(?:\w+\s+){0,2}?(?:{edition}|\ue003)|(?:{edition}|\ue003)\s+más\s+reciente"
        ).search(sentence.masked)
    )


def _told_edition(
    sentence: MarkedSentence, number: StatedNumber, context: ArticleContext, years: Sequence[Year]
) -> int | None:
    """Return the edition that words or brackets give a number without its year: "then", "two years later"."""
    is_bracketed = sentence.before(number.start, r"\d\s*(?:{points}\s*)?[(\[]\s*") and sentence.after(
        number.end, r"\s*[)\]]"
    )
    bracketed = bracketed_edition(sentence) or context.bracketed
    if is_bracketed and bracketed is not None:
        return bracketed
    if len(years) > 1 and sentence.before(number.start, r"{now}\s+(?:(?:\w+|\ue000+)\s+){0,3}", 40):
        return max(year.year for year in years)
    if sentence.after(number.end, r"\s+{then}(?:\W|$)") and not years:
        return context.last_year
    base = next((year.year for year in reversed(years) if year.end <= number.start), None) or context.edition
    if base is not None and (shift := _years_away(sentence, number)):
        return base + shift
    if sentence.after(number.end, r"[\s,(]*(?:points\s+)?{later}") or sentence.before(
        number.start, r"{later}[\s,]*(?:(?:it|had|was|been|scored|its|score|stood|at|the|is|a|y|se|en|et|est)\s+){0,5}"
    ):
        return next((edition for edition in EDITIONS if base is not None and edition > base), None)
    return None


def _years_away(sentence: MarkedSentence, number: StatedNumber) -> int:
    """Return by how many years words move a number: "four years ago it had 6.25"; 0 for none."""
    ago = r"(?:only\s+|just\s+)?(\w+)\s+years\s+(?:(earlier|ago|before|previously|prior)|later|on|after)(?!\w)"
    match = sentence.after(number.end, r"[\s,(]*(?:{points}\s+)?" + ago) or sentence.before(
        number.start, ago + r"[\s,]*(?:(?:it|had|was|been|scored|its|score|stood|at|the|is|a|\ue000+)\s+){0,6}", 90
    )
    if match is None:
        return 0
    count = int(match[1]) if match[1].isdigit() else int(sentence.words.cardinals.get(match[1].lower(), 0))
    return -count if match[2] else count


def _is_earlier(sentence: MarkedSentence, number: StatedNumber) -> bool:
    return bool(
        sentence.after(
            number.end,
            r"[\s,(]*(?:{points}\s+)?{earlier}",
        )
        or sentence.before(
            number.start,
            (
                r"{earlier}[\s,]*(?:(?:it|had|was|been|scored|its|score|stood|at|the"
                r"|ranked|era|estaba|il|elle|était|à|de|tenía|tinha|в|на|был\w?)\s+){0,5}"
            ),
        )
    )


def _counts(sentence: MarkedSentence, year: Year, series: str) -> bool:
    """Tell whether a year may be an edition, or is said to be one."""
    if sentence.before(
        year.start,
        (
            r"(?:published|released|launched|founded|independence|born|publié\w*|publicad\w*"
            r"|опубликован\w*)\s+(?:in|en|em|в)\s+"
        ),
        40,
    ):
        return False
    if is_edition(year.year, series):
        return True
    if year.year in index_years(sentence):
        return True
    return bool(
        2015 <= year.year <= 2035
        and sentence.before(year.start, r"(?:in|for|of|\(|en|em|в|за)\s*")
        and not context_dated(sentence)
    )


def context_dated(sentence: MarkedSentence) -> bool:
    """Tell whether a sentence also has a year that is an edition."""
    return any(year.year in EDITIONS for year in sentence.years)


def _is_compared(sentence: MarkedSentence, year: Year) -> bool:
    return bool(
        sentence.before(
            year.start,
            (
                r"(?:than|since|from|against|compared\s+(?:with|to)|before|above|below|over|up\s+on|down\s+on|acima\s+de|abaixo\s+de"
                r"|por\s+encima\s+de|por\s+debajo\s+de|au-dessus\s+de|contre|frente\s+a|выше|ниже|versus|vs\.?|desde|que"
                r"|depuis|par\s+rapport\s+à|с|do\s+que)\s+(?:(?:in|it|had|was|its|figure|of|en|em|в|the"
                r"|those)\s+){0,4}"
            ),
        )
    )


def _attached(sentence: MarkedSentence, number: StatedNumber, years: Sequence[Year]) -> Year | None:
    """Return the year that follows a number and belongs to it: "6.25 in 2021"."""
    year = next((year for year in years if year.start >= number.end), None)
    if year is None or year.start - number.end > 130:
        return None
    between = list(numbers_between(sentence, number.end, year.start))
    gap = sentence.masked[number.end : year.start]
    if any(
        other.value not in (10, 193) and not sentence.before(other.start, r"(?:of|/|sur|de|из|among)\s*")
        for other in between
    ):
        return None
    if re.search(
        (
            r"(?<!\w)(?:than|since|from|against|compared|versus|desde|depuis|while|whereas|and|but"
            r"|y|et|и|а)(?!\w)|[;:]|\.\s"
        ),
        gap,
        re.IGNORECASE,
    ):
        return None
    if sentence.find("until") and sentence.before(year.start, r"\d{4}\s*{until}\s*"):
        return None
    has_own = any(other.decimals for other in numbers_between(sentence, year.end, year.end + 30))
    if has_own and re.search(r"[(,]", gap) and not sentence.after(year.end, r"\s*[),]"):
        return None
    if "," in gap and "(" not in gap:
        follows = next((other for other in sentence.numbers if other.start >= year.end), None)
        if follows is not None or len(gap) > 40:
            return None
    allowed = sentence.words.pattern(
        r"(?:\s|[,(’'/\ue000-\ue003\d]|{linking}|{bind}|{edition}|{points}|{world}|{states}"
        r"|{continent}|{region}|{place}|years?|earlier|later|two|out|among|all|г|года|году|-)*"
    )
    return year if allowed.fullmatch(gap) else None
