"""The link of a search records its results, so that the same search can be compared later."""

from dataclasses import replace

import pytest

from explorer.citations.search_permalinks import CitedSearch, read_search, results_version, search_path
from explorer.core.errors import QueryError
from explorer.search.request import SearchRequest
from explorer.search.result_set import MatchingPassage, ResultSet
from tests.factories import FOUND

REQUEST = SearchRequest.make("heroin zinc~1", [("country", "KGZ")])
FIRST = MatchingPassage(
    "kgz-2021/drugs/1", 9.5, "words", "KGZ", 2021, "drugs", 1, "digest", "Heroin comes by lorry.", (), {}
)
SECOND = replace(FIRST, id="kgz-2021/drugs/2", paragraph=2, text="Heroin leaves by mule.")


def results(*passages: MatchingPassage) -> ResultSet:
    found = replace(FOUND, words=len(passages))
    return ResultSet(REQUEST, "heroin and words like zinc", found, passages, "g1", REQUEST)


def test_the_link_of_a_search_has_its_request_and_no_tilde() -> None:
    assert search_path(REQUEST) == "/search?q=heroin+zinc%7E1&country=KGZ"


def test_a_permanent_link_is_read_back_with_what_it_found() -> None:
    result_set = results(FIRST, SECOND)
    path = search_path(REQUEST, result_set)
    assert path == f"/search?q=heroin+zinc%7E1&country=KGZ&scope=words&found=2&v={results_version(result_set)}"
    request = replace(REQUEST, scope="words")
    assert read_search(path.partition("?")[2]) == CitedSearch(request, "2", results_version(result_set))


def test_a_link_made_before_there_were_scopes_is_to_the_related_passages() -> None:
    assert read_search("q=heroin&found=2&v=00000000").request == SearchRequest.make("heroin", scope="related")
    words = read_search("q=kyrgyz+heroin&found=2&v=00000000").request
    assert words == SearchRequest.make("kyrgyz heroin", scope="related", reads_names=False)
    assert read_search("section=drugs&found=2&v=00000000").request.scope is None


def test_a_link_that_says_nothing_of_its_results_is_a_search_all_the_same() -> None:
    assert read_search("q=heroin+zinc~1&country=kgz") == CitedSearch(REQUEST)


def test_what_is_no_search_is_refused() -> None:
    with pytest.raises(QueryError, match="'colour'"):
        read_search("q=heroin&colour=red&v=00000000")


def test_the_version_of_results_is_that_of_their_passages_in_any_order() -> None:
    version = results_version(results(FIRST, SECOND))
    assert results_version(results(SECOND, replace(FIRST, relevance=1.0))) == version
    others = (
        results(FIRST),
        results(FIRST, replace(SECOND, text="Heroin leaves by mules.")),
        results(FIRST, replace(SECOND, id="kgz-2021/drugs/3")),
        results(),
    )
    assert len({version, *map(results_version, others)}) == 5
