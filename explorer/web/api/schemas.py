"""The shapes of the JSON interface, as OpenAPI 3.1 describes them: one for each kind of answer."""

from typing import Any

from explorer.citations.formats import FORMATS
from explorer.citations.styles import STYLES
from explorer.model.profiles import AREAS, FACTS, RANKED
from explorer.model.scores import HIGHEST, LOWEST
from explorer.model.taxonomy import EDITIONS, taxonomy
from explorer.search.autocomplete import MOST
from explorer.search.request import FACETS, FLAGS, LARGEST_LIMIT
from explorer.search.views.concordance import ORDERS
from explorer.search.views.frequency import PARTS

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
_WHOLE: Schema = {"type": "integer", "minimum": 0}
EDITION: Schema = {"type": "integer", "enum": list(EDITIONS)}
_ANY_EDITION: Schema = {
    "type": ["integer", "null"],
    "enum": [*EDITIONS, None],
    "description": "null: a chapter of none",
}
FLAG: Schema = {"type": "string", "enum": list(FLAGS)}
_SCORE: Schema = {"type": ["number", "null"], "minimum": LOWEST, "maximum": HIGHEST, "description": "null: not scored"}
_CHANGE: Schema = {"type": ["number", "null"], "description": "since the last edition; null: not comparable"}
_TEXT_KIND: Schema = {
    "type": "string",
    "enum": ["digest", "full", "none"],
    "description": "digest: a short account in the project's own words; full: as published; none: scores alone",
}
_PROFILE_ID: Schema = {"type": "string", "pattern": "^[a-z]{3}-[0-9]{4}$", "examples": ["kgz-2021"]}
CHAPTER_ID: Schema = {
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


def list_of(items: Schema) -> Schema:
    """An array of these."""
    return {"type": "array", "items": items}


def ref(name: str) -> Schema:
    """A named shape of the document."""
    return {"$ref": f"#/components/schemas/{name}"}


def schemas() -> dict[str, Schema]:
    """Every named shape."""
    known = taxonomy()
    slug: Schema = {"type": "string", "enum": list(known.scored)}
    section: Schema = {
        "type": "string",
        "pattern": "^[a-z0-9-]+$",
        "description": f"{', '.join(heading.slug for heading in known.headings)}; in a chapter one of its own",
    }
    country: Schema = {"oneOf": [ref("Country"), {"type": "null"}], "description": "null: in a chapter"}
    chapter: Schema = {"oneOf": [ref("ChapterName"), {"type": "null"}], "description": "null: in a profile"}
    where = {"country": country, "edition": _ANY_EDITION, "chapter": chapter}
    head = {"id": _PROFILE_ID, "country": ref("Country"), "edition": EDITION}
    place = {"continent": TEXT, "region": TEXT}
    indicator_link = {
        "slug": slug,
        "label": TEXT,
        "score": _SCORE,
        "grade": {"type": "integer", "enum": [1, 2], "description": "2: the passage is about it; 1: it speaks of it"},
        "evidence": list_of(TEXT) | {"description": "the words that say so"},
    }
    passage = {
        "text": TEXT,
        "notes": list_of(TEXT),
        "indicators": list_of(ref("IndicatorLink")),
    }
    vocabulary = {
        "slug": slug,
        "label": TEXT,
        "pillar": TEXT,
        "first_edition": EDITION,
        "definition": TEXT,
        "is_aggregate": {"type": "boolean"},
    }
    return {
        "Error": _record(error=_record(status=_WHOLE, message=TEXT)),
        "Difference": _record(
            op={"type": "string", "enum": ["same", "changed", "added", "missing", "omitted"]}, quote=TEXT, source=TEXT
        ),
        "Quote": _record(
            id=_PASSAGE_ID,
            kind={"type": "string", "enum": ["exact", "same", "near"]},
            similarity={"type": "number", "minimum": 0, "maximum": 1},
            passage=TEXT,
            diff=list_of(ref("Difference")),
            url=TEXT,
        ),
        "Quotes": _partial(
            ("matches",),
            matches=list_of(ref("Quote")),
            notice=TEXT | {"description": "why there may be none"},
        ),
        "Citation": _record(
            id=TEXT,
            kind={"type": "string", "enum": ["passage", "section", "profile", "chapter", "score", "search"]},
            style={"type": "string", "enum": [*STYLES, *FORMATS]},
            text=TEXT,
            in_text=TEXT | {"description": "what stands in the text or a note; empty for formats"},
            words=_TEXT_KIND,
            source=TEXT,
            link=TEXT,
            accessed={"type": "string", "format": "date"},
        ),
        "Country": _record(code={"type": "string", "pattern": "^[A-Z]{3}$"}, name=TEXT),
        "ChapterName": _record(id=CHAPTER_ID, title=TEXT),
        "SectionName": _record(slug=section, title=TEXT),
        "IndicatorLink": _record(**indicator_link),
        "HitIndicator": _record(**indicator_link, url=TEXT),
        "Hit": _record(
            id=_PASSAGE_ID,
            relevance={"type": "number", "description": "how well it matches; has no unit"},
            **where,
            section=ref("SectionName"),
            paragraph={"type": "integer", "minimum": 1},
            text=_TEXT_KIND,
            snippet={"type": "string", "description": "HTML: escaped text with <mark> around what matched"},
            notes=list_of(_record(mark=TEXT, snippet=TEXT, url=TEXT))
            | {"description": "those in which it was found, where the query looks into notes with note:"},
            url=TEXT,
            indicators=list_of(ref("HitIndicator")),
            scores={"type": "object", "additionalProperties": _SCORE},
        ),
        "FacetValue": _record(value=TEXT, label=TEXT, count=_WHOLE),
        "SearchAnswer": _record(
            query=TEXT,
            read_as={"type": "string", "description": "how the query was understood, in words"},
            total=_WHOLE | {"description": "exact"},
            took_ms={"type": "number", "minimum": 0},
            limit={"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT},
            offset=_WHOLE,
            sort=TEXT,
            partial={"type": "boolean", "description": "no passage has all the words; these have most of them"},
            hits=list_of(ref("Hit")),
            facets={
                "type": "object",
                "propertyNames": {"enum": list(FACETS)},
                "additionalProperties": list_of(ref("FacetValue")),
            },
            suggestion={"type": ["string", "null"], "description": "another query that would find more"},
            generation={"type": "string", "description": "the build of the search index that answered"},
        ),
        "Passage": _record(id=_PASSAGE_ID, **passage),
        "Section": _record(slug=section, title=TEXT, notes=list_of(TEXT), passages=list_of(ref("Passage"))),
        "Source": _record(title=TEXT, publisher=TEXT, url=TEXT, retrieved=TEXT, text=_TEXT_KIND),
        "Rank": _partial(("rank", "of"), rank=_WHOLE, of=_WHOLE, name=TEXT, change={"type": "integer"}),
        "Profile": _record(
            **head,
            **place,
            text=_TEXT_KIND,
            facts={"type": "object", "propertyNames": {"enum": list(FACTS)}, "additionalProperties": TEXT},
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
                    "additionalProperties": ref("Rank"),
                },
            },
            sections=list_of(ref("Section")),
            source=ref("Source"),
        ),
        "ProfileLine": _record(**head, **place, text=_TEXT_KIND, criminality=_SCORE, resilience=_SCORE, url=TEXT),
        "Profiles": _record(profiles=list_of(ref("ProfileLine"))),
        **_chapter_schemas(),
        "SectionAnswer": _record(
            id={"type": "string", "examples": ["kgz-2021/drugs"]},
            **where,
            text_kind=_TEXT_KIND,
            slug=section,
            title=TEXT,
            notes=list_of(TEXT),
            passages=list_of(ref("Passage")),
            source=ref("Source"),
        ),
        "PassageAnswer": _record(
            id=_PASSAGE_ID,
            **where,
            text_kind=_TEXT_KIND,
            **passage,
            section=ref("SectionName"),
            paragraph={"type": "integer", "minimum": 1},
            url=TEXT,
            source=ref("Source"),
        ),
        "Indicator": _record(**vocabulary),
        "Indicators": _record(indicators=list_of(ref("Indicator"))),
        "Scored": _record(**head, score=_SCORE, change=_CHANGE, url=TEXT),
        "Table": _record(
            caption=TEXT,
            columns=list_of(_record(name=TEXT, label=TEXT)),
            rows=list_of(
                {
                    "type": "object",
                    "additionalProperties": {"type": ["string", "number", "null"]},
                    "description": "cells by the names of the columns; null: n/a",
                }
            ),
        ),
        "Tables": _record(
            asked=list_of(_record(name=TEXT, value={"type": ["string", "number"]})),
            tables={"type": "object", "additionalProperties": ref("Table")},
        ),
        "IndicatorAnswer": _record(**vocabulary, scores=list_of(ref("Scored"))),
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
        "id": CHAPTER_ID,
        "title": TEXT,
        "edition": _ANY_EDITION,
        "published": {"type": ["integer", "null"], "description": "year, where it is known"},
        "text": _TEXT_KIND,
        "passages": _WHOLE,
        "url": TEXT,
    }
    return {
        "ChapterLine": _record(**line),
        "Chapters": _record(chapters=list_of(ref("ChapterLine"))),
        "Chapter": _record(**line, sections=list_of(ref("Section")), source=ref("Source")),
    }


def _view_schemas() -> dict[str, Schema]:
    """What the views of a result answer."""
    searched = {"query": TEXT, "read_as": TEXT, "generation": TEXT}
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
            shown=list_of(_record(value=TEXT, label=TEXT, passages=_WHOLE, best=ref("Hit"))),
        ),
        "Concordance": _record(
            **searched,
            **paged,
            occurrences=_WHOLE,
            order={"type": "string", "enum": list(ORDERS)},
            lines=list_of(
                _record(left=TEXT, occurrence=TEXT, right=TEXT, id=_PASSAGE_ID, start=_WHOLE, end=_WHOLE, url=TEXT)
            ),
        ),
        "Distribution": _record(
            **searched,
            by=part,
            measure=TEXT,
            shares=list_of(_record(value=TEXT, label=TEXT, **used)),
            whole=_record(**used),
        ),
        "Matrix": _record(
            by=part,
            all_forms={"type": "boolean"},
            filters=list_of(_record(name=TEXT, value=TEXT)),
            terms=list_of(TEXT),
            rows=list_of(_record(value=TEXT, label=TEXT, **counted, counts=list_of(_WHOLE))),
            totals=list_of(_WHOLE),
            generation=TEXT,
        ),
        "Likeness": _record(id=_PASSAGE_ID, telling=list_of(TEXT), hits=list_of(ref("Hit"))),
        "Suggestions": _record(
            query=TEXT,
            suggestions=list_of(
                _record(
                    kind={"type": "string", "enum": ["country", "indicator", "section", "word"]},
                    label=TEXT,
                    query=TEXT | {"description": "the whole query with it in place"},
                )
            )
            | {"maxItems": MOST},
        ),
    }
