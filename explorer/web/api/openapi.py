"""The contract of the JSON interface: OpenAPI 3.1, https://spec.openapis.org/oas/v3.1.0.

Here are the paths, their parameters and their statuses. The schemas of the answers come from the records that are
written as answers, in explorer.serializers.
"""

from functools import cache

import msgspec

from explorer import __version__
from explorer.search.views.concordance import ORDERS
from explorer.search.views.corpus_parts import PARTS
from explorer.serializers.change_records import ChangesRecord
from explorer.serializers.chapter_records import ChapterRecord, ChaptersRecord
from explorer.serializers.citation_records import CitationRecord
from explorer.serializers.dossier_records import DossierRecord
from explorer.serializers.hit_records import SearchRecord
from explorer.serializers.indicator_records import IndicatorScoresRecord, IndicatorsRecord
from explorer.serializers.json_fields import REFERENCE, JsonRecord, path_schema
from explorer.serializers.mention_records import MentionPageRecord, MentionsRecord, WorksRecord
from explorer.serializers.passage_records import PassagePartRecord, SectionPartRecord
from explorer.serializers.profile_records import CitedScoreRecord, ProfileRecord, ProfilesRecord
from explorer.serializers.quote_records import (
    ArticleRecord,
    LinkStatusRecord,
    QuotesRecord,
    SentArticleRecord,
    SentTextRecord,
    VerdictsRecord,
)
from explorer.serializers.status_records import ErrorRecord
from explorer.serializers.table_records import DatasetRecord
from explorer.serializers.view_records import (
    ConcordanceRecord,
    DistributionRecord,
    GroupsRecord,
    MatrixRecord,
    MoreLikeThisRecord,
    SuggestionsRecord,
)
from explorer.serializers.vocabulary_schemas import Schema, vocabulary_schemas
from explorer.web.api.cited_paths import checking_paths, citation_paths, work_paths
from explorer.web.api.operations import get as _get
from explorer.web.api.operations import operation as _operation
from explorer.web.api.operations import responses as _responses
from explorer.web.api.parameters import (
    FLAG,
    TEXT,
    data_parameters,
    filter_parameters,
    in_path,
    in_query,
    list_of,
    score_parameters,
    search_parameters,
    table_parameters,
)
from explorer.web.scores.correlations_page import GROUPS

RECORDS: tuple[type[JsonRecord], ...] = (
    ArticleRecord,
    ChangesRecord,
    ChapterRecord,
    ChaptersRecord,
    CitationRecord,
    CitedScoreRecord,
    ConcordanceRecord,
    DatasetRecord,
    DistributionRecord,
    DossierRecord,
    ErrorRecord,
    GroupsRecord,
    IndicatorScoresRecord,
    IndicatorsRecord,
    LinkStatusRecord,
    MatrixRecord,
    MentionPageRecord,
    MentionsRecord,
    MoreLikeThisRecord,
    PassagePartRecord,
    ProfileRecord,
    ProfilesRecord,
    QuotesRecord,
    SearchRecord,
    SectionPartRecord,
    SentArticleRecord,
    SentTextRecord,
    SuggestionsRecord,
    VerdictsRecord,
    WorksRecord,
)

_VERSION = in_query("v", "That of a permanent link; ignored: the answer is what is here now, see /permalinks", TEXT)


def _text_paths() -> dict[str, Schema]:
    """Return the paths of profiles, chapters, their parts, and indicators."""
    section_id = in_path("id", "Id of a section; its slash is part of the path", "kgz-2021/drugs")
    passage_id = in_path("id", "Id of a passage; its slashes are part of the path", "kgz-2021/drugs/1")
    return {
        "/search": _get("search", "Search the passages", _responses(SearchRecord), *search_parameters()),
        "/profiles": _get("listProfiles", "Every profile, without its text", _responses(ProfilesRecord)),
        "/profiles/{id}": _get(
            "readProfile",
            "One profile, whole",
            _responses(ProfileRecord, 404),
            in_path("id", "Country code and edition", "kgz-2021"),
        ),
        "/chapters": _get("listChapters", "Every chapter, without its text", _responses(ChaptersRecord)),
        "/chapters/{id}": _get(
            "readChapter",
            "One chapter or other article, whole",
            _responses(ChapterRecord, 404),
            in_path("id", "Slug of its title", "illicit-finance"),
        ),
        "/sections/{id}": _get(
            "readSection", "One section of a profile or a chapter", _responses(SectionPartRecord, 404), section_id
        ),
        "/passages/{id}": _get("readPassage", "One passage", _responses(PassagePartRecord, 404), passage_id, _VERSION),
        "/changes/{texts}": _get(
            "compareTexts",
            "What changed between two editions of a profile, or between an earlier reading of one and the present",
            _responses(ChangesRecord, 404),
            in_path("texts", "Ids of two editions of a country, or of one profile", "kgz-2021..kgz-2023"),
            *score_parameters("section"),
            in_query("new", "1: only passages that are new or edited", FLAG),
            in_query(
                "reading",
                "Number of the earlier reading; the last when none is named",
                {"type": "integer", "minimum": 1},
            ),
        ),
        "/indicators": _get("listIndicators", "Every aggregate and indicator", _responses(IndicatorsRecord)),
        "/indicators/{slug}": _get(
            "readIndicator",
            "One indicator or aggregate, with the score of every profile that has one",
            _responses(IndicatorScoresRecord, 404),
            in_path("slug", "Slug of an indicator or aggregate", "heroin-trade"),
        ),
    }


def _score_paths() -> dict[str, Schema]:
    """Return the paths of the tables of scores."""
    return {
        "/scores/{id}/{slug}": _get(
            "readScore",
            "One score of a profile, with its change, its ranks and its permanent link",
            _responses(CitedScoreRecord, 404),
            in_path("id", "Country code and edition", "kgz-2021"),
            in_path("slug", "Slug of an indicator or aggregate", "heroin-trade"),
            _VERSION,
        ),
        "/countries": _get(
            "listCountries",
            "Countries that have a profile, with their newest scores",
            _responses(DatasetRecord),
            *score_parameters("name", "area", "text"),
        ),
        "/averages": _get("readAverages", "World averages by edition", _responses(DatasetRecord)),
        "/rankings/{slug}": _get(
            "readRanking",
            "Every country's rank by one score, averages of every part of the world, distribution",
            _responses(DatasetRecord, 404),
            in_path("slug", "Slug of an indicator or aggregate", "heroin-trade"),
            *score_parameters("edition"),
        ),
        "/rankings": _get(
            "rank",
            "Countries ranked by one score",
            _responses(DatasetRecord),
            *score_parameters("indicator", "edition", "area", "group", "sort", "from", "to"),
        ),
    }


def _comparing_paths() -> dict[str, Schema]:
    """Return the paths of the tables of several scores, and of the maps."""
    return {
        "/explore": _get(
            "tabulateCountries",
            "Countries that meet conditions, with the scores, changes, ranks and counts of passages that are asked for",
            _responses(DatasetRecord),
            *table_parameters(),
        ),
        "/map": _get(
            "mapScores",
            "One score of every country",
            _responses(DatasetRecord),
            *score_parameters("indicator", "edition", "area"),
        ),
        "/map/passages": _get(
            "mapPassages",
            "Passages that a search finds, by country",
            _responses(DatasetRecord),
            *search_parameters(),
        ),
        "/scatter": _get(
            "scatter",
            "Two scores of every country, their quadrant, and Spearman's rank correlation with its outliers",
            _responses(DatasetRecord),
            *score_parameters("x", "y", "edition", "area"),
        ),
        "/data": _get(
            "listScores",
            "The scores as one table, a row each, with their changes and ranks",
            _responses(DatasetRecord),
            *data_parameters(),
        ),
        "/correlations": _get(
            "correlate",
            "Spearman's rank correlation of one score with every other, and of a group of scores with one another",
            _responses(DatasetRecord),
            *score_parameters("indicator", "edition", "area"),
            in_query("group", "Scores to correlate with one another", {"type": "string", "enum": list(GROUPS)}),
        ),
        "/compare": _get(
            "compare",
            "Profiles side by side: their scores, and the text of up to four",
            _responses(DatasetRecord, 404),
            *score_parameters("profiles", "section"),
        ),
    }


def _view_paths() -> dict[str, Schema]:
    """Return the paths of the views of a search, and of suggestions."""
    passage_id = in_path("id", "Id of a passage; its slashes are part of the path", "kgz-2021/drugs/1")
    order = in_query("order", "Of the lines", {"type": "string", "enum": list(ORDERS), "default": ORDERS[0]})
    searched = search_parameters()
    return {
        "/groups/countries": _get(
            "groupByCountry", "Countries, each with its best hit", _responses(GroupsRecord), *searched
        ),
        "/groups/profiles": _get(
            "groupByProfile", "Profiles, each with its best hit", _responses(GroupsRecord), *searched
        ),
        "/concordance": _get(
            "lineUp", "Every occurrence in its context", _responses(ConcordanceRecord), *searched, order
        ),
        "/distribution": _get(
            "distribute", "Occurrences per 1,000 words", _responses(DistributionRecord), *searched, _by()
        ),
        "/matrix": _matrix_path(),
        "/similar/{id}": _get(
            "findSimilar",
            "Passages like one",
            _responses(MoreLikeThisRecord, 404),
            passage_id,
            in_query("elsewhere", "1: only of other countries", FLAG),
        ),
        "/suggestions": _get(
            "suggest",
            "Ways to go on from what is typed, in groups",
            _responses(SuggestionsRecord),
            in_query("q", "What is typed so far", TEXT),
        ),
    }


def _by() -> Schema:
    return in_query("by", "Parts of the corpus", {"type": "string", "enum": list(PARTS), "default": PARTS[0]})


def _matrix_path() -> Schema:
    """Return the path of the term matrix, which alone also takes a list that is sent."""
    options = [
        in_query("forms", "all: every form of a word", {"type": "string", "enum": ["given", "all"]}),
        _by(),
        *filter_parameters(),
    ]
    form: Schema = {
        "type": "object",
        "properties": {"terms": TEXT, "file": {"type": "string", "format": "binary"}}
        | {option["name"]: option["schema"] for option in options},
    }
    sent = _operation(
        "countManyTerms",
        "The same for a list that is too long for an address",
        _responses(MatrixRecord, 413, has_etag=False),
    )
    return {
        "get": _operation(
            "countTerms",
            "The occurrences of terms in each part of the corpus",
            _responses(MatrixRecord, has_etag=False),
            in_query("term", "A word or phrase; may be given more than once", list_of(TEXT)),
            in_query("terms", "A list of them, one a line", TEXT),
            *options,
        ),
        "post": sent | {"requestBody": {"content": {"multipart/form-data": {"schema": form}}}},
    }


@cache
def document() -> Schema:
    """Return the whole document, a new build of which differs only with the version and the vocabulary."""
    _, schemas = msgspec.json.schema_components(RECORDS, schema_hook=path_schema, ref_template=REFERENCE)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "OC Explorer",
            "version": __version__,
            "description": "Search and read the country profiles of the Global Organized Crime Index. Unofficial: "
            "the Index is the work of the Global Initiative Against Transnational Organized Crime.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        # Relative to the address of this document, so that it also holds below a path (OpenAPI 3.1, 4.8.5).
        "servers": [{"url": "../v1"}],
        "paths": {
            **_text_paths(),
            **citation_paths(),
            **checking_paths(),
            **work_paths(),
            **_score_paths(),
            **_comparing_paths(),
            **_view_paths(),
        },
        "components": {"schemas": {**dict(sorted(schemas.items())), **vocabulary_schemas()}},
    }
