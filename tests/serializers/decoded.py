"""Records as programs read them."""

from typing import Any

import msgspec

from explorer.serializers.json_fields import JsonRecord, to_json


def decoded(record: JsonRecord) -> Any:
    """Write a record as JSON and read it back as plain data, once every constraint of its fields is checked."""
    written = to_json(record)
    read: JsonRecord = msgspec.json.decode(written, type=type(record), dec_hook=lambda type, value: type(value))
    assert read == record
    return msgspec.json.decode(written)
