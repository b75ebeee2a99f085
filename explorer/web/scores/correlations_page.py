"""What goes with what: one score with every other, and the scores of a pillar with one another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from explorer.charts.table import Column, Row, Table
from explorer.core.errors import QueryError
from explorer.model.addresses import CORRELATIONS, SCATTER, with_query
from explorer.model.areas import Area
from explorer.model.correlation import Correlation, shares_members
from explorer.model.rankings import Rankings
from explorer.model.taxonomy import AGGREGATES, PILLARS, Indicator, taxonomy
from explorer.web.scores.dataset import Dataset
from explorer.web.scores.missing_scores import MissingScores, missing_scores
from explorer.web.scores.params import Pairs, read_edition, read_indicator, read_params

GROUPS = ("averages", *PILLARS, "all")
PART_OF = "one is a part of the other"
_STEP = 0.2  # of rho, for one step of the shades


@dataclass(frozen=True, slots=True)
class Pairing:
    """A score and its correlation with the chosen one."""

    indicator: Indicator
    correlation: Correlation
    is_part: bool  # whether one of the two is a part of the other
    address: str  # of their scatter plot

    @property
    def rho(self) -> float | None:
        """Spearman's rho."""
        return self.correlation.rho

    @property
    def bar(self) -> tuple[float, float]:
        """Start and length of its bar, in hundredths of rho."""
        percent = round((self.rho or 0.0) * 100, 1)
        return min(percent, 0.0), abs(percent)


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A correlation in the matrix, with its shade: "with-3", "against-1"; none on the diagonal."""

    rho: float | None
    shade: str
    address: str


@dataclass(frozen=True, slots=True)
class CorrelationsView:
    """The page of correlations."""

    indicator: Indicator
    edition: int
    area: Area
    group: str  # of GROUPS, whose matrix is shown
    pairings: tuple[Pairing, ...]  # those with the highest rho first
    members: tuple[Indicator, ...]  # of the matrix
    matrix: tuple[tuple[MatrixCell, ...], ...]
    missing: MissingScores | None
    dataset: Dataset

    @classmethod
    def of(cls, pairs: Pairs, rankings: Rankings) -> "CorrelationsView":
        """Return the page at an address. Raises QueryError."""
        values = read_params(pairs, ("indicator", "edition", "area", "group"))
        indicator = read_indicator(values.get("indicator", "criminality"))
        edition = read_edition(values.get("edition", ""), rankings, indicator.slug)
        area = Area.read(values.get("area", ""))
        group = values.get("group", indicator.pillar if indicator.pillar in PILLARS else GROUPS[0])
        if group not in GROUPS:
            raise QueryError(f"There is no group {group!r} of scores. Choose one of {', '.join(GROUPS)}.")
        scores = _Scores(rankings, edition, area)
        pairings = _pairings(scores, indicator)
        members = tuple(scored for scored in _members(group) if scores.has(scored))
        matrix = _matrix(scores, members)
        params = (
            ("indicator", indicator.slug),
            ("edition", edition),
            ("area", area.name),
            ("group", values.get("group", "")),
        )
        where = f"{edition} in {area.label}: Spearman's rho"
        tables = {
            "correlations": _pair_table(f"Correlations of {indicator.label.lower()} {where}", pairings),
            "matrix": _matrix_table(f"Correlations of {group_label(group).lower()} {where}", members, matrix),
        }
        missing = missing_scores(rankings, edition, indicator)
        dataset = Dataset(CORRELATIONS, params, tables)
        return cls(indicator, edition, area, group, pairings, members, matrix, missing, dataset)

    @property
    def country_count(self) -> int:
        """The countries that have the chosen score and any other."""
        return max((len(pairing.correlation) for pairing in self.pairings), default=0)

    @property
    def is_of_few(self) -> bool:
        """Tell whether there are so few countries that a correlation means little."""
        return all(pairing.correlation.is_of_few for pairing in self.pairings)

    @property
    def independent(self) -> tuple[Pairing, ...]:
        """The pairings with a correlation, but those that are high by the way averages are made."""
        return tuple(pairing for pairing in self.pairings if pairing.rho is not None and not pairing.is_part)

    @property
    def most_with(self) -> Pairing | None:
        """The pairing that goes together most; None where none does."""
        return next((pairing for pairing in self.independent if (pairing.rho or 0) > 0), None)

    @property
    def most_against(self) -> Pairing | None:
        """The pairing that goes apart most; None where none does."""
        return next((pairing for pairing in reversed(self.independent) if (pairing.rho or 0) < 0), None)

    @property
    def group_title(self) -> str:
        """The group whose matrix is shown, in words."""
        return group_label(self.group)

    def group_choices(self) -> list[tuple[str, str]]:
        """List the groups with their labels."""
        return [(group, group_label(group)) for group in GROUPS]


@dataclass(frozen=True, slots=True)
class _Scores:
    """The scores of an edition in an area."""

    rankings: Rankings
    edition: int
    area: Area

    def has(self, scored: Indicator) -> bool:
        """Tell whether the edition has a score."""
        return bool(self.rankings.scores.get(self.edition, {}).get(scored.slug))

    def correlation(self, first: Indicator, second: Indicator) -> Correlation:
        scores = self.rankings.scores.get(self.edition, {})
        codes = [country.code for country in self.area.countries]
        return Correlation.of(scores.get(first.slug, {}), scores.get(second.slug, {}), codes)

    def scatter(self, first: Indicator, second: Indicator) -> str:
        pairs = (("x", first.slug), ("y", second.slug), ("edition", self.edition), ("area", self.area.name))
        return with_query(SCATTER, pairs)


def _matrix(scores: _Scores, members: Sequence[Indicator]) -> tuple[tuple[MatrixCell, ...], ...]:
    """Correlate scores with one another; each pair once, as it has no direction."""
    rhos: dict[frozenset[str], float | None] = {
        frozenset((first.slug, second.slug)): scores.correlation(first, second).rho
        for first, second in combinations(members, 2)
    }
    return tuple(
        tuple(_cell(rhos.get(frozenset((row.slug, column.slug))), scores.scatter(column, row)) for column in members)
        for row in members
    )


def _cell(rho: float | None, address: str) -> MatrixCell:
    return MatrixCell(None, "", "") if rho is None else MatrixCell(rho, shade(rho), address)


def shade(rho: float) -> str:
    """Return the shade of a correlation: with or against, in steps of 0.2 from 0 to 4; none below 0.2."""
    steps = min(int(abs(round(rho, 2)) / _STEP + 1e-9), 4)
    return f"{'with' if rho > 0 else 'against'}-{steps}" if steps else ""


def group_label(group: str) -> str:
    """Return a group in words."""
    others = {"averages": "Averages", "all": "All indicators"}
    return others.get(group) or taxonomy().indicator(group).label


def _members(group: str) -> Iterable[Indicator]:
    known = taxonomy()
    if group == "averages":
        return (known.indicator(slug) for slug in AGGREGATES)
    return (indicator for indicator in known.indicators if group in ("all", indicator.pillar))


def _pairings(scores: _Scores, indicator: Indicator) -> tuple[Pairing, ...]:
    """Pair a score with every other of the edition, the highest rho first, those without one last."""
    others = (scored for scored in taxonomy().scored.values() if scored != indicator and scores.has(scored))
    pairings = [
        Pairing(
            other,
            scores.correlation(indicator, other),
            shares_members(indicator, other),
            scores.scatter(indicator, other),
        )
        for other in others
    ]
    return tuple(sorted(pairings, key=lambda pairing: -2.0 if pairing.rho is None else pairing.rho, reverse=True))


def _pair_table(caption: str, pairings: Iterable[Pairing]) -> Table:
    columns = (
        Column("label", "Score"),
        Column("indicator", "Slug"),
        Column("rho", "Spearman's rho", "correlation", 2),
        Column("country_count", "Countries", "number"),
        Column("note", "Note"),
    )
    rows = (
        Row(
            (
                pairing.indicator.label,
                pairing.indicator.slug,
                None if pairing.rho is None else round(pairing.rho, 4),
                len(pairing.correlation),
                PART_OF if pairing.is_part else None,
            ),
            pairing.address,
        )
        for pairing in pairings
    )
    return Table(caption, columns, tuple(rows))


def _matrix_table(caption: str, members: Iterable[Indicator], matrix: Iterable[tuple[MatrixCell, ...]]) -> Table:
    columns = (
        Column("label", "Score"),
        *(Column(member.slug, member.label, "correlation", 2) for member in members),
    )
    rows = (
        Row((member.label, *(None if cell.rho is None else round(cell.rho, 4) for cell in cells)))
        for member, cells in zip(members, matrix, strict=True)
    )
    return Table(caption, columns, tuple(rows))
