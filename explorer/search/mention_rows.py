"""Who names whom: a row for each passage and each country, treaty, law, organization or programme that it names."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from explorer.core.errors import QueryError
from explorer.core.timeouts import with_timeout
from explorer.entities.mentions import KINDS, Mention, countries_in, works, works_in
from explorer.model.areas import Area
from explorer.model.ids import text_id_of
from explorer.model.taxonomy import offer, taxonomy
from explorer.search.engine import Engine
from explorer.search.request import SearchRequest, check_filter
from explorer.search.result_set import MatchingPassage
from explorer.search.results import place_of
from explorer.text.sentences import split_sentences

COUNTRY = "country"
MENTION_KINDS = (COUNTRY, *KINDS)
CHAPTERS = "chapters"  # as `from`: the chapters, which are of no country
PARAMETERS = ("kind", "from", "to", "section", "indicator", "edition")


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A passage, and one name that it has, in any form."""

    passage: str  # id
    code: str | None  # of the country of its profile; None in a chapter
    text_name: str  # "Kyrgyzstan 2021", or the title of the chapter
    edition: int | None
    series: str | None
    section: str  # slug
    section_title: str
    paragraph: int
    indicators: tuple[str, ...]  # slugs of those that the passage is evidence for
    to: str  # what is named: the code of a country, or the slug of a work
    kind: str  # of MENTION_KINDS
    words: tuple[str, ...]  # as the passage writes the name, distinct, in order
    sentence: str  # the first that has it
    spans: tuple[tuple[int, int], ...]  # of the name in that sentence

    @property
    def place(self) -> str:
        """The location in words: "Kyrgyzstan 2021, Drugs, paragraph 1"."""
        return place_of(self.text_name, self.section_title, self.paragraph)

    @property
    def text_id(self) -> str:
        return text_id_of(self.passage)

    @property
    def to_name(self) -> str:
        """The name of what is named, as it is shown."""
        return name_of(self.to)


def name_of(to: str) -> str:
    """Return the name of a country by its code, or of a work by its slug."""
    return taxonomy().country(to).name if to.isupper() else _work_names()[to]


def _work_names() -> dict[str, str]:
    return {work.slug: work.name for work in works()}


@dataclass(frozen=True, slots=True)
class MentionList:
    """What the passages of a corpus name."""

    rows: tuple[MentionRow, ...]  # in order of passages, and of the first name in each
    texts: Mapping[str, frozenset[int]]  # by the code of a country: the editions in which it has text here

    def chosen(self, request: "MentionRequest") -> tuple[MentionRow, ...]:
        """Return the rows that are asked for."""
        return request.chosen(self.rows)


def list_mentions(engine: Engine) -> MentionList:
    """List what all passages name; a profile's own country is not counted. Raises IndexUnavailableError."""
    kinds = {work.slug: work.kind for work in works()}
    passages = sorted(engine.passages(SearchRequest()).passages, key=lambda passage: _order(passage.id))
    editions: dict[str, set[int]] = {}
    for passage in passages:
        if passage.code and passage.edition:
            editions.setdefault(passage.code, set()).add(passage.edition)
    rows = tuple(row for passage in with_timeout(passages) for row in _rows_of(passage, kinds))
    return MentionList(rows, {code: frozenset(years) for code, years in editions.items()})


def _order(passage: str) -> tuple[str, int, int]:
    text_id, section, number = passage.split("/")
    slugs = [heading.slug for heading in taxonomy().headings]
    return text_id, slugs.index(section) if section in slugs else len(slugs), int(number)


def _rows_of(passage: MatchingPassage, kinds: dict[str, str]) -> Iterator[MentionRow]:
    found = [mention for mention in countries_in(passage.text) if mention.names != passage.code]
    by_name: dict[str, list[Mention]] = {}
    for mention in sorted((*found, *works_in(passage.text)), key=lambda mention: mention.start):
        by_name.setdefault(mention.names, []).append(mention)
    if not by_name:
        return
    sentences = list(split_sentences(passage.text))
    indicators = tuple(indicator.slug for indicator in passage.indicators)
    for to, mentions in by_name.items():
        start, end = next((start, end) for start, end in sentences if end > mentions[0].start)
        yield MentionRow(
            passage=passage.id,
            code=passage.code,
            text_name=passage.name,
            edition=passage.edition,
            series=passage.series,
            section=passage.section,
            section_title=passage.section_title,
            paragraph=passage.paragraph,
            indicators=indicators,
            to=to,
            kind=kinds.get(to, COUNTRY),
            words=tuple(dict.fromkeys(mention.text for mention in mentions)),
            sentence=passage.text[start:end].rstrip(),
            spans=tuple((each.start - start, each.end - start) for each in mentions if each.end <= end),
        )


@dataclass(frozen=True, slots=True)
class MentionRequest:
    """The part of the mentions that is asked for; without any choice all of them."""

    kinds: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()  # codes of the countries whose profiles name, names of areas, or CHAPTERS
    named: tuple[str, ...] = ()  # codes of countries, names of areas, and slugs of works
    sections: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    editions: tuple[int, ...] = ()

    @classmethod
    def from_args(cls, pairs: Iterable[tuple[str, str]]) -> "MentionRequest":
        """Read the parameters of an address, each of which may be given more than once. Raises QueryError."""
        values: dict[str, list[str]] = {name: [] for name in PARAMETERS}
        for name, value in pairs:
            if name not in values:
                raise QueryError(f"There is no parameter {name!r}.{offer(name, PARAMETERS)}")
            if value.strip():
                values[name].append(value.strip())
        return cls(
            _distinct(map(_check_kind, values["kind"])),
            _distinct(map(_check_naming, values["from"])),
            _distinct(map(check_named, values["to"])),
            _distinct(check_filter("section", value) for value in values["section"]),
            _distinct(check_filter("indicator", value) for value in values["indicator"]),
            tuple(sorted({int(check_filter("edition", value)) for value in values["edition"]})),
        )

    def to_args(self) -> tuple[tuple[str, str | int], ...]:
        """Return the parameters that `from_args` reads back to this request."""
        texts = (self.kinds, self.naming, self.named, self.sections, self.indicators)
        return (
            *((name, value) for name, several in zip(PARAMETERS, texts, strict=False) for value in several),
            *(("edition", edition) for edition in self.editions),
        )

    def chosen(self, rows: Iterable[MentionRow]) -> tuple[MentionRow, ...]:
        """Return the rows that are asked for."""
        naming, named = _with_members(self.naming), _with_members(self.named)
        return tuple(row for row in rows if self._has(row, naming, named))

    def _has(self, row: MentionRow, naming: Collection[str], named: Collection[str]) -> bool:
        return (
            (not self.kinds or row.kind in self.kinds)
            and (not naming or (row.code or CHAPTERS) in naming)
            and (not named or row.to in named)
            and (not self.sections or row.section in self.sections)
            and (not self.indicators or not set(self.indicators).isdisjoint(row.indicators))
            and (not self.editions or row.edition in self.editions)
        )


def _with_members(values: Iterable[str]) -> frozenset[str]:
    """Return the values, each area as the codes of its countries."""
    return frozenset(code for value in values for code in (members_of(value) or (value,)))


def members_of(area: str) -> tuple[str, ...]:
    """Return the codes of the countries of a continent or region; none for any other name."""
    return tuple(country.code for country in taxonomy().countries if area in (country.region, country.continent))


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _check_kind(value: str) -> str:
    if value.casefold() not in MENTION_KINDS:
        raise QueryError(f"There is no kind {value!r}. Choose one of {', '.join(MENTION_KINDS)}.")
    return value.casefold()


def _check_naming(value: str) -> str:
    return CHAPTERS if value.casefold() == CHAPTERS else _check_place(value)


def _check_place(value: str) -> str:
    """Return the code of a country or the name of an area. Raises QueryError with the closest country."""
    try:
        return Area.read(value).name or check_filter("country", value)
    except QueryError:
        return check_filter("country", value)


def check_named(value: str) -> str:
    """Return the code of a country, the name of an area, or the slug of a work. Raises QueryError."""
    for work in works():
        if value == work.slug or value in (work.name, *work.also):
            return work.slug
    return _check_place(value)
