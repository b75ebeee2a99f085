"""The feed of a search: the passages that it finds, those first that were seen here last."""

import re
from collections.abc import Iterable

from explorer.corpus.first_seen import FirstSeen, SeenDates
from explorer.export.atom_feed import MOST_ENTRIES, AtomFeed, FeedEntry, page_links, words_of
from explorer.model.addresses import SEARCH, SEARCH_FEED, passage_path, with_query
from explorer.model.profiles import version_of
from explorer.search.engine import Engine
from explorer.search.marks import END_TAG, SIMILAR_TAG, TYPED_TAG
from explorer.search.request import LIMIT, SearchRequest
from explorer.search.result_set import MatchingPassage

# Readers take <mark> out: words typed are strong in a feed, similar ones in italics.
_TAGS = ((TYPED_TAG, "strong"), (SIMILAR_TAG, "em"))
Dated = tuple[FirstSeen, MatchingPassage]


def feed_request(request: SearchRequest) -> SearchRequest:
    """Return the request whose passages a feed has: those of a search, in whatever order and on whatever page."""
    return request.changed(sort="relevance", limit=LIMIT, scores=())


def search_feed(engine: Engine, request: SearchRequest, dates: SeenDates, site: str) -> AtomFeed:
    """Make a page of the feed of a search, from the offset of the request on. Raises as the engine does.

    `site` is the address of the site, below which all paths are.
    """
    whole = feed_request(request)
    result_set = engine.passages(whole)
    dated = newest_first(result_set.passages, dates)
    marker = engine.marker(result_set.searched.text, request.is_exact)

    def address_of(offset: int) -> str:
        return site + with_query(SEARCH_FEED, [*whole.to_args(), ("offset", offset or "")])

    filters = [f"{name}: {value}" for name, value in request.filters]
    return AtomFeed(
        id=with_query("search", whole.to_args()),
        title="; ".join([f"OC Explorer: {request.text or 'all passages'}", *filters]),
        subtitle=f"{result_set.found.headline}. {result_set.read_as}",
        url=site + with_query(SEARCH, whole.to_args()),
        links=page_links(len(dated), request.offset, address_of),
        updated=dated[0][0].at if dated else dates.built,
        entries=tuple(
            _entry(passage, seen, marker.snippet(passage), site)
            for seen, passage in dated[request.offset : request.offset + MOST_ENTRIES]
        ),
    )


def newest_first(passages: Iterable[MatchingPassage], dates: SeenDates) -> list[Dated]:
    """Date passages and order them, those of one second by their place."""
    dated = [(dates.of_passage(passage.text_id, passage.text), passage) for passage in passages]
    dated.sort(key=lambda pair: (pair[1].text_id, pair[1].section, pair[1].paragraph))
    dated.sort(key=lambda pair: pair[0].at, reverse=True)
    return dated


def _entry(passage: MatchingPassage, seen: FirstSeen, snippet: str, site: str) -> FeedEntry:
    return FeedEntry(
        id=passage.id,
        title=passage.place,
        url=site + passage_path(passage.id, version_of(passage.text)),
        updated=seen.at,
        html=f"<p>{_plain(snippet)}</p>\n<p>{words_of(passage.text_kind)} {seen.sentence}</p>",
        text_kind=passage.text_kind,
        series=passage.series,
    )


def _plain(snippet: str) -> str:
    """Return a snippet with its marks as elements that readers show; its text is escaped, and has no tag of its own."""
    for tag, name in _TAGS:
        snippet = re.sub(f"{tag}(.*?){END_TAG}", rf"<{name}>\1</{name}>", snippet)
    return snippet
