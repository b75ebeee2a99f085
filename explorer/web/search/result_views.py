"""The views of a result other than its list of passages: groups, a concordance, a distribution."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from explorer.charts.axis import STEPS
from explorer.charts.tiles import TileMap
from explorer.export.writers import FORMATS
from explorer.model.addresses import SEARCH, file_path
from explorer.model.series import INDEX_SERIES, Series, all_series, find_series
from explorer.model.taxonomy import taxonomy
from explorer.search.engine import Engine, Marker
from explorer.search.request import SearchRequest
from explorer.search.result_set import Occurrences, ResultSet
from explorer.search.results import Hit
from explorer.search.views.concordance import ORDERS, ConcordanceLine, concordance
from explorer.search.views.corpus_parts import CHAPTERS, PARTS
from explorer.search.views.frequency import DEFINITION, Distribution, Share, distribution
from explorer.search.views.grouping import HitGroup, grouped
from explorer.search.views.view_request import VIEWS, ViewRequest
from explorer.serializers.view_records import (
    ConcordanceRecord,
    DistributionRecord,
    GroupsRecord,
    concordance_record,
    distribution_record,
    groups_record,
)
from explorer.web.scores.maps import Drawing
from explorer.web.search import result_links
from explorer.web.search.result_links import ChoiceLink

LINES = 50  # of a concordance on one page, unless the request sets another limit
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


def view_url(view_request: ViewRequest) -> str:
    """Return the path of a view."""
    return result_links.address(SEARCH, view_request.to_args())


def switch(view_request: ViewRequest) -> list[ChoiceLink]:
    """Link to every view of the same search."""
    return [
        ChoiceLink(title, view_url(view_request.with_view(name)), name == view_request.view)
        for name, title in VIEW_TITLES.items()
    ]


def links_choices(view_request: ViewRequest) -> list[ChoiceLink]:
    """Link to the same view with other links counted by indicator."""
    return [
        ChoiceLink(title, view_url(view_request.with_links(name)), name == view_request.links)
        for name, title in result_links.LINKS_TITLES.items()
    ]


def downloads(view_request: ViewRequest) -> list[ChoiceLink]:
    """Link to the files with all results of a view."""
    request = replace(view_request.request, offset=0, limit=SearchRequest().limit)
    if view_request.view != VIEWS[0]:  # only passages carry scores
        request = replace(request, scores=())
    whole = replace(view_request, request=request, links="any").to_args()
    return [
        ChoiceLink(FORMAT_TITLES[format], result_links.address(file_path(SEARCH, format), whole)) for format in FORMATS
    ]


def _best_hit(group: HitGroup, marker: Marker) -> Hit:
    passage = group.best
    return passage.hit(marker.snippet(passage), query_indicators=marker.query_indicators)


@dataclass(frozen=True, slots=True)
class GroupsView:
    """A page of groups."""

    view_request: ViewRequest
    result_set: ResultSet
    groups: tuple[HitGroup, ...]
    page_groups: tuple[tuple[HitGroup, Hit], ...]  # each with its best hit

    @classmethod
    def of(cls, view_request: ViewRequest, engine: Engine) -> "GroupsView":
        """Make the groups of a request. Raises QueryError or IndexUnavailableError, as `search` does."""
        search_request = view_request.request
        result_set = engine.passages(search_request)
        groups = grouped(result_set.passages, "country" if view_request.view == "countries" else "profile")
        marker = engine.marker(result_set.searched.text, search_request.is_exact)
        page_groups = groups[search_request.offset : search_request.offset + search_request.limit]
        hits = tuple((group, _best_hit(group, marker)) for group in page_groups)
        return cls(view_request, result_set, groups, hits)

    @property
    def singular(self) -> str:
        """The noun of one group; groups of chapters aside."""
        return "country" if self.view_request.view == "countries" else "profile"

    @property
    def plural(self) -> str:
        """The noun of several groups."""
        return self.view_request.view

    @property
    def distinct(self) -> int:
        """Number of countries or of profiles in all groups: a country has a group for each series."""
        return len({group.value for group in self.groups if group.best.code})

    def url(self, group: HitGroup) -> str:
        """Return the path of all passages of a group, under the same filters."""
        return result_links.search_url(self.result_set.request.changed().narrowed(group.filters))

    def record(self) -> GroupsRecord:
        return groups_record(self.result_set, len(self.groups), self.page_groups)


@dataclass(frozen=True, slots=True)
class ConcordanceView:
    """A page of lines."""

    view_request: ViewRequest
    occurrences: Occurrences
    lines: tuple[ConcordanceLine, ...]

    @classmethod
    def of(cls, view_request: ViewRequest, engine: Engine) -> "ConcordanceView":
        """Make the lines of a request. Raises QueryError or IndexUnavailableError, as `search` does."""
        search_request = view_request.request
        if search_request.limit == SearchRequest().limit:
            search_request = replace(search_request, limit=LINES)
        occurrences = engine.occurrences(search_request)
        return cls(
            view_request,
            occurrences,
            concordance(occurrences, view_request.order, search_request.offset, search_request.limit),
        )

    @property
    def result_set(self) -> ResultSet:
        return self.occurrences.result_set

    @property
    def orders(self) -> list[ChoiceLink]:
        """The orders of the lines."""
        first_page = self.view_request.of(self.view_request.request.changed())
        return [
            ChoiceLink(
                ORDER_TITLES[order], view_url(replace(first_page, order=order)), order == self.view_request.order
            )
            for order in ORDERS
        ]

    def record(self) -> ConcordanceRecord:
        return concordance_record(self.occurrences, self.lines, self.view_request.order)


@dataclass(frozen=True, slots=True)
class DistributionView:
    """Shares as a table with bars, and as a map where countries are compared."""

    view_request: ViewRequest
    distribution: Distribution

    @classmethod
    def of(cls, view_request: ViewRequest, engine: Engine) -> "DistributionView":
        """Make the shares of a request. Raises QueryError or IndexUnavailableError, as `search` does."""
        return cls(view_request, distribution(engine, view_request.request, view_request.by))

    @property
    def definition(self) -> str:
        return DEFINITION

    @property
    def parts(self) -> list[ChoiceLink]:
        return [
            ChoiceLink(PART_TITLES[by], view_url(replace(self.view_request, by=by)), by == self.view_request.by)
            for by in PARTS
        ]

    @property
    def title(self) -> str:
        return PART_TITLES[self.view_request.by]

    def bar(self, share: Share) -> float:
        """Return the length of a share's bar, 0 to 100; the highest frequency has 100."""
        highest = max((share.per_thousand or 0 for share in self.distribution.shares), default=0)
        return 100 * (share.per_thousand or 0) / highest if highest else 0

    def url(self, share: Share) -> str:
        """Return the path of the passages of a share; empty where no filter selects them."""
        filters = share.part.filters(self.distribution.is_mixed) if share.part else ()
        return result_links.search_url(self.view_request.request.changed().narrowed(filters)) if filters else ""

    @property
    def series(self) -> list[Series]:
        """The series that countries are of; the map shows the first, which is the Index where any is of it."""
        slugs = {share.part.series for share in self.distribution.shares if share.part}
        return [series for series in all_series().values() if series.slug in slugs] or [find_series(INDEX_SERIES)]

    @property
    def drawing(self) -> Drawing:
        """The frequencies by country in one series on the map of tiles; colours in equal steps up to the highest."""
        shares = {
            share.part.value: share
            for share in self.distribution.shares
            if share.part and share.part.value != CHAPTERS and share.part.series == self.series[0].slug
        }
        highest = max((share.per_thousand or 0 for share in shares.values()), default=0)
        places = 1 if highest >= 10 else 2
        return Drawing(
            # The map counts in whole numbers: occurrences in a million words.
            TileMap.of_counts(
                taxonomy().countries, {code: round(1000 * (share.per_thousand or 0)) for code, share in shares.items()}
            ),
            "passages",
            {code: frequency(share.per_thousand) for code, share in shares.items()},
            {code: self.url(share) for code, share in shares.items() if share.hits},
            tuple((step, f"≤{highest * step / STEPS:.{places}f}") for step in range(1, STEPS + 1)) if highest else (),
        )

    def record(self) -> DistributionRecord:
        return distribution_record(self.distribution, DEFINITION)


def frequency(per_thousand: float | None) -> str:
    """Write occurrences per 1,000 words with two decimals."""
    return "n/a" if per_thousand is None else f"{per_thousand:.2f}"


SearchView = GroupsView | ConcordanceView | DistributionView
VIEW_CLASSES: dict[str, Callable[[ViewRequest, Engine], SearchView]] = {
    "countries": GroupsView.of,
    "profiles": GroupsView.of,
    "concordance": ConcordanceView.of,
    "distribution": DistributionView.of,
}
TEMPLATES = {"countries": "groups", "profiles": "groups", "distribution": "frequency"}
