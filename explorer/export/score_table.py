"""The scores as data: one tidy table, a row for each country, edition and score; and a wide one, a column a score."""

import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from explorer.charts.table import Cell, Column, Row, Table
from explorer.core.errors import QueryError
from explorer.core.timeouts import with_timeout
from explorer.model.addresses import profile_path
from explorer.model.areas import Area
from explorer.model.rankings import Rankings
from explorer.model.ranks import AREAS, Rank
from explorer.model.scores import decimals
from explorer.model.series import INDEX_SERIES, Series, find_series
from explorer.model.taxonomy import Country, Indicator, offer, taxonomy
from explorer.search.request import check_filter
from explorer.text.counted_nouns import join_names

NAMES = ("country", "area", "edition", "indicator", "series")
WORLD = Area("world")
_MANY = ("country", "edition", "indicator")  # that may be given more than once
_PLACE = (
    Column("country", "country"),
    Column("iso3", "iso3"),
    Column("edition", "edition", "year"),
    Column("continent", "continent"),
    Column("region", "region"),
)
# The headings are the names: programs read them.
TIDY = (
    *_PLACE,
    Column("pillar", "pillar"),
    Column("indicator", "indicator"),
    Column("label", "label"),
    Column("score", "score", "score", 2),
    Column("change", "change", "change", 2),
    Column("since", "since", "year"),
    Column("comparable", "comparable", "boolean"),
    Column("origin", "origin"),
    *(
        Column(f"{area}_rank{part}", f"{area}_rank{part}", "text" if part == "_origin" else "number")
        for area in AREAS
        for part in ("", "_to", "_of", "_origin")
    ),
)
_ABOUT_RANKS = {
    "": "Rank by this score in the {area}, 1 for the highest; in a tie the first rank of those that share it",
    "_to": "Last rank of the tie; empty where no other country of the {area} has the same score, or the rank is "
    "published",
    "_of": "Countries of the {area} that are ranked",
    "_origin": "Of the rank: published, or computed here from the published scores",
}
DESCRIPTIONS: Mapping[str, str] = {
    "country": "Name as the Index publishes it",
    "iso3": "ISO 3166-1 alpha-3 code of the country",
    "edition": "Edition, by its year",
    "continent": "Continent as the Index groups countries",
    "region": "Region as the newest edition of the Index groups countries, in every edition, though earlier ones had "
    "others; empty in another series, which has regions of its own",
    "pillar": "Pillar of the score; empty for criminality, which is the mean of two of them",
    "indicator": "Slug of the indicator or aggregate",
    "label": "Name of the indicator or aggregate as it is published",
    "score": "Score as published, 1 to 10: in half points, averages with two decimals",
    "change": "Change since the edition before; empty where the score was not given then",
    "since": "The edition before; empty where there is no change",
    "comparable": "FALSE: an average that has other members than in the edition before; empty where there is no change",
    "origin": "computed: the change is computed here from published scores; published: score and change are published",
    **{f"{area}_rank{part}": text.format(area=area) for area in AREAS for part, text in _ABOUT_RANKS.items()},
}


@dataclass(frozen=True, slots=True)
class ScoreFilter:
    """The part of the scores that is asked for; without any choice all of the Index."""

    countries: tuple[str, ...] = ()  # codes
    area: Area = WORLD
    editions: tuple[int, ...] = ()
    indicators: tuple[str, ...] = ()  # slugs
    series: str = INDEX_SERIES

    @classmethod
    def from_args(cls, pairs: Iterable[tuple[str, str]]) -> "ScoreFilter":
        """Read the parameters of an address. Raises QueryError."""
        values: dict[str, list[str]] = {}
        for name, value in pairs:
            if name not in NAMES:
                raise QueryError(f"There is no parameter {name!r}.{offer(name, NAMES)}")
            if value.strip():
                values.setdefault(name, []).append(value.strip())
        if several := next((name for name in values if name not in _MANY and len(values[name]) > 1), None):
            raise QueryError(f"Give {several} once, not {len(values[several])} times.")
        series = find_series(check_filter("series", values.get("series", [INDEX_SERIES])[0]))
        return cls(
            tuple(dict.fromkeys(check_filter("country", value) for value in values.get("country", ()))),
            _area(values.get("area", [""])[0]),
            tuple(sorted({_edition(series, value) for value in values.get("edition", ())})),
            tuple(dict.fromkeys(check_filter("indicator", value) for value in values.get("indicator", ()))),
            series.slug,
        ).checked()

    def checked(self) -> "ScoreFilter":
        """Return the filter where its choices leave any score. Raises QueryError with what contradicts what."""
        known = taxonomy()
        for country in map(known.country, self.countries):
            if country.code not in self.of_series:
                raise QueryError(self.of_series.no_country(country))
            if country not in self.area.countries:
                raise QueryError(f"{country.name} is not in {self.area.label}.")
        editions = self.editions or self.of_series.editions
        scored = [slug for slug in self.indicators if any(self.of_series.has_scored(slug, year) for year in editions)]
        if self.indicators and not scored:
            labels = join_names([known.indicator(slug).label for slug in self.indicators])
            verb = "was" if len(self.indicators) == 1 else "were"
            raise QueryError(f"{labels} {verb} not scored in {join_names(map(str, editions))}.")
        return self

    def to_args(self) -> tuple[tuple[str, str | int], ...]:
        """Return the parameters that `from_args` reads back to this filter."""
        return (
            *(("country", code) for code in self.countries),
            *((("area", self.area.name),) if self.area.name else ()),
            *(("edition", edition) for edition in self.editions),
            *(("indicator", slug) for slug in self.indicators),
            *((("series", self.series),) if self.series != INDEX_SERIES else ()),
        )

    @property
    def options(self) -> str:
        """The same choices as options of `export scores`, each with a space before it."""
        return "".join(f" --{name} {shlex.quote(str(value))}" for name, value in self.to_args())

    @property
    def of_series(self) -> Series:
        return find_series(self.series)

    def chosen_countries(self) -> Iterator[Country]:
        """Yield the countries, by name."""
        return (each for each in self.area.countries if not self.countries or each.code in self.countries)

    def chosen_scores(self) -> list[Indicator]:
        """List the aggregates and indicators, in published order."""
        return [each for each in taxonomy().scored.values() if not self.indicators or each.slug in self.indicators]

    def chosen_editions(self, rankings: Rankings) -> list[int]:
        """List the editions that have scores, oldest first."""
        return sorted(edition for edition in rankings.scores if not self.editions or edition in self.editions)


def _area(value: str) -> Area:
    """Return the area of a name, as searches read it: "Central Asia" is Central Asia and the Caucasus."""
    try:
        return Area.read(value)
    except QueryError as error:
        try:
            return Area("region", check_filter("region", value))
        except QueryError:
            raise error from None


def _edition(series: Series, value: str) -> int:
    if value not in map(str, series.editions):
        raise QueryError(series.no_edition(repr(value)))
    return int(value)


@dataclass(frozen=True, slots=True)
class KnownScore:
    """A score of a country in an edition."""

    country: Country
    edition: int
    indicator: Indicator
    score: float


def each_score(rankings: Rankings, chosen: ScoreFilter) -> Iterator[KnownScore]:
    """Yield the scores that are asked for: by country, edition and published order."""
    scored, editions = chosen.chosen_scores(), chosen.chosen_editions(rankings)
    for country in chosen.chosen_countries():
        for edition in editions:
            for indicator in scored:
                score = rankings.score(country.code, edition, indicator.slug)
                if score is not None:
                    yield KnownScore(country, edition, indicator, score)


def tidy_table(rankings: Rankings, scores: Iterable[KnownScore]) -> Table:
    """Tabulate scores, a row each, with their changes and ranks."""
    return Table("Scores, a row each", TIDY, tuple(_tidy_row(rankings, known) for known in with_timeout(scores)))


def _tidy_row(rankings: Rankings, known: KnownScore) -> Row:
    country, edition, indicator = known.country, known.edition, known.indicator
    slug, change = indicator.slug, rankings.change(country.code, edition, indicator.slug)
    has_change = change.value is not None
    ranks = (rankings.rank(country.code, edition, slug, area) for area in AREAS)
    return Row(
        (
            *_place(rankings, country, edition),
            indicator.pillar if indicator.pillar != "criminality" else None,
            slug,
            indicator.label,
            known.score,
            change.value,
            change.since if has_change else None,
            change.is_comparable if has_change else None,
            change.origin if has_change else "published",
            *(cell for rank in ranks for cell in _rank_cells(rank)),
        ),
        profile_path(country.code, edition, rankings.series),
    )


def _place(rankings: Rankings, country: Country, edition: int) -> tuple[Cell, ...]:
    """Return the cells of `_PLACE`."""
    region = country.region if rankings.series == INDEX_SERIES else None
    return country.name, country.code, edition, country.continent, region


def _rank_cells(rank: Rank | None) -> tuple[Cell, ...]:
    return (None, None, None, None) if rank is None else (rank.rank, rank.to, rank.of, rank.origin)


def wide_table(rankings: Rankings, chosen: ScoreFilter) -> Table:
    """Tabulate the scores, a row for each country and edition and a column for each score."""
    scored, rows = chosen.chosen_scores(), []
    for country in chosen.chosen_countries():
        for edition in chosen.chosen_editions(rankings):
            scores = tuple(rankings.score(country.code, edition, indicator.slug) for indicator in scored)
            if any(score is not None for score in scores):
                address = profile_path(country.code, edition, rankings.series)
                rows.append(Row((*_place(rankings, country, edition), *scores), address))
    columns = (Column(indicator.slug, indicator.slug, "score", decimals(indicator.slug)) for indicator in scored)
    return Table("Scores, a column each", (*_PLACE, *columns), tuple(rows))


def wide_descriptions() -> Mapping[str, str]:
    """Describe the columns of the wide table."""
    labels = {slug: f"{scored.label}: score as published, 1 to 10" for slug, scored in taxonomy().scored.items()}
    return {**{column.slug: DESCRIPTIONS[column.slug] for column in _PLACE}, **labels}
