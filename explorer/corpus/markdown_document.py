"""Documents of sections in Markdown with YAML front matter: the common part of profiles and chapters.

A passage is a paragraph, a section's note is a block quote, and a passage's own notes follow it as footnotes,
`[^12]: …`. See docs/corpus.md, https://spec.commonmark.org and https://yaml.org/spec/1.1/.
"""

import datetime
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NoReturn

import yaml

from explorer.core.errors import CorpusError, ExplorerError
from explorer.corpus.footnote_marks import escape_block, read_marks, write_marks
from explorer.corpus.front_matter import FrontMatterError, Scalar, compose_front_matter, scalar_value, shown
from explorer.model.limits import LONGEST_VALUE, MOST_NOTES, MOST_PASSAGES, MOST_SECTIONS
from explorer.model.profiles import PUBLISHER, Note, Passage, Section, Source, TextKind, tidy
from explorer.model.series import Series, all_series, find_series
from explorer.model.taxonomy import offer

_TEXT_KINDS: tuple[TextKind, ...] = ("digest", "full", "none")
_SOURCE_KEYS = ("title", "publisher", "url", "retrieved")
_FENCE = "---"
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
            node = compose_front_matter("\n" + "\n".join(self.lines[1 : number - 1]))
        except FrontMatterError as error:
            self.fail(error.line, str(error))
        if node is None:
            self.fail(1, f"the front matter is empty; {self.required} are required.")
        return node, number + 1

    def mapping(self, node: yaml.Node, part: str, known: tuple[str, ...]) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            self.fail(node.start_mark.line + 1, f"{part} must be a mapping of keys to values.")
        nodes: dict[str, yaml.Node] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name not in known:
                self.fail(line, f"unknown key {shown(key)} in {part}.{offer(name, known)}")
            if name in nodes:
                self.fail(line, f"the key {name!r} occurs twice in {part}.")
            nodes[name] = value
        return nodes

    def plain(self, node: yaml.Node) -> Scalar:
        """Return a single value; a list or a mapping is none."""
        if not isinstance(node, yaml.ScalarNode):
            self.fail(node.start_mark.line + 1, f"a single value is expected, not {shown(node)}.")
        try:
            return scalar_value(node)
        except FrontMatterError as error:
            self.fail(error.line, str(error))

    def values(self, node: yaml.Node) -> list[Scalar]:
        """Return the single values of a list; that of any other node is a list of none."""
        return [self.plain(item) for item in node.value] if isinstance(node, yaml.SequenceNode) else []

    def string(self, node: yaml.Node, name: str) -> str:
        is_text = isinstance(node, yaml.ScalarNode) and node.tag.rpartition(":")[2] not in ("null", "bool")
        if not is_text:
            self.fail(node.start_mark.line + 1, f"{name} must be a text.")
        value = self.plain(node) if node.tag.endswith(":timestamp") else node.value
        text = tidy(value.isoformat() if isinstance(value, datetime.date) else str(value))
        if len(text) > LONGEST_VALUE:
            self.fail(
                node.start_mark.line + 1, f"{name} has {len(text):,} characters; at most {LONGEST_VALUE:,} are kept."
            )
        return text

    def series(self, node: yaml.Node | None) -> Series:
        """Return the series that a document names; the Index where it names none."""
        if node is None:
            return next(iter(all_series().values()))
        slug = self.string(node, "series")
        try:
            return find_series(slug)
        except ExplorerError as error:
            self.fail(node.start_mark.line + 1, str(error))

    def edition(self, node: yaml.Node, series: Series) -> int:
        value = self.plain(node)
        if type(value) is not int or value not in series.editions:
            known = ", ".join(map(str, series.editions))
            self.fail(node.start_mark.line + 1, f"edition must be one of {known}, not {shown(node)}.")
        return value

    def text_kind(self, node: yaml.Node | None, has_passages: bool) -> TextKind:
        if node is None:
            return "full" if has_passages else "none"
        value = self.plain(node)
        kind = next((kind for kind in _TEXT_KINDS if kind == value), None)
        if kind is None:
            self.fail(node.start_mark.line + 1, f"text must be 'digest', 'full' or 'none', not {shown(node)}.")
        if has_passages != (kind != "none"):
            self.fail(
                node.start_mark.line + 1, f"text is {kind!r}, but there are {'' if has_passages else 'no '}passages."
            )
        return kind

    def source(self, node: yaml.Node | None, publisher: str = PUBLISHER) -> Source:
        """Read the source of a document; `publisher` is that of its series, where it names none."""
        if node is None:
            return Source(publisher=publisher)
        values = self.mapping(node, "source", _SOURCE_KEYS)
        named = {key: self.string(value, f"source {key}") for key, value in values.items()}
        try:
            return Source(**{"publisher": publisher} | named)
        except CorpusError as error:
            line = values["url"].start_mark.line if "url" in values else node.start_mark.line
            self.fail(line + 1, str(error))

    def sections(self, start: int, profile: str) -> tuple[Section, ...]:
        sections: list[_DraftSection] = []
        count = 0
        for line, block in self._blocks(start):
            if block.startswith("#"):
                if len(sections) >= MOST_SECTIONS:
                    self.fail(line, f"there are more than {MOST_SECTIONS:,} sections: divide the document.")
                sections.append(_DraftSection(self.headed(line, block, [draft.section for draft in sections])))
                continue
            if not sections and (opening := self.opening()):
                sections.append(_DraftSection(opening))
            if not sections:
                self.fail(line, "text precedes the first section; sections start with '## ' and a title.")
            count += 1
            if count > MOST_PASSAGES:
                self.fail(line, f"there are more than {MOST_PASSAGES:,} passages and notes: divide the document.")
            try:
                sections[-1].add(line, block)
            except ExplorerError as error:
                self.fail(line, str(error))
        return tuple(self._finish(draft, profile) for draft in sections)

    def _finish(self, draft: "_DraftSection", profile: str) -> Section:
        """Make a section with its passages, and take the marks of notes out of their texts."""
        passages = []
        for number, (line, text, notes) in enumerate(draft.passages, 1):
            try:
                passage = Passage(profile, draft.section.slug, number, text, tuple(notes))
                passages.append(read_marks(passage))
            except CorpusError as error:
                self.fail(line, str(error))
        return replace(draft.section, passages=tuple(passages), notes=tuple(draft.notes))

    def opening(self) -> Section | None:
        """Begin the section of the text before the first heading, where the document may have one."""
        return None

    def _blocks(self, start: int) -> list[tuple[int, str]]:
        """List headings, paragraphs, block quotes and footnotes by first line; a paragraph's lines are joined."""
        blocks: list[tuple[int, list[str]]] = []
        is_open = False
        for number, raw in enumerate(self.lines[start - 1 :], start):
            line = raw.strip()
            starts = (
                line.startswith("#")
                or _FOOTNOTE.match(line)
                or (line.startswith(">") != blocks[-1][1][0].startswith(">") if blocks else True)
            )
            if not line:
                is_open = False
            elif is_open and not starts:
                blocks[-1][1].append(line.removeprefix(">"))
            else:
                blocks.append((number, [line]))
                is_open = not line.startswith("#")
        return [(number, " ".join(lines)) for number, lines in blocks]

    @abstractmethod
    def headed(self, line: int, block: str, before: list[Section]) -> Section:
        """Begin the section of a heading."""


@dataclass(slots=True)
class _DraftSection:
    """A section whose paragraphs are still to be made passages."""

    section: Section
    passages: list[tuple[int, str, list[Note]]] = field(default_factory=list)  # first line, text with marks, notes
    notes: list[str] = field(default_factory=list)

    def add(self, line: int, block: str) -> None:
        """Add a paragraph, block quote or footnote. Raises CorpusError."""
        if block.startswith(">"):
            note = tidy(block.removeprefix(">"))
            if not note:
                raise CorpusError("a note is empty.")
            self.notes.append(note)
        elif footnote := _FOOTNOTE.fullmatch(block):
            if not self.passages:
                raise CorpusError("a footnote precedes the first passage of its section.")
            notes = self.passages[-1][2]
            if len(notes) >= MOST_NOTES:
                raise CorpusError(f"a passage has more than {MOST_NOTES:,} notes.")
            notes.append(Note(tidy(footnote[1]), tidy(footnote[2])))
        else:
            self.passages.append((line, tidy(block.removeprefix("\\")), []))


class FlowList(list[int | str]):
    """A list written on one line."""


# libyaml's writer where the wheel has it: Python's takes as long as the reading of a whole page.
_SafeDumper: type[yaml.SafeDumper] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Dumper(_SafeDumper):  # type: ignore[misc, valid-type]
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
