"""A plan is evaluated node by node: which passages match, and what each adds to the relevance."""

import pytest

from explorer.engines.whoosh.executor import Executor
from explorer.engines.whoosh.scoring import PostingIndex
from explorer.search.plan import Best, Either, Every, IndicatorTerms, PlanNode, Term, TermPhrase, Terms, Without
from explorer.search.relevance import RelevanceWeights
from tests.engines.whoosh.indexes import index_of
from tests.factories import make_profile

TEXTS = [
    "Gold and tin.",  # 0
    "Tin and gold, gold.",  # 1
    "Zinc is dear, and so is gold.",  # 2
    "Nothing of the kind.",  # 3
]


@pytest.fixture(scope="module")
def postings(tmp_path_factory: pytest.TempPathFactory) -> PostingIndex:
    profile = make_profile("kgz-2021", {"drugs": TEXTS})
    return PostingIndex(index_of(tmp_path_factory.mktemp("index"), [profile]), RelevanceWeights())


GOLD, TIN, ZINC = Term("body", "gold"), Term("body", "tin"), Term("body", "zinc")


@pytest.mark.parametrize(
    ("node", "passages"),
    [
        (GOLD, [0, 1, 2]),
        (Term("body", "iron"), []),
        (Every((GOLD, TIN)), [0, 1]),
        (Every(()), [0, 1, 2, 3]),
        (Either((TIN, ZINC)), [0, 1, 2]),
        (Either(()), []),
        (Without(GOLD), [3]),
        (Every((GOLD, Without(Either((TIN, ZINC))))), []),
        (Best((TIN, ZINC)), [0, 1, 2]),
        (Terms("exact", ("zinc", "nothing", "iron")), [2, 3]),
        (Terms("profile", ("kgz-2021",)), [0, 1, 2, 3]),
        (TermPhrase("body", ("gold", "and", "tin")), [0]),
        (TermPhrase("body", ("tin", "gold"), apart=2), [1]),
        (TermPhrase("body", ("zinc", "gold"), apart=5), []),
        (TermPhrase("body", ("zinc", "gold"), apart=6), [2]),
        (TermPhrase("body", ("gold", "zinc"), apart=50), []),  # in this order, and within one passage
        (IndicatorTerms("heroin-trade", (TIN, ZINC)), [0, 1, 2]),
    ],
)
def test_a_node_matches_what_it_is_true_of(postings: PostingIndex, node: PlanNode, passages: list[int]) -> None:
    assert Executor(postings).matching(node).nonzero()[0].tolist() == passages


def test_a_mask_may_be_changed_by_its_caller(postings: PostingIndex) -> None:
    executor = Executor(postings)
    executor.matching(IndicatorTerms("heroin-trade", (TIN, ZINC)))[:] = False
    assert executor.matching(IndicatorTerms("heroin-trade", (TIN, ZINC))).sum() == 3


def test_either_adds_its_parts_and_best_takes_the_greatest(postings: PostingIndex) -> None:
    executor = Executor(postings)
    gold, tin = executor.relevance(GOLD), executor.relevance(TIN)
    assert executor.relevance(Either((GOLD, TIN))).tolist() == (gold + tin).tolist()
    assert executor.relevance(Best((GOLD, TIN))).tolist() == [max(pair) for pair in zip(gold, tin, strict=True)]
    assert gold[1] > gold[0] > 0 == gold[3]


def test_a_boost_multiplies_and_a_phrase_adds_its_terms(postings: PostingIndex) -> None:
    executor = Executor(postings)
    assert executor.relevance(Term("body", "tin", 0.5)).tolist() == (executor.relevance(TIN) * 0.5).tolist()
    phrase = executor.relevance(TermPhrase("body", ("tin", "and", "gold")))
    words = sum(executor.relevance(Term("body", text)) for text in ("tin", "and", "gold"))
    assert phrase.tolist() == [0, pytest.approx(words[1]), 0, 0]  # type: ignore[index]


@pytest.mark.parametrize("left_out", [(), (0,), (1,), (0, 1), (0, 1, 2), (0, 1, 2, 3)])
def test_terms_of_an_indicator_that_are_left_out_add_nothing(postings: PostingIndex, left_out: tuple[int, ...]) -> None:
    terms = (GOLD, TIN, ZINC, Term("body", "dear"))
    executor = Executor(postings)
    others = Best(tuple(term for number, term in enumerate(terms) if number not in left_out))
    relevance = executor.relevance(IndicatorTerms("cocaine-trade", terms, left_out))
    assert relevance.tolist() == executor.relevance(others).tolist()


def test_what_excludes_cannot_rank(postings: PostingIndex) -> None:
    with pytest.raises(ValueError, match="Without adds nothing"):
        Executor(postings).relevance(Without(GOLD))
