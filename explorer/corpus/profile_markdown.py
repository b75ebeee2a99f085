"""Profiles as Markdown with YAML front matter: the format of corpus/, read and written without loss.

A passage is a paragraph, a section's note is a block quote, and a passage's own notes follow it
as footnotes, `[^12]: …`, with `[^12]` in the paragraph where their marks stand. See docs/corpus.md.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NoReturn

import yaml

from explorer.core.errors import CorpusError, CountryError, ExplorerError, ScoreError
from explorer.model.ids import profile_id
from explorer.model.profiles import (
    AREAS,
    FACTS,
    RANKED,
    Note,
    Passage,
    Profile,
    Rank,
    Section,
    Source,
    TextKind,
    take_marks,
    tidy,
)
from explorer.model.scores import check_score
from explorer.model.taxonomy import EDITIONS, name_key, offer, taxonomy

KEYS = ("country", "edition", "text", "source", "facts", "scores", "changes", "ranks", "rank_changes")
SOURCE_KEYS = ("title", "publisher", "url", "retrieved")
_FENCE = "---"
# libyaml's loader where the wheel has it: a corpus of 579 profiles is read in a third of the time.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FOOTNOTE = re.compile(r"\[\^([^\s\[\]]+)\]:\s*(.*)", re.DOTALL)
_MARK = re.compile(r"(\\*)(\[\^([^\s\[\]]+)\])")  # one where the passage has such a note, else text


class DocumentReader:
    """Reads one document; every complaint names the file and the line."""

    required = "country and edition"

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")

    def fail(self, line: int, what: str) -> NoReturn:
        raise CorpusError(f"{self.name}:{line}: {what}")

    def read(self) -> Profile:
        front, body = self._split()
        values = self._mapping(front, "the front matter", KEYS)
        for key in ("country", "edition"):
            if key not in values:
                self.fail(1, f"the front matter lacks the key {key!r}.")
        code = self._country(values["country"])
        edition = self._edition(values["edition"])
        sections = self._sections(body, profile_id(code, edition))
        made = {
            "code": code,
            "edition": edition,
            "sections": sections,
            "text_kind": self._text_kind(values.get("text"), any(section.passages for section in sections)),
            "source": self._source(values.get("source")),
            "facts": self._facts(values.get("facts")),
            "scores": self._numbers(values.get("scores"), edition, "scores"),
            "changes": self._numbers(values.get("changes"), edition, "changes"),
            "ranks": self._ranks(values.get("ranks"), values.get("rank_changes")),
        }
        try:
            return Profile(**made)  # type: ignore[arg-type]
        except CorpusError as error:
            self.fail(1, str(error))

    def _split(self) -> tuple[yaml.Node, int]:
        """The front matter's node and the line on which the body starts, from 1."""
        if not self.lines or self.lines[0].strip() != _FENCE:
            self.fail(1, "a document starts with a line '---' and its front matter.")
        fences = (number for number, line in enumerate(self.lines[1:], 2) if line.strip() == _FENCE)
        number = next(fences, 0)
        if not number:
            self.fail(1, "the front matter does not end: a second line '---' is missing.")
        try:
            # The blank first line stands for the fence, so that the lines of nodes are those of the file.
            node = yaml.compose("\n" + "\n".join(self.lines[1 : number - 1]), Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            place = error.problem_mark.line + 1 if error.problem_mark else 1
            self.fail(place, f"the front matter is not valid YAML: {error.problem}.")
        except yaml.YAMLError as error:
            self.fail(1, f"the front matter is not valid YAML: {error}.")
        if node is None:
            self.fail(1, f"the front matter is empty; {self.required} are required.")
        return node, number + 1

    def _mapping(self, node: yaml.Node, what: str, known: tuple[str, ...]) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            self.fail(node.start_mark.line + 1, f"{what} must be a mapping of keys to values.")
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.value not in known:
                self.fail(line, f"unknown key {key.value!r} in {what}.{offer(str(key.value), known)}")
            if key.value in found:
                self.fail(line, f"the key {key.value!r} stands twice in {what}.")
            found[key.value] = value
        return found

    def _plain(self, node: yaml.Node) -> Any:
        try:
            return _Loader("").construct_object(node, deep=True)
        except (yaml.YAMLError, ValueError) as error:
            self.fail(node.start_mark.line + 1, f"the value cannot be read: {error}")

    def _string(self, node: yaml.Node, what: str) -> str:
        value = self._plain(node)
        if isinstance(value, datetime.date):
            value = value.isoformat()
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self.fail(node.start_mark.line + 1, f"{what} must be a text.")
        return tidy(value if isinstance(value, str) else str(node.value))

    def _country(self, node: yaml.Node) -> str:
        try:
            return taxonomy().find_country(self._string(node, "country")).code
        except CountryError as error:
            self.fail(node.start_mark.line + 1, str(error))

    def _edition(self, node: yaml.Node) -> int:
        value = self._plain(node)
        if type(value) is not int or value not in EDITIONS:
            self.fail(
                node.start_mark.line + 1, f"edition must be one of {', '.join(map(str, EDITIONS))}, not {value!r}."
            )
        return value

    def _text_kind(self, node: yaml.Node | None, has_passages: bool) -> TextKind:
        if node is None:
            return "full" if has_passages else "none"
        value = self._plain(node)
        if value not in ("digest", "full", "none"):
            self.fail(node.start_mark.line + 1, f"text must be 'digest', 'full' or 'none', not {value!r}.")
        if has_passages != (value != "none"):
            self.fail(
                node.start_mark.line + 1, f"text is {value!r}, but there are {'' if has_passages else 'no '}passages."
            )
        return value  # type: ignore[no-any-return]

    def _source(self, node: yaml.Node | None) -> Source:
        if node is None:
            return Source()
        values = self._mapping(node, "source", SOURCE_KEYS)
        return Source(**{key: self._string(value, f"source {key}") for key, value in values.items()})

    def _facts(self, node: yaml.Node | None) -> dict[str, str]:
        if node is None:
            return {}
        values = self._mapping(node, "facts", tuple(FACTS))
        return {key: self._string(values[key], key) for key in FACTS if key in values}

    def _numbers(self, node: yaml.Node | None, edition: int, what: str) -> dict[str, Any]:
        if node is None:
            return {}
        found: dict[str, float | None] = {}
        for slug, child in self._mapping(node, what, tuple(taxonomy().scored)).items():
            line = child.start_mark.line + 1
            value = self._plain(child)
            if value is None and what == "changes":
                found[slug] = None
                continue
            if isinstance(value, bool) or not isinstance(value, int | float):
                self.fail(line, f"{slug} must be a number, not {child.value!r}.")
            if (first := taxonomy().indicator(slug).first_edition) > edition:
                self.fail(line, f"{slug} was not scored before {first}.")
            if what == "changes" and not -9 <= value <= 9:
                self.fail(line, f"{slug}: a change of {value:g} is outside -9 to 9.")
            try:
                found[slug] = float(value) if what == "changes" else check_score(slug, float(value))
            except ScoreError as error:
                self.fail(line, str(error))
        return {slug: found[slug] for slug in taxonomy().scored if slug in found}

    def _ranks(self, node: yaml.Node | None, changes: yaml.Node | None) -> dict[str, dict[str, Rank]]:
        moved: dict[tuple[str, str], int] = {}
        if changes is not None:
            for ranked, areas in self._mapping(changes, "rank_changes", RANKED).items():
                for area, child in self._mapping(areas, f"rank_changes of {ranked}", AREAS).items():
                    value = self._plain(child)
                    if type(value) is not int:
                        self.fail(child.start_mark.line + 1, "a change of rank must be a whole number.")
                    moved[ranked, area] = value
        found: dict[str, dict[str, Rank]] = {}
        for ranked, areas in (self._mapping(node, "ranks", RANKED) if node else {}).items():
            found[ranked] = {}
            for area, child in self._mapping(areas, f"ranks of {ranked}", AREAS).items():
                value = self._plain(child)
                wanted = "[rank, of]" if area == "world" else f"[rank, of, name of the {area}]"
                if (
                    not isinstance(value, list)
                    or [type(one) for one in value] != [int, int, str][: len(wanted.split(","))]
                ):
                    self.fail(child.start_mark.line + 1, f"{ranked} {area} must be {wanted}.")
                rank, of, *name = value
                if not 1 <= rank <= of:
                    self.fail(child.start_mark.line + 1, f"{ranked} {area}: rank {rank} of {of} is impossible.")
                found[ranked][area] = Rank(rank, of, "".join(name), moved.pop((ranked, area), None))
        if moved and changes is not None:
            self.fail(changes.start_mark.line + 1, f"rank_changes of {' '.join(next(iter(moved)))} has no rank.")
        return found

    def _sections(self, start: int, profile: str) -> tuple[Section, ...]:
        sections: list[Section] = []
        lines: dict[str, int] = {}  # on which each passage starts
        for line, block in self._blocks(start):
            if block.startswith("#"):
                sections.append(self._headed(line, block, sections))
                continue
            if not sections and (opening := self._opening()):
                sections.append(opening)
            if not sections:
                self.fail(line, "text stands before the first section; sections start with '## ' and a title.")
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
            return _without_marks(passage)
        except CorpusError as error:
            self.fail(line, str(error))

    def _opening(self) -> Section | None:
        """The section of what stands before the first heading, where there may be such."""
        return None

    def _blocks(self, start: int) -> list[tuple[int, str]]:
        """Headings, paragraphs, block quotes and footnotes with their first lines; a paragraph's lines are joined."""
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

    def _headed(self, line: int, block: str, before: list[Section]) -> Section:
        """The section that a heading begins."""
        match = re.fullmatch(r"##\s+(.+)", block)
        titles = {name_key(heading.title): heading for heading in taxonomy().headings}
        if not match:
            self.fail(line, "only section headings are used: '## ' and the section's title.")
        heading = titles.get(name_key(match[1]))
        if heading is None:
            known = [one.title for one in taxonomy().headings]
            self.fail(line, f"{match[1]!r} is not the title of a section.{offer(match[1], known)}")
        if before and heading.number <= taxonomy().heading(before[-1].slug).number:
            self.fail(line, f"the section {heading.title!r} stands twice or out of the published order.")
        return Section(heading.slug)


def _with_block(section: Section, block: str, profile: str) -> Section:
    """The section with one more paragraph, block quote or footnote."""
    if block.startswith(">"):
        note = tidy(block.removeprefix(">"))
        if not note:
            raise CorpusError("a note is empty.")
        return replace(section, notes=(*section.notes, note))
    if footnote := _FOOTNOTE.fullmatch(block):
        if not section.passages:
            raise CorpusError("a footnote stands before the first passage of its section.")
        last = section.passages[-1]
        noted = replace(last, notes=(*last.notes, Note(footnote[1], tidy(footnote[2]))))
        return replace(section, passages=(*section.passages[:-1], noted))
    text = tidy(block.removeprefix("\\"))
    passage = Passage(profile, section.slug, len(section.passages) + 1, text)
    return replace(section, passages=(*section.passages, passage))


def _without_marks(passage: Passage) -> Passage:
    """The passage with the marks of its notes taken out of its text, now that all its notes are known.

    What looks like a mark but has no note, or stands behind an odd number of backslashes, is text.
    """
    known = {note.mark for note in passage.notes}
    pieces = [""]
    found: list[str] = []
    end = 0
    for match in _MARK.finditer(passage.text):
        backslashes, written, mark = match.groups()
        if mark not in known:
            continue
        pieces[-1] += passage.text[end : match.start()] + backslashes[: len(backslashes) // 2]
        end = match.end()
        if len(backslashes) % 2:
            pieces[-1] += written
        else:
            found.append(mark)
            pieces.append("")
    pieces[-1] += passage.text[end:]
    text, places = take_marks(pieces)
    by_mark: dict[str, list[int]] = {}
    for mark, place in zip(found, places, strict=True):
        by_mark.setdefault(mark, []).append(place)
    # Of two notes with the same mark the first has its places, as in any Markdown.
    placed = tuple(replace(note, places=tuple(sorted(set(by_mark.pop(note.mark, ()))))) for note in passage.notes)
    return replace(passage, text=text, notes=placed)


def read_profile_markdown(text: str, name: str) -> Profile:
    """Read one profile from Markdown. Raises CorpusError with file name and line."""
    return DocumentReader(text, name).read()


class _Flow(list[Any]):
    """A list written on one line."""


class _Dumper(yaml.SafeDumper):
    """Writes ranks on one line each."""


_Dumper.add_representer(
    _Flow, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)
)


def _rank_tables(profile: Profile) -> tuple[dict[str, Any], dict[str, Any]]:
    ranks: dict[str, Any] = {}
    changes: dict[str, Any] = {}
    for ranked, areas in profile.ranks.items():
        ranks[ranked] = {
            area: _Flow([rank.rank, rank.of, *([rank.name] if area != "world" else [])]) for area, rank in areas.items()
        }
        moved = {area: rank.change for area, rank in areas.items() if rank.change is not None}
        if moved:
            changes[ranked] = moved
    return ranks, changes


def write_profile_markdown(profile: Profile) -> str:
    """The profile as Markdown; `read_profile_markdown` gives the same profile back."""
    ranks, rank_changes = _rank_tables(profile)
    front: dict[str, Any] = {"country": profile.code, "edition": profile.edition, "text": profile.text_kind}
    parts: Mapping[str, Mapping[str, Any]] = {
        "source": source_table(profile.source),
        "facts": profile.facts,
        "scores": profile.scores,
        "changes": profile.changes,
        "ranks": ranks,
        "rank_changes": rank_changes,
    }
    front |= {key: dict(value) for key, value in parts.items() if value}
    return write_front_and_sections(front, profile.sections)


def source_table(source: Source) -> dict[str, str]:
    """What is known of a source, as front matter has it."""
    return {key: getattr(source, key) for key in SOURCE_KEYS if getattr(source, key)}


def write_front_and_sections(front: Mapping[str, Any], sections: Sequence[Section], opening: str = "") -> str:
    """A document of front matter and sections; that of the slug `opening` has no heading."""
    head = yaml.dump(dict(front), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000)
    blocks: list[str] = []
    for section in sections:
        blocks += [] if section.slug == opening else [f"## {section.title}"]
        for passage in section.passages:
            blocks.append(_escaped(_with_marks(passage)))
            blocks += [f"[^{note.mark}]: {note.text}".rstrip() for note in passage.notes]
        blocks += [f"> {note}" for note in section.notes]
    return f"{_FENCE}\n{head}{_FENCE}\n" + "".join(f"\n{block}\n" for block in blocks)


def _with_marks(passage: Passage) -> str:
    """The text of a passage with `[^12]` where the mark of a note stands; where it says so itself, escaped."""
    known = {note.mark for note in passage.notes}

    def escape(match: re.Match[str]) -> str:
        backslashes, written, mark = match.groups()
        return f"{backslashes * 2}\\{written}" if mark in known else match[0]

    text = ""
    end = 0
    for place, number, _ in passage.marks():
        before = _MARK.sub(escape, passage.text[end:place])
        backslashes = before[len(before.rstrip("\\")) :]
        text += f"{before}{backslashes}[^{passage.notes[number - 1].mark}]"
        end = place
    return text + _MARK.sub(escape, passage.text[end:])


def _escaped(text: str) -> str:
    """A paragraph that would read as something else starts with a backslash."""
    return "\\" + text if text.startswith(("#", ">", "\\", "[^")) else text
