"""Profiles that meet a query of conditions are found with text or without."""

from collections.abc import Callable, Sequence

import pytest

from explorer.core.errors import QueryError
from explorer.search.answering import SearchEngine
from explorer.search.matching_profiles import meeting_conditions
from explorer.search.query.names import with_names_as_fields
from explorer.search.query.nodes import Condition
from explorer.search.query.parser import parse_query
from explorer.search.request import SearchRequest
from explorer.search.stored import StoredText
from tests.factories import make_chapter, make_profile

PROFILES = (
    make_profile("kgz-2021", {"drugs": ["Heroin."]}, scores={"heroin-trade": 7.0, "resilience": 4.17}),
    make_profile("kgz-2023", scores={"heroin-trade": 7.5, "resilience": 4.0}),
    make_profile("alb-2023", {"trade": ["Pistols."]}, scores={"heroin-trade": 3.0, "cocaine-trade": 6.5}),
    make_profile("ken-2023", scores={"heroin-trade": 7.0, "resilience": 5.0}),
    make_profile("ken-2025", scores={"heroin-trade": 6.0, "resilience": 5.5}),
    make_profile("tuv-2021", {"drugs": ["Nothing."]}),
)


@pytest.fixture
def search(make_engine: Callable[[], SearchEngine]) -> Callable[..., tuple[list[str], int] | None]:
    """Return a function that finds the ids of the profiles that meet a query, and how many have text."""
    engine = make_engine()
    engine.build([*PROFILES, make_chapter()], "conditions")

    def run(text: str, sort: str = "relevance", **filters: str) -> tuple[list[str], int] | None:
        page = engine.search(SearchRequest.make(text, filters.items(), sort))
        if page.profiles is None:
            return None
        return [profile.id for profile in page.profiles.items], page.profiles.with_text

    return run


def test_conditions_and_filters_are_evaluated_as_the_query_says(
    search: Callable[..., tuple[list[str], int] | None],
) -> None:
    for text, ids, with_text in (
        ("heroin-trade:>=7", ["ken-2023", "kgz-2023", "kgz-2021"], 1),  # by name, the newest first
        ("heroin-trade:>=7 resilience:<4.5", ["kgz-2023", "kgz-2021"], 1),
        ("heroin-trade:>=7 AND resilience:<4.5", ["kgz-2023", "kgz-2021"], 1),
        ("heroin-trade:<4 OR resilience:>5", ["alb-2023", "ken-2025"], 1),
        ("heroin-trade:>=7 NOT country:Kenya", ["kgz-2023", "kgz-2021"], 1),
        ("heroin-trade:>=7 -edition:2021", ["ken-2023", "kgz-2023"], 0),
        ("-heroin-trade:>=7", ["alb-2023", "ken-2025", "tuv-2021"], 2),  # a profile without a score meets no condition
        ("edition:2023 (heroin-trade:<4 OR (resilience:>4 continent:Africa))", ["alb-2023", "ken-2023"], 1),
        ("change.heroin-trade:>0", ["kgz-2023"], 0),
        ("change.heroin-trade:<0", ["ken-2025"], 0),
        ("change.resilience:[* TO *]", ["ken-2025", "kgz-2023"], 0),
        ("cocaine-trade:>9", [], 0),
        ("heroin-trade:>=7 kind:chapter", [], 0),
    ):
        assert search(text) == (ids, with_text), text


def test_filters_beside_the_query_count_and_those_of_passages_do_not(
    search: Callable[..., tuple[list[str], int] | None],
) -> None:
    assert search("heroin-trade:>=6", continent="Africa") == (["ken-2025", "ken-2023"], 0)
    assert search("heroin-trade:>=6", region="Eastern Africa", edition="2025") == (["ken-2025"], 0)
    assert search("heroin-trade:>=7 section:drugs") == search("heroin-trade:>=7", section="drugs")
    assert search("heroin-trade:>=7 section:drugs") == search("heroin-trade:>=7")
    assert search("heroin-trade:>=6", chapter="Ferries and the law") == ([], 0)


@pytest.mark.parametrize(
    "limit",
    (
        *("section:drugs", "NOT section:drugs", "-indicator:heroin-trade", "-(section:drugs OR section:trade)"),
        *("about:heroin-trade", "-about:heroin-trade", "(about:heroin-trade OR indicator:cocaine-trade)"),
        *("(section:drugs OR indicator:heroin-trade)", "NOT NOT section:drugs"),
    ),
)
def test_sections_and_indicators_limit_passages_and_not_profiles(
    search: Callable[..., tuple[list[str], int] | None], limit: str
) -> None:
    expected = ["ken-2023", "kgz-2023", "kgz-2021"], 1
    for text in (f"heroin-trade:>=7 {limit}", f"{limit} heroin-trade:>=7", f"heroin-trade:>=7 AND {limit}"):
        assert search(text) == expected, text
    assert search(f"{limit} heroin-trade:>=7 -country:Kenya edition:2021") == (["kgz-2021"], 1)


def test_names_beside_conditions_are_filters_of_profiles_in_the_query_that_is_offered(
    search: Callable[..., tuple[list[str], int] | None],
) -> None:
    for text, ids, with_text in (
        ("heroin-trade:>=7 central asia 2021", ["kgz-2021"], 1),
        ("kyrgyzstan heroin-trade:>=7", ["kgz-2023", "kgz-2021"], 1),
        ("heroin-trade>=7 africa", ["ken-2023"], 0),  # though no passage is there
        ("-heroin-trade:>=7 kenya", ["ken-2025"], 0),
        ("heroin-trade:6-7 2021 and 2025", ["ken-2025", "kgz-2021"], 1),
        ("heroin-trade:>=7 fiji", [], 0),
    ):
        assert search(text) is None, text  # the names are words
        assert search(with_names_as_fields(text) or "") == (ids, with_text), text
    assert search(with_names_as_fields("kyrgyzstan heroin heroin-trade:>=7") or "") is None


def test_profiles_are_in_the_order_of_the_request(search: Callable[..., tuple[list[str], int] | None]) -> None:
    by_score = ["kgz-2023", "ken-2023", "kgz-2021", "ken-2025"]
    assert search("heroin-trade:>=6", sort="heroin-trade") == (by_score, 1)
    assert search("heroin-trade:>=6", sort="-heroin-trade") == ([*by_score[3:], *by_score[1:3], by_score[0]], 1)
    assert search("heroin-trade:>=6", sort="oldest") == (["kgz-2021", "ken-2023", "kgz-2023", "ken-2025"], 1)
    assert search("heroin-trade:>=6", sort="newest") == (["ken-2025", "ken-2023", "kgz-2023", "kgz-2021"], 1)


@pytest.mark.parametrize(
    "text",
    ["", "heroin", "country:Kenya", "heroin heroin-trade:>=7", "-heroin heroin-trade:>=7", "note:ledger resilience:>1",
     '"a phrase" resilience:>1', "resilience:>1 OR section:drugs",
     "-(resilience:>1 section:drugs)"],
)  # fmt: skip
def test_a_query_with_words_or_without_conditions_is_not_about_profiles(
    search: Callable[..., tuple[list[str], int] | None], text: str
) -> None:
    assert search(text) is None


class Stored:
    """The profiles of an engine, as an index asks for them."""

    def __init__(self, engine: SearchEngine) -> None:
        self._profiles = engine.profiles()

    def profiles(self) -> Sequence[StoredText]:
        return self._profiles

    def profiles_where(self, condition: Condition) -> list[str]:
        scores = ((each.id, each.score(condition)) for each in self._profiles)
        return [id for id, score in scores if condition.meets(None if score is None else round(score * 100))]


def test_filters_alone_are_met_too_and_words_are_refused(make_engine: Callable[[], SearchEngine]) -> None:
    engine = make_engine()
    engine.build([*PROFILES, make_chapter(), make_profile("enact-ken-2021", scores={"resilience": 2.0})], "both")

    def ids(text: str) -> set[str]:
        return set(meeting_conditions(parse_query(text).root, Stored(engine)))

    assert ids("country:Kenya") == {"ken-2023", "ken-2025"}
    assert ids("resilience:<4.5") == {"kgz-2021", "kgz-2023"}
    assert ids("-country:Kenya -country:Kyrgyzstan") == {"alb-2023", "tuv-2021"}
    for text in ("heroin", "resilience:<4 section:drugs", "series:enact resilience:<4", "chapter:ferries-and-the-law"):
        with pytest.raises(QueryError):
            ids(text)


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("change.heroin-trade:>0", "No passage where the change of Heroin trade is above 0; 1 profile meets this"),
        ("heroin-trade:>=7", "1 passage where Heroin trade is at least 7; 3 profiles meet this"),
        (
            "resilience:<4.1 section:trade",
            "No passage where Resilience is below 4.1, in the section Trade; 1 profile meets this, the section aside",
        ),
        ("cocaine-trade:>9", "No passage where Cocaine trade is above 9"),
        ("heroin heroin-trade:>=7", "1 passage contains “heroin”, where Heroin trade is at least 7"),
    ],
)
def test_the_headline_counts_passages_and_profiles(
    make_engine: Callable[[], SearchEngine], text: str, headline: str
) -> None:
    engine = make_engine()
    engine.build(PROFILES, "conditions")
    request = SearchRequest.make(text, scope="words")
    assert engine.search(request).found.headline == engine.passages(request).found.headline == headline
    assert engine.count(request).headline == headline
