"""The views of a result: groups, lines of a concordance, shares of a distribution; and passages like one another."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import Blueprint, Response, jsonify, render_template, request

from explorer.charts.axis import STEPS
from explorer.charts.tiles import TileMap
from explorer.citations.permalinks import LinkStatus, search_link_status
from explorer.citations.search_permalinks import FOUND, VERSION
from explorer.export.writers import FORMATS
from explorer.model.addresses import API, SEARCH, similar_path, with_query
from explorer.model.chapters import Text
from explorer.model.profiles import Passage
from explorer.model.taxonomy import taxonomy
from explorer.search.engine import Engine
from explorer.search.more_like_this import MoreLikeThis, more_like_this
from explorer.search.request import SearchRequest, read_flag
from explorer.search.result_set import Occurrences, ResultSet
from explorer.search.results import Hit, SearchPage
from explorer.search.views.concordance import ORDERS, ConcordanceLine, concordance
from explorer.search.views.frequency import CHAPTERS, DEFINITION, PARTS, Distribution, Share, distribution
from explorer.search.views.grouping import HitGroup, grouped
from explorer.search.views.view_request import VIEWS, ViewRequest
from explorer.serializers.view_records import (
    ConcordanceRecord,
    DistributionRecord,
    GroupsRecord,
    concordance_record,
    distribution_record,
    groups_record,
    more_like_this_record,
)
from explorer.web.context import corpus
from explorer.web.read.pages import EXAMPLES, passage_of
from explorer.web.scores.maps import Drawing, passages_url
from explorer.web.search import result_links
from explorer.web.search.result_links import ChoiceLink

views = Blueprint("views", __name__)

LINES = 50  # of a concordance on one page, unless another limit is asked for
VIEW_TITLES = {
    "passages": "Passages",
    "countries": "By country",
    "profiles": "By profile",
    "concordance": "Concordance",
    "distribution": "Distribution",
}
FORMAT_TITLES = {"csv": "CSV", "jsonl": "JSON Lines", "xlsx": "XLSX"}
ORDER_TITLES = {"passage": "As found", "left": "Word to the left", "right": "Word to the right", "word": "Word"}
PART_TITLES = {"country": "Country", "region": "Region", "section": "Section", "edition": "Edition"}


def view_url(asked: ViewRequest) -> str:
    """Where a view is shown."""
    return result_links.address(SEARCH, asked.to_args())


def switch(asked: ViewRequest) -> list[ChoiceLink]:
    """Every view of the same search."""
    return [ChoiceLink(title, view_url(asked.seen_as(name)), name == asked.view) for name, title in VIEW_TITLES.items()]


def downloads(asked: ViewRequest) -> list[ChoiceLink]:
    """The files that hold all of what a view shows."""
    whole = asked.of(replace(asked.request, offset=0, limit=SearchRequest().limit)).to_args()
    return [ChoiceLink(FORMAT_TITLES[format], result_links.address(f"{SEARCH}.{format}", whole)) for format in FORMATS]


@dataclass(frozen=True, slots=True)
class GroupsView:
    """A page of groups."""

    asked: ViewRequest
    findings: ResultSet
    groups: tuple[HitGroup, ...]
    shown: tuple[tuple[HitGroup, Hit], ...]

    @classmethod
    def of(cls, asked: ViewRequest, engine: Engine) -> "GroupsView":
        """The groups at an address. Raises as `search` does."""
        wanted = asked.request
        findings = engine.passages(wanted)
        groups = grouped(findings.passages, "country" if asked.view == "countries" else "profile")
        marker = engine.marker(wanted.text, wanted.exact)
        shown = groups[wanted.offset : wanted.offset + wanted.limit]
        best = [(one, one.best, marker.spans_in(one.best)) for one in shown]
        hits = tuple(
            (one, passage.hit(marker.snippet(passage.text, spans), query_indicators=marker.query_indicators))
            for one, passage, spans in best
        )
        return cls(asked, findings, groups, hits)

    @property
    def of_one(self) -> str:
        """What a group is of, but for those of chapters."""
        return "country" if self.asked.view == "countries" else "profile"

    @property
    def of_many(self) -> str:
        return self.asked.view

    def url(self, group: HitGroup) -> str:
        """All passages of a group, beside the filters that hold already."""
        request = self.findings.request.changed()
        return result_links.search_url(replace(request, filters=tuple(sorted({*request.filters, *group.filters}))))

    def record(self) -> GroupsRecord:
        return groups_record(self.findings, len(self.groups), self.shown)


@dataclass(frozen=True, slots=True)
class ConcordanceView:
    """A page of lines."""

    asked: ViewRequest
    found: Occurrences
    shown: tuple[ConcordanceLine, ...]

    @classmethod
    def of(cls, asked: ViewRequest, engine: Engine) -> "ConcordanceView":
        """The lines at an address. Raises as `search` does."""
        wanted = asked.request
        if wanted.limit == SearchRequest().limit:
            wanted = replace(wanted, limit=LINES)
        found = engine.occurrences(wanted)
        return cls(asked, found, concordance(found, asked.order, wanted.offset, wanted.limit))

    @property
    def findings(self) -> ResultSet:
        return self.found.findings

    @property
    def orders(self) -> list[ChoiceLink]:
        chosen = [(name, replace(self.asked.of(self.asked.request.changed()), order=name)) for name in ORDERS]
        return [ChoiceLink(ORDER_TITLES[name], view_url(asked), name == self.asked.order) for name, asked in chosen]

    def record(self) -> ConcordanceRecord:
        return concordance_record(self.found, self.shown, self.asked.order)


@dataclass(frozen=True, slots=True)
class DistributionView:
    """Shares as a table with bars, and as a map where countries are compared."""

    asked: ViewRequest
    distribution: Distribution

    @classmethod
    def of(cls, asked: ViewRequest, engine: Engine) -> "DistributionView":
        """The shares at an address. Raises as `search` does."""
        return cls(asked, distribution(engine, asked.request, asked.by))

    @property
    def definition(self) -> str:
        return DEFINITION

    @property
    def parts(self) -> list[ChoiceLink]:
        return [ChoiceLink(PART_TITLES[by], view_url(replace(self.asked, by=by)), by == self.asked.by) for by in PARTS]

    @property
    def title(self) -> str:
        return PART_TITLES[self.asked.by]

    def bar(self, share: Share) -> float:
        """The length of a share's bar, the longest being 100."""
        highest = max((one.per_thousand or 0 for one in self.distribution.shares), default=0)
        return 100 * (share.per_thousand or 0) / highest if highest else 0

    def url(self, share: Share) -> str:
        """The passages of a share; empty where no filter tells them."""
        if share.value == CHAPTERS and self.asked.by == "edition":
            return ""
        if share.value == CHAPTERS:
            filters = tuple(sorted({*self.asked.request.filters, ("kind", "chapter")}))
            return result_links.search_url(replace(self.asked.request, filters=filters, offset=0))
        chosen = self.asked.request.chosen(self.asked.by)
        request = self.asked.request.changed()
        toggled = request if share.value in chosen else request.toggled(self.asked.by, share.value)
        return result_links.search_url(toggled)

    @property
    def drawing(self) -> Drawing:
        """The frequencies by country on the map of tiles; colours in equal steps up to the highest."""
        shares = {share.value: share for share in self.distribution.shares if share.value != CHAPTERS}
        highest = max((share.per_thousand or 0 for share in shares.values()), default=0)
        places = 1 if highest >= 10 else 2
        return Drawing(
            # The map counts in whole numbers: occurrences in a million words.
            TileMap.of_counts(
                taxonomy().countries, {code: round(1000 * (share.per_thousand or 0)) for code, share in shares.items()}
            ),
            "passages",
            {code: frequency(share.per_thousand) for code, share in shares.items()},
            {code: self.url(share) for code, share in shares.items() if share.found},
            tuple((step, f"≤{highest * step / STEPS:.{places}f}") for step in range(1, STEPS + 1)) if highest else (),
        )

    def record(self) -> DistributionRecord:
        return distribution_record(self.distribution, DEFINITION)


def frequency(per_thousand: float | None) -> str:
    """Occurrences per 1,000 words as they are printed."""
    return "n/a" if per_thousand is None else f"{per_thousand:.2f}"


SearchView = GroupsView | ConcordanceView | DistributionView
_MADE: dict[str, Callable[[ViewRequest, Engine], SearchView]] = {
    "countries": GroupsView.of,
    "profiles": GroupsView.of,
    "concordance": ConcordanceView.of,
    "distribution": DistributionView.of,
}
_TEMPLATES = {"countries": "groups", "profiles": "groups", "distribution": "frequency"}


def common(asked: ViewRequest, page: SearchPage) -> dict[str, object]:
    """What every view of a search is set with: its query, filters and other views."""

    def url(request: SearchRequest) -> str:
        return view_url(asked.of(request))

    from_first = asked.of(replace(asked.request, offset=0))
    toggles = result_links.Toggles(from_first.to_args(), asked.request.filters)
    return {
        "page": page,
        "query": asked.request.text,
        "kept": [pair for pair in asked.to_args() if pair[0] not in ("q", "offset")],
        "chips": result_links.chips(asked.request, url),
        "facets": result_links.facets(page, toggles),
        "sorts": result_links.sorts(asked.request, url),
        "views": switch(asked),
        "downloads": downloads(asked),
        "first_page": url(asked.request.changed()),
        "search_id": result_links.search_url(asked.request.changed()).removeprefix("/"),
        "without_filters": url(SearchRequest.make(asked.request.text)),
        "map_url": passages_url(asked.request),
        "examples": EXAMPLES,
        "exact_url": url(asked.request.changed(exact=True)) if asked.request.text and not asked.request.exact else None,
        "suggestion_url": page.suggestion and url(asked.request.changed(text=page.suggestion)),
    }


@views.get("/search")
def search() -> str:
    """The answer to a search, in the view that is asked for."""
    given = list(request.args.items(multi=True))
    asked = ViewRequest.from_args(pair for pair in given if pair[0] not in (FOUND, VERSION))
    engine = corpus().engine
    cited = _cited(asked.request, engine)
    if asked.view not in _MADE:
        page = engine.search(asked.request)
        pages = result_links.search_pages(page)
        return render_template("search/search.html", pages=pages, cited=cited, **common(asked, page))
    page = engine.search(asked.request.changed(limit=1))
    view = _MADE[asked.view](asked, engine)
    return render_template(
        f"search/{_TEMPLATES.get(asked.view, asked.view)}.html",
        view=view,
        pages=_pages(asked, view),
        frequency=frequency,
        cited=cited,
        **common(asked, page),
    )


def _cited(searched: SearchRequest, engine: Engine) -> LinkStatus | None:
    """How a search stands to what it found when it was cited; None where the address cites none."""
    if not request.args.get(VERSION):
        return None
    found = [(name, request.args.get(name, "")) for name in (FOUND, VERSION)]
    return search_link_status(engine.passages, with_query(SEARCH, [*searched.to_args(), *found]))


def _pages(asked: ViewRequest, view: SearchView) -> result_links.Pages | None:
    if isinstance(view, DistributionView):
        return None
    wanted = view.findings.request
    total = len(view.groups) if isinstance(view, GroupsView) else view.found.total
    return result_links.pages(
        total, wanted.limit, wanted.offset, lambda offset: view_url(asked.of(replace(asked.request, offset=offset)))
    )


def _likeness() -> bool:
    """Whether only passages of other countries are asked for."""
    return read_flag("elsewhere", request.args.get("elsewhere", ""))


@views.get("/similar/<path:id>")
def similar(id: str) -> str:
    """The passages most like one."""
    text, passage = passage_of(id)
    return render_template("search/more_like_this.html", **_similar(text, passage))


def _similar(text: Text, passage: Passage) -> dict[str, object]:
    elsewhere = _likeness()
    shown = more_like_this(corpus().engine, passage, elsewhere=elsewhere)
    own = text.country.name if text.country else "this chapter"
    choices = [
        ChoiceLink("All countries" if text.country else "Everywhere", similar_path(passage.id), not elsewhere),
        ChoiceLink(f"Outside {own}", similar_path(passage.id, elsewhere=True), elsewhere),
    ]
    return {"text": text, "passage": passage, "likeness": shown, "choices": choices}


@views.get("/api/v1/similar/<path:id>")
def similar_json(id: str) -> Response:
    """The same for programs."""
    _, passage = passage_of(id)
    shown: MoreLikeThis = more_like_this(corpus().engine, passage, elsewhere=_likeness())
    return jsonify(more_like_this_record(passage.id, shown))


def _add(interface: str, view: str) -> None:
    def answer() -> Response:
        asked = ViewRequest.from_args(request.args.items(multi=True), view)
        return jsonify(_MADE[view](asked, corpus().engine).record())

    views.add_url_rule(f"{API}/{interface}", f"{view}_json", answer)


for _view in VIEWS:
    if _view in _MADE:
        _add({"countries": "groups/countries", "profiles": "groups/profiles"}.get(_view, _view), _view)
