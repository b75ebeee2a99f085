"""A server for assistants listens on this machine alone."""

import socket

import pytest

from explorer.assistant.transports import EndpointError, LoopbackEndpoint


@pytest.mark.parametrize(
    ("raw", "url"),
    [
        ("127.0.0.1:8765", "http://127.0.0.1:8765/mcp"),
        (" LocalHost:80 ", "http://localhost:80/mcp"),
        ("[::1]:8765", "http://[::1]:8765/mcp"),
    ],
)
def test_a_loopback_address_is_read(raw: str, url: str) -> None:
    endpoint = LoopbackEndpoint.read(raw)
    assert endpoint.url(endpoint.port) == url


@pytest.mark.parametrize(
    "raw",
    [
        "",
        ":80",
        "localhost",
        "localhost:",
        "localhost:65536",
        "localhost:-1",
        "localhost:http",
        "localhost:８０",
        "::1:80",
    ],
)
def test_what_is_no_host_and_port_is_refused(raw: str) -> None:
    with pytest.raises(EndpointError):
        LoopbackEndpoint.read(raw)


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "[::]", "192.168.1.5", "127.0.0.2", "127.1", "localhost.", "example.org", "[::ffff:127.0.0.1]"]
)
def test_any_other_host_is_refused_with_the_reason(host: str) -> None:
    with pytest.raises(EndpointError, match="listens on this machine alone"):
        LoopbackEndpoint.read(f"{host}:8765")


def test_a_free_port_is_taken_and_one_in_use_is_named() -> None:
    with LoopbackEndpoint("localhost", 0).listen() as listener:
        name, port = listener.getsockname()
        assert name == "127.0.0.1"
        with socket.create_connection((name, port)):
            pass
        with pytest.raises(EndpointError, match=rf"Nothing can listen on 127\.0\.0\.1 port {port} \("):
            LoopbackEndpoint("127.0.0.1", port).listen()
