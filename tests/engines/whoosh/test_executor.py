"""Plans are evaluated node by node: matching passages, and the relevance that each node adds."""

import pytest

from explorer.engines.whoosh.executor import Executor
from explorer.engines.whoosh.scoring import PostingIndex
from explorer.search.plan import (
    AndNode,
    DisMaxNode,
    IndicatorTermsNode,
    NotNode,
    OrNode,
    PhraseNode,
    PlanNode,
    TermNode,
    TermsNode,
)
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


GOLD, TIN, ZINC = TermNode("body", "gold"), TermNode("body", "tin"), TermNode("body", "zinc")


@pytest.mark.parametrize(
    ("node", "passages"),
    [
        (GOLD, [0, 1, 2]),
        (TermNode("body", "iron"), []),
        (AndNode((GOLD, TIN)), [0, 1]),
        (AndNode(()), [0, 1, 2, 3]),
        (OrNode((TIN, ZINC)), [0, 1, 2]),
        (OrNode(()), []),
        (NotNode(GOLD), [3]),
        (AndNode((GOLD, NotNode(OrNode((TIN, ZINC))))), []),
        (DisMaxNode((TIN, ZINC)), [0, 1, 2]),
        (TermsNode("exact", ("zinc", "nothing", "iron")), [2, 3]),
        (TermsNode("profile", ("kgz-2021",)), [0, 1, 2, 3]),
        (PhraseNode("body", ("gold", "and", "tin")), [0]),
        (PhraseNode("body", ("tin", "gold"), apart=2), [1]),
        (PhraseNode("body", ("zinc", "gold"), apart=5), []),
        (PhraseNode("body", ("zinc", "gold"), apart=6), [2]),
        (PhraseNode("body", ("gold", "zinc"), apart=50), []),  # in this order, and within one passage
        (IndicatorTermsNode("heroin-trade", (TIN, ZINC)), [0, 1, 2]),
    ],
)
def test_a_node_matches_what_it_is_true_of(postings: PostingIndex, node: PlanNode, passages: list[int]) -> None:
    assert Executor(postings).matching(node).nonzero()[0].tolist() == passages


def test_a_mask_may_be_changed_by_its_caller(postings: PostingIndex) -> None:
    executor = Executor(postings)
    executor.matching(IndicatorTermsNode("heroin-trade", (TIN, ZINC)))[:] = False
    assert executor.matching(IndicatorTermsNode("heroin-trade", (TIN, ZINC))).sum() == 3


def test_either_adds_its_parts_and_best_takes_the_greatest(postings: PostingIndex) -> None:
    executor = Executor(postings)
    gold, tin = executor.relevance(GOLD), executor.relevance(TIN)
    assert executor.relevance(OrNode((GOLD, TIN))).tolist() == (gold + tin).tolist()
    assert executor.relevance(DisMaxNode((GOLD, TIN))).tolist() == [max(pair) for pair in zip(gold, tin, strict=True)]
    assert gold[1] > gold[0] > 0 == gold[3]


def test_a_boost_multiplies_and_a_phrase_adds_its_terms(postings: PostingIndex) -> None:
    executor = Executor(postings)
    assert executor.relevance(TermNode("body", "tin", 0.5)).tolist() == (executor.relevance(TIN) * 0.5).tolist()
    phrase = executor.relevance(PhraseNode("body", ("tin", "and", "gold")))
    words = sum(executor.relevance(TermNode("body", text)) for text in ("tin", "and", "gold"))
    assert phrase.tolist() == [0, pytest.approx(words[1]), 0, 0]  # type: ignore[index]


@pytest.mark.parametrize("left_out", [(), (0,), (1,), (0, 1), (0, 1, 2), (0, 1, 2, 3)])
def test_terms_of_an_indicator_that_are_left_out_add_nothing(postings: PostingIndex, left_out: tuple[int, ...]) -> None:
    terms = (GOLD, TIN, ZINC, TermNode("body", "dear"))
    executor = Executor(postings)
    others = DisMaxNode(tuple(term for number, term in enumerate(terms) if number not in left_out))
    relevance = executor.relevance(IndicatorTermsNode("cocaine-trade", terms, left_out))
    assert relevance.tolist() == executor.relevance(others).tolist()


def test_what_excludes_cannot_rank(postings: PostingIndex) -> None:
    with pytest.raises(ValueError, match="NotNode adds nothing"):
        Executor(postings).relevance(NotNode(GOLD))
