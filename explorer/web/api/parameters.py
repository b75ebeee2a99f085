"""What an address of the JSON interface may ask, as OpenAPI 3.1 describes it."""

from explorer.model.scores import HIGHEST, LOWEST
from explorer.model.taxonomy import taxonomy
from explorer.search.request import DEEPEST, FACETS, KINDS, LARGEST_LIMIT, LIMIT, LONGEST, SORTS
from explorer.web.api.schemas import CHAPTER_ID, EDITION, FLAG, TEXT, Schema, list_of, ref
from explorer.web.scores.rankings_page import SORTS as SORTABLE


def in_path(name: str, description: str, example: str) -> Schema:
    """A part of the path."""
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": TEXT,
        "example": example,
    }


def in_query(name: str, description: str, schema: Schema) -> Schema:
    """A parameter of the query string."""
    # An empty value counts as absent.
    return {"name": name, "in": "query", "description": description, "schema": schema, "allowEmptyValue": True}


def search_parameters() -> list[Schema]:
    """Those of a search."""
    known = taxonomy()
    values: dict[str, Schema] = {
        "country": ref("CountryName"),
        "region": ref("RegionName"),
        "continent": {"type": "string", "enum": list(known.continents)},
        "edition": EDITION,
        "section": {"type": "string", "enum": [heading.slug for heading in known.headings]},
        "indicator": {"type": "string", "enum": list(known.scored)},
        "kind": {"type": "string", "enum": list(KINDS)},
        "chapter": CHAPTER_ID,
    }
    said = {
        "country": "code or name of a country",
        "region": "name of a region as the Index groups countries",
        "continent": "name of a continent",
        "edition": "edition of the Index",
        "section": "section of the analysis",
        "indicator": "indicator that the passage is linked to",
        "kind": "kind of text: country profiles, or chapters and other articles",
        "chapter": "id of a chapter, or its title",
    }
    return [
        in_query("q", "The query, in the language that /help describes", TEXT | {"maxLength": LONGEST}),
        *(
            in_query(name, f"Only hits with this {said[name]}; may be given more than once", list_of(values[name]))
            for name in FACETS
        ),
        in_query(
            "sort",
            f"One of {', '.join(SORTS)}, or the slug of a score, highest first; with a hyphen before it lowest first",
            {
                "type": "string",
                "enum": [*SORTS, *known.scored, *(f"-{slug}" for slug in known.scored)],
                "default": SORTS[0],
            },
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
    ]


def score_parameters(*names: str) -> list[Schema]:
    """Parameters of the tables of scores, as the pages of the same address have them."""
    known = taxonomy()
    slug: Schema = {"type": "string", "enum": list(known.scored)}
    bound: Schema = {"type": "number", "minimum": LOWEST, "maximum": HIGHEST}
    order = [*SORTABLE, *(f"-{name}" for name in SORTABLE)]
    said: dict[str, tuple[str, Schema]] = {
        "indicator": ("Indicator or aggregate; criminality when none is named", slug),
        "x": ("Indicator or aggregate across; criminality when none is named", slug),
        "y": ("Indicator or aggregate upwards; resilience when none is named", slug),
        "edition": ("Edition of the Index; the newest that is here when none is named", EDITION),
        "area": ("Continent or region; the world when none is named", ref("AreaName")),
        "group": ("Part the ranking by these", {"type": "string", "enum": ["continent", "region"]}),
        "sort": ("Column to sort by; with a hyphen before it the other way round", {"type": "string", "enum": order}),
        "from": ("Lowest score to show", bound),
        "to": ("Highest score to show", bound),
        "name": ("Part of a country's name or code", TEXT),
        "text": ("1: only countries with narrative text", FLAG),
        "profiles": (
            "Ids of two to four profiles, with commas between them",
            {"type": "string", "pattern": "^[a-z]{3}-[0-9]{4}(,[a-z]{3}-[0-9]{4}){1,3}$"},
        ),
        "section": (
            "Section to read side by side",
            {"type": "string", "enum": [heading.slug for heading in known.headings]},
        ),
    }
    return [in_query(name, *said[name]) for name in names]
