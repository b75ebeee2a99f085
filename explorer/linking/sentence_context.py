"""The context of evidence: words and pairs of words of a sentence that no entry of the vocabulary needs to list.

"Arrested", "for a fee" and "across the river" are of no indicator, but they tell a sentence on the police from one on a
route. Their weights are learned from labelled sentences, and `index/links/context.csv` has them for everyone to read.
"""

from collections.abc import Iterator
from typing import NamedTuple

from explorer.linking.matching import Sentence
from explorer.text.stems import stem
from explorer.text.stop_words import STOP_WORDS

COUNTRY, NUMBER = "@country", "#"  # stand for every other country and people, and for every number


class ContextTerm(NamedTuple):
    """A word of a sentence or two adjacent ones, by their stems, with their place."""

    stems: str  # "arrest", "for fee"; COUNTRY and NUMBER stand for names and numbers
    start: int  # number of the first word in the sentence
    end: int  # after the last


def context_terms(sentence: Sentence, countries: int) -> Iterator[ContextTerm]:
    """Yield the words and pairs of a sentence that are context; `countries` is the choice of countries' names.

    Stop words are context only beside another word. No pair runs across punctuation.
    """
    before: ContextTerm | None = None
    for term in _words(sentence, countries):
        is_stop = term.stems in STOP_WORDS
        if not is_stop:
            yield term
        is_adjacent = before is not None and not sentence.words[term.start].breaks
        if before is not None and is_adjacent and not (is_stop and before.stems in STOP_WORDS):
            yield ContextTerm(f"{before.stems} {term.stems}", before.start, term.end)
        before = term


def _words(sentence: Sentence, countries: int) -> Iterator[ContextTerm]:
    """Yield the words of a sentence by their stems, a country's name as one."""
    name_ends = {span.start: span.end for span in sentence.spans(countries)}
    place = 0
    while place < len(sentence.words):
        end = name_ends.get(place, place + 1)
        form = sentence.words[place].form
        if place in name_ends:
            stems = COUNTRY
        elif form[0].isdigit():
            stems = NUMBER
        else:
            stems = form if form in STOP_WORDS else stem(form)
        yield ContextTerm(stems, place, end)
        place = end
