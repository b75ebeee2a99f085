"""Numbers as a text states them, in figures or words ("7.5", "seven and a half"), beside those that are published."""

import re
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

from explorer.model.taxonomy import Indicator

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# What may follow: the end of a clause, or a word that says of what or when; not "three times", "7.5 per cent".
_AFTER = (
    r"(?=\s*$|[,;:)]|\.(?!\d)|\s*\(|\s*(?:/|out\s+of)\s*(?:10|ten)\b"
    r"|\s+(?:in|between|from|to|by|since|over|during|for|on|and|as|while|but|after|with|when|within|which)\b)"
)
_WHOLE = rf"(?:10|\d|{'|'.join(_WORDS)})"
_NUMBER = (
    rf"(?:{_WHOLE}(?:½|\s+and\s+a\s+half)|(?:10|\d)\.\d{{1,2}}|{_WHOLE}|½"
    r"|half\s+(?:a\s+)?(?=point\b)|a\s+half[\s-]+(?=point\b)|an?\s+(?:full\s+|whole\s+)?(?=point\b))"
)


def number_pattern(group: str) -> str:
    """Return a pattern for a number that counts points of a score, with a named group for its value."""
    return rf"(?P<{group}>{_NUMBER})(?![\d½])(?:[-\s]*points?\b)?{_AFTER}"


# Everything that is a number or compares, whether or not it can be read.
NUMERAL = re.compile(
    r"\d+(?:[.,]\d+)*|[½¼¾⅓⅔%]|per\s?cent\b"
    rf"|\b(?:{'|'.join(_WORDS)}|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|millions?|dozens?|half|halv\w+|quarters?|thirds?"
    r"|first|second|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twice|thrice|doubl\w+|trebl\w+|tripl\w+|quadrupl\w+"
    r"|quintupl\w+|percent\w*|a\s+(?:full\s+|whole\s+|half[\s-]+)?point|\w*fold)\b",
    re.IGNORECASE,
)


def read_number(text: str) -> str:
    """Write in figures what `number_pattern` finds: "1.5" for "one and a half", "7.50" as it is."""
    words = re.findall(r"[\w.½]+", text.lower())
    if words[0] == "half" or words[:2] == ["a", "half"] or words[0] == "½":
        return "0.5"
    if words[0] in ("a", "an"):
        return "1"
    number = words[0].removesuffix("½")
    number = str(_WORDS.index(number)) if number in _WORDS else number
    has_half = len(words) > 1 or words[0].endswith("½")
    return f"{number}.5" if has_half else number


def agrees(number: str, published: float, measure: Indicator) -> bool:
    """Return whether a number as written can be the published one; averages may be written with fewer decimals."""
    if not measure.is_aggregate:
        return float(number) == published
    step = Decimal(1).scaleb(-len(number.partition(".")[2]))
    exact = Decimal(str(published))
    return any(exact.quantize(step, way) == Decimal(number) for way in (ROUND_HALF_UP, ROUND_HALF_DOWN))


def score_text(score: float, measure: Indicator) -> str:
    """Write a score with the decimals that it has in the Index."""
    return f"{score:.{2 if measure.is_aggregate else 1}f}"
