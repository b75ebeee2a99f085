"""A packed body is unpacked whole, within its limit, or refused."""

import gzip
import zlib

import pytest

from explorer.core.errors import SourceError
from explorer.ingest.fetch.packed_body import LargeBodyError, unpack

TEXT = b"some words" * 100


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(TEXT),
        zlib.compress(TEXT),
        gzip.compress(TEXT[:7]) + gzip.compress(TEXT[7:]),
        gzip.compress(TEXT) + b"trailing bytes, as some servers pad",
    ],
    ids=["gzip", "zlib", "members", "padded"],
)
def test_every_form_is_unpacked(data: bytes) -> None:
    assert unpack(data, len(TEXT)) == TEXT


def test_a_body_may_have_exactly_as_much_as_allowed() -> None:
    with pytest.raises(LargeBodyError):
        unpack(gzip.compress(TEXT), len(TEXT) - 1)
    with pytest.raises(LargeBodyError, match="unpacks to more than 1 MB"):
        unpack(gzip.compress(b"\0" * 5 * 10**6) * 3, 10**6)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (gzip.compress(TEXT)[:-9], "breaks off"),
        (gzip.compress(TEXT)[:5], "breaks off"),
        (b"plain", "damaged"),
        (gzip.compress(TEXT) + gzip.compress(TEXT)[:-5], "breaks off"),
        (gzip.compress(TEXT)[:-8] + b"\0" * 8, "damaged"),
    ],
    ids=["end", "head", "plain", "second member", "checksum"],
)
def test_what_is_not_whole_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        unpack(data, 10**6)


def test_nothing_unpacks_to_nothing() -> None:
    assert unpack(b"", 10) == b""
