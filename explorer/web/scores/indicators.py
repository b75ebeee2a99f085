"""The page of all indicators, and the page of one with its scores in every country."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from explorer.charts.histogram import Histogram
from explorer.charts.table import Column, Row, Table
from explorer.charts.trend import Trend
from explorer.core.errors import QueryError
from explorer.model.addresses import AVERAGES, INDICATORS, RANKINGS, indicator_path, profile_path, with_query
from explorer.model.areas import Area
from explorer.model.comparability import comparability_between
from explorer.model.rankings import RankedCountry, Ranking, Rankings
from explorer.model.scores import decimals
from explorer.model.taxonomy import EDITIONS, PILLARS, Indicator, taxonomy
from explorer.web.scores.dataset import Dataset
from explorer.web.scores.maps import Drawing, score_drawing
from explorer.web.scores.missing_scores import MissingScores, missing_scores
from explorer.web.scores.params import Pairs, read_edition, read_params
from explorer.web.scores.rankings_page import RANK_COLUMNS, RANK_ORIGIN, listed_rank

_ENDS = 5  # countries at either end that are named


@dataclass(frozen=True, slots=True)
class IndicatorsView:
    """The page of all indicators."""

    groups: tuple[tuple[Indicator, tuple[Indicator, ...]], ...]  # each pillar with its indicators
    editions: tuple[int, ...]  # that have all countries
    dataset: Dataset

    @classmethod
    def of(cls, pairs: Pairs, rankings: Rankings) -> "IndicatorsView":
        """Return the page at an address. Raises QueryError."""
        read_params(pairs, ())
        known = taxonomy()
        groups = tuple(
            (known.indicator(pillar), tuple(indicator for indicator in known.indicators if indicator.pillar == pillar))
            for pillar in PILLARS
        )
        columns = (
            Column("indicator", "Score"),
            Column("pillar", "Pillar"),
            *(Column(f"average-{edition}", f"Average {edition}", "score", 2) for edition in EDITIONS),
            Column("comparable", "Comparable"),
        )
        rows = (
            Row(
                (
                    scored.label,
                    known.indicator(scored.pillar).label,
                    *(_average(rankings, edition, scored.slug) for edition in EDITIONS),
                    comparability_between(scored.slug, scored.first_edition, EDITIONS[-1]) or "yes",
                ),
                indicator_path(scored.slug),
            )
            for scored in known.scored.values()
        )
        table = Table("World averages by edition", columns, tuple(rows))
        complete = tuple(edition for edition in EDITIONS if rankings.ranking(edition, "criminality").is_complete)
        return cls(groups, complete, Dataset(INDICATORS, (), {"averages": table}, AVERAGES))

    def reason(self, indicator: Indicator) -> str:
        """Return why the editions of an average are not comparable; empty where they are."""
        return comparability_between(indicator.slug, EDITIONS[0], EDITIONS[-1]) if indicator.is_aggregate else ""

    def averages(self, indicator: Indicator) -> list[tuple[int, float]]:
        """Return the world averages of an indicator in the editions that have all countries."""
        table = self.dataset.tables["averages"]
        cells = next(row.cells for row in table.rows if row.address == indicator_path(indicator.slug))
        averages = zip(EDITIONS, cells[2:-1], strict=True)
        return [(edition, average) for edition, average in averages if isinstance(average, float)]


def _average(rankings: Rankings, edition: int, slug: str, area: str = "world", name: str = "") -> float | None:
    """Return the average of an area; None where not all its countries are here: of a few it would mislead."""
    ranking = rankings.ranking(edition, slug, area, name)
    return ranking.average if ranking.is_complete else None


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """The page of one indicator or aggregate in one edition."""

    indicator: Indicator
    edition: int
    editions: tuple[int, ...]  # that score it
    members: tuple[Indicator, ...]  # what an aggregate is the average of
    pillar: Indicator  # the average that it belongs to, or is
    siblings: tuple[Indicator, ...]  # the members of that average
    ranking: Ranking
    highest: tuple[RankedCountry, ...]
    lowest: tuple[RankedCountry, ...]
    histogram: Histogram
    trend: Trend
    drawing: Drawing
    missing: MissingScores | None
    change_note: str  # why the editions are not comparable
    dataset: Dataset

    @classmethod
    def of(cls, slug: str, pairs: Pairs, rankings: Rankings) -> "IndicatorView":
        """Return the page of a slug at an address. Raises NotFoundError for the slug, QueryError for a parameter."""
        indicator = taxonomy().indicator(slug)
        values = read_params(pairs, ("edition", "links", "offset"))
        edition = read_edition(values.get("edition", ""), rankings, slug)
        if edition < indicator.first_edition:
            raise QueryError(
                f"{indicator.label} was not scored before {indicator.first_edition}. Choose a later edition."
            )
        editions = tuple(year for year in EDITIONS if year >= indicator.first_edition)
        ranking = rankings.ranking(edition, slug)
        world = Area.read("")
        reasons = (comparability_between(slug, a, b) for a, b in pairwise(editions))
        tables = {
            "scores": _scores(rankings, ranking, indicator),
            "averages": _averages(rankings, indicator, editions),
            "distribution": _distribution(ranking, indicator),
        }
        return cls(
            indicator,
            edition,
            editions,
            members_of(indicator, edition),
            taxonomy().indicator(indicator.pillar),
            members_of(taxonomy().indicator(indicator.pillar), edition),
            ranking,
            ranking.highest(_ENDS),
            ranking.lowest(_ENDS),
            Histogram.of(ranking.distribution),
            _trend(rankings, slug),
            score_drawing(rankings, indicator, edition, world),
            missing_scores(rankings, edition, indicator),
            next((reason for reason in reasons if reason), ""),
            Dataset(indicator_path(slug), (("edition", edition),), tables, f"{RANKINGS}/{slug}"),
        )

    @property
    def topic(self) -> str:
        """The label within a sentence: "the cocaine trade", "human trafficking"."""
        label = self.indicator.label[:1].lower() + self.indicator.label[1:]
        return f"the {label}" if label.endswith(" trade") else label

    def url(self, edition: int, links: str = "", offset: int = 0) -> str:
        """Return the same page of another edition, with other links, or further on in its passages."""
        pairs = (("edition", edition), ("links", links), ("offset", offset or ""))
        return with_query(indicator_path(self.indicator.slug), pairs)


def members_of(aggregate: Indicator, edition: int) -> tuple[Indicator, ...]:
    """Return the members of an aggregate in an edition; none for an indicator."""
    if not aggregate.is_aggregate:
        return ()
    if aggregate.slug == "criminality":
        return tuple(taxonomy().indicator(slug) for slug in PILLARS[:2])
    return taxonomy().indicators_of(edition, aggregate.slug)


def _areas() -> Iterable[tuple[str, str]]:
    """List the world, and each continent before its regions."""
    known = taxonomy()
    yield "world", ""
    for continent in known.continents:
        yield "continent", continent
        yield from (("region", region.name) for region in known.regions if region.continent == continent)


def _averages(rankings: Rankings, indicator: Indicator, editions: Iterable[int]) -> Table:
    years = tuple(editions)
    columns = (
        Column("area", "Part of the world"),
        Column("kind", "Kind"),
        *(Column(f"average-{edition}", str(edition), "score", 2, bar=indicator.slug) for edition in years),
    )
    rows = []
    for kind, name in _areas():
        averages = tuple(_average(rankings, edition, indicator.slug, kind, name) for edition in years)
        if any(average is not None for average in averages):
            rows.append(
                Row(
                    (name or "World", kind, *averages),
                    with_query(RANKINGS, (("indicator", indicator.slug), ("edition", years[-1]), ("area", name))),
                )
            )
    return Table(f"{indicator.label}: averages by part of the world and edition", columns, tuple(rows))


def _trend(rankings: Rankings, slug: str) -> Trend:
    areas = (("world", ""), *(("continent", continent) for continent in taxonomy().continents))
    return Trend.of(
        [
            (
                name or "World",
                {edition: _average(rankings, edition, slug, kind, name) for edition in EDITIONS},
                lambda earlier, later: not comparability_between(slug, earlier, later),
            )
            for kind, name in areas
        ]
    )


def _distribution(ranking: Ranking, indicator: Indicator) -> Table:
    columns = (Column("score", "Score", "score", 1), Column("country_count", "Countries", "number"))
    rows = (Row((half, count)) for half, count in ranking.distribution.items())
    unit = "averages count at the half point they have reached" if indicator.is_aggregate else "in half points"
    return Table(f"Countries by score, {unit}", columns, tuple(rows))


def _scores(rankings: Rankings, ranking: Ranking, indicator: Indicator) -> Table:
    columns = (
        Column("country", "Country"),
        *RANK_COLUMNS,
        Column("region", "Region"),
        Column("score", "Score", "score", decimals(indicator.slug), bar=indicator.slug),
        RANK_ORIGIN,
    )
    rows = (
        Row(
            (entry.country.name, rank.rank, rank.to, entry.country.region, entry.score, rank.origin),
            profile_path(entry.country.code, ranking.edition),
        )
        for entry, rank in ((entry, listed_rank(rankings, ranking, entry)) for entry in ranking.ranked)
    )
    return Table(f"{indicator.label} {ranking.edition}, every country, from 1 to 10", columns, tuple(rows))
