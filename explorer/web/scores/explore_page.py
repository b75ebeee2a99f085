"""The country table as a page: its rows, what was asked of them, and where it leads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from explorer.charts.table import ASTERISK, DAGGER
from explorer.export.country_rows import caption, rows_table
from explorer.model.addresses import (
    EXPLORE,
    MAP,
    RANKINGS,
    SCATTER,
    comparison_path,
    profile_path,
    with_query,
)
from explorer.model.rankings import Rankings
from explorer.model.taxonomy import EDITIONS, taxonomy
from explorer.search.engine import Engine
from explorer.search.table.country_table import CountryTable, Figure, ProfileRow
from explorer.search.table.score_columns import PASSAGES, ScoreColumn, groups, measure_label, read_column
from explorer.search.table.table_request import TableRequest
from explorer.text.counted_nouns import counted
from explorer.web.read.score_rows import change_figure, figure
from explorer.web.scores.dataset import Dataset
from explorer.web.scores.explore_form import FIELDS, as_request
from explorer.web.scores.missing_scores import MissingScores, missing_scores
from explorer.web.scores.params import Pairs
from explorer.web.scores.rankings_page import Order
from explorer.web.search.result_links import search_url

MOST_BARS = 3  # columns of scores that have a bar beside each number
MOST_COMPARED = 60  # profiles of a link to the comparison of all rows: an address has an end


class TableLink(NamedTuple):
    """A link to another table, or from this one."""

    label: str
    url: str
    is_current: bool = False


class PageCell(NamedTuple):  # thousands are made for a page
    """A figure as it is set."""

    text: str
    slug: str = ""  # of the score whose bar is drawn
    value: float = 0.0  # of that bar
    marks: str = ""
    title: str = ""  # why there is no figure, or why it is not comparable
    url: str = ""


@dataclass(frozen=True, slots=True)
class ExploreView:
    """The page of the country table."""

    request: TableRequest
    table: CountryTable
    dataset: Dataset

    @classmethod
    def of(cls, pairs: Pairs, rankings: Rankings, engine: Engine) -> "ExploreView":
        """Return the page at an address. Raises QueryError or IndexUnavailableError."""
        request = TableRequest.from_args(pairs, rankings)
        table = CountryTable.of(request, rankings, engine)
        return cls(request, table, Dataset(EXPLORE, request.to_args(), {"countries": rows_table(table)}))

    @property
    def caption(self) -> str:
        return caption(self.request)

    @property
    def has_edition(self) -> bool:
        """Tell whether rows are of several editions."""
        return self.request.edition is None

    @property
    def has_region(self) -> bool:
        """Tell whether rows may be of several regions."""
        return self.request.area.kind != "region"

    @property
    def place_count(self) -> int:
        """The number of columns before those of figures."""
        return 1 + self.has_edition + self.has_region

    @property
    def passages_url(self) -> str:
        """The search whose passages are counted, in the editions of the table."""
        found, edition = self.table.passages, self.request.edition
        assert found is not None
        return search_url(found.request.narrowed([("edition", str(edition))]) if edition else found.request)

    def headings(self) -> list[tuple[str, Order]]:
        """List the headings of all columns, with their orders."""
        places = [("country", self.table.noun.capitalize() if not self.has_edition else "Country")]
        places += [("edition", "Edition")] * self.has_edition + [("region", "Region")] * self.has_region
        figures = [(column.name, column.label_in(self.request.edition)) for column in self.table.columns]
        return [(label, self._order(name)) for name, label in (*places, *figures)]

    def _order(self, name: str) -> Order:
        sorted_name, is_highest_first = self.request.order
        if name != sorted_name:
            return Order(url_of(self.request.changed(sort=name)), "")
        own = self.request.sort or name
        turned = name if own.startswith("-") else f"-{name}"
        return Order(url_of(self.request.changed(sort=turned)), "descending" if is_highest_first else "ascending")

    def rows(self) -> Iterable[tuple[ProfileRow, str, list[PageCell]]]:
        """Yield each row with the address of its profile and its figures."""
        columns = self.table.columns
        has_bars = sum(column.measure == "score" for column in columns) <= MOST_BARS
        for row in self.table.rows:
            cells = [
                self._cell(column, known, row, has_bars) for column, known in zip(columns, row.figures, strict=True)
            ]
            yield row, profile_path(row.country.code, row.edition), cells

    def _cell(self, column: ScoreColumn, known: Figure, row: ProfileRow, has_bars: bool) -> PageCell:
        value = known.value
        if value is None:
            return PageCell("n/a", title=known.reason)
        match column.measure:
            case "score":
                return PageCell(figure(value, column.slug), column.slug if has_bars else "", value)
            case "change":
                marks = DAGGER * bool(known.reason) + ASTERISK * (known.origin == "published")
                return PageCell(change_figure(value, column.slug), marks=marks, title=known.reason)
            case "rank":
                span = f"{value}–{known.end}" if known.end else str(value)
                return PageCell(span, marks=ASTERISK * (known.origin == "published"))
            case "passages":
                found = self.table.passages
                url = search_url(found.search_in(row.country.code, row.edition)) if found and value else ""
                return PageCell(f"{value:,}", url=url)

    # What was asked, and how it is taken back.

    def conditions(self) -> list[TableLink]:
        """List what every row meets, in words, each with the table without it."""
        request = self.request
        links = [TableLink(part.description, url_of(request.without_part(part))) for part in request.query.parts]
        links += [TableLink(each.description, url_of(request.without_condition(each))) for each in request.where]
        if request.area.name:
            links.append(TableLink(request.area.name, url_of(request.changed(area=type(request.area)("world")))))
        return links

    def columns(self) -> list[TableLink]:
        """List the columns that were chosen, groups as one, each with the table without it."""
        request = self.request
        if not request.choices:
            return [
                TableLink(column.label_in(request.edition), url_of(request.without_column(column)))
                for column in self.table.columns
            ]
        links = []
        for choice in request.choices:
            others = tuple(other for other in request.choices if other != choice)
            changed = request.without_search() if choice == PASSAGES else request.changed(choices=others)
            links.append(TableLink(choice_label(choice, request.edition), url_of(changed)))
        return links

    def presets(self) -> list[TableLink]:
        """List the groups of columns, each as all that is shown."""
        return [
            TableLink(label, url_of(self.request.changed(choices=(name,))), self.request.shown_choices[:1] == (name,))
            for name, label in groups().items()
        ]

    def editions(self) -> list[tuple[str, str]]:
        """List the editions of the form, with their labels."""
        return [*((str(edition), str(edition)) for edition in EDITIONS), ("all", "All editions, a row each")]

    # What is missing, and what the marks mean.

    def missing(self, rankings: Rankings) -> list[MissingScores]:
        """List what the editions of the table lack, each once."""
        slugs = {column.slug for column in self.table.columns if column.slug}
        slugs |= {condition.slug for condition in self.request.query.conditions}
        slugs |= {each.column.slug for each in self.request.where if each.column.slug}
        scored = [taxonomy().indicator(slug) for slug in sorted(slugs)]
        known: dict[str, MissingScores] = {}
        for edition in EDITIONS if self.has_edition else (self.request.edition or 0,):
            here = [indicator for indicator in scored if indicator.first_edition <= edition]
            if here and (lacks := missing_scores(rankings, edition, *here)):
                known[lacks.sentence] = lacks
        return list(known.values())

    @property
    def lacking(self) -> str:
        """The number of rows that cannot meet the conditions for want of a figure, in a sentence; empty for none."""
        count = self.table.lacking
        if not count:
            return ""
        rows = counted(count, self.table.noun)
        has, they = ("has", "it does") if count == 1 else ("have", "they do")
        is_one = len(self.request.query.conditions) + len(self.request.where) == 1
        which = "the condition" if is_one else "at least one of the conditions"
        return f"{rows} {has} no figure for {which}, which {they} not meet."

    def _reasons(self, has_value: bool) -> list[str]:
        known = (known for row in self.table.rows for known in row.figures)
        return list(
            dict.fromkeys(each.reason for each in known if each.reason and (each.value is not None) == has_value)
        )

    @property
    def not_comparable(self) -> list[str]:
        """Every reason why a change is not comparable, once."""
        return self._reasons(has_value=True)

    @property
    def not_there(self) -> list[str]:
        """Every reason why there is no figure, once."""
        return self._reasons(has_value=False)

    @property
    def origin_note(self) -> str:
        """Tell which ranks and changes are published; empty where the table has none."""
        kinds = dict.fromkeys(column.measure for column in self.table.columns)
        figures = " and ".join(f"{kind}s" for kind in ("rank", "change") if kind in kinds)
        return self.dataset.tables["countries"].origin_note(figures) if figures else ""

    # Where it leads.

    def elsewhere(self) -> list[TableLink]:
        """List the pages that show its scores in other ways: a map, a ranking, a scatter plot, a comparison."""
        edition = self.request.edition or EDITIONS[-1]
        slugs = list(dict.fromkeys(column.slug for column in self.table.columns if column.slug))
        by_name = {column.name: column.slug for column in self.table.columns}
        first = by_name.get(self.request.order[0]) or (slugs[0] if slugs else "criminality")
        named = (("indicator", first), ("edition", edition), ("area", self.request.area.name))
        label = taxonomy().indicator(first).label
        links = [
            TableLink(f"Map of {label.lower()}", with_query(MAP, named)),
            TableLink(f"Ranking by {label.lower()}", with_query(RANKINGS, named)),
        ]
        if len(slugs) > 1:
            across = with_query(SCATTER, x=slugs[0], y=slugs[1], edition=edition, area=self.request.area.name)
            labels = [taxonomy().indicator(slug).label.lower() for slug in slugs[:2]]
            links.append(TableLink(f"Scatter plot of {labels[0]} and {labels[1]}", across))
        if 1 < len(self.table.rows) <= MOST_COMPARED:
            ids = [row.id for row in self.table.rows]
            links.append(TableLink(f"Compare all {len(ids)}", comparison_path(ids)))
        return links


def url_of(request: TableRequest) -> str:
    """Return the address of a table."""
    return with_query(EXPLORE, request.to_args())


def form_url(pairs: Sequence[tuple[str, str]], rankings: Rankings) -> str:
    """Return the address of the table that the fields of the form ask for. Raises QueryError."""
    before = TableRequest.from_args(as_request([pair for pair in pairs if pair[0] not in FIELDS]), rankings)
    return url_of(TableRequest.from_args(as_request(pairs, before.shown_choices), rankings))


def choice_label(choice: str, edition: int | None = None) -> str:
    """Return the label of a column or a group of them."""
    prefix, _, name = choice.rpartition(".")
    if name not in groups():
        return read_column(choice).label_in(edition)
    measure = measure_label(prefix, edition)
    return f"{groups()[name]}, {measure}" if measure else groups()[name]
