"""What a program sends to the JSON interface: parameters that are checked by name, and a text as the body."""

import json
from collections.abc import Collection
from typing import TypeVar

import msgspec
from flask import request

from explorer.core.content_file import offer
from explorer.core.errors import QueryError
from explorer.serializers.quote_records import SentArticleRecord, SentTextRecord

LARGEST_PAGE = 1_000  # entries of one page of a list
DEFAULT_PAGE = 100
LARGEST_OFFSET = 1_000_000
Sent = TypeVar("Sent", SentTextRecord, SentArticleRecord)
_TEXT, _JSON = "text/plain", "application/json"
_HALF = "its text is not valid, as it has half of a character (a lone surrogate, such as \\ud800)"


def check_parameters(names: Collection[str]) -> None:
    """Refuse a parameter of the address that is none of these; one without a value counts as absent."""
    sent = {name for name, value in request.args.items(multi=True) if value.strip()}
    if unknown := sorted(sent - set(names)):
        if not names:
            raise QueryError(f"There is no parameter {unknown[0]!r}: this address has none.")
        raise QueryError(f"There is no parameter {unknown[0]!r}.{offer(unknown[0], names)}")


def read_page() -> tuple[int, int]:
    """Return `limit` and `offset` of a page of a list; beyond its end a page is empty. Raises QueryError."""
    return _whole_number("limit", DEFAULT_PAGE, 1, LARGEST_PAGE), _whole_number("offset", 0, 0, LARGEST_OFFSET)


def _whole_number(name: str, default: int, lowest: int, highest: int) -> int:
    value = request.args.get(name, "").strip() or str(default)
    if not value.isascii() or not value.isdigit() or len(value) > 9 or not lowest <= int(value) <= highest:
        raise QueryError(f"{name} must be a whole number from {lowest} to {highest}, not {value!r}.")
    return int(value)


def read_text(noun: str) -> str:
    """Return the text that is sent: the body itself, or `text` of a JSON object. Raises QueryError.

    A body of more than LARGEST_BODY is refused with 413 as it is read.
    """
    return read_sent(noun, SentTextRecord).text


def read_sent(noun: str, record: type[Sent]) -> Sent:
    """Return what is sent as a record: a JSON object, or its `text` alone as the body. Raises QueryError."""
    if request.mimetype not in (_TEXT, _JSON):
        sent = repr(request.mimetype) if request.mimetype else "nothing that says its type"
        raise QueryError(
            f'Send the {noun} with the Content-Type {_TEXT}, or as JSON, {{"text": …}}, with {_JSON}; this is {sent}.'
        )
    data = request.get_data()
    if request.mimetype == _JSON:
        try:
            read = msgspec.json.decode(data, type=record)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            why = _HALF if _has_half_character(data) else str(error)
            raise QueryError(f'JSON of the form {{"text": …}} is understood, and this is not: {why}.') from error
    else:
        try:
            read = record(text=data.decode("utf-8"))
        except UnicodeDecodeError as error:
            raise QueryError(f"The {noun} is not UTF-8 (byte {error.start}). Send it as such.") from error
    if not read.text:
        raise QueryError(f"There is no {noun} in the body of the request.")
    return read


def _has_half_character(data: bytes) -> bool:
    """Tell whether a text in JSON has a surrogate without the other half of its pair, which is no character."""
    try:
        read = json.loads(data)
    except (ValueError, RecursionError):
        return False
    text = read.get("text") if isinstance(read, dict) else None
    return isinstance(text, str) and any("\ud800" <= mark <= "\udfff" for mark in text)
