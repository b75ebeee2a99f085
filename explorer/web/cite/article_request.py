"""What `/lookup` is sent: a text or a file, the edition that the text is about, and the form of the answer."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import request

from explorer.core.errors import QueryError
from explorer.quotations.article_edition import read_article_edition
from explorer.text.excerpts import quote
from explorer.web.settings import LARGEST_BODY

if TYPE_CHECKING:  # a server answers its first request without it
    from explorer.quotations.draft_file import DraftFile

_FORM = 4096  # bytes of a form beside what is in it
FORMATS = ("", "html", "docx")  # of the answer: the page, or a marked copy to download


@dataclass(frozen=True, slots=True)
class ArticleRequest:
    """A text to check."""

    text: str  # lines end with a line feed
    edition: int | None = None
    format: str = ""
    file: "DraftFile | None" = None

    @property
    def box(self) -> str:
        """Return what the box of the page shows; nothing where it would be too much beside the file, sent again."""
        document = self.file.document if self.file else None
        size = len(self.text.encode()) + len(document or b"")
        return self.text if self.file is None or size <= LARGEST_BODY - _FORM else ""

    @classmethod
    def read(cls) -> "ArticleRequest":
        """Read the parameters of an address, or a form with an optional file. Raises QueryError."""
        from explorer.quotations.draft_file import one_line_end, read_draft

        # An article is too long for an address, so it is sent; nothing of it is kept.
        form = request.form if request.method == "POST" else request.args
        upload = request.files.get("file") if request.method == "POST" else None
        file = read_draft(upload.filename, upload.read()) if upload is not None and upload.filename else None
        text = one_line_end(form.get("text", "")).strip() if file is None else file.text
        format = form.get("format", "").strip() if request.method == "POST" else ""
        if format not in FORMATS:
            raise QueryError(f"A marked copy is html or docx, not {quote(format)}.")
        if format and not text:
            raise QueryError("There is no text to mark. Paste one, or choose a file.")
        return cls(text, read_article_edition(form.get("edition", "")), format, file)
