"""The little language in which an editor says which words speak of an indicator. `docs/linking.md` explains it.

`shell company, front firm`   either of these, words in this order, each with its endings
`shell|front company`         either word first       `smuggl*`  any ending     `=arms`  this form only     `#`  a number
`@police`                     any term of the class police
`border .. porous`            porous at most five words behind      `border ~ porous`  before or behind
`@police + @bribe`            both in one sentence    `rifle & smuggl*`  the second anywhere in the passage
`border ! garden`             not in a sentence with garden         `resin !! dam`     not in a passage with dam
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from explorer.linking.words import fold_word, inflections

NEAR = 5  # words that may stand between two that are joined by ".." or "~"
_ONE = re.compile(r"=?[^\W_]+(?:['’][^\W_]+)*|[^\W_]{2,}\*|#")


class PatternError(ValueError):
    """A pattern is not written in the language; the message says why."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words in a row, each one of several."""

    words: tuple[str, ...]  # each as written, "shell|front"


@dataclass(frozen=True, slots=True)
class ClassName:
    """Any term of a class."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Terms and classes, any one of which will do."""

    options: tuple[Term | ClassName, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Choices that stand near each other."""

    choices: tuple[Choice, ...]
    joins: tuple[str, ...]  # between them: ".." or "~"


@dataclass(frozen=True, slots=True)
class Pattern:
    """What must, and what must not, stand in a text."""

    written: str
    together: tuple[Part, ...]  # all in one sentence
    elsewhere: tuple[Part, ...] = ()  # anywhere in the passage
    not_together: tuple[Part, ...] = ()
    not_elsewhere: tuple[Part, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it is nothing but words in a row, or a choice of such."""
        first = self.together[0].choices
        return not self.elsewhere and len(self.together) == len(first) == 1


def parse_choice(written: str) -> Choice:
    """Terms and classes with commas between. Raises PatternError."""
    options: list[Term | ClassName] = []
    for row in written.replace("-", " ").split(","):
        words = tuple(row.split())
        if not words:
            raise PatternError(f"{written!r} is not complete")
        if len(words) == 1 and words[0].startswith("@"):
            options.append(ClassName(words[0][1:]))
            continue
        for one in (one for word in words for one in word.split("|")):
            if one.startswith("@"):
                raise PatternError(f"{one!r} in {written!r} must stand alone: put .. or ~ or + between")
            if not _ONE.fullmatch(one):
                raise PatternError(f"{one!r} in {written!r} is not a word")
        options.append(Term(words))
    return Choice(tuple(options))


def _parse_part(written: str) -> Part:
    pieces = re.split(r"(?:^|\s)(\.\.|~)(?:\s|$)", written)
    return Part(tuple(parse_choice(piece) for piece in pieces[::2]), tuple(pieces[1::2]))


def parse_pattern(written: str) -> Pattern:
    """Read one pattern. Raises PatternError."""
    kinds: dict[str, list[Part]] = {"+": [], "&": [], "!": [], "!!": []}
    pieces = re.split(r"(?:^|\s)(\+|&|!!?)(?:\s|$)", written)
    kinds["+"].append(_parse_part(pieces[0]))
    for operator, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        kinds[operator].append(_parse_part(piece))
    return Pattern(written, *(tuple(kinds[operator]) for operator in ("+", "&", "!", "!!")))


class Lexicon:
    """Every word that a vocabulary knows, numbered, so that a text's word is looked up once."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._forms: dict[str, set[int]] = {}
        self._prefixes: dict[str, set[int]] = {}
        self._figures: set[int] = set()
        self._known: dict[str, frozenset[int]] = {}

    def number(self, word: str) -> int:
        """The number of a word as written in a term, "shell|front", "smuggl*" or "=arms"."""
        if word not in self._numbers:
            number = self._numbers[word] = len(self._numbers)
            for one in word.split("|"):
                self._add(one, number)
            self._known.clear()
        return self._numbers[word]

    def _add(self, one: str, number: int) -> None:
        if one == "#":
            self._figures.add(number)
        elif one.endswith("*"):
            prefix = fold_word(one[:-1])
            self._prefixes.setdefault(prefix, set()).add(number)
            if prefix.endswith("is"):  # "legalis*" means "legalize" as well
                self._prefixes.setdefault(prefix[:-1] + "z", set()).add(number)
        elif one.startswith("="):
            self._forms.setdefault(fold_word(one[1:]), set()).add(number)
        else:
            for form in inflections(fold_word(one)):
                self._forms.setdefault(fold_word(form), set()).add(number)

    def numbers(self, form: str) -> frozenset[int]:
        """The words that a folded form of a text is one of."""
        if form not in self._known:
            found = set(self._forms.get(form, ()))
            for length in range(2, len(form) + 1):
                found |= self._prefixes.get(form[:length], set())
            if form[0].isdigit():
                found |= self._figures
            self._known[form] = frozenset(found)
        return self._known[form]


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one sentence, by their places in it."""

    start: int
    end: int  # behind the last


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """A part whose choices are numbered."""

    groups: tuple[int, ...]
    joins: tuple[str, ...]


def find_part(part: CompiledPart, spans: Mapping[int, list[Span]]) -> list[Span]:
    """Where the elements of a part stand near each other, in one sentence."""
    found = spans.get(part.groups[0], [])
    for group, join in zip(part.groups[1:], part.joins, strict=True):
        if not found:
            return found
        found = [
            Span(min(left.start, right.start), max(left.end, right.end))
            for left in found
            for right in spans.get(group, ())
            if _joined(left, right, join)
        ]
    return found


def _joined(left: Span, right: Span, join: str) -> bool:
    return 0 <= right.start - left.end <= NEAR or (join == "~" and 0 <= left.start - right.end <= NEAR)
