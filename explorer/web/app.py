"""The application: pages, interface, headers and errors, put together."""

import hashlib
import threading
from collections.abc import Callable, MutableMapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response
from flask.json.provider import DefaultJSONProvider
from flask.sansio.app import App
from flask.templating import Environment
from flask_compress import Compress
from jinja2 import Template
from markupsafe import Markup
from werkzeug.middleware.proxy_fix import ProxyFix

from explorer import __version__
from explorer.charts.table import MARKS
from explorer.core import paths
from explorer.export.tables import condition_label
from explorer.model import addresses
from explorer.model.ids import profile_id
from explorer.model.taxonomy import EDITIONS
from explorer.serializers.json_fields import to_json
from explorer.serving.open_corpus import Corpus
from explorer.web.api.v1 import api
from explorer.web.cite.citation_routes import cite_path, citing
from explorer.web.cite.collection import collection, pin_path
from explorer.web.cite.metadata import coins, head_of, listing_record, permanent, record_tags, unapi_id
from explorer.web.cite.permalink_checks import verifying
from explorer.web.cite.quotations import lookup
from explorer.web.long_requests import set_slots
from explorer.web.middleware.access_log import access_log
from explorer.web.middleware.error_handlers import set_error_handlers
from explorer.web.middleware.headers import ResponseHeaders, set_headers
from explorer.web.middleware.health import health
from explorer.web.middleware.repeated_parameters import set_repeated_parameters
from explorer.web.middleware.request_log import Observer, set_request_log
from explorer.web.middleware.response_cache import ResponseCache
from explorer.web.middleware.sent_bodies import set_sent_bodies
from explorer.web.middleware.trusted_hosts import set_trusted_hosts
from explorer.web.read import score_rows
from explorer.web.read.changes_page import changing
from explorer.web.read.mention_routes import mentions
from explorer.web.read.pages import pages
from explorer.web.read.works import named
from explorer.web.root import set_root, site, url, url_filter
from explorer.web.scores.choices import score_choices
from explorer.web.scores.data_routes import data_files
from explorer.web.scores.score_routes import scores
from explorer.web.search import result_links
from explorer.web.search.autocomplete_route import suggestions
from explorer.web.search.exports import exports
from explorer.web.search.feed_routes import feeds
from explorer.web.search.score_filter import WAYS, conditions
from explorer.web.search.search_pages import views
from explorer.web.search.term_matrix_page import counting
from explorer.web.settings import LARGEST_BODY, Settings
from explorer.web.site_files import site_files

_FRAGMENTS = 8_192  # rendered fragments of pages that are cached: every score of every indicator in margins
_BLUEPRINTS = (
    pages,
    scores,
    data_files,
    api,
    citing,
    lookup,
    verifying,
    named,
    mentions,
    changing,
    collection,
    views,
    conditions,
    exports,
    feeds,
    counting,
    suggestions,
    site_files,
    health,
)


class RecordJson(DefaultJSONProvider):
    """JSON of records, as msgspec writes them: keys in the order of the fields, text in UTF-8, paths below the root."""

    sort_keys = False
    ensure_ascii = False

    def response(self, *args: Any, **kwargs: Any) -> Response:
        written = to_json(self._prepare_response_obj(args, kwargs), url)
        return Response(written + b"\n", mimetype=self.mimetype)


class Templates(Environment):
    """The templates: one that several threads ask for at once, when a server has just started, is compiled once."""

    def __init__(self, app: App, **options: Any) -> None:
        super().__init__(app, **options)
        self._turn = threading.RLock()

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        with self._turn:
            return super().get_template(name, parent, globals)


class Application(Flask):
    """A Flask that logs errors without the query."""

    jinja_environment = Templates

    def log_exception(self, exc_info: Any) -> None:
        self.logger.error("An answer could not be made.", exc_info=exc_info)


def create_app(settings: Settings, cache: ResponseCache | None = None) -> Flask:
    """Make the application over one home; responses are kept in `cache`.

    Raises VocabularyError when index/ has a mistake, or SettingsError.
    """
    app = Application(__name__, template_folder=str(paths.content("templates")))
    app.json = RecordJson(app)
    app.url_map.merge_slashes = False  # an address with two in a row has no page
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        COMPRESS_ALGORITHM=["br", "zstd", "gzip"],
        COMPRESS_STREAMS=False,  # static files: browsers cache them for a year, and Flask-Compress leaves them open
    )
    corpus = Corpus(settings.home, settings.kept)
    app.extensions["corpus"] = corpus
    observers: list[Observer] = [access_log(lambda: corpus.generation, settings.log == "queries")]
    unlimited = [health]
    if settings.has_metrics:
        from explorer.web.middleware.metrics import Metrics  # its library is needed here alone

        metrics = Metrics(corpus)
        observers.append(metrics.count)
        unlimited.append(metrics.blueprint())
        app.register_blueprint(unlimited[-1])
    for blueprint in _BLUEPRINTS:
        app.register_blueprint(blueprint)
    assets = _hashes(Path(str(app.static_folder)))
    appearance = "".join([*assets.values(), *_hashes(paths.content("templates")).values()])
    _set_words(app, assets)
    set_request_log(app, observers, settings.time)
    set_error_handlers(app)
    set_root(app)
    set_slots(app)
    set_trusted_hosts(app, settings.hosts)
    if settings.rate_limit:
        from explorer.web.middleware.rate_limit import set_rate_limit  # its library is needed here alone

        set_rate_limit(app, settings.rate_limit, *unlimited)
    set_repeated_parameters(app)
    set_sent_bodies(app)
    cache = ResponseCache() if cache is None else cache
    set_headers(app, ResponseHeaders(assets, appearance, settings.behind_tls, cache))
    Compress(app)
    if settings.hops:
        proxied = ProxyFix(app.wsgi_app, x_for=settings.hops, x_proto=int(settings.behind_tls), x_prefix=1)
        app.wsgi_app = proxied  # type: ignore[method-assign]
    return app


def _hashes(folder: Path) -> dict[str, str]:
    """Hash every file below a folder: the first 12 hex digits, by its path from there."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in files}


def _set(macro: Callable[..., Markup], *values: object) -> Markup:
    """Render a macro of an imported template, which depends on these values alone."""
    return macro(*values)


def _set_words(app: Flask, assets: dict[str, str]) -> None:
    """Give templates their globals and filters."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        all_editions=EDITIONS,
        asset=lambda name: url(f"{addresses.STATIC}/{name}?v={assets[name]}"),
        bar_length=score_rows.BAR,
        cell_marks=MARKS,
        cite_path=cite_path,
        head_of=head_of,
        listing_record=listing_record,
        record_tags=record_tags,
        score_choices=score_choices,
        score_ways=WAYS,
        paths=addresses,
        once=lru_cache(maxsize=_FRAGMENTS, typed=True)(_set),
        permanent=permanent,
        profile_id=profile_id,
        site=site,
        unapi_id=unapi_id,
        version=__version__,
    )
    app.jinja_env.filters.update(
        band=score_rows.band,
        bar=score_rows.bar,
        change=score_rows.change_figure,
        coins=coins,
        condition_label=condition_label,
        figure=score_rows.figure,
        hit_path=result_links.hit_path,
        rho=score_rows.rho_figure,
        scale=score_rows.scale,
        pin_path=pin_path,
        url=url_filter,
        **{
            path.__name__: path
            for path in (
                addresses.changes_path,
                addresses.comparison_path,
                addresses.country_feed_path,
                addresses.indicator_path,
                addresses.mentions_path,
                addresses.passage_path,
                addresses.place_path,
                addresses.reading_path,
                addresses.similar_path,
                addresses.text_path,
                addresses.with_query,
                addresses.work_path,
            )
        },
    )
