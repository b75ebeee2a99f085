"""Paragraphs that break off within a sentence, as where each line of the text was taken for a paragraph."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from explorer.core.errors import SourceError
from explorer.ingest.boilerplate import ends_sentence_or_note
from explorer.ingest.source_warnings import SourceWarning
from explorer.text.excerpts import last_words

_FEWEST_BROKEN = 5  # paragraphs that end within a sentence before a page is refused
_FEWEST_TORN = 3  # that also go on in the next
_LEAST = 25  # characters of a line; shorter ones are the items of a list
_MOST_SHOWN = 60  # characters of the first of them


def check_paragraphs(sections: Iterable[Sequence[str]], may_have_lists: bool = False) -> tuple[SourceWarning, ...]:
    """Check that the texts of sections are paragraphs, and not parts of them; return a warning where a few are.

    Items of lists may end without a sentence. Raises SourceError where many texts are parts.
    """
    texts = [list(section) for section in sections]
    count = sum(map(len, texts))
    broken = [text for section in texts for text in section if not ends_sentence_or_note(text)]
    torn = [before for section in texts for before, text in pairwise(section) if _is_torn(before, text)]
    if not may_have_lists and len(broken) >= _FEWEST_BROKEN and len(broken) > count / 2:
        raise SourceError(_message(broken, count))
    if len(torn) >= _FEWEST_TORN and len(torn) > count / (2 if may_have_lists else 4):
        raise SourceError(_message(torn, count))
    return (SourceWarning("paragraphs-broken", _message(torn, count)),) if torn else ()


def _is_torn(before: str, text: str) -> bool:
    """Tell whether a paragraph goes on in the next."""
    is_open = not ends_sentence_or_note(before) and not before.endswith(";")
    return len(before) >= _LEAST and text[:1].islower() and is_open


def _message(parts: Sequence[str], count: int) -> str:
    shown, ends = last_words(parts[0], _MOST_SHOWN), "ends" if len(parts) == 1 else "end"
    which = "" if len(parts) == 1 else ", the first"
    return (
        f"{len(parts)} of the {count} paragraphs {ends} within a sentence{which} at “{shown}”, as where a program has "
        "broken the lines: save the page again as HTML, or as text with a blank line between paragraphs."
    )
