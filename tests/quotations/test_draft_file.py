"""A draft is read by its content, or refused with what to do."""

import codecs
import datetime

import pytest

from explorer.core.errors import QueryError
from explorer.quotations.draft_file import DraftFile, one_line_end, plain_document, read_draft
from explorer.quotations.word_document import WordComment, add_comments, read_word_text
from tests.quotations.word_samples import TEXT, word_sample

WORDS = "Côte d’Ivoire – 7.0\n\n# Élan"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        WORDS.encode("windows-1252"),
        WORDS.replace("\n", "\r\n").encode(),
        WORDS.replace("\n", "\r").encode("windows-1252"),
    ],
)
def test_text_is_read_in_its_encoding(data: bytes) -> None:
    assert read_draft("draft.md", data) == DraftFile("draft.md", WORDS)


def test_a_word_document_is_kept_beside_its_text() -> None:
    sample = word_sample()
    assert read_draft("draft", sample) == DraftFile("draft", TEXT, sample)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty"),
        (b" \n", "The file is empty"),
        (b"\n%PDF-1.7 \x00", "is a PDF, which is not read here. Save it as a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 WordDocument", r"Word before 2007 \(.doc\)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted with a password"),
        (b"{\\rtf1 hello}", "is rich text"),
        (b"\x89PNG\r\n", "is a picture"),
        (b"<!DOCTYPE html><p>7.0", "is a web page"),
        (b"text\x00with a zero", "has control characters"),
        (b"caf\xe9 \x81", "not text in a known encoding"),
        (codecs.BOM_UTF16_LE + b"odd", "not text in a known encoding"),
        (codecs.BOM_UTF32_LE + "a".encode("utf-32-le"), "is UTF-32"),
    ],
)
def test_what_is_no_draft_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        read_draft("draft.txt", data)


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("A draft.docx", "A draft"),
        ("C:\\x\\Entwürfe é.v2.txt", "Entwürfe é.v2"),
        ('"/../x";\n.md', "x"),
        ("…", "article"),
    ],
)
def test_the_stem_of_a_name_is_safe_in_another(name: str, stem: str) -> None:
    assert DraftFile(name, "").stem == stem


def test_lines_end_with_one_character() -> None:
    assert one_line_end("a\r\n\r\nb\rc\n") == "a\n\nb\nc\n"


def test_a_document_of_a_text_reads_as_the_text() -> None:
    text = " Title\n\nA line\nand\tanother \n\n\n• x & <y> “7.0”\n\n\n\nend\n"
    document = plain_document(text)
    assert read_word_text(document) == text
    assert read_word_text(plain_document("bell \x07")) == "bell  "
    comment = WordComment(text.index("another"), text.index("x &") + 1, ("note",))
    now = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
    assert read_word_text(add_comments(document, [comment], now)) == text
