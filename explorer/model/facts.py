"""The facts of a country page as values with types; the page itself has them as text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_AMOUNT = re.compile(r"\d{1,3}(?:[,\u00a0\u202f ’']\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_MULTIPLES = {
    **dict.fromkeys(("thousand", "k"), 1e3),
    **dict.fromkeys(("million", "mln", "mn", "m"), 1e6),
    **dict.fromkeys(("billion", "bn"), 1e9),
    **dict.fromkeys(("trillion", "tn"), 1e12),
}
_MULTIPLE = re.compile(rf"\s*({'|'.join(_MULTIPLES)})\b", re.IGNORECASE)
_ABOUT = r"(?:(?:about|around|approx(?:\.|imately)?|circa|ca?\.|est\.|~|≈)\s*)?"
_DOLLARS = r"(?:(?:current )?(?:US ?\$|U\.S\. ?\$|USD?|\$|(?:US |U\.S\. )?dollars)(?: dollars)?)"
_PEOPLE = re.compile("(?:people|persons|inhabitants)?", re.IGNORECASE)
_KILOMETRES = re.compile(
    r"(?:km ?(?:²|\^?2)|(?:sq(?:uare)?\.? ?)(?:kms?|kilomet(?:re|er)s?)\.?)?", re.IGNORECASE
)  # square ones
_BEFORE_DOLLARS = re.compile(rf"{_ABOUT}{_DOLLARS}?\s*{_ABOUT}", re.IGNORECASE)
_AFTER_DOLLARS = re.compile(rf"{_DOLLARS}?", re.IGNORECASE)
_PERCENT = re.compile("%?")
_BEFORE = re.compile(_ABOUT, re.IGNORECASE)
_REMARK = re.compile(r"\s*(?:[(\[]([^()\[\]]*)[)\]]|[*†‡]|\b(?:19|20)\d\d\b)\s*$")  # after a figure: "(2020 est.)"
_MONTHS = "jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec"
_PLAIN = re.compile(  # a remark that changes no number
    rf"(?:(?:(?:(?:19|20)\d\d|est(?:imated?|imates?)?|projected|projection|census|current|official|latest|as of|in|"
    rf"USD?|dollars|sq\.? ?km|(?:{_MONTHS})[a-z]*)\b|US ?\$|\$|km²)[\s.,;:]*)*",
    re.IGNORECASE,
)
_LONGEST = 100  # characters of a fact in figures
_LARGEST_GDP = 1e8  # millions of US dollars, as much as the whole world's: a larger number is in dollars


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
    population = _amount(published.get("population", ""), _PEOPLE)
    return Facts(
        capital=published.get("capital"),
        income_group=published.get("income-group"),
        population=None if population is None else round(population),
        area_km2=_area(published.get("area", "")),
        geography_type=published.get("geography-type"),
        gdp_usd_millions=_gdp(published.get("gdp", "")),
        gini_index=_gini(published.get("gini-index", "")),
    )


def _amount(text: str, unit: re.Pattern[str], before: re.Pattern[str] = _BEFORE) -> float | None:
    """Read the one number of a text in a unit: "6,456,200", "6.4m" (millions); None for any other text."""
    match = _AMOUNT.search(text) if len(text) <= _LONGEST else None
    if match is None or not before.fullmatch(text[: match.start()].strip()):
        return None
    multiple = _MULTIPLE.match(text, match.end())
    rest = _without_remarks(text[multiple.end() if multiple else match.end() :])
    if rest is None or not unit.fullmatch(rest.lstrip("." if multiple else "").strip()):
        return None
    number = float(re.sub(r"[^\d.]", "", match[0]))
    return round(number * _MULTIPLES[multiple[1].lower()], 6) if multiple else number


def _without_remarks(text: str) -> str | None:
    """Return a text without the year, sign or brackets at its end; None where such a remark changes the number."""
    while match := _REMARK.search(text):
        if match[1] and not _PLAIN.fullmatch(match[1].strip()):
            return None
        text = text[: match.start()]
    return text


def _area(text: str) -> float | None:
    area = _amount(text, _KILOMETRES)
    match = re.search(r"\d\s*m\s*$", text, re.IGNORECASE)  # metres, or millions
    return None if match else area


def _gdp(text: str) -> float | None:
    """Read a gross domestic product in millions of US dollars; a number alone is in millions, as on the site."""
    amount = _amount(text, _AFTER_DOLLARS, _BEFORE_DOLLARS)
    match = _AMOUNT.search(text)
    if amount is None or match is None:
        return None
    is_in_dollars = _MULTIPLE.match(text, match.end()) or amount > _LARGEST_GDP
    return round(amount / 1e6, 6) if is_in_dollars else amount


def _gini(text: str) -> float | None:
    """Read a GINI index, 0-100."""
    gini = _amount(text, _PERCENT)
    return gini if gini is not None and gini <= 100 else None
