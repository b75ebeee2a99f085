"""The server of the Model Context Protocol: the tools and resources under the names that the protocol has for them.

https://modelcontextprotocol.io/specification
"""

import json
import logging
from collections.abc import Callable
from typing import Any, TypeVar

import anyio
import anyio.to_thread
from mcp import MCPError
from mcp.server import Server
from mcp.server.context import ServerRequestContext
from mcp.types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    ResourceTemplate,
    TextContent,
    TextResourceContents,
    ToolAnnotations,
)
from mcp.types import Tool as ListedTool

from explorer import __version__
from explorer.assistant.change_tools import CHANGE_TOOLS
from explorer.assistant.instructions import instructions
from explorer.assistant.profile_resources import MEDIA_TYPE, TEMPLATE, list_profiles, read_profile_resource
from explorer.assistant.quotation_tools import QUOTATION_TOOLS
from explorer.assistant.score_tools import SCORE_TOOLS
from explorer.assistant.text_tools import TEXT_TOOLS
from explorer.assistant.tool import Tool, ToolContext
from explorer.assistant.tool_schemas import arguments_schema, record_schema
from explorer.core.errors import CorpusError, ExplorerError

NAME, TITLE = "oc-explorer", "OC Explorer"
TOOLS = {tool.name: tool for tool in (*TEXT_TOOLS, *SCORE_TOOLS, *CHANGE_TOOLS, *QUOTATION_TOOLS)}
AT_ONCE = 4  # calls that are answered at once; others wait for their turn
_READING = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

AnswerT = TypeVar("AnswerT")
Request = ServerRequestContext[Any]

logger = logging.getLogger(__name__)


class ProtocolHandlers:
    """What answers the requests of the protocol. The work is done in threads, so that no call delays another."""

    def __init__(self, context: ToolContext) -> None:
        self._context = context
        self._turns = anyio.CapacityLimiter(AT_ONCE)

    async def list_tools(self, _request: Request, _params: PaginatedRequestParams | None) -> ListToolsResult:
        """List the tools with the schemas of what they take and answer."""
        return ListToolsResult(tools=[_listed(tool) for tool in TOOLS.values()])

    async def call_tool(self, _request: Request, params: CallToolRequestParams) -> CallToolResult:
        """Answer a call; what the caller can mend is an answer too, marked as an error."""
        tool = TOOLS.get(params.name)
        if tool is None:
            names = ", ".join(TOOLS)
            raise MCPError(
                code=INVALID_PARAMS, message=f"There is no tool {params.name[:50]!r}. Choose one of {names}."
            )
        try:
            answer = await self._run(lambda: tool.call(self._context, params.arguments or {}))
        except ExplorerError as error:
            return CallToolResult(content=[TextContent(text=self._public(error))], is_error=True)
        return CallToolResult(content=[TextContent(text=answer.decode())], structured_content=json.loads(answer))

    async def list_resources(self, _request: Request, params: PaginatedRequestParams | None) -> ListResourcesResult:
        """List a page of the profiles."""
        cursor = params.cursor if params else None
        listed, following = await self._run_strictly(lambda: list_profiles(self._context, cursor))
        resources = [
            Resource(
                uri=profile.uri,
                name=profile.id,
                title=profile.name,
                description=profile.description,
                mime_type=MEDIA_TYPE,
            )
            for profile in listed
        ]
        return ListResourcesResult(resources=resources, next_cursor=following)

    async def list_templates(
        self, _request: Request, _params: PaginatedRequestParams | None
    ) -> ListResourceTemplatesResult:
        """List the template of the profiles' addresses."""
        template = ResourceTemplate(
            uri_template=TEMPLATE,
            name="profile",
            title="Profile of a country in an edition",
            description="The text of a profile word for word, by its id, such as kgz-2021",
            mime_type=MEDIA_TYPE,
        )
        return ListResourceTemplatesResult(resource_templates=[template])

    async def read_resource(self, _request: Request, params: ReadResourceRequestParams) -> ReadResourceResult:
        """Return the text of a profile."""
        uri = str(params.uri)
        text = await self._run_strictly(lambda: read_profile_resource(self._context, uri))
        return ReadResourceResult(contents=[TextResourceContents(uri=uri, mime_type=MEDIA_TYPE, text=text)])

    async def _run(self, work: Callable[[], AnswerT]) -> AnswerT:
        return await anyio.to_thread.run_sync(work, limiter=self._turns)

    async def _run_strictly(self, work: Callable[[], AnswerT]) -> AnswerT:
        """Do the work of a request whose answer has no place for an error but that of the protocol."""
        try:
            return await self._run(work)
        except ExplorerError as error:
            raise MCPError(code=INVALID_PARAMS, message=self._public(error)) from error

    def _public(self, error: ExplorerError) -> str:
        """Return the message of an error without the folders of this machine."""
        return self._context.corpus.public(error) if isinstance(error, CorpusError) else str(error)


def _listed(tool: Tool) -> ListedTool:
    return ListedTool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=arguments_schema(tool.arguments),
        output_schema=record_schema(tool.answer),
        annotations=_READING,
    )


def make_server(context: ToolContext) -> Server[Any]:
    """Make the server over an open corpus; a transport runs it."""
    handlers = ProtocolHandlers(context)
    return Server(
        NAME,
        version=__version__,
        title=TITLE,
        description="The country profiles and scores of the Global Organized Crime Index. Unofficial.",
        instructions=instructions(),
        on_list_tools=handlers.list_tools,
        on_call_tool=handlers.call_tool,
        on_list_resources=handlers.list_resources,
        on_list_resource_templates=handlers.list_templates,
        on_read_resource=handlers.read_resource,
    )
