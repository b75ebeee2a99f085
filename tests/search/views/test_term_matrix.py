"""Every cell of a matrix equals a naive count."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.errors import QueryError
from explorer.search.answering import SearchEngine
from explorer.search.request import SearchRequest
from explorer.search.views.corpus_parts import PARTS, part_of
from explorer.search.views.term_matrix import MatrixTerm, _TermCounter, matrix, read_terms
from explorer.text.analysis import words
from explorer.text.stems import stem

TERMS = """
heroin
border
borders
the
border guards
drug trafficking
trafficking of drugs
anti-money-laundering
money laundering
Co-operation
traffick*
border po*
b*
zebra
"""


def count_by_hand(term: MatrixTerm, text: str, all_forms: bool = False) -> int:
    """Count every position from which the words of a term follow one another."""
    text_words = words(text)
    count = 0
    for start in range(len(text_words) - len(term.words) + 1):
        matches = []
        for number, (target, word) in enumerate(zip(term.words, text_words[start:], strict=False)):
            if term.is_prefix and number == len(term.words) - 1:
                matches.append(word.startswith(target))
            else:
                matches.append((stem(word) if all_forms else word) == target)
        count += all(matches)
    return count


@pytest.mark.parametrize("by", PARTS)
@pytest.mark.parametrize("all_forms", (False, True))
def test_every_cell_equals_a_count_by_hand(engine: SearchEngine, by: str, all_forms: bool) -> None:
    terms = read_terms(TERMS, all_forms)
    everything = engine.passages(SearchRequest.make()).passages
    made = matrix(engine, SearchRequest.make(), terms, by, all_forms)
    assert {row.part for row in made.rows} == {part_of(passage, by) for passage in everything}
    for row in made.rows:
        texts = [passage.text for passage in everything if part_of(passage, by) == row.part]
        assert row.passages == len(texts)
        assert row.words == sum(len(words(text)) for text in texts)
        for term, count in zip(terms, row.counts, strict=True):
            assert count == sum(count_by_hand(term, text, all_forms) for text in texts), (term, row.part.label)
    assert made.totals == tuple(
        sum(count_by_hand(term, passage.text, all_forms) for passage in everything) for term in terms
    )


small_words = st.sampled_from(("a", "ab", "abc", "b", "ba", "running", "runs", "run"))


@given(
    st.lists(small_words, max_size=30),
    st.lists(st.tuples(st.lists(small_words, min_size=1, max_size=3), st.booleans()), min_size=1, max_size=12),
    st.booleans(),
)
def test_any_terms_in_any_text_are_counted_as_by_hand(
    text: list[str], raw_terms: list[tuple[list[str], bool]], all_forms: bool
) -> None:
    listed = "\n".join(" ".join(row) + "*" * is_prefix for row, is_prefix in raw_terms)
    terms = read_terms(listed + "\nzebra", all_forms)
    counts = [0] * len(terms)
    _TermCounter(terms, all_forms).add(words(" ".join(text)), counts)
    assert counts == [count_by_hand(term, " ".join(text), all_forms) for term in terms]


def test_five_hundred_terms_are_counted_and_one_more_is_refused(engine: SearchEngine) -> None:
    listed = [f"term{number}" for number in range(500)]
    random.Random(1).shuffle(listed)
    assert len(matrix(engine, SearchRequest.make(), read_terms("\n".join(listed)), "country").terms) == 500
    with pytest.raises(QueryError, match="501 terms; at most 500"):
        read_terms("\n".join([*listed, "another"]))


def test_filters_say_which_passages_are_counted(engine: SearchEngine) -> None:
    made = matrix(engine, SearchRequest.make(filters=[("edition", "2021")]), read_terms("heroin"), "country")
    assert [(row.part.value, row.counts) for row in made.rows] == [("KGZ", (2,))]


def test_a_part_without_the_term_has_a_nought_and_one_without_text_no_row(engine: SearchEngine) -> None:
    made = matrix(engine, SearchRequest.make(), read_terms("heroin"), "country")
    assert [(row.part.value, row.counts) for row in made.rows] == [("ALB", (0,)), ("KGZ", (3,))]


def test_terms_are_read_one_a_line_or_with_commas() -> None:
    assert [term.text for term in read_terms("heroin\n\n  money   laundering \r\n“gold”")] == [
        "heroin",
        "money laundering",
        "gold",
    ]
    assert [term.text for term in read_terms("heroin, cocaine; gold")] == ["heroin", "cocaine", "gold"]


def test_a_term_that_is_listed_twice_is_counted_once() -> None:
    assert [term.text for term in read_terms("Heroin\nheroin\nHÉROIN\nheroin*")] == ["Heroin", "heroin*"]


@pytest.mark.parametrize(
    ("listed", "message"),
    (
        ("", "no term"),
        ("heroin\n—", "no word"),
        ("heroin\n*", "no word"),
        ("he*oin", "star"),
        ("x" * 101, "100 characters"),
    ),
)
def test_what_cannot_be_counted_is_refused_by_name(listed: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        read_terms(listed)
