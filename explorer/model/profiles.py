"""The records that move between modules: a profile, its sections, its passages; and ids, of chapters too."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from explorer.core.errors import CorpusError, NotFoundError
from explorer.model.addresses import text_path
from explorer.model.ids import is_profile_id, profile_id, series_of_id, split_profile_id
from explorer.model.limits import LONGEST_VALUE, MOST_CHARACTERS, MOST_NOTES, MOST_PASSAGES, check_length
from explorer.model.ranks import Rank
from explorer.model.scores import check_score
from explorer.model.series import INDEX_SERIES, Series, find_series
from explorer.model.taxonomy import Country, taxonomy
from explorer.model.web_address import is_web_address
from explorer.text.excerpts import quote
from explorer.text.plain_text import limit_marks, strip_controls
from explorer.text.punctuation import strip_invisible

TextKind = Literal["digest", "full", "none"]  # our own words, the publisher's, or scores alone
PUBLISHER = "Global Initiative Against Transnational Organized Crime"

_LONGEST_MARK = 40  # characters of the mark of a note
VERSION = 8  # hexadecimal digits of a text's hash in a permanent link

# Facts of a country page by slug, with the label they are published under, in published order.
FACTS = {
    "capital": "Capital",
    "income-group": "Income group",
    "population": "Population",
    "area": "Area",
    "geography-type": "Geography type",
    "gdp": "GDP",
    "gini-index": "GINI index",
}


def version_of(text: str) -> str:
    """Return the hash of a text that a permanent link carries: the start of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:VERSION]


def tidy(text: str) -> str:
    """Reduce text to one plain paragraph: composed characters, single spaces, nothing that cannot be seen.

    No control is left that a terminal obeys or that changes the direction of the text.
    """
    text = unicodedata.normalize("NFC", limit_marks(strip_invisible(strip_controls(text))))
    return " ".join(text.split())


def check_line(text: str, name: str, most: int = LONGEST_VALUE) -> None:
    """Check that a text is one tidy line, and not too long. Raises CorpusError."""
    check_length(text, name, most)
    if text != tidy(text):
        raise CorpusError(f"{name} must be one tidy line, unlike {quote(text)}.")


def take_marks(pieces: Sequence[str]) -> tuple[str, tuple[int, ...]]:
    """Join a paragraph that marks of notes cut into pieces: its tidied text, and the place of each mark in it.

    Raises CorpusError where it is too long, or has too many marks.
    """
    check_length("".join(pieces), "A paragraph", MOST_CHARACTERS)
    if len(pieces) > MOST_NOTES:
        raise CorpusError(f"A paragraph has more than {MOST_NOTES:,} marks of notes.")
    text = tidy("".join(pieces))
    return text, tuple(min(len(text), len(tidy("".join(pieces[:number])))) for number in range(1, len(pieces)))


@dataclass(frozen=True, slots=True)
class Note:
    """A foot- or endnote of a passage, and where the passage refers to it."""

    mark: str  # as the source has it, "12"
    text: str = ""  # plain and tidied; empty where the source has the mark alone
    places: tuple[int, ...] = ()  # characters of the passage's text before each of its marks, ascending

    def __post_init__(self) -> None:
        check_length(self.text, "A note", MOST_CHARACTERS)
        is_mark = len(self.mark) <= _LONGEST_MARK and re.fullmatch(r"[^\s\[\]]+", self.mark)
        if not is_mark or self.mark != tidy(self.mark) or self.text != tidy(self.text):
            raise CorpusError(
                "A note has a mark without spaces or brackets and a tidy text, "
                f"and its mark has at most {_LONGEST_MARK} characters, unlike {quote(str(self))}."
            )

    def __str__(self) -> str:
        return f"{self.mark} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of a profile or a chapter: the unit that is indexed, found and cited."""

    text_id: str  # of its profile, "kgz-2021", or of its chapter
    section: str  # slug, "drugs"
    number: int  # in its section, from 1
    text: str  # plain text, no markup, tidied
    notes: tuple[Note, ...] = ()  # footnotes and endnotes it refers to

    def __post_init__(self) -> None:
        check_length(self.text, f"{self.id}: a passage", MOST_CHARACTERS)
        if not self.text or self.text != tidy(self.text):
            raise CorpusError(f"{self.id}: the text of a passage must be one tidy, non-empty paragraph.")
        placed = [note for note in self.notes if note.places]
        if len({note.mark for note in placed}) < len(placed):
            raise CorpusError(f"{self.id}: two notes have the same mark in the text.")
        for note in placed:
            if list(note.places) != sorted(set(note.places)) or not self._has_room(note.places):
                raise CorpusError(
                    f"{self.id}: the mark {note.mark} is outside the text, after a space, or there twice."
                )

    def _has_room(self, places: tuple[int, ...]) -> bool:
        return all(0 <= place <= len(self.text) and not self.text[:place].endswith(" ") for place in places)

    @property
    def version(self) -> str:
        """The hash that its permanent link carries."""
        return version_of(self.text)

    def marks(self) -> list[tuple[int, int, int]]:
        """List every mark in the order of the text: its place, its note's number, its own among that note's, from 1."""
        return sorted(
            (place, number, mark_number)
            for number, note in enumerate(self.notes, 1)
            for mark_number, place in enumerate(note.places, 1)
        )

    def marked(self) -> str:
        """Return the text with "[12]" at each mark of a note."""
        text = ""
        end = 0
        for place, number, _ in self.marks():
            text += f"{self.text[end:place]}[{self.notes[number - 1].mark}]"
            end = place
        return text + self.text[end:]

    @property
    def id(self) -> str:
        """Permanent identity, "kgz-2021/drugs/1"."""
        return f"{self.text_id}/{self.section}/{self.number}"

    @property
    def anchor(self) -> str:
        """Fragment on the profile's page, "drugs-1"."""
        return f"{self.section}-{self.number}"


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a profile's analysis, or of a chapter."""

    slug: str
    passages: tuple[Passage, ...] = ()
    notes: tuple[str, ...] = ()  # about the section as a whole: lines that start with "*", captions of figures
    heading: str = ""  # in a chapter; a profile's sections have the Index's headings

    def __post_init__(self) -> None:
        for text, name, most in (
            (self.heading, "a heading", LONGEST_VALUE),
            *((note, "a note", MOST_CHARACTERS) for note in self.notes),
        ):
            check_line(text, name, most)

    @property
    def title(self) -> str:
        return self.heading or taxonomy().heading(self.slug).title

    def passage(self, number: int) -> Passage:
        """Return the passage of that number, from 1. Raises NotFoundError."""
        if not 1 <= number <= len(self.passages):
            count = "1 passage" if len(self.passages) == 1 else f"{len(self.passages)} passages"
            raise NotFoundError(f"The section {self.title} has {count}; there is no number {number}.")
        return self.passages[number - 1]


def check_count(id: str, sections: Sequence[Section]) -> None:
    """Check the number of passages and notes in the sections of a text. Raises CorpusError."""
    passages = [passage for section in sections for passage in section.passages]
    count = len(passages) + sum(len(section.notes) for section in sections)
    count += sum(len(passage.notes) for passage in passages)
    if count > MOST_PASSAGES:
        raise CorpusError(f"{id}: there are {count:,} passages and notes; at most {MOST_PASSAGES:,} are kept.")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a profile or a chapter was published."""

    title: str = ""
    publisher: str = PUBLISHER
    url: str = ""  # of http or https
    retrieved: str = ""  # ISO date

    def __post_init__(self) -> None:
        for name in ("title", "publisher", "url", "retrieved"):
            check_line(getattr(self, name), f"the {name} of a source")
        if self.url and not is_web_address(self.url):
            raise CorpusError(
                f"source url must be an address that begins with https:// or http://, not {quote(self.url)}."
            )


@dataclass(frozen=True, slots=True)
class Profile:
    """One country in one edition, whole and checked: text, scores, ranks and facts as its series publishes them."""

    kind: ClassVar[Literal["profile"]] = "profile"
    published: ClassVar[None] = None  # the year is that of the edition

    code: str  # alpha-3, upper case
    edition: int
    text_kind: TextKind
    sections: tuple[Section, ...] = ()  # those that are there, in published order
    facts: Mapping[str, str] = field(default_factory=dict)  # by slug of FACTS, as published
    scores: Mapping[str, float] = field(default_factory=dict)  # 1-10 by slug of indicator or aggregate
    changes: Mapping[str, float | None] = field(default_factory=dict)  # since the last edition; None is "n/a"
    ranks: Mapping[str, Mapping[str, Rank]] = field(default_factory=dict)  # by RANKED, then by AREAS
    source: Source = Source()
    series: str = INDEX_SERIES  # slug; the scores of two series are never compared

    def __post_init__(self) -> None:
        series = find_series(self.series)
        if self.edition not in series.editions:
            raise CorpusError(series.no_edition(self.edition))
        if taxonomy().country(self.code).code not in series:
            raise CorpusError(series.no_country(self.country))
        for slug in (*self.scores, *self.changes):
            if not series.has_scored(slug, self.edition):
                raise CorpusError(f"{self.id}: {slug} was not scored before {series.first_edition(slug)}.")
        if series.continents and any("world" in areas for areas in self.ranks.values()):
            raise CorpusError(f"{self.id}: the {series.name} ranks no country in the world.")
        for slug, score in self.scores.items():
            check_score(slug, score)
        for slug, fact in self.facts.items():
            check_line(fact, f"{self.id}: the fact {slug}")
        for rank in (rank for areas in self.ranks.values() for rank in areas.values()):
            check_line(rank.name, f"{self.id}: the area of a rank")
        check_count(self.id, self.sections)
        order = [taxonomy().heading(section.slug).number for section in self.sections]
        if order != sorted(set(order)):
            raise CorpusError(f"{self.id}: the sections are not in published order, or one occurs twice.")
        if (self.text_kind == "none") != (not any(True for _ in self.passages())):
            passages = "there are" if self.text_kind == "none" else "no"
            raise CorpusError(f"{self.id}: text is {self.text_kind!r}, but {passages} passages.")

    @property
    def id(self) -> str:
        """Identity, "kgz-2021", or "enact-lso-2019" of another series."""
        return profile_id(self.code, self.edition, self.series)

    @property
    def of_series(self) -> Series:
        """The series that it belongs to."""
        return find_series(self.series)

    @property
    def scored_as(self) -> int:
        """The edition of the Index that scored the same indicators."""
        return self.of_series.scored_as[self.edition]

    @property
    def country(self) -> Country:
        return taxonomy().country(self.code)

    @property
    def title(self) -> str:
        """The country's name, "Kyrgyzstan"."""
        return self.country.name

    @property
    def name(self) -> str:
        """The country's name with the edition: "Kyrgyzstan 2021", "Lesotho, ENACT Africa index 2019"."""
        return self.of_series.profile_name(self.title, self.edition)

    @property
    def path(self) -> str:
        """Path of its page from the root of the site."""
        return text_path(self.id)

    def passages(self) -> Iterator[Passage]:
        """Yield every passage, in reading order."""
        return (passage for section in self.sections for passage in section.passages)

    def section(self, slug: str) -> Section:
        """Return the section of that slug. Raises NotFoundError."""
        for section in self.sections:
            if section.slug == slug:
                return section
        taxonomy().heading(slug)
        raise NotFoundError(f"{self.id} has no section {slug!r}.")

    def passage(self, section: str, number: int) -> Passage:
        """Return the numbered passage of a section. Raises NotFoundError."""
        return self.section(section).passage(number)


@dataclass(frozen=True, slots=True)
class Reference:
    """The target of an id: a profile or a chapter, one of its sections, or one passage."""

    text_id: str  # "kgz-2021", or the slug of a chapter
    section: str | None = None
    number: int | None = None

    @property
    def profile_id(self) -> str:
        """The id where it must be of a profile. Raises NotFoundError."""
        if self.kind != "profile":
            raise NotFoundError(f"{self.text_id!r} is not the id of a profile. Those look like kgz-2021.")
        return self.text_id

    @property
    def kind(self) -> Literal["profile", "chapter"]:
        return "profile" if is_profile_id(self.text_id) else "chapter"

    @property
    def code(self) -> str | None:
        """Code of the profile's country, upper case; None for a chapter."""
        return split_profile_id(self.text_id)[0] if self.kind == "profile" else None

    @property
    def edition(self) -> int | None:
        """Edition of the profile; None for a chapter, whose id has none."""
        return split_profile_id(self.text_id)[1] if self.kind == "profile" else None

    @property
    def series(self) -> str | None:
        """Slug of the series of the profile; None for a chapter, whose id has none."""
        return series_of_id(self.text_id) if self.kind == "profile" else None


SHORTEST_ID = 4  # characters: a shorter one may be the code of a country
_SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
_REFERENCE = re.compile(rf"({_SLUG})(?:/({_SLUG})(?:/([1-9]\d{{0,3}}))?)?")


def parse_reference(raw: str) -> Reference:
    """Read "kgz-2021", "kgz-2021/drugs", "kgz-2021/drugs/1", or the same of a chapter. Raises NotFoundError."""
    match = _REFERENCE.fullmatch(raw.strip().strip("/").lower())
    if not match or len(match[1]) < SHORTEST_ID:
        raise NotFoundError(f"{raw!r} is not an id. Ids look like kgz-2021, kgz-2021/drugs or kgz-2021/drugs/1.")
    id, section, number = match.groups()
    if is_profile_id(id):
        find_series(series_of_id(id)).check(*split_profile_id(id))
        if section is not None:
            taxonomy().heading(section)
    return Reference(id, section, int(number) if number else None)
