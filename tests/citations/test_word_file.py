"""Dossiers as Word documents, read back and opened in LibreOffice."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document

from explorer.citations.word_file import docx
from explorer.corpus.library import Library
from tests.citations.test_dossier_files import WORDS, dossier, library

__all__ = ["library"]
ODF = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def test_docx_reads_back_whole(library: Library) -> None:
    document = Document(io.BytesIO(docx(dossier(library))))
    text = [paragraph.text for paragraph in document.paragraphs]
    assert text[0] == "Gold & lorries"
    assert WORDS in text and "Notes" not in text
    assert "bell" in text
    apa = Document(io.BytesIO(docx(dossier(library, "apa"))))
    assert "Kyrgyzstan (digest by OC Explorer)" in [run.text for run in apa.paragraphs[-1].runs if run.italic]


def test_docx_opens_in_libreoffice_unharmed(library: Library, tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("needs LibreOffice: soffice is not installed")
    path = tmp_path / "dossier.docx"
    path.write_bytes(docx(dossier(library)))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    words = [office, home, "--headless", "--convert-to", "odt", "--outdir", str(tmp_path), str(path)]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile(tmp_path / "dossier.odt") as archive:
        content = ElementTree.fromstring(archive.read("content.xml"))
    text = "".join(content.itertext())
    for item in dossier(library).items:
        assert item.words in text
    assert "Bibliography" in text
    notes = ["".join(note.itertext()) for note in content.iter(f"{ODF}note")]
    assert len(notes) == 4
    assert [item.citation.link in note for item, note in zip(dossier(library).items, notes, strict=True)] == [True] * 4
