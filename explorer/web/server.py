"""Serving the application: gunicorn, or waitress where there is no fork."""

import gc
import os
import shutil
import socket
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from flask import Flask

from explorer.core.errors import ExplorerError
from explorer.web.app import create_app
from explorer.web.middleware.access_log import JsonFormatter, open_access_log
from explorer.web.settings import LONGEST_LINE, Settings

THREADS = 32  # of one worker: as many slow clients do not hold up the next; put a proxy before it where there are more
_BACKLOG = 1024


class AddressError(ExplorerError):
    """The server cannot listen where it was told to; the message says why and what to do."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises AddressError."""
    listener = None
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(_BACKLOG)
    except OSError as error:
        if listener:
            listener.close()
        raise AddressError(
            f"Nothing can listen on {host} port {port} ({error.strerror}). Choose another with --host or --port."
        ) from error
    return listener


def address(listener: socket.socket, host: str) -> str:
    """The address that a browser on this machine opens."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{name}:{listener.getsockname()[1]}"


def _announce(url: str, opens: bool) -> None:
    click.echo(f"Serving on {url}", err=True)
    if opens:
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def _serve_forking(app: Flask, settings: Settings, listener: socket.socket, opens: bool) -> None:
    url = address(listener, settings.host)
    handle = listener.detach()  # gunicorn closes it when it has made its own

    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
    from gunicorn.glogging import Logger  # type: ignore[import-untyped]

    class Log(Logger):  # type: ignore[misc]
        """What gunicorn has to say, in the lines of the journal."""

        def setup(self, cfg: Any) -> None:
            super().setup(cfg)
            for handler in self.error_log.handlers:
                handler.setFormatter(JsonFormatter(settings.log == "queries"))

    class Server(BaseApplication):  # type: ignore[misc]
        """Gunicorn over an application that is made once, before the workers are."""

        def load_config(self) -> None:
            options: dict[str, Any] = {
                "bind": f"fd://{handle}",
                "workers": settings.processes,
                "worker_class": "gthread",
                "threads": THREADS,
                "preload_app": True,
                "control_socket_disable": True,
                "loglevel": "warning",
                "logger_class": Log,
                "limit_request_line": LONGEST_LINE,
                "when_ready": lambda _: _announce(url, opens),
            }
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            return app

    Server().run()


def _serve_threading(app: Flask, listener: socket.socket, settings: Settings, opens: bool) -> None:
    import waitress  # type: ignore[import-untyped]

    _announce(address(listener, settings.host), opens)
    waitress.serve(app, sockets=[listener], threads=THREADS)


def serve(settings: Settings, opens: bool = False) -> None:
    """Serve until told to stop. Raises AddressError, or VocabularyError when index/ has a mistake."""
    open_access_log(settings.log)
    with _counting(settings):
        app = create_app(settings)
        gc.freeze()  # what workers share stays shared: no search for garbage writes to it
        listener = listen(settings.host, settings.port)
        if sys.platform == "win32":
            _serve_threading(app, listener, settings, opens)
        else:
            _serve_forking(app, settings, listener, opens)


@contextmanager
def _counting(settings: Settings) -> Iterator[None]:
    """A folder where the workers of a server count together, when they are to count."""
    if not settings.metrics or sys.platform == "win32":
        yield
        return
    owner = os.getpid()
    folder = tempfile.mkdtemp(prefix="oc-explorer-metrics-")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
    try:
        yield
    finally:
        if os.getpid() == owner:  # a worker that ends comes by here as well
            shutil.rmtree(folder, ignore_errors=True)
