"""Comments are put on the right words of a document, which otherwise stays as it is."""

import datetime
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from explorer.quotations.word_document import AUTHOR, WordComment, add_comments, read_word_text
from tests.quotations.word_samples import TEXT, changed, word_sample

NOW = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def sample() -> bytes:
    return word_sample()


def on(text: str, words: str, *lines: str) -> WordComment:
    start = text.index(words)
    return WordComment(start, start + len(words), lines or (f"About {words}",))


def commented(data: bytes) -> dict[str, str]:
    """Return the words that each comment of ours is on, by the comment's text."""
    document = Document(io.BytesIO(data))
    ours = {str(comment.comment_id): comment.text for comment in document.comments if comment.author == AUTHOR}
    words = dict.fromkeys(ours, "")
    open_ranges: set[str] = set()
    for node in document.element.body.iter():
        if node.tag == qn("w:commentRangeStart"):
            open_ranges.add(node.get(qn("w:id")))
        elif node.tag == qn("w:commentRangeEnd"):
            open_ranges.remove(node.get(qn("w:id")))
        elif node.tag in (qn("w:t"), qn("w:footnoteReference")):
            for id in open_ranges & words.keys():
                words[id] += node.text or "[note]"
    assert not open_ranges
    return {ours[id]: text for id, text in words.items()}


def looks(data: bytes) -> list[tuple[str, Any, Any]]:
    """Return each character of the paragraphs with its weight and slope."""
    return [
        (letter, run.bold, run.italic)
        for paragraph in Document(io.BytesIO(data)).paragraphs
        for run in paragraph.runs
        for letter in run.text
    ]


def test_text_is_read_as_a_person_reads_it(sample: bytes) -> None:
    assert read_word_text(sample) == TEXT


def test_comments_are_on_their_words_across_runs_that_are_split_in_a_word(sample: bytes) -> None:
    words = ("Kyrgyzstan scored 8.0", "8.0 for heroin", "scored", "7.0", "added", "heroin trade in 2021, said")
    marked = add_comments(sample, [on(TEXT, word) for word in words], NOW)
    assert commented(marked) == {f"About {word}": word for word in words}
    assert read_word_text(marked) == TEXT


def test_a_comment_over_paragraphs_and_one_on_a_break_have_a_place(sample: bytes) -> None:
    across = on(TEXT, "report.\n\nCountry\tHeroin", "across")
    gap = WordComment(TEXT.index("\n\n"), TEXT.index("\n\n") + 2, ("gap",))
    words = commented(add_comments(sample, [across, gap], NOW))
    assert words["across"] == "report.CountryHeroin"
    assert words["gap"]


def test_a_comment_on_a_note_is_at_its_reference(sample: bytes) -> None:
    marked = add_comments(sample, [on(TEXT, "Crime Index 2021"), on(TEXT, "Kyrgyzstan.")], NOW)
    assert commented(marked) == {"About Crime Index 2021": "word.[note]", "About Kyrgyzstan.": "word.[note]"}


def test_the_document_stays_as_it_is(sample: bytes) -> None:
    marked = add_comments(sample, [on(TEXT, "stan sco"), on(TEXT, "8.0")], NOW)
    assert looks(marked) == looks(sample)
    with zipfile.ZipFile(io.BytesIO(sample)) as before, zipfile.ZipFile(io.BytesIO(marked)) as after:
        assert after.namelist() == before.namelist()
        others = set(before.namelist()) - {"word/document.xml", "word/comments.xml"}
        assert all(before.read(name) == after.read(name) for name in others)
    comments = list(Document(io.BytesIO(marked)).comments)
    assert [(comment.author, comment.text) for comment in comments] == [
        ("The editor", "Is this so?"),
        (AUTHOR, "About stan sco"),
        (AUTHOR, "About 8.0"),
    ]
    assert len({comment.comment_id for comment in comments}) == 3
    assert comments[1].timestamp == NOW


def test_a_document_without_comments_gets_the_part_for_them() -> None:
    sample = word_sample(has_comment=False)
    marked = add_comments(sample, [on(TEXT, "8.0", "≠ <Differs> & more\x07", "https://example.org/")], NOW)
    assert commented(marked) == {"≠ <Differs> & more \nhttps://example.org/": "8.0"}
    assert add_comments(sample, [], NOW) == sample


def test_text_boxes_are_read_once_and_nothing_hidden_in_fields_or_moved_away() -> None:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = "<w:txbxContent><w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></w:txbxContent>"
    body = (
        f'<w:document xmlns:w="{w}" xmlns:mc="{mc}"><w:body><w:p><w:r><w:t>One</w:t><w:tab/><w:noBreakHyphen/>'
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        "<w:hyperlink><w:r><w:t> two</w:t><w:br/></w:r></w:hyperlink><w:r><w:instrText> PAGE </w:instrText></w:r>"
        "<w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom></w:p></w:body></w:document>"
    )
    data = changed(word_sample(has_comment=False), {"word/document.xml": body.encode()})
    text = read_word_text(data)
    assert text == "One\t\u2011 two\n\n\nBoxed."
    marked = add_comments(data, [on(text, "Boxed"), on(text, "\u2011 t")], NOW)
    assert read_word_text(marked) == text
    assert "w:commentReference" in zipfile.ZipFile(io.BytesIO(marked)).read("word/document.xml").decode()


def test_libreoffice_opens_it_with_its_comments(sample: bytes, tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("needs LibreOffice: soffice is not installed")
    path = tmp_path / "marked.docx"
    words = ("scored 8.0", "7.0", "Crime Index 2021")
    path.write_bytes(add_comments(sample, [on(TEXT, word) for word in words], NOW))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = [office, home, "--headless", "--convert-to", "odt", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile(tmp_path / "marked.odt") as archive:
        content = archive.read("content.xml").decode()
    found = re.findall(r"<office:annotation .*?</office:annotation>", content, re.DOTALL)
    assert len(found) == 4
    assert all(any(f"About {word}" in note for note in found) for word in words)
    assert "Is this so?" in content
