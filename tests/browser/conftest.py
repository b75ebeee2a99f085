"""Fixtures for browser tests: a live server and Chromium."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright
from werkzeug.test import run_wsgi_app

from explorer.corpus.home import Home
from explorer.web.app import create_app
from explorer.web.settings import Settings
from tests.factories import index
from tests.server_thread import served_from_thread

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CHROMIUM = Path("/usr/bin/chromium")
LAN_NAME = "oc.example.org"  # of the server as one of a network, over plain http
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--host-resolver-rules=MAP {LAN_NAME} 127.0.0.1",
]

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # to list all rules that pass takes longer than to run them
}

# Timeout for what should be on a page: long, as the machine may be busy.
expect.set_options(timeout=30_000)


def read_whole(app: "WSGIApplication") -> "WSGIApplication":
    """Return the application with each response read and closed before any of it is sent.

    werkzeug's server leaves a response open, and so the file of a static one, where the browser drops the connection.
    """

    def respond(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        body, status, headers = run_wsgi_app(app, environ, buffered=True)
        start_response(status, list(headers))
        return body

    return respond


@contextmanager
def serving(home: Home) -> Iterator[str]:
    """Serve the corpus of a home, and yield the address."""
    with served_from_thread(read_whole(create_app(Settings(index(home), trusted_hosts=(LAN_NAME,))))) as address:
        yield address


@pytest.fixture(scope="session")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the bundled corpus, and yield the address."""
    with serving(Home(tmp_path_factory.mktemp("browsed"))) as address:
        yield address


def miss(reason: str) -> NoReturn:
    """Skip a test, but fail it in CI."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def matching_font(family: str) -> str:
    """Return the file of the font that this machine has for a family."""
    command = ["fc-match", "--format=%{file}", family]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium on Debian's DejaVu fonts; where either is missing, skip the tests, but never in CI."""
    if not CHROMIUM.exists():
        miss(f"needs Chromium: {CHROMIUM} is missing (apt-get install chromium)")
    if not shutil.which("fc-match") or "DejaVuSans" not in matching_font("DejaVu Sans"):
        miss("needs the fonts that layouts are measured with (apt-get install fontconfig fonts-dejavu)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


def axe_violations(page: Page, part: str | None = None) -> list[str]:
    """List the violations that axe finds on a page, or in the part of a selector: address, rule and element."""
    return [
        f"{page.url}: {violation['id']}: {node['html'][:160]}"
        for violation in Axe().run(page, part, RULES).response["violations"]
        for node in violation["nodes"]
    ]


class Reader:
    """One browser window, with a record of console errors and requests to other sites."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.context = context
        self.origin = origin
        self.faults: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("request", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        # Chromium reports every answer of 400 and above; those that a test asks for are no fault.
        if message.type in ("error", "warning") and "the server responded with a status of" not in message.text:
            self.faults.append(f"console: {message.text}")

    def _see(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:")):
            self.faults.append(f"left the site: {request.url}")

    def open(self, path: str) -> Page:
        self.page.goto(self.origin + path)
        return self.page


@pytest.fixture
def reader(browser: Browser, origin: str, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """Open a window of desktop size; a parameter changes it, as Playwright's new_context takes it."""
    options = {"viewport": {"width": 1440, "height": 900}} | getattr(request, "param", {})
    context = browser.new_context(**options)
    made = Reader(context, origin)
    yield made
    context.close()
    assert made.faults == []
