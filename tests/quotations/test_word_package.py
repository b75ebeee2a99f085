"""What is no Word document, or a hostile one, is refused with what to do."""

import io
import zipfile
import zlib

import pytest

from explorer.core.errors import QueryError
from explorer.quotations.word_document import read_word_text
from explorer.quotations.word_package import MAIN_TYPE, MOST_PARTS, UNPACKED, read_package, write_package
from tests.quotations.word_samples import changed, word_sample


@pytest.fixture(scope="module")
def sample() -> bytes:
    return word_sample()


def archive(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return written.getvalue()


def test_parts_are_written_back_as_they_were(sample: bytes) -> None:
    parts = read_package(sample)
    assert read_package(write_package(sample, parts)) == parts


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 and nothing else", "damaged Word document or archive"),
        (archive({"a.txt": b"x"}), "archive without document.xml"),
        (archive({"[Content_Types].xml": b"<Types><a b='spreadsheetml'/></Types>"}), "is a workbook, not a Word"),
        (archive({"[Content_Types].xml": b"<Types><a b='presentationml'/></Types>"}), "is a presentation"),
        (archive({"mimetype": b"application/vnd.oasis.opendocument.text"}), "is an OpenDocument file"),
        (archive({f"{number}": b"" for number in range(MOST_PARTS + 1)}), "2,001 parts; at most 2,000"),
        (archive({"word/document.xml": bytes(UNPACKED + 1)}), "unpacks to 20 MB; at most 20 MB"),
    ],
)
def test_other_archives_and_bombs_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        read_word_text(data)


BOMB = b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document>&b;</w:document>'


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"word/document.xml": None}, "without document.xml"),
        ({"word/document.xml": b"<w:document"}, "word/document.xml, is damaged"),
        ({"word/document.xml": b"<document/>"}, "has no text that can be read"),
        ({"word/document.xml": BOMB.replace(b"w:", b"")}, "has a document type"),
        ({"word/document.xml": b"<a>" * 5000 + b"</a>" * 5000}, "is damaged"),
        ({"word/footnotes.xml": b""}, "word/footnotes.xml, is damaged"),
        ({"_rels/.rels": b"<"}, "_rels/.rels, is damaged"),
        ({"word/document.xml": b'<a xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'}, "Strict Open XML"),
        ({"[Content_Types].xml": (MAIN_TYPE.encode(), b"application/vnd.ms-word.document.macroEnabled.main+xml")},
         "a document with macros"),
    ],
)  # fmt: skip
def test_damaged_parts_are_named(
    sample: bytes, changes: dict[str, bytes | tuple[bytes, bytes] | None], message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        read_word_text(changed(sample, changes))


def test_an_encrypted_part_one_cut_off_and_one_that_is_longer_than_it_says_are_refused(sample: bytes) -> None:
    encrypted = bytearray(sample)
    at = encrypted.index(b"PK\x01\x02")
    encrypted[at + 8] |= 1
    with pytest.raises(QueryError, match="encrypted with a password"):
        read_word_text(bytes(encrypted))
    with pytest.raises(QueryError, match="damaged"):
        read_word_text(sample[: len(sample) // 2])
    lying = bytearray(archive({"a": b"x" * 1000}))
    at = lying.index(b"PK\x01\x02")
    lying[at + 24 : at + 28] = (10).to_bytes(4, "little")
    lying[at + 16 : at + 20] = zlib.crc32(b"x" * 9).to_bytes(4, "little")
    with pytest.raises(QueryError, match="damaged"):
        read_word_text(bytes(lying))


def test_a_document_of_more_than_an_article_is_refused_as_it_is_read(sample: bytes) -> None:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{w}"><w:body>{"<w:p/>" * 150_000}</w:body></w:document>'
    with pytest.raises(QueryError, match="at most 200,000 characters"):
        read_word_text(changed(sample, {"word/document.xml": body.encode()}))
