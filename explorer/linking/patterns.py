"""The small language of patterns, in which an editor writes the words of an indicator. `docs/linking.md` explains it.

`shell company, front firm`   either of these, words in this order, each with its endings
`shell|front company`         either word first    `smuggl*`  any ending    `=arms`  this form only    `#`  a number
`@police`                     any term of the class police
`border .. porous`            porous at most five words after      `border ~ porous`  before or after
`@police + @bribe`            both in one sentence    `rifle & smuggl*`  the second anywhere in the passage
`border ! garden`             not in a sentence with garden         `resin !! dam`     not in a passage with dam
"""

import re
from dataclasses import dataclass

_WORD = re.compile(r"=?[^\W_]+(?:['’][^\W_]+)*|[^\W_]{2,}\*|#")


class PatternError(ValueError):
    """A pattern that is not in the language; the message has the reason."""


@dataclass(frozen=True, slots=True)
class PatternTerm:
    """Adjacent words, each one of several."""

    words: tuple[str, ...]  # each as written, "shell|front"


@dataclass(frozen=True, slots=True)
class ClassName:
    """Any term of a class."""

    name: str


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Terms and classes, any one of which is enough."""

    options: tuple[PatternTerm | ClassName, ...]


@dataclass(frozen=True, slots=True)
class PatternPart:
    """Choices that are near each other."""

    choices: tuple[Alternatives, ...]
    joins: tuple[str, ...]  # between them: ".." or "~"


@dataclass(frozen=True, slots=True)
class Pattern:
    """The words that a text must contain, and those that it must not."""

    written: str
    together: tuple[PatternPart, ...]  # all in one sentence
    elsewhere: tuple[PatternPart, ...] = ()  # anywhere in the passage
    not_together: tuple[PatternPart, ...] = ()
    not_elsewhere: tuple[PatternPart, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Tell whether it is one choice of adjacent words, and nothing else."""
        first = self.together[0].choices
        return not self.elsewhere and len(self.together) == len(first) == 1


def parse_alternatives(written: str) -> Alternatives:
    """Parse terms and classes with commas between. Raises PatternError."""
    options: list[PatternTerm | ClassName] = []
    for option in written.replace("-", " ").split(","):
        words = tuple(option.split())
        if not words:
            raise PatternError(f"{written!r} is not complete")
        if len(words) == 1 and words[0].startswith("@"):
            options.append(ClassName(words[0][1:]))
            continue
        for choice in (choice for word in words for choice in word.split("|")):
            if choice.startswith("@"):
                raise PatternError(f"{choice!r} in {written!r} must be alone: put .. or ~ or + between")
            if not _WORD.fullmatch(choice):
                raise PatternError(f"{choice!r} in {written!r} is not a word")
        options.append(PatternTerm(words))
    return Alternatives(tuple(options))


def _parse_part(written: str) -> PatternPart:
    pieces = re.split(r"(?:^|\s)(\.\.|~)(?:\s|$)", written)
    return PatternPart(tuple(parse_alternatives(piece) for piece in pieces[::2]), tuple(pieces[1::2]))


def parse_pattern(written: str) -> Pattern:
    """Parse one pattern. Raises PatternError."""
    parts: dict[str, list[PatternPart]] = {"+": [], "&": [], "!": [], "!!": []}
    pieces = re.split(r"(?:^|\s)(\+|&|!!?)(?:\s|$)", written)
    parts["+"].append(_parse_part(pieces[0]))
    for operator, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        parts[operator].append(_parse_part(piece))
    return Pattern(" ".join(written.split()), *(tuple(parts[operator]) for operator in ("+", "&", "!", "!!")))
