"""The views of a search have their fixed keys."""

from explorer.search.autocomplete import Suggestion
from explorer.search.more_like_this import MoreLikeThis
from explorer.search.request import SearchRequest
from explorer.search.result_set import MatchingPassage, Occurrences, ResultSet
from explorer.search.views.concordance import ConcordanceLine
from explorer.search.views.corpus_parts import CorpusPart
from explorer.search.views.frequency import Distribution, Share
from explorer.search.views.grouping import HitGroup
from explorer.search.views.term_matrix import Matrix, MatrixRow, MatrixTerm
from explorer.serializers.view_records import (
    concordance_record,
    distribution_record,
    groups_record,
    matrix_record,
    more_like_this_record,
    suggestions_record,
)
from tests.factories import FOUND
from tests.serializers.decoded import decoded
from tests.serializers.test_hit_records import HIT, HIT_JSON

PASSAGE = MatchingPassage(HIT.id, 1.0, "words", "KGZ", 2021, "drugs", 1, "digest", "Heroin and more heroin.", (), {})
REQUEST = SearchRequest.make("heroin", limit=1)
RESULTS = ResultSet(REQUEST, "passages with “heroin”", FOUND, (PASSAGE, PASSAGE), "g1", REQUEST)


def test_a_page_of_groups_has_the_count_of_all_groups() -> None:
    group = HitGroup("KGZ", "Kyrgyzstan", (("country", "KGZ"),), 2, PASSAGE)
    assert decoded(groups_record(RESULTS, 7, [(group, HIT)])) == {
        "query": "heroin",
        "read_as": "passages with “heroin”",
        "scope": "words",
        "counts": {"words": 2, "related": 5},
        "headline": "2 passages contain “heroin”",
        "understood": None,
        "total": 2,
        "group_count": 7,
        "limit": 1,
        "offset": 0,
        "groups": [{"value": "KGZ", "label": "Kyrgyzstan", "series": "index", "passage_count": 2, "best": HIT_JSON}],
        "generation": "g1",
    }


def test_a_line_of_the_concordance_has_the_offsets_of_its_occurrence() -> None:
    occurrences = Occurrences(RESULTS, (((0, 6), (16, 22)), ()), (4, 4))
    line = ConcordanceLine(PASSAGE, 16, 22, "Heroin and more", "heroin", ".")
    assert decoded(concordance_record(occurrences, [line], "left")) == {
        "query": "heroin",
        "read_as": "passages with “heroin”",
        "scope": "words",
        "counts": {"words": 2, "related": 5},
        "headline": "2 passages contain “heroin”",
        "understood": None,
        "total": 2,
        "occurrences": 2,
        "order": "left",
        "limit": 1,
        "offset": 0,
        "lines": [
            {
                "left": "Heroin and more",
                "occurrence": "heroin",
                "right": ".",
                "id": "kgz-2021/drugs/1",
                "series": "index",
                "start": 16,
                "end": 22,
                "url": "/passages/kgz-2021/drugs/1",
            }
        ],
        "generation": "g1",
    }


def test_a_share_without_a_word_has_no_frequency() -> None:
    shares = (
        Share(CorpusPart("country", "KGZ"), 2, 1, 1, 7),
        Share(CorpusPart("country", "LSO", "enact"), 0, 0, 0, 0),
    )
    answer = decoded(
        distribution_record(
            Distribution(RESULTS.request, "passages", FOUND, "country", shares, Share(None, 2, 1, 1, 7), "g1"),
            "Each place counts.",
        )
    )
    used = {"occurrences": 2, "words": 7, "per_thousand": 285.7143, "passage_count": 1, "filtered_passage_count": 1}
    unused = {"occurrences": 0, "words": 0, "per_thousand": None, "passage_count": 0, "filtered_passage_count": 0}
    assert (answer["by"], answer["definition"]) == ("country", "Each place counts.")
    assert answer["shares"] == [
        {"value": "KGZ", "label": "Kyrgyzstan", "series": "index", **used},
        {"value": "LSO", "label": "Lesotho, ENACT Africa index", "series": "enact", **unused},
    ]
    assert answer["whole"] == used


def test_the_counts_of_a_row_are_in_the_order_of_the_terms() -> None:
    terms = (MatrixTerm("heroin", ("heroin",)), MatrixTerm("border*", ("border",), True))
    rows = (
        MatrixRow(CorpusPart("section", "drugs"), 2, 40, (3, 0)),
        MatrixRow(CorpusPart("section", "people", "enact"), 1, 20, (0, 4)),
    )
    request = SearchRequest.make(filters=[("edition", "2021")])
    assert decoded(matrix_record(Matrix(request, "section", False, terms, rows, "g1"))) == {
        "by": "section",
        "all_forms": False,
        "filters": [{"name": "edition", "value": "2021"}],
        "terms": ["heroin", "border*"],
        "rows": [
            {
                "value": "drugs",
                "label": "Drugs",
                "series": "index",
                "filtered_passage_count": 2,
                "words": 40,
                "term_counts": [3, 0],
            },
            {
                "value": "people",
                "label": "People, ENACT Africa index",
                "series": "enact",
                "filtered_passage_count": 1,
                "words": 20,
                "term_counts": [0, 4],
            },
        ],
        "totals": [3, 4],
        "generation": "g1",
    }


def test_passages_alike_are_listed_with_the_terms_that_they_share() -> None:
    answer = decoded(
        more_like_this_record("kgz-2021/drugs/2", MoreLikeThis(("heroin", "onions"), RESULTS.request, (HIT,)))
    )
    assert answer == {"id": "kgz-2021/drugs/2", "terms": ["heroin", "onions"], "hits": [HIT_JSON]}


def test_a_suggestion_is_a_whole_query() -> None:
    suggestion = Suggestion("words", "word", "Kyrgyz", "border Kyrgyz", "/search?q=border+Kyrgyz", 12)
    assert decoded(suggestions_record("border ky", [suggestion])) == {
        "query": "border ky",
        "suggestions": [
            {
                "group": "words",
                "kind": "word",
                "label": "Kyrgyz",
                "query": "border Kyrgyz",
                "url": "/search?q=border+Kyrgyz",
                "passage_count": 12,
            }
        ],
    }
