"""Whether all of a request is there, whatever the pieces that it comes in."""

import pytest

from explorer.web.request_buffer import LARGEST_HEAD, RequestBuffer
from tests.growth import is_linear

LARGEST = 1_000
HEAD = b"POST /lookup HTTP/1.1\r\nHost: localhost\r\n"
WHOLE = (
    b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    HEAD + b"Content-Length: 5\r\n\r\ntext=",
    HEAD + b"content-length:0\r\n\r\n",
    HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\ntext=\r\n3;a=b\r\nabc\r\n0\r\n\r\n",
    HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\nTrailer: 1\r\n\r\n",
)
CUT = (
    b"GET /" + b"a" * LARGEST_HEAD,
    HEAD + b"Content-Length: 1001\r\n\r\n",
    HEAD + b"Content-Length: 5\r\nContent-Length: 5\r\n\r\n",
    HEAD + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
    HEAD + b"Content-Length: -5\r\n\r\n",
    HEAD + b"Content-Length : 5\r\n\r\n",
    HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n",
    HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"z" * 400,
    HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\na\r\n" * 400,
)


@pytest.mark.parametrize("request_", WHOLE)
def test_a_request_is_whole_with_its_last_byte(request_: bytes) -> None:
    for size in (1, 7, len(request_)):
        buffer = RequestBuffer(LARGEST)
        for start in range(0, len(request_), size):
            assert not buffer.is_whole()
            buffer.add(request_[start : start + size])
        assert buffer.is_whole() and not buffer.is_cut
        assert buffer.recv(9) + buffer.recv(1_000) == request_
        assert buffer.recv(9) == b""


@pytest.mark.parametrize("request_", CUT)
def test_what_is_refused_anyway_is_not_waited_for(request_: bytes) -> None:
    buffer = RequestBuffer(LARGEST)
    buffer.add(request_)
    assert buffer.is_whole() and buffer.is_cut


def test_the_next_request_of_a_connection_begins_with_what_the_parser_has_read() -> None:
    buffer = RequestBuffer(LARGEST)
    buffer.add(WHOLE[1] + WHOLE[0])
    assert buffer.is_whole()
    read = buffer.recv(len(WHOLE[1]) + 20)
    buffer.start_request(read[len(WHOLE[1]) :])
    assert buffer.is_whole() and not buffer.is_cut
    assert buffer.recv(1_000) == WHOLE[0]
    buffer.start_request(b"")
    assert not buffer.is_whole()


def test_a_body_that_waits_for_an_interim_answer_is_known_once_its_head_is_there() -> None:
    buffer = RequestBuffer(LARGEST)
    buffer.add(HEAD + b"Expect: 100-continue\r\nContent-Length: 5\r\n")
    assert not buffer.is_whole() and not buffer.expects_continue
    buffer.add(b"\r\n")
    assert not buffer.is_whole() and buffer.expects_continue


@pytest.mark.parametrize(
    "start", [b"GET /", HEAD + b"Content-Length: 90000\r\n\r\n", HEAD + b"Transfer-Encoding: chunked\r\n\r\n"]
)
def test_a_request_that_comes_byte_by_byte_is_read_in_time_in_proportion_to_it(start: bytes) -> None:
    def read(size: int) -> None:
        buffer = RequestBuffer(100_000)
        buffer.add(start)
        for _ in range(size):
            buffer.add(b"1\r\na\r\n" if b"chunked" in start else b"a")
            buffer.is_whole()

    assert is_linear(read, 2_000)
