"""The schemas of tools are whole: each is one object, and every reference in it leads somewhere."""

import json
import re

import jsonschema  # type: ignore[import-untyped]
import pytest

from explorer.assistant.mcp_server import TOOLS
from explorer.assistant.text_tools import SearchArguments
from explorer.assistant.tool import Tool
from explorer.assistant.tool_schemas import record_schema


@pytest.mark.parametrize("tool", TOOLS.values(), ids=list(TOOLS))
def test_a_schema_is_an_object_that_needs_nothing_beside_it(tool: Tool) -> None:
    for record in (tool.arguments, tool.answer):
        schema = record_schema(record)
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


def test_bounds_and_defaults_are_in_the_schema() -> None:
    limit = record_schema(SearchArguments)["properties"]["limit"]
    assert (limit["minimum"], limit["maximum"], limit["default"]) == (1, 50, 10)
    assert record_schema(SearchArguments)["required"] == ["query"]
