"""What is wrong with an argument, in a sentence that names it and says what it takes."""

import re
from collections.abc import Mapping
from typing import Any

from explorer.text.excerpts import quote

_PATH = re.compile(r" - at `\$\.(?P<name>\w+)(?:\[(?P<place>\d+)\])?")
_MISSING = re.compile(r"missing required field `(?P<name>\w+)`")
_TYPES = {"string": "text", "integer": "a whole number", "number": "a number", "boolean": "true or false"}


def describe_fault(tool: str, message: str, given: Mapping[str, object], schema: Mapping[str, Any]) -> str:
    """Return the sentence for the message of a failed conversion; `schema` is that of the arguments."""
    properties = schema["properties"]
    if (missing := _MISSING.search(message)) and missing["name"] in properties:
        return f"{tool} needs the argument {missing['name']}: {_described(properties[missing['name']])}."
    match = _PATH.search(message)
    if not match or match["name"] not in properties:
        return f"An argument of {tool} does not fit: {message}."
    name, value = match["name"], given.get(match["name"])
    if match["place"] and isinstance(value, list):
        value = value[int(match["place"])]
    return f"{name} of {tool} takes {_takes(properties[name])}, not {_shown(value)}."


def _described(argument: Mapping[str, Any]) -> str:
    description = argument.get("description", "")
    return f"{_takes(argument)}; {description}" if description else _takes(argument)


def _takes(argument: Mapping[str, Any]) -> str:
    """Return what an argument takes, in words."""
    for choice in argument.get("anyOf", ()):
        if choice.get("type") == "array":
            return f"{_takes(choice)}, or one of them alone"
    if choices := argument.get("enum"):
        return f"one of {', '.join(map(str, choices))}"
    kind = argument.get("type", "")
    if kind == "array":
        items = {"string": "texts", "integer": "whole numbers"}.get(argument["items"].get("type"), "values")
        return f"a list of {_range(argument.get('minItems'), argument.get('maxItems'))}{items}"
    if kind == "integer":
        bounds = _range(argument.get("minimum"), argument.get("maximum"))
        return f"a whole number, {bounds.strip()}" if bounds else "a whole number"
    most = argument.get("maxLength")
    if kind == "string" and most:
        return f"text of at most {most:,} characters"
    return _TYPES.get(kind, "another value")


def _range(least: int | None, most: int | None) -> str:
    """Return a range with a space after it; empty where there is none."""
    if least is not None and most is not None:
        return f"{least:,} to {most:,} "
    if most is not None:
        return f"at most {most:,} "
    return f"at least {least:,} " if least is not None else ""


def _shown(value: object) -> str:
    """Return what was given, short."""
    if isinstance(value, str):
        return f"one of {len(value):,} characters" if len(value) > 100 else quote(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"a list of {len(value):,}" if all(isinstance(each, str | int) for each in value) else "such a list"
    return "an object" if isinstance(value, Mapping) else str(value)[:50]
