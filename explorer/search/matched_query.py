"""What an engine found for one request, before it is made a page or a result set."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from explorer.search.backends import HitSet, RankedHit
from explorer.search.query.expansion import ExpandedQuery
from explorer.search.query.names import Understood
from explorer.search.request import SearchRequest
from explorer.search.results import Found, MatchingProfiles


@dataclass(frozen=True, slots=True)
class MatchedQuery:
    """The hits of a request, and how its query was read."""

    expanded: ExpandedQuery
    found: Found
    hits: HitSet
    searched: SearchRequest  # in the query language: names that were understood are fields
    understood: Understood | None
    profiles: MatchingProfiles | None  # that meet its conditions, where it has nothing else
    is_empty: bool  # nothing is found, whatever the filters of the request

    @property
    def read_as(self) -> str:
        """Describe how the query was read and expanded, its names first."""
        if self.understood is None:
            return self.expanded.described(self.found.scope)
        added = self.expanded.added(self.found.scope)
        return f"{self.understood.read_as} {added}" if added else self.understood.read_as

    @property
    def words_request(self) -> SearchRequest:
        """The request for the words alone whose hits these are: without names, unless they are found as words."""
        if self.understood is None or self.searched.text != self.understood.in_fields:
            return self.searched
        return replace(self.searched, text=self.understood.text)

    @property
    def suggestion(self) -> str | None:
        """Another whole query, with close spellings: names that were understood apart from its words."""
        suggestion = self.expanded.suggestion
        if suggestion is None or self.understood is None:
            return suggestion
        fields = self.searched.text.removeprefix(self.understood.text)
        return self.understood.with_text(suggestion.removesuffix(fields).strip())

    def elsewhere(self, request: SearchRequest, named: "MatchedQuery") -> "MatchedQuery":
        """Return these hits, found by all words, as related to those of a query whose names leave nothing."""
        scope = request.scope or "related"
        found = replace(named.found, scope=scope, words=0, related=self.found.related, widened_by="", is_elsewhere=True)
        hits = _Elsewhere(self.hits) if scope == "related" else named.hits
        return replace(self, found=found, hits=hits, understood=named.understood)


class _Elsewhere:
    """Hits none of which has every word where it was asked for."""

    def __init__(self, hits: HitSet) -> None:
        self._hits = hits
        self.facet_counts = hits.facet_counts

    @property
    def total(self) -> int:
        return self._hits.total

    def first(self, sort: str, count: int) -> Sequence[RankedHit]:
        return [hit._replace(has_words=False) for hit in self._hits.first(sort, count)]
