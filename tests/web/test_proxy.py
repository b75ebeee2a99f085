"""The site behind a real nginx, configured as in docs/operating.md: at the root of a host, and below a path."""

import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import Request, urlopen

import pytest
from bs4 import BeautifulSoup

from explorer.corpus.home import Home
from tests.web.test_server import served

GUIDE = (Path(__file__).parents[2] / "docs" / "operating.md").read_text("utf-8")
PAGES = (
    "/",
    "/search?q=heroin",
    "/search?q=heroin&view=countries",
    "/profiles/kgz-2021",
    "/indicators/heroin-trade",
    "/rankings",
    "/cite?id=kgz-2021/drugs/1",
    "/collection?id=kgz-2021/drugs/1",
    "/works",
    "/help",
)
_HTTP = """
daemon off;
master_process off;
pid {folder}/pid;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {http}
}}
"""


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def is_listening(port: int) -> bool:
    with socket.socket() as connection:
        return connection.connect_ex(("127.0.0.1", port)) == 0


def configuration(folder: Path, port: int, upstream: str, root: str) -> str:
    """Adapt the blocks of the guide to a test: without TLS, on a free port, over a socket, with logs in a folder."""
    whole, below = re.findall(r"```nginx\n(.*?)```", GUIDE, re.DOTALL)
    if root:
        whole = re.sub(r"    location / \{.*?\n    \}\n", lambda _: below, whole, flags=re.DOTALL)
    whole = re.sub(r"^\s*(?:ssl_certificate.*|server_name.*)\n", "", whole, flags=re.MULTILINE)
    whole = whole.replace("listen 443 ssl", f"listen 127.0.0.1:{port}").replace("rate=10r/s", "rate=1000r/s")
    # The port of a test is no part of a name; on 443 it is none of the address.
    whole = whole.replace("Host $host", "Host $http_host").replace("/var/log/nginx", str(folder))
    whole = whole.replace("http://127.0.0.1:8000/;", f"http://{upstream}:/;")
    return _HTTP.format(folder=folder, http=whole.replace("http://127.0.0.1:8000;", f"http://{upstream};"))


@contextmanager
def proxied(folder: Path, upstream: str, root: str) -> Iterator[str]:
    """Start nginx in front of a server that listens on a socket, and yield the address."""
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if nginx is None:
        pytest.skip("needs nginx (apt-get install nginx-light)")
    port = free_port()
    written = folder / "nginx.conf"
    written.write_text(configuration(folder, port, upstream, root), "utf-8")
    command = [nginx, "-p", str(folder), "-c", str(written), "-e", str(folder / "error.log")]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        try:
            until = time.monotonic() + 60
            while not is_listening(port):
                assert process.poll() is None, (folder / "error.log").read_text("utf-8")
                assert time.monotonic() < until, "nginx does not listen"
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}{root}"
        finally:
            process.terminate()


@pytest.fixture(params=["", "/oc"], ids=["root", "path"], scope="module")
def site(
    request: pytest.FixtureRequest, bundled_home: Home, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """Serve the site behind nginx, and yield the address and the path that it is below."""
    folder = tmp_path_factory.mktemp("nginx")
    root = str(request.param)
    with (
        served(bundled_home, f"unix:{folder}/http", PROXIES="1", RATE_LIMIT="off") as (_, upstream),
        proxied(folder, upstream, root) as url,
    ):
        yield url, root


def answer(address: str) -> tuple[int, str]:
    """Return the status of an address, and its redirect target."""
    try:
        with urlopen(address) as response:
            return response.status, response.url
    except HTTPError as error:
        return error.code, address


def test_every_link_of_every_page_leads_through_the_proxy_back_to_the_site(site: tuple[str, str]) -> None:
    url, root = site
    host = url.removesuffix(root)
    followed: set[str] = set()
    for path in PAGES:
        with urlopen(url + path) as response:
            soup = BeautifulSoup(response.read(), "lxml")
        for tag in soup.select("[href], [src], [action], [data-permanent], [data-suggestions], [data-address]"):
            for name in ("href", "src", "action", "data-permanent", "data-suggestions", "data-address"):
                address = urljoin(url + path, str(tag.get(name, ""))).partition("#")[0]
                if address.startswith("https://"):
                    continue
                assert address.startswith(f"{url}/"), f"{path} leads to {address}"
                if name != "action" and len(followed) < 150:  # a form has no answer without its fields
                    followed.add(address)
    for address in followed:
        status, target = answer(address)
        assert status == 200, address
        assert target.startswith(f"{url}/"), f"{address} leads to {target}"
    assert f"{host}{root}/static/" in "".join(followed)


def test_redirects_permanent_links_and_json_lead_back_to_the_site(site: tuple[str, str]) -> None:
    url, root = site
    for path, target in (
        ("/profiles/KGZ-2021?q=heroin", "/profiles/kgz-2021?q=heroin"),
        ("/passages/kgz-2021/drugs/1", "/profiles/kgz-2021?passage=drugs-1#drugs-1"),
        ("/compare?country=KGZ&edition=2021", "/compare?profiles=kgz-2021"),
    ):
        with urlopen(url + path) as response:
            assert response.url == url + target
    with urlopen(f"{url}/api/v1/search?q=heroin") as response:
        hit = json.load(response)["hits"][0]
    assert hit["url"] == f"{root}/passages/{hit['id']}"
    with urlopen(f"{url}/api/v1/citations?id={hit['id']}") as response:
        link = json.load(response)["link"]
    assert link.startswith(f"{url}/passages/{hit['id']}?v=")
    assert urlopen(link).status == 200
    with urlopen(f"{url}/api/v1/openapi.json") as response:
        (server,) = json.load(response)["servers"]
    assert urljoin(f"{url}/api/v1/openapi.json", server["url"]) == f"{url}/api/v1"


def test_a_reader_behind_the_proxy_cannot_move_the_site(site: tuple[str, str]) -> None:
    url, root = site
    headers = {"X-Forwarded-Prefix": "/evil", "SCRIPT_NAME": "/evil"}
    with urlopen(Request(f"{url}/help", headers=headers)) as response:
        page = response.read().decode()
    assert "/evil" not in page
    assert f'href="{root}/countries"' in page
    with pytest.raises(HTTPError, match="404"):
        urlopen(Request(f"{url}/metrics", headers=headers))
