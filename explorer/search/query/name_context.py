"""The words of a plain query, and what around a name decides whether it is meant: dates, money, exclusions."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from explorer.entities.place_names import place_names
from explorer.model.taxonomy import EDITIONS, name_key
from explorer.search.query.name_table import NameKind, NameMeaning, name_table

SMALL = frozenset("a an the in of to from for on at by with and vs versus".split())  # noqa: SIM905 - plainer than a list
_BEFORE_DATE = frozenset(
    "since before after until till about around between january february march april may june july august september"  # noqa: SIM905
    " october november december jan feb mar apr jun jul aug sept sep oct nov dec spring summer autumn winter early late"
    " mid".split()
)
_EXCLUDING = frozenset(
    "without outside except excepting excluding exclude exclusive exception not no nor non neither never isnt arent but"  # noqa: SIM905
    " than apart aside instead beyond besides barring minus".split()
)
_EXCLUDED = re.compile(r"\s+(?:(?:is|are)\s+)?(?:excluded|excepted|aside|apart)\W*")
_RUN = re.compile(r"&|[^\W_]+(?:\.?'[^\W_]+)*")
_JOINS = re.compile(r"[-/.]|\.[-/]")  # "U.S.-backed"
_CURRENCIES = ("$", "€", "£")
_MONEY = re.compile(r"[.-]?[$€£]")  # "U.S.$5m"
_MONEY_APART = re.compile(r"\.?\s+\$\s?\d")  # "US $1.5m"
_DOLLARS = ("us", "nz")
_SHOUTED = re.compile(r"\b[^\W\d_a-z]{5,}\b")
_YEAR = r"(?:editions?\s+)?(?P<{}>[12]\d{{3}})(?:\s+editions?)?"
_YEARS = re.compile(
    rf"(?<![\w$€£#/.-])(?P<between>between\s+(?:the\s+)?)?{_YEAR.format('low')}"
    rf"(?:\s*-\s*|\s+(?:to|until|till|through|(?P<and>and|&))\s+)(?:the\s+)?{_YEAR.format('high')}(?![\w/-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word of a plain query, with its offsets."""

    start: int
    end: int
    key: str  # reduced for comparison
    owner: str  # the same without a closing 's
    compound: int  # words that hyphens join have one number


def query_words(typed: str) -> Iterator[QueryWord]:
    """Yield the words of a query, "&" among them."""
    compound = end = -1
    for run in _RUN.finditer(typed):
        if not _JOINS.fullmatch(typed, end, run.start()):
            compound += 1
        end = run.end()
        key, owner = (name_key(name).replace(" ", "") for name in (run.group(), re.sub(r"'[sS]$", "", run.group())))
        if key:
            yield QueryWord(run.start(), end, key, owner, compound)


def is_meant(typed: str, words: Sequence[QueryWord], at: int, size: int, name: NameMeaning) -> bool:
    """Tell whether words that spell a name are meant as one, and not as ordinary words, a date or money."""
    start = words[at].start
    if name.kind is NameKind.EDITION:
        before = words[at - 1].key if at else ""
        return before not in _BEFORE_DATE and not typed[:start].endswith((*_CURRENCIES, "#"))
    if _is_money(typed, words[at : at + size]):
        return False
    if size > 1 or name.kind is NameKind.NONE:
        return True
    key = words[at].owner
    if not place_names().beside.get((key,), frozenset()).isdisjoint(word.key for word in words):
        return False
    plain = _plain_words().get(key)
    if plain is None or (typed.startswith(plain, start) and not (len(words) > 1 and _is_shouted(typed))):
        return True
    return place_names().plain_words[plain] and _is_beside_place(words, at)


def is_excluded(typed: str, words: Sequence[QueryWord], at: int, size: int) -> bool:
    """Tell whether a query excludes a name: "without Hungary", "not in Hungary", "Hungary excluded"."""
    before = at - 1
    while before >= 0 and words[before].key in SMALL:
        before -= 1
    is_before = before >= 0 and words[before].key in _EXCLUDING
    return is_before or _EXCLUDED.fullmatch(typed, words[at + size - 1].end) is not None


@dataclass(frozen=True, slots=True)
class YearRange:
    """Two years and the editions from the first to the last: "2021-2025", "between 2021 and 2025"."""

    start: int
    end: int
    editions: tuple[str, ...]  # empty where it is a range of dates, since a year is no edition


def year_ranges(typed: str) -> list[YearRange]:
    """Find the ranges of years in a query."""
    known = tuple(map(str, EDITIONS))
    ranges = []
    for years in _YEARS.finditer(typed):
        if years["and"] and not years["between"]:
            continue  # two editions
        low, high = years["low"], years["high"]
        word_before = typed[: years.start()].split()[-1:]
        is_date = [name_key(word) for word in word_before if name_key(word) in _BEFORE_DATE]
        are_editions = {low, high}.issubset(known) and low <= high and not is_date
        editions = tuple(year for year in known if low <= year <= high) if are_editions else ()
        ranges.append(YearRange(years.start(), years.end(), editions))
    return ranges


def _is_money(typed: str, words: Sequence[QueryWord]) -> bool:
    """Tell whether the name of a country is part of a sum of money: "US$5m", "U.S. $5m"."""
    end = words[-1].end
    is_of_dollars = "".join(word.key for word in words) in _DOLLARS
    return bool(_MONEY.match(typed, end) or (is_of_dollars and _MONEY_APART.match(typed, end)))


def _is_shouted(typed: str) -> bool:
    """Tell whether a whole query is in capitals."""
    return _SHOUTED.search(typed) is not None and not any(map(str.islower, typed))


def _is_beside_place(words: Sequence[QueryWord], at: int) -> bool:
    """Tell whether the word before or after one is the name of a place."""
    table, _ = name_table()
    neighbours = [table.get((word.owner,)) for word in words[max(at - 1, 0) : at + 2] if word is not words[at]]
    return any(name is not None and name.kind is NameKind.PLACE for name in neighbours)


@cache
def _plain_words() -> Mapping[str, str]:
    """Return names that are ordinary words too, by key."""
    return {name_key(name): name for name in place_names().plain_words}
