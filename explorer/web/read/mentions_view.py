"""The page "Who names whom": mentions grouped by who names or by who is named, one-sided pairs, and their matrix."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from explorer.charts.table import Column, Row, Table
from explorer.core.errors import NotFoundError, QueryError
from explorer.export.mention_export import mention_table
from explorer.model.addresses import API, MENTIONS, with_query
from explorer.model.areas import Area
from explorer.model.taxonomy import taxonomy
from explorer.search.marks import WordMark, to_html
from explorer.search.mention_pairs import NamingMatrix, NamingPair, naming_matrix, naming_pairs
from explorer.search.mention_rows import CHAPTERS, COUNTRY, MentionList, MentionRequest, MentionRow, members_of, name_of
from explorer.web.search.result_links import Pages, pages

VIEWS = {"named": "By who is named", "naming": "By who names", "one-sided": "One-sided pairs"}
GROUPS, ROWS_OF_GROUP, ROWS = 20, 3, 50  # on one page
_SHADES = 4
_OWN = ("view", "area", "page")  # parameters beside those of the mentions


@dataclass(frozen=True, slots=True)
class MentionGroup:
    """The mentions of one that is named, or of one whose profiles name."""

    name: str
    address: str  # of its mentions alone
    count: int  # of passages
    rows: tuple[MentionRow, ...]  # the first of them


@dataclass(frozen=True, slots=True)
class NamingCell:
    """A count of the matrix, with its shade: "with-3"; none for nothing."""

    count: int
    shade: str
    address: str


@dataclass(frozen=True, slots=True)
class MentionsView:
    """The page at an address."""

    request: MentionRequest
    view: str  # of VIEWS
    area: str  # whose countries the matrix has; empty: all regions
    page: int
    rows: tuple[MentionRow, ...]
    pairs: tuple[NamingPair, ...]
    matrix: NamingMatrix

    @classmethod
    def of(cls, args: Iterable[tuple[str, str]], mentions: MentionList) -> "MentionsView":
        """Return the page at an address. Raises QueryError or NotFoundError."""
        pairs = list(args)
        own = {name: value.strip() for name, value in pairs if name in _OWN and value.strip()}
        request = MentionRequest.from_args(pair for pair in pairs if pair[0] not in _OWN)
        view = own.get("view", next(iter(VIEWS)))
        if view not in VIEWS:
            raise QueryError(f"There is no view {view!r}. Choose one of {', '.join(VIEWS)}.")
        page = own.get("page", "1")
        if not page.isascii() or not page.isdigit() or len(page) > 6 or int(page) < 1:
            raise NotFoundError(f"There is no page {page!r}.")
        rows = mentions.chosen(request)
        area = Area.read(own.get("area", "")).name
        matrix = naming_matrix(rows, area)
        made = cls(request, view, area, int(page), rows, naming_pairs(mentions, request), matrix)
        if made.page > max(1, -(-made.total // made.limit)):
            raise NotFoundError(f"There is no page {page}: the list is shorter.")
        return made

    def url(self, **changes: str | int) -> str:
        """Return the address with some of its own parameters changed."""
        own = {"view": self.view if self.view != next(iter(VIEWS)) else "", "area": self.area} | changes
        return with_query(MENTIONS, (*self.request.to_args(), *own.items()))

    def file_url(self, suffix: str, table: str = "") -> str:
        """Return the address of the rows, or of another table, as a file."""
        return with_query(f"{MENTIONS}.{suffix}", (*self.request.to_args(), ("area", self.area), ("table", table)))

    @property
    def json_url(self) -> str:
        """Address of the same as JSON."""
        return with_query(f"{API}{MENTIONS}", self.request.to_args())

    # What the list is of.

    @property
    def is_single(self) -> bool:
        """Tell whether one country or work alone is chosen on the side that would be grouped: each row is listed."""
        chosen = self.request.named if self.view == "named" else self.request.naming
        return self.view != "one-sided" and len(chosen) == 1 and not members_of(chosen[0])

    @property
    def one_sided(self) -> tuple[NamingPair, ...]:
        """The pairs of which one names the other, and is not named in return."""
        return tuple(pair for pair in self.pairs if pair.is_one_sided)

    @property
    def total(self) -> int:
        """The number of groups, rows or pairs of the list."""
        if self.view == "one-sided":
            return len(self.one_sided)
        return len(self.rows) if self.is_single else len(self._counts())

    @property
    def limit(self) -> int:
        return ROWS if self.is_single or self.view == "one-sided" else GROUPS

    @property
    def pages(self) -> Pages | None:
        """Links to the pages of the list."""
        return pages(
            self.total,
            self.limit,
            (self.page - 1) * self.limit,
            lambda offset: self.url(page=offset // self.limit + 1 if offset else ""),
        )

    def listed_rows(self) -> tuple[MentionRow, ...]:
        return self.rows[self._from : self._from + self.limit]

    def listed_pairs(self) -> tuple[NamingPair, ...]:
        return self.one_sided[self._from : self._from + self.limit]

    def pair_url(self, pair: NamingPair) -> str:
        """Return the address of the passages of a pair, under the same choice."""
        others = [each for each in self.request.to_args() if each[0] not in ("from", "to")]
        return with_query(MENTIONS, (*others, ("from", pair.naming.code), ("to", pair.named.code)))

    @property
    def _from(self) -> int:
        return (self.page - 1) * self.limit

    def groups(self) -> Iterator[MentionGroup]:
        """Yield the groups of the page, those of most passages first."""
        counts = self._counts()
        ordered = sorted(counts, key=lambda key: (-len(counts[key]), _label(key)))
        side = "to" if self.view == "named" else "from"
        for key in ordered[self._from : self._from + self.limit]:
            rows = counts[key]
            others = [pair for pair in self.request.to_args() if pair[0] != side]
            view = "" if self.view == "named" else self.view
            address = with_query(MENTIONS, (*others, (side, key), ("view", view), ("area", self.area)))
            passages = len({row.passage for row in rows})
            yield MentionGroup(_label(key), address, passages, tuple(_one_a_text(rows))[:ROWS_OF_GROUP])

    def _counts(self) -> Mapping[str, list[MentionRow]]:
        grouped: dict[str, list[MentionRow]] = {}
        for row in self.rows:
            grouped.setdefault(row.to if self.view == "named" else row.code or CHAPTERS, []).append(row)
        return grouped

    # The sentences above.

    @property
    def summary(self) -> str:
        """Count what is listed: "17 passages of 2 profiles name 9 countries and 4 others."."""
        if not self.rows:
            return "No passage here names any of these."
        passages = len({row.passage for row in self.rows})
        texts = len({row.text_id for row in self.rows})
        countries = len({row.to for row in self.rows if row.kind == COUNTRY})
        others = len({row.to for row in self.rows}) - countries
        named = [f"{countries:,} {'country' if countries == 1 else 'countries'}"] if countries else []
        if others:
            named.append(f"{others:,} {'treaty or organization' if others == 1 else 'treaties and organizations'}")
        return (
            f"{passages:,} {'passage' if passages == 1 else 'passages'} of {texts:,} "
            f"{'text' if texts == 1 else 'texts'} {'names' if passages == 1 else 'name'} {' and '.join(named)}."
        )

    def chips(self) -> Iterator[tuple[str, str]]:
        """Yield each choice in words, with the address without it."""
        args = self.request.to_args()
        view = self.view if self.view != next(iter(VIEWS)) else ""
        for name, value in args:
            rest = [pair for pair in args if pair != (name, value)]
            yield _choice_label(name, value), with_query(MENTIONS, (*rest, ("view", view), ("area", self.area)))

    # The matrix.

    @property
    def finding(self) -> str:
        """State what the matrix shows, in a sentence."""
        cells = [
            (count, naming, named)
            for naming, counts in zip(self.matrix.names, self.matrix.counts, strict=True)
            for named, count in zip(self.matrix.names, counts, strict=True)
        ]
        count, naming, named = max(cells, key=lambda cell: cell[0], default=(0, "", ""))
        if not count:
            return "No passage of these names any of these countries."
        whom = "itself" if naming == named else named
        subject = f"Countries of {naming}" if not self.area else naming
        object_ = "others of their region" if whom == "itself" else f"countries of {whom}" if not self.area else whom
        return f"{subject} {'name' if not self.area else 'names'} {object_} most: {count:,} passages."

    @property
    def matrix_columns(self) -> tuple[str, ...]:
        """The columns of the matrix that have a count: their names."""
        return tuple(self.matrix.names[number] for number in self._shown_columns)

    @property
    def _shown_columns(self) -> list[int]:
        return [number for number, counts in enumerate(zip(*self.matrix.counts, strict=True)) if any(counts)]

    def matrix_rows(self) -> Iterator[tuple[str, list[NamingCell]]]:
        """Yield each row of the matrix that has a count: its name and its cells."""
        matrix, shown = self.matrix, self._shown_columns
        highest = max((count for counts in matrix.counts for count in counts), default=0)
        others = [pair for pair in self.request.to_args() if pair[0] not in ("from", "to", "kind")]
        for name, naming, counts in zip(matrix.names, matrix.values, matrix.counts, strict=True):
            if any(counts):
                yield (
                    name,
                    [
                        NamingCell(
                            counts[number],
                            f"with-{max(1, -(-counts[number] * _SHADES // highest))}" if counts[number] else "",
                            with_query(
                                MENTIONS, (*others, ("kind", COUNTRY), ("from", naming), ("to", matrix.values[number]))
                            ),
                        )
                        for number in shown
                    ],
                )

    def tables(self) -> Mapping[str, Table]:
        """Return what the page shows as tables, the mentions first."""
        return {
            "mentions": mention_table(self.rows),
            "pairs": pair_table(self.pairs),
            "matrix": matrix_table(self.matrix),
        }


def pair_table(pairs: Iterable[NamingPair]) -> Table:
    """Tabulate pairs of countries."""
    columns = (
        Column("from", "from"),
        Column("to", "to"),
        Column("passages", "passages", "number"),
        Column("back", "back", "number"),
        Column("one_sided", "one_sided", "boolean"),
    )
    rows = (
        Row(
            (
                pair.naming.code,
                pair.named.code,
                pair.passages,
                pair.back,
                None if pair.back is None else pair.is_one_sided,
            )
        )
        for pair in pairs
    )
    return Table("Who names whom: passages, and those that name in return", columns, tuple(rows))


def matrix_table(matrix: NamingMatrix) -> Table:
    """Tabulate a matrix."""
    columns = (Column("from", "from"), *(Column(value, value, "number") for value in matrix.values))
    rows = (Row((value, *counts)) for value, counts in zip(matrix.values, matrix.counts, strict=True))
    return Table("Passages of each row's profiles that name each column's countries", columns, tuple(rows))


def marked_sentence(row: MentionRow) -> Markup:
    """Return the sentence of a mention as HTML, with the name marked."""
    marks = [WordMark(start, end) for start, end in row.spans]
    return Markup(to_html(row.sentence, marks, 0, len(row.sentence)))  # noqa: S704 - escaped there


def _one_a_text(rows: Iterable[MentionRow]) -> Iterator[MentionRow]:
    """Yield the first row of each text, then the others."""
    first: dict[str, MentionRow] = {}
    rest = [row for row in rows if first.setdefault(row.text_id, row) is not row]
    yield from first.values()
    yield from rest


def _label(key: str) -> str:
    return "Chapters" if key == CHAPTERS else name_of(key)


def _choice_label(name: str, value: str | int) -> str:
    text, known = str(value), taxonomy()
    match name:
        case "from" | "to":
            is_area = any(text in (region.name, region.continent) for region in known.regions)
            label = text if is_area else _label(text)
            return f"{'Named in' if name == 'from' else 'Names'}: {label}"
        case "section":
            return known.heading(text).title
        case "indicator":
            return known.indicator(text).label
        case _:
            return text
