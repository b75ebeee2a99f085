"""How an assistant reaches the server: standard input and output, or HTTP on this machine's loopback address."""

import os
import re
import signal
import socket
import sys
from dataclasses import dataclass
from typing import Any

import anyio
import uvicorn
from mcp.server import Server
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings

from explorer.core.errors import ExplorerError

LOOPBACK_HOSTS = {"127.0.0.1": "127.0.0.1", "localhost": "127.0.0.1", "::1": "::1"}  # and the address to listen on
PATH = "/mcp"
LARGEST_REQUEST = 2 * 1024 * 1024  # bytes: the longest article is less, with every character as an escape
_GRACE = 3  # seconds that open answers have at the end
INTERRUPTED = 130  # exit status after Ctrl-C
_HTTP_PORT = 80  # which a Host header leaves out


class EndpointError(ExplorerError):
    """A server for assistants cannot listen on its address; the message says what would work."""


@dataclass(frozen=True, slots=True)
class LoopbackEndpoint:
    """Where the server listens: others than programs of this machine cannot reach it."""

    host: str  # one of LOOPBACK_HOSTS
    port: int  # 0: any that is free

    @classmethod
    def read(cls, raw: str) -> "LoopbackEndpoint":
        """Read HOST:PORT. Raises EndpointError for another host than this machine's own, or no port."""
        match = re.fullmatch(r"(?:\[([^\[\]]*)\]|([^:]*)):([0-9]{1,5})", raw.strip())
        if not match or int(match[3]) > 65535:
            raise EndpointError(f"--http takes HOST:PORT, for example 127.0.0.1:8765, not {raw[:100]!r}.")
        host = (match[1] or match[2] or "").casefold()
        if not host:
            raise EndpointError(
                f"--http takes HOST:PORT, and {raw.strip()!r} has no host: 127.0.0.1:{match[3]}, for example."
            )
        if host not in LOOPBACK_HOSTS:
            raise EndpointError(
                f"--http listens on this machine alone, and {host!r} is not one of {', '.join(LOOPBACK_HOSTS)}: "
                "there is no sign-in, so others must not reach it."
            )
        return cls(host, int(match[3]))

    def listen(self) -> socket.socket:
        """Open the socket. Raises EndpointError."""
        address = LOOPBACK_HOSTS[self.host]
        listener = None
        try:
            listener = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
            if sys.platform != "win32":
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((address, self.port))
            listener.listen()
        except OSError as error:
            if listener:
                listener.close()
            raise EndpointError(
                f"Nothing can listen on {self.host} port {self.port} ({error.strerror}). Choose another with --http."
            ) from error
        return listener

    def url(self, port: int) -> str:
        """Return the address that a client is given."""
        return f"http://{_in_address(self.host)}:{port}{PATH}"


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _security(port: int) -> TransportSecuritySettings:
    """Answer to the names of this machine alone, and to pages of its own servers: others would rebind their name."""
    names = [_in_address(host) for host in LOOPBACK_HOSTS]
    hosts = [f"{name}:{port}" for name in names] + (names if port == _HTTP_PORT else [])
    return TransportSecuritySettings(
        enable_dns_rebinding_protection=True,
        allowed_hosts=hosts,
        allowed_origins=[f"http://{host}" for host in hosts],
    )


def serve_stdio(server: Server[Any]) -> None:
    """Serve one client over standard input and output, until it closes them. Raises OSError where one of them fails."""

    async def run() -> None:
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())

    # The thread that waits for standard input cannot be interrupted, and nothing is left to write.
    before = signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    try:
        anyio.run(run)
    except BaseExceptionGroup as group:
        error: BaseException = group
        while isinstance(error, BaseExceptionGroup) and len(error.exceptions) == 1:
            (error,) = error.exceptions
        if not isinstance(error, BrokenPipeError):  # with which the client has gone
            raise error from error.__cause__
    finally:
        signal.signal(signal.SIGINT, before)


def serve_http(server: Server[Any], listener: socket.socket) -> None:
    """Serve clients of this machine over HTTP, until a signal stops it; there are no sessions."""
    app = server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=LARGEST_REQUEST,
        transport_security=_security(listener.getsockname()[1]),
    )
    config = uvicorn.Config(
        app,
        log_config=None,  # its own would write to standard output
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
    )
    uvicorn.Server(config).run(sockets=[listener])
