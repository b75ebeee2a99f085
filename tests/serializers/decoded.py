"""A record as programs read it."""

from typing import Any

import msgspec

from explorer.serializers.json_fields import JsonRecord


def decoded(record: JsonRecord) -> Any:
    """Write a record as JSON and read it back as plain data, once every constraint of its fields is checked."""
    written = msgspec.json.encode(record)
    assert msgspec.json.decode(written, type=type(record)) == record
    return msgspec.json.decode(written)
