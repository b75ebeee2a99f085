"""The schemas of tools are whole: each is one object, and every reference in it leads somewhere."""

import json
import re

import jsonschema  # type: ignore[import-untyped]
import pytest

from explorer.assistant.mcp_server import TOOLS
from explorer.assistant.score_tools import CompareArguments
from explorer.assistant.text_tools import SearchArguments, SearchPassagesArguments
from explorer.assistant.tool import Tool
from explorer.assistant.tool_schemas import arguments_schema, record_schema


@pytest.mark.parametrize("tool", TOOLS.values(), ids=list(TOOLS))
def test_a_schema_is_an_object_that_needs_nothing_beside_it(tool: Tool) -> None:
    for schema in (arguments_schema(tool.arguments), record_schema(tool.arguments), record_schema(tool.answer)):
        assert schema["type"] == "object"
        jsonschema.Draft202012Validator.check_schema(schema)
        names = set(re.findall(r'"\$ref": "([^"]+)"', json.dumps(schema)))
        assert names == {f"#/$defs/{name}" for name in schema.get("$defs", {})}


@pytest.mark.parametrize("tool", TOOLS.values(), ids=list(TOOLS))
def test_every_argument_is_described_and_a_list_has_a_bound(tool: Tool) -> None:
    for name, argument in record_schema(tool.arguments)["properties"].items():
        assert argument["description"], name
        if argument.get("type") == "array":
            assert argument["maxItems"] <= 50, name


def test_an_argument_is_a_list_or_one_value_alone_but_for_lists_of_several() -> None:
    country = arguments_schema(SearchPassagesArguments)["properties"]["country"]
    assert country["anyOf"] == [
        {"type": "array", "items": {"type": "string"}, "maxItems": 20},
        {"type": "string"},
    ]
    assert country["description"]
    validator = jsonschema.Draft202012Validator(arguments_schema(SearchPassagesArguments))
    for value in ("Kyrgyzstan", ["Kyrgyzstan", "Chad"]):
        assert validator.is_valid({"country": value})
    for wrong in (7, ["x"] * 21):
        assert not validator.is_valid({"country": wrong})
    assert arguments_schema(CompareArguments)["properties"]["ids"]["type"] == "array"


def test_bounds_and_defaults_are_in_the_schema() -> None:
    limit = record_schema(SearchArguments)["properties"]["limit"]
    assert (limit["minimum"], limit["maximum"], limit["default"]) == (1, 50, 10)
    assert record_schema(SearchArguments)["required"] == ["query"]
