"""A sentence with its marks."""

from explorer.quotations.article_sentences import read_sentences
from explorer.quotations.claim_words import claim_vocabulary
from explorer.quotations.field_marks import marks_in
from explorer.quotations.marked_sentence import MarkedSentence


def test_years_of_a_date_are_no_editions_and_names_are_masked() -> None:
    text = "On 3 May 2021 Kenya had 7.02 in the 2023 Index."
    (sentence,) = read_sentences(text)
    marked = MarkedSentence(sentence, claim_vocabulary().languages["en"], marks_in(text))
    assert [year.year for year in marked.years] == [2023]
    assert len(marked.masked) == len(text) and "Kenya" not in marked.masked
