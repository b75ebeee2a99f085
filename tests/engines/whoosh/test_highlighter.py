"""Highlighting by term numbers equals highlighting of the text."""

import pytest

from explorer.engines.whoosh.highlighter import IndexedHighlighter
from explorer.engines.whoosh.term_dictionary import TermDictionary
from explorer.linking.linker import linker
from explorer.search.highlighting import QueryMarker
from explorer.search.query.expansion import expand_query
from explorer.search.query.parser import parse_query
from explorer.search.query.synonyms import synonyms
from explorer.text.analysis import words
from tests.engines.whoosh.indexes import index_of
from tests.factories import make_chapter, make_profile

PROFILE = make_profile(
    "kgz-2021",
    {
        "drugs": [
            "Drug-trafficking of gold. Gold! The trafficking of drugs.",
            "Golden co-operation, not gold dust.",
            "Zinc.",
        ]
    },
)
CHAPTER = make_chapter()
TEXTS = [passage.text for text in (CHAPTER, PROFILE) for passage in text.passages()]


@pytest.fixture(scope="module")
def lexicon_and_highlighter(tmp_path_factory: pytest.TempPathFactory) -> tuple[TermDictionary, IndexedHighlighter]:
    arrays = index_of(tmp_path_factory.mktemp("index"), [CHAPTER], [PROFILE])
    exact = arrays.fields["exact"].postings
    lexicon = TermDictionary(exact.terms, [1] * len(exact.terms), arrays.fields["body"].postings.numbers)
    return lexicon, IndexedHighlighter(arrays, lexicon)


@pytest.mark.parametrize(
    "query",
    [
        "dust",
        '="golden"',
        "gol*",
        '"drug trafficking"',
        '"trafficking drugs"~3',
        '="gold dust"',
        "cooperation",
        "gld~1",
        "co-operation",
        "zebra",
        "gold drug",
        "bullion",
        "zinx golden",
        "drugs OR zinx",
    ],
)
def test_marks_are_those_of_the_text(
    lexicon_and_highlighter: tuple[TermDictionary, IndexedHighlighter], query: str
) -> None:
    lexicon, highlighter = lexicon_and_highlighter
    marker = QueryMarker(expand_query(parse_query(query), lexicon, linker(), synonyms()))
    numbers = list(range(len(TEXTS)))
    assert highlighter.marks(numbers, marker) == [marker.marks(text) for text in TEXTS]


def test_words_are_counted_as_in_the_text(
    lexicon_and_highlighter: tuple[TermDictionary, IndexedHighlighter],
) -> None:
    _, highlighter = lexicon_and_highlighter
    assert highlighter.word_counts(range(len(TEXTS))) == [len(words(text)) for text in TEXTS]
