"""An expanded query becomes a plan: parts that must match, that should match, and that rank."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest

from explorer.linking.linker import linker
from explorer.search.plan import (
    EVERYTHING,
    NOTHING,
    AndNode,
    DisMaxNode,
    IndicatorTermsNode,
    Leaf,
    NotNode,
    OrNode,
    PhraseNode,
    Plan,
    PlanNode,
    TermNode,
    TermsNode,
    build_plan,
)
from explorer.search.query.expansion import expand_query
from explorer.search.query.nodes import Condition
from explorer.search.query.parser import parse_query
from explorer.search.query.synonyms import synonyms
from explorer.search.relevance import RelevanceWeights, rarity
from explorer.text.stems import stem
from tests.search.lexicon import LIST

NO_WEIGHTS = RelevanceWeights(
    rarest=0, exact=0, title=0, labels=0, place=0, spelling=0, synonym=0, term=0, main=0, evidence=0, phrase=0, near=0
)


class TenPassages:
    """The statistics of an index of ten passages that a plan needs."""

    passage_count = 10

    def word_count(self, stem: str) -> int:
        return {"jail": 4, "prison": 4, "heroin": 3, "opium": 1, "ledger": 1, "officer": 8, "crane": 1}.get(stem, 0)

    def linked_count(self, indicator: str) -> int:
        return 2 if indicator == "heroin-trade" else 0

    def uncompared_count(self, edition: str) -> int:
        return 1 if edition == "2023" else 0

    def profiles_where(self, condition: Condition) -> Sequence[str]:
        return ["kgz-2021"] if condition.meets(700) else []


def plan(text: str, weights: RelevanceWeights | None = None, is_exact: bool = False) -> Plan:
    expanded = expand_query(parse_query(text), LIST, linker(), synonyms(), is_exact)
    return build_plan(expanded, TenPassages(), linker(), weights or RelevanceWeights())


def leaves(node: PlanNode | None) -> Iterator[Leaf | TermsNode]:
    match node:
        case OrNode(parts) | AndNode(parts) | DisMaxNode(parts):
            for part in parts:
                yield from leaves(part)
        case IndicatorTermsNode(_, terms, left_out):
            yield from (term for number, term in enumerate(terms) if number not in left_out)
        case TermNode() | PhraseNode() | TermsNode():
            yield node


def terms(node: PlanNode | None) -> list[TermNode]:
    return [leaf for leaf in leaves(node) if isinstance(leaf, TermNode)]


def test_words_should_match_and_operators_must() -> None:
    made = plan('ledger officers "tea road" country:kgz -harbour')
    assert len(made.words) == 2
    assert isinstance(made.needed, AndNode)
    phrase, country, excluded = made.needed.parts
    assert phrase == PhraseNode("body", ("tea", "road"))
    assert country == OrNode((TermNode("country", "KGZ"),))
    assert isinstance(excluded, NotNode)


def test_about_needs_the_link_of_the_higher_grade() -> None:
    made = plan("about:heroin-trade indicator:law-enforcement")
    assert isinstance(made.needed, AndNode)
    assert made.needed.parts == (
        OrNode((TermNode("linked", "heroin-trade/2"),)),
        OrNode((TermNode("linked", "law-enforcement"),)),
    )


def test_an_empty_query_matches_everything_and_one_without_a_word_nothing() -> None:
    assert plan("") == EVERYTHING
    assert plan("*") == NOTHING


def test_a_word_matches_through_links_to_its_indicator() -> None:
    (word,) = plan("heroin").words
    assert TermNode("linked", "heroin-trade") in list(leaves(word))
    (word,) = plan("heroin", is_exact=True).words
    assert word == TermNode("exact", "heroin")


def test_a_passage_about_an_indicator_ranks_above_one_with_evidence_for_it() -> None:
    boosts = {term.text: term.boost for term in terms(plan("heroin").ranking)}
    assert boosts["heroin-trade/2"] > boosts["heroin-trade/1"] > 0


def test_the_word_itself_weighs_most() -> None:
    boosts = {term.text: term.boost for term in terms(plan("jail").ranking) if term.field == "body"}
    assert boosts["jail"] == 1.0
    assert boosts["prison"] < boosts["jail"]


def test_the_rarest_word_counts_whole_and_the_others_by_their_rarity() -> None:
    boosts = {term.text: term.boost for term in terms(plan("ledger officers").ranking) if term.field == "body"}
    assert boosts["ledger"] == 1.0
    assert boosts["officer"] == pytest.approx(rarity(10, 8) / rarity(10, 1))


def test_a_word_that_no_passage_has_is_as_rare_as_what_it_stands_for() -> None:
    ranking = plan("gaol ledger").ranking
    share = rarity(10, 4) / rarity(10, 1)
    assert share in [term.boost for term in terms(ranking) if term.text == "gaol"]
    assert share * RelevanceWeights().synonym in [term.boost for term in terms(ranking) if term.text == "prison"]


def test_a_word_of_which_nothing_is_known_leaves_the_others_as_they_are() -> None:
    boosts = {term.text: term.boost for term in terms(plan("officers xyzzy").ranking) if term.field == "body"}
    assert (boosts["officer"], boosts[stem("xyzzy")]) == (1.0, 1.0)


def test_terms_of_an_indicator_that_were_typed_are_left_out_of_its_own() -> None:
    ranking = plan("heroin opium").ranking
    assert isinstance(ranking, OrNode)
    (others,) = [part for part in ranking.parts if isinstance(part, IndicatorTermsNode)]
    left_out = [others.terms[number] for number in others.left_out]
    assert TermNode("body", "heroin", RelevanceWeights().term) in left_out
    assert len(left_out) < len(others.terms)


def test_a_part_of_ranking_without_weight_is_left_out() -> None:
    assert list(leaves(plan("ledger officers", NO_WEIGHTS).ranking)) == [
        TermNode("body", "ledger"),
        TermNode("body", "officer"),
    ]


def test_neighbouring_words_rank_adjacent_and_near() -> None:
    phrases = [leaf for leaf in leaves(plan("ledger cranes").ranking) if isinstance(leaf, PhraseNode)]
    assert [(phrase.terms, phrase.apart) for phrase in phrases] == [
        (("ledger", "crane"), 1),
        (("ledger", "crane"), 8),
        (("crane", "ledger"), 8),
    ]


def test_words_far_from_each_other_in_a_query_need_not_be_near_in_a_passage() -> None:
    words = ["pencil", "carpet", "ladder", "button", "window", "cushion"]
    phrases = [leaf for leaf in leaves(plan(" ".join(words)).ranking) if isinstance(leaf, PhraseNode)]
    near = {phrase.terms for phrase in phrases if phrase.apart > 1}
    assert {("pencil", "carpet"), ("pencil", "window"), ("window", "pencil")} <= near
    assert ("pencil", "cushion") not in near
    adjacent = {phrase.terms for phrase in phrases if phrase.apart == 1}
    assert set(pairwise(words)) <= adjacent
    assert ("pencil", "ladder") not in adjacent


def test_a_condition_becomes_the_profiles_that_meet_it() -> None:
    assert plan("heroin-trade:>=7").needed == AndNode((TermsNode("profile", ("kgz-2021",)),))
    assert plan("heroin-trade:>7").needed == AndNode((TermsNode("profile", ()),))


def test_a_note_is_searched_in_the_fields_of_notes() -> None:
    assert plan('note:"drug report"').needed == AndNode((PhraseNode("noted", ("drug", "report")),))
    assert plan('note:="drug report"').needed == AndNode((PhraseNode("noted_exact", ("drug", "report")),))
