"""The embedded engine: its answers agree with the passages that it indexed."""

import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings

from explorer.core.errors import ExplorerError, IndexUnavailableError
from explorer.engines.open import embedded_engine
from explorer.engines.whoosh.backend import WhooshBackend
from explorer.linking.linker import linker
from explorer.model.profiles import Note
from explorer.search.answering import SearchEngine
from explorer.search.query.nodes import FACETS
from explorer.search.request import SCOPES, SearchRequest
from tests.factories import make_profile, make_section, small_profile
from tests.search.queries import MANY, QUERIES


def ids(
    engine: SearchEngine, text: str, *filters: tuple[str, str], sort: str = "relevance", exact: bool = False
) -> list[str]:
    page = engine.search(SearchRequest.make(text, filters, sort=sort, limit=100, is_exact=exact))
    assert page.total == len(page.hits)
    return [hit.id for hit in page.hits]


def test_border_and_heroin_lead_to_their_passages_in_the_bundled_digest(bundled_engine: SearchEngine) -> None:
    first = bundled_engine.search(SearchRequest.make("heroin")).hits[0]
    assert first.id == "kgz-2021/drugs/1"
    assert (first.indicators[0].slug, first.indicators[0].score) == ("heroin-trade", 7.0)
    assert "<mark>heroin</mark>" in first.snippet
    first = bundled_engine.search(SearchRequest.make("border")).hits[0]
    assert first.id == "kgz-2021/criminal-justice-and-security/2"
    assert (first.indicators[0].slug, first.indicators[0].score) == ("territorial-integrity", 4.5)


def test_the_indicators_that_a_query_refers_to_lead_those_of_a_hit(bundled_engine: SearchEngine) -> None:
    def slugs(text: str) -> list[str]:
        hits = bundled_engine.search(SearchRequest.make(text)).hits
        return [indicator.slug for indicator in next(hit for hit in hits if hit.id == "kgz-2021/drugs/1").indicators]

    assert slugs("weed")[0] == "cannabis-trade"
    assert slugs("heroin")[0] == "heroin-trade"
    assert sorted(slugs("weed")) == sorted(slugs("heroin"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pistols", {"kgz-2023/trade/1"}),
        ("pistol", {"kgz-2023/trade/1"}),
        ('"drug trafficking"', {"alb-2023/drugs/2"}),
        ('"drugs trafficking"', {"alb-2023/drugs/2"}),
        ('="drugs trafficking"', set()),
        ('="drugs"', {"alb-2023/trade/1"}),
        ('"trafficking drug"~2', {"alb-2023/drugs/2", "alb-2023/trade/1"}),
        ("lorr*", {"kgz-2023/trade/1"}),
        ("pistls~1", {"kgz-2023/trade/1"}),
        ('="lorries" OR ="watches"', {"kgz-2023/trade/1", "alb-2023/trade/1"}),
        ('(="lorries" OR ="watches") AND fruit', {"kgz-2023/trade/1"}),
        ("section:trade -watches", {"kgz-2023/trade/1"}),
        ("country:alb section:trade", {"alb-2023/trade/1"}),
        ("country:alb edition:2021", set()),
        ("heroin-trade:>7 section:trade", {"kgz-2023/trade/1"}),
        ("change.heroin-trade:>0 section:trade", {"kgz-2023/trade/1"}),
        ("criminality:[5 TO 6] section:drugs", {"kgz-2021/drugs/1"}),
        ("continent:europe NOT section:drugs", {"alb-2023/trade/1"}),
        ("indicator:cannabis-trade", {"alb-2023/drugs/1"}),
        ('="cooperation"', {"kgz-2023/drugs/1"}),
        ('="co-operation"', {"kgz-2023/drugs/1"}),
        ('"money laundering"', {"kgz-2021/criminal-justice-and-security/2"}),
        ("*", set()),
        ("OR", set()),
    ],
)
def test_the_query_language_finds_what_it_says(engine: SearchEngine, text: str, expected: set[str]) -> None:
    assert set(ids(engine, text)) == expected


def test_a_compound_and_its_words_find_each_other(engine: SearchEngine) -> None:
    assert "alb-2023/drugs/2" in ids(engine, "drug-trafficking", exact=True)
    assert "kgz-2021/criminal-justice-and-security/2" in ids(engine, "money laundering", exact=True)
    assert ids(engine, "cooperation", exact=True) == ids(engine, "co-operation", exact=True)


def test_empty_text_browses_in_order_of_id(engine: SearchEngine) -> None:
    passages = ids(engine, "")
    assert len(passages) == 8
    assert passages[0] == "alb-2023/trade/1"
    assert passages[-2:] == ["kgz-2023/trade/1", "kgz-2023/drugs/1"]


def test_passages_that_never_say_the_word_are_found_by_what_they_are_evidence_for(engine: SearchEngine) -> None:
    page = engine.search(SearchRequest.make("weed"))
    assert page.hits[0].id == "alb-2023/drugs/1"
    assert '<mark class="similar">Cannabis</mark>' in page.hits[0].snippet
    assert "Cannabis trade" in page.read_as
    assert engine.search(SearchRequest.make("weed", is_exact=True)).total == 0


@pytest.mark.parametrize(
    ("typed", "meant"), [("herion", "heroin"), ("counterfit", "counterfeit"), ("laundring", "laundering")]
)
def test_a_misspelt_word_is_searched_as_its_close_spelling(engine: SearchEngine, typed: str, meant: str) -> None:
    page = engine.search(SearchRequest.make(typed))
    assert page.suggestion == meant
    assert f"“{meant}” is searched too" in page.read_as
    assert meant in page.hits[0].snippet.lower()


def test_a_suggestion_keeps_the_rest_of_the_query(engine: SearchEngine) -> None:
    page = engine.search(SearchRequest.make("herion country:kgz -police"))
    assert page.suggestion == "heroin country:kgz -police"


def test_when_too_few_have_all_words_those_with_most_follow(engine: SearchEngine) -> None:
    page = engine.search(SearchRequest.make("pistols fruit hills"))
    assert (page.found.scope, page.found.words) == ("related", 0)
    assert page.hits[0].id == "kgz-2023/trade/1"
    assert "with most of the words" in page.found.widened_by
    assert not engine.search(SearchRequest.make("pistols fruit hills", is_exact=True)).hits


def test_words_of_questions_are_left_out(engine: SearchEngine) -> None:
    page = engine.search(SearchRequest.make("are the borders under control?"))
    assert page.hits[0].id == "kgz-2021/criminal-justice-and-security/2"
    assert "Left out as too common: are, the" in page.read_as


def test_every_facet_counts_what_choosing_it_would_show(engine: SearchEngine) -> None:
    for text, filters, scope in product(
        ["", "heroin", "drug police", "pistols fruit hills"],
        [[], [("edition", "2023")], [("country", "KGZ"), ("section", "drugs")]],
        SCOPES,
    ):
        page = engine.search(SearchRequest.make(text, filters, limit=100, scope=scope))
        assert set(page.facets) == {*FACETS} - {"series"}  # there is one
        for name in page.facets:
            for value in page.facets[name]:
                others = [choice for choice in filters if choice[0] != name]
                again = engine.search(SearchRequest.make(text, [*others, (name, value.value)], scope=scope))
                assert value.count == again.total, (text, filters, name, value)


def test_facets_are_the_passages_counted_by_hand(engine: SearchEngine) -> None:
    page = engine.search(SearchRequest.make("", [("country", "KGZ")]))
    assert [(value.label, value.count) for value in page.facets["country"]] == [("Kyrgyzstan", 5), ("Albania", 3)]
    assert [(value.value, value.count) for value in page.facets["edition"]] == [("2021", 3), ("2023", 2)]
    assert {value.label: value.count for value in page.facets["section"]} == {
        "Drugs": 2,
        "Criminal justice and security": 2,
        "Trade": 1,
    }


def test_a_chosen_value_without_hits_is_shown_as_zero(engine: SearchEngine) -> None:
    page = engine.search(SearchRequest.make("", [("country", "USA"), ("edition", "2023")]))
    assert ("United States", 0) in [(value.label, value.count) for value in page.facets["country"]]
    assert page.total == 0


def test_several_values_of_one_filter_widen_and_several_filters_narrow(engine: SearchEngine) -> None:
    assert len(ids(engine, "", ("country", "KGZ"), ("country", "ALB"))) == 8
    assert len(ids(engine, "", ("country", "KGZ"), ("section", "trade"))) == 1


def test_hits_are_sorted_by_country_edition_and_score(engine: SearchEngine) -> None:
    assert ids(engine, "", sort="country")[0].startswith("alb")
    assert ids(engine, "", sort="oldest")[0].startswith("kgz-2021")
    assert ids(engine, "", sort="newest")[-1].startswith("kgz-2021")
    assert [id[:8] for id in ids(engine, "section:drugs", sort="heroin-trade")] == [
        "kgz-2023",
        "kgz-2021",
        "alb-2023",
        "alb-2023",
    ]
    assert [id[:8] for id in ids(engine, "section:drugs", sort="-heroin-trade")] == [
        "kgz-2021",
        "kgz-2023",
        "alb-2023",
        "alb-2023",
    ]


def test_a_hit_shows_the_scores_that_it_was_chosen_and_sorted_by(engine: SearchEngine) -> None:
    page = engine.search(SearchRequest.make("heroin-trade:>=7 change.heroin-trade:>0 section:drugs", sort="resilience"))
    assert page.hits[0].scores == {"heroin-trade": 7.5, "change.heroin-trade": 0.5, "resilience": 4.0}


def test_pages_follow_one_another_without_gap_or_repeat(engine: SearchEngine) -> None:
    whole = ids(engine, "heroin border drug")
    pages = [
        hit.id
        for offset in range(0, len(whole), 2)
        for hit in engine.search(SearchRequest.make("heroin border drug", limit=2, offset=offset)).hits
    ]
    assert pages == whole


def test_the_text_of_a_passage_is_escaped(engine: SearchEngine) -> None:
    (hit,) = engine.search(SearchRequest.make('"sold abroad"')).hits
    assert "hills &amp; <mark>sold abroad</mark> &lt;at a profit&gt;" in hit.snippet


@pytest.fixture(scope="module")
def noted_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    """Build an engine over passages with notes."""
    notes = {
        "people": ("UNODC & partners, World Drug Reports, Vienna, 2020, p. 3.", "Interview, <Oslo>."),
        "trade": ("An atlas of the world.", "Drug report of a co-operative, in Zürich."),
        "drugs": (),
    }
    sections = [
        make_section("and-2023", slug, [f"UNODC says so of {slug}."], numbered(texts)) for slug, texts in notes.items()
    ]
    made = embedded_engine(tmp_path_factory.mktemp("noted") / "generations", linker())
    made.build([make_profile("and-2023", sections), small_profile("kgz-2021")], "noted")
    yield made
    made.close()


def numbered(texts: Iterable[str]) -> tuple[Note, ...]:
    return tuple(Note(str(number), text) for number, text in enumerate(texts, 11))


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("note:unodc", "people"),
        ("note:UNODC says", "people"),
        ("note:oslo OR note:atlas", "people trade"),
        ('note:"world drug report"', "people"),  # another note in trade starts alike
        ('note:"drug report"', "people trade"),
        ('note:="drug report"', "trade"),
        ('note:"report world"~2', "people"),
        ('note:"world drug"~50', "people"),
        ("note:cooperative", "trade"),
        ("note:co-operative", "trade"),
        ("note:zurich", "trade"),
        ("note:11", ""),  # a mark is no word of its note
        ("says -note:interview", "trade drugs"),
        ("note:bribes", ""),
        ("says note:report", "people trade"),
    ],
)
def test_notes_are_searched_apart_from_the_text(noted_engine: SearchEngine, text: str, sections: str) -> None:
    expected = {f"and-2023/{slug}/1" for slug in sections.split()}
    assert set(ids(noted_engine, text)) == expected


def test_an_exact_search_finds_notes_in_no_other_form(noted_engine: SearchEngine) -> None:
    assert ids(noted_engine, "note:reports", exact=True) == ["and-2023/people/1"]
    assert ids(noted_engine, "note:report", exact=True) == ["and-2023/trade/1"]


def test_a_hit_shows_the_notes_in_which_it_was_found(noted_engine: SearchEngine) -> None:
    page = noted_engine.search(SearchRequest.make("says note:unodc note:world"))
    (hit,) = page.hits
    assert page.read_as == "Passages with “says” and a note with “unodc” and a note with “world”."
    assert hit.snippet == "UNODC <mark>says</mark> so of people."
    assert [(note.number, note.mark, note.snippet) for note in hit.notes] == [
        (1, "11", "<mark>UNODC</mark> &amp; partners, <mark>World</mark> Drug Reports, Vienna, 2020, p. 3.")
    ]
    (hit,) = noted_engine.search(SearchRequest.make("note:oslo")).hits
    assert [(note.mark, note.snippet) for note in hit.notes] == [("12", "Interview, &lt;<mark>Oslo</mark>&gt;.")]
    assert noted_engine.search(SearchRequest.make("says")).hits[0].notes == ()


def test_what_a_note_is_searched_for_does_not_count_for_the_order(noted_engine: SearchEngine) -> None:
    alone = noted_engine.search(SearchRequest.make("note:report"))
    assert {hit.relevance for hit in alone.hits} == {0.0}
    assert [hit.id for hit in alone.hits] == ["and-2023/people/1", "and-2023/trade/1"]


def test_the_marker_marks_a_whole_text_as_the_search_did(engine: SearchEngine) -> None:
    marked = engine.marker("herion pistol*").mark("Heroin & pistols <b>")
    assert marked == '<mark class="similar">Heroin</mark> &amp; <mark>pistols</mark> &lt;b&gt;'


@settings(max_examples=MANY)
@given(QUERIES)
def test_every_query_has_an_answer_that_says_how_it_was_read(engine: SearchEngine, text: str) -> None:
    for exact in (False, True):
        page = engine.search(SearchRequest.make(text, is_exact=exact, limit=100))
        assert page.read_as
        assert page.total == len(page.hits)
        engine.marker(text, exact).mark("Heroin & weed")


def test_a_search_without_a_build_says_what_to_do(make_engine: Callable[[], SearchEngine]) -> None:
    with pytest.raises(IndexUnavailableError, match="oc-explorer index"):
        make_engine().search(SearchRequest.make("heroin"))


def test_a_running_engine_moves_to_a_new_generation(make_engine: Callable[[], SearchEngine]) -> None:
    serving, building = make_engine(), make_engine()
    first = building.build([small_profile("kgz-2021")], "one")
    assert serving.generation == first
    assert serving.search(SearchRequest.make("pistols", is_exact=True)).total == 0
    second = building.build([small_profile("kgz-2021"), small_profile("kgz-2023")], "two")
    page = serving.search(SearchRequest.make("pistols", is_exact=True))
    assert (page.total, page.generation, serving.fingerprint) == (1, second, "two")


def test_an_empty_corpus_is_a_sound_index(make_engine: Callable[[], SearchEngine]) -> None:
    engine = make_engine()
    engine.build([], "none")
    page = engine.search(SearchRequest.make("heroin"))
    assert (page.total, page.hits) == (0, ())
    assert engine.search(SearchRequest.make("")).total == 0
    assert engine.problems() == []


def test_a_damaged_index_is_refused_and_mended_by_a_rebuild(
    make_engine: Callable[[], SearchEngine], tmp_path: Path
) -> None:
    engine = make_engine()
    name = engine.build([small_profile("kgz-2021")], "one")
    (segment,) = (tmp_path / "generations").glob(f"{name}/segments/*/whoosh/*.seg")
    segment.write_bytes(segment.read_bytes()[:-100])
    with pytest.raises(IndexUnavailableError, match="damaged"):
        make_engine().search(SearchRequest.make("heroin"))
    engine.build([small_profile("kgz-2021")], "one")
    assert engine.search(SearchRequest.make("heroin")).total


def test_threads_share_an_engine_and_get_the_answers_of_one(engine: SearchEngine) -> None:
    queries = ["heroin", "border guards", '"drug trafficking"', "traffick*", "country:kgz police", "weed", "herion"]
    expected = {text: ids(engine, text) for text in queries}
    wrong: list[str] = []

    def ask() -> None:
        for text in queries * 5:
            if ids(engine, text) != expected[text]:
                wrong.append(text)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        threads = [threading.Thread(target=ask) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert wrong == []


def test_threads_go_on_while_generations_are_replaced(make_engine: Callable[[], SearchEngine], tmp_path: Path) -> None:
    serving, building = make_engine(), make_engine()
    building.build([small_profile("kgz-2021")], "0")
    failures: list[Exception] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            try:
                assert ids(serving, "heroin")[0] == "kgz-2021/drugs/1"
            except (ExplorerError, OSError, AssertionError, ValueError) as error:
                failures.append(error)
                return

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(8):
        building.build([small_profile("kgz-2021")], str(number))
    done.set()
    for thread in threads:
        thread.join()
    assert failures == []
    building.close()
    serving.close()
    generations = WhooshBackend(tmp_path / "generations").generations
    generations.prune()
    assert len([path for path in generations.folder.iterdir() if path.is_dir()]) == 1
