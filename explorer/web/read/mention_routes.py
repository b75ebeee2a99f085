"""`/mentions`: who names whom, as a page, as files and as JSON."""

import threading

from flask import Blueprint, Response, jsonify, render_template, request

from explorer.core.content_file import offer
from explorer.core.days import utc_today
from explorer.core.errors import QueryError
from explorer.core.timeouts import timeout
from explorer.export.mention_export import COUNTING, mention_export
from explorer.export.writers import Export
from explorer.model.addresses import API, MENTIONS
from explorer.model.series import editions_of_all
from explorer.model.taxonomy import taxonomy
from explorer.search.mention_rows import MENTION_KINDS, PARAMETERS, MentionList, list_mentions
from explorer.serializers.mention_records import mention_page_record
from explorer.web.api.api_request import check_parameters, read_page
from explorer.web.context import corpus
from explorer.web.long_requests import download, long_work
from explorer.web.read.mentions_view import VIEWS, MentionsView, marked_sentence
from explorer.web.root import site
from explorer.web.scores.choices import area_choices

mentions = Blueprint("mentions", __name__)


class _KnownMentions:
    """The mentions of the current generation, listed once: a large corpus takes seconds. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: tuple[str, MentionList] | None = None

    def of_corpus(self) -> MentionList:
        """Return those of the corpus that answers the request. Raises IndexUnavailableError or BusyError."""
        engine = corpus().engine
        generation = engine.generation
        with self._lock:
            if self._known is None or self._known[0] != generation:
                with long_work(), timeout(0):  # those who wait would all begin anew where one is stopped
                    self._known = (generation, list_mentions(engine))
            return self._known[1]


_KNOWN = _KnownMentions()


def _view(*without: str) -> MentionsView:
    pairs = [pair for pair in request.args.items(multi=True) if pair[0] not in without]
    return MentionsView.of(pairs, _KNOWN.of_corpus())


@mentions.get(MENTIONS)
def page() -> str:
    """Show who names whom."""
    view = _view()
    return render_template(
        "read/who_names_whom.html",
        view=view,
        views=VIEWS,
        kind_options=[(kind, kind.capitalize()) for kind in MENTION_KINDS],
        countries=taxonomy().countries,
        section_options=[(heading.slug, heading.title) for heading in taxonomy().headings],
        indicator_options=[(indicator.slug, indicator.label) for indicator in taxonomy().indicators],
        edition_options=[(edition, edition) for edition in editions_of_all()],
        area_choices=area_choices,
        marked=marked_sentence,
        counting=COUNTING,
    )


@mentions.get(f"{MENTIONS}.<any(csv, jsonl, xlsx):format>")
def file(format: str) -> Response:
    """Download the mentions, or another table of the page."""
    view = _view("table")
    name = request.args.get("table", "").strip() or "mentions"
    address = site() + view.url()
    export = mention_export(view.rows, view.request, utc_today(), address)
    if name != "mentions":
        tables = view.tables()
        if name not in tables:
            raise QueryError(f"There is no table {name!r}.{offer(name, tables)}")
        about = tuple(pair for pair in export.about if not pair[0].startswith("Column "))
        export = Export(f"mentions-{name}", about, tables[name], export.series)
    with long_work():
        return download(export, format, f"{export.name}.{format}")


@mentions.get(f"{API}{MENTIONS}")
def as_json() -> Response:
    """Answer programs with a page of the mentions, and of the pairs of countries."""
    check_parameters((*PARAMETERS, "limit", "offset"))
    limit, offset = read_page()
    pairs = [pair for pair in request.args.items(multi=True) if pair[0] in PARAMETERS]
    view = MentionsView.of(pairs, _KNOWN.of_corpus())
    return jsonify(mention_page_record(view.rows, view.pairs, limit, offset))
