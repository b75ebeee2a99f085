"""A dossier: passages and scores that a reader collected, with notes, numbered references and a bibliography."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from explorer.citations.pinned_scores import PinnedScore, pinned_score, score_caveats
from explorer.citations.record import Citation, cite, cite_quotation
from explorer.citations.search_permalinks import RunSearch
from explorer.citations.styles import Rendered, Style, render
from explorer.core.errors import CorpusError, NotFoundError, QueryError
from explorer.corpus.library import Library
from explorer.model.ids import text_id_of
from explorer.model.profiles import parse_reference, version_of
from explorer.model.series import Series, find_series
from explorer.text.counted_nouns import counted
from explorer.text.excerpts import quote

MOST = 200  # pins of one dossier
LONGEST_NOTE = 2_000  # characters of one annotation


@dataclass(frozen=True, slots=True)
class Pin:
    """A passage, a score or another thing that can be cited in a collection, as its reader pinned it."""

    id: str  # "kgz-2021/drugs/1", "tjk-2025/heroin-trade"
    note: str = ""  # the reader's own words
    quotation: str = ""  # words of the passage, where not all of it is meant

    def __post_init__(self) -> None:
        if len(self.note) > LONGEST_NOTE:
            raise QueryError(f"A note has at most {LONGEST_NOTE:,} characters; this one has {len(self.note):,}.")


@dataclass(frozen=True, slots=True)
class Item:
    """A passage, a score or another record in a dossier."""

    number: int  # from 1: of its reference
    citation: Citation
    words: str  # of the passage, or those that were quoted; of a score, the score in words; else empty
    note: str
    in_text: Rendered  # its reference
    score: PinnedScore | None = None  # of a score
    version: str = ""  # hash of the whole passage

    @property
    def heading(self) -> str:
        """Country or chapter, section and paragraph; a digest is marked as one."""
        citation = self.citation
        if citation.kind == "passage":
            heading = f"{citation.name}, {citation.section}, paragraph {citation.paragraph}"
            return f"{heading} (digest)" if citation.text_kind == "digest" else heading
        return citation.record_title

    @property
    def is_quoted(self) -> bool:
        """Tell whether its words are those of a text."""
        return self.citation.kind == "passage"

    @property
    def addresses(self) -> str:
        """What follows its reference in a note: of a score the publisher's address, then the permanent link."""
        citation = self.citation
        has_source = not self.score or citation.source_url in self.in_text.plain
        return citation.link if has_source else f"{citation.source_url} {citation.link}"

    @property
    def note_lines(self) -> list[str]:
        """The paragraphs of the reader's note."""
        return note_lines(self.note)


@dataclass(frozen=True, slots=True)
class GoneItem:
    """A pin whose target this corpus does not have, or no longer with the words that were quoted."""

    id: str
    message: str  # what is missing
    note: str
    words: str = ""  # that were quoted
    path: str = ""  # of the passage that is there without them

    @property
    def note_lines(self) -> list[str]:
        """The paragraphs of the reader's note."""
        return note_lines(self.note)


def note_lines(note: str) -> list[str]:
    """Return the paragraphs of a note."""
    return [line for line in note.splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A collection with everything that its exports need."""

    title: str
    made: datetime.date
    style: Style
    entries: tuple[Item | GoneItem, ...]  # in the order of the pins
    bibliography: tuple[Rendered, ...]  # the works that are cited, each once

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(entry for entry in self.entries if isinstance(entry, Item))

    @property
    def gone(self) -> tuple[GoneItem, ...]:
        return tuple(entry for entry in self.entries if isinstance(entry, GoneItem))

    @property
    def scores(self) -> tuple[tuple[Item, PinnedScore], ...]:
        """The scores, with their items."""
        return tuple((item, item.score) for item in self.items if item.score)

    @property
    def counts(self) -> str:
        """The number of its items by kind: "2 passages and 1 score"."""
        passages = sum(item.is_quoted for item in self.items)
        scores = len(self.scores)
        named = [(passages, "passage"), (scores, "score"), (len(self.items) - passages - scores, "other record")]
        counts = [counted(count, noun) for count, noun in named if count]
        gone = [f"{len(self.gone)} no longer here"] if self.gone else []
        return ", ".join([*counts, *gone])

    @property
    def other_series(self) -> tuple[Series, ...]:
        """The series beside the Index that items are of."""
        slugs = dict.fromkeys(item.citation.series for item in self.items)
        return tuple(series for slug in slugs if not (series := find_series(slug)).is_index)

    @property
    def attribution(self) -> str:
        """Program, date and author of the Index; and the author of a digest."""
        has_digest = any(item.citation.text_kind == "digest" and item.is_quoted for item in self.items)
        return (
            f"Made with the OC Explorer on {self.made.isoformat()}. The Global Organized Crime Index is the work of "
            "the Global Initiative Against Transnational Organized Crime."
            + "".join(f" The {series.name} is the work of {series.author}." for series in self.other_series)
            + (" Passages marked as digest are in the words of the OC Explorer, not the publisher's." * has_digest)
        )

    @property
    def caveats(self) -> tuple[str, ...]:
        """List what a reader of its scores and quotations must know, in sentences."""
        editions = sorted({item.citation.edition for item in self.items if item.citation.edition})
        caveats = []
        if len(editions) > 1:
            caveats.append(
                f"It cites the editions {', '.join(map(str, editions))}: what one says need not hold for another."
            )
        if self.other_series and any(find_series(item.citation.series).is_index for item in self.items):
            caveats.append("Scores of different series are never comparable with each other.")
        caveats += score_caveats([score for _, score in self.scores])
        if any(item.citation.kind == "search" for item in self.items):
            caveats.append("A search finds what this corpus contained when the dossier was made.")
        return tuple(caveats)


def make_dossier(
    library: Library,
    pins: Sequence[Pin],
    style: Style,
    made: datetime.date,
    address: str = "",
    title: str = "Dossier",
    find: RunSearch | None = None,
) -> Dossier:
    """Make the dossier of a collection, in its order; what is not here is told in its place. Raises QueryError."""
    if len(pins) > MOST:
        raise QueryError(f"A dossier has at most {MOST} passages and scores; this one has {len(pins)}.")
    found = [_find(library, pin, made, address, find) for pin in pins]
    citations = [item.citation for item in found if isinstance(item, Item)]
    works = [_work_of(library, citation) for citation in citations]
    keyed = {_key(work): work for work in works}
    cited = list(keyed)
    if style.slug != "ieee":  # IEEE numbers its works in the order in which they are cited
        cited.sort()
    # The quotation is above its reference, which need not repeat it.
    references = render([replace(citation, quotation="") for citation in citations], style)
    numbered = iter(
        (number, _numbered(reference.in_text, cited.index(_key(work)) + 1, style))
        for number, (reference, work) in enumerate(zip(references, works, strict=True), 1)
    )
    return Dossier(
        title=" ".join(title.split()) or "Dossier",
        made=made,
        style=style,
        entries=tuple(_number(item, *next(numbered)) if isinstance(item, Item) else item for item in found),
        bibliography=tuple(reference.entry for reference in render([keyed[key] for key in cited], style)),
    )


def _find(library: Library, pin: Pin, made: datetime.date, address: str, find: RunSearch | None) -> Item | GoneItem:
    """Find what a pin names, not numbered yet."""
    note, nothing = pin.note.strip(), Rendered(())
    try:
        citation = cite(library, pin.id, made, address, find)
    except (NotFoundError, QueryError) as error:
        return GoneItem(pin.id, str(error), note, pin.quotation)
    except CorpusError:  # whose message has a path of this machine
        return GoneItem(pin.id, f"The file of {quote(pin.id)} cannot be read.", note, pin.quotation)
    if pin.quotation:
        try:
            citation = cite_quotation(citation, pin.quotation, library)
        except NotFoundError as error:
            return GoneItem(pin.id, str(error), note, pin.quotation, citation.path)
    if citation.kind == "score":
        score = pinned_score(library, citation)
        return Item(0, citation, score.sentence, note, nothing, score)
    if citation.kind != "passage":
        return Item(0, citation, "Cited as a whole.", note, nothing)
    reference = parse_reference(citation.id)
    text = library.text(reference.text_id).passage(reference.section or "", reference.number or 0).text
    return Item(0, citation, citation.quotation or text, note, nothing, version=version_of(text))


def _number(item: Item, number: int, in_text: Rendered) -> Item:
    return replace(item, number=number, in_text=in_text)


def _work_of(library: Library, citation: Citation) -> Citation:
    """Cite the work that a citation is part of; a page of this site is a work of its own.

    Scores are the publisher's also where the text is a digest, and may have been imported from elsewhere.
    """
    if citation.is_page_of_ours:
        return citation
    work = cite(library, text_id_of(citation.id), citation.accessed, citation.address)
    return replace(work, source_url=citation.source_url, text_kind="none") if citation.kind == "score" else work


def _key(work: Citation) -> tuple[str, bool, str]:
    """Return what makes works in a bibliography the same."""
    return work.id, work.text_kind != "digest", work.source_url


def _numbered(in_text: Rendered, number: int, style: Style) -> Rendered:
    """Give a reference by number the number of its work in the bibliography."""
    return in_text if style.slug != "ieee" else Rendered.of(re.sub(r"^\[\d+", f"[{number}", in_text.plain))
