"""Claims about the change of a score between two editions: "rose from 7.0 in 2021 to 8.5 in 2023".

Only what follows the verb plainly is compared. A number that is not read leaves the sentence unchecked, unless the
direction alone is wrong.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from explorer.corpus.library import Library
from explorer.model.comparability import comparability_between
from explorer.model.ids import profile_id
from explorer.model.profiles import Profile
from explorer.model.taxonomy import EDITIONS, Country, Indicator
from explorer.quotations.claim import Claim
from explorer.quotations.stated_numbers import NUMERAL, agrees, number_pattern, read_number, score_text
from explorer.quotations.statements import YEAR, Statement, is_linked, measure_names, read_phrases, unread_word

_ROSE = r"rose|risen|rises|rising|increased|increases|grew|grown|went up|climbed"
_FELL = r"fell|fallen|falls|declined|declines|decreased|decreases|dropped|went down|shrank"
MOVED = re.compile(rf"\b(?:(?P<rose>{_ROSE})|(?P<fell>{_FELL}))\b", re.IGNORECASE)
_YEAR = r"(?:19|20)\d\d"
_SCORE_OF = r"(?:a\s+score\s+of\s+)?"
# Words that compare or weigh a change, and are not read.
_COMPARISON = re.compile(
    r"\b(?:most|least|more|less|fewer|highest|lowest|largest|biggest|smallest|greatest|sharpest|steepest|fastest|strongest"
    r"|worst|best|record|ever|slightly|sharply|steeply|marginally|modestly|strongly|considerably|substantially|greatly"
    r"|significantly|dramatically|massively|hugely|a (?:lot|little|bit))\b",
    re.IGNORECASE,
)

_AMOUNT = re.compile(r"[\s,(–—-]*((?:by|to|from|down)\b(?:\s+\w+){0,2})", re.IGNORECASE)  # that could not be read


@dataclass(frozen=True, slots=True)
class _Change:
    """What a sentence states about a change: numbers as read, and where."""

    amounts: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    years_in_order: bool  # whether every year that stands with a number is that of its score
    spans: tuple[tuple[int, int], ...]
    next_word: str  # after what was read, in the same clause
    has_measure: bool  # whether a measure follows the verb: "rose by 0.5 for heroin trade"


@cache
def _phrases() -> tuple[re.Pattern[str], ...]:
    patterns = (
        rf"(?:from|between)\s+(?P<first>{_YEAR})\s+(?:to|and|until)\s+(?P<last>{_YEAR})\b",
        rf"(?:up\s+|down\s+)?from\s+{_SCORE_OF}{number_pattern('from')}(?:\s*(?:in\s+|\(\s*)(?P<from_year>{_YEAR})\b\)?)?",
        rf"to\s+{_SCORE_OF}{number_pattern('to')}(?:\s*(?:in\s+|\(\s*)(?P<to_year>{_YEAR})\b\)?)?",
        rf"by\s+(?!\S+\s+(?:to|or)\b){number_pattern('by')}",
        rf"(?=[\w.½]+(?:[\s-]+\w+){{0,3}}?[-\s]points?\b){number_pattern('points')}",
        rf"(?:in|since)\s+(?:the\s+)?{_YEAR}\b(?:\s+edition)?",
        r"(?:/|out\s+of|of)\s*(?:10|ten)\b",
        rf"(?:for|in|on)\s+(?:the\s+)?(?P<measure>{measure_names()})",
        r"(?:in|of|for)\s+X{3,}",
        r"(?:\w+ly|again|further|too|also)\b",
    )
    return tuple(re.compile(rf"[\s,(]*+{pattern}\)?", re.IGNORECASE) for pattern in patterns)


def _read_change(statement: Statement, end: int, first: int, last: int) -> _Change:
    """Read what follows a verb that ends at `end`."""
    phrases = read_phrases(statement.masked, end, _phrases())
    groups = [phrase.groupdict() for phrase in phrases]

    def values(*names: str) -> tuple[str, ...]:
        return tuple(group[name] for name in names for group in groups if group.get(name))

    def numbers(*names: str) -> tuple[str, ...]:
        return tuple(map(read_number, values(*names)))

    read_to = phrases[-1].end() if phrases else end
    amount = _AMOUNT.match(statement.masked, read_to)
    years = {first: values("first", "from_year"), last: values("last", "to_year")}
    return _Change(
        numbers("by", "points"),
        numbers("from"),
        numbers("to"),
        all(int(stated) == year for year in years for stated in years[year]),
        tuple(phrase.span() for phrase in phrases),
        amount[1] if amount else unread_word(statement.masked, read_to),
        bool(values("measure")),
    )


def change_claims(statement: Statement, country: Country, library: Library) -> Iterator[Claim]:
    """Check the change of one measure that a sentence states."""
    moves = list(MOVED.finditer(statement.text))
    years = list(dict.fromkeys(statement.years))
    if len(moves) != 1 or len(statement.measures) != 1 or len(years) != 2:
        return
    first, last = sorted(years)
    if first not in EDITIONS or last not in EDITIONS:
        yield statement.claim("cannot be checked", "The years that it compares are not both editions of the Index.")
        return
    _, measure_end, measure = statement.measures[0]
    change = _read_change(statement, moves[0].end(), first, last)
    if not change.has_measure and not is_linked(statement.masked[measure_end : moves[0].start()]):
        yield statement.claim("cannot be checked", "The sentence does not say plainly what rose or fell.")
        return
    if reason := comparability_between(measure.slug, first, last):
        yield statement.claim("cannot be checked", reason)
        return
    scores = []
    for edition in (first, last):
        profile = statement.profile(country, edition, library)
        if not isinstance(profile, Profile):
            yield profile
            return
        scores.append(profile.scores.get(measure.slug))
    yield _judge(statement, country, measure, change, bool(moves[0]["rose"]), (first, last), scores)


def _judge(
    statement: Statement,
    country: Country,
    measure: Indicator,
    change: _Change,
    is_rise: bool,
    editions: tuple[int, int],
    scores: Sequence[float | None],
) -> Claim:
    """Compare a stated change with the scores of two editions."""
    (before, after), (first, last) = scores, editions
    id = profile_id(country.code, last)
    if before is None or after is None:
        message = f"{measure.label}, {country.name}: not both scores are in this corpus."
        return statement.claim("not in the corpus", message, id)
    scores_text = f"{score_text(before, measure)} in {first}, {score_text(after, measure)} in {last}"
    message = f"{measure.label}, {country.name}: {scores_text}, a change of {after - before:+.2f}"
    if before == after or is_rise != (after > before):
        return statement.claim("differs", f"{message}.", id)
    if not change.years_in_order:
        return statement.claim("cannot be checked", f"{message}; the order of the years is not clear.", id)
    if any(_is_rounded(number, after - before, measure) for number in change.amounts):
        return statement.claim("cannot be checked", f"{message}; the amount in the text may be rounded.", id)
    stated = (
        *((number, round(abs(after - before), 2)) for number in change.amounts),
        *((number, before) for number in change.before),
        *((number, after) for number in change.after),
    )
    is_so = all(agrees(number, actual, measure) for number, actual in stated)
    named = [(start, end) for start, end, _ in statement.measures]
    unread = _unread(statement, NUMERAL, (*named, *change.spans))
    if is_so and not unread:
        unread = _unread(statement, _COMPARISON, named) or change.next_word
    if unread:
        return statement.claim("cannot be checked", f"{message}; “{unread}” was not checked.", id)
    if is_so:
        return statement.claim("matches", f"{message}, as stated.", id)
    return statement.claim("differs", f"{message}.", id)


def _is_rounded(number: str, change: float, measure: Indicator) -> bool:
    """Return whether an amount without decimals is near the change of an average and not equal to it."""
    return measure.is_aggregate and "." not in number and 0 < abs(float(number) - round(abs(change), 2)) < 1


def _unread(statement: Statement, pattern: re.Pattern[str], read: Sequence[tuple[int, int]]) -> str:
    """Return the first match of a pattern that is no year and in no span that was read; else an empty text."""
    for match in pattern.finditer(statement.masked):
        is_read = any(start <= match.start() < end for start, end in read)
        if not is_read and not YEAR.fullmatch(match[0]):
            return match[0]
    return ""
