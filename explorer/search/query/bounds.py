"""The bounds of a score in a query: a comparison, `>=7`, or a range, `7-8` or `[5 TO 7}`."""

import re
from decimal import Decimal
from math import ceil, floor
from typing import NamedTuple

_NUMBER = r"[+-]?\d{1,4}(?:[.,]\d{1,6})?"
_OF_TEN = "(?:/10)?"  # "7/10"
_END = r"(?![\w.,]*\w|[.,]*[-\u2014/%<>=*~…]|\.\.)"  # neither another number nor a unit is joined to it
SIGNS = "<>=≥≤"
COMPARISON = re.compile(rf"(>=|=>|<=|=<|[{SIGNS}])?\s*({_NUMBER}){_OF_TEN}{_END}")
_FURTHER = re.compile(rf"\s+(?=[<>≥≤]|=[<>]){COMPARISON.pattern}")
SPAN = re.compile(
    rf"({_NUMBER}){_OF_TEN}(?:[-\u2014…]|\.\.\.?|\s+(?:[-\u2014…]|\.\.\.?|TO|to)\s+)({_NUMBER}){_OF_TEN}{_END}"
)
RANGE = re.compile(rf"([\[{{])\s*({_NUMBER}|\*)\s+(?:TO|to|-)\s+({_NUMBER}|\*)\s*([\]}}])")
_AT_LEAST, _AT_MOST = (">=", "=>", "≥"), ("<=", "=<", "≤")


_TOO_LONG = re.compile(r"\d{5}|\d[.,]\d{7}")
TOO_LONG = "A number has too many digits: at most four are read before the decimal point, and six after it"


def has_long_number(typed: str) -> bool:
    """Tell whether a number has more digits than are read."""
    return _TOO_LONG.search(typed) is not None


class Bounds(NamedTuple):
    """The lowest and highest values allowed, in hundredths of a point; None for no bound."""

    low: int | None
    high: int | None
    text: str  # in words, "at least 7"


def find_bounds(typed: str, start: int) -> tuple[Bounds, int] | None:
    """Read the bounds at an offset, and return where they end; None where there are none.

    Look-alikes of the hyphen are replaced in `typed`.
    """
    for pattern, read in ((RANGE, _range_bounds), (SPAN, _span_bounds), (COMPARISON, _comparison_bounds)):
        if match := pattern.match(typed, start):
            bounds, end = read(match), match.end()
            return _further_bounds(bounds, typed, end) if match.re is COMPARISON and match[1] else (bounds, end)
    return None


def _further_bounds(bounds: Bounds, typed: str, end: int) -> tuple[Bounds, int]:
    """Read the comparisons that follow one: ">7 <8" is a range."""
    while match := _FURTHER.match(typed, end):
        further = _comparison_bounds(match)
        bounds = Bounds(
            max((low for low in (bounds.low, further.low) if low is not None), default=None),
            min((high for high in (bounds.high, further.high) if high is not None), default=None),
            f"{bounds.text} and {further.text}",
        )
        end = match.end()
    return bounds, end


def _range_bounds(match: re.Match[str]) -> Bounds:
    """Read a range in brackets, the lower bound first or last; each keeps its bracket, which includes it or not."""
    opened, low, high, closed = match.groups()
    if "*" not in (low, high) and _hundredths(low) > _hundredths(high):
        low, high = high, low
        opened, closed = "[" if closed == "]" else "{", "]" if opened == "[" else "}"
    parts = [] if low == "*" else [f"{'at least' if opened == '[' else 'above'} {low}"]
    parts += [] if high == "*" else [f"{'at most' if closed == ']' else 'below'} {high}"]
    return Bounds(
        None if low == "*" else _lowest(low, is_above=opened == "{"),
        None if high == "*" else _highest(high, is_below=closed == "}"),
        " and ".join(parts) or "any number",
    )


def _span_bounds(match: re.Match[str]) -> Bounds:
    """Read a range without brackets, whose bounds belong to it, the lower one first or last."""
    low, high = sorted(match.groups(), key=_hundredths)
    return Bounds(_lowest(low), _highest(high), f"from {low} to {high}")


def _comparison_bounds(match: re.Match[str]) -> Bounds:
    sign, number = match.groups()
    if sign in _AT_LEAST:
        return Bounds(_lowest(number), None, f"at least {number}")
    if sign in _AT_MOST:
        return Bounds(None, _highest(number), f"at most {number}")
    if sign == ">":
        return Bounds(_lowest(number, is_above=True), None, f"above {number}")
    if sign == "<":
        return Bounds(None, _highest(number, is_below=True), f"below {number}")
    return Bounds(_lowest(number), _highest(number), number)


def _lowest(number: str, is_above: bool = False) -> int:
    """Return the lowest hundredths that are at least a number, or above it: 5.332 is between 533 and 534."""
    hundredths = _hundredths(number)
    return floor(hundredths) + 1 if is_above else ceil(hundredths)


def _highest(number: str, is_below: bool = False) -> int:
    """Return the highest hundredths that are at most a number, or below it."""
    hundredths = _hundredths(number)
    return ceil(hundredths) - 1 if is_below else floor(hundredths)


def _hundredths(number: str) -> Decimal:
    return Decimal(number.replace(",", ".")) * 100
