"""The Whoosh schema: one field for each of `explorer.search.indexed`, with our own words.

Our tokenizer is used in every text field, so that no version of Whoosh cuts words otherwise.
"""

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Token, Tokenizer
from whoosh.fields import ID, KEYWORD, TEXT, FieldType, Schema

from explorer.search.indexed import FIELDS, IndexedField, terms_of


class PassageTokenizer(Tokenizer):
    """The terms of explorer.search.indexed as Whoosh takes them."""

    def __init__(self, is_stemmed: bool) -> None:
        self.is_stemmed = is_stemmed

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PassageTokenizer) and other.is_stemmed == self.is_stemmed

    def __hash__(self) -> int:
        return hash((PassageTokenizer, self.is_stemmed))

    def __call__(self, value: str, **_: Any) -> Iterator[Token]:
        """Yield one object for all tokens, as Whoosh's own tokenizers do; each has a position."""
        token = Token(positions=True, boost=1.0, stopped=False, removestops=True, mode="index")
        for token.pos, term in terms_of(value, self.is_stemmed):
            token.text = token.original = term
            yield token


def make_schema() -> Schema:
    """Return the schema: one document a passage, of which only the id is stored."""
    fields = {name: _field_type(field) for name, field in FIELDS.items()}
    return Schema(**fields, id=ID(stored=True))


def _field_type(field: IndexedField) -> FieldType:
    match field.terms:
        case "stems" | "words":
            return TEXT(analyzer=PassageTokenizer(field.terms == "stems"), phrase=field.has_places)
        case "names":
            return KEYWORD()
        case "name":
            return ID()
