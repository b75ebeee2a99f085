import pytest

from explorer.search.answering import SearchEngine
from explorer.search.request import SearchRequest
from explorer.search.result_set import MatchingPassage, Occurrences, ResultSet
from explorer.search.views.concordance import CONTEXT, ORDERS, ConcordanceLine, concordance
from explorer.text.analysis import words
from tests.factories import FOUND

LONG = (
    "Smugglers of many kinds meet " * 12 + "heroin dealers in the hills, " + "and nobody is there to watch them " * 12
)


def passage(text: str, number: int = 1) -> MatchingPassage:
    return MatchingPassage(
        f"kgz-2021/drugs/{number}", 1.0, "words", "KGZ", 2021, "drugs", number, "digest", text, (), {}
    )


def lines(engine: SearchEngine, query: str, order: str = "passage") -> tuple[ConcordanceLine, ...]:
    return concordance(engine.occurrences(SearchRequest.make(query)), order)


def marked(engine: SearchEngine, query: str, *texts: str) -> Occurrences:
    """Make passages of these texts, with the spans of a query's words."""
    passages = tuple(passage(text, number) for number, text in enumerate(texts, 1))
    findings = ResultSet(SearchRequest.make(query), "", FOUND, passages, "", SearchRequest.make(query))
    marker = engine.marker(query, is_exact=True)
    counts = tuple(len(words(text)) for text in texts)
    return Occurrences(
        findings, tuple([(mark.start, mark.end) for mark in marker.marks(text)] for text in texts), counts
    )


def test_every_occurrence_has_a_line_of_its_own(engine: SearchEngine) -> None:
    heroin_lines = lines(engine, "heroin", "passage")
    assert sorted((line.passage.id, line.start, line.word) for line in heroin_lines) == [
        ("kgz-2021/drugs/1", 0, "Heroin"),
        ("kgz-2021/drugs/1", 83, "heroin"),
        ("kgz-2023/drugs/1", 32, "heroin"),
    ]


def test_a_line_is_cut_from_its_passage(engine: SearchEngine) -> None:
    for line in lines(engine, "drugs OR border OR heroin"):
        text = line.passage.text
        assert text[line.start : line.end] == line.word
        assert text[: line.start].rstrip().endswith(line.left.removeprefix("… "))
        assert text[line.end :].lstrip().startswith(line.right.removesuffix(" …"))


def test_context_is_cut_between_words(engine: SearchEngine) -> None:
    (line,) = concordance(marked(engine, "heroin", LONG.strip()))
    assert line.left.startswith("… ") and line.right.endswith(" …")
    assert len(line.left) <= CONTEXT + 2 and len(line.right) <= CONTEXT + 2
    for side in (line.left, line.right):
        assert set(side.replace("…", "").split()) <= set(LONG.split())


def test_lines_are_put_in_order_by_the_nearest_words(engine: SearchEngine) -> None:
    texts = ("A heroin zone", "B heroin cook", "A heroin market", "The heroin cook")
    occurrences = marked(engine, "heroin", *texts)
    assert [line.right for line in concordance(occurrences, "right")] == ["cook", "cook", "market", "zone"]
    assert [line.left for line in concordance(occurrences, "left")] == ["A", "A", "B", "The"]
    assert [line.passage.paragraph for line in concordance(occurrences, "passage")] == [1, 2, 3, 4]


@pytest.mark.parametrize("order", ORDERS)
def test_a_page_is_cut_from_all_lines(engine: SearchEngine, order: str) -> None:
    occurrences = engine.occurrences(SearchRequest.make("drugs OR border OR heroin"))
    whole = concordance(occurrences, order)
    assert len(whole) == occurrences.total > 4
    assert [
        line for first in range(0, occurrences.total, 2) for line in concordance(occurrences, order, first, 2)
    ] == list(whole)
    assert concordance(occurrences, order, occurrences.total, 2) == ()


def test_occurrences_have_the_offsets_of_each_text(engine: SearchEngine) -> None:
    for query in ("heroin", "drug*", '"foreign actors"', "co-operation", '"drug border"~20', "herion", "", "-heroin"):
        occurrences = engine.occurrences(SearchRequest.make(query))
        assert occurrences.result_set == engine.passages(SearchRequest.make(query))
        assert occurrences.words == tuple(len(words(passage.text)) for passage in occurrences.result_set.passages)
        assert len(occurrences.spans) == occurrences.result_set.total
        assert occurrences.passages == sum(map(bool, occurrences.spans))


def test_words_to_the_left_are_compared_from_the_occurrence_outwards(engine: SearchEngine) -> None:
    occurrences = marked(engine, "heroin", "Zebra cheap heroin", "Antelope dear heroin", "Ant cheap heroin")
    assert [line.left for line in concordance(occurrences, "left")] == ["Ant cheap", "Zebra cheap", "Antelope dear"]


def test_lines_are_put_in_order_by_their_form(engine: SearchEngine) -> None:
    occurrences = marked(engine, "border*", "Borders and a border; the bordering land")
    assert [line.word for line in concordance(occurrences, "word")] == ["border", "bordering", "Borders"]


def test_a_phrase_is_one_occurrence(engine: SearchEngine) -> None:
    occurrences = marked(engine, '"border guards"', "Border guards, and guards of the border")
    assert [line.word for line in concordance(occurrences)] == ["Border guards"]
