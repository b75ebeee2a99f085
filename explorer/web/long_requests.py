"""Requests that read all hits of a search: downloads, views, a matrix. A worker makes a few of them at once.

Each takes tens of megabytes while it is made, and keeps others of its worker from the processor.
"""

import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import cast

from flask import Flask, Response, current_app
from werkzeug.wsgi import FileWrapper

from explorer.core.errors import ExplorerError
from explorer.export.writers import FORMATS, Export
from explorer.search.request import SearchRequest
from explorer.search.result_set import ResultSet
from explorer.web.context import corpus

MANY = 1_000  # hits that make a request a long one
AT_ONCE, WAITING, SECONDS = 2, 4, 5.0  # long requests that a worker makes, that wait for their turn, and for how long
SENT_AT_ONCE = 8  # long files that a worker sends: each takes a thread for as long as its reader takes
MOST_ROWS = 20_000  # of a file: more than all passages of the Index
_IN_MEMORY = 2**20  # bytes of a file; a larger one is written to the temporary folder


class BusyError(ExplorerError):
    """The server does too much for this request: HTTP 503. The message names what would be answered."""

    retry_after = SECONDS


class Slots:
    """Turns of work, so many at once; others wait for theirs, so many of them and for so long. Thread-safe."""

    def __init__(self, at_once: int, waiting: int, seconds: float) -> None:
        self._free = threading.BoundedSemaphore(at_once)
        self._entered = threading.BoundedSemaphore(at_once + waiting)
        self._seconds = seconds

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold a turn. Raises BusyError."""
        with ExitStack() as held:
            for semaphore, seconds in ((self._entered, 0.0), (self._free, self._seconds)):
                if not semaphore.acquire(timeout=seconds):
                    raise BusyError(
                        "Too many long downloads, lists or counts are being made at once. Try again in a few seconds, "
                        "or ask for less: rarer words, or one country, edition or section."
                    )
                held.callback(semaphore.release)
            yield


def set_slots(app: Flask) -> None:
    """Give an application the turns of one worker."""
    app.extensions["made"] = Slots(AT_ONCE, WAITING, SECONDS)
    app.extensions["sent"] = Slots(SENT_AT_ONCE, 0, 0)


@contextmanager
def long_work() -> Iterator[None]:
    """Hold a turn while something long is made. Raises BusyError."""
    with cast(Slots, current_app.extensions["made"]).taken():
        yield


@contextmanager
def long_request(request: SearchRequest) -> Iterator[None]:
    """Hold a turn while all hits of a search are read, when there are many. Raises BusyError."""
    with ExitStack() as held:
        if corpus().engine.count(request).total > MANY:
            held.enter_context(long_work())
        yield


def all_passages(request: SearchRequest) -> ResultSet:
    """Return all hits of a search. Raises BusyError, and as the engine does."""
    with long_request(request):
        return corpus().engine.passages(request)


def download(export: Export, format: str, name: str) -> Response:
    """Answer with an export as a file, complete before its first byte is sent. Raises BusyError."""
    with ExitStack() as held:
        file = held.enter_context(tempfile.SpooledTemporaryFile(_IN_MEMORY))
        try:
            export.write_to(file, format)
        except OSError as error:
            raise BusyError(
                f"The file cannot be written to the server's temporary folder ({error.strerror or error}). "
                "Ask for less, or ask its operator to free some space there."
            ) from error
        size = file.tell()
        file.seek(0)
        if size <= _IN_MEMORY:
            response = Response(file.read(), mimetype=FORMATS[format])
        else:
            held.enter_context(cast(Slots, current_app.extensions["sent"]).taken())
            response = Response(FileWrapper(file), mimetype=FORMATS[format], direct_passthrough=True)
            response.content_length = size
            response.call_on_close(held.pop_all().close)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
