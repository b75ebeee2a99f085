"""The contract of the JSON interface, OpenAPI 3.1.

It is written by hand over the constants that the code checks against: the shapes are made in explorer/answers.py, so
that a second set of schema classes would say them twice. Tests hold every real answer against it.
"""

from functools import cache

from explorer import __version__
from explorer.citations.formats import FORMATS
from explorer.citations.styles import STYLES
from explorer.search.request import FACETS
from explorer.search.views.concordance import ORDERS
from explorer.search.views.frequency import PARTS
from explorer.web.api.parameters import in_path, in_query, score_parameters, search_parameters
from explorer.web.api.schemas import FLAG, TEXT, Schema, list_of, ref, schemas
from explorer.web.settings import LONGEST_LINE


def _answers(schema: str, *failures: int) -> Schema:
    said = {
        400: "The request cannot be answered as asked; the message says what would work",
        404: "There is no such thing; the message says what is close",
        413: "More was sent than is taken",
        429: "One reader may not ask so often; Retry-After says when to ask again",
        503: "There is no usable search index",
    }
    made: Schema = {
        "200": {"description": "The answer", "content": {"application/json": {"schema": ref(schema)}}},
        "304": {"description": "Not changed since the answer whose ETag was sent"},
    }
    for status in (*failures, 429):
        made[str(status)] = {
            "description": said[status],
            "content": {"application/json": {"schema": ref("Error")}},
        }
    made["414"] = {"description": f"The address is longer than {LONGEST_LINE:,} bytes", "content": {"text/html": {}}}
    return made


def _operation(id: str, summary: str, responses: Schema, *parameters: Schema) -> Schema:
    operation: Schema = {"operationId": id, "summary": summary, "responses": responses}
    if parameters:
        operation["parameters"] = list(parameters)
    return {"get": operation}


def _view_paths() -> dict[str, Schema]:
    """The views of a result, and what belongs to them."""
    by = in_query("by", "Parts of the corpus", {"type": "string", "enum": list(PARTS), "default": PARTS[0]})
    order = in_query("order", "Of the lines", {"type": "string", "enum": list(ORDERS), "default": ORDERS[0]})
    filters = [one for one in search_parameters() if one["name"] in FACETS]
    counting = [
        in_query("term", "A word or phrase; may be given more than once", list_of(TEXT)),
        in_query("terms", "A list of them, one a line", TEXT),
        in_query("forms", "all: every form of a word", {"type": "string", "enum": ["given", "all"]}),
        by,
        *filters,
    ]
    count = _operation("countTerms", "How often terms stand in each part", _answers("Matrix", 400, 503), *counting)
    form: Schema = {
        "type": "object",
        "properties": {"terms": TEXT, "file": {"type": "string", "format": "binary"}}
        | {one["name"]: one["schema"] for one in counting if one["name"] not in ("term", "terms")},
    }
    count["post"] = {
        "operationId": "countManyTerms",
        "summary": "The same for a list that is too long for an address",
        "requestBody": {"content": {"multipart/form-data": {"schema": form}}},
        "responses": _answers("Matrix", 400, 413, 503),
    }
    passage_id = in_path("id", "Id of a passage; its slashes are part of the path", "kgz-2021/drugs/1")
    elsewhere = in_query("elsewhere", "1: only of other countries", FLAG)
    searched = search_parameters()
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
            in_query("q", "What is typed so far", TEXT),
        ),
    }


@cache
def document() -> Schema:
    """The whole document."""
    passage_id = in_path("id", "Id of a passage; its slashes are part of the path", "kgz-2021/drugs/1")
    section_id = in_path("id", "Id of a section; its slash is part of the path", "kgz-2021/drugs")
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
                "search", "Search the passages", _answers("SearchAnswer", 400, 503), *search_parameters()
            ),
            "/profiles": _operation("listProfiles", "Every profile, without its text", _answers("Profiles")),
            "/profiles/{id}": _operation(
                "readProfile",
                "One profile, whole",
                _answers("Profile", 404),
                in_path("id", "Country code and edition", "kgz-2021"),
            ),
            "/chapters": _operation("listChapters", "Every chapter, without its text", _answers("Chapters")),
            "/chapters/{id}": _operation(
                "readChapter",
                "One chapter or other article, whole",
                _answers("Chapter", 404),
                in_path("id", "Slug of its title", "illicit-finance"),
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
                in_path("slug", "Slug of an indicator or aggregate", "heroin-trade"),
            ),
            "/quotes": _operation(
                "lookUpQuotation",
                "The passages that have these words, exactly or altered",
                _answers("Quotes", 400),
                in_query("text", "A quotation; ellipses, [sic] and words in brackets are understood", TEXT),
            ),
            "/citations": _operation(
                "cite",
                "A citation of a passage, section, profile, chapter, score or search",
                _answers("Citation", 400, 404),
                in_query("id", "What is cited: an id, or an address here", TEXT | {"examples": ["kgz-2021/drugs/1"]})
                | {"required": True},
                in_query("style", "A style or a format", {"type": "string", "enum": [*STYLES, *FORMATS]}),
                in_query("words", "Words of the passage to quote, exactly as there", TEXT),
            ),
            "/countries": _operation(
                "listCountries",
                "Countries that have a profile, with their newest scores",
                _answers("Tables", 400),
                *score_parameters("name", "area", "text"),
            ),
            "/means": _operation("readMeans", "Means of all countries by edition", _answers("Tables", 400)),
            "/standings/{slug}": _operation(
                "readStandings",
                "Every country's place by one score, means of every part of the world, distribution",
                _answers("Tables", 400, 404),
                in_path("slug", "Slug of an indicator or aggregate", "heroin-trade"),
                *score_parameters("edition"),
            ),
            "/rankings": _operation(
                "rank",
                "Countries ranked by one score",
                _answers("Tables", 400),
                *score_parameters("indicator", "edition", "area", "group", "sort", "from", "to"),
            ),
            "/map": _operation(
                "mapScores",
                "One score of every country",
                _answers("Tables", 400),
                *score_parameters("indicator", "edition", "area"),
            ),
            "/map/passages": _operation(
                "mapPassages",
                "Passages that a search finds, by country",
                _answers("Tables", 400, 503),
                *search_parameters(),
            ),
            "/scatter": _operation(
                "scatter",
                "Two scores of every country, and their quadrant",
                _answers("Tables", 400),
                *score_parameters("x", "y", "edition", "area"),
            ),
            "/compare": _operation(
                "compare",
                "Two to four profiles side by side",
                _answers("Tables", 400, 404),
                *score_parameters("profiles", "section"),
            ),
            **_view_paths(),
        },
        "components": {"schemas": schemas()},
    }
