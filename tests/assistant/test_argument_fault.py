"""A fault of an argument is named with what it takes."""

from explorer.assistant.argument_fault import describe_fault
from explorer.assistant.mcp_server import TOOLS
from explorer.assistant.tool_schemas import arguments_schema


def test_every_argument_of_every_tool_says_what_it_takes() -> None:
    for tool in TOOLS.values():
        schema = arguments_schema(tool.arguments)
        for name in schema["properties"]:
            said = describe_fault(tool.name, f"Expected another - at `$.{name}`", {name: {}}, schema)
            assert said.startswith(f"{name} of {tool.name} takes ")
            assert said.endswith(", not an object.")
            assert "another value" not in said


def test_a_message_without_a_place_is_passed_on() -> None:
    schema = arguments_schema(TOOLS["search"].arguments)
    assert describe_fault("search", "Odd", {}, schema) == "An argument of search does not fit: Odd."
