"""All countries that have a profile here, with their newest scores."""

from collections.abc import Iterator
from dataclasses import dataclass

from explorer.charts.pyramid import SMALL, Pyramid
from explorer.charts.table import Column, Row, Table
from explorer.corpus.completeness import STATES, Completeness
from explorer.corpus.library import Library
from explorer.model.addresses import COUNTRIES, profile_path
from explorer.model.areas import Area
from explorer.model.profiles import Profile
from explorer.model.series import INDEX_SERIES, Series, find_series
from explorer.model.taxonomy import Country, name_key, taxonomy
from explorer.search.request import read_flag
from explorer.web.scores.dataset import Dataset
from explorer.web.scores.params import Pairs, read_params


@dataclass(frozen=True, slots=True)
class CountryProfiles:
    """A country with its profiles, oldest first."""

    country: Country
    profiles: tuple[Profile, ...]

    @property
    def newest_scored(self) -> Profile | None:
        """The newest profile that has scores."""
        return next((profile for profile in reversed(self.profiles) if profile.scores), None)

    @property
    def newest(self) -> Profile:
        """The newest profile."""
        return self.profiles[-1]

    @property
    def with_text(self) -> tuple[Profile, ...]:
        """The profiles that have narrative text."""
        return tuple(profile for profile in self.profiles if profile.text_kind != "none")

    @property
    def pyramid(self) -> Pyramid | None:
        """The small figure of the newest scores."""
        return Pyramid.of(self.newest_scored, SMALL) if self.newest_scored else None

    @property
    def spellings(self) -> str:
        """Every spelling of the name, folded, for the filter in countries.js."""
        return " ".join(name_key(name) for name in (self.country.name, *self.country.also, self.country.code))


def collect_profiles(library: Library, country: Country) -> CountryProfiles:
    """Collect all profiles of a country that can be read."""
    return CountryProfiles(country, library.profiles_of(country.code))


@dataclass(frozen=True, slots=True)
class CountriesView:
    """The page of countries."""

    name: str  # a part of the requested name
    area: Area
    has_text: bool  # only those with narrative text
    country_profiles: tuple[CountryProfiles, ...]
    available: int  # countries that have a profile here
    completeness: Completeness  # of the corpus, whatever was requested
    dataset: Dataset
    of_other_series: tuple[tuple[Series, tuple[CountryProfiles, ...]], ...] = ()  # apart: scores are not compared

    @classmethod
    def of(cls, pairs: Pairs, library: Library, completeness: Completeness) -> "CountriesView":
        """Return the page at an address. Raises QueryError."""
        values = read_params(pairs, ("name", "area", "text"))
        area, name = Area.read(values.get("area", "")), values.get("name", "")
        has_text = read_flag("text", values.get("text", ""))
        codes = library.codes()
        collected = (collect_profiles(library, country) for country in taxonomy().countries if country.code in codes)
        available = [entry for entry in collected if entry.profiles]
        area_codes = {country.code for country in area.countries}
        country_profiles = tuple(
            entry
            for entry in available
            if entry.country.code in area_codes
            and name_key(name) in entry.spellings
            and (entry.with_text or not has_text)
        )
        params = (("name", name), ("area", area.name), ("text", "1" if has_text else ""))
        return cls(
            name,
            area,
            has_text,
            country_profiles,
            len(available),
            completeness,
            Dataset(
                COUNTRIES,
                params,
                {"countries": _table(country_profiles), "completeness": _completeness_table(completeness)},
            ),
            tuple(_of_other_series(library)),
        )


def _of_other_series(library: Library) -> Iterator[tuple[Series, tuple[CountryProfiles, ...]]]:
    """Yield each series beside the Index that the corpus has, with the profiles of its countries."""
    for slug in library.series():
        if slug != INDEX_SERIES:
            series, codes = find_series(slug), library.codes(slug)
            collected = (
                CountryProfiles(country, library.profiles_of(country.code, slug))
                for country in series.countries
                if country.code in codes
            )
            yield series, tuple(entry for entry in collected if entry.profiles)


def _table(country_profiles: tuple[CountryProfiles, ...]) -> Table:
    columns = (
        Column("country", "Country"),
        Column("code", "Code"),
        Column("region", "Region"),
        Column("continent", "Continent"),
        Column("edition", "Newest scores", "year"),
        Column("criminality", "Criminality", "score", 2),
        Column("criminal-markets", "Criminal markets", "score", 2),
        Column("criminal-actors", "Criminal actors", "score", 2),
        Column("resilience", "Resilience", "score", 2),
        Column("text_editions", "Editions with text"),
    )
    rows = []
    for entry in country_profiles:
        newest = entry.newest_scored
        scores = [newest.scores.get(column.slug) if newest else None for column in columns if column.kind == "score"]
        rows.append(
            Row(
                (
                    entry.country.name,
                    entry.country.code,
                    entry.country.region,
                    entry.country.continent,
                    newest.edition if newest else None,
                    *scores,
                    ", ".join(str(profile.edition) for profile in entry.with_text) or None,
                ),
                profile_path(entry.country.code, entry.newest.edition),
            )
        )
    return Table("Countries with a profile", columns, tuple(rows))


def _completeness_table(completeness: Completeness) -> Table:
    columns = (
        Column("edition", "Edition", "year"),
        Column("full", "Full text", "number"),
        Column("digest", "Digest", "number"),
        Column("scores", "Scores only", "number"),
        Column("missing", "Missing", "number"),
        Column("unreadable", "Cannot be read", "number"),
        Column("scored", "With scores", "number"),
    )
    rows = tuple(
        Row((edition.edition, *(edition.count(state) for state in STATES), edition.scored))
        for edition in completeness.editions
    )
    return Table("Profiles of the Index by what this corpus has of them", columns, rows)
