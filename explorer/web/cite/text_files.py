"""Files that a profile or chapter is downloaded as: records for reference managers, JSON, CSV and Markdown."""

import csv
import io

from flask import Response, jsonify

from explorer.citations.formats import FORMATS
from explorer.citations.record import cite
from explorer.core.csv_cells import escape_formula
from explorer.core.days import utc_today
from explorer.model.addresses import passage_path
from explorer.model.chapters import Text
from explorer.serializers.chapter_records import chapter_record
from explorer.serializers.profile_records import profile_record
from explorer.web.context import corpus
from explorer.web.root import site

FORMAT_OF_SUFFIX = {format.suffix: format for format in FORMATS.values()}
MEDIA_TYPES = {suffix: format.media_type for suffix, format in FORMAT_OF_SUFFIX.items()} | {
    "json": "application/json",
    "csv": "text/csv",
    "md": "text/markdown",
}


def file_response(text: str, media_type: str, name: str) -> Response:
    """Answer with a text as a file to download."""
    response = Response(text, mimetype=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def text_response(text: Text, suffix: str) -> Response:
    """Answer with a profile or chapter in the format of a suffix, one of MEDIA_TYPES."""
    name = f"{text.id}.{suffix}"
    if suffix in FORMAT_OF_SUFFIX:
        citation = cite(corpus().library, text.id, utc_today(), site())
        return file_response(FORMAT_OF_SUFFIX[suffix].write([citation]), MEDIA_TYPES[suffix], name)
    if suffix == "json":
        linker = corpus().linker
        response = jsonify(
            chapter_record(text, linker)
            if text.kind == "chapter"
            else profile_record(text, linker, corpus().rankings_of(text))
        )
        response.headers["Content-Disposition"] = f'inline; filename="{name}"'
        return response
    if suffix == "csv":
        return file_response(passages_csv(text), MEDIA_TYPES[suffix], name)
    from explorer.corpus.chapter_markdown import write_chapter_markdown  # few ask for these files
    from explorer.corpus.profile_markdown import write_profile_markdown

    markdown = write_chapter_markdown(text) if text.kind == "chapter" else write_profile_markdown(text)
    return file_response(markdown, MEDIA_TYPES[suffix], name)


def passages_csv(text: Text) -> str:
    """Write the passages as CSV, with a column of another series than the Index.

    It starts with a byte order mark: without one, spreadsheets misread letters outside ASCII.
    """
    file = io.StringIO()
    writer = csv.writer(file)
    label = "country" if text.country else "title"
    series = [] if text.of_series.is_index else [text.series]
    headings = ["id", label, "edition", "section", "paragraph", "text_kind", "text", "link"]
    writer.writerow([*headings, *("series" for _ in series)])
    for passage in text.passages():
        section = text.section(passage.section).title
        row = [passage.id, text.title, text.edition, section, passage.number, text.text_kind, passage.text]
        writer.writerow([*map(escape_formula, row), site() + passage_path(passage.id, passage.version), *series])
    return "\ufeff" + file.getvalue()
