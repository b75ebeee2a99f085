"""The arrays find the same passages as Whoosh, in the same order, with the same counts."""

import math
import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.corpus import make_profiles
from explorer.engines.open import embedded_engine
from explorer.engines.whoosh.executor import Executor
from explorer.engines.whoosh.index_reader import IndexReader
from explorer.linking.linker import linker
from explorer.model.chapters import Chapter, Text
from explorer.model.profiles import Note, Passage, Profile
from explorer.model.series import find_series
from explorer.search.answering import SearchEngine
from explorer.search.plan import AndNode, Plan, build_plan
from explorer.search.query.nodes import FACETS, All
from explorer.search.request import SearchRequest
from explorer.search.scored_series import scored_series, with_series
from tests.engines.whoosh.reference import Reference, open_searcher, to_whoosh
from tests.factories import make_chapter

PASSAGES = 240
WORDS = """
    trade border police heroin cocaine corruption port gold timber smuggling trafficking weapons prison extortion
    illegal mining money laundering women children passports the of in control network herion trafickers taki nelu
""".split()  # noqa: SIM905 - a list of quoted words is no easier to read


class Ground:
    """A small index, and the reference beside it."""

    def __init__(self, engine: SearchEngine, reference: Reference) -> None:
        self.engine = engine
        self.reference = reference

    def plan(self, request: SearchRequest) -> Plan:
        with self.engine.backend.current() as index:
            expanded, vocabulary = self.engine.expand(index, request.text, request.is_exact)
            series = scored_series(expanded.root, request)
            root = with_series(expanded.root, series)
            assert isinstance(root, All)
            expanded = replace(expanded, root=root, series=series)
            return build_plan(expanded, index, vocabulary.linker, self.engine.backend.weights)


@pytest.fixture(scope="module")
def corpus() -> list[Text]:
    profiles = [in_series(with_notes(profile)) for profile in make_profiles(PASSAGES, seed=7)]
    assert {profile.series for profile in profiles} == {"index", "enact"}
    return [
        *sorted(profiles, key=lambda profile: profile.id),
        make_chapter(),
        make_chapter("Border trade", edition=2023),
    ]


def in_series(profile: Profile) -> Profile:
    """Return a profile of Africa as one of another series, where that has its edition."""
    series = find_series("enact")
    if profile.code not in series or profile.edition not in series.editions:
        return profile
    id = f"enact-{profile.id}"
    sections = tuple(
        replace(section, passages=tuple(replace(passage, text_id=id) for passage in section.passages))
        for section in profile.sections
    )
    return replace(profile, sections=sections, series="enact", ranks={})


def with_notes(profile: Profile) -> Profile:
    """Return the profile with notes of a few words at most of its passages."""
    chance = random.Random(profile.id)

    def noted(passage: Passage) -> Passage:
        notes = (
            " ".join(chance.choices(WORDS + FIGURES, k=chance.randint(1, 12))) for _ in range(chance.randint(0, 3))
        )
        figures = " ".join(chance.choices(FIGURES, k=3))
        return replace(
            passage,
            text=f"{passage.text} {figures}",
            notes=tuple(Note(str(number), text) for number, text in enumerate(notes, 1)),
        )

    sections = (replace(section, passages=tuple(map(noted, section.passages))) for section in profile.sections)
    return replace(profile, sections=tuple(sections))


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory, corpus: list[Text]) -> Iterator[Ground]:
    folder = tmp_path_factory.mktemp("home")
    engine = embedded_engine(folder, linker(), cached_answers=0)
    name = engine.build(corpus, "small")
    with open_searcher(folder / name) as searcher:
        yield Ground(engine, Reference(searcher, corpus))
    engine.close()


FIGURES = ["12.5kg", "12.5 kg", "5kg", "1,000km", "10 000", "12.05.2021", "10⁶", "U.S.", "US", "us", "US-led", "Ph.D."]
words = st.sampled_from([*WORDS, *FIGURES])
rows = st.lists(words, min_size=2, max_size=4).map(" ".join)
atoms = st.one_of(
    words,
    rows.map('"{}"'.format),
    rows.map('="{}"'.format),
    st.tuples(rows, st.integers(1, 50)).map(lambda pair: '"{}"~{}'.format(*pair)),
    words.map(lambda word: word[:3] + "*"),
    words.map("{}~1".format),
    words.map("note:{}".format),
    rows.map('note:"{}"'.format),
    rows.map('note:="{}"'.format),
    st.tuples(rows, st.integers(1, 50)).map(lambda pair: 'note:"{}"~{}'.format(*pair)),
    st.sampled_from(
        [
            "edition:2021", "edition:>=2023", "country:fra", "region:'Western Africa'", "continent:Asia",
            "section:drugs", "indicator:heroin-trade", "about:heroin-trade", "about:human-trafficking",
            "-about:human-smuggling", "indicator:human-trafficking -about:human-trafficking",
            "heroin-trade:>=7", "resilience:<4", "criminality:[5 TO 7]",
            "change.heroin-trade:>0", "kind:chapter", "kind:profile", "chapter:border-trade",
            "series:enact", "series:index", "-series:index", "heroin-trade:>=5 series:enact",
        ]
    ),
)  # fmt: skip
texts = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map(" OR ".join),
        st.lists(inner, min_size=2, max_size=3).map(" AND ".join),
        inner.map("NOT ({})".format),
        inner.map("({})".format),
    ),
    max_leaves=6,
)
filters = st.lists(
    st.sampled_from(
        [
            ("edition", "2021"), ("edition", "2025"), ("continent", "Africa"), ("continent", "Europe"),
            ("section", "drugs"), ("section", "people"), ("indicator", "heroin-trade"),
            ("indicator", "law-enforcement"), ("country", "ALB"),
            ("about", "human-trafficking"), ("about", "human-smuggling"), ("indicator", "human-trafficking"),
            ("kind", "chapter"), ("kind", "profile"), ("chapter", "ferries-and-the-law"),
            ("series", "enact"), ("series", "index"),
        ]
    ),
    max_size=3,
)  # fmt: skip
requests = st.builds(
    SearchRequest.make,
    text=texts,
    filters=filters,
    sort=st.sampled_from(["relevance", "country", "newest", "oldest", "heroin-trade", "-criminality"]),
    limit=st.just(10),
    offset=st.sampled_from([0, 10]),
    is_exact=st.booleans(),
    scope=st.sampled_from([None, "words", "related"]),
    reads_names=st.just(False),  # names become filters before a plan is made
)
thorough = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@given(requests)
@thorough
def test_totals_order_and_counts_equal_those_of_whooshs_postings(ground: Ground, request: SearchRequest) -> None:
    reference = ground.reference
    page = ground.engine.search(request)
    plan = ground.plan(request)
    matches = reference.find(plan, request)
    hits = [number for number in matches if not reference.failed(number, request)]
    assert page.total == len(hits)
    assert [hit.matched for hit in page.hits].count("related") <= page.found.more
    counts = reference.counts(matches, request)
    for name in FACETS:
        assert {value.value: value.count for value in page.facets[name]} == counts[name]
        assert [value.count for value in page.facets[name]] == sorted(
            (value.count for value in page.facets[name]), reverse=True
        )
    relevance = reference.relevance(to_whoosh(plan.ranking)) if plan.ranking else {}
    # Sums of the same numbers in another order differ in the last digits: what is alike to nine digits is a tie.
    ordered = sorted(
        hits,
        key=lambda n: (
            *_sorted_by(reference.passages[n][0], request.sort, plan.series),
            matches[n],
            -_rounded(relevance, n),
            not reference.facet(n, "about") & set(request.chosen("indicator")),
            n,
        ),
    )
    expected = ordered[request.offset : request.offset + request.limit]
    got = {hit.id: hit.relevance for hit in page.hits}
    assert len(got) == len(expected)
    for number, id in zip(expected, got, strict=True):
        assert math.isclose(got[id], relevance.get(number, 0.0), rel_tol=1e-9, abs_tol=1e-12)
        if _is_alone(relevance, number, hits):
            assert reference.id(number) == id


def _rounded(relevance: dict[int, float], number: int) -> float:
    return float(f"{relevance.get(number, 0.0):.9g}")


def _is_alone(relevance: dict[int, float], number: int, hits: list[int]) -> bool:
    mine = relevance.get(number, 0.0)
    return not any(
        other != number
        and mine != (other_relevance := relevance.get(other, 0.0))
        and math.isclose(mine, other_relevance, rel_tol=1e-8)
        for other in hits
    )


def _sorted_by(text: Text, sort: str, series: tuple[str, ...]) -> tuple[object, ...]:
    """Return the sort key of a passage; without country, edition or score in some series it comes last."""
    match sort:
        case "relevance":
            return ()
        case "country":
            return ("~",) if isinstance(text, Chapter) else (text.country.name,)
        case "newest":
            return (-(text.edition or 0),)
        case "oldest":
            return (text.edition or 9999,)
    is_other = isinstance(text, Chapter) or text.series not in series
    score = None if is_other else text.scores.get(sort.removeprefix("-"))
    if score is None:
        return (True, 0)
    return (False, score if sort.startswith("-") else -score)


def test_the_passages_have_links_of_both_grades(ground: Ground) -> None:
    for slug in ("human-trafficking", "human-smuggling"):
        linked = {n for n in range(len(ground.reference.passages)) if slug in ground.reference.facet(n, "indicator")}
        about = {n for n in linked if slug in ground.reference.facet(n, "about")}
        assert 0 < len(about) < len(linked), slug


@given(texts)
@thorough
def test_documents_and_relevance_equal_those_of_whooshs_own_search(ground: Ground, text: str) -> None:
    plan = ground.plan(SearchRequest.make(text, is_exact=True))
    parts = [*([plan.needed] if plan.needed else []), *plan.words]
    if not parts:
        return
    whole = AndNode(tuple(parts))
    with ground.engine.backend.current() as index:
        assert isinstance(index, IndexReader)
        executor = Executor(index.postings)
        matches = executor.matching(whole)
        relevance = executor.relevance(plan.ranking) if plan.ranking else None
    searcher = ground.reference._searcher
    assert set(matches.nonzero()[0].tolist()) == set(searcher.docs_for_query(to_whoosh(whole)))
    if plan.ranking is None or relevance is None:
        return
    ranked = {hit.docnum: hit.score for hit in searcher.search(to_whoosh(plan.ranking), limit=None)}
    assert set(ranked) == set(relevance.nonzero()[0].tolist())
    for number, score in ranked.items():
        assert math.isclose(relevance[number], score, rel_tol=1e-9)


@given(texts, st.booleans())
@thorough
def test_marks_by_the_numbers_of_words_equal_those_of_the_text(ground: Ground, text: str, is_exact: bool) -> None:
    marker = ground.engine.marker(text, is_exact)
    with ground.engine.backend.current() as index:
        numbers = range(index.passage_count)
        assert index.marks(numbers, marker) == [marker.marks(passage.text) for passage in index.passages()]


@given(requests)
@thorough
def test_a_snippet_is_the_same_on_every_page_that_shows_it(ground: Ground, request: SearchRequest) -> None:
    marker = ground.engine.marker(request.text, request.is_exact)
    whole = {passage.id: passage for passage in ground.engine.passages(request).passages}
    for hit in ground.engine.search(request).hits:
        assert hit.snippet == marker.snippet(whole[hit.id])
