"""`mcp` serves the SDK's own client over both transports, and every text that it returns is found again exactly."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import anyio.from_thread
import jsonschema  # type: ignore[import-untyped]
import pytest
from anyio.from_thread import BlockingPortal
from click.testing import CliRunner
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult

from explorer.assistant.mcp_server import TOOLS
from explorer.cli.mcp import mcp
from explorer.cli.output import UNUSABLE, WRONG_USAGE
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.quotations.quotation_index import QuotationIndex, quotable_passages
from tests.assistant.sample_library import index_sample_library
from tests.factories import index, make_profile

SITE = "https://example.org/oc"
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}
EVERY_CALL: dict[str, dict[str, Any]] = {
    "search": {"query": "heroin"},
    "fetch": {"id": "civ-2023/environment/1"},
    "search_passages": {"query": "heroin", "limit": 20, "scope": "related", "facets": ["country"]},
    "profile": {"id": "kgz-2023"},
    "scores": {"indicators": ["heroin-trade"], "editions": [2021, 2023]},
    "changes": {"before": "kgz-2021", "after": "kgz-2023"},
    "compare": {"ids": ["kgz-2021", "kgz-2023"]},
    "verify_quotation": {"text": "Harbour police take bribes so often that a tariff hangs in the pub."},
    "check_article": {"text": "Kyrgyzstan scored 7.5 for heroin trade in 2021."},
}


class Assistant:
    """A program that has connected to a server, as assistants do."""

    def __init__(self, portal: BlockingPortal, client: Client) -> None:
        self._portal = portal
        self.client = client
        self.tools = {tool.name: tool for tool in self.ask(client.list_tools).tools}

    def ask(self, work: Callable[..., Any], *arguments: Any) -> Any:
        """Await what a method of the client returns."""
        return self._portal.call(work, *arguments)

    def call(self, name: str, **arguments: Any) -> Any:
        """Return the structured answer of a tool, which its JSON as text repeats and its schema describes."""
        result: CallToolResult = self.ask(self.client.call_tool, name, arguments)
        assert not result.is_error, result.content
        (content,) = result.content
        assert content.type == "text"
        assert json.loads(content.text) == result.structured_content
        jsonschema.Draft202012Validator(self.tools[name].output_schema or False).validate(result.structured_content)
        return result.structured_content


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return index_sample_library(Home(tmp_path_factory.mktemp("mcp")))


@pytest.fixture(scope="module")
def portal() -> Iterator[BlockingPortal]:
    with anyio.from_thread.start_blocking_portal() as portal:
        yield portal


def listen_to_interrupts() -> None:
    """Undo that a test runner in the background ignores Ctrl-C, and with it its child."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def arguments_of(home: Home, *more: str) -> list[str]:
    return ["-m", "explorer", "--home", str(home.path), "mcp", *more]


@pytest.fixture(scope="module")
def http_address(home: Home) -> Iterator[str]:
    """Start a server on a free port, and yield its address."""
    command = [sys.executable, *arguments_of(home, "--http", "127.0.0.1:0", "--address", SITE)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=listen_to_interrupts
    ) as process:
        try:
            assert process.stderr
            match = re.fullmatch(r"Serving on (http://127\.0\.0\.1:\d+/mcp)\n", process.stderr.readline())
            assert match
            yield match[1]
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait() == 130
            assert process.stdout
            assert process.stdout.read() == ""


@pytest.fixture(scope="module", params=["stdio", "http", "http with a handshake"])
def assistant(request: pytest.FixtureRequest, home: Home, portal: BlockingPortal) -> Iterator[Assistant]:
    server: StdioServerParameters | str
    if request.param == "stdio":
        environment = {"PYTHONPATH": os.environ.get("PYTHONPATH", "")}
        server = StdioServerParameters(command=sys.executable, args=arguments_of(home), env=environment)
    else:
        server = request.getfixturevalue("http_address")
    client = Client(server, mode="legacy" if "handshake" in request.param else "auto")
    connected: AbstractContextManager[Client] = portal.wrap_async_context_manager(client)
    with connected:
        yield Assistant(portal, client)


@pytest.fixture(scope="module")
def quotations(home: Home) -> QuotationIndex:
    """Return what `quote` looks quotations up in."""
    return QuotationIndex(quotable_passages(Library.open(home).texts()))


def check_text(quotations: QuotationIndex, id: str, text: str) -> None:
    """Check that a text is the whole of one passage, exactly."""
    match = next(match for match in quotations.search(text, 20).matches if match.id == id)
    assert (match.kind, match.passage) == ("exact", text)


def test_every_tool_is_called_and_answers_as_its_schema_says(assistant: Assistant) -> None:
    assert set(EVERY_CALL) == set(TOOLS) == set(assistant.tools)
    for name, arguments in EVERY_CALL.items():
        assert assistant.call(name, **arguments)


def test_every_text_is_found_again_exactly(assistant: Assistant, quotations: QuotationIndex) -> None:
    found = [result["id"] for result in assistant.call("search", query="heroin", limit=5)["results"]]
    whole = ["kgz-2021", "kgz-2023", "civ-2023", "civ-2023/drugs", "ferries-and-the-law", "civ-2023/environment"]
    passages = set()
    for id in [*found, *whole]:
        fetched = assistant.call("fetch", id=id)
        texts = fetched["text"].split("\n\n")
        for passage, text in zip(fetched["metadata"]["passages"], texts, strict=True):
            check_text(quotations, passage, text)
            passages.add(passage)
    assert len(passages) > 30
    for passage in assistant.call("search_passages", **EVERY_CALL["search_passages"])["passages"]:
        check_text(quotations, passage["id"], passage["text"])
    (match, *_) = assistant.call("verify_quotation", **EVERY_CALL["verify_quotation"])["matches"]
    assert match["kind"] == "near"
    check_text(quotations, match["id"], match["passage"])
    (exact, *_) = assistant.call("verify_quotation", text=match["passage"])["matches"]
    assert (exact["kind"], exact["id"]) == ("exact", match["id"])


def test_a_resource_has_every_passage_exactly(assistant: Assistant, quotations: QuotationIndex) -> None:
    (resource,) = (
        resource for resource in assistant.ask(assistant.client.list_resources).resources if resource.name == "civ-2023"
    )
    (contents,) = assistant.ask(assistant.client.read_resource, str(resource.uri)).contents
    paragraphs = contents.text.split("\n\n")
    own = [passage for passage in quotations.passages if passage.id.startswith("civ-2023/")]
    assert own
    for passage in own:
        assert passage.text in paragraphs


def test_an_error_is_a_sentence(assistant: Assistant) -> None:
    for name, arguments, words in (
        ("fetch", {"id": "kgz-1999"}, "There is no edition 1999"),
        ("search", {"query": "ключ " * 300}, "The query has 1,500 characters"),
        ("scores", {"limit": 1_000}, "limit of scores takes a whole number, 1 to 200, not 1000."),
    ):
        result = assistant.ask(assistant.client.call_tool, name, arguments)
        assert result.is_error
        assert words in result.content[0].text
        assert "Traceback" not in result.content[0].text


def test_links_have_the_address_that_was_given(http_address: str, portal: BlockingPortal) -> None:
    client = Client(http_address)
    with portal.wrap_async_context_manager(client):
        fetched = Assistant(portal, client).call("fetch", id="kgz-2023/people/1")
    assert fetched["url"].startswith(f"{SITE}/passages/kgz-2023/people/1?v=")


def test_clients_at_once_have_their_own_answers(http_address: str, portal: BlockingPortal) -> None:
    with ExitStack() as connected:
        clients = [Client(http_address), Client(http_address, mode="legacy")]
        assistants = [
            Assistant(portal, connected.enter_context(portal.wrap_async_context_manager(each))) for each in clients
        ]
        waiting = [
            (number, portal.start_task_soon(each.client.call_tool, "fetch", {"id": f"tuv-2021/drugs/{number}"}))
            for number in range(1, 21)
            for each in assistants
        ]
        for number, future in waiting:
            answer = future.result().structured_content
            assert answer
            assert answer["id"] == f"tuv-2021/drugs/{number}"


def test_a_rebuilt_index_is_taken_up_while_the_server_runs(assistant: Assistant, home: Home) -> None:
    before = assistant.call("search_passages", query="zirconium")
    number = before["total"] + 1
    index(home, make_profile(f"{('mlt', 'cyp', 'isl')[number - 1]}-2023", {"trade": ["Zirconium leaves by night."]}))
    after = assistant.call("search_passages", query="zirconium")
    assert after["total"] == number
    assert after["generation"] != before["generation"]
    assert {match["id"] for match in assistant.call("verify_quotation", text="Zirconium leaves by night.")["matches"]}


def post(address: str, **headers: str) -> int:
    """Return the status of a request for the tools."""
    split = urlsplit(address)
    connection = HTTPConnection(split.hostname or "", split.port)
    try:
        body = json.dumps(INITIALIZE)
        accepted = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
        connection.request("POST", split.path, body, accepted | headers)
        return connection.getresponse().status
    finally:
        connection.close()


def test_requests_of_other_sites_are_refused(http_address: str) -> None:
    port = urlsplit(http_address).port
    assert post(http_address) == post(http_address, Host=f"localhost:{port}") == 200
    assert post(http_address, Origin=f"http://localhost:{port}") == 200
    for host in ("example.org", f"example.org:{port}", "localhost:1", f"localhost:{port}.example.org"):
        assert post(http_address, Host=host) == 421
    for origin in ("http://example.org", "null", "http://localhost:1", f"https://localhost:{port}"):
        assert post(http_address, Origin=origin) == 403


def test_nothing_but_the_protocol_is_on_stdout_and_an_interrupt_ends_it_at_once(tmp_path: Path) -> None:
    command = [sys.executable, *arguments_of(Home(tmp_path))]  # the index is yet to be built
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(f"no JSON\n{json.dumps(INITIALIZE)}\n".encode())
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        assert "tools" in answer["result"]["capabilities"]
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130
        assert process.stdout.read() == b""
        assert process.stderr.read() == b"The search index was rebuilt.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_output_that_fails_is_a_sentence(home: Home) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, *arguments_of(home)]
        done = subprocess.run(
            command, input=f"{json.dumps(INITIALIZE)}\n".encode(), stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode == UNUSABLE
    assert done.stderr == b"oc-explorer: Standard input or output failed (No space left on device).\n"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--http", "0.0.0.0:8765"], "--http listens on this machine alone, and '0.0.0.0' is not one of"),
        (["--http", "8765"], "--http takes HOST:PORT"),
        (["--address", "example.org"], "--address is one that begins with https:// or http://"),
        (["--address", "ftp://example.org"], "--address is one that begins with https:// or http://"),
        (["--address", "https://example.org/?a"], "has no “?” and no “#”"),
        (["--address", "https://example.org/oc#top"], "has no “?” and no “#”"),
        (["--http", ":80"], "--http takes HOST:PORT, and ':80' has no host: 127.0.0.1:80, for example."),
    ],
)
def test_other_addresses_are_wrong_usage(home: Home, options: list[str], message: str) -> None:
    done = CliRunner().invoke(mcp, options, obj=home)
    assert (done.exit_code, done.stdout) == (WRONG_USAGE, "")
    assert message in done.stderr


def test_without_the_extra_there_is_a_sentence_that_says_how_to_install_it(home: Home) -> None:
    """An interpreter in which the SDK cannot be imported is one without it; nothing else of the product needs it."""
    blocked = "import sys; sys.modules['mcp'] = sys.modules['mcp_types'] = sys.modules['uvicorn'] = None; "
    program = f"{blocked}from explorer.cli import main; main()"

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", program, "--home", str(home.path), *words]
        return subprocess.run(command, capture_output=True, text=True)

    done = run("mcp")
    assert (done.returncode, done.stdout) == (UNUSABLE, "")
    assert done.stderr == (
        "oc-explorer: The tools for assistants need an optional library. Install it with "
        "`pip install 'oc-explorer[assistants]'`, or in a checkout with `make .venv/assistants.installed`.\n"
    )
    assert run("search", "heroin").returncode == 0
