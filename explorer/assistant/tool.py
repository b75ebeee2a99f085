"""A tool: what it is called, what it takes and answers, and the function that makes its answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from explorer.assistant.argument_fault import describe_fault
from explorer.assistant.tool_schemas import arguments_schema, record_schema, takes_one_alone
from explorer.core.errors import QueryError
from explorer.core.timeouts import timeout
from explorer.serializers.json_fields import JsonRecord, to_json
from explorer.serving.open_corpus import Corpus

TIME = 30.0  # seconds that one call may take
LONGEST_ID = 2_000  # characters of an id or an address
MOST_CHOSEN = 20  # values of one list among the arguments


@dataclass(frozen=True, slots=True)
class ToolContext:
    """What all tools of a server work on."""

    corpus: Corpus
    address: str = ""  # of a site of the same corpus, "https://example.org"; without it links are paths

    def link(self, path: str) -> str:
        """Return the address of a path of the site, or the path itself where the site has no address."""
        return f"{self.address}{path}" if path.startswith("/") else path


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool that reads the corpus and changes nothing."""

    name: str
    title: str
    description: str
    arguments: type[JsonRecord]
    answer: type[JsonRecord]
    make: Callable[[ToolContext, Any], JsonRecord]  # of the context and a record of the arguments

    def call(self, context: ToolContext, raw: Mapping[str, object]) -> bytes:
        """Answer a call as JSON. Raises an ExplorerError, whose message says what would work."""
        with timeout(TIME):
            return to_json(self.make(context, self.read(raw)), context.link)

    def read(self, raw: Mapping[str, object]) -> JsonRecord:
        """Read the arguments; one that is null counts as absent, and a value alone is a list of one.

        Raises QueryError for any that do not fit.
        """
        given = {name: value for name, value in raw.items() if value is not None}
        names = self.arguments.__struct_fields__
        for name in given:
            if name not in names:
                raise QueryError(f"{self.name} has no argument {name[:50]!r}. It takes {', '.join(names)}.")
        properties = record_schema(self.arguments)["properties"]
        sent = {
            name: [value] if isinstance(value, str | int) and takes_one_alone(properties[name]) else value
            for name, value in given.items()
        }
        try:
            return msgspec.convert(sent, self.arguments, strict=False)
        except msgspec.ValidationError as error:
            schema = arguments_schema(self.arguments)
            raise QueryError(describe_fault(self.name, str(error), given, schema)) from error
