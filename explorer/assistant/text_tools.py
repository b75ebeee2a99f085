"""`search`, `fetch` and `search_passages`: finding passages and reading them."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from explorer.assistant.fetched_text import fetch_text, title_of
from explorer.assistant.text_records import (
    ConditionProfilesRecord,
    FetchedTextRecord,
    FoundPassageRecord,
    FoundPassagesRecord,
    NamedIndicatorRecord,
    ResultRecord,
    ResultsRecord,
)
from explorer.assistant.tool import LONGEST_ID, MOST_CHOSEN, Tool, ToolContext
from explorer.citations.record import source_url
from explorer.core.errors import QueryError
from explorer.model.addresses import passage_path
from explorer.search.query.nodes import FACETS
from explorer.search.query.parser import parse_query
from explorer.search.request import DEEPEST, LIMIT, LONGEST, SORTS, Scope, SearchRequest
from explorer.search.results import Hit, SearchPage
from explorer.serializers.hit_records import (
    FacetValueRecord,
    matching_profile_record,
    scope_counts_record,
    score_records,
    understood_record,
)
from explorer.serializers.json_fields import JsonRecord, SitePath
from explorer.serializers.passage_records import CountryRecord, SectionNameRecord

MOST_RESULTS = 50  # of `search`
MOST_PASSAGES = 20  # of one answer of `search_passages`, whose texts are whole
MOST_CHARACTERS = 40_000  # of the texts of one answer; the first is whole whatever its length
MOST_VALUES = 100  # of one facet

QueryText = Annotated[
    str,
    Meta(
        description="words, “phrases”, OR, -word, heroin~, field:value such as country:kgz, edition:2023, "
        "about:heroin-trade, "
        "and conditions on scores such as cocaine-trade:>=7 or change.resilience:<0; names of countries and "
        "years in plain "
        "words are understood as filters",
        examples=["heroin border guards", "mexico cocaine 2025", "about:arms-trade corrupt* -police"],
        extra_json_schema={"maxLength": LONGEST},
    ),
]


def _chosen(description: str) -> Meta:
    return Meta(description=f"only passages of any of these: {description}", max_length=MOST_CHOSEN)


class SearchArguments(JsonRecord, frozen=True, kw_only=True):
    """What `search` takes."""

    query: QueryText
    limit: Annotated[int, Meta(ge=1, le=MOST_RESULTS, description="results to return")] = LIMIT


class FetchArguments(JsonRecord, frozen=True, kw_only=True):
    """What `fetch` takes."""

    id: Annotated[
        str,
        Meta(
            max_length=LONGEST_ID,
            description="id, or permanent link, of a passage, section, profile, chapter or score",
            examples=["kgz-2021/drugs/1", "kgz-2021/drugs", "kgz-2021", "kgz-2021/scores/heroin-trade"],
        ),
    ]


class SearchPassagesArguments(JsonRecord, frozen=True, kw_only=True):
    """What `search_passages` takes."""

    query: QueryText = ""
    country: Annotated[tuple[str, ...], _chosen("names or codes of countries")] = ()
    region: Annotated[tuple[str, ...], _chosen("regions as the Index groups countries")] = ()
    continent: Annotated[tuple[str, ...], _chosen("continents")] = ()
    edition: Annotated[tuple[int, ...], _chosen("editions")] = ()
    section: Annotated[tuple[str, ...], _chosen("slugs or titles of sections")] = ()
    indicator: Annotated[tuple[str, ...], _chosen("indicators that the passage is about or mentions")] = ()
    about: Annotated[tuple[str, ...], _chosen("indicators that the passage is about")] = ()
    kind: Annotated[tuple[str, ...], _chosen("profile or chapter")] = ()
    chapter: Annotated[tuple[str, ...], _chosen("ids or titles of chapters")] = ()
    series: Annotated[tuple[str, ...], _chosen("series, index or enact")] = ()
    scope: Annotated[
        Scope | UnsetType,
        Meta(
            description="words: passages with every word; related: also those on the same subject; by default as needed"
        ),
    ] = UNSET
    exact: Annotated[bool, Meta(description="only the words as typed: no other forms, synonyms or spellings")] = False
    names: Annotated[bool, Meta(description="names of places and editions in the query are filters")] = True
    sort: Annotated[
        str, Meta(description=f"{', '.join(SORTS)}, or the slug of a score, with a hyphen before it lowest first")
    ] = SORTS[0]
    limit: Annotated[int, Meta(ge=1, le=MOST_PASSAGES, description="passages to return")] = LIMIT
    offset: Annotated[int, Meta(ge=0, le=DEEPEST, description="passages to leave out first")] = 0
    facets: Annotated[
        tuple[str, ...], Meta(description=f"facets to count all hits by: {', '.join(FACETS)}", max_length=len(FACETS))
    ] = ()


def _search(context: ToolContext, arguments: SearchArguments) -> ResultsRecord:
    page = context.corpus.engine.search(SearchRequest.make(arguments.query, limit=arguments.limit))
    if page.hits:
        related = f"{page.found.headline}." if page.found.scope == "related" and page.found.more else ""
        notices = [related, _left_out(page, len(page.hits), "limit", MOST_RESULTS)]
    else:
        notices = [_nothing(page), "search_passages lists them." if page.profiles and page.profiles.total else ""]
    return ResultsRecord(
        results=tuple(
            ResultRecord(id=hit.id, title=title_of(hit.place, hit.text_kind), url=_url(context, hit))
            for hit in page.hits
        ),
        notice=" ".join(filter(None, (*parse_query(page.request.text).notes, *notices))) or UNSET,
    )


def _left_out(page: SearchPage, shown: int, name: str, most: int) -> str:
    """Return how many hits follow the first of a page, and how to see them; empty where none does."""
    last = page.request.offset + shown
    if not shown or page.total <= last:
        return ""
    first = f"{page.request.offset + 1} to {last}" if page.request.offset else f"the first {last}"
    return f"These are {first} of {page.total:,}. For others give another {name}, at most {most}, or narrow the query."


def _nothing(page: SearchPage) -> str:
    """Return why a page has no hits."""
    parts = [f"{page.found.headline.rstrip('.')}."]
    if page.total:
        parts = [f"Passages found: {page.total:,}; offset {page.request.offset} is beyond the last."]
    if page.suggestion:
        parts.append(f"Did you mean: {page.suggestion}")
    return " ".join(parts)


def _url(context: ToolContext, hit: Hit) -> str:
    """Return the permanent link of a hit; without an address of the site the publisher's, empty if not known."""
    if context.address:
        return context.link(passage_path(hit.id, hit.version))
    library = context.corpus.library
    text = library.find_chapter(hit.text_id) if hit.chapter else library.find_profile(hit.text_id)
    return source_url(library, text) if text else ""


def _fetch(context: ToolContext, arguments: FetchArguments) -> FetchedTextRecord:
    return fetch_text(context, arguments.id)


def _read_request(arguments: SearchPassagesArguments) -> SearchRequest:
    """Return the request that arguments are for. Raises QueryError."""
    for name in arguments.facets:
        if name not in FACETS:
            raise QueryError(f"There is no facet {name!r}. Choose of {', '.join(FACETS)}.")
    return SearchRequest.make(
        arguments.query,
        [(name, str(value)) for name in FACETS for value in getattr(arguments, name)],
        arguments.sort,
        arguments.limit,
        arguments.offset,
        arguments.exact,
        arguments.scope or None,
        arguments.names,
    )


def _search_passages(context: ToolContext, arguments: SearchPassagesArguments) -> FoundPassagesRecord:
    page = context.corpus.engine.search(_read_request(arguments))
    profiles = _condition_profiles(page)
    hits = _within_length(page.hits)
    facets = {name: page.facets.get(name, ()) for name in dict.fromkeys(arguments.facets)}
    notices = [*parse_query(page.request.text).notes]
    notices.append(_left_out(page, len(hits), "offset or limit", MOST_PASSAGES) if hits else _nothing(page))
    if profiles and profiles.total > len(profiles.items):
        notices.append(f"Of {profiles.total:,} profiles the first {len(profiles.items)} are listed; narrow the query.")
    if cut := [name for name, values in facets.items() if len(values) > MOST_VALUES]:
        notices.append(f"Facets that have more than {MOST_VALUES} values are cut ({', '.join(cut)}); add a filter.")
    return FoundPassagesRecord(
        query=page.request.text,
        read_as=page.read_as,
        scope=page.found.scope,
        counts=scope_counts_record(page.found),
        headline=page.found.headline,
        understood=understood_record(page.understood),
        total=page.total,
        limit=page.request.limit,
        offset=page.request.offset,
        passages=tuple(map(_passage_record, hits)),
        profiles=profiles,
        facets={
            name: tuple(
                FacetValueRecord(value=facet.value, label=facet.label, count=facet.count)
                for facet in values[:MOST_VALUES]
            )
            for name, values in facets.items()
        },
        suggestion=page.suggestion,
        generation=page.generation,
        notice=" ".join(filter(None, notices)) or UNSET,
    )


def _within_length(hits: Sequence[Hit]) -> list[Hit]:
    """Return the first hits, as many as have texts of MOST_CHARACTERS together; one at least."""
    lengths = accumulate(len(hit.text) for hit in hits)
    return [
        hit
        for number, (hit, length) in enumerate(zip(hits, lengths, strict=True))
        if not number or length <= MOST_CHARACTERS
    ]


def _condition_profiles(page: SearchPage) -> ConditionProfilesRecord | None:
    """Return the first profiles that meet the conditions of a query on scores alone."""
    if not page.profiles:
        return None
    items = tuple(map(matching_profile_record, page.profiles.items[:MOST_RESULTS]))
    return ConditionProfilesRecord(total=page.profiles.total, with_text=page.profiles.with_text, items=items)


def _passage_record(hit: Hit) -> FoundPassageRecord:
    return FoundPassageRecord(
        id=hit.id,
        title=title_of(hit.place, hit.text_kind),
        text_kind=hit.text_kind,
        text=hit.text,
        matched=hit.matched,
        country=CountryRecord(code=hit.code, name=hit.country or "") if hit.code else None,
        edition=hit.edition,
        series=hit.series,
        section=SectionNameRecord(slug=hit.section, title=hit.section_title),
        paragraph=hit.paragraph,
        indicators=tuple(
            NamedIndicatorRecord(
                slug=indicator.slug, label=indicator.label, score=indicator.score, relation=indicator.relation
            )
            for indicator in hit.indicators
        ),
        scores=score_records(hit.changed_scores),
        permanent_link=SitePath(passage_path(hit.id, hit.version)),
    )


TEXT_TOOLS = (
    Tool(
        "search",
        "Search the passages",
        "Find passages of the Global Organized Crime Index by words, names and conditions on scores. Returns "
        "ids, titles and "
        "addresses; read a passage with fetch before you quote or report it.",
        SearchArguments,
        ResultsRecord,
        _search,
    ),
    Tool(
        "fetch",
        "Read a text",
        "Return a passage, a section, a profile, a chapter or a score by its id: the text word for word, whose "
        "words they are, "
        "the citation and the permanent link. A long text is cut after a whole passage; metadata.continues_with "
        "has the rest.",
        FetchArguments,
        FetchedTextRecord,
        _fetch,
    ),
    Tool(
        "search_passages",
        "Search with filters and counts",
        "Find passages with filters, a scope, an order and exact counts, each with its whole text, its "
        "indicators and its "
        "permanent link. A query of conditions on scores alone also lists the profiles that meet it, with and "
        "without text.",
        SearchPassagesArguments,
        FoundPassagesRecord,
        _search_passages,
    ),
)
