"""No source reaches a host or reads another file, whatever it refers to; no command but `fetch` asks a host at all."""

import json
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from explorer.core.errors import SourceError
from explorer.ingest.detect import read_source
from tests.ingest.poisonous_files import packed
from tests.ingest.sample_pages import OLD, as_headings_and_lists
from tests.workbooks import parts, table

SECRET = "Canary of another file."


@pytest.mark.parametrize("kind", ["html", "xhtml", "md", "mhtml", "xlsx"])
def test_what_a_source_refers_to_is_not_fetched(tmp_path: Path, kind: str) -> None:
    (tmp_path / "secret").write_text(SECRET)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        for target in (f"http://127.0.0.1:{listener.getsockname()[1]}/x", f"file://{tmp_path}/secret"):
            path = tmp_path / f"source.{kind}"
            path.write_bytes(referring(kind, target))
            with suppress(SourceError):
                reading = read_source(path)
                assert SECRET not in repr(reading.texts)
        with pytest.raises(BlockingIOError):
            listener.accept()


def referring(kind: str, target: str) -> bytes:
    """Make a source that refers to a target in every way that its kind has."""
    entity = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{target}"><!ENTITY % y SYSTEM "{target}"> %y;]>'
    links = f'<img src="{target}"><iframe src="{target}"></iframe><object data="{target}"></object>&x;'
    links += f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{target}" parse="text"/>'
    head = f'<base href="{target}"><link rel="stylesheet" href="{target}"><script src="{target}"></script>'
    page = as_headings_and_lists(OLD).replace("</h1>", f"</h1>{links}", 1).replace("<head>", f"<head>{head}", 1)
    assert target in page
    match kind:
        case "html":
            return page.encode()
        case "xhtml":
            return f'<?xml version="1.0"?>{entity}{page.removeprefix("<!doctype html>")}'.encode()
        case "mhtml":
            header = f"MIME-Version: 1.0\nSnapshot-Content-Location: {target}\nContent-Type: text/html\n\n"
            return (header + page).encode()
        case "md":
            front = f"country: AND\nedition: 2021\ntext: !include {target}"
            return f"---\n{front}\n---\n\n## Drugs\n\n![tea]({target}) {links}\n".encode()
    sheets = parts({"2021_dataset": table(2021)})
    sheet = sheets["xl/worksheets/sheet1.xml"]
    sheets["xl/worksheets/sheet1.xml"] = entity.replace("DOCTYPE html", "DOCTYPE worksheet") + sheet
    return packed({name: content.encode() for name, content in sheets.items()})


# Runs commands and asks for pages in one process; prints what was connected to, and which modules of `fetch` came in.
NOBODY_IS_ASKED = """
import json, sys
asked = []
def watch(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        asked.append([event, repr(args[1:])])
sys.addaudithook(watch)
from click.testing import CliRunner
from explorer.cli.main import group
home = sys.argv[1]
words = [["import", sys.argv[2]], ["search", "heroin"], ["show", "kgz-2021"], ["check"], ["quote", "the heroin route"]]
exits = {each[0]: CliRunner().invoke(group, ["--home", home, *each]).exit_code for each in words}
from pathlib import Path
from explorer.corpus.home import Home
from explorer.web.app import create_app
from explorer.web.settings import Settings
application = create_app(Settings(home=Home(Path(home))))
for path in ("/", "/search?q=heroin", "/api/v1/search?q=heroin"):
    exits[path] = application.test_client().get(path).status_code
names = [name for name in sys.modules if name.startswith(("explorer.ingest.fetch", "protego"))]
print(json.dumps({"asked": asked, "modules": names, "exits": exits}))
"""


def test_no_command_but_fetch_and_no_page_of_the_site_asks_a_host(tmp_path: Path) -> None:
    document = tmp_path / "and.md"
    document.write_text("---\ncountry: AND\nedition: 2021\n---\n\n## Drugs\n\nSee http://127.0.0.1:9/x.\n")
    line = [sys.executable, "-c", NOBODY_IS_ASKED, str(tmp_path / "home"), str(document)]
    done = subprocess.run(line, capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    assert answer["asked"] == []
    assert answer["modules"] == []
    assert all(exit in (0, 1, 200) for exit in answer["exits"].values()), answer["exits"]
