"""Terms are tried on passages before they are in the vocabulary."""

from pathlib import Path

import pytest

from explorer.linking.patterns import PatternError
from explorer.linking.term_trial import TermTrial, TrialHit, WrittenPattern
from explorer.linking.vocabulary import Vocabulary, read_vocabulary
from explorer.model.profiles import Passage
from tests.linking.vocabularies import entry_table, write_vocabulary


@pytest.fixture
def vocabulary(tmp_path: Path) -> Vocabulary:
    return read_vocabulary(write_vocabulary(tmp_path, entry_table('["=heroin"]')))


def find(vocabulary: Vocabulary, text: str, terms: str, near: str = "", unless: str = "") -> TrialHit | None:
    pattern = WrittenPattern(terms, [near] if near else [], unless=[unless] if unless else []).parse(vocabulary.classes)
    return TermTrial(vocabulary, pattern).find(Passage("kgz-2021", "drugs", 1, text))


def evidence(hit: TrialHit | None) -> list[str]:
    return [words.text for sentence in hit.sentences for words in sentence.evidence] if hit else []


def test_each_sentence_that_matches_is_told_with_its_words(vocabulary: Vocabulary) -> None:
    text = "Needles are shared. Nothing here. A needle and a smuggled syringe."
    hit = find(vocabulary, text, "needle, smuggl*")
    assert hit and hit.code == "KGZ" and hit.is_linked is None
    assert [(sentence.text, text[sentence.start :][:5]) for sentence in hit.sentences] == [
        ("Needles are shared", "Needl"),
        ("A needle and a smuggled syringe", "A nee"),
    ]
    assert evidence(hit) == ["Needles", "needle", "smuggled"]
    for sentence in hit.sentences:
        assert all(text[words.start : words.end] == words.text for words in sentence.evidence)


def test_near_and_unless_hold_for_the_sentence(vocabulary: Vocabulary) -> None:
    text = "Police sold needles."
    assert evidence(find(vocabulary, text, "needle", near="@police, soldier")) == ["Police", "needles"]
    assert find(vocabulary, text, "needle", near="soldier") is None
    assert find(vocabulary, text, "needle", unless="@police") is None
    assert find(vocabulary, text, "@country") is None
    assert evidence(find(vocabulary, "Uzbek needles.", "@country")) == ["Uzbek"]
    assert find(vocabulary, "Kyrgyz needles.", "@country") is None  # at home


def test_ignored_phrases_match_nothing(vocabulary: Vocabulary) -> None:
    assert find(vocabulary, "Heroin chic was a fashion.", "heroin") is None


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ("opium+", r"'opium\+' in 'opium\+' is not a word"),
        ("heroin, , opium", "a term is empty"),
        ("", "a term is empty"),
        ("@polic", "there is no class 'polic'. Did you mean police"),
        ("the @police", "'@police' in 'the @police' must be a term of its own"),
        ("o*", r"'o\*' in 'o\*' is not a word"),
    ],
)
def test_what_is_not_in_the_language_is_refused(vocabulary: Vocabulary, terms: str, message: str) -> None:
    with pytest.raises(PatternError, match=message):
        WrittenPattern(terms).parse(vocabulary.classes)
    if terms:
        with pytest.raises(PatternError, match=message):
            WrittenPattern("heroin", ["kg", terms]).parse(vocabulary.classes)
