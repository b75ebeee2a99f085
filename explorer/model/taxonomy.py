"""The Index's own vocabulary: editions, pillars, indicators, aggregates, headings and countries.

Read from `index/editions.toml`, `index/indicators.toml`, `index/sections.toml` and
`index/countries.toml`, which a domain expert edits; a mistake in them is a VocabularyError
that names file and line.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

from explorer.core import paths
from explorer.core.content_file import ContentTable, TableFile
from explorer.core.content_file import offer as offer
from explorer.core.errors import CountryError, NotFoundError, VocabularyError
from explorer.model.offered_names import offer_names
from explorer.text.accents import strip_accents
from explorer.text.excerpts import quote

PILLARS = ("criminal-markets", "criminal-actors", "resilience")
AGGREGATES = ("criminality", *PILLARS)
SLUG = re.compile(r"[a-z]+(?:-[a-z]+)*")


def read_editions(folder: Path) -> tuple[int, ...]:
    """Read the years of the editions, oldest first. Raises VocabularyError with file and line."""
    file = TableFile(folder / "editions.toml")
    years = file.data.get("editions")
    editions = [year for year in years if type(year) is int and 1000 <= year <= 9999] if isinstance(years, list) else []
    if not editions or editions != years or editions != sorted(set(editions)):
        line = next((number for number, text in enumerate(file.lines, 1) if text.startswith("editions")), 1)
        raise VocabularyError(f"{file.path}:{line}: editions must be a list of years, oldest first: [2021, 2023].")
    return tuple(editions)


EDITIONS = read_editions(paths.content("index"))
PREVIOUS = {later: earlier for earlier, later in pairwise(EDITIONS)}  # the edition before each but the first


@dataclass(frozen=True, slots=True)
class Indicator:
    """One scored topic, or an aggregate of them; both carry a score of 1-10."""

    slug: str  # "heroin-trade"
    label: str  # as published, "Heroin trade"
    pillar: str  # one of PILLARS; for an aggregate its own slug
    first_edition: int
    definition: str  # our own words
    also: tuple[str, ...] = ()  # other published labels
    is_aggregate: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """One of the eleven sections that every analysis has, as the Index heads it."""

    slug: str  # "drugs"
    title: str  # "Drugs"
    number: int  # from 1, in published order
    first_edition: int
    definition: str
    indicators: tuple[str, ...]  # those that the section is mainly about


@dataclass(frozen=True, slots=True)
class Region:
    """A region as the Index groups countries."""

    name: str
    continent: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Country:
    """One of the 193 countries that the Index scores."""

    code: str  # ISO 3166-1 alpha-3, upper case
    name: str  # as published in the newest edition
    continent: str
    region: str
    also: tuple[str, ...] = ()  # other spellings
    demonyms: tuple[str, ...] = ()
    tile: tuple[int, int] = (0, 0)  # column and row in the map of equal tiles
    parts: tuple[str, ...] = ()  # that people look for, and that are not scored: "England"

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of it and of its people, the published one first."""
        return (self.name, *self.also, *self.demonyms)


def name_key(name: str) -> str:
    """Reduce a name for comparison: without case, accents, punctuation, "the", and with "st" and "&" spelt out."""
    plain = strip_accents(name).replace("&", " and ").replace("’", "'").casefold()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    return " ".join("saint" if word == "st" else word for word in words if word != "the")


@dataclass(frozen=True)
class Taxonomy:
    """Everything above, whole and checked."""

    indicators: tuple[Indicator, ...]  # 32, in published order
    aggregates: tuple[Indicator, ...]  # 4
    headings: tuple[Heading, ...]  # 11
    regions: tuple[Region, ...]
    countries: tuple[Country, ...]  # 193, by name

    @cached_property
    def _scored(self) -> Mapping[str, Indicator]:
        return {scored.slug: scored for scored in (*self.aggregates, *self.indicators)}

    @cached_property
    def _headings(self) -> Mapping[str, Heading]:
        return {heading.slug: heading for heading in self.headings}

    @cached_property
    def _countries(self) -> Mapping[str, Country]:
        return {country.code: country for country in self.countries}

    @cached_property
    def _names(self) -> Mapping[str, Country]:
        names = {name_key(name): country for country in self.countries for name in (country.name, *country.also)}
        return names | {country.code.casefold(): country for country in self.countries}

    @cached_property
    def offered_countries(self) -> Mapping[str, tuple[str, ...]]:
        """The names of the countries by every spelling, people and part: a people may have several."""
        offered: dict[str, tuple[str, ...]] = {}
        for country in self.countries:
            for spelling in (*country.names, *country.parts):
                key = name_key(spelling)
                offered[key] = (*offered.get(key, ()), country.name)
        return offered

    @cached_property
    def _regions(self) -> Mapping[str, Region]:
        return {name_key(name): region for region in self.regions for name in (region.name, *region.also)}

    @cached_property
    def _labels(self) -> Mapping[str, Indicator]:
        return {
            name_key(name): indicator
            for indicator in self._scored.values()
            for name in (indicator.label, *indicator.also, indicator.slug)
        }

    @property
    def scored(self) -> Mapping[str, Indicator]:
        """Every slug that can carry a score: the aggregates, then the indicators."""
        return self._scored

    @property
    def continents(self) -> tuple[str, ...]:
        return tuple(sorted({region.continent for region in self.regions}))

    def indicator(self, slug: str) -> Indicator:
        """Return the indicator or aggregate of that slug. Raises NotFoundError, with the closest."""
        if slug not in self._scored:
            raise NotFoundError(f"There is no indicator {quote(slug)}.{offer(slug, self._scored)}")
        return self._scored[slug]

    def find_indicator(self, label: str) -> Indicator | None:
        """Find the indicator or aggregate that is published under a label, in any case and spelling of hyphens."""
        return self._labels.get(name_key(label))

    def heading(self, slug: str) -> Heading:
        """Return the section of that slug. Raises NotFoundError, with the closest."""
        if slug not in self._headings:
            raise NotFoundError(f"There is no section {quote(slug)}.{offer(slug, self._headings)}")
        return self._headings[slug]

    def country(self, code: str) -> Country:
        """Return the country of that alpha-3 code, in any case. Raises NotFoundError."""
        if code.upper() not in self._countries:
            raise NotFoundError(
                f"{quote(code)} is not the code of one of the {len(self.countries)} countries of the Index."
            )
        return self._countries[code.upper()]

    def country_named(self, name: str) -> Country | None:
        """Return the country of a name, spelling or code; None, at once, for any other."""
        return self._names.get(name_key(name))

    def find_country(self, name: str) -> Country:
        """Find the country of a name, spelling or code. Raises CountryError with the closest names: never a guess."""
        country = self.country_named(name)
        if country is None:
            raise CountryError(
                f"{quote(name.strip())} is not one of the {len(self.countries)} countries of the Index."
                f"{offer_names(name_key(name), self.offered_countries)}"
            )
        return country

    def find_region(self, name: str) -> Region | None:
        """Find the region of that name, in any published spelling."""
        return self._regions.get(name_key(name))

    def indicators_of(self, edition: int, pillar: str | None = None) -> tuple[Indicator, ...]:
        """List the indicators scored in an edition, in published order, of one pillar or of all."""
        return tuple(
            indicator
            for indicator in self.indicators
            if indicator.first_edition <= edition and pillar in (None, indicator.pillar)
        )


def _check_first_edition(file: TableFile, kind: str, number: int, table: ContentTable) -> None:
    if table.integer("first_edition") not in EDITIONS:
        file.fail(kind, number, "first_edition", f"first_edition must be one of {EDITIONS}.")


def _read_indicators(folder: Path) -> tuple[tuple[Indicator, ...], tuple[Indicator, ...]]:
    file = TableFile(folder / "indicators.toml")
    common = {"slug": str, "label": str, "first_edition": int, "definition": str}
    indicators = file.tables("indicator", common | {"pillar": str}, {"also": list})
    aggregates = file.tables("aggregate", common, {"also": list})
    names: dict[str, str] = {}
    for kind, tables in (("indicator", indicators), ("aggregate", aggregates)):
        file.check_unique(kind, "slug", tables)
        for number, table in enumerate(tables):
            _check_first_edition(file, kind, number, table)
            slug = table.text("slug")
            if not SLUG.fullmatch(slug):
                file.fail(kind, number, "slug", f"{slug!r} is not a slug: lower-case words joined by hyphens.")
            if kind == "indicator" and table.text("pillar") not in PILLARS:
                file.fail(kind, number, "pillar", f"pillar must be one of {', '.join(PILLARS)}.")
            if kind == "aggregate" and slug not in AGGREGATES:
                file.fail(kind, number, "slug", f"aggregate must be one of {', '.join(AGGREGATES)}.")
            for name in (table.text("label"), *table.texts("also")):
                if names.setdefault(name_key(name), slug) != slug:
                    file.fail(kind, number, "label", f"{name!r} already names {names[name_key(name)]}.")
    if missing := sorted(set(AGGREGATES) - {table.text("slug") for table in aggregates}):
        raise VocabularyError(f"{file.path}: there is no [[aggregate]] {', '.join(missing)}.")
    scored = (_indicator(table, table.text("pillar")) for table in indicators)
    averages = (_indicator(table, table.text("slug"), is_aggregate=True) for table in aggregates)
    return tuple(scored), tuple(averages)


def _indicator(table: ContentTable, pillar: str, is_aggregate: bool = False) -> Indicator:
    return Indicator(
        table.text("slug"),
        table.text("label"),
        pillar,
        table.integer("first_edition"),
        table.text("definition"),
        table.texts("also"),
        is_aggregate,
    )


def _read_headings(folder: Path, known: set[str]) -> tuple[Heading, ...]:
    file = TableFile(folder / "sections.toml")
    required = {"slug": str, "title": str, "first_edition": int, "definition": str, "indicators": list}
    tables = file.tables("section", required, {})
    file.check_unique("section", "slug", tables)
    for number, table in enumerate(tables):
        _check_first_edition(file, "section", number, table)
        for slug in table.texts("indicators"):
            if slug not in known:
                file.fail("section", number, "indicators", f"there is no indicator {slug!r}.{offer(slug, known)}")
    return tuple(
        Heading(
            table.text("slug"),
            table.text("title"),
            number,
            table.integer("first_edition"),
            table.text("definition"),
            table.texts("indicators"),
        )
        for number, table in enumerate(tables, 1)
    )


def _read_countries(folder: Path) -> tuple[tuple[Region, ...], tuple[Country, ...]]:
    file = TableFile(folder / "countries.toml")
    regions = file.tables("region", {"name": str, "continent": str}, {"also": list})
    file.check_unique("region", "name", regions)
    continents = {table.text("name"): table.text("continent") for table in regions}
    required = {"code": str, "name": str, "continent": str, "region": str, "tile": list}
    tables = file.tables("country", required, {"also": list, "demonyms": list, "parts": list})
    file.check_unique("country", "code", tables)
    names: dict[str, str] = {}
    tiles: dict[tuple[int, int], str] = {}
    countries: list[Country] = []
    for number, table in enumerate(tables):
        code, continent, region = table.text("code"), table.text("continent"), table.text("region")
        if not re.fullmatch(r"[A-Z]{3}", code):
            file.fail("country", number, "code", f"{code!r} is not an alpha-3 code in capitals.")
        if continents.get(region) != continent:
            file.fail("country", number, "region", f"no [[region]] {region!r} in {continent!r}.")
        for name in (table.text("name"), *table.texts("also")):
            if names.setdefault(name_key(name), code) != code:
                file.fail("country", number, "name", f"{name!r} already names {names[name_key(name)]}.")
        tile = _tile(file, number, table)
        if tile in tiles:
            file.fail("country", number, "tile", f"{tiles[tile]} is already on the tile {list(tile)}.")
        tiles[tile] = code
        others = (table.texts("also"), table.texts("demonyms"), tile, table.texts("parts"))
        countries.append(Country(code, table.text("name"), continent, region, *others))
    return (
        tuple(Region(table.text("name"), table.text("continent"), table.texts("also")) for table in regions),
        tuple(countries),
    )


def _tile(file: TableFile, number: int, table: ContentTable) -> tuple[int, int]:
    items = table.items("tile")
    numbers = [item for item in items if isinstance(item, int) and item >= 0]
    if len(items) != 2 or len(numbers) != 2:
        file.fail("country", number, "tile", "tile must be [column, row], whole numbers from 0.")
    return numbers[0], numbers[1]


def read_taxonomy(folder: Path) -> Taxonomy:
    """Read and check the three files in a folder. Raises VocabularyError with file and line."""
    indicators, aggregates = _read_indicators(folder)
    headings = _read_headings(folder, {indicator.slug for indicator in indicators})
    regions, countries = _read_countries(folder)
    return Taxonomy(indicators, aggregates, headings, regions, countries)


@cache
def taxonomy() -> Taxonomy:
    """Read the vocabulary that this copy ships. Raises VocabularyError."""
    return read_taxonomy(paths.content("index"))
