"""Files that try to end an import, to fill its memory or to hold it up: at least a hundred, none of which can be taken.

`write_poison` writes them into a folder. Their sizes are the smallest that once did harm, or a few times that.
"""

import io
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.ingest.raw_pdfs import raw_pdf
from tests.workbooks import table, workbook

Poison = Iterator[tuple[str, bytes]]


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><title>A page</title>{head}</head><body>{body}</body></html>".encode()


def document(front: str, body: str = "## Drugs\n\nHeroin is sold.") -> bytes:
    return f"---\n{front}\n---\n\n{body}\n".encode()


def entities(root: str) -> str:
    """Return a document type whose entity `a9` is a thousand million laughs."""
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE {root} [<!ENTITY a0 "ha">{laughs}]>'


def yaml_bombs() -> Poison:
    """Make front matter that is deep, wide, recursive, or has scalars that readers of YAML choke on."""
    laughs = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    laughs += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    yield "yaml-deep.md", document("country: " + "[" * 100_000)
    yield "yaml-deep-maps.md", document("country: " + "{a: " * 20_000)
    yield "yaml-laughs.md", document("\n".join([*laughs, "country: KGZ", "edition: *a8"]))
    yield "yaml-laughs-in-edition.md", document("\n".join([*laughs[:1], "edition: [*a0, *a0]", "country: *a0"]))
    doubled = [f"b{n}: &b{n} [*b{n - 1}, *b{n - 1}, *b{n - 1}, *b{n - 1}, *b{n - 1}, *b{n - 1}]" for n in range(1, 9)]
    yield "yaml-aliases-in-edition.md", document("\n".join(["b0: &b0 [x]", *doubled, "edition: *b8"]))
    yield "yaml-itself.md", document("country: &a [*a]\nedition: 2023")
    yield "yaml-merge.md", document("a: &a {<<: {country: KGZ}}\n<<: *a\nedition: 2023")
    yield "yaml-python.md", document("country: !!python/object/apply:os.system ['true']\nedition: 2023")
    yield "yaml-tag.md", document("country: !<tag:example.org,2023:x> KGZ\nedition: 2023")
    yield "yaml-sexagesimal.md", document("country: KGZ\nedition: " + "59:" * 30_000 + "59")
    yield "yaml-hex.md", document("country: KGZ\nedition: 0x" + "f" * 6000)
    yield "yaml-digits.md", document("country: KGZ\nedition: " + "9" * 6000)
    typed = ['!!int ""', '!!int "-"', '!!float ""', "!!bool x", "!!timestamp x", "!!binary '%'"]
    for number, scalar in enumerate([*typed, ".inf", ".nan", "2023-13-45", "[]", "{}", "~", "0o9"]):
        yield f"yaml-scalar-{number}.md", document(f"country: KGZ\nedition: {scalar}")
    yield "yaml-changes.md", document("country: KGZ\nedition: 2023\nchanges:\n  heroin-trade: " + "9" * 400)
    yield "yaml-scores.md", document("country: KGZ\nedition: 2023\nscores:\n  heroin-trade: " + "9" * 400)
    ranks = "scores: {criminality: 5.0}\nranks: {criminality: {world: [1, 0x" + "f" * 5000 + "]}}"
    yield "yaml-ranks.md", document(f"country: KGZ\nedition: 2023\n{ranks}")
    yield "yaml-keys.md", document("country: KGZ\nedition: 2023\n" + "\n".join(f"key{n}: x" for n in range(20_000)))
    yield "yaml-twice.md", document("country: KGZ\ncountry: AND\nedition: 2023")
    yield "yaml-unclosed.md", b"---\ncountry: KGZ\nedition: 2023\n" + b"a: b\n" * 1000
    yield "yaml-nul.md", document("country: K\0GZ\nedition: 2023")
    yield "yaml-escape.md", document('title: "\\e]0;OWNED\\a\\e[2J"\ncountry: KGZ\nedition: 2023')
    yield "yaml-tabs.md", document("\tcountry:\tKGZ\n\tedition: 2023")
    yield "id-long.md", document("title: Ferries\nid: " + "a" * 300)
    yield "id-path.md", document("title: Ferries\nid: ../../../etc/passwd")
    yield "document-latin.md", document("country: KGZ\nedition: 2023", "## Drugs\n\nCôte").decode().encode("latin-1")
    yield "document-headings.md", document("country: KGZ\nedition: 2023", "## Drugs\n\nTea.\n\n" * 2_000)
    yield "document-no-heading.md", document("country: KGZ\nedition: 2023", "Tea without a heading.")


def markup_bombs() -> Poison:
    """Make pages that are deep, wide, or mean other pages."""
    yield "html-deep.html", page("<div>" * 40_000 + "x")
    yield "html-deep-tables.html", page("<table><tr><td>" * 5_000)
    yield "html-unclosed.html", page("<b><i>" * 30_000)
    yield "html-attributes.html", page("<p " + " ".join(f"a{n}=x" for n in range(50_000)) + ">x</p>")
    yield "html-long-line.html", page("word " * 300_000)
    yield "html-long-word.html", page("x" * 1_000_000)
    yield "html-marks.html", page("<h1>Kyrgyzstan</h1><p>a" + "\u0301\u0316" * 20_000)
    yield "html-backslashes.html", page("<h1>Ferries</h1>" + "<p>" + "\\" * 30_000 + "[^1]</p>")
    yield "html-headings.html", page("<h1>Ferries</h1>" + "<h2>Drugs</h2><p>Tea.</p>" * 10_000)
    yield "html-lists.html", page("<ul><li>" * 20_000)
    yield "html-comments.html", page("<!--" * 50_000)
    yield "html-script.html", page("<script>" + "document.write('x');" * 10_000)
    yield "html-style.html", page("<p style='" + "text-decoration:" * 50_000 + "'>x</p>")
    yield "html-entities.html", page("&amp" * 200_000)
    yield "html-numbers.html", page("&#" + "9" * 100_000 + ";")
    yield "html-empty.html", page("")
    yield "html-cdata.html", page("<![CDATA[" * 10_000)
    yield "html-frames.html", page("<iframe src='x'>" * 10_000)
    yield "xhtml-laughs.html", f'<?xml version="1.0"?>{entities("html")}<html><body>&a9;</body></html>'.encode()
    external = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    yield "xhtml-external.xhtml", f'<?xml version="1.0"?>{external}<html><body><p>&x;</p></body></html>'.encode()
    addresses = ["http://[oops", "http://[::1/x", "https://\u2100.com/", "http://x:99999999/", "{{ page.url }}"]
    paragraphs = "<p>Tea is sold by the gram in every harbour, and nobody has ever asked why it is.</p>" * 2
    for number, address in enumerate(addresses):
        head = f'<link rel="canonical" href="{address}">'
        yield f"html-canonical-{number}.html", page(f"<h1>Tea</h1>{paragraphs}", head)
    yield "svg.html", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    yield "rankings.html", page("<h1>Rankings</h1><p>1 Myanmar 8.15</p><p>2 Colombia 7.75</p>")


def archives() -> Poison:
    """Make web archives whose parts are nested, endless or not there."""

    def nested(kind: str, times: int) -> bytes:
        head = b"From: <Saved by Blink>\nMIME-Version: 1.0\n"
        parts = (f'Content-Type: {kind}; boundary="b{n}"\n\n--b{n}\n' for n in range(times))
        return head + "".join(parts).encode() + b"Content-Type: text/html\n\n<p>x</p>"

    yield "mhtml-multiparts.mhtml", nested("multipart/related", 1000)
    yield "mhtml-messages.mhtml", b"MIME-Version: 1.0\n" + b"Content-Type: message/rfc822\n\n" * 3000
    parameters = b"a=1;" * 100_000
    yield "mhtml-parameters.mhtml", b"MIME-Version: 1.0\nContent-Type: multipart/related; " + parameters + b"\n\nx"
    yield "mhtml-headers.mhtml", b"MIME-Version: 1.0\n" + b"X-A: b\n" * 50_000 + b"Content-Type: multipart/related\n\n"
    yield "mhtml-no-part.mhtml", b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x--\n'
    yield (
        "mhtml-base64.mhtml",
        (
            b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: text/html\n'
            b"Content-Transfer-Encoding: base64\n\n" + b"!" * 10_000 + b"\n--x--\n"
        ),
    )
    yield (
        "mhtml-charset.mhtml",
        (
            b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n'
            b"Content-Type: text/html; charset=\xff\xfe\n\n<p>x</p>\n--x--\n"
        ),
    )


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def workbooks() -> Poison:
    """Make workbooks that are cut, doubled, far too large inside, or none at all."""
    whole = workbook({"2021_dataset": table(2021)})
    yield "xlsx-cut.xlsx", whole[: len(whole) // 2]
    yield "xlsx-cut-end.xlsx", whole[:-10]
    yield "xlsx-head.xlsx", whole[:4]
    yield "xlsx-flipped.xlsx", whole[:2000] + bytes(byte ^ 0xFF for byte in whole[2000:2100]) + whole[2100:]
    yield "xlsx-row-missing.xlsx", workbook({"2021_dataset": table(2021)[:-1]})
    yield "xlsx-no-sheet.xlsx", workbook({"Notes": [["nothing", 1.0]]})
    yield "xlsx-empty.xlsx", packed({})
    yield "xlsx-other.xlsx", packed({"hello.txt": b"hello"})
    yield "zip-bomb.xlsx", packed({"xl/workbook.xml": bytes(60_000_000), "xl/worksheets/sheet1.xml": bytes(60_000_000)})
    yield "zip-many.xlsx", packed({f"f{n}": b"" for n in range(5000)})
    yield "zip-path.xlsx", packed({"../../../tmp/evil": b"x"})
    yield "zip-lzma.xlsx", packed({"xl/workbook.xml": bytes(1_000_000)}, zipfile.ZIP_LZMA)
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><workbook>&a;</workbook>'
    yield "xlsx-entity.xlsx", packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": entity})
    bomb = f"{entities('workbook')}<workbook>&a9;</workbook>".encode()
    yield "xlsx-laughs.xlsx", packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": bomb})
    yield "xls-old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000)
    yield "xls-as-page.html", b"\xd0\xcf\x11\xe0" + b"x" * 500


def binaries() -> Poison:
    """Make what is no text, under names that say otherwise, and text in what no page is written in."""
    yield "empty.html", b""
    yield "empty.md", b""
    yield "blank.txt", b" \n\t\r\n" * 1000
    yield "nul.txt", bytes(100_000)
    yield "nul-within.html", b"<p>Tea</p>\0" * 1000
    yield "random.html", bytes((n * 7919 + n // 256) % 256 for n in range(100_000))
    yield "pdf.html", b"%PDF-1.7\n" + bytes(1000)
    yield "huge-letters.pdf", raw_pdf("BT /F 1e30 Tf (Tea) Tj ET " * 1000, box="-1e30 -1e30 1e30 1e30")
    yield "many-letters.pdf", raw_pdf("BT /F 1 Tf (" + "x" * 900_000 + ") Tj ET")
    yield "scattered.pdf", raw_pdf("".join(f"BT /F 9 Tf {n % 500} {n % 791} Td (Tea) Tj ET " for n in range(20_000)))
    yield "itself.pdf", raw_pdf("/X Do", resources="/XObject << /X 4 0 R >>", stream="/Type /XObject /Subtype /Form")
    yield "png.txt", b"\x89PNG\r\n\x1a\n" + bytes(1000)
    yield "gif.md", b"GIF89a" + bytes(1000)
    yield "jpeg.mhtml", b"\xff\xd8\xff\xe0" + bytes(1000)
    yield "gzip.html", b"\x1f\x8b\x08" + zlib.compress(bytes(1_000_000))
    yield "webarchive.html", b"bplist00" + bytes(1000)
    yield "rtf.txt", b"{\\rtf1 Kyrgyzstan}"
    yield "elf.txt", b"\x7fELF" + bytes(1000)
    yield "surrogates.txt", b"\xed\xa0\x80" * 10_000
    yield "overlong.txt", b"\xc0\xaf" * 10_000
    yield "utf16-cut.txt", "Kyrgyzstan".encode("utf-16")[:-1]
    yield "utf16-surrogate.txt", b"\xff\xfe" + b"\x00\xd8" * 10_000
    yield "utf32.txt", b"\xff\xfe\x00\x00" + b"\xff\xff\xff\xff" * 1000
    yield "utf7.html", page("", '<meta charset="utf-7">') + b"+ADw-script+AD4-"
    yield "charset.html", page("x", '<meta charset="' + "x" * 5000 + '">')
    yield "codec.html", page("x", '<meta charset="zlib_codec">')
    yield "controls.txt", b"\x1b[2J\x1b]0;OWNED\x07" * 1000
    yield "bidi.txt", "\u202eevil\u202c\u2066".encode() * 1000
    yield "lines.txt", b"\n" * 99_000 + b"x"
    yield "words.txt", b"Tea is sold here.\n" * 5000
    yield "goats.txt", b"Goats of the world.\n\nThey eat paper."


def names() -> Poison:
    """Make names that forge lines, clear screens, or are no text."""
    text = b"Nothing that this program reads."
    yield "evil\x1b]0;PWNED\x07\x1b[2J\nname.html", text
    yield "forged.html: imported kgz-2021: 17 passages\n", text
    yield os.fsdecode(b"no-text-\xff\xfe.html"), text
    yield "a" * 250 + ".md", text
    yield " ", text
    yield "-rf", text
    yield "$(touch owned).html", text
    yield "%s%n%d.html", text
    yield "CON.html", text
    yield "back\\slash:colon|?.html", text
    yield "\u202elmth.exe", text
    yield "[bold]rich[link=x].html", text


KINDS: tuple[Callable[[], Poison], ...] = (yaml_bombs, markup_bombs, archives, workbooks, binaries, names)


def write_poison(folder: Path) -> list[Path]:
    """Write all of them into a folder, with what is no file among them, and return their paths."""
    paths = []
    for kind in KINDS:
        for name, data in kind():
            path = folder / name
            path.write_bytes(data)
            paths.append(path)
    os.mkfifo(folder / "fifo.html")
    links = {"device.html": "/dev/zero", "dangling.html": "nowhere", "loop.html": "loop.html", "up": ".."}
    for name, target in links.items():
        (folder / name).symlink_to(target)
        paths.append(folder / name)
    with (folder / "large.html").open("wb") as file:
        file.truncate(2**34)
    return [*paths, folder / "fifo.html", folder / "large.html"]
