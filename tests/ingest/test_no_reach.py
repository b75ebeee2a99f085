"""No source reaches a host or reads another file, whatever it refers to."""

import socket
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
