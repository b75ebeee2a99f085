"""Evidence is shown in its sentences, and a wrong link is reported in one line."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.search.evidence import distinct_words, evidence_sentences, report_line

TEXT = "Heroin crosses the border. Police look away. It is sold as opium; opium is cheap.  "


def spans_of(*words: str) -> list[tuple[int, int]]:
    """Return where words are first in TEXT."""
    return [(start := TEXT.index(word), start + len(word)) for word in words]


def test_each_sentence_with_evidence_has_its_words() -> None:
    first, last = evidence_sentences(TEXT, spans_of("opium", "Heroin", "border"))
    assert TEXT[first.start : first.end] == "Heroin crosses the border."
    assert [TEXT[start:end] for start, end in first.words] == ["Heroin", "border"]
    assert TEXT[last.start : last.end] == "It is sold as opium; opium is cheap."
    assert [TEXT[start:end] for start, end in last.words] == ["opium"]


def test_sentences_that_one_piece_of_evidence_joins_are_one() -> None:
    (joined,) = evidence_sentences(TEXT, spans_of("Heroin", "border. Police", "away"))
    assert TEXT[joined.start : joined.end] == "Heroin crosses the border. Police look away."
    assert len(joined.words) == 3


def test_evidence_that_overlaps_is_one_piece() -> None:
    (sentence,) = evidence_sentences(TEXT, spans_of("Heroin crosses", "crosses the"))
    assert sentence.words == ((0, len("Heroin crosses the")),)


def test_a_text_without_evidence_has_no_such_sentence() -> None:
    assert evidence_sentences(TEXT, []) == ()


@given(st.lists(st.sampled_from(["Gold. ", "a ", "“B” ", "x; ", "5. ", "\n", "é"])).map("".join), st.data())
def test_every_piece_of_evidence_is_in_one_sentence(text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(places, places).map(lambda pair: (min(pair), max(pair)))))
    spans = [(start, end) for start, end in pairs if text[start:end].strip() == text[start:end] != ""]
    sentences = evidence_sentences(text, spans)
    for start, end in spans:
        assert sum(sentence.start <= start and end <= sentence.end for sentence in sentences) == 1
    for before, after in pairwise(sentences):
        assert before.end <= after.start


@pytest.mark.parametrize("words", [["Heroin", "opium"], ["opium", "Heroin"]])
def test_words_are_named_once_as_the_text_has_them_first(words: list[str]) -> None:
    text = "Heroin and opium. HEROIN and Opium."
    spans = [(text.index(word), text.index(word) + len(word)) for word in (*words, "HEROIN", "Opium")]
    assert distinct_words(text, spans) == tuple(words)


def test_a_wrong_link_is_reported_in_one_line() -> None:
    assert (
        report_line("kgz-2021/drugs/1", "heroin-trade", ["Heroin", "opium\n poppies"])
        == "kgz-2021/drugs/1 heroin-trade “Heroin”, “opium poppies”"
    )
