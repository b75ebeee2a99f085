"""The fields of the Whoosh index, and its words: our own, so that no version of Whoosh cuts them otherwise."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from whoosh.analysis import Token, Tokenizer
from whoosh.fields import ID, KEYWORD, TEXT, Schema

from explorer.search.query.parser import FARTHEST
from explorer.text import analysis

FORMAT = 8  # of a generation: raised whenever an older one can no longer be read
WITH_LENGTHS = ("body", "exact")  # fields whose length counts
WITH_POSITIONS = (*WITH_LENGTHS, "noted", "noted_exact")  # fields that phrases are searched in


@lru_cache(maxsize=8)
def tokens_of(text: str) -> tuple[analysis.Token, ...]:
    """The tokens of a text, which is cut once for all that asks for them while its passage is written.

    From one line to the next it is too far for any phrase: each line is a text of its own, such as a note.
    """
    found: list[analysis.Token] = []
    for line in text.split("\n"):
        base = found[-1].position + 1 + FARTHEST if found else 0
        found += (token._replace(position=base + token.position) if base else token for token in analysis.tokens(line))
    return tuple(found)


class PassageTokenizer(Tokenizer):
    """The words of explorer.text.analysis as Whoosh takes them."""

    def __init__(self, is_stemmed: bool) -> None:
        self.is_stemmed = is_stemmed

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PassageTokenizer) and other.is_stemmed == self.is_stemmed

    def __hash__(self) -> int:
        return hash((PassageTokenizer, self.is_stemmed))

    def __call__(self, value: str, **_: Any) -> Iterator[Token]:
        """Whoosh asks for positions and offsets by name; every token carries them."""
        token = Token(positions=True, chars=True, boost=1.0, stopped=False, removestops=True, mode="index")
        for found in tokens_of(value):
            token.text = token.original = found.stem if self.is_stemmed else found.word
            token.pos = found.position
            token.startchar, token.endchar = found.start, found.end
            yield token


def make_schema() -> Schema:
    """One document a passage. Its text, and what belongs to its profile, stand in the arrays beside the index."""
    stemmed, exact = PassageTokenizer(is_stemmed=True), PassageTokenizer(is_stemmed=False)
    return Schema(
        body=TEXT(analyzer=stemmed, phrase=True),
        exact=TEXT(analyzer=exact, phrase=True),
        title=TEXT(analyzer=stemmed, phrase=False),  # of the section
        labels=TEXT(analyzer=stemmed, phrase=False),  # of the linked indicators
        noted=TEXT(analyzer=stemmed, phrase=True),  # notes, one a line
        noted_exact=TEXT(analyzer=exact, phrase=True),
        place=TEXT(analyzer=stemmed, phrase=False),  # names of the country and its people
        linked=KEYWORD(),  # "heroin-trade", and "heroin-trade/2" where the passage is about it
        profile=ID(),  # its id; empty in a chapter, as is what else belongs to a country
        chapter=ID(),  # its id; empty in a profile
        kind=ID(),  # of KINDS
        country=ID(),
        region=ID(),
        continent=ID(),
        edition=ID(),
        section=ID(),
        id=ID(stored=True),  # of the passage
    )


FIELDS = tuple(name for name in make_schema().names() if name != "id")
