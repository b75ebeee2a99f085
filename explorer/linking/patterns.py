"""The small language of the vocabulary's terms. `docs/linking.md` explains it.

`shell company`         words in this order, each with its endings
`shell|front company`   either word first    `smuggl*`  any ending    `=arms`  this form only    `#`  a number
`@police`               any term of the class police
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"=?[^\W_]+(?:['’][^\W_]+)*|[^\W_]{2,}\*|#")


class PatternError(ValueError):
    """A term that is not in the language; the message has the reason."""


@dataclass(frozen=True, slots=True)
class PatternTerm:
    """Adjacent words, each one of several."""

    words: tuple[str, ...]  # each as written, "shell|front"

    def __str__(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class ClassName:
    """Any term of a class."""

    name: str

    def __str__(self) -> str:
        return f"@{self.name}"


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Terms and classes, any one of which is enough."""

    options: tuple[PatternTerm | ClassName, ...]


NONE = Alternatives(())


@dataclass(frozen=True, slots=True)
class Pattern:
    """The terms that a sentence must contain, and those that it must not."""

    terms: Alternatives
    near: Alternatives = NONE  # if not empty, one of these too, in other words of the sentence
    also: Alternatives = NONE  # if not empty, one of these anywhere in the sentence
    unless: Alternatives = NONE  # none of these in the sentence
    within: int | None = None  # words that may lie between a term and one near it; any number if None

    @property
    def is_plain(self) -> bool:
        """Tell whether its terms are enough."""
        return not (self.near.options or self.also.options or self.unless.options)

    def class_names(self) -> Iterable[str]:
        """Return the names of the classes in it."""
        options = (*self.terms.options, *self.near.options, *self.also.options, *self.unless.options)
        return [option.name for option in options if isinstance(option, ClassName)]


def parse_term(written: str) -> PatternTerm | ClassName:
    """Parse one term, or the name of a class. Raises PatternError."""
    words = tuple(written.replace("-", " ").split())
    if not words:
        raise PatternError("a term is empty")
    if len(words) == 1 and words[0].startswith("@"):
        return ClassName(words[0][1:])
    for choice in (choice for word in words for choice in word.split("|")):
        if choice.startswith("@"):
            raise PatternError(f"{choice!r} in {written!r} must be a term of its own")
        if not _WORD.fullmatch(choice):
            raise PatternError(f"{choice!r} in {written!r} is not a word")
    return PatternTerm(words)
