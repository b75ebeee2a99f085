"""The grades of a link, in words: a passage is about an indicator, or mentions it."""

from typing import Literal

Relation = Literal["about", "mentions"]
ABOUT = 2  # the passage is about the indicator
MENTIONS = 1  # a sentence or clause of it is evidence for the indicator
LEAST_EMPHASIS = 4  # how often the index has a link with one place of evidence: a whole, in quarters
MOST_DOUBLINGS = 3  # of the places of evidence, each of which adds a quarter


def relation_of(grade: int) -> Relation:
    """Return the word for a grade."""
    return "about" if grade == ABOUT else "mentions"


def link_term(indicator: str, grade: int) -> str:
    """Return the term of the index by which a passage is found through a link of this grade: "heroin-trade/2"."""
    return f"{indicator}/{grade}"
