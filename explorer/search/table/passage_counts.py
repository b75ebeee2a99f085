"""How many passages of each profile of the Index a search finds: the numbers of that search with filters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from explorer.model.ids import profile_id
from explorer.model.series import INDEX_SERIES
from explorer.search.engine import Engine
from explorer.search.request import Scope, SearchRequest


@dataclass(frozen=True, slots=True)
class PassageCounts:
    """The counts of one search."""

    request: SearchRequest  # that is narrowed to a country and an edition for each count
    counts: Mapping[str, int] = field(default_factory=dict)  # by profile id; absent where none is found
    with_text: frozenset[str] = frozenset()  # ids of the profiles that have text here

    @classmethod
    def of(cls, find: str, scope: Scope, editions: Iterable[int], engine: Engine) -> "PassageCounts":
        """Count the passages in each profile of some editions. Raises QueryError or IndexUnavailableError."""
        request = SearchRequest.make(find, [("series", INDEX_SERIES)], scope=scope, limit=1)
        counts: dict[str, int] = {}
        for edition in editions:
            page = engine.search(request.narrowed([("edition", str(edition))]))
            counts |= {
                profile_id(facet.value, edition): facet.count for facet in page.facets.get("country", ()) if facet.count
            }
        texts = (stored.id for stored in engine.profiles() if stored.text_kind != "none")
        return cls(request.changed(limit=10), counts, frozenset(texts))

    def search_in(self, code: str, edition: int) -> SearchRequest:
        """Return the search that finds the passages of one country in one edition."""
        return self.request.narrowed([("country", code), ("edition", str(edition))])
