"""A meaning becomes Whoosh queries: what must match, what should, and what ranks."""

from collections.abc import Sequence

from whoosh import query

from explorer.engines.whoosh.query_builder import AnyOf, Plan, build_query
from explorer.engines.whoosh.weights import RelevanceWeights
from explorer.linking.linker import linker
from explorer.search.query.expansion import expand_query
from explorer.search.query.nodes import Condition
from explorer.search.query.parser import parse_query
from explorer.search.query.synonyms import synonyms
from tests.search.lexicon import LIST

NO_WEIGHTS = RelevanceWeights(
    exact=0, title=0, labels=0, place=0, spelling=0, synonym=0, term=0, about=0, evidence=0, phrase=0, near=0
)


class TenPassages:
    """What ranking asks of an index, of ten passages."""

    passage_count = 10

    def linked_count(self, indicator: str) -> int:
        return 2 if indicator == "heroin-trade" else 0

    def profiles_where(self, condition: Condition) -> Sequence[str]:
        return ["kgz-2021"] if condition.meets(700) else []


def plan(text: str, weights: RelevanceWeights | None = None, is_exact: bool = False) -> Plan:
    meaning = expand_query(parse_query(text), LIST, linker(), synonyms(), is_exact)
    return build_query(meaning, TenPassages(), linker(), weights or RelevanceWeights())


def leaves(tree: query.Query | None) -> list[query.Query]:
    if isinstance(tree, query.Or | query.And | query.DisjunctionMax):
        return [leaf for part in tree for leaf in leaves(part)]
    return [tree] if tree is not None else []


def test_words_should_match_and_operators_must() -> None:
    made = plan('ledger officers "tea road" country:kgz -harbour')
    assert len(made.words) == 2
    phrase, country, excluded = list(made.needed or ())
    assert phrase == query.Phrase("body", ["tea", "road"])
    assert country == query.Or([query.Term("country", "KGZ")])
    assert isinstance(excluded, query.Not)


def test_a_word_matches_through_links_to_what_it_speaks_of() -> None:
    (words,) = plan("heroin").words
    assert query.Term("linked", "heroin-trade") in leaves(words)
    (words,) = plan("heroin", is_exact=True).words
    assert words == query.Term("exact", "heroin")


def test_a_passage_about_an_indicator_ranks_above_one_with_evidence_for_it() -> None:
    boosts = {leaf.text: leaf.boost for leaf in leaves(plan("heroin").ranking) if isinstance(leaf, query.Term)}
    assert boosts["heroin-trade/2"] > boosts["heroin-trade/1"] > 0


def test_the_word_itself_weighs_most() -> None:
    terms = [leaf for leaf in leaves(plan("jail").ranking) if isinstance(leaf, query.Term)]
    by_text = {term.text: term.boost for term in terms if term.fieldname == "body"}
    assert by_text["jail"] == 1.0
    assert by_text["prison"] < by_text["jail"]


def test_a_part_of_ranking_without_weight_is_left_out() -> None:
    assert leaves(plan("ledger officers", NO_WEIGHTS).ranking) == [
        query.Term("body", "ledger"),
        query.Term("body", "offic"),
    ]


def test_neighbouring_words_rank_side_by_side_and_near() -> None:
    phrases = [leaf for leaf in leaves(plan("ledger cranes").ranking) if isinstance(leaf, query.Phrase)]
    assert [(phrase.words, phrase.slop) for phrase in phrases] == [
        (["ledger", "crane"], 1),
        (["ledger", "crane"], 8),
        (["crane", "ledger"], 8),
    ]


def test_a_condition_becomes_the_profiles_that_meet_it() -> None:
    assert list(plan("heroin-trade:>=7").needed or ()) == [AnyOf("profile", ["kgz-2021"])]
    assert list(plan("heroin-trade:>7").needed or ()) == [AnyOf("profile", [])]
