"""The view of a result: passages, groups, lines or shares, and what its facet of indicators counts. Part of the URL."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from explorer.core.content_file import offer
from explorer.core.errors import QueryError
from explorer.search.request import SearchRequest, once
from explorer.search.views.concordance import ORDERS
from explorer.search.views.corpus_parts import PARTS, check_part

VIEWS = ("passages", "countries", "profiles", "concordance", "distribution")
LINKS = {"any": "indicator", "about": "about"}  # which links are counted by indicator, and the facet that counts them


@dataclass(frozen=True, slots=True)
class ViewRequest:
    """A search, and the view of its result."""

    request: SearchRequest
    view: str = "passages"  # one of VIEWS
    order: str = ORDERS[0]  # of the lines of a concordance
    by: str = PARTS[0]  # parts of the corpus that a distribution compares
    links: str = "any"  # one of LINKS

    @classmethod
    def make(
        cls, request: SearchRequest, view: str = "", order: str = "", by: str = "", links: str = ""
    ) -> "ViewRequest":
        """Make a view from raw values; an empty one is the default. Raises QueryError."""
        return cls(
            request,
            _one_of("view", view or VIEWS[0], VIEWS),
            _one_of("order of lines", order or ORDERS[0], ORDERS),
            check_part(by or PARTS[0]),
            _one_of("kind of links", links or "any", tuple(LINKS)),
        )

    @classmethod
    def from_args(cls, args: Iterable[tuple[str, str]], view: str = "") -> "ViewRequest":
        """Read the pairs of a URL's query string: a search, `order`, `by`, and of a page `view` and `links`."""
        pairs = list(args)
        named = ("order", "by") if view else ("order", "by", "view", "links")
        own = once((name, value.strip()) for name, value in pairs if name in named and value.strip())
        others = [(name, value) for name, value in pairs if name not in named]
        return cls.make(SearchRequest.from_args(others), **({"view": view} | own))

    def to_args(self) -> list[tuple[str, str]]:
        """Return the pairs that `from_args` reads back, without defaults and parameters that the view does not use."""
        pairs = self.request.to_args()
        if self.view != VIEWS[0]:
            pairs.append(("view", self.view))
        if self.view == "concordance" and self.order != ORDERS[0]:
            pairs.append(("order", self.order))
        if self.view == "distribution" and self.by != PARTS[0]:
            pairs.append(("by", self.by))
        if self.links != "any":
            pairs.append(("links", self.links))
        return pairs

    def of(self, request: SearchRequest) -> "ViewRequest":
        """Return the same view of another search."""
        return replace(self, request=request)

    def with_view(self, view: str) -> "ViewRequest":
        """Return the same search in another view, from its first page."""
        return replace(self, request=replace(self.request, offset=0), view=view)

    def with_links(self, links: str) -> "ViewRequest":
        """Return the same view with other links counted by indicator, from its first page.

        The indicators that were chosen stay chosen, now for these links; where some were chosen for them before, all
        filters stay as they are.
        """
        before, after = LINKS[self.links], LINKS[links]
        filters = self.request.filters
        if not self.request.chosen(after):
            filters = tuple(sorted((after if name == before else name, value) for name, value in filters))
        return replace(self, request=replace(self.request, filters=filters, offset=0), links=links)


def _one_of(kind: str, raw: str, known: tuple[str, ...]) -> str:
    if raw not in known:
        offered = offer(raw, known) or f" Choose one of {', '.join(known)}."
        raise QueryError(f"There is no {kind} {raw!r}.{offered}")
    return raw
