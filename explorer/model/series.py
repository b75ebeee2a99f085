"""Series: the Global Organized Crime Index, and others that score countries alike and are never mixed with it.

Read from `index/series.toml`, which a domain expert edits; a mistake in it is a VocabularyError that names file
and line.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from explorer.core import paths
from explorer.core.content_file import ContentTable, TableFile, offer
from explorer.core.errors import NotFoundError
from explorer.model.taxonomy import EDITIONS, SLUG, Country, Indicator, taxonomy
from explorer.text.excerpts import quote

INDEX_SERIES = "index"  # slug of the Global Organized Crime Index
_TEXTS = ("slug", "name", "title", "author", "publisher", "source_url")


@dataclass(frozen=True, eq=False)
class Series:
    """An index with scores, ranks and editions of its own."""

    slug: str  # "enact"
    name: str  # "ENACT Africa index"
    title: str  # of the work, as it is cited
    author: str  # as it is cited
    publisher: str
    source_url: str  # its address
    hosts: tuple[str, ...]
    continents: tuple[str, ...]  # whose countries it scores; none for those of the world
    scored_as: Mapping[int, int]  # its editions, oldest first, each with the one of the Index that scored the same
    labels: Mapping[str, str] = field(default_factory=dict)  # of indicators and aggregates: their slugs

    @property
    def is_index(self) -> bool:
        """Tell whether it is the Global Organized Crime Index."""
        return self.slug == INDEX_SERIES

    @property
    def editions(self) -> tuple[int, ...]:
        """The years of its editions, oldest first."""
        return tuple(self.scored_as)

    @cached_property
    def countries(self) -> tuple[Country, ...]:
        """The countries that it scores, by name."""
        countries = taxonomy().countries
        return tuple(each for each in countries if not self.continents or each.continent in self.continents)

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset(country.code for country in self.countries)

    def __contains__(self, code: object) -> bool:
        """Tell whether it scores the country of a code."""
        return code in self._codes

    def no_edition(self, raw: object) -> str:
        """Build the message about an edition that does not exist; it offers those that do, and another series'."""
        year = str(raw).strip("'")
        having = [series for series in all_series().values() if year in map(str, series.editions)]
        of = "" if self.is_index and not having else f" of the {self.short_name}"
        also = "".join(f" The {series.short_name} has one." for series in having)
        return f"There is no edition {raw}{of}. Choose one of {', '.join(map(str, self.editions))}.{also}"

    @property
    def short_name(self) -> str:
        """The name that sentences have after "the": "Index", "ENACT Africa index"."""
        return "Index" if self.is_index else self.name

    def no_country(self, country: Country) -> str:
        """Build the message about a country that it does not score."""
        where = f" of {' and '.join(self.continents)}" if self.continents else ""
        return f"{country.name} is not one of the {len(self.countries)} countries{where} that the {self.name} scores."

    def check_edition(self, edition: int) -> int:
        """Return an edition. Raises NotFoundError for one that it does not have."""
        if edition not in self.scored_as:
            raise NotFoundError(self.no_edition(edition))
        return edition

    def check(self, code: str, edition: int) -> None:
        """Check that it scores the country of a code and has an edition. Raises NotFoundError."""
        self.check_edition(edition)
        country = taxonomy().country(code)
        if country.code not in self:
            raise NotFoundError(self.no_country(country))

    def previous(self, edition: int) -> int | None:
        """Return the edition before; None for the first."""
        return max((earlier for earlier in self.editions if earlier < edition), default=None)

    def first_edition(self, slug: str) -> int | None:
        """Return its first edition that has an indicator or aggregate; None where none has. Raises NotFoundError."""
        first = taxonomy().indicator(slug).first_edition
        return next((edition for edition, alike in self.scored_as.items() if alike >= first), None)

    def has_scored(self, slug: str, edition: int) -> bool:
        """Tell whether an edition has an indicator or aggregate. Raises NotFoundError."""
        first = self.first_edition(slug)
        return first is not None and first <= edition

    def indicators_of(self, edition: int, pillar: str | None = None) -> tuple[Indicator, ...]:
        """List the indicators that an edition scores, in published order, of one pillar or of all."""
        return taxonomy().indicators_of(self.scored_as[edition], pillar)

    def edition_name(self, edition: int) -> str:
        """Name an edition: "2021" of the Index, "ENACT Africa index 2019" of another series."""
        return str(edition) if self.is_index else f"{self.name} {edition}"

    def profile_name(self, country: str, edition: int) -> str:
        """Name a profile: "Kyrgyzstan 2021", or "Lesotho, ENACT Africa index 2019" of another series."""
        return f"{country} {edition}" if self.is_index else f"{country}, {self.edition_name(edition)}"


def read_series(folder: Path) -> dict[str, Series]:
    """Read the series by slug, the Index first. Raises VocabularyError with file and line."""
    file = TableFile(folder / "series.toml")
    tables = file.tables("series", {**dict.fromkeys(_TEXTS, str), "hosts": list, "continents": list}, {})
    file.check_unique("series", "slug", tables)
    file.check_unique("series", "name", tables)
    if tables[0].text("slug") != INDEX_SERIES:
        file.fail("series", 0, "slug", f"the first series is the Index itself, {INDEX_SERIES!r}.")
    slugs = [table.text("slug") for table in tables]
    for number, table in enumerate(tables):
        if not SLUG.fullmatch(slugs[number]) or "-" in slugs[number]:
            file.fail("series", number, "slug", f"{slugs[number]!r} is not a slug of one lower-case word.")
        for continent in table.texts("continents"):
            if continent not in taxonomy().continents:
                file.fail_item("series", number, "continents", continent, f"there is no continent {continent!r}.")
    editions = _read_editions(file, slugs)
    for number, slug in enumerate(slugs):
        if not editions[slug]:
            file.fail("series", number, "slug", f"there is no [[edition]] of {slug!r}.")
    labels = _read_labels(file, slugs)
    return {
        slug: Series(
            slug=slug,
            name=table.text("name"),
            title=table.text("title"),
            author=table.text("author"),
            publisher=table.text("publisher"),
            source_url=table.text("source_url"),
            hosts=table.texts("hosts"),
            continents=table.texts("continents"),
            scored_as=dict(sorted(editions[slug].items())),
            labels=labels[slug],
        )
        for slug, table in zip(slugs, tables, strict=True)
    }


def _read_editions(file: TableFile, slugs: list[str]) -> dict[str, dict[int, int]]:
    """Read the editions of each series, each with the one of the Index that scored the same."""
    editions: dict[str, dict[int, int]] = {slug: {} for slug in slugs}
    editions[INDEX_SERIES] = {edition: edition for edition in EDITIONS}
    for number, table in enumerate(_optional(file, "edition", {"series": str, "year": int, "scored_as": int})):
        slug, year = _series_of(file, "edition", number, table, slugs), table.integer("year")
        if slug == INDEX_SERIES:
            file.fail("edition", number, "series", "the editions of the Index are in editions.toml.")
        if year in editions[slug] or not 1000 <= year <= 9999:
            file.fail("edition", number, "year", f"{year} is not a year, or occurs twice.")
        if table.integer("scored_as") not in EDITIONS:
            file.fail("edition", number, "scored_as", f"scored_as must be one of {EDITIONS}.")
        editions[slug][year] = table.integer("scored_as")
    return editions


def _read_labels(file: TableFile, slugs: list[str]) -> dict[str, dict[str, str]]:
    """Read the labels that series have for indicators and aggregates, with their slugs, by series."""
    labels: dict[str, dict[str, str]] = {slug: {} for slug in slugs}
    for number, table in enumerate(_optional(file, "label", dict.fromkeys(("series", "label", "indicator"), str))):
        series, slug = _series_of(file, "label", number, table, slugs), table.text("indicator")
        if slug not in taxonomy().scored:
            file.fail("label", number, "indicator", f"there is no indicator {slug!r}.{offer(slug, taxonomy().scored)}")
        labels[series][table.text("label")] = slug
    return labels


def _optional(file: TableFile, kind: str, required: Mapping[str, type]) -> list[ContentTable]:
    return file.tables(kind, required, {}) if kind in file.data else []


def _series_of(file: TableFile, kind: str, number: int, table: ContentTable, slugs: list[str]) -> str:
    slug = table.text("series")
    if slug not in slugs:
        file.fail(kind, number, "series", f"there is no series {slug!r}.{offer(slug, slugs)}")
    return slug


@cache
def all_series() -> Mapping[str, Series]:
    """Read the series that this copy ships, by slug, the Index first. Raises VocabularyError."""
    return read_series(paths.content("index"))


@cache
def other_series() -> frozenset[str]:
    """Return the slugs of the series beside the Index, which their ids begin with. Raises VocabularyError."""
    return frozenset(all_series()) - {INDEX_SERIES}


def has_other_series(slugs: Iterable[str | None]) -> bool:
    """Tell whether any slug is of another series than the Index; None is of none."""
    return bool(set(slugs) - {INDEX_SERIES, None})


def find_series(slug: str) -> Series:
    """Return the series of a slug. Raises NotFoundError, with those that there are."""
    if slug not in all_series():
        raise NotFoundError(f"There is no series {quote(slug)}. Choose one of {', '.join(all_series())}.")
    return all_series()[slug]


@cache
def editions_of_all() -> tuple[int, ...]:
    """List the years of the editions of all series, oldest first. Raises VocabularyError."""
    return tuple(sorted({edition for series in all_series().values() for edition in series.editions}))
