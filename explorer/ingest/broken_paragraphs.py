"""Paragraphs that break off within a sentence, as where each line of the text was taken for a paragraph."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from explorer.core.errors import SourceError
from explorer.ingest.boilerplate import ends_sentence

_FIGURES = "0123456789⁰¹²³⁴⁵⁶⁷⁸⁹"  # of the marks of notes, after the end of a sentence
_FEWEST_BROKEN = 5  # paragraphs that end within a sentence before a page is refused
_FEWEST_TORN = 3  # that also go on in the next
_LEAST = 25  # characters of a line; shorter ones are the items of a list
_GOES_ON = re.compile(r"[^.!?…:;”\"]$")
_ADVICE = "save the page again as HTML, or as text in which each paragraph is one line."


def check_paragraphs(sections: Iterable[Sequence[str]], may_have_lists: bool = False) -> str:
    """Check that the texts of sections are paragraphs, and not parts of them; return a warning where a few are.

    Items of lists may end without a sentence. Raises SourceError where many texts are parts.
    """
    texts = [[text.rstrip(_FIGURES) for text in section] for section in sections]
    count = sum(map(len, texts))
    broken = sum(not ends_sentence(text) for section in texts for text in section)
    torn = sum(_is_torn(before, text) for section in texts for before, text in pairwise(section))
    is_broken = not may_have_lists and broken >= _FEWEST_BROKEN and broken > count / 2
    if is_broken or (torn >= _FEWEST_TORN and torn > count / (2 if may_have_lists else 4)):
        raise SourceError(
            f"{max(broken, torn)} of the {count} paragraphs end within a sentence, as where a program has broken the "
            f"lines: {_ADVICE}"
        )
    if not torn:
        return ""
    are = "paragraph ends" if torn == 1 else "paragraphs end"
    return f"{torn} {are} within a sentence that the next goes on with, so that lines may be broken: {_ADVICE}"


def _is_torn(before: str, text: str) -> bool:
    """Tell whether a paragraph goes on in the next."""
    return len(before) >= _LEAST and text[:1].islower() and _GOES_ON.search(before) is not None
