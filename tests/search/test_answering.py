"""The number of words that a related passage must have, and the scope of an answer."""

import gc
import re
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from explorer.engines.open import embedded_engine
from explorer.linking.linker import linker
from explorer.model.profiles import Passage, Profile, Section
from explorer.search.answering import CACHED_ANSWERS, SearchEngine, fewest_words, size_of
from explorer.search.request import SearchRequest
from explorer.search.results import SearchPage
from explorer.search.scope import ENOUGH


@pytest.mark.parametrize(
    ("counts", "fewest"),
    [
        ([5, 30, ENOUGH], 2),  # ten have all words: enough
        ([5, 30, ENOUGH - 1], 1),
        ([5, ENOUGH, 0], 1),
        ([0, 4, 5, 1], 1),  # fewer words, until there are ten
        ([0, 0, 9, 1], 2),
        ([9, 0, 0, 0], 1),  # one word at least
    ],
)
def test_related_passages_need_all_words_unless_fewer_than_ten_have_them(counts: list[int], fewest: int) -> None:
    assert fewest_words(counts) == fewest


def profile_of(texts: list[str]) -> Profile:
    passages = tuple(Passage("kgz-2021", "drugs", number, text) for number, text in enumerate(texts, 1))
    return Profile("KGZ", 2021, "full", (Section("drugs", passages),))


@pytest.mark.parametrize(("complete", "total"), [(ENOUGH, ENOUGH), (ENOUGH - 1, ENOUGH + 1)])
def test_related_passages_follow_where_fewer_than_ten_have_the_words(
    make_engine: Callable[[], SearchEngine], complete: int, total: int
) -> None:
    engine = make_engine()
    engine.build([profile_of(["Zinc and zebra."] * complete + ["Zinc alone.", "Zebra alone."])], "few")
    page = engine.search(SearchRequest.make("zinc zebra", limit=100))
    assert page.total == total
    assert page.found.scope == ("words" if complete >= ENOUGH else "related")
    assert page.found.words == complete
    assert [hit.matched for hit in page.hits] == ["words"] * complete + ["related"] * (total - complete)
    assert all(hit.snippet.count("<mark>") == 2 for hit in page.hits[:complete])


def test_a_cached_answer_is_the_answer_of_its_generation(make_engine: Callable[[], SearchEngine]) -> None:
    engine = make_engine()
    engine.build([profile_of(["Zinc and zebra."])], "one")
    request = SearchRequest.make("zinc")
    first = engine.search(request)
    assert replace(engine.search(request), took_ms=0) == replace(first, took_ms=0)
    engine.build([profile_of(["Tin."])], "two")
    assert engine.search(request).total == 0


def test_the_passages_of_a_generation_are_those_that_were_indexed(make_engine: Callable[[], SearchEngine]) -> None:
    engine = make_engine()
    engine.build([profile_of(["Zinc and zebra.", "Tin."])], "one")
    stored = [(passage.id, passage.text, passage.text_kind) for passage in engine.stored_passages()]
    assert stored == [("kgz-2021/drugs/1", "Zinc and zebra.", "full"), ("kgz-2021/drugs/2", "Tin.", "full")]


FIGURES = [
    "Seized were 12.5kg of heroin.",
    "Seized were 12.5 kg of opium.",
    "Seized were 5kg of tea.",
    "A loss of €2.5bn was named.",
    "It made US$1.5m in fines.",
    "It made 1.5 million in taxes.",
    "The line of 1,000km is long.",
    "The line of 10 000 km is longer.",
    "The law is of 12.05.2021.",
    "The raid was at 10.30am.",
    "They pay 10⁶ for nº123.",
    "A bribe was USD3.5m, another KSh20,000.",
    "AT&T sold it, but they don’t say so.",
]
ABBREVIATIONS = [
    "The U.S. tightened sanctions.",
    "The US eased sanctions.",
    "Sanctions bit, some of us say, and it hurt the country’s banks.",
    "The E.U. and the UK differ.",
    "The WHO wrote a report on who pays.",
    "An IT crime cost a Ph.D. dearly.",
    "UNODC asked the WHO.",
]


@pytest.fixture(scope="module")
def numbers_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    """Build an engine over sentences with figures and abbreviations."""
    engine = embedded_engine(tmp_path_factory.mktemp("home") / "generations", linker())
    engine.build([profile_of(FIGURES + ABBREVIATIONS)], "numbers")
    yield engine
    engine.close()


def marked(engine: SearchEngine, text: str, exact: bool = False) -> set[str]:
    """Return what is marked in all hits, adjacent marks as one."""
    page = engine.search(SearchRequest.make(text, limit=100, is_exact=exact))
    snippets = [re.sub("</mark>( ?)<mark>", r"\1", hit.snippet) for hit in page.hits]
    return {text for snippet in snippets for text in re.findall("<mark>(.*?)</mark>", snippet)}


@pytest.mark.parametrize("form", ["{}", '"{}"', '="{}"'])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12.5kg", {"12.5kg", "12.5 kg"}),
        ("12.5", {"12.5"}),
        ("5kg", {"5kg"}),
        ("2.5bn", {"2.5bn"}),
        ("€2.5bn", {"2.5bn"}),
        ("1.5m", {"1.5m"}),
        ("1,000km", {"1,000km"}),
        ("1000km", {"1,000km"}),
        ("10,000km", {"10 000 km"}),
        ("10000", {"10 000"}),
        ("10 000", {"10 000"}),
        ("12.05.2021", {"12.05.2021"}),
        ("10.30am", {"10.30am"}),
        ("10.30AM", {"10.30am"}),
        ("10⁶", {"10⁶"}),
        ("106", set()),
        ("nº123", {"nº123"}),
        ("3.5m", {"3.5m"}),
        ("USD3.5m", {"USD3.5m"}),
        ("20000", {"20,000"}),
        ("000", set()),
        ("AT&T", {"AT&amp;T"}),
        ("123", {"123"}),
        ("US", {"U.S.", "US"}),
        ("U.S.", {"U.S.", "US"}),
        ("EU", {"E.U."}),
        ("U.K.", {"UK"}),
        ("PhD", {"Ph.D."}),
        ("Ph.D.", {"Ph.D."}),
        ("WHO", {"WHO"}),
        ("IT", {"IT"}),
        ("E\u200bU", {"E.U."}),
    ],
)
def test_a_number_or_an_abbreviation_is_found_as_it_is_written(
    numbers_engine: SearchEngine, form: str, text: str, expected: set[str]
) -> None:
    assert marked(numbers_engine, form.format(text)) == expected
    assert marked(numbers_engine, form.format(text), exact=True) == expected


@pytest.mark.parametrize("text", ["US$1.5m", "12.5 kg", "U.S. sanctions", "US sanctions", "WHO report", "IT crime"])
def test_every_word_counts_where_one_is_a_figure_or_a_name_in_capitals(numbers_engine: SearchEngine, text: str) -> None:
    page = numbers_engine.search(SearchRequest.make(text))
    assert "Left out" not in page.read_as
    exact = numbers_engine.search(SearchRequest.make(text, is_exact=True))
    assert {hit.id for hit in page.hits[: exact.total]} == {hit.id for hit in exact.hits}
    assert exact.total == {"12.5 kg": 2, "U.S. sanctions": 2, "US sanctions": 2}.get(text, 1)


def test_stop_words_among_ordinary_words_in_capitals_are_no_names_and_among_acronyms_are(
    numbers_engine: SearchEngine,
) -> None:
    page = numbers_engine.search(SearchRequest.make("WHO TIGHTENED"))
    assert "Left out as too common: WHO." in page.read_as
    assert page.total == 1
    for text in ("WHO UNODC", "UNODC/WHO", "IT PHD"):
        page = numbers_engine.search(SearchRequest.make(text))
        assert page.found.words == 1
        assert "Left out" not in page.read_as


def ids(page: SearchPage) -> list[str]:
    return sorted(hit.id for hit in page.hits)


@pytest.mark.parametrize(
    ("plain", "fields"),
    [
        ("kyrgyz heroin", "heroin country:kgz"),
        ("heroin in Kyrgyzstan, 2023", "heroin country:kgz edition:2023"),
        ("Eastern Europe trafficking", 'trafficking region:"Central & Eastern Europe"'),
        ("border criminal justice and security", "border section:criminal-justice-and-security"),
        ("Albania", "country:alb"),
    ],
)
def test_names_are_searched_as_the_filters_that_they_stand_for(engine: SearchEngine, plain: str, fields: str) -> None:
    page, filtered = (engine.search(SearchRequest.make(query, scope="words")) for query in (plain, fields))
    assert ids(page) == ids(filtered) and page.total == filtered.total > 0
    assert page.read_as.startswith("Read as ") and page.request.text == plain
    results = engine.passages(SearchRequest.make(plain, scope="words"))
    assert sorted(passage.id for passage in results.passages) == ids(page)
    assert page.understood is not None and results.searched.text == page.understood.in_fields


def test_names_are_words_where_that_is_asked(engine: SearchEngine) -> None:
    for request in (
        SearchRequest.make("kyrgyz heroin", reads_names=False),
        SearchRequest.make("albania", is_exact=True),
    ):
        page = engine.search(request)
        assert page.understood is None and not page.read_as.startswith("Read as")


def test_the_name_of_a_country_without_passages_is_searched_as_words(engine: SearchEngine) -> None:
    for query in ("Russia", "zwe"):
        page = engine.search(SearchRequest.make(query))
        assert page.understood is None
        assert replace(page, took_ms=0.0) == replace(
            engine.search(SearchRequest.make(query, reads_names=False)), request=page.request, took_ms=0.0
        )
    assert engine.search(SearchRequest.make("Russia")).total == 1
    assert engine.search(SearchRequest.make("russia heroin")).understood is not None


def test_filters_of_names_and_of_the_request_hold_together(engine: SearchEngine) -> None:
    page = engine.search(SearchRequest.make("kyrgyz heroin", [("edition", "2023")]))
    assert {hit.edition for hit in page.hits} == {2023}
    assert [value.value for value in page.facets["country"] if value.count] == ["KGZ"]
    neither = engine.search(SearchRequest.make("kyrgyz heroin", [("country", "ALB")]))
    assert neither.total == neither.found.related == 0


@pytest.mark.parametrize("text", ["", "heroin", "drug police", "heroin fiji", "kyrgyz heroin", "edition:2021"])
@pytest.mark.parametrize("scope", [None, "words", "related"])
def test_what_is_counted_is_what_a_search_finds(engine: SearchEngine, text: str, scope: str | None) -> None:
    request = SearchRequest.make(text, [("country", "KGZ")], scope=scope)
    assert engine.count(request) == engine.search(request).found


def test_answers_are_kept_up_to_a_sum_of_bytes(make_engine: Callable[[], SearchEngine]) -> None:
    engine = make_engine()
    engine.build([profile_of([f"Zinc and zebra {number} of the border." * 3 for number in range(120)])], "many")
    engine.search(SearchRequest.make("zinc"))
    gc.collect()
    tracemalloc.start()
    try:
        pages = [engine.search(SearchRequest.make(f"zinc OR number{number}", limit=100)) for number in range(30)]
        short = [engine.search(SearchRequest.make(f"zzz{number}", limit=1)) for number in range(30)]
        gc.collect()
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert taken < sum(map(size_of, pages + short))
    assert CACHED_ANSWERS // size_of(pages[0]) < 200


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        ("continent:America", "continent:Americas"),
        ('country:"S. Sudan"', 'country:"South Sudan"'),
        ("country:England", 'country:"United Kingdom"'),
        ("country:Irland", "country:Ireland"),
        *(
            (f'country:"{name}"', None)
            for name in ("Taiwan", "State of Palestine", "Western Sahara", "Soviet Union", "Yugoslavia", "Holy See")
        ),
        ("region:Balkans", None),
    ],
)
def test_a_name_that_a_field_lacks_gets_an_offer_where_one_is_close(
    engine: SearchEngine, query: str, suggestion: str | None
) -> None:
    page = engine.search(SearchRequest.make(query))
    assert page.suggestion == suggestion
    assert "It is searched as words." in page.read_as


def test_hits_carry_the_scores_that_are_asked_for(engine: SearchEngine) -> None:
    request = SearchRequest.make("heroin", scores=("resilience", "change.heroin-trade"))
    hits = engine.search(request).hits
    known = engine.scores()
    assert hits
    for hit in hits:
        assert list(hit.scores) == ["resilience", "change.heroin-trade"]
        assert hit.scores["resilience"] == known[f"{(hit.code or '').lower()}-{hit.edition}"].scores.get("resilience")
    plain = engine.search(SearchRequest.make("heroin")).hits
    assert [hit.id for hit in hits] == [hit.id for hit in plain]
    both = engine.search(SearchRequest.make("heroin heroin-trade:>=1", scores=("heroin-trade",))).hits
    assert list(both[0].scores) == ["heroin-trade"]
