"""The pages of scores, each with its tables as CSV and JSON at addresses beside it."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from explorer.core.days import utc_today
from explorer.web.context import corpus
from explorer.web.root import site, url
from explorer.web.scores.choices import area_choices, score_choices
from explorer.web.scores.dataset import DatasetView

if TYPE_CHECKING:
    from explorer.web.scores.explore_page import ExploreView
    from explorer.web.scores.indicators import IndicatorView

# A view is imported on the first request for its page: a server starts without it.

scores = Blueprint("scores", __name__)


@scores.app_context_processor
def choices() -> dict[str, object]:
    """Provide the choices of the forms on these pages."""
    return {"score_choices": score_choices, "area_choices": area_choices}


def _params() -> list[tuple[str, str]]:
    """Return the parameters of the address, without `table`, which chooses a table of the CSV."""
    return [pair for pair in request.args.items(multi=True) if pair[0] != "table"]


def _file(view: DatasetView, name: str, format: str) -> Response:
    """Return a table of a page as a file of FORMATS."""
    from explorer.web.long_requests import download

    export = view.dataset.export(name, request.args.get("table", ""), utc_today(), site())
    return download(export, format, f"{name}.{format}")


def _json(view: DatasetView) -> Response:
    """Return all tables of a page for programs."""
    return jsonify(view.dataset.record())


def _countries_view() -> DatasetView:
    from explorer.web.scores.countries import CountriesView

    library = corpus().library
    return CountriesView.of(_params(), library, corpus().completeness(library))


@scores.get("/countries")
def countries() -> str:
    """Show the countries that have a profile."""
    return render_template("scores/countries.html", view=_countries_view())


@scores.get("/countries.<any(csv, xlsx):format>")
def countries_file(format: str) -> Response:
    """Download a table of that page."""
    return _file(_countries_view(), "countries", format)


@scores.get("/api/v1/countries")
def countries_json() -> Response:
    """Answer programs with the tables of that page."""
    return _json(_countries_view())


def _indicators_view() -> DatasetView:
    from explorer.web.scores.indicators import IndicatorsView

    return IndicatorsView.of(_params(), corpus().rankings)


@scores.get("/indicators")
def indicators() -> str:
    """Show all indicators with their world averages."""
    return render_template("scores/indicators.html", view=_indicators_view())


@scores.get("/indicators.<any(csv, xlsx):format>")
def indicators_file(format: str) -> Response:
    """Download a table of that page."""
    return _file(_indicators_view(), "indicators", format)


@scores.get("/api/v1/averages")
def indicators_json() -> Response:
    """Answer programs with the tables of that page."""
    return _json(_indicators_view())


def _rankings_view() -> DatasetView:
    from explorer.web.scores.rankings_page import RankingView

    return RankingView.of(_params(), corpus().rankings)


@scores.get("/rankings")
def rankings() -> str:
    """Show the countries ranked by one score."""
    return render_template("scores/rankings.html", view=_rankings_view())


@scores.get("/rankings.<any(csv, xlsx):format>")
def rankings_file(format: str) -> Response:
    """Download a table of that page."""
    return _file(_rankings_view(), "rankings", format)


@scores.get("/api/v1/rankings")
def rankings_json() -> Response:
    """Answer programs with the tables of that page."""
    return _json(_rankings_view())


def _explore_view() -> "ExploreView":
    from explorer.web.scores.explore_page import ExploreView

    return ExploreView.of(_params(), corpus().rankings, corpus().engine)


@scores.get("/explore")
def explore() -> ResponseReturnValue:
    """Show the countries that meet conditions; redirect from its form to the address of what it asks for."""
    from explorer.search.table.column_conditions import WAYS
    from explorer.web.scores.explore_form import column_choices, is_form, measure_choices
    from explorer.web.scores.explore_page import form_url

    pairs = _params()
    if is_form(pairs):
        return redirect(url(form_url(pairs, corpus().rankings)), 302)
    view = _explore_view()
    return render_template(
        "scores/explore.html",
        view=view,
        missing=view.missing(corpus().rankings),
        column_choices=column_choices,
        measure_choices=measure_choices,
        condition_ways=WAYS,
    )


@scores.get("/explore.<any(csv, xlsx):format>")
def explore_file(format: str) -> Response:
    """Download the country table; in a workbook what was asked is on a sheet of its own."""
    from explorer.export.country_rows import export_countries
    from explorer.web.long_requests import download

    view = _explore_view()
    export = export_countries(view.table, utc_today(), site() + view.dataset.address)
    return download(export, format, f"explore.{format}")


@scores.get("/api/v1/explore")
def explore_json() -> Response:
    """Answer programs with the country table."""
    return _json(_explore_view())


def _score_map_view() -> DatasetView:
    from explorer.web.scores.maps import MapView

    return MapView.of(_params(), corpus().rankings)


@scores.get("/map", endpoint="map")
def score_map() -> str:
    """Show one score on a map."""
    return render_template("scores/map.html", view=_score_map_view())


@scores.get("/map.<any(csv, xlsx):format>", endpoint="map_file")
def score_map_file(format: str) -> Response:
    """Download a table of that page."""
    return _file(_score_map_view(), "map", format)


@scores.get("/api/v1/map", endpoint="map_json")
def score_map_json() -> Response:
    """Answer programs with the tables of that page."""
    return _json(_score_map_view())


def _passages_map_view() -> DatasetView:
    from explorer.web.scores.maps import PassageMapView

    return PassageMapView.of(_params(), corpus().engine)


@scores.get("/map/passages")
def passages_map() -> str:
    """Show the passages that a search finds on a map."""
    return render_template("scores/passages_map.html", view=_passages_map_view())


@scores.get("/map/passages.<any(csv, xlsx):format>")
def passages_map_file(format: str) -> Response:
    """Download a table of that page."""
    return _file(_passages_map_view(), "passages_map", format)


@scores.get("/api/v1/map/passages")
def passages_map_json() -> Response:
    """Answer programs with the tables of that page."""
    return _json(_passages_map_view())


def _scatter_view() -> DatasetView:
    from explorer.web.scores.scatter_page import ScatterView

    return ScatterView.of(_params(), corpus().rankings)


@scores.get("/scatter")
def scatter() -> str:
    """Show two scores of every country as a scatter plot."""
    return render_template("scores/scatter.html", view=_scatter_view())


@scores.get("/scatter.<any(csv, xlsx):format>")
def scatter_file(format: str) -> Response:
    """Download a table of that page."""
    return _file(_scatter_view(), "scatter", format)


@scores.get("/api/v1/scatter")
def scatter_json() -> Response:
    """Answer programs with the tables of that page."""
    return _json(_scatter_view())


def _correlations_view() -> DatasetView:
    from explorer.web.scores.correlations_page import CorrelationsView

    return CorrelationsView.of(_params(), corpus().rankings)


@scores.get("/correlations")
def correlations() -> str:
    """Show what goes with one score, and how those of a pillar go with one another."""
    return render_template("scores/correlations.html", view=_correlations_view())


@scores.get("/correlations.<any(csv, xlsx):format>")
def correlations_file(format: str) -> Response:
    """Download a table of that page."""
    return _file(_correlations_view(), "correlations", format)


@scores.get("/api/v1/correlations")
def correlations_json() -> Response:
    """Answer programs with the tables of that page."""
    return _json(_correlations_view())


def _comparison_view() -> DatasetView:
    from explorer.web.scores.comparison import ComparisonView

    return ComparisonView.of(_params(), corpus().library, corpus().rankings)


@scores.get("/compare")
def comparison() -> ResponseReturnValue:
    """Show profiles side by side; redirect from the forms that add one or select several."""
    if "country" in request.args or len(request.args.getlist("profiles")) > 1:
        from explorer.web.scores.comparison import Comparison

        return redirect(url(Comparison.from_args(_params()).url()), 302)
    return render_template("scores/comparison.html", view=_comparison_view())


@scores.get("/compare.<any(csv, xlsx):format>")
def comparison_file(format: str) -> Response:
    """Download a table of that page."""
    return _file(_comparison_view(), "comparison", format)


@scores.get("/api/v1/compare")
def comparison_json() -> Response:
    """Answer programs with the tables of that page."""
    return _json(_comparison_view())


def _indicator_view(slug: str) -> "IndicatorView":
    from explorer.web.scores.indicators import IndicatorView

    return IndicatorView.of(slug, _params(), corpus().rankings)


@scores.get("/indicators/<slug>")
def indicator(slug: str) -> str:
    """Show the definition of an indicator, its scores, and the passages linked to it."""
    from explorer.web.scores.indicator_passages import IndicatorPassages

    view = _indicator_view(slug)
    return render_template(
        "scores/indicator.html",
        view=view,
        linked=IndicatorPassages.of(corpus().engine, slug, view.edition, _params(), view.url),
    )


@scores.get("/indicators/<slug>.<any(csv, xlsx):format>")
def indicator_file(slug: str, format: str) -> Response:
    """Download a table of an indicator."""
    return _file(_indicator_view(slug), slug, format)


@scores.get("/api/v1/rankings/<slug>")
def ranking_json(slug: str) -> Response:
    """Answer programs with the tables of an indicator."""
    return _json(_indicator_view(slug))


@scores.get("/data")
def data() -> str:
    """Show what the scores as data are, and where their files are."""
    from explorer.export.score_export import CAVEAT
    from explorer.export.score_table import ScoreFilter
    from explorer.export.writers import RIGHTS
    from explorer.web.scores.data_page import DataView

    chosen = ScoreFilter.from_args(request.args.items(multi=True))
    view = DataView.of(chosen, corpus().library.rankings_of(chosen.series))
    return render_template("scores/data.html", view=view, json_ld=view.json_ld(site()), rights=RIGHTS, caveat=CAVEAT)


@scores.get("/api/v1/data")
def data_json() -> Response:
    """Answer programs with the tidy table of the scores that are asked for."""
    from explorer.export.score_table import ScoreFilter, each_score, tidy_table
    from explorer.serializers.table_records import dataset_record
    from explorer.web.long_requests import long_work

    chosen = ScoreFilter.from_args(request.args.items(multi=True))
    rankings = corpus().library.rankings_of(chosen.series)
    with long_work():
        table = tidy_table(rankings, each_score(rankings, chosen))
        return jsonify(dataset_record(chosen.to_args(), {"scores": table}))
