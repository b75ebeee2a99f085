"""The pages of scores, each with its tables as CSV and JSON at addresses beside it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from explorer.charts.table import Table
from explorer.model.addresses import API, COMPARE, COUNTRIES, INDICATORS, MAP, PASSAGES_MAP, RANKINGS, SCATTER
from explorer.search.request import SearchRequest
from explorer.web.context import corpus
from explorer.web.root import url
from explorer.web.scores.choices import area_choices, score_choices
from explorer.web.scores.dataset import DatasetView
from explorer.web.scores.params import Pairs
from explorer.web.search import result_links

if TYPE_CHECKING:
    from explorer.web.scores.indicators import IndicatorView

# Each page imports what it shows when it is first asked for: a server answers its first request without it.

scores = Blueprint("scores", __name__)


@scores.app_context_processor
def choices() -> dict[str, object]:
    """Provide the choices of the forms on these pages."""
    return {"score_choices": score_choices, "area_choices": area_choices}


def _countries(pairs: Pairs) -> DatasetView:
    from explorer.web.scores.countries import CountriesView

    return CountriesView.of(pairs, corpus().library)


def _indicators(pairs: Pairs) -> DatasetView:
    from explorer.web.scores.indicators import IndicatorsView

    return IndicatorsView.of(pairs, corpus().rankings)


def _indicator(slug: str, pairs: Pairs) -> "IndicatorView":
    from explorer.web.scores.indicators import IndicatorView

    return IndicatorView.of(slug, pairs, corpus().rankings)


def _rankings(pairs: Pairs) -> DatasetView:
    from explorer.web.scores.rankings_page import RankingView

    return RankingView.of(pairs, corpus().rankings)


def _map(pairs: Pairs) -> DatasetView:
    from explorer.web.scores.maps import MapView

    return MapView.of(pairs, corpus().rankings)


def _passages(pairs: Pairs) -> DatasetView:
    from explorer.web.scores.maps import PassageMapView

    return PassageMapView.of(pairs, corpus().engine)


def _scatter(pairs: Pairs) -> DatasetView:
    from explorer.web.scores.scatter_page import ScatterView

    return ScatterView.of(pairs, corpus().rankings)


def _comparison(pairs: Pairs) -> DatasetView:
    from explorer.web.scores.comparison import ComparisonView

    return ComparisonView.of(pairs, corpus().library, corpus().rankings)


# Name, address, address below /api/v1, and what makes the page.
_PAGES: tuple[tuple[str, str, str, Callable[[Pairs], DatasetView]], ...] = (
    ("countries", COUNTRIES, COUNTRIES, _countries),
    ("indicators", INDICATORS, "/means", _indicators),
    ("rankings", RANKINGS, RANKINGS, _rankings),
    ("map", MAP, MAP, _map),
    ("passages_map", PASSAGES_MAP, PASSAGES_MAP, _passages),
    ("scatter", SCATTER, SCATTER, _scatter),
    ("comparison", COMPARE, COMPARE, _comparison),
)


def _asked() -> list[tuple[str, str]]:
    """Return the parameters of the address, but for the one that chooses a table of the CSV."""
    return [pair for pair in request.args.items(multi=True) if pair[0] != "table"]


def _csv(table: Table, name: str) -> Response:
    """Return a table as a file, with a byte-order mark: without one Excel takes UTF-8 for something else."""
    response = Response("\ufeff" + table.csv(), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _add(name: str, address: str, interface: str, make: Callable[[Pairs], DatasetView]) -> None:
    def page() -> ResponseReturnValue:
        if name == "comparison" and "country" in request.args:
            from explorer.web.scores.comparison import Comparison

            return redirect(url(Comparison.from_args(_asked()).url()), 302)
        return render_template(f"scores/{name}.html", view=make(_asked()))

    def as_csv() -> Response:
        return _csv(make(_asked()).dataset.table(request.args.get("table", "")), name)

    def as_json() -> Response:
        return jsonify(make(_asked()).dataset.record())

    scores.add_url_rule(address, name, page)
    scores.add_url_rule(f"{address}.csv", f"{name}_csv", as_csv)
    scores.add_url_rule(f"{API}{interface}", f"{name}_json", as_json)


for _page in _PAGES:
    _add(*_page)


@scores.get("/indicators/<slug>")
def indicator(slug: str) -> str:
    """Show the definition of an indicator, its scores, and the passages linked to it."""
    view = _indicator(slug, _asked())
    found = SearchRequest.from_args(
        [
            ("indicator", slug),
            ("edition", str(view.edition)),
            *((name, value) for name, value in request.args.items() if name == "offset"),
        ]
    )
    page = corpus().engine.search(found)
    return render_template(
        "scores/indicator.html",
        view=view,
        page=page,
        pages=result_links.pages(page.total, found.limit, found.offset, lambda offset: view.url(view.edition, offset)),
        search_url=result_links.search_url(found.changed()),
    )


@scores.get("/indicators/<slug>.csv")
def indicator_csv(slug: str) -> Response:
    """Return the tables of an indicator."""
    return _csv(_indicator(slug, _asked()).dataset.table(request.args.get("table", "")), slug)


@scores.get("/api/v1/standings/<slug>")
def standings_json(slug: str) -> Response:
    """Return the tables of an indicator, for programs."""
    return jsonify(_indicator(slug, _asked()).dataset.record())
