"""The passages of a profile are counted as the search counts them under its filters."""

import pytest

from explorer.corpus.home import Home
from explorer.engines.open import open_engine
from explorer.search.answering import SearchEngine
from explorer.search.request import Scope, SearchRequest
from explorer.search.table.passage_counts import PassageCounts

PROFILES = (("KGZ", 2021), ("KGZ", 2023), ("ALB", 2023), ("KEN", 2023))


@pytest.mark.parametrize("scope", ["words", "related"])
@pytest.mark.parametrize(
    "find", ["heroin", "border", "corrupt border posts", "heroin kyrgyzstan", "drug 2023", "nothing"]
)
def test_a_count_is_the_total_of_the_search(engine: SearchEngine, find: str, scope: Scope) -> None:
    counts = PassageCounts.of(find, scope, (2021, 2023), engine)
    for code, edition in PROFILES:
        request = SearchRequest.make(find, [("country", code), ("edition", str(edition))], scope=scope)
        id = f"{code.lower()}-{edition}"
        assert counts.counts.get(id, 0) == engine.search(request).total, id
        assert engine.search(counts.search_in(code, edition)).total == engine.search(request).total
    assert counts.with_text == {"kgz-2021", "kgz-2023", "alb-2023"}


def test_another_series_is_not_counted(both_home: Home) -> None:
    engine = open_engine(both_home)
    counts = PassageCounts.of("heroin", "words", (2021, 2023), engine)
    assert {id: count for id, count in counts.counts.items() if "lso" in id} == {"lso-2021": 1, "lso-2023": 1}
    engine.close()
