"""Bodies that are sent: none is cut where it is too large, and none is read in another encoding than its own.

Werkzeug stops at the limit of a body whose length is not announced, and ignores a charset and a Content-Encoding.
"""

from typing import IO, cast

from flask import Flask, Request, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.utils import cached_property
from werkzeug.wsgi import LimitedStream

from explorer.core.errors import QueryError
from explorer.text.excerpts import quote

_UTF_8 = ("", "utf-8", "utf8", "us-ascii", "ascii")  # charsets whose bytes are UTF-8
_AS_IT_IS = ("", "identity")


class _LimitedBody(LimitedStream):
    """A body that ends by itself: one that goes on beyond the limit is refused, and one that ends there is whole."""

    def on_exhausted(self) -> None:
        try:
            is_more = bool(self._stream.read(1))
        except (OSError, ValueError) as error:
            self.on_disconnect(error)
            return
        if is_more:
            raise RequestEntityTooLarge

    def readall(self) -> bytes:
        data = super().readall()
        if data and self.is_exhausted:
            self.on_exhausted()
        return data


class SentRequest(Request):
    """A request whose body is never cut."""

    @cached_property
    def stream(self) -> IO[bytes]:
        """Return the body, of which reading raises RequestEntityTooLarge where it is larger than accepted."""
        most = self.max_content_length
        if "wsgi.input_terminated" not in self.environ or most is None:
            return super().stream
        if (self.content_length or 0) > most:
            raise RequestEntityTooLarge
        return cast(IO[bytes], _LimitedBody(self.environ["wsgi.input"], most, is_max=True))


def set_sent_bodies(app: Flask) -> None:
    """Have bodies read whole or refused, and refuse one in another encoding than UTF-8."""
    app.request_class = SentRequest

    @app.before_request
    def check_encoding() -> None:
        if request.method in ("GET", "HEAD", "OPTIONS") or request.routing_exception:
            return
        charset = request.mimetype_params.get("charset", "").strip()
        if charset.lower() not in _UTF_8:
            raise QueryError(f"The charset of the body, {quote(charset)}, is not UTF-8. Send the body as UTF-8.")
        encoding = request.headers.get("Content-Encoding", "").strip()
        if encoding.lower() not in _AS_IT_IS:
            raise QueryError(
                f"The Content-Encoding of the body, {quote(encoding)}, is not understood. Send the body as it is."
            )
