"""The server: gunicorn, or waitress where there is no fork."""

import errno
import gc
import logging
import os
import shutil
import socket
import stat
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from flask import Flask

from explorer.core.errors import ExplorerError
from explorer.text.escapes import escape_controls
from explorer.web.app import create_app
from explorer.web.middleware.access_log import JsonFormatter, open_access_log
from explorer.web.settings import LARGEST_BODY, LONGEST_LINE, UNIX, Settings

THREADS = 32  # of one worker: that many slow clients delay nobody; where there are more, put a proxy in front
_BACKLOG = 1024
_CONNECTIONS, _IDLE_SECONDS = 1000, 15  # of waitress
_EXPOSED = (
    "Warning: others can reach this server directly, and no proxy is configured. Put one in front that waits for slow "
    "readers and terminates TLS, and set OC_EXPLORER_PROXIES=1 or OC_EXPLORER_BEHIND_TLS=1."
)


class AddressError(ExplorerError):
    """The server cannot listen on its address; the message names the reason and what would work."""


def listen(settings: Settings) -> socket.socket:
    """Open the socket that a server listens on. Raises AddressError."""
    return _listen_on_path(settings.socket) if settings.socket else _listen_on_port(settings.host, settings.port)


def _listen_on_port(host: str, port: int) -> socket.socket:
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


def _listen_on_path(path: str) -> socket.socket:
    """Open a Unix socket as gunicorn does: in place of an unused one, and open to all who reach its folder."""
    if not hasattr(socket, "AF_UNIX") or sys.platform == "win32":
        raise AddressError("This system has no Unix sockets. Choose an address with --host.")
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        _remove_unused(path)
        umask = os.umask(0)
        try:
            listener.bind(path)
        finally:
            os.umask(umask)
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise AddressError(f"Nothing can listen on {UNIX}{path} ({error.strerror or error}).") from error
    return listener


def _remove_unused(path: str) -> None:
    """Remove the socket that a killed server left. Raises OSError for one that is in use, and for any other file."""
    try:
        is_socket = stat.S_ISSOCK(Path(path).stat().st_mode)
    except FileNotFoundError:
        return
    if not is_socket:
        raise FileExistsError(errno.EEXIST, "a file that is not a socket is there")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        try:
            client.connect(path)
        except ConnectionRefusedError:
            Path(path).unlink()
            return
    raise OSError(errno.EADDRINUSE, "another server listens there")


def address(listener: socket.socket, settings: Settings) -> str:
    """Return the address that a browser on this machine opens, or that of the Unix socket."""
    if settings.socket:
        return settings.host
    local = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104
    name = f"[{local}]" if ":" in local else local
    return f"http://{name}:{listener.getsockname()[1]}" + (f"{settings.root}/" if settings.root else "")


def _announce(url: str, settings: Settings, opens_browser: bool) -> None:
    click.echo(f"Serving on {escape_controls(url)}", err=True)
    if settings.is_exposed:
        click.echo(_EXPOSED, err=True)
    if opens_browser and not url.startswith(UNIX):
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def _serve_forking(app: Flask, settings: Settings, listener: socket.socket, opens_browser: bool) -> None:
    url = address(listener, settings)
    handle = listener.detach()  # gunicorn closes it when it has made its own

    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
    from gunicorn.glogging import Logger  # type: ignore[import-untyped]

    from explorer.web.gunicorn_worker import BufferingWorker

    class Log(Logger):  # type: ignore[misc]
        """Gunicorn's own messages, as lines of the access log."""

        def setup(self, cfg: Any) -> None:
            super().setup(cfg)
            for handler in self.error_log.handlers:
                handler.setFormatter(JsonFormatter(settings.log == "queries"))

    class Server(BaseApplication):  # type: ignore[misc]
        """Gunicorn over an application that is made once, before its workers start."""

        def load_config(self) -> None:
            options: dict[str, Any] = {
                "bind": f"fd://{handle}",
                "workers": settings.processes,
                "worker_class": BufferingWorker,
                "threads": THREADS,
                "preload_app": True,
                "control_socket_disable": True,
                "loglevel": "warning",
                "logger_class": Log,
                "limit_request_line": LONGEST_LINE,
                "raw_env": [f"SCRIPT_NAME={settings.root}"],
                "forwarder_headers": "",  # else a reader could send SCRIPT_NAME and PATH_INFO through a proxy
                "when_ready": lambda _: _announce(url, settings, opens_browser),
            }
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            return app

    Server().run()


def _serve_threading(app: Flask, listener: socket.socket, settings: Settings, opens_browser: bool) -> None:
    import waitress  # type: ignore[import-untyped]

    _announce(address(listener, settings), settings, opens_browser)
    waitress.serve(
        app,
        sockets=[listener],
        threads=THREADS,
        url_prefix=settings.root,
        # It reads requests before a thread has them, up to this many; one that sends a byte now and then may stay.
        connection_limit=_CONNECTIONS,
        channel_timeout=_IDLE_SECONDS,
        cleanup_interval=_IDLE_SECONDS // 3,
        max_request_body_size=LARGEST_BODY * 2,  # a larger one than the application takes, which says so itself
    )


def serve(settings: Settings, opens_browser: bool = False, warnings: Sequence[str] = ()) -> None:
    """Serve until a signal stops it; the log starts with the warnings.

    Raises AddressError, or VocabularyError when index/ has a mistake.
    """
    open_access_log(settings.log)
    for warning in warnings:
        logging.getLogger(__name__).warning("%s", warning)
    with _counting(settings):
        app = create_app(settings)
        gc.freeze()  # the garbage collector does not write to memory that workers share
        listener = listen(settings)
        if sys.platform == "win32":
            _serve_threading(app, listener, settings, opens_browser)
        else:
            _serve_forking(app, settings, listener, opens_browser)


@contextmanager
def _counting(settings: Settings) -> Iterator[None]:
    """Make the folder in which the workers of a server add up their metrics, where metrics are on."""
    if not settings.has_metrics or sys.platform == "win32":
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
