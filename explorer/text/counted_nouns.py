"""A number with its noun, singular or plural, and several of them in a row, as messages have it."""

from collections import Counter
from collections.abc import Iterable


def counted(number: int, noun: str) -> str:
    """Return "1 profile", "1,200 profiles", "2 countries", "3 addresses", of nouns whose plural is regular."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}es" if noun.endswith("s") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def counted_each(nouns: Iterable[str]) -> str:
    """Count nouns that are given once for each thing: "12 pages, 4 PDFs and 1 workbook"."""
    return join_names([counted(number, noun) for noun, number in Counter(nouns).items()])


def join_names(names: Iterable[str]) -> str:
    """Join names as in a sentence: "Bahrain and Bolivia", "Bahrain, Bolivia and Chad"."""
    *before, last = list(names) or [""]
    return " and ".join(filter(None, (", ".join(before), last)))
