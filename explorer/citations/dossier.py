"""A dossier: passages that a reader collected, with notes, numbered references and a bibliography."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from explorer.citations.record import Citation, cite, cite_quotation
from explorer.citations.styles import Rendered, Style, render
from explorer.core.errors import NotFoundError, QueryError
from explorer.corpus.library import Library
from explorer.model.ids import text_id_of
from explorer.model.profiles import parse_reference
from explorer.model.series import Series, find_series

MOST = 200  # passages of one dossier
LONGEST_NOTE = 2_000  # characters of one annotation


@dataclass(frozen=True, slots=True)
class Pin:
    """A passage in a collection, as its reader pinned it."""

    id: str  # "kgz-2021/drugs/1"
    note: str = ""  # the reader's own words
    quotation: str = ""  # words of the passage, where not all of it is meant

    def __post_init__(self) -> None:
        if len(self.note) > LONGEST_NOTE:
            raise QueryError(f"A note has at most {LONGEST_NOTE:,} characters; this one has {len(self.note):,}.")


@dataclass(frozen=True, slots=True)
class Item:
    """A passage in a dossier."""

    number: int  # from 1: of its reference
    citation: Citation
    words: str  # of the passage, or those that were quoted
    note: str
    in_text: Rendered  # its reference

    @property
    def heading(self) -> str:
        """Country or chapter, section and paragraph; a digest is marked as one."""
        citation = self.citation
        heading = f"{citation.name}, {citation.section}, paragraph {citation.paragraph}"
        return f"{heading} (digest)" if citation.text_kind == "digest" else heading

    @property
    def note_lines(self) -> list[str]:
        """The paragraphs of the reader's note."""
        return [line for line in self.note.splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A collection with everything that its exports need."""

    title: str
    made: datetime.date
    style: Style
    items: tuple[Item, ...]
    bibliography: tuple[Rendered, ...]  # the works that are cited, each once

    @property
    def has_digest(self) -> bool:
        return any(item.citation.text_kind == "digest" for item in self.items)

    @property
    def other_series(self) -> tuple[Series, ...]:
        """The series beside the Index that passages are of."""
        slugs = dict.fromkeys(item.citation.series for item in self.items)
        return tuple(series for slug in slugs if not (series := find_series(slug)).is_index)

    @property
    def attribution(self) -> str:
        """Program, date and author of the Index; and the author of a digest."""
        return (
            f"Made with the OC Explorer on {self.made.isoformat()}. The Global Organized Crime Index is the work of "
            "the Global Initiative Against Transnational Organized Crime."
            + "".join(f" The {series.name} is the work of {series.author}." for series in self.other_series)
            + (" Passages marked as digest are in the words of the OC Explorer, not the publisher's." * self.has_digest)
        )


def make_dossier(
    library: Library,
    pins: Sequence[Pin],
    style: Style,
    made: datetime.date,
    address: str = "",
    title: str = "Dossier",
) -> Dossier:
    """Make the dossier of a collection, in its order. Raises NotFoundError for an unknown passage; QueryError."""
    if len(pins) > MOST:
        raise QueryError(f"A dossier has at most {MOST} passages; this one has {len(pins)}.")
    citations: list[Citation] = []
    words: list[str] = []
    for pin in pins:
        citation = cite(library, pin.id, made, address)
        if citation.kind != "passage":
            raise NotFoundError(f"{pin.id!r} is not the id of a passage. Those look like kgz-2021/drugs/1.")
        reference = parse_reference(citation.id)
        text = library.text(reference.text_id)
        if pin.quotation:
            citation = cite_quotation(citation, pin.quotation, library)
        citations.append(citation)
        words.append(pin.quotation or text.passage(reference.section or "", reference.number or 0).text)
    cited = list(dict.fromkeys(text_id_of(citation.id) for citation in citations))
    if style.slug != "ieee":  # IEEE numbers its works in the order in which they are cited
        cited.sort()
    works = [cite(library, id, made, address) for id in cited]
    entries = [reference.entry for reference in render(works, style)]
    # The quotation is above its reference, which need not repeat it.
    references = render([replace(citation, quotation="") for citation in citations], style)
    return Dossier(
        title=" ".join(title.split()) or "Dossier",
        made=made,
        style=style,
        items=tuple(
            Item(number, citation, text, pin.note.strip(), _numbered(reference.in_text, citation, cited, style))
            for number, (citation, text, pin, reference) in enumerate(
                zip(citations, words, pins, references, strict=True), 1
            )
        ),
        bibliography=tuple(entries),
    )


def _numbered(in_text: Rendered, citation: Citation, cited: Sequence[str], style: Style) -> Rendered:
    """Give a reference by number the number of its work in the bibliography."""
    if style.slug != "ieee":
        return in_text
    number = cited.index(text_id_of(citation.id)) + 1
    return Rendered.of(re.sub(r"^\[\d+", f"[{number}", in_text.plain))
