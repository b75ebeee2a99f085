"""Documents of sections in Markdown with YAML front matter: the common part of profiles and chapters.

A passage is a paragraph, a section's note is a block quote, and a passage's own notes follow it as footnotes,
`[^12]: …`. See docs/corpus.md, https://spec.commonmark.org and https://yaml.org/spec/1.1/.
"""

import datetime
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NoReturn

import yaml

from explorer.core.errors import CorpusError, ExplorerError
from explorer.corpus.footnote_marks import escape_block, read_marks, write_marks
from explorer.model.profiles import Note, Passage, Section, Source, TextKind, tidy
from explorer.model.taxonomy import EDITIONS, offer

_TEXT_KINDS: tuple[TextKind, ...] = ("digest", "full", "none")
_SOURCE_KEYS = ("title", "publisher", "url", "retrieved")
_FENCE = "---"
# libyaml's loader where the wheel has it: a corpus of 579 profiles is read in a third of the time.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FOOTNOTE = re.compile(r"\[\^([^\s\[\]]+)\]:\s*(.*)", re.DOTALL)


class DocumentReader(ABC):
    """Reads the parts of one document; every error names the file and the line."""

    required: str  # keys of the front matter, in words

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")

    def fail(self, line: int, message: str) -> NoReturn:
        raise CorpusError(f"{self.name}:{line}: {message}")

    def split(self) -> tuple[yaml.Node, int]:
        """Return the front matter's node and the line on which the body starts, from 1."""
        if not self.lines or self.lines[0].strip() != _FENCE:
            self.fail(1, "a document starts with a line '---' and its front matter.")
        fences = (number for number, line in enumerate(self.lines[1:], 2) if line.strip() == _FENCE)
        number = next(fences, 0)
        if not number:
            self.fail(1, "the front matter does not end: a second line '---' is missing.")
        try:
            # The blank first line replaces the fence: the lines of nodes are those of the file.
            node = yaml.compose("\n" + "\n".join(self.lines[1 : number - 1]), Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            place = error.problem_mark.line + 1 if error.problem_mark else 1
            self.fail(place, f"the front matter is not valid YAML: {error.problem}.")
        except yaml.YAMLError as error:
            self.fail(1, f"the front matter is not valid YAML: {error}.")
        if node is None:
            self.fail(1, f"the front matter is empty; {self.required} are required.")
        return node, number + 1

    def mapping(self, node: yaml.Node, part: str, known: tuple[str, ...]) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            self.fail(node.start_mark.line + 1, f"{part} must be a mapping of keys to values.")
        nodes: dict[str, yaml.Node] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.value not in known:
                self.fail(line, f"unknown key {key.value!r} in {part}.{offer(str(key.value), known)}")
            if key.value in nodes:
                self.fail(line, f"the key {key.value!r} occurs twice in {part}.")
            nodes[key.value] = value
        return nodes

    def plain(self, node: yaml.Node) -> object:
        try:
            value: object = _Loader("").construct_object(node, deep=True)
        except (yaml.YAMLError, ValueError) as error:
            self.fail(node.start_mark.line + 1, f"the value cannot be read: {error}")
        return value

    def string(self, node: yaml.Node, name: str) -> str:
        value = self.plain(node)
        if isinstance(value, datetime.date):
            value = value.isoformat()
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self.fail(node.start_mark.line + 1, f"{name} must be a text.")
        return tidy(value if isinstance(value, str) else str(node.value))

    def edition(self, node: yaml.Node) -> int:
        value = self.plain(node)
        if type(value) is not int or value not in EDITIONS:
            self.fail(
                node.start_mark.line + 1, f"edition must be one of {', '.join(map(str, EDITIONS))}, not {value!r}."
            )
        return value

    def text_kind(self, node: yaml.Node | None, has_passages: bool) -> TextKind:
        if node is None:
            return "full" if has_passages else "none"
        value = self.plain(node)
        kind = next((kind for kind in _TEXT_KINDS if kind == value), None)
        if kind is None:
            self.fail(node.start_mark.line + 1, f"text must be 'digest', 'full' or 'none', not {value!r}.")
        if has_passages != (kind != "none"):
            self.fail(
                node.start_mark.line + 1, f"text is {kind!r}, but there are {'' if has_passages else 'no '}passages."
            )
        return kind

    def source(self, node: yaml.Node | None) -> Source:
        if node is None:
            return Source()
        values = self.mapping(node, "source", _SOURCE_KEYS)
        return Source(**{key: self.string(value, f"source {key}") for key, value in values.items()})

    def sections(self, start: int, profile: str) -> tuple[Section, ...]:
        sections: list[Section] = []
        lines: dict[str, int] = {}  # on which each passage starts
        for line, block in self._blocks(start):
            if block.startswith("#"):
                sections.append(self.headed(line, block, sections))
                continue
            if not sections and (opening := self.opening()):
                sections.append(opening)
            if not sections:
                self.fail(line, "text precedes the first section; sections start with '## ' and a title.")
            try:
                sections[-1] = _with_block(sections[-1], block, profile)
            except ExplorerError as error:
                self.fail(line, str(error))
            for passage in sections[-1].passages[-1:]:
                lines.setdefault(passage.id, line)
        return tuple(
            replace(
                section, passages=tuple(self._take_marks(lines[passage.id], passage) for passage in section.passages)
            )
            for section in sections
        )

    def _take_marks(self, line: int, passage: Passage) -> Passage:
        try:
            return read_marks(passage)
        except CorpusError as error:
            self.fail(line, str(error))

    def opening(self) -> Section | None:
        """Begin the section of the text before the first heading, where the document may have one."""
        return None

    def _blocks(self, start: int) -> list[tuple[int, str]]:
        """List headings, paragraphs, block quotes and footnotes by first line; a paragraph's lines are joined."""
        blocks: list[tuple[int, str]] = []
        is_open = False
        for number, raw in enumerate(self.lines[start - 1 :], start):
            line = raw.strip()
            starts = (
                line.startswith("#")
                or _FOOTNOTE.match(line)
                or (line.startswith(">") != blocks[-1][1].startswith(">") if blocks else True)
            )
            if not line:
                is_open = False
            elif is_open and not starts:
                blocks[-1] = (blocks[-1][0], blocks[-1][1] + " " + line.removeprefix(">"))
            else:
                blocks.append((number, line))
                is_open = not line.startswith("#")
        return blocks

    @abstractmethod
    def headed(self, line: int, block: str, before: list[Section]) -> Section:
        """Begin the section of a heading."""


def _with_block(section: Section, block: str, profile: str) -> Section:
    """Add a paragraph, block quote or footnote to a section."""
    if block.startswith(">"):
        note = tidy(block.removeprefix(">"))
        if not note:
            raise CorpusError("a note is empty.")
        return replace(section, notes=(*section.notes, note))
    if footnote := _FOOTNOTE.fullmatch(block):
        if not section.passages:
            raise CorpusError("a footnote precedes the first passage of its section.")
        last = section.passages[-1]
        noted = replace(last, notes=(*last.notes, Note(footnote[1], tidy(footnote[2]))))
        return replace(section, passages=(*section.passages[:-1], noted))
    text = tidy(block.removeprefix("\\"))
    passage = Passage(profile, section.slug, len(section.passages) + 1, text)
    return replace(section, passages=(*section.passages, passage))


class FlowList(list[int | str]):
    """A list written on one line."""


class _Dumper(yaml.SafeDumper):
    """Writes ranks on one line each."""


_Dumper.add_representer(
    FlowList, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)
)


def source_table(source: Source) -> dict[str, str]:
    """Return the known fields of a source, as front matter has them."""
    return {key: getattr(source, key) for key in _SOURCE_KEYS if getattr(source, key)}


def write_document(front: Mapping[str, object], sections: Sequence[Section], opening: str = "") -> str:
    """Write front matter and sections; the section of the slug `opening` has no heading."""
    head = yaml.dump(dict(front), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000)
    blocks: list[str] = []
    for section in sections:
        blocks += [] if section.slug == opening else [f"## {section.title}"]
        for passage in section.passages:
            blocks.append(escape_block(write_marks(passage)))
            blocks += [f"[^{note.mark}]: {note.text}".rstrip() for note in passage.notes]
        blocks += [f"> {note}" for note in section.notes]
    return f"{_FENCE}\n{head}{_FENCE}\n" + "".join(f"\n{block}\n" for block in blocks)
