"""The query of the country table in its parts: each is said in words and can be left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.core.errors import QueryError
from explorer.model.series import editions_of_all
from explorer.model.taxonomy import EDITIONS
from explorer.search.matching_profiles import meeting_conditions
from explorer.search.query.describe import describe
from explorer.search.query.names import with_names_as_fields
from explorer.search.query.nodes import All, Any, Condition, Filter, Node, Not
from explorer.search.query.parser import parse_query
from explorer.search.request import SearchRequest
from explorer.search.stored import StoredText
from explorer.search.table.column_conditions import ColumnCondition
from explorer.search.table.score_columns import PASSAGES
from explorer.text.counted_nouns import join_names
from explorer.text.excerpts import quote

# What a search does with a part that it cannot read, at the end of the parser's note on it.
_SEARCHED = re.compile(
    r"(?<=[?.]) It is searched as words\.|[,;:]\s(?:so |and )?(?:“[^”]*” |it )?is searched as (?:a word|words)"
)

_EDITIONS = re.compile(r"(?<=Editions are )[^.]+")  # of every series, at the end of the parser's note
_MEASURED = re.compile(r"(?:rank|change-)[\w-]*\.")  # the name of a column that is no score
_COLUMN_CONDITION = re.compile(r"(?<![\w.-])[A-Za-z][\w.-]*\s*[:<>=≥≤]\s*(?:[\[{][^\]}]*[\]}]|[^\s()]+)")


@dataclass(frozen=True, slots=True)
class QueryPart:
    """A part of a query, all of whose parts a profile must meet."""

    node: Node
    text: str  # in the query language

    @property
    def description(self) -> str:
        """The part in words: "Resilience is below 4", "Heroin trade is above 7 or Cocaine trade is above 7"."""
        words = describe(self.node).removeprefix("where ")
        if all(isinstance(leaf, Condition) for leaf in _leaves(self.node)):
            words = words.replace("where ", "")
        return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class ProfileQuery:
    """A query of conditions on scores and filters of profiles, in the language of searches."""

    text: str = ""  # as typed, names of places and editions as fields
    parts: tuple[QueryPart, ...] = ()

    @classmethod
    def read(cls, raw: str) -> "ProfileQuery":
        """Read a query. Raises QueryError for one that is about the text of passages, or of another series."""
        request = SearchRequest.make(raw)
        text = with_names_as_fields(request.text) or request.reading(request.understood).text
        query = parse_query(text)
        own = cls(text, tuple(QueryPart(node, written(node)) for node in query.root.parts))
        try:
            own.meeting(())
        except QueryError as error:
            if column := _column_condition(raw):
                raise QueryError(
                    f"{quote(column.text)} is a condition on a column of the table. It is given apart from the query: "
                    f"by the form, or as where={column.text}."
                ) from error
            # What the parser says of a part that it takes as words is nearer than that words are no conditions.
            note = _EDITIONS.sub(join_names(list(map(str, EDITIONS))), query.notes[0]) if query.notes else ""
            raise QueryError(_SEARCHED.sub("", note).strip() or str(error)) from error
        return own

    @property
    def root(self) -> All:
        return All(tuple(part.node for part in self.parts))

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions on scores, in the order of the query."""
        return tuple(dict.fromkeys(leaf for leaf in _leaves(self.root) if isinstance(leaf, Condition)))

    @property
    def editions(self) -> tuple[int, ...]:
        """The editions that a part of the query names and nothing else; none where all are left."""
        for part in self.parts:
            if isinstance(part.node, Filter) and part.node.name == "edition":
                return tuple(map(int, part.node.values))
        return ()

    @property
    def has_editions(self) -> bool:
        """Tell whether any part is about editions."""
        return any(isinstance(leaf, Filter) and leaf.name == "edition" for leaf in _leaves(self.root))

    def without(self, part: QueryPart) -> str:
        """Return the text of the query without one of its parts."""
        return " ".join(other.text for other in self.parts if other is not part)

    def meeting(self, profiles: Sequence[StoredText]) -> frozenset[str]:
        """Return the ids of those profiles that meet it. Raises QueryError."""
        return meeting_conditions(self.root, _StoredProfiles(profiles))

    def lacking(self, profiles: Sequence[StoredText]) -> frozenset[str]:
        """Return the ids of those profiles that have no figure for one of its conditions."""
        conditions = self.conditions
        return frozenset(p.id for p in profiles if any(p.score(condition) is None for condition in conditions))


@dataclass(frozen=True, slots=True)
class _StoredProfiles:
    """The profiles of an index, as `meeting_conditions` asks for them."""

    stored: Sequence[StoredText]

    def profiles(self) -> Sequence[StoredText]:
        return self.stored

    def profiles_where(self, condition: Condition) -> Sequence[str]:
        scores = ((profile.id, profile.score(condition)) for profile in self.stored)
        return [id for id, score in scores if condition.meets(None if score is None else round(score * 100))]


def _leaves(node: Node) -> list[Node]:
    if isinstance(node, Not):
        return _leaves(node.part)
    return [leaf for part in node.parts for leaf in _leaves(part)] if isinstance(node, All | Any) else [node]


def _column_condition(raw: str) -> ColumnCondition | None:
    """Return the first condition of a query that only a column of the table can meet: on a rank, say.

    Raises QueryError for one that cannot be read.
    """
    for found in _COLUMN_CONDITION.finditer(raw):
        try:
            condition = ColumnCondition.read(found.group())
        except QueryError:
            if _MEASURED.match(found.group()):
                raise
            continue
        if condition.column.measure in ("rank", PASSAGES) or condition.column.since is not None:
            return condition
    return None


def written(node: Node) -> str:
    """Write a part of a query of conditions and filters, as `parse_query` reads it back; of another its description."""
    match node:
        case Condition(bounds=bounds):
            return f"{node.name}:{_bounds_as_typed(bounds)}"
        case All((only,)) | Any((only,)):
            return written(only)
        case Filter("edition", values) if _is_range(values):
            return f"edition:[{values[0]} TO {values[-1]}]"
        case Filter(name, values):
            fields = [f'{name}:"{value}"' if " " in value else f"{name}:{value}" for value in values]
            return fields[0] if len(fields) == 1 else f"({' OR '.join(fields)})"
        case Not(part):
            return f"-{written(part)}" if not isinstance(part, Not) else f"NOT {written(part)}"
        case All(parts):
            return f"({' AND '.join(map(written, parts))})"
        case Any(parts):
            return f"({' OR '.join(map(written, parts))})"
        case _:
            return describe(node)


def _is_range(editions: Sequence[str]) -> bool:
    """Tell whether several editions are all that there are between the first and the last."""
    between = [str(edition) for edition in editions_of_all() if editions[0] <= str(edition) <= editions[-1]]
    return len(editions) > 1 and list(editions) == between


_SIGNS = {"at least ": ">=", "at most ": "<=", "above ": ">", "below ": "<"}


def _bounds_as_typed(bounds: str) -> str:
    """Return bounds in words as the query language has them: "at least 5 and below 7" is ">=5 <7"."""
    if bounds == "any number":
        return "[* TO *]"
    if bounds.startswith("from "):
        return f"[{bounds.removeprefix('from ').replace(' to ', ' TO ')}]"
    for words, sign in _SIGNS.items():
        bounds = bounds.replace(words, sign)
    return bounds.replace(" and ", " ")
