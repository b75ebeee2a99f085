"""The contract of the JSON interface, OpenAPI 3.1.

It is written by hand over the constants that the code checks against: the shapes are made in explorer/answers.py, so
that a second set of schema classes would say them twice. Tests hold every real answer against it.
"""

from functools import cache
from typing import Any

from explorer import __version__
from explorer.citation.formats import FORMATS
from explorer.citation.styles import STYLES
from explorer.profiles import AREAS, FACTS, RANKED
from explorer.scores import HIGHEST, LOWEST
from explorer.search.concordance import ORDERS
from explorer.search.distribution import PARTS
from explorer.search.request import DEEPEST, FACETS, FLAGS, KINDS, LARGEST_LIMIT, LIMIT, LONGEST, SORTS
from explorer.search.suggestion import MOST
from explorer.settings import LONGEST_LINE
from explorer.taxonomy import EDITIONS, taxonomy
from explorer.web.rankings import SORTS as SORTABLE

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_WHOLE: Schema = {"type": "integer", "minimum": 0}
_EDITION: Schema = {"type": "integer", "enum": list(EDITIONS)}
_ANY_EDITION: Schema = {
    "type": ["integer", "null"],
    "enum": [*EDITIONS, None],
    "description": "null: a chapter of none",
}
_FLAG: Schema = {"type": "string", "enum": list(FLAGS)}
_SCORE: Schema = {"type": ["number", "null"], "minimum": LOWEST, "maximum": HIGHEST, "description": "null: not scored"}
_CHANGE: Schema = {"type": ["number", "null"], "description": "since the last edition; null: not comparable"}
_TEXT_KIND: Schema = {
    "type": "string",
    "enum": ["digest", "full", "none"],
    "description": "digest: a short account in the project's own words; full: as published; none: scores alone",
}
_PROFILE_ID: Schema = {"type": "string", "pattern": "^[a-z]{3}-[0-9]{4}$", "examples": ["kgz-2021"]}
_CHAPTER_ID: Schema = {
    "type": "string",
    "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
    "description": "slug of its title",
    "examples": ["illicit-finance"],
}
_PASSAGE_ID: Schema = {
    "type": "string",
    "pattern": "^[a-z0-9-]+/[a-z0-9-]+/[0-9]+$",
    "examples": ["kgz-2021/drugs/1"],
}


def _record(**properties: Schema) -> Schema:
    """An object of exactly these properties."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _partial(required: tuple[str, ...], **properties: Schema) -> Schema:
    """An object of these properties, of which some may be missing."""
    return _record(**properties) | {"required": list(required)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _schemas() -> dict[str, Schema]:
    known = taxonomy()
    slug: Schema = {"type": "string", "enum": list(known.scored)}
    section: Schema = {
        "type": "string",
        "pattern": "^[a-z0-9-]+$",
        "description": f"{', '.join(heading.slug for heading in known.headings)}; in a chapter one of its own",
    }
    country: Schema = {"oneOf": [_ref("Country"), {"type": "null"}], "description": "null: in a chapter"}
    chapter: Schema = {"oneOf": [_ref("ChapterName"), {"type": "null"}], "description": "null: in a profile"}
    head = {"id": _PROFILE_ID, "country": _ref("Country"), "edition": _EDITION}
    place = {"continent": _TEXT, "region": _TEXT}
    indicator_link = {
        "slug": slug,
        "label": _TEXT,
        "score": _SCORE,
        "grade": {"type": "integer", "enum": [1, 2], "description": "2: the passage is about it; 1: it speaks of it"},
        "evidence": _list(_TEXT) | {"description": "the words that say so"},
    }
    passage = {
        "text": _TEXT,
        "notes": _list(_TEXT),
        "indicators": _list(_ref("IndicatorLink")),
    }
    vocabulary = {
        "slug": slug,
        "label": _TEXT,
        "pillar": _TEXT,
        "first_edition": _EDITION,
        "definition": _TEXT,
        "is_aggregate": {"type": "boolean"},
    }
    return {
        "Error": _record(error=_record(status=_WHOLE, message=_TEXT)),
        "Difference": _record(
            op={"type": "string", "enum": ["same", "changed", "added", "missing", "omitted"]}, quote=_TEXT, source=_TEXT
        ),
        "Quote": _record(
            id=_PASSAGE_ID,
            kind={"type": "string", "enum": ["exact", "same", "near"]},
            similarity={"type": "number", "minimum": 0, "maximum": 1},
            passage=_TEXT,
            diff=_list(_ref("Difference")),
            url=_TEXT,
        ),
        "Quotes": _partial(
            ("matches",),
            matches=_list(_ref("Quote")),
            notice=_TEXT | {"description": "why there may be none"},
        ),
        "Citation": _record(
            id=_TEXT,
            kind={"type": "string", "enum": ["passage", "section", "profile", "chapter", "score", "search"]},
            style={"type": "string", "enum": [*STYLES, *FORMATS]},
            text=_TEXT,
            in_text=_TEXT | {"description": "what stands in the text or a note; empty for formats"},
            words=_TEXT_KIND,
            source=_TEXT,
            link=_TEXT,
            accessed={"type": "string", "format": "date"},
        ),
        "Country": _record(code={"type": "string", "pattern": "^[A-Z]{3}$"}, name=_TEXT),
        "ChapterName": _record(id=_CHAPTER_ID, title=_TEXT),
        "SectionName": _record(slug=section, title=_TEXT),
        "IndicatorLink": _record(**indicator_link),
        "HitIndicator": _record(**indicator_link, url=_TEXT),
        "Hit": _record(
            id=_PASSAGE_ID,
            relevance={"type": "number", "description": "how well it matches; has no unit"},
            country=country,
            edition=_ANY_EDITION,
            chapter=chapter,
            section=_ref("SectionName"),
            paragraph={"type": "integer", "minimum": 1},
            text=_TEXT_KIND,
            snippet={"type": "string", "description": "HTML: escaped text with <mark> around what matched"},
            notes=_list(_record(mark=_TEXT, snippet=_TEXT, url=_TEXT))
            | {"description": "those in which it was found, where the query looks into notes with note:"},
            url=_TEXT,
            indicators=_list(_ref("HitIndicator")),
            scores={"type": "object", "additionalProperties": _SCORE},
        ),
        "FacetValue": _record(value=_TEXT, label=_TEXT, count=_WHOLE),
        "SearchAnswer": _record(
            query=_TEXT,
            read_as={"type": "string", "description": "how the query was understood, in words"},
            total=_WHOLE | {"description": "exact"},
            took_ms={"type": "number", "minimum": 0},
            limit={"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT},
            offset=_WHOLE,
            sort=_TEXT,
            partial={"type": "boolean", "description": "no passage has all the words; these have most of them"},
            hits=_list(_ref("Hit")),
            facets={
                "type": "object",
                "propertyNames": {"enum": list(FACETS)},
                "additionalProperties": _list(_ref("FacetValue")),
            },
            suggestion={"type": ["string", "null"], "description": "another query that would find more"},
            generation={"type": "string", "description": "the build of the search index that answered"},
        ),
        "Passage": _record(id=_PASSAGE_ID, **passage),
        "Section": _record(slug=section, title=_TEXT, notes=_list(_TEXT), passages=_list(_ref("Passage"))),
        "Source": _record(title=_TEXT, publisher=_TEXT, url=_TEXT, retrieved=_TEXT, text=_TEXT_KIND),
        "Rank": _partial(("rank", "of"), rank=_WHOLE, of=_WHOLE, name=_TEXT, change={"type": "integer"}),
        "Profile": _record(
            **head,
            **place,
            text=_TEXT_KIND,
            facts={"type": "object", "propertyNames": {"enum": list(FACTS)}, "additionalProperties": _TEXT},
            scores={
                "type": "object",
                "propertyNames": slug,
                "additionalProperties": _record(score=_SCORE, change=_CHANGE),
            },
            ranks={
                "type": "object",
                "propertyNames": {"enum": list(RANKED)},
                "additionalProperties": {
                    "type": "object",
                    "propertyNames": {"enum": list(AREAS)},
                    "additionalProperties": _ref("Rank"),
                },
            },
            sections=_list(_ref("Section")),
            source=_ref("Source"),
        ),
        "ProfileLine": _record(**head, **place, text=_TEXT_KIND, criminality=_SCORE, resilience=_SCORE, url=_TEXT),
        "Profiles": _record(profiles=_list(_ref("ProfileLine"))),
        **_chapter_schemas(),
        "SectionAnswer": _record(
            id={"type": "string", "examples": ["kgz-2021/drugs"]},
            country=country,
            edition=_ANY_EDITION,
            chapter=chapter,
            text_kind=_TEXT_KIND,
            slug=section,
            title=_TEXT,
            notes=_list(_TEXT),
            passages=_list(_ref("Passage")),
            source=_ref("Source"),
        ),
        "PassageAnswer": _record(
            id=_PASSAGE_ID,
            country=country,
            edition=_ANY_EDITION,
            chapter=chapter,
            text_kind=_TEXT_KIND,
            **passage,
            section=_ref("SectionName"),
            paragraph={"type": "integer", "minimum": 1},
            url=_TEXT,
            source=_ref("Source"),
        ),
        "Indicator": _record(**vocabulary),
        "Indicators": _record(indicators=_list(_ref("Indicator"))),
        "Scored": _record(**head, score=_SCORE, change=_CHANGE, url=_TEXT),
        "Table": _record(
            caption=_TEXT,
            columns=_list(_record(name=_TEXT, label=_TEXT)),
            rows=_list(
                {
                    "type": "object",
                    "additionalProperties": {"type": ["string", "number", "null"]},
                    "description": "cells by the names of the columns; null: n/a",
                }
            ),
        ),
        "Tables": _record(
            asked=_list(_record(name=_TEXT, value={"type": ["string", "number"]})),
            tables={"type": "object", "additionalProperties": _ref("Table")},
        ),
        "IndicatorAnswer": _record(**vocabulary, scores=_list(_ref("Scored"))),
        **_view_schemas(),
        **_name_schemas(),
    }


def _name_schemas() -> dict[str, Schema]:
    """What a filter may be given; other published spellings are understood as well."""
    known = taxonomy()
    countries = [name for country in known.countries for name in (country.code, country.name)]
    regions = [region.name for region in known.regions]
    return {
        "CountryName": {"type": "string", "enum": countries, "description": "code or name"},
        "RegionName": {"type": "string", "enum": regions, "description": "as the Index groups countries"},
        "AreaName": {"type": "string", "enum": ["world", *known.continents, *regions]},
    }


def _chapter_schemas() -> dict[str, Schema]:
    """What is answered of chapters."""
    line = {
        "id": _CHAPTER_ID,
        "title": _TEXT,
        "edition": _ANY_EDITION,
        "published": {"type": ["integer", "null"], "description": "year, where it is known"},
        "text": _TEXT_KIND,
        "passages": _WHOLE,
        "url": _TEXT,
    }
    return {
        "ChapterLine": _record(**line),
        "Chapters": _record(chapters=_list(_ref("ChapterLine"))),
        "Chapter": _record(**line, sections=_list(_ref("Section")), source=_ref("Source")),
    }


def _view_schemas() -> dict[str, Schema]:
    """What the views of a result answer."""
    searched = {"query": _TEXT, "read_as": _TEXT, "generation": _TEXT}
    paged = {"total": _WHOLE | {"description": "passages found"}, "limit": _WHOLE, "offset": _WHOLE}
    counted = {"passages": _WHOLE, "words": _WHOLE}
    used = counted | {
        "occurrences": _WHOLE,
        "per_thousand": {"type": ["number", "null"], "minimum": 0, "description": "null: there is no word"},
        "found": _WHOLE | {"description": "passages found"},
    }
    part: Schema = {"type": "string", "enum": list(PARTS)}
    return {
        "Groups": _record(
            **searched,
            **paged,
            groups=_WHOLE,
            shown=_list(_record(value=_TEXT, label=_TEXT, passages=_WHOLE, best=_ref("Hit"))),
        ),
        "Concordance": _record(
            **searched,
            **paged,
            occurrences=_WHOLE,
            order={"type": "string", "enum": list(ORDERS)},
            lines=_list(
                _record(left=_TEXT, occurrence=_TEXT, right=_TEXT, id=_PASSAGE_ID, start=_WHOLE, end=_WHOLE, url=_TEXT)
            ),
        ),
        "Distribution": _record(
            **searched,
            by=part,
            measure=_TEXT,
            shares=_list(_record(value=_TEXT, label=_TEXT, **used)),
            whole=_record(**used),
        ),
        "Matrix": _record(
            by=part,
            all_forms={"type": "boolean"},
            filters=_list(_record(name=_TEXT, value=_TEXT)),
            terms=_list(_TEXT),
            rows=_list(_record(value=_TEXT, label=_TEXT, **counted, counts=_list(_WHOLE))),
            totals=_list(_WHOLE),
            generation=_TEXT,
        ),
        "Likeness": _record(id=_PASSAGE_ID, telling=_list(_TEXT), hits=_list(_ref("Hit"))),
        "Suggestions": _record(
            query=_TEXT,
            suggestions=_list(
                _record(
                    kind={"type": "string", "enum": ["country", "indicator", "section", "word"]},
                    label=_TEXT,
                    query=_TEXT | {"description": "the whole query with it in place"},
                )
            )
            | {"maxItems": MOST},
        ),
    }


def _answers(schema: str, *failures: int) -> Schema:
    said = {
        400: "The request cannot be answered as asked; the message says what would work",
        404: "There is no such thing; the message says what is close",
        413: "More was sent than is taken",
        429: "One reader may not ask so often; Retry-After says when to ask again",
        503: "There is no usable search index",
    }
    made: Schema = {
        "200": {"description": "The answer", "content": {"application/json": {"schema": _ref(schema)}}},
        "304": {"description": "Not changed since the answer whose ETag was sent"},
    }
    for status in (*failures, 429):
        made[str(status)] = {
            "description": said[status],
            "content": {"application/json": {"schema": _ref("Error")}},
        }
    made["414"] = {"description": f"The address is longer than {LONGEST_LINE:,} bytes", "content": {"text/html": {}}}
    return made


def _in_path(name: str, description: str, example: str) -> Schema:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": _TEXT,
        "example": example,
    }


def _in_query(name: str, description: str, schema: Schema) -> Schema:
    # An empty value counts as absent.
    return {"name": name, "in": "query", "description": description, "schema": schema, "allowEmptyValue": True}


def _search_parameters() -> list[Schema]:
    known = taxonomy()
    values: dict[str, Schema] = {
        "country": _ref("CountryName"),
        "region": _ref("RegionName"),
        "continent": {"type": "string", "enum": list(known.continents)},
        "edition": _EDITION,
        "section": {"type": "string", "enum": [heading.slug for heading in known.headings]},
        "indicator": {"type": "string", "enum": list(known.scored)},
        "kind": {"type": "string", "enum": list(KINDS)},
        "chapter": _CHAPTER_ID,
    }
    said = {
        "country": "code or name of a country",
        "region": "name of a region as the Index groups countries",
        "continent": "name of a continent",
        "edition": "edition of the Index",
        "section": "section of the analysis",
        "indicator": "indicator that the passage is linked to",
        "kind": "kind of text: country profiles, or chapters and other articles",
        "chapter": "id of a chapter",
    }
    return [
        _in_query("q", "The query, in the language that /help describes", _TEXT | {"maxLength": LONGEST}),
        *(
            _in_query(name, f"Only hits with this {said[name]}; may be given more than once", _list(values[name]))
            for name in FACETS
        ),
        _in_query(
            "sort",
            f"One of {', '.join(SORTS)}, or the slug of a score, highest first; with a hyphen before it lowest first",
            {
                "type": "string",
                "enum": [*SORTS, *known.scored, *(f"-{slug}" for slug in known.scored)],
                "default": SORTS[0],
            },
        ),
        _in_query(
            "limit",
            "Hits to answer with",
            {"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT, "default": LIMIT},
        ),
        _in_query(
            "offset", "Hits to leave out first", {"type": "integer", "minimum": 0, "maximum": DEEPEST, "default": 0}
        ),
        _in_query(
            "exact",
            "1: only the words as typed, without stems, synonyms or corrected spelling",
            _FLAG | {"default": "0"},
        ),
    ]


def _score_parameters(*names: str) -> list[Schema]:
    """Parameters of the tables of scores, as the pages of the same address have them."""
    known = taxonomy()
    slug: Schema = {"type": "string", "enum": list(known.scored)}
    bound: Schema = {"type": "number", "minimum": LOWEST, "maximum": HIGHEST}
    order = [*SORTABLE, *(f"-{name}" for name in SORTABLE)]
    said: dict[str, tuple[str, Schema]] = {
        "indicator": ("Indicator or aggregate; criminality when none is named", slug),
        "x": ("Indicator or aggregate across; criminality when none is named", slug),
        "y": ("Indicator or aggregate upwards; resilience when none is named", slug),
        "edition": ("Edition of the Index; the newest that is here when none is named", _EDITION),
        "area": ("Continent or region; the world when none is named", _ref("AreaName")),
        "group": ("Part the ranking by these", {"type": "string", "enum": ["continent", "region"]}),
        "sort": ("Column to sort by; with a hyphen before it the other way round", {"type": "string", "enum": order}),
        "from": ("Lowest score to show", bound),
        "to": ("Highest score to show", bound),
        "name": ("Part of a country's name or code", _TEXT),
        "text": ("1: only countries with narrative text", _FLAG),
        "profiles": (
            "Ids of two to four profiles, with commas between them",
            {"type": "string", "pattern": "^[a-z]{3}-[0-9]{4}(,[a-z]{3}-[0-9]{4}){1,3}$"},
        ),
        "section": (
            "Section to read side by side",
            {"type": "string", "enum": [heading.slug for heading in known.headings]},
        ),
    }
    return [_in_query(name, *said[name]) for name in names]


def _operation(id: str, summary: str, responses: Schema, *parameters: Schema) -> Schema:
    operation: Schema = {"operationId": id, "summary": summary, "responses": responses}
    if parameters:
        operation["parameters"] = list(parameters)
    return {"get": operation}


def _view_paths() -> dict[str, Schema]:
    """The views of a result, and what belongs to them."""
    by = _in_query("by", "Parts of the corpus", {"type": "string", "enum": list(PARTS), "default": PARTS[0]})
    order = _in_query("order", "Of the lines", {"type": "string", "enum": list(ORDERS), "default": ORDERS[0]})
    filters = [one for one in _search_parameters() if one["name"] in FACETS]
    counting = [
        _in_query("term", "A word or phrase; may be given more than once", _list(_TEXT)),
        _in_query("terms", "A list of them, one a line", _TEXT),
        _in_query("forms", "all: every form of a word", {"type": "string", "enum": ["given", "all"]}),
        by,
        *filters,
    ]
    count = _operation("countTerms", "How often terms stand in each part", _answers("Matrix", 400, 503), *counting)
    form: Schema = {
        "type": "object",
        "properties": {"terms": _TEXT, "file": {"type": "string", "format": "binary"}}
        | {one["name"]: one["schema"] for one in counting if one["name"] not in ("term", "terms")},
    }
    count["post"] = {
        "operationId": "countManyTerms",
        "summary": "The same for a list that is too long for an address",
        "requestBody": {"content": {"multipart/form-data": {"schema": form}}},
        "responses": _answers("Matrix", 400, 413, 503),
    }
    passage_id = _in_path("id", "Id of a passage; its slashes are part of the path", "kgz-2021/drugs/1")
    elsewhere = _in_query("elsewhere", "1: only of other countries", _FLAG)
    searched = _search_parameters()
    failing = (400, 503)
    return {
        "/groups/countries": _operation(
            "groupByCountry", "Countries, each with its best hit", _answers("Groups", *failing), *searched
        ),
        "/groups/profiles": _operation(
            "groupByProfile", "Profiles, each with its best hit", _answers("Groups", *failing), *searched
        ),
        "/concordance": _operation(
            "lineUp", "Every occurrence in its context", _answers("Concordance", *failing), *searched, order
        ),
        "/distribution": _operation(
            "distribute", "Occurrences per 1,000 words", _answers("Distribution", *failing), *searched, by
        ),
        "/matrix": count,
        "/similar/{id}": _operation(
            "findSimilar", "Passages like one", _answers("Likeness", 400, 404, 503), passage_id, elsewhere
        ),
        "/suggestions": _operation(
            "suggest",
            "At most five ways to go on from what is typed",
            _answers("Suggestions", 503),
            _in_query("q", "What is typed so far", _TEXT),
        ),
    }


@cache
def document() -> Schema:
    """The whole document."""
    passage_id = _in_path("id", "Id of a passage; its slashes are part of the path", "kgz-2021/drugs/1")
    section_id = _in_path("id", "Id of a section; its slash is part of the path", "kgz-2021/drugs")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "OC Explorer",
            "version": __version__,
            "description": "Search and read the country profiles of the Global Organized Crime Index. Unofficial: "
            "the Index is the work of the Global Initiative Against Transnational Organized Crime.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/api/v1"}],
        "paths": {
            "/search": _operation(
                "search", "Search the passages", _answers("SearchAnswer", 400, 503), *_search_parameters()
            ),
            "/profiles": _operation("listProfiles", "Every profile, without its text", _answers("Profiles")),
            "/profiles/{id}": _operation(
                "readProfile",
                "One profile, whole",
                _answers("Profile", 404),
                _in_path("id", "Country code and edition", "kgz-2021"),
            ),
            "/chapters": _operation("listChapters", "Every chapter, without its text", _answers("Chapters")),
            "/chapters/{id}": _operation(
                "readChapter",
                "One chapter or other article, whole",
                _answers("Chapter", 404),
                _in_path("id", "Slug of its title", "illicit-finance"),
            ),
            "/sections/{id}": _operation(
                "readSection", "One section of a profile or a chapter", _answers("SectionAnswer", 404), section_id
            ),
            "/passages/{id}": _operation("readPassage", "One passage", _answers("PassageAnswer", 404), passage_id),
            "/indicators": _operation("listIndicators", "Every aggregate and indicator", _answers("Indicators")),
            "/indicators/{slug}": _operation(
                "readIndicator",
                "One indicator or aggregate, with the score of every profile that has one",
                _answers("IndicatorAnswer", 404),
                _in_path("slug", "Slug of an indicator or aggregate", "heroin-trade"),
            ),
            "/quotes": _operation(
                "lookUpQuotation",
                "The passages that have these words, exactly or altered",
                _answers("Quotes", 400),
                _in_query("text", "A quotation; ellipses, [sic] and words in brackets are understood", _TEXT),
            ),
            "/citations": _operation(
                "cite",
                "A citation of a passage, section, profile, chapter, score or search",
                _answers("Citation", 400, 404),
                _in_query("id", "What is cited: an id, or an address here", _TEXT | {"examples": ["kgz-2021/drugs/1"]})
                | {"required": True},
                _in_query("style", "A style or a format", {"type": "string", "enum": [*STYLES, *FORMATS]}),
                _in_query("words", "Words of the passage to quote, exactly as there", _TEXT),
            ),
            "/countries": _operation(
                "listCountries",
                "Countries that have a profile, with their newest scores",
                _answers("Tables", 400),
                *_score_parameters("name", "area", "text"),
            ),
            "/means": _operation("readMeans", "Means of all countries by edition", _answers("Tables", 400)),
            "/standings/{slug}": _operation(
                "readStandings",
                "Every country's place by one score, means of every part of the world, distribution",
                _answers("Tables", 400, 404),
                _in_path("slug", "Slug of an indicator or aggregate", "heroin-trade"),
                *_score_parameters("edition"),
            ),
            "/rankings": _operation(
                "rank",
                "Countries ranked by one score",
                _answers("Tables", 400),
                *_score_parameters("indicator", "edition", "area", "group", "sort", "from", "to"),
            ),
            "/map": _operation(
                "mapScores",
                "One score of every country",
                _answers("Tables", 400),
                *_score_parameters("indicator", "edition", "area"),
            ),
            "/map/passages": _operation(
                "mapPassages",
                "Passages that a search finds, by country",
                _answers("Tables", 400, 503),
                *_search_parameters(),
            ),
            "/scatter": _operation(
                "scatter",
                "Two scores of every country, and their quadrant",
                _answers("Tables", 400),
                *_score_parameters("x", "y", "edition", "area"),
            ),
            "/compare": _operation(
                "compare",
                "Two to four profiles side by side",
                _answers("Tables", 400, 404),
                *_score_parameters("profiles", "section"),
            ),
            **_view_paths(),
        },
        "components": {"schemas": _schemas()},
    }
