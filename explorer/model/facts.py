"""The facts of a country page as values with types; the page itself has them as text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_AMOUNT = re.compile(r"\d{1,3}(?:[,\u00a0\u202f ’']\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_MULTIPLES = {"thousand": 1e3, "million": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
_MULTIPLE = re.compile(rf"\s*({'|'.join(_MULTIPLES)})\b", re.IGNORECASE)
_UNPARSED = re.compile(r"\d")  # a second number makes the first unsure
_SQUARE_MILES = re.compile(r"\bsq(?:uare)?\.?\s*mi|\bmi(?:les)?(?:²|2)", re.IGNORECASE)
_NOT_DOLLARS = re.compile(r"[€£¥]|\b(?:EUR|GBP|JPY|CNY)\b")
_LARGEST_GDP = 1e8  # millions of US dollars, as much as the whole world's: a larger number is in dollars
_YEAR = re.compile(r"\(?\b(?:19|20)\d\d\b\)?\s*$")  # of a figure, at its end


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of a country; None for what it does not say, or not in a form that can be read."""

    capital: str | None = None
    income_group: str | None = None
    population: int | None = None
    area_km2: float | None = None
    geography_type: str | None = None
    gdp_usd_millions: float | None = None
    gini_index: float | None = None  # 0-100


def read_facts(published: Mapping[str, str]) -> Facts:
    """Read the facts of a page, by slug of FACTS, as published."""
    population = _amount(published.get("population", ""))
    return Facts(
        capital=published.get("capital"),
        income_group=published.get("income-group"),
        population=None if population is None else round(population),
        area_km2=_area(published.get("area", "")),
        geography_type=published.get("geography-type"),
        gdp_usd_millions=_gdp(published.get("gdp", "")),
        gini_index=_gini(published.get("gini-index", "")),
    )


def _amount(text: str) -> float | None:
    """Read the one number of a text, with a multiple after it: "6,456,200", "6.5 million"; None for any other text."""
    match = _AMOUNT.search(text)
    if match is None or re.search(r"[-−–]\s*$", text[: match.start()]):
        return None
    multiple = _MULTIPLE.match(text, match.end())
    rest = text[multiple.end() if multiple else match.end() :]
    if _UNPARSED.search(_YEAR.sub("", rest.replace("km2", ""))):
        return None
    number = float(re.sub(r"[^\d.]", "", match[0]))
    return round(number * _MULTIPLES[multiple[1].lower()], 6) if multiple else number


def _area(text: str) -> float | None:
    return None if _SQUARE_MILES.search(text) else _amount(text)


def _gdp(text: str) -> float | None:
    """Read a gross domestic product in millions of US dollars; a number alone is in millions, as on the site."""
    amount = None if _NOT_DOLLARS.search(text) else _amount(text)
    match = _AMOUNT.search(text)
    if amount is None or match is None:
        return None
    is_in_dollars = _MULTIPLE.match(text, match.end()) or amount > _LARGEST_GDP
    return round(amount / 1e6, 6) if is_in_dollars else amount


def _gini(text: str) -> float | None:
    """Read a GINI index, 0-100."""
    gini = _amount(text)
    return gini if gini is not None and gini <= 100 else None
