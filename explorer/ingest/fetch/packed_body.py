"""A body that a server packed with gzip, within a limit: a few bytes may unpack to gigabytes."""

import zlib

from explorer.core.errors import SourceError


class LargeBodyError(SourceError):
    """A body unpacks to more than it may."""


_ANY_HEADER = 32 + zlib.MAX_WBITS  # of gzip or zlib


def unpack(data: bytes, most: int) -> bytes:
    """Unpack a body of gzip or zlib. Raises SourceError where it is damaged; LargeBodyError past so many bytes."""
    unpacked = b""
    while data:
        unpacker = zlib.decompressobj(_ANY_HEADER)
        try:
            unpacked += unpacker.decompress(data, most + 1 - len(unpacked))
        except zlib.error as error:
            raise SourceError("Its compression is damaged.") from error
        if len(unpacked) > most:
            raise LargeBodyError(f"It unpacks to more than {most // 10**6:,} MB.")
        if not unpacker.eof:
            raise SourceError("Its compression breaks off.")
        data = unpacker.unused_data if unpacker.unused_data.startswith(b"\x1f\x8b") else b""  # a further member
    return unpacked
