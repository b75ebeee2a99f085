"""What became of a permanent link: the text that was cited is there, elsewhere, changed, or gone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from explorer.chapters import Text
from explorer.citation.record import id_of, passage_path, text_of, version_of
from explorer.errors import ExplorerError, NotFoundError
from explorer.library import Library
from explorer.profiles import Passage, Reference, Section, is_profile_id, parse_reference, text_path
from explorer.quotation.alignment import Difference, compare
from explorer.reading.source import read_source

Status = Literal["same", "moved", "changed", "gone", "there"]

# A permanent link in any text; what closes a sentence or a bracket after it is not part of it.
LINK = re.compile(
    r"(?:https?://[^\s\"'<>()\[\]{}]{1,200}?)?"
    r"/(?:passages/[a-z0-9-]+/[a-z0-9-]+/\d+|profiles/[a-z]{3}-\d{4}|chapters/[a-z0-9-]+(?=\?v=))"
    r"(?:\?[\w=&%.+-]*[\w=])?(?:\#[\w-]+(?::~:text=[^\s\"'<>\[\]{}]*[^\s\"'<>\[\]{}.,;:)])?)?"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a permanent link stands to the corpus as it is."""

    link: str
    id: str  # what it names
    status: Status
    says: str  # in a sentence
    now: str = ""  # the permanent link that leads to the text now, where there is one
    before: str = ""  # the text as it was, where a copy of it is kept
    differences: tuple[Difference, ...] = ()  # between that text and the one that is there now


def _part(text: Text, reference: Reference) -> Text | Section | Passage:
    if reference.section is None:
        return text
    if reference.number is None:
        return text.section(reference.section)
    return text.passage(reference.section, reference.number)


def standing(library: Library, link: str) -> Standing:
    """What became of the text that a permanent link names. Raises NotFoundError for what is no such link."""
    id = id_of(link)
    reference = parse_reference(id)
    version = parse_qs(urlsplit(link).query).get("v", [""])[0]
    try:
        part: Text | Section | Passage | None = _part(library.text(reference.text_id), reference)
    except NotFoundError:
        part = None
    if part is not None and version in ("", version_of(text_of(part))):
        if version:
            return Standing(link, id, "same", "The text is the same as when it was cited.", link)
        return Standing(link, id, "there", "It is there; the link says nothing of how its text read.", link)
    if version and (moved := _moved(library, reference, version)):
        says = f"The same text stands at {moved.id} now."
        return Standing(link, id, "moved", says, passage_path(moved))
    before = _before(library, reference, version) if version else ""
    if part is None:
        return Standing(link, id, "gone", f"There is no {id} in this corpus.", before=before)
    now = passage_path(part) if isinstance(part, Passage) else text_path(reference.text_id)
    differences = compare(before, text_of(part)) if before else ()
    kept = "" if before else " No copy of the earlier text is kept here."
    return Standing(link, id, "changed", f"The text has changed since it was cited.{kept}", now, before, differences)


def has_version(text: Text, version: str) -> bool:
    """Whether a text, one of its sections or one of its passages has this hash; true of no hash."""
    parts: list[Text | Section | Passage] = [text, *text.sections, *text.passages()]
    return not version or any(version_of(text_of(part)) == version for part in parts)


def _moved(library: Library, reference: Reference, version: str) -> Passage | None:
    """The passage of the same profile or chapter that has the text now."""
    if reference.text_id not in library:
        return None
    passages = library.text(reference.text_id).passages()
    return next((passage for passage in passages if version_of(passage.text) == version), None)


def _before(library: Library, reference: Reference, version: str) -> str:
    """The text that a link was made for, from the copies that the home keeps of what was imported."""
    for earlier in _earlier(library, reference.text_id):
        try:
            text = text_of(_part(earlier, reference))
        except NotFoundError:
            continue
        if version_of(text) == version:
            return text
    return ""


def _earlier(library: Library, id: str) -> Iterator[Text]:
    """Other readings of a text: the digest that an import replaced, and what was imported before."""
    for folder in (library.home.profiles, library.bundled) if is_profile_id(id) else ():
        if (layer := library.layer(folder, id)) is not None:
            yield layer
    for path in sorted(library.home.sources.glob(f"{id}-{'[0-9a-f]' * 12}*")):
        try:
            reading = read_source(path, parse_reference(id).edition)
        except ExplorerError:
            continue  # a copy that an older version read and this one cannot
        yield from (profile for profile in reading.profiles if profile.id == id)
        yield from (chapter.called(id) for chapter in reading.chapters if not is_profile_id(id))
