"""The JSON Schema (2020-12) of what a tool takes and of what it answers, made of the records, whole in one object."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from explorer.serializers.json_fields import REFERENCE, JsonRecord, SitePath, path_schema
from explorer.serializers.vocabulary_schemas import Schema, vocabulary_schemas

_LOCAL = "#/$defs/{name}"
_FROM, _TO = (reference.format(name="") for reference in (REFERENCE, _LOCAL))


def _schema_of(type: type) -> dict[str, object]:
    """Return the JSON Schema of a path, which answers to assistants complete with the address of the server."""
    if type is not SitePath:
        return path_schema(type)
    return {"type": "string", "description": "an address; a path on the server where that has no public address"}


@cache
def record_schema(record: type[JsonRecord]) -> Schema:
    """Return the schema of a record with all that it refers to; its root is of the type object."""
    _, made = msgspec.json.schema_components((record,), schema_hook=_schema_of, ref_template=_LOCAL)
    known: dict[str, Schema] = {name: _localized(schema) for name, schema in {**vocabulary_schemas(), **made}.items()}
    root = known.pop(record.__name__)
    needed: dict[str, Schema] = {}
    waiting = list(_names(root))
    while waiting:
        if (name := waiting.pop()) not in needed:
            needed[name] = known[name]
            waiting += _names(known[name])
    return {**root, "$defs": dict(sorted(needed.items()))} if needed else root


@cache
def arguments_schema(record: type[JsonRecord]) -> Schema:
    """Return the schema of what a tool takes: a list of any length may be one value of it alone."""
    root = record_schema(record)
    properties = {name: _or_one_alone(schema) for name, schema in root["properties"].items()}
    return {**root, "properties": properties}


def takes_one_alone(schema: Schema) -> bool:
    """Tell whether an argument with the schema of a list may be one value of the list."""
    return schema.get("type") == "array" and schema.get("minItems", 0) <= 1


def _or_one_alone(schema: Schema) -> Schema:
    if not takes_one_alone(schema):
        return schema
    of_list = {key: schema[key] for key in ("type", "items", "minItems", "maxItems") if key in schema}
    rest = {key: value for key, value in schema.items() if key not in of_list}
    return {"anyOf": [of_list, schema["items"]], **rest}


def _localized(schema: Any) -> Any:
    """Return a schema whose references all lead to `$defs`."""
    if isinstance(schema, dict):
        return {key: _localized(value) for key, value in schema.items()}
    if isinstance(schema, list):
        return [_localized(item) for item in schema]
    return _TO + schema.removeprefix(_FROM) if isinstance(schema, str) and schema.startswith(_FROM) else schema


def _names(schema: Any) -> Iterator[str]:
    """Yield the names of the definitions that a schema refers to."""
    for value in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        if isinstance(value, str):
            continue
        yield from _names(value)
    if isinstance(schema, dict) and isinstance(schema.get("$ref"), str):
        yield schema["$ref"].removeprefix(_TO)
