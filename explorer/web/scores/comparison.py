"""Profiles side by side: figures, scores and the same section of each; of more than four the scores alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from explorer.charts.pyramid import Pyramid
from explorer.charts.table import COMPARABLE, Cell, Column, Row, Table
from explorer.charts.trend import Trend
from explorer.core.errors import QueryError
from explorer.corpus.library import Library
from explorer.model.addresses import COMPARE, comparison_path, indicator_path, passage_path
from explorer.model.comparability import comparability_between
from explorer.model.ids import profile_id, series_of_id, split_profile_id
from explorer.model.profiles import Profile, Section, parse_reference
from explorer.model.rankings import Rankings
from explorer.model.score_comparison import ScoreRow, compare_scores, series_of_all
from explorer.model.series import INDEX_SERIES, Series, find_series
from explorer.model.taxonomy import EDITIONS, Country, Heading, Indicator, taxonomy
from explorer.search.request import check_filter
from explorer.web.scores.dataset import Dataset
from explorer.web.scores.params import Pairs, read_params

MOST_WITH_TEXT = 4  # profiles beside one another with pictures and text
MOST_REMOVABLE = 30  # profiles with a link to remove each


@dataclass(frozen=True, slots=True)
class Comparison:
    """The profiles to compare, by id, and the section to read of each."""

    profiles: tuple[str, ...] = ()
    section: str = ""  # slug; empty: the first that one of them has

    @classmethod
    def from_args(cls, pairs: Pairs) -> "Comparison":
        """Read the parameters of an address; `country` and `edition` add one. Raises QueryError or NotFoundError."""
        values = read_params(pairs, ("profiles", "section", "country", "edition"), lists=("profiles",))
        ids = [parse_reference(id).profile_id for id in values.get("profiles", "").split(",") if id.strip()]
        if "country" in values:
            code = check_filter("country", values["country"])
            edition = values.get("edition", str(EDITIONS[-1]))
            if edition not in map(str, EDITIONS):
                raise QueryError(find_series(INDEX_SERIES).no_edition(repr(edition)))
            ids.append(profile_id(code, int(edition)))
        distinct = tuple(dict.fromkeys(ids))
        return cls(distinct, check_filter("section", values["section"]) if "section" in values else "")

    def url(self, section: str = "", without: str = "") -> str:
        """Return the same comparison with another section, or without a profile."""
        return comparison_path((id for id in self.profiles if id != without), section or self.section)


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """The page of a comparison."""

    comparison: Comparison
    profiles: tuple[Profile, ...]
    absent: tuple[str, ...]  # what is not here, by name
    unreadable: tuple[str, ...]  # what is here and cannot be read, by name
    pyramids: tuple[Pyramid, ...]
    trends: tuple[tuple[Indicator, Trend], ...]
    rows: tuple[ScoreRow, ...]
    countries: tuple[Country, ...]  # that have a profile to add
    newest: int  # edition that is here
    headings: tuple[Heading, ...]  # sections that one of them has text in
    heading: Heading | None  # the one that is read
    dataset: Dataset

    @classmethod
    def of(cls, pairs: Pairs, library: Library, rankings: Rankings) -> "ComparisonView":
        """Return the page at an address. Raises QueryError or NotFoundError."""
        comparison = Comparison.from_args(pairs)
        series = series_of_all(comparison.profiles)
        rankings = library.rankings_of(series.slug) if not series.is_index else rankings
        profiles = tuple(profile for id in comparison.profiles if (profile := library.find_profile(id)))
        absent = tuple(_name(id) for id in comparison.profiles if id not in library)
        here = {profile.id for profile in profiles}
        unreadable = tuple(_name(id) for id in comparison.profiles if id in library and id not in here)
        rows = compare_scores(profiles)
        codes = library.codes()
        with_text = {section.slug for profile in profiles for section in profile.sections if section.passages}
        headings = tuple(heading for heading in taxonomy().headings if heading.slug in with_text)
        chosen = taxonomy().heading(comparison.section) if comparison.section else None
        params = (("profiles", ",".join(comparison.profiles)), ("section", comparison.section))
        has_text = len(comparison.profiles) <= MOST_WITH_TEXT
        tables = {"scores": _table(rows, profiles) if has_text else _scores_table(rows, profiles)}
        if has_text:
            tables["text"] = _text(chosen, headings, profiles)
        pictured = profiles if has_text else ()
        return cls(
            comparison,
            profiles,
            absent,
            unreadable,
            tuple(Pyramid.of(profile) for profile in pictured),
            tuple(
                (taxonomy().indicator(slug), _trend(slug, pictured, rankings, series))
                for slug in ("criminality", "resilience")
                if has_text
            ),
            rows,
            tuple(country for country in taxonomy().countries if country.code in codes),
            max(library.editions(), default=EDITIONS[-1]),
            headings if has_text else (),
            (chosen or (headings[0] if headings else None)) if has_text else None,
            Dataset(COMPARE, params, tables, series=(series.slug,)),
        )

    @property
    def can_add(self) -> bool:
        """Tell whether another profile can be added: the form has those of the Index alone."""
        return all(profile.of_series.is_index for profile in self.profiles)

    @property
    def can_remove(self) -> bool:
        """Tell whether each profile has a link to the comparison without it: all of them have the ids of all others."""
        return len(self.comparison.profiles) <= MOST_REMOVABLE

    @property
    def has_text(self) -> bool:
        """Tell whether there are few enough profiles for their pictures and text."""
        return len(self.comparison.profiles) <= MOST_WITH_TEXT

    @property
    def edition_pairs(self) -> list[tuple[str, str]]:
        """The ids of editions next to each other, where all profiles are of one country."""
        if len({profile.code for profile in self.profiles}) != 1 or not self.has_text:
            return []
        return list(pairwise(profile.id for profile in sorted(self.profiles, key=lambda profile: profile.edition)))

    @property
    def texts(self) -> tuple[tuple[Profile, Section | None], ...]:
        """The section that is read, of each profile that has it."""
        slug = self.heading.slug if self.heading else ""
        return tuple(
            (profile, next((section for section in profile.sections if section.slug == slug), None))
            for profile in self.profiles
        )

    @property
    def reasons(self) -> tuple[str, ...]:
        """Every reason why differences are not comparable, once."""
        return tuple(dict.fromkeys(reason for row in self.rows for reason in row.reasons if reason))


def _name(id: str) -> str:
    code, edition = split_profile_id(id)
    return find_series(series_of_id(id)).profile_name(taxonomy().country(code).name, edition)


def label(profile: Profile) -> str:
    """Return a profile as it is named in a comparison."""
    return profile.name


def _trend(slug: str, profiles: Sequence[Profile], rankings: Rankings, series: Series) -> Trend:
    countries = list(dict.fromkeys(profile.country for profile in profiles))
    return Trend.of(
        [
            (
                country.name,
                {edition: rankings.score(country.code, edition, slug) for edition in series.editions},
                lambda earlier, later: not comparability_between(slug, earlier, later, series.slug),
            )
            for country in countries
        ],
        series.editions,
    )


def _table(rows: Sequence[ScoreRow], profiles: Sequence[Profile]) -> Table:
    columns = [Column("indicator", "Score")]
    for number, profile in enumerate(profiles):
        columns.append(Column(profile.id, label(profile), "score", 2))
        if number:
            columns.append(
                Column(f"{profile.id}-difference", f"{label(profile)} less {label(profiles[0])}", "change", 2)
            )
    if len(profiles) > 1:
        columns += [Column("comparable", "Comparable"), Column("origin", "Origin of the differences")]
    made = []
    for row in rows:
        cells: list[Cell] = [row.indicator.label]
        for number, (score, difference) in enumerate(zip(row.scores, row.differences, strict=True)):
            cells += [score, difference] if number else [score]
        if len(profiles) > 1:
            cells.append(_comparable(row))
            cells.append("computed" if any(difference is not None for difference in row.differences) else None)
        made.append(Row(tuple(cells), indicator_path(row.indicator.slug)))
    return Table("Scores side by side, from 1 to 10", tuple(columns), tuple(made))


def _comparable(row: ScoreRow) -> str:
    """Return COMPARABLE, or every reason why scores of a row are not comparable with the first."""
    return " ".join(dict.fromkeys(filter(None, row.reasons))) or COMPARABLE


def _scores_table(rows: Sequence[ScoreRow], profiles: Sequence[Profile]) -> Table:
    """Tabulate the scores of many profiles: their differences from the first would say little."""
    columns = (
        Column("indicator", "Score"),
        *(Column(profile.id, label(profile), "score", 2) for profile in profiles),
        Column("comparable", "Comparable"),
    )
    made = (
        Row((row.indicator.label, *row.scores, _comparable(row)), indicator_path(row.indicator.slug)) for row in rows
    )
    return Table("Scores side by side, from 1 to 10", columns, tuple(made))


def _text(chosen: Heading | None, headings: Sequence[Heading], profiles: Sequence[Profile]) -> Table:
    heading = chosen or (headings[0] if headings else None)
    rows = (
        Row((label(profile), passage.id, passage.text), passage_path(passage.id))
        for profile in profiles
        for section in profile.sections
        if heading and section.slug == heading.slug
        for passage in section.passages
    )
    caption = f"{heading.title}, passage by passage" if heading else "No text"
    return Table(caption, (Column("profile", "Profile"), Column("id", "Passage"), Column("text", "Text")), tuple(rows))
