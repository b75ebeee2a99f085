"""Two scores of every country against each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from explorer.charts.scatter import Mark, Scatter, marks
from explorer.charts.scatter_labels import Label, place_labels
from explorer.charts.table import Column, Row, Table
from explorer.core.errors import QueryError
from explorer.model.addresses import SCATTER, profile_path
from explorer.model.areas import Area
from explorer.model.correlation import Correlation, shares_members
from explorer.model.rankings import Rankings
from explorer.model.scores import decimals
from explorer.model.taxonomy import Country, Indicator, taxonomy
from explorer.web.scores.dataset import Dataset
from explorer.web.scores.missing_scores import MissingScores, missing_scores
from explorer.web.scores.params import Pairs, read_edition, read_indicator, read_params


@dataclass(frozen=True, slots=True)
class ScatterView:
    """The page of a scatter."""

    across: Indicator
    up: Indicator
    edition: int
    area: Area
    figure: Scatter
    addresses: dict[str, str]
    marks: tuple[Mark, ...]  # of the regions that are shown
    quadrants: tuple[str, ...]  # their names, in the order of the figure's
    correlation: Correlation
    is_part: bool  # whether one of the scores is a part of the other
    labels: tuple[Label, ...]  # of outliers
    missing: MissingScores | None
    dataset: Dataset

    @classmethod
    def of(cls, pairs: Pairs, rankings: Rankings) -> "ScatterView":
        """Return the page at an address. Raises QueryError."""
        values = read_params(pairs, ("x", "y", "edition", "area"))
        across = read_indicator(values.get("x", "criminality"))
        up = read_indicator(values.get("y", "resilience"))
        edition = read_edition(values.get("edition", ""), rankings, across.slug, up.slug)
        if across == up:
            raise QueryError(f"Both axes have {across.label.lower()}. Choose another score for one of them.")
        area = Area.read(values.get("area", ""))
        scores = rankings.scores.get(edition, {})
        figure = Scatter.of(area.countries, scores.get(across.slug, {}), scores.get(up.slug, {}))
        names = tuple(
            quadrant_name(across, up, quadrant.is_high_across, quadrant.is_high_up) for quadrant in figure.quadrants
        )
        correlation = Correlation.of(
            scores.get(across.slug, {}), scores.get(up.slug, {}), [country.code for country in area.countries]
        )
        sides = {outlier.code: "higher" if outlier.is_higher else "lower" for outlier in correlation.outliers}
        addresses = {spot.country.code: profile_path(spot.country.code, edition) for spot in figure.spots}
        caption = f"{across.label} and {up.label.lower()} {edition} in {area.label}, each from 1 to 10"
        table = Table(caption, _columns(across, up), tuple(_rows(figure, names, sides, addresses)))
        regions = {country.region for country in area.countries}
        params = (("x", across.slug), ("y", up.slug), ("edition", edition), ("area", area.name))
        return cls(
            across,
            up,
            edition,
            area,
            figure,
            addresses,
            tuple(mark for mark in marks().values() if mark.region in regions),
            names,
            correlation,
            shares_members(across, up),
            place_labels(figure, sides),
            missing_scores(rankings, edition, across, up),
            Dataset(SCATTER, params, {"scatter": table, "correlation": _correlation_table(across, up, correlation)}),
        )

    def outliers(self, is_higher: bool) -> list[Country]:
        """List the countries that have a higher, or a lower, vertical score than expected, farthest first."""
        known = taxonomy()
        return [known.country(each.code) for each in self.correlation.outliers if each.is_higher == is_higher]


def _columns(across: Indicator, up: Indicator) -> tuple[Column, ...]:
    return (
        Column("country", "Country"),
        Column("region", "Region"),
        Column("x", across.label, "score", decimals(across.slug)),
        Column("y", up.label, "score", decimals(up.slug)),
        Column("outlier", f"{up.label} than expected"),
        Column("quadrant", "Quadrant"),
    )


def _rows(
    figure: Scatter, names: Sequence[str], sides: Mapping[str, str], addresses: Mapping[str, str]
) -> Iterator[Row]:
    """Yield a row for each country, by name, with the cells of `_columns`; `names` are those of the quadrants."""
    quadrant_of = {
        country.code: name
        for quadrant, name in zip(figure.quadrants, names, strict=True)
        for country in quadrant.countries
    }
    for spot in sorted(figure.spots, key=lambda spot: spot.country.name):
        country = spot.country
        cells = (country.name, country.region, spot.across, spot.up, sides.get(country.code), quadrant_of[country.code])
        yield Row(cells, addresses[country.code])


def _correlation_table(across: Indicator, up: Indicator, correlation: Correlation) -> Table:
    columns = (
        Column("x", "Horizontal"),
        Column("y", "Vertical"),
        Column("rho", "Spearman's rho", "correlation", 2),
        Column("country_count", "Countries", "number"),
    )
    rho = None if correlation.rho is None else round(correlation.rho, 4)
    row = Row((across.slug, up.slug, rho, len(correlation)))
    return Table("Spearman's rank correlation", columns, (row,))


def quadrant_name(across: Indicator, up: Indicator, is_high_across: bool, is_high_up: bool) -> str:
    """Return a quadrant in words: "Low criminality, high resilience"."""
    first = f"{'High' if is_high_across else 'Low'} {across.label.lower()}"
    return f"{first}, {'high' if is_high_up else 'low'} {up.label.lower()}"
