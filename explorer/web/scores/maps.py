"""Scores, or passages found, on the map of equal tiles."""

from collections.abc import Mapping
from dataclasses import dataclass

from explorer.charts.axis import STEPS
from explorer.charts.table import Column, Row, Table
from explorer.charts.tiles import TileMap, count_ends
from explorer.export.writers import series_of_rows
from explorer.model.addresses import MAP, PASSAGES_MAP, profile_path, with_query
from explorer.model.areas import Area
from explorer.model.rankings import Rankings
from explorer.model.scores import decimals
from explorer.model.series import INDEX_SERIES
from explorer.model.taxonomy import Indicator, taxonomy
from explorer.search.engine import Engine
from explorer.search.request import SearchRequest
from explorer.search.results import Found, SearchPage
from explorer.web.read.score_rows import figure, scale
from explorer.web.scores.dataset import Dataset
from explorer.web.scores.missing_scores import MissingScores, missing_scores
from explorer.web.scores.params import Pairs, read_edition, read_indicator, read_params
from explorer.web.search.result_links import search_url

SCORE_STEPS = (*((step, f"{step}–{step}.99") for step in range(1, STEPS)), (STEPS, f"{STEPS}–10"))


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map with the texts and links of its tiles, by code of country."""

    figure: TileMap
    scale: str  # criminality, resilience or passages
    texts: Mapping[str, str]
    addresses: Mapping[str, str]
    steps: tuple[tuple[int, str], ...]  # the steps of the scale that are used, and the range of each


def score_drawing(rankings: Rankings, indicator: Indicator, edition: int, area: Area) -> Drawing:
    """Return the map of one score of one edition."""
    scores = rankings.scores.get(edition, {}).get(indicator.slug, {})
    return Drawing(
        TileMap.of_scores(area.countries, scores),
        scale(indicator.slug),
        {code: figure(score, indicator.slug) for code, score in scores.items()},
        {code: profile_path(code, edition) for code in scores},
        SCORE_STEPS,
    )


@dataclass(frozen=True, slots=True)
class MapView:
    """The page of a map of scores."""

    indicator: Indicator
    edition: int
    area: Area
    drawing: Drawing
    missing: MissingScores | None
    dataset: Dataset

    @classmethod
    def of(cls, pairs: Pairs, rankings: Rankings) -> "MapView":
        """Return the page at an address. Raises QueryError."""
        values = read_params(pairs, ("indicator", "edition", "area"))
        indicator = read_indicator(values.get("indicator", "criminality"))
        edition = read_edition(values.get("edition", ""), rankings, indicator.slug)
        area = Area.read(values.get("area", ""))
        scores = rankings.scores.get(edition, {}).get(indicator.slug, {})
        table = Table(
            f"{indicator.label} {edition} in {area.label}, from 1 to 10",
            (
                Column("country", "Country"),
                Column("code", "Code"),
                Column("region", "Region"),
                Column("score", "Score", "score", decimals(indicator.slug)),
            ),
            tuple(
                Row(
                    (country.name, country.code, country.region, scores.get(country.code)),
                    profile_path(country.code, edition) if country.code in scores else "",
                )
                for country in area.countries
            ),
        )
        params = (("indicator", indicator.slug), ("edition", edition), ("area", area.name))
        return cls(
            indicator,
            edition,
            area,
            score_drawing(rankings, indicator, edition, area),
            missing_scores(rankings, edition, indicator),
            Dataset(MAP, params, {"map": table}),
        )


@dataclass(frozen=True, slots=True)
class PassageMapView:
    """The page of a map of the passages that a search finds."""

    request: SearchRequest
    read_as: str
    found: Found
    in_chapters: int  # of the hits: chapters have no country
    drawing: Drawing
    dataset: Dataset

    @property
    def search_url(self) -> str:
        """The search that finds the passages."""
        return search_url(self.request)

    @classmethod
    def of(cls, pairs: Pairs, engine: Engine) -> "PassageMapView":
        """Return the page at an address, which has the parameters of a search. Raises QueryError."""
        page = engine.search(SearchRequest.from_args(pairs))
        request = page.found.in_scope(page.request)
        chosen = request.chosen("country")
        # A facet counts without its own filter; the map shows what the search finds.
        counts = {
            value.value: value.count for value in page.facets.get("country", ()) if not chosen or value.value in chosen
        }
        addresses = {code: search_url(request.narrowed([("country", code)])) for code in counts}
        known = taxonomy()
        table = Table(
            "Passages found, by country",
            (Column("country", "Country"), Column("code", "Code"), Column("passage_count", "Passages", "number")),
            tuple(Row((known.country(code).name, code, counts[code]), addresses[code]) for code in counts),
        )
        return cls(
            request,
            page.read_as,
            page.found,
            page.total - sum(counts.values()),
            Drawing(
                TileMap.of_counts(known.countries, counts),
                "passages",
                {code: f"{count:,}" for code, count in counts.items()},
                addresses,
                count_steps(max(counts.values(), default=0)),
            ),
            Dataset(PASSAGES_MAP, _params(request), {"passages": table}, series=_series(page)),
        )


def count_steps(highest: int) -> tuple[tuple[int, str], ...]:
    """Return the steps of a scale of counts, and the counts that each covers."""
    return tuple(
        (step, f"{start:,}" if start == end else f"{start:,}–{end:,}") for step, start, end in count_ends(highest)
    )


def _series(page: SearchPage) -> tuple[str, ...]:
    """List the series of the passages found; a corpus of the Index alone has no facet of them."""
    values = page.facets.get("series", ())
    chosen = page.request.chosen("series")
    found = (value.value for value in values if value.count and (not chosen or value.value in chosen))
    return series_of_rows(found) or (INDEX_SERIES,)


def _params(request: SearchRequest) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in request.to_args() if pair[0] not in ("limit", "offset", "sort"))


def passages_url(request: SearchRequest) -> str:
    """Return the path of the map that counts the hits of a search by country."""
    return with_query(PASSAGES_MAP, _params(request))
