"""The parameters of the addresses of the JSON interface, as OpenAPI 3.1 describes them."""

from typing import Any

import msgspec

from explorer.entities.mentions import works
from explorer.model.scores import HIGHEST, LOWEST
from explorer.model.taxonomy import EDITIONS, taxonomy
from explorer.search.mention_rows import CHAPTERS, MENTION_KINDS
from explorer.search.query.nodes import FACETS
from explorer.search.request import CHANGE, DEEPEST, FLAGS, KINDS, LARGEST_LIMIT, LIMIT, LONGEST, SCOPES, SORTS
from explorer.search.table.score_columns import groups
from explorer.serializers.json_fields import ChapterId
from explorer.serializers.vocabulary_schemas import Schema, ref
from explorer.web.scores.rankings_page import SORTS as SORTABLE

TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "string", "enum": list(FLAGS)}


def list_of(items: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


def in_path(name: str, description: str, example: str) -> Schema:
    """Return a part of the path."""
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": TEXT,
        "example": example,
    }


def in_query(name: str, description: str, schema: Schema, **more: Any) -> Schema:
    """Return a parameter of the query string; one without a value counts as absent."""
    return {"name": name, "in": "query", "description": description, "schema": schema, "allowEmptyValue": True} | more


def filter_parameters() -> list[Schema]:
    """Return those that choose among the passages."""
    filters: dict[str, tuple[str, Schema]] = {
        "country": ("code or name of a country", ref("CountryName")),
        "region": ("name of a region as the Index groups countries", ref("RegionName")),
        "continent": ("name of a continent", ref("ContinentName")),
        "edition": ("edition of the Index, or of another series", ref("EditionYear")),
        "section": ("section of the analysis", ref("SectionName")),
        "indicator": ("indicator that the passage is linked to, about it or mentioning it", ref("IndicatorSlug")),
        "about": ("indicator that the passage is about, and not only mentions", ref("IndicatorSlug")),
        "kind": (
            "kind of text: country profiles, or chapters and other articles",
            {"type": "string", "enum": list(KINDS)},
        ),
        "chapter": ("id of a chapter, or its title", msgspec.json.schema(ChapterId)),
        "series": ("series, without which all are searched", ref("SeriesName")),
    }
    return [
        in_query(
            name, f"Only hits with this {filters[name][0]}; may be given more than once", list_of(filters[name][1])
        )
        for name in FACETS
    ]


def data_parameters() -> list[Schema]:
    """Return those that choose among the scores as data."""
    several = "; may be given more than once"
    return [
        in_query("country", f"Code or name of a country{several}", list_of(ref("CountryName"))),
        in_query("area", "Continent or region; the world when none is named", ref("AreaName")),
        in_query("edition", f"Edition of the series{several}", list_of(ref("IndexEditionYear"))),
        in_query("indicator", f"Indicator or aggregate{several}", list_of(ref("IndicatorSlug"))),
        in_query("series", "Series; the Index when none is named", ref("SeriesName")),
    ]


def mention_parameters() -> list[Schema]:
    """Return those that choose among the mentions."""
    several = "; may be given more than once"
    places = [ref("CountryName"), ref("RegionName"), ref("ContinentName")]
    naming: Schema = {"anyOf": [*places, {"type": "string", "enum": [CHAPTERS]}]}
    named: Schema = {"anyOf": [*places, {"type": "string", "enum": [work.slug for work in works()]}]}
    return [
        in_query("kind", f"Kind of what is named{several}", list_of({"type": "string", "enum": list(MENTION_KINDS)})),
        in_query("from", f"Country whose profiles name, an area, or chapters{several}", list_of(naming)),
        in_query("to", f"Country, area, or slug of a work that is named{several}", list_of(named)),
        in_query("section", f"Section of the analysis{several}", list_of(ref("SectionName"))),
        in_query("indicator", f"Indicator that the passage is linked to{several}", list_of(ref("IndicatorSlug"))),
        in_query("edition", f"Edition of the Index, or of another series{several}", list_of(ref("EditionYear"))),
    ]


def search_parameters() -> list[Schema]:
    """Return those of a search."""
    slugs = list(taxonomy().scored)
    orders = [*SORTS, *slugs, *(f"-{slug}" for slug in slugs)]
    return [
        in_query("q", "The query, in the language that /help describes", TEXT | {"maxLength": LONGEST}),
        *filter_parameters(),
        in_query(
            "sort",
            f"One of {', '.join(SORTS)}, or the slug of a score, highest first; with a hyphen before it lowest first",
            {"type": "string", "enum": orders, "default": SORTS[0]},
        ),
        in_query(
            "limit",
            "Hits to answer with",
            {"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT, "default": LIMIT},
        ),
        in_query(
            "offset", "Hits to leave out first", {"type": "integer", "minimum": 0, "maximum": DEEPEST, "default": 0}
        ),
        in_query(
            "exact",
            "1: only the words as typed, without stems, synonyms or corrected spelling",
            FLAG | {"default": "0"},
        ),
        in_query(
            "names",
            "0: names of countries, regions, editions and sections are words, and not filters",
            FLAG | {"default": "1"},
        ),
        in_query(
            "scope",
            "words: passages with every word typed; related: those too that are found in other ways; by default words "
            "where ten or more have them or nothing else is related",
            {"type": "string", "enum": list(SCOPES)},
        ),
        in_query(
            "scores",
            "Scores, and changes of them, that each hit carries in condition_scores",
            list_of({"type": "string", "enum": [*slugs, *(f"{CHANGE}{slug}" for slug in slugs)]}),
            style="form",
            explode=False,
        ),
    ]


def table_parameters() -> list[Schema]:
    """Return those of the country table."""
    return [
        in_query(
            "edition",
            "Edition of the Index, or all: a row for each country and edition; the newest here when none is named",
            {"type": "string", "enum": [*map(str, EDITIONS), "all"]},
        ),
        *score_parameters("area"),
        in_query(
            "q",
            "Conditions on scores and filters of profiles, in the query language: cocaine-trade:>=7 resilience:<4",
            TEXT | {"maxLength": LONGEST},
        ),
        in_query(
            "where",
            "A condition on a column: change-2021.synthetic-drug-trade:>=2; may be given more than once",
            list_of(TEXT),
        ),
        in_query("find", "A search, whose passages are counted in the column passages", TEXT | {"maxLength": LONGEST}),
        in_query("scope", "Of that search", {"type": "string", "enum": list(SCOPES), "default": SCOPES[0]}),
        in_query(
            "columns",
            "Names of columns and of groups, with commas between them: the slug of a score, change.SLUG since the "
            "edition before, change-2021.SLUG since an edition, rank.SLUG, rank-continent.SLUG, rank-region.SLUG; "
            f"in place of a slug {', '.join(groups())}",
            TEXT,
        ),
        in_query(
            "sort",
            "Column to sort by, or country, region or edition; with a hyphen before it the other way round",
            TEXT,
        ),
    ]


def score_parameters(*names: str) -> list[Schema]:
    """Return parameters of the tables of scores, as the pages of the same address have them."""
    bound: Schema = {"type": "number", "minimum": LOWEST, "maximum": HIGHEST}
    orders = [*SORTABLE, *(f"-{name}" for name in SORTABLE)]
    parameters: dict[str, tuple[str, Schema]] = {
        "indicator": ("Indicator or aggregate; criminality when none is named", ref("IndicatorSlug")),
        "x": ("Indicator or aggregate on the horizontal axis; criminality when none is named", ref("IndicatorSlug")),
        "y": ("Indicator or aggregate on the vertical axis; resilience when none is named", ref("IndicatorSlug")),
        "edition": ("Edition of the Index; the newest that is here when none is named", ref("IndexEditionYear")),
        "area": ("Continent or region; the world when none is named", ref("AreaName")),
        "group": ("Group the ranking by these", {"type": "string", "enum": ["continent", "region"]}),
        "sort": ("Column to sort by; with a hyphen before it the other way round", {"type": "string", "enum": orders}),
        "from": ("Lowest score to show", bound),
        "to": ("Highest score to show", bound),
        "name": ("Part of a country's name or code", TEXT),
        "text": ("1: only countries with narrative text", FLAG),
        "profiles": (
            "Ids of two or more profiles of one series, with commas between them",
            {"type": "string", "pattern": "^([a-z]+-)?[a-z]{3}-[0-9]{4}(,([a-z]+-)?[a-z]{3}-[0-9]{4})+$"},
        ),
        "section": ("Section to read side by side", ref("SectionName")),
    }
    return [in_query(name, *parameters[name]) for name in names]
