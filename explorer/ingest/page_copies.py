"""Several copies of one page in one import: the fullest is taken, whatever their order.

Fuller is, in this order: the publisher's text before a digest; more passages; more characters in them; more facts; more
ranks; more scores and changes; more notes; an address of the publisher. Of two that are alike in all of this and
differ in words, the one whose text sorts last is taken, so that the order of the files decides nothing.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from explorer.model.chapters import Text
from explorer.model.profiles import Profile, Source


@dataclass(frozen=True, slots=True)
class TakenCopy:
    """A profile or chapter that an import has stored, and where from."""

    text: Text
    path: str
    snapshot: Path | None = None  # where it was not there before


def are_alike(text: Text, other: Text) -> bool:
    """Tell whether two copies say the same, wherever they are from."""
    return replace(text, source=Source()) == replace(other, source=Source())


def is_fuller(text: Text, other: Text) -> bool:
    """Tell whether a text is fuller than another copy of it."""
    return _fullness(text) > _fullness(other)


def _fullness(text: Text) -> tuple[int | bool | str, ...]:
    passages = list(text.passages())
    figures: tuple[int, ...] = (0, 0, 0)
    if isinstance(text, Profile):
        figures = (len(text.facts), sum(map(len, text.ranks.values())), len(text.scores) + len(text.changes))
    return (
        text.text_kind == "full",
        len(passages),
        sum(len(passage.text) for passage in passages),
        *figures,
        sum(len(section.notes) for section in text.sections) + sum(len(passage.notes) for passage in passages),
        bool(text.source.url),
        "\n".join(passage.text for passage in passages),
        text.source.url,
    )
