"""The access log: one JSON object a line on stderr, for each request and each error.

Searches are private: a line names the route and never the address, and the message of an error is left out, since it
may repeat the query. OC_EXPLORER_LOG=queries logs both. python-json-logger writes JSON as well, but the keys that a
line has and lacks are the point here, and would still be code of our own.
"""

import json
import logging
import re
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from explorer.text.escapes import escape_json
from explorer.web.middleware.request_log import Exchange, request_id

_requests = logging.getLogger("explorer.requests")
# Gunicorn repeats the first line of a request that it cannot read or answer.
_REPEATS = re.compile(r"(Invalid request|Error handling request).*", re.DOTALL)


class JsonFormatter(logging.Formatter):
    """Formats log records as JSON, each on one line."""

    def __init__(self, with_queries: bool = False) -> None:
        super().__init__()
        self._with_queries = with_queries

    def format(self, record: logging.LogRecord) -> str:
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"time": time.replace("+00:00", "Z"), "level": record.levelname.lower()}
        if isinstance(record.msg, dict):
            line |= record.msg
        else:
            line |= {"id": id} if (id := request_id()) else {}
            message = record.getMessage()
            line["message"] = message if self._with_queries else _REPEATS.sub(r"\1", message)
        if record.exc_info and record.exc_info[1]:
            error = record.exc_info[1]
            line["error"] = type(error).__name__
            if self._with_queries:
                line["error_message"] = str(error)
            line["traceback"] = "".join(traceback.format_tb(error.__traceback__))
        return escape_json(json.dumps(line, ensure_ascii=False))


def open_access_log(log: str) -> None:
    """Write the log of this process to stderr; `log` is one of settings.LOGS."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter(log == "queries"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    _requests.setLevel(logging.WARNING if log == "errors" else logging.INFO)


def access_log(generation: Callable[[], str | None], with_queries: bool) -> Callable[[Exchange], None]:
    """Return an observer that writes a line for each request."""

    def write(exchange: Exchange) -> None:
        level = logging.ERROR if exchange.status >= 500 else logging.INFO
        if not _requests.isEnabledFor(level):
            return
        line = {
            "id": exchange.id,
            "method": exchange.method,
            "route": exchange.route,
            "status": exchange.status,
            "ms": round(exchange.seconds * 1000, 2),
            "bytes": exchange.size,
            "generation": generation(),
        }
        _requests.log(level, line | ({"target": exchange.target} if with_queries else {}))

    return write
