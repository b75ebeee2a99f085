"""Chapters as Markdown with YAML front matter, read and written without loss like profiles.

The headings are the chapter's own; the text before the first is the opening. See docs/corpus.md.
"""

import re

import yaml

from explorer.core.errors import CorpusError
from explorer.corpus.front_matter import shown
from explorer.corpus.markdown_document import DocumentReader, source_table, write_document
from explorer.model.chapters import OPENING, Chapter, chapter_id, is_chapter_id, section_slug
from explorer.model.profiles import Section, TextKind, tidy
from explorer.text.excerpts import quote

KEYS = ("chapter", "title", "series", "edition", "published", "text", "source")
_IS_CHAPTER = re.compile(r"(?:chapter|title)\s*:")


def is_chapter_markdown(text: str) -> bool:
    """Tell whether a document is of a chapter, by the keys of its front matter."""
    front = text.removeprefix("\ufeff").replace("\r\n", "\n").partition("\n---")[0]
    return any(_IS_CHAPTER.match(line) for line in front.split("\n"))


class _ChapterReader(DocumentReader):
    """Reads one chapter; every error names the file and the line."""

    required = "chapter and title"
    title = ""

    def read_chapter(self) -> Chapter:
        front, body = self.split()
        values = self.mapping(front, "the front matter", KEYS)
        if "title" not in values:
            self.fail(1, "the front matter lacks the key 'title'.")
        self.title = self.string(values["title"], "title")
        id = self._id(values.get("chapter"))
        sections = self.sections(body, id)
        if not any(section.passages for section in sections):
            self.fail(1, "the chapter has no passage.")
        text_kind = self._chapter_kind(values.get("text"))
        series = self.series(values.get("series"))
        edition = self.edition(values["edition"], series) if "edition" in values else None
        published = self._year(values["published"]) if "published" in values else None
        source = self.source(values.get("source"), series.publisher)
        try:
            return Chapter(id, self.title, text_kind, sections, edition, published, source, series.slug)
        except CorpusError as error:
            self.fail(1, str(error))

    def _id(self, node: yaml.Node | None) -> str:
        if node is None:
            try:
                return chapter_id(self.title)
            except CorpusError as error:
                self.fail(1, str(error))
        id = self.string(node, "chapter")
        if not is_chapter_id(id):
            self.fail(
                node.start_mark.line + 1,
                f"chapter must be a slug such as 'illicit-finance', neither the id of a profile nor a word of an "
                f"address, not {quote(id)}.",
            )
        return id

    def _chapter_kind(self, node: yaml.Node | None) -> TextKind:
        kind = self.text_kind(node, has_passages=True)
        if node is not None and kind == "none":
            self.fail(node.start_mark.line + 1, "text must be 'digest' or 'full'.")
        return kind

    def _year(self, node: yaml.Node) -> int:
        value = self.plain(node)
        if type(value) is not int or not 1900 <= value <= 2100:
            self.fail(node.start_mark.line + 1, f"published must be a year, not {shown(node)}.")
        return value

    def opening(self) -> Section:
        return Section(OPENING, heading=self.title)

    def headed(self, line: int, block: str, before: list[Section]) -> Section:
        match = re.fullmatch(r"##\s+(.+)", block)
        if not match:
            self.fail(line, "only section headings are used: '## ' and the section's title.")
        heading = tidy(match[1])
        try:
            return Section(section_slug(heading, before), heading=heading)
        except CorpusError as error:
            self.fail(line, str(error))


def read_chapter_markdown(text: str, name: str) -> Chapter:
    """Read one chapter from Markdown. Raises CorpusError with file name and line."""
    return _ChapterReader(text, name).read_chapter()


def write_chapter_markdown(chapter: Chapter) -> str:
    """Write a chapter as Markdown; `read_chapter_markdown` undoes it."""
    front: dict[str, object] = {"chapter": chapter.id, "title": chapter.title}
    if not chapter.of_series.is_index:
        front["series"] = chapter.series
    front |= {key: value for key, value in (("edition", chapter.edition), ("published", chapter.published)) if value}
    front |= {"text": chapter.text_kind}
    if source := source_table(chapter.source):
        front["source"] = source
    first = chapter.sections[0]
    is_opened = first.slug == OPENING and first.heading == chapter.title
    return write_document(front, chapter.sections, OPENING if is_opened else "")
