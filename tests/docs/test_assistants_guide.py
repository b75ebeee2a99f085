"""docs/assistants.md has the tools and limits of the server, and configurations that are JSON."""

import json
import re
from pathlib import Path

import msgspec

from explorer.assistant import fetched_text, mcp_server, quotation_tools, score_tools, text_tools, tool
from explorer.quotations.article import LONGEST_ARTICLE
from explorer.quotations.quotation_index import LONGEST as LONGEST_QUOTATION
from explorer.search.request import LONGEST as LONGEST_QUERY

GUIDE = (Path(__file__).parents[2] / "docs" / "assistants.md").read_text("utf-8")


def test_the_table_has_every_tool_with_its_arguments() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", GUIDE, re.MULTILINE))
    assert list(rows) == list(mcp_server.TOOLS)
    for name, takes in rows.items():
        known = {field.name for field in msgspec.structs.fields(mcp_server.TOOLS[name].arguments)}
        assert set(re.findall(r"`(\w+)`", takes)) <= known


def test_the_limits_are_those_of_the_server() -> None:
    for most in (
        fetched_text.MOST_CHARACTERS,
        text_tools.MOST_CHARACTERS,
        LONGEST_ARTICLE,
        LONGEST_QUOTATION,
        LONGEST_QUERY,
    ):
        assert f"{most:,}" in GUIDE
    for most in (
        text_tools.MOST_RESULTS,
        text_tools.MOST_PASSAGES,
        score_tools.MOST_SCORES,
        quotation_tools.MOST_FINDINGS,
    ):
        assert f"`limit` (1 to {most})" in GUIDE
    assert f"{tool.TIME:g} seconds" in GUIDE
    assert (mcp_server.AT_ONCE, score_tools.MOST_COMPARED) == (4, 10)  # "four are answered at once", "2 to 10 profiles"


def test_the_configurations_are_json_with_one_server() -> None:
    blocks = re.findall(r"^```json\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    started, connected = (json.loads(block)["mcpServers"]["oc-explorer"] for block in blocks)
    assert started["args"][-1] == "mcp"
    assert connected["url"] == "http://127.0.0.1:8765/mcp"
