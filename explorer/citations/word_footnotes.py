"""WordFootnotes of a Word document, which python-docx 1.2 does not write: WordprocessingML, ECMA-376 part 1, 17.11."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # a server answers its first request without it
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# The lines above footnotes, which Word wants first, with the ids -1 and 0.
_EMPTY = f"""<w:footnotes xmlns:w="{_NAMESPACE}">
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""
# Before w:compat, as the schema orders them.
_SETTINGS = f'<w:footnotePr xmlns:w="{_NAMESPACE}"><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'


class WordFootnotes:
    """The footnotes of a document, numbered from 1 as they are added; `attach` writes them into it."""

    def __init__(self, document: "Document") -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.oxml import parse_xml
        from docx.shared import Pt

        self._document = document
        self._notes: Any = parse_xml(_EMPTY)
        self._count = 0
        text: Any = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        text.base_style = document.styles["Normal"]
        text.font.size = Pt(9)
        mark: Any = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
        mark.font.superscript = True
        self._text, self._mark = text.style_id, mark.style_id

    def add(self, paragraph: "Paragraph", write: Callable[["Paragraph"], None]) -> int:
        """Refer to a new footnote at the end of a paragraph; `write` writes its text. Returns its number."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.text.paragraph import Paragraph

        self._count += 1
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(self._count))
        self._marked_run(paragraph, reference)
        note = OxmlElement("w:footnote")
        note.set(qn("w:id"), str(self._count))
        body: Any = OxmlElement("w:p")
        note.append(body)
        self._notes.append(note)
        own = Paragraph(body, self._document._body)
        body.get_or_add_pPr().get_or_add_pStyle().set(qn("w:val"), self._text)
        self._marked_run(own, OxmlElement("w:footnoteRef"))
        own.add_run(" ")
        write(own)
        return self._count

    def _marked_run(self, paragraph: "Paragraph", element: Any) -> None:
        run: Any = paragraph.add_run()
        run._r.get_or_add_rPr()._add_rStyle().val = self._mark
        run._r.append(element)

    def attach(self) -> None:
        """Write the footnotes into the document."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from docx.oxml import parse_xml
        from docx.oxml.ns import qn
        from lxml import etree

        data = etree.tostring(self._notes, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), _CONTENT_TYPE, data, self._document.part.package)
        self._document.part.relate_to(part, _RELATION)
        settings: Any = self._document.settings.element
        compat = settings.find(qn("w:compat"))
        properties = parse_xml(_SETTINGS)
        if compat is None:
            settings.append(properties)
        else:
            compat.addprevious(properties)
