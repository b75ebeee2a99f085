"""Conditions on the columns of the country table: `change-2021.synthetic-drug-trade:>=2`, `rank.resilience:<=10`."""

import re
from dataclasses import dataclass

from explorer.core.errors import QueryError
from explorer.search.query.bounds import SIGNS, TOO_LONG, Bounds, find_bounds, has_long_number
from explorer.search.table.score_columns import PASSAGES, ScoreColumn, read_column
from explorer.text.excerpts import quote
from explorer.text.punctuation import LOOKALIKES

MOST_CONDITIONS = 50
# How a form compares, in the words of its choice and in those of the query language.
WAYS = {
    "least": ("at least", ">={value}"),
    "most": ("at most", "<={value}"),
    "above": ("above", ">{value}"),
    "below": ("below", "<{value}"),
    "exactly": ("exactly", "{value}"),
    "between": ("between", "[{value} TO {to}]"),
}
_NAME = re.compile(rf"\s*([A-Za-z][\w.-]*)\s*(?::\s*|(?=[{SIGNS}]))")


@dataclass(frozen=True, slots=True)
class ColumnCondition:
    """What the figure of a column must be."""

    column: ScoreColumn
    typed: str  # the bounds in the query language, ">=7"
    bounds: Bounds  # in hundredths

    @classmethod
    def read(cls, raw: str) -> "ColumnCondition":
        """Read a condition. Raises QueryError."""
        plain = raw.translate(LOOKALIKES).strip()
        name = _NAME.match(plain)
        if name is None:
            column = read_column(plain) if plain.replace(".", "").replace("-", "").isalnum() else None
            raise QueryError(_unread(raw, column.name if column else "heroin-trade"))
        column = read_column(name[1])
        bounds = find_bounds(plain, name.end())
        if bounds is None or plain[bounds[1] :].strip():
            if has_long_number(plain[name.end() :]):
                raise QueryError(f"{quote(raw)}: {TOO_LONG[0].lower()}{TOO_LONG[1:]}.")
            raise QueryError(_unread(raw, column.name))
        return cls(column, " ".join(plain[name.end() :].split()), bounds[0])

    @property
    def text(self) -> str:
        """The condition as an address has it."""
        return f"{self.column.name}:{self.typed}"

    @property
    def description(self) -> str:
        """The condition in words: "Heroin trade is at least 7", "The change of Resilience is below 0"."""
        if self.column.measure == PASSAGES:
            counted = self.bounds.text.replace("above ", "more than ").replace("below ", "less than ")
            return f"The number of passages found is {counted}"
        return f"{self.column.subject} is {self.bounds.text}"

    def meets(self, value: float | None, end: float | None = None) -> bool:
        """Tell whether a figure is between the bounds; a tie that ends at `end` has every rank of its span."""
        if value is None:
            return False
        first, last = round(value * 100), round((end or value) * 100)
        low, high = self.bounds.low, self.bounds.high
        if last > first:  # ranks are whole numbers
            return any(_is_within(rank, low, high) for rank in range(first, last + 1, 100))
        return _is_within(first, low, high)


def _is_within(hundredths: int, low: int | None, high: int | None) -> bool:
    return (low is None or low <= hundredths) and (high is None or hundredths <= high)


def _unread(raw: str, name: str) -> str:
    return (
        f"{quote(raw)} is not a condition. A column is compared with a number, as in {name}:>=7, {name}:<7, "
        f"{name}:7 or {name}:[5 TO 7]."
    )
