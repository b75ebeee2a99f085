"""A source is marked where a quotation differs from it, and its own markup stays text."""

from explorer.quotations.quotation_match import QuotationMatch
from explorer.text.diff import Difference
from explorer.web.cite.quotation_marks import marked


def test_words_that_differ_are_marked() -> None:
    changed = (Difference("same", "<b>", "<b>"), Difference("changed", "two", "three"))
    match = QuotationMatch("mlt-2021/drugs/1", "near", 0.8, "<b> three", 0, 9, "full", changed)
    assert marked(match) == "&lt;b&gt; <del>three</del> <ins>two</ins>"
    exact = QuotationMatch("mlt-2021/drugs/1", "exact", 1.0, "a <b> c", 2, 5, "full", ())
    assert marked(exact) == "<mark>&lt;b&gt;</mark>"
