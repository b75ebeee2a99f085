"""The bounds of a score in a query: a comparison, `>=7`, or a range, `[5 TO 7}`."""

import re
from typing import NamedTuple

_NUMBER = r"[+-]?\d{1,4}(?:[.,]\d{1,6})?"
COMPARISON = re.compile(rf"(>=|=>|<=|=<|>|<|=|≥|≤)?\s*({_NUMBER})(?![\w.,]*\w)")
RANGE = re.compile(rf"([\[{{])\s*({_NUMBER}|\*)\s+(?:TO|to|-)\s+({_NUMBER}|\*)\s*([\]}}])")
_AT_LEAST, _AT_MOST = (">=", "=>", "≥"), ("<=", "=<", "≤")


class Bounds(NamedTuple):
    """The lowest and highest values allowed, in hundredths of a point; None for no bound."""

    low: int | None
    high: int | None
    text: str  # in words, "at least 7"


def read_bounds(match: re.Match[str]) -> Bounds:
    """Read the bounds of a match of COMPARISON or of RANGE."""
    return _range_bounds(match) if match.re is RANGE else _comparison_bounds(match)


def _range_bounds(match: re.Match[str]) -> Bounds:
    opened, low, high, closed = match.groups()
    parts = [] if low == "*" else [f"{'at least' if opened == '[' else 'above'} {low}"]
    parts += [] if high == "*" else [f"{'at most' if closed == ']' else 'below'} {high}"]
    return Bounds(
        None if low == "*" else _hundredths(low) + (opened == "{"),
        None if high == "*" else _hundredths(high) - (closed == "}"),
        " and ".join(parts) or "any number",
    )


def _comparison_bounds(match: re.Match[str]) -> Bounds:
    sign, number = match.groups()
    value = _hundredths(number)
    if sign in _AT_LEAST:
        return Bounds(value, None, f"at least {number}")
    if sign in _AT_MOST:
        return Bounds(None, value, f"at most {number}")
    if sign == ">":
        return Bounds(value + 1, None, f"above {number}")
    if sign == "<":
        return Bounds(None, value - 1, f"below {number}")
    return Bounds(value, value, number)


def _hundredths(number: str) -> int:
    return round(float(number.replace(",", ".")) * 100)
