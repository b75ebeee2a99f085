"""What each number of a sentence is: a score, a rank, an amount of change, the size of a group, or something else."""

import re
from typing import Literal

from explorer.quotations.marked_sentence import MarkedSentence, StatedNumber

NumberRole = Literal["score", "rank", "amount", "places", "total", "label", "within", "other"]

_OF_TEN = (
    r"(?:\s*/\s*10(?![\d.,])|\s+(?:out\s+of|of|sur|de|sobre|em"
    r"|из)\s+(?:a\s+possible\s+)?(?:10|ten|dez|diez|dix|десяти)(?!\w))"
)
_AMONG = (
    r"\s+(?:among|amongst)\s+(?:(?:the|all|its|other)\s+)*(?:\w+\s+)?(?:\d|{cardinals}|[\ue000-\ue003]|{states}|{world}"
    r"|{continent}|{region}|neighbo\w+|peers|members?|those)"
)
_SCALE = (
    r"\s*(?:/|(?:out\s+)?of|on\s+a\s+scale\s+of|sur|sobre|из)\s*(?:[4-79]|100|20|five|seven)(?![\d.,]*\d|\s+{states})"
)
_EXTREME = (
    r"\s+{states}\s+(?:with|that\s+have|having|con|com|avec|с)\s+(?:the\s+)?(?:{high}|{low}|{best}|{worst})"
    r"|\s+(?:{states}\s+)?(?:{high}|{low})\s+{affected}|\s+(?:{best}|{worst}|{high}\s+{resilient})\s+{states}"
)
_LABEL = re.compile(r"\s*(?:[-*•]\s*)?\(?\d{1,3}(?:[.):]\s|\s+(?=\ue000))|\s*\[\d+\]|\s*#\d+\b")


def number_roles(sentence: MarkedSentence) -> tuple[NumberRole, ...]:
    """Return the role of every number of a sentence, in order."""
    roles: list[NumberRole] = []
    previous: StatedNumber | None = None
    for number in sentence.numbers:
        role = _role(sentence, number, previous, roles[-1] if roles else None)
        roles.append(role)
        previous = number
    return tuple(roles)


def _role(
    sentence: MarkedSentence, number: StatedNumber, previous: StatedNumber | None, previous_role: NumberRole | None
) -> NumberRole:
    if _is_label(sentence, number):
        return "label"
    if (
        number.is_last
        and sentence.before(number.start, r"\w+[-\s]+(?:to|from|but)[-\s]+(?:the\s+)?")
        and previous_role == "rank"
    ):
        return "label"  # of "second to last"
    if _is_total(sentence, number, previous):
        return "total"
    if _is_in_doubt(sentence, number):
        return "other"
    if number.is_ordinal:
        return "rank" if _is_rank(sentence, number) else "other"
    if number.value < 0 or _has_unit(sentence, number):
        return "other"
    if number.is_word:
        return _word_role(sentence, number, previous, previous_role)
    if number.decimals == 0:
        whole = _whole_role(sentence, number, previous, previous_role)
        if whole is not None:
            return whole
    if _is_amount(sentence, number):
        return "amount"
    return "score" if _is_score(sentence, number) else "other"


def _is_in_doubt(sentence: MarkedSentence, number: StatedNumber) -> bool:
    """Tell whether a number is only a part of one, one of two, or counts something else than the Index does."""
    if sentence.after(
        number.end, r"\s*½|\s+and\s+a\s+half|\s+point\s+{cardinals}|\s+or\s+\d|%|\s*(?:percent|per\s+cent)"
    ):
        return True
    if sentence.before(number.start, r"\d(?:st|nd|rd|th)?\s+or\s+|\w-|(?<!\w)by\s+\d+\s+to\s+|½\s*"):
        return True
    if number.is_word and sentence.before(number.start, r"(?<!\w)and\s+"):
        return number.value == 0.5
    if sentence.before(number.start, r"(?<!\w)by\s+") and sentence.after(number.end, r"\s*(?:to|–|-)\s*\d"):
        return True
    if (
        number.is_ordinal
        and sentence.before(number.start, r"(?<!\w)(?:an?|one|two)\s+")
        and sentence.after(number.end, r"s?\s+of")
    ):
        return True
    if number.value >= 5 and sentence.after(number.end, r"[-\s]*{points}\s*(?:{more}|{less}|{finer}|{poorer})"):
        return True
    if sentence.after(number.end, r"[-\s]{points}[-\s]+(?:scale|system|range)(?!\w)"):
        return True
    if number.decimals and sentence.after(number.end, _SCALE):
        return True
    contests = r"(?:finals?|olympic\w*|cup|league|championships?|tournament|medals?|elections?|contest)"
    contest = rf"[^.;]{{0,40}}?(?<!\w){contests}(?!\w)"
    return bool((number.is_ordinal or not number.decimals) and sentence.after(number.end, contest))


def _word_role(
    sentence: MarkedSentence, number: StatedNumber, previous: StatedNumber | None, previous_role: NumberRole | None
) -> NumberRole:
    """Return the role of a whole number in words; most count something else, and are left alone."""
    if sentence.before(number.start, r"(?<!\w)no\s+"):
        return "label"
    whole = _whole_role(sentence, number, previous, previous_role if previous_role == "places" else None)
    if whole in ("places", "within", "rank"):
        return whole
    if sentence.after(number.end, r"[-\s]+(?:full\s+|whole\s+)?{points}") or sentence.after(number.end, _OF_TEN):
        return "amount" if _is_amount(sentence, number) else "score"
    return "score" if whole is None and sentence.before(number.start, r"{score}\s+(?:of\s+)?(?:an?\s+)?") else "label"


def _is_label(sentence: MarkedSentence, number: StatedNumber) -> bool:
    """Tell whether a number is that of an item of a list or of a note."""
    if sentence.text[number.start - 1 : number.start] == "[" and sentence.text[number.end : number.end + 1] == "]":
        return True
    if number.decimals or number.is_ordinal or number.start > 6:
        return False
    match = _LABEL.match(sentence.masked)
    return bool(match and number.start < match.end() and sentence.sentence.kind in ("item", "heading", "sentence"))


def _is_total(sentence: MarkedSentence, number: StatedNumber, previous: StatedNumber | None) -> bool:
    """Tell whether a number counts those among which a rank is, or is the end of the scale."""
    if number.decimals or number.is_ordinal or sentence.after(number.end, _EXTREME):
        return False
    of = (
        r"(?:\s*/\s*|[\s,]*(?:{rank}\s+|{points}\s+|{place}\s+)?(?:out\s+of|of|among|amongst|in"
        r"|from|de|sur|entre|dentre|parmi|sobre|из|среди|em)\s+)(?:(?:a\s+(?:list\s+of"
        r"|total\s+of|possible)|the|all|los|las|les|os|as|total\s+of|un\s+total\s+de)\s+){0,2}"
    )
    if previous is not None and number.start - previous.end < 50 and not previous.is_last:
        between = sentence.masked[previous.end : number.start]
        is_slash_or_ten = "/" in between or number.value in (5, 10) or number.value > 10 or previous.is_ordinal
        if sentence.words.pattern(of).fullmatch(between) and is_slash_or_ten:
            return not _is_amount_pair(previous, number)
    if sentence.before(
        number.start, r"(?<!\w)(?:of|among|amongst|all|the|de|los|sur|les|parmi|entre|из|среди|dos|os)\s+"
    ):
        return bool(sentence.after(number.end, r"\s+(?:\ue001\s+|un\s+|member\s+){0,2}{states}"))
    return False


def _is_amount_pair(previous: StatedNumber, number: StatedNumber) -> bool:
    return bool(previous.decimals and number.decimals)


def _is_rank(sentence: MarkedSentence, number: StatedNumber) -> bool:
    """Tell whether an ordinal is a rank, by the words around it."""
    text = number.text.lower()
    noun = r"(?:[-\s]+(?:\w+\s+)?(?:{place}|{high}|{low}|{best}|{worst}|{affected})|[-\s]+{tops})"
    if sentence.after(number.end, noun):
        return True
    if sentence.after(number.end, r"\s+(?:among|amongst)\s") and not sentence.after(number.end, _AMONG):
        return False
    if sentence.words.code != "en" and sentence.after(number.end, r"[\s.]*{place}"):
        return True
    if number.is_last:
        return bool(
            sentence.before(number.start, r"(?:{placed}|\ue000)(?:\s+\w+ly)?\s+")
            and sentence.after(
                number.end, r"\s*(?:$|[,.;:)]|(?:in|of|on|among|by|for|worldwide|globally|and)\b|{place})"
            )
        )
    after = (
        r"[’']?\s*(?:$|[,.;:)(/]|–|—|(?:and|or|in|of|out|on|among|amongst|by|for|worldwide"
        r"|globally|overall|again|there|with|at|while|but|too|from|to|after|behind|ahead|under"
        r"|last|both|respectively|according|as|since|that|this|when|where|which|who|\w+ly|out"
        r"|when|across|within|most|y|en|de|del|a|et|sur|dans|au|em|no|na|e|do|da|entre|в|на|по"
        r"|из|среди|и|mundial\w*|mondial\w*|global\w*)(?!\w)|\ue000|\ue001|\ue003|{respective}"
        r"|{joint}|{world})"
    )
    if not sentence.after(number.end, after):
        return False
    if (
        text in ("second", "first", "third")
        and sentence.before(number.start, r"(?:^|[.!?:]\s*)")
        and sentence.after(number.end, r"\s*,")
    ):
        return False
    placed = (
        r"(?:{placed}|\ue000[’']?s?|,|\(|:|–|—|-)\s*(?:\w+ly\s+|(?:the|as|joint|equal|tied"
        r"|still|now|only|a|in|at|for|also|even|then|just|about|around|some|el|la|le|en|au|à|o"
        r"|a|em|is|was|на|в|number|lowly|shared|overall|him|it|them|ranking|country|state"
        r"|republic|nation)\s+){0,4}"
    )
    if sentence.before(number.start, placed):
        return True
    return number.text[0].isdigit() and bool(sentence.has("rank", "placed") or sentence.marks)


def _has_unit(sentence: MarkedSentence, number: StatedNumber) -> bool:
    """Tell whether a number counts something that no score or rank counts."""
    if re.search(
        r"[$€£¥₽]\s?$|(?<!\w)(?:US|usd|eur)\s?\$?\s?$",
        sentence.masked[max(0, number.start - 5) : number.start],
        re.IGNORECASE,
    ):
        return True
    points = sentence.after(number.end, r"[-\s]*{points}\s+per\b")
    return bool(
        points
        or sentence.after(
            number.end, r"\s?[-–]?\s?(?:%|‰|°)|[-\s]+(?:(?!{follow})\w+\s+)?{unit}|\s?(?:km|kg|m|bn|mn|k|t)\b"
        )
    )


def _whole_role(
    sentence: MarkedSentence, number: StatedNumber, previous: StatedNumber | None, previous_role: NumberRole | None
) -> NumberRole | None:
    """Return the role of a whole number; None where it may be a score."""
    if sentence.after(number.end, r"\s+{place}"):
        moved = sentence.before(number.start, r"(?:{up}|{down}|{better}|{worse}|{by}|{more}|{less})\s+(?:\w+\s+){0,2}")
        return "places" if moved or sentence.has("up", "down") else "other"
    if sentence.after(number.end, _EXTREME):
        return "within"
    if (
        sentence.before(
            number.start, r"(?:{high}|{best}|{low}|{worst}|{last}|first|top|premier\w*|primer\w*|primeir\w*|перв\w+)\s+"
        )
        and number.value > 1
    ):
        return "within"
    of = (
        r"(?:\s*\(?\s*(?:(?:in|within|across|among|en|dans|em|na|no|в)\s+(?:the\s+|la\s+|el\s+)?)?(?:\ue001+|{world}|{continent}|{region})\)?)?"
        r"\s*(?:of|is|was|:|at|n[°ºo.]+|número|numéro|number|№|the|-|—|–)?\s*"
    )
    if sentence.before(number.start, r"(?:{rank}" + of + r"|#\s?|№\s?)") and number.value >= 1:
        before_ten = sentence.after(number.end, _OF_TEN)
        is_score = sentence.before(number.start, r"{score}" + of)
        return "score" if before_ten or is_score else "rank"
    if previous_role == "rank" and previous is not None and not previous.is_ordinal:
        gap = sentence.masked[previous.end : number.start]
        if re.fullmatch(
            r"(?:[\s,]|and|to|y|e|et|и|a|до|на|del|do|da|du|of|[\ue000\ue001]+|\(|\)|in|en|em|el|al|ao|le|la|o|в|à|at|au|\d{4}){1,24}",
            gap,
        ):
            return "rank"
    if previous_role == "places" and sentence.before(number.start, r"(?<!\w)(?:by|{by})\s+") and number.value < 150:
        return "places"
    if sentence.after(number.end, _OF_TEN) or sentence.after(number.end, r"[-\s]*{points}"):
        return None
    strong = sentence.before(
        number.start,
        (
            r"{score}\s+(?:\w+\s+){0,4}|\ue002\s*:\s*|\ue002\s+(?:score\s+)?(?:of|at|is|was|de|à|:"
            r"|\(|(?=,)|(?=\d))(?:,[^,;.\d]{3,40},\s*(?:is|was|es|est|é))?\s*(?:{about}\s+|{above}\s+|{below}\s+|{almost}\s+)?"
        ),
        90,
    )
    bound = sentence.after(number.end, r"\s+{bind}\s+(?:the\s+|its\s+|la\s+|el\s+|le\s+|o\s+|a\s+)?\ue002")
    return None if (strong or bound) and 1 <= number.value <= 10 else "other"


def _is_amount(sentence: MarkedSentence, number: StatedNumber) -> bool:
    """Tell whether a number is by how much a score rose or fell, or is above another."""
    if number.sign and number.value <= 9:
        return True
    few = (
        r"\s+(?:(?:a|an|the|further|another|only|just|about|around|some|nearly|almost|roughly"
        r"|modest|slight|mere|total\s+of|whole|full|exactly|approximately|over|un|una|unos"
        r"|cerca\s+de|почти)\s+){0,3}"
    )
    move = r"(?:{up}|{down}|{better}|{worse})"
    is_to = sentence.before(number.start, r"{to}" + few + r"|(?:to|from|at|of|a|de|desde|hasta|à|до|с|para)\s+")
    if sentence.before(
        number.start,
        r"{move}".replace("{move}", move) + r"(?:\s+\w+){0,3}?\s+(?:by|for|en|por|de|em|на|d[’']environ)" + few,
    ):
        is_of = sentence.words.code == "fr" and not sentence.after(number.end, r"\s+(?:en\s+\d{4}\s+)?à\s+\d")
        by = r"\s(?:by|en|por|em|на|de)" if is_of else r"\s(?:by|en|por|em|на)"
        return bool(not is_to or sentence.before(number.start, by + few))
    if sentence.before(number.start, r"(?<!\w)by" + few) and sentence.has(
        "up", "down", "better", "worse", "more", "less"
    ):
        return True
    if (
        sentence.before(number.start, move + few)
        and not is_to
        and sentence.masked[number.start - 3 : number.start].strip() not in ("", "in")
    ):
        follow = sentence.after(number.end, r"[-\s]*(?:of\s+a\s+)?(?:{points}|{bind}|\s*$|[,.;)(])")
        return bool(follow) and number.value < 5
    if sentence.after(
        number.end, r"[-\s]*(?:of\s+a\s+)?{points}?\s*(?:{more}|{less}|{finer}|{poorer}|{up}|{down})(?!\s+(?:from|in))"
    ):
        return number.value < 5
    noun = (
        r"(?:rise|increase|gain|fall|drop|decline|decrease|improvement|change|difference|gap"
        r"|jump|deterioration|lead|margin|growth|aumento|alza|subida|descenso|caída|baja|hausse"
        r"|baisse|augmentation|diminution|subida|queda|aumento|рост|снижение|разница)\s+(?:of"
        r"|de|d[’']|в|на)\s*"
    ) + few.replace(r"\s+", "", 1)
    return bool(sentence.before(number.start, noun)) and number.value < 6


def _is_score(sentence: MarkedSentence, number: StatedNumber) -> bool:
    """Tell whether a number that may be a score is one, by the words around it."""
    if number.value < 1 or (number.value > 10 and not (number.decimals and number.value < 20)):
        return False
    if sentence.before(number.start, r"{other}\s+(?:\w+\s+){0,3}(?:\w+\s+)?"):
        return bool(sentence.before(number.start, r"(?:\ue002|{score})\s+(?:\w+\s+){0,3}", 30))
    if sentence.after(number.end, _OF_TEN) or sentence.after(number.end, r"[-\s]*{points}"):
        return True
    next_word = sentence.after(number.end, r"[-\s]+([^\W\d_]{2,})")
    if next_word is None or sentence.after(
        number.end, r"[-\s]*(?:{follow}|{score}|{high}|{low}|{bind}|{up}|{down}|\w+ly\b)"
    ):
        return True
    return bool(sentence.before(number.start, r"(?:\ue002|{score})[\s(:,]*(?:\w+\s+){0,2}", 40))
