"""What each number of a sentence is."""

from explorer.quotations.article_sentences import read_sentences
from explorer.quotations.claim_words import claim_vocabulary
from explorer.quotations.field_marks import marks_in
from explorer.quotations.marked_sentence import MarkedSentence
from explorer.quotations.number_roles import number_roles


def roles_in(text: str) -> list[str]:
    (sentence,) = read_sentences(text)
    return list(number_roles(MarkedSentence(sentence, claim_vocabulary().languages["en"], marks_in(text))))


def test_numbers_are_told_apart_by_the_words_around_them() -> None:
    assert roles_in("Kenya scored 7.02 and ranked 16th of 193 countries.") == ["score", "rank", "total"]
    assert roles_in("Kenya seized 8.1 tonnes of cocaine.") == ["other"]
    assert roles_in("Its resilience rose by 0.5 points.") == ["amount"]
