"""Word documents for tests: with what a person's own document has, and damaged ones."""

import io
import zipfile

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

FOOTNOTES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> See the Global Organized '
    "Crime Index 2021 on Kyrgyzstan.</w:t></w:r></w:p></w:footnote></w:footnotes>"
)
TEXT = (
    "A draft\n\n"
    "Kyrgyzstan scored 8.0 for heroin trade in 2021, said the report.\n\n"
    "Country\tHeroin\nKyrgyzstan\t7.0\n\n"
    "An added word.\n\n"
    " See the Global Organized Crime Index 2021 on Kyrgyzstan."
)


def word_sample(has_comment: bool = True) -> bytes:
    """Make a document with runs split inside words, a table, tracked changes, a note and a comment of its own."""
    document = Document()
    document.add_heading("A draft", 0)
    paragraph = document.add_paragraph("Kyrgyz")
    paragraph.add_run("stan sco").bold = True
    paragraph.add_run("red 8").italic = True
    last = paragraph.add_run(".0 for heroin trade in 2021, said the report.")
    table = document.add_table(2, 2)
    for row, words in zip(table.rows, (("Country", "Heroin"), ("Kyrgyzstan", "7.0")), strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    tracked = document.add_paragraph("An ")
    for name, text in (("w:ins", "added "), ("w:del", "deleted 9.9 ")):
        change = OxmlElement(name, attrs={qn("w:id"): "7", qn("w:author"): "A"})
        run = tracked.add_run(text)
        change.append(run._r)
        if name == "w:del":
            run._r.t_lst[0].tag = qn("w:delText")
        tracked._p.append(change)
    note = tracked.add_run("word.")
    note._r.append(OxmlElement("w:footnoteReference", attrs={qn("w:id"): "2"}))
    if has_comment:
        document.add_comment(last, "Is this so?", author="The editor", initials="E")
    written = io.BytesIO()
    document.save(written)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    return changed(
        written.getvalue(),
        {
            "word/footnotes.xml": FOOTNOTES.encode(),
            "word/_rels/document.xml.rels": (
                b"</Relationships>",
                f'<Relationship Id="rIdN" Type="{kind}" Target="footnotes.xml"/></Relationships>'.encode(),
            ),
            "[Content_Types].xml": (
                b"</Types>",
                b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument'
                b'.wordprocessingml.footnotes+xml"/></Types>',
            ),
        },
    )


def changed(data: bytes, changes: dict[str, bytes | tuple[bytes, bytes] | None]) -> bytes:
    """Change parts of a document: to other bytes, in a few of them, or away."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after:
        parts = {info.filename: before.read(info) for info in before.infolist()}
        for name, change in changes.items():
            if change is None:
                del parts[name]
            elif isinstance(change, bytes):
                parts[name] = change
            else:
                assert change[0] in parts[name]
                parts[name] = parts[name].replace(*change)
        for name, content in parts.items():
            after.writestr(name, content)
    return written.getvalue()
