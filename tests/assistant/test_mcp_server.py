"""The protocol's requests are answered by the tools, and faults of a caller in sentences."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from anyio.from_thread import start_blocking_portal
from mcp import Client, MCPError

from explorer import __version__
from explorer.assistant.instructions import instructions
from explorer.assistant.mcp_server import TOOLS, make_server
from explorer.assistant.tool import ToolContext
from explorer.corpus.home import Home
from explorer.serving.open_corpus import Corpus
from tests.factories import index, kyrgyzstan_2023

MODES = ("auto", "legacy")  # of the protocol: of 2026, and with a handshake, as before


def run(context: ToolContext, mode: str, work: Callable[[Client], Awaitable[None]]) -> None:
    """Have the SDK's own client do some work with a server in this process.

    It runs in a thread of its own: that of the test has the event loop of a browser, once one was started.
    """

    async def connected() -> None:
        async with Client(make_server(context), mode=mode) as client:
            await work(client)

    with start_blocking_portal() as portal:
        portal.call(connected)


@pytest.mark.parametrize("mode", MODES)
def test_the_server_says_what_it_is_and_how_to_quote(context: ToolContext, mode: str) -> None:
    async def work(client: Client) -> None:
        assert client.instructions == instructions()
        assert client.server_info
        assert (client.server_info.name, client.server_info.version) == ("oc-explorer", __version__)

    run(context, mode, work)


def test_every_tool_only_reads(context: ToolContext) -> None:
    async def work(client: Client) -> None:
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == list(TOOLS)
        for tool in tools:
            assert tool.title
            assert tool.description
            assert tool.annotations
            assert tool.annotations.read_only_hint
            assert tool.annotations.idempotent_hint
            assert tool.annotations.destructive_hint is False
            assert tool.annotations.open_world_hint is False

    run(context, "auto", work)


@pytest.mark.parametrize("mode", MODES)
def test_what_a_caller_can_mend_is_an_answer_and_an_unknown_tool_is_not(context: ToolContext, mode: str) -> None:
    async def work(client: Client) -> None:
        failed = await client.call_tool("fetch", {"id": "kgz-2025"})
        assert failed.is_error
        (content,) = failed.content
        assert content.type == "text"
        assert content.text == "There is no profile kgz-2025: Kyrgyzstan 2025 has not been imported here."
        with pytest.raises(MCPError, match=r"There is no tool 'delete'\. Choose one of search, fetch,"):
            await client.call_tool("delete", {})

    run(context, mode, work)


def test_resources_have_a_template_and_refuse_what_is_not_there(context: ToolContext) -> None:
    async def work(client: Client) -> None:
        (template,) = (await client.list_resource_templates()).resource_templates
        assert template.uri_template == "oc-explorer://profiles/{id}"
        with pytest.raises(MCPError, match="has not been imported"):
            await client.read_resource("oc-explorer://profiles/kgz-2025")
        with pytest.raises(MCPError, match="There is no page 'x'"):
            await client.list_resources(cursor="x")

    run(context, "auto", work)


def test_a_file_that_cannot_be_read_is_named_without_the_folders_of_the_machine(tmp_path: Path) -> None:
    home = index(Home(tmp_path / "home"), kyrgyzstan_2023())
    corpus = Corpus(home)
    (home.profiles / "2023" / "kgz.md").write_text("damaged", encoding="utf-8")

    async def work(client: Client) -> None:
        failed = await client.call_tool("fetch", {"id": "kgz-2023"})
        assert failed.is_error
        (content,) = failed.content
        assert content.type == "text"
        assert "profiles/2023/kgz.md" in content.text
        assert str(tmp_path) not in content.text

    run(ToolContext(corpus), "auto", work)
