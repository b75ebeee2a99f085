"""Footnotes of Word documents: each is referred to once, with styles of its own."""

import io
import zipfile
from xml.etree import ElementTree

from docx import Document

from explorer.citations.word_footnotes import WordFootnotes

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_footnotes_are_numbered_as_they_are_added() -> None:
    document = Document()
    notes = WordFootnotes(document)
    for number, text in enumerate(("First & <one>.", "Second."), 1):
        paragraph = document.add_paragraph(f"Paragraph {number}")
        assert notes.add(paragraph, lambda note, text=text: note.add_run(text) and None) == number  # type: ignore[misc]
    notes.attach()
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as archive:
        footnotes = ElementTree.fromstring(archive.read("word/footnotes.xml"))
        body = ElementTree.fromstring(archive.read("word/document.xml"))
        settings = ElementTree.fromstring(archive.read("word/settings.xml"))
        styles = ElementTree.fromstring(archive.read("word/styles.xml"))
        types = archive.read("[Content_Types].xml").decode()
    assert [note.get(f"{W}id") for note in footnotes] == ["-1", "0", "1", "2"]
    assert ["".join(note.itertext()).strip() for note in footnotes][2:] == ["First & <one>.", "Second."]
    assert [mark.get(f"{W}id") for mark in body.iter(f"{W}footnoteReference")] == ["1", "2"]
    tags = [element.tag for element in settings]
    assert tags.index(f"{W}footnotePr") < tags.index(f"{W}compat")
    names = {name.get(f"{W}val") for name in styles.iter(f"{W}name")}
    assert {"footnote text", "footnote reference"} <= names
    assert "/word/footnotes.xml" in types
