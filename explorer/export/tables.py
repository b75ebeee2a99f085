"""Results as tables: one form for pages and for files."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from explorer.charts.table import COMPARABLE, Cell, Column, Row, Table
from explorer.model.addresses import text_path
from explorer.model.profiles import Source
from explorer.model.scores import decimals
from explorer.model.series import find_series, has_other_series
from explorer.model.taxonomy import taxonomy
from explorer.search.result_set import MatchingPassage
from explorer.search.results import MatchingProfile
from explorer.search.views.concordance import ConcordanceLine
from explorer.search.views.corpus_parts import CHAPTERS
from explorer.search.views.frequency import Distribution
from explorer.search.views.grouping import HitGroup
from explorer.search.views.term_matrix import Matrix

SourceOf = Callable[[str], Source]  # by the id of a profile or chapter
TEXT_KINDS = {"full": "full text", "digest": "digest", "none": "scores alone"}
PART_LABELS = {"country": "Country", "region": "Region", "section": "Section", "edition": "Edition"}

_PLACE = (
    Column("country", "Country"),
    Column("code", "Code"),
    Column("edition", "Edition", "year"),
    Column("section", "Section"),
    Column("paragraph", "Paragraph", "number"),
)


def _place(passage: MatchingPassage) -> tuple[str | int | None, ...]:
    """Return the cells of a passage's source; a chapter has no country, and may have no edition."""
    return passage.country, passage.code, passage.edition, passage.section_title, passage.paragraph


def _chapter_columns(passages: Iterable[MatchingPassage]) -> tuple[Column, ...]:
    """Return the column of the chapter's title, where any passage is from one."""
    return (Column("chapter", "Chapter"),) if any(passage.chapter for passage in passages) else ()


def _series_columns(series: Iterable[str | None]) -> tuple[Column, ...]:
    """Return the column of the series, where any row is of another than the Index."""
    return (Column("series", "Series"),) if has_other_series(series) else ()


def passage_table(passages: Iterable[MatchingPassage], source_of: SourceOf, score_names: Sequence[str] = ()) -> Table:
    """Tabulate passages with their text, links and sources; a column for each score that they or the search name."""
    hits = tuple(passages)
    names = tuple(dict.fromkeys((*score_names, *(name for passage in hits for name in passage.scores))))
    chapters, series = _chapter_columns(hits), _series_columns(passage.series for passage in hits)
    columns = (
        Column("id", "Passage"),
        *_PLACE,
        Column("region", "Region"),
        Column("matched", "Matched"),
        Column("relevance", "Relevance", "score", 4),
        Column("text_kind", "Kind of text"),
        Column("text", "Text"),
        Column("indicators", "Evidence for"),
        *_condition_columns(names),
        Column("source_url", "Source"),
        *chapters,
        *series,
    )
    rows = (
        Row(
            (
                passage.id,
                *_place(passage),
                passage.region,
                passage.matched,
                passage.relevance,
                passage.text_kind,
                passage.text,
                "; ".join(f"{indicator.label} ({indicator.relation})" for indicator in passage.indicators),
                *_condition_cells(names, passage),
                source_of(passage.text_id).url,
                *(passage.chapter for _ in chapters),
                *(passage.series for _ in series),
            )
        )
        for passage in hits
    )
    return Table("Passages found", columns, tuple(rows))


def profile_table(profiles: Sequence[MatchingProfile], score_names: Sequence[str] = (), is_file: bool = False) -> Table:
    """Tabulate profiles that meet conditions, a column for each score in the query; in a file with their ids."""
    names = tuple(dict.fromkeys((*score_names, *(name for profile in profiles[:1] for name in profile.scores))))
    series = _series_columns(profile.series for profile in profiles)
    columns = (
        Column("country", "Country"),
        *((Column("profile", "Profile"), Column("code", "Code")) if is_file else ()),
        Column("edition", "Edition", "year"),
        *_condition_columns(names),
        Column("text_kind", "Text"),
        *series,
    )
    rows = (
        Row(
            (
                profile.country,
                *((profile.id, profile.code) if is_file else ()),
                profile.edition,
                *_condition_cells(names, profile),
                TEXT_KINDS[profile.text_kind],
                *(profile.series if is_file else find_series(profile.series).name for _ in series),
            ),
            text_path(profile.id),
        )
        for profile in profiles
    )
    return Table("Profiles that meet the conditions", columns, tuple(rows))


def _condition_columns(names: Iterable[str]) -> Iterator[Column]:
    """Yield a column for each score of conditions; for a change those of its record too."""
    for name in names:
        label, places = condition_label(name), decimals(name.removeprefix("change."))
        if not name.startswith("change."):
            yield Column(name, label, "score", places)
            continue
        comparable, origin = f"{name}.comparable", f"{name}.origin"
        yield Column(name, label, "change", places, comparable=comparable, origin=origin)
        yield Column(comparable, f"{label}: comparable")
        yield Column(origin, f"{label}: origin")


def _condition_cells(names: Iterable[str], source: MatchingProfile | MatchingPassage) -> Iterator[Cell]:
    """Yield the cells of `_condition_columns`."""
    for name in names:
        yield source.scores.get(name)
        if name.startswith("change."):
            known = source.changed_scores.get(name.removeprefix("change."))
            has_change = known is not None and known.change.value is not None
            yield (known.change.reason or COMPARABLE) if known and has_change else None
            yield known.change.origin if known and has_change else None


def condition_label(name: str) -> str:
    """Return the score that a condition is about: "heroin-trade" or "change.heroin-trade"."""
    label = taxonomy().indicator(name.removeprefix("change.")).label
    return f"Change in {label.lower()}" if name.startswith("change.") else label


def group_table(hit_groups: Iterable[HitGroup], by: str) -> Table:
    """Tabulate groups, each with its best passage."""
    groups = tuple(hit_groups)
    series = _series_columns(group.best.series for group in groups)
    columns = (
        Column("code", "Code") if by == "country" else Column("profile", "Profile"),
        Column("name", "Name"),
        Column("passage_count", "Passages found", "number"),
        Column("id", "Best passage"),
        Column("section", "Section"),
        Column("text", "Text"),
        Column("text_kind", "Kind of text"),
        *series,
    )
    rows = (
        Row(
            (
                group.best.code if by == "country" else group.value,  # a chapter has no code
                group.label,
                group.count,
                group.best.id,
                group.best.section_title,
                group.best.text,
                group.best.text_kind,
                *(group.best.series for _ in series),
            )
        )
        for group in groups
    )
    return Table("Passages found, grouped", columns, tuple(rows))


def concordance_table(concordance: Iterable[ConcordanceLine]) -> Table:
    """Make one row an occurrence."""
    lines = tuple(concordance)
    chapters = _chapter_columns(line.passage for line in lines)
    series = _series_columns(line.passage.series for line in lines)
    columns = (
        Column("left", "Left"),
        Column("occurrence", "Occurrence"),
        Column("right", "Right"),
        Column("id", "Passage"),
        *_PLACE,
        Column("text_kind", "Kind of text"),
        *chapters,
        *series,
    )
    rows = (
        Row(
            (
                line.left,
                line.word,
                line.right,
                line.passage.id,
                *_place(line.passage),
                line.passage.text_kind,
                *(line.passage.chapter for _ in chapters),
                *(line.passage.series for _ in series),
            )
        )
        for line in lines
    )
    return Table("Occurrences in their context", columns, tuple(rows))


def distribution_table(distribution: Distribution) -> Table:
    """Make one row a part of the corpus, and one for all together."""
    series = _series_columns(share.part.series for share in distribution.shares if share.part)
    columns = (
        Column("part", PART_LABELS[distribution.by]),
        Column("occurrences", "Occurrences", "number"),
        Column("words", "Words", "number"),
        Column("per_thousand", "Per 1,000 words", "score", 2),
        Column("passage_count", "Passages found", "number"),
        Column("filtered_passage_count", "Passages", "number"),
        *series,
    )
    rows = (
        Row(
            (
                share.part.name if share.part else share.label,
                share.occurrences,
                share.words,
                share.per_thousand,
                share.hits,
                share.passages,
                *(share.part.series if share.part else "" for _ in series),
            )
        )
        for share in (*distribution.shares, distribution.whole)
    )
    caption = f"How often the words of the search are used, by {PART_LABELS[distribution.by].lower()}"
    return Table(caption, columns, tuple(rows))


def matrix_table(matrix: Matrix, most_terms: int | None = None) -> Table:
    """Make one row a part of the corpus, one column a term, and the sums below; cut to the first terms for a page.

    A file has a column of the series; a page has its name beside that of the part.
    """
    is_page = most_terms is not None
    series = () if is_page else _series_columns(row.part.series for row in matrix.rows)
    columns = (
        Column(matrix.by, PART_LABELS[matrix.by]),
        *([Column("code", "Code")] if matrix.by == "country" else []),
        *series,
        Column("filtered_passage_count", "Passages", "number"),
        Column("words", "Words", "number"),
        *(Column(f"term {number}", term.text, "number") for number, term in enumerate(matrix.terms[:most_terms], 1)),
    )
    rows = [
        Row(
            (
                row.part.label if is_page else row.part.name,
                *([row.part.value if row.part.value != CHAPTERS else None] if matrix.by == "country" else []),
                *(row.part.series for _ in series),
                row.passages,
                row.words,
                *row.counts[:most_terms],
            )
        )
        for row in matrix.rows
    ]
    whole = Row(
        (
            "Total",
            *([""] if matrix.by == "country" else []),
            *("" for _ in series),
            sum(row.passages for row in matrix.rows),
            sum(row.words for row in matrix.rows),
            *matrix.totals[:most_terms],
        )
    )
    return Table(f"Occurrences of each term, by {PART_LABELS[matrix.by].lower()}", columns, (*rows, whole))
