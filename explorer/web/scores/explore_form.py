"""The form of the country table: its choices, and the address that its fields lead to."""

from collections.abc import Mapping, Sequence

from explorer.core.errors import QueryError
from explorer.model.taxonomy import offer
from explorer.search.table.column_conditions import WAYS
from explorer.search.table.score_columns import PASSAGES, groups, measure_label, measures, with_measure
from explorer.web.scores.choices import score_choices
from explorer.web.scores.params import Pairs

# Fields that the form alone has: a column or a group to add, and a condition to add.
FIELDS = ("add", "add-as", "if", "if-as", "is", "value", "to")


def is_form(pairs: Pairs) -> bool:
    """Tell whether parameters are those of the form, whose address is another."""
    return any(name in FIELDS for name, _ in pairs)


def as_request(pairs: Sequence[tuple[str, str]], shown: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Return the parameters of the table that the form asks for; a column is added to those that are `shown`.

    Raises QueryError for a condition without its number.
    """
    own = {name: value.strip() for name, value in pairs if name in FIELDS}
    others = [(name, value) for name, value in pairs if name not in FIELDS and value.strip()]
    if not any(name == "find" for name, _ in others):  # the search was taken out, and its column and conditions go too
        kept = [pair for pair in others if pair[0] != "scope" and not pair[1].startswith(f"{PASSAGES}:")]
        columns = [",".join(column for column in value.split(",") if column != PASSAGES) for _, value in kept]
        others = [
            (name, value if name != "columns" else own_columns)
            for (name, value), own_columns in zip(kept, columns, strict=True)
        ]
    if own.get("add"):
        columns = [value for name, value in others if name == "columns"] or list(shown)
        others = [pair for pair in others if pair[0] != "columns"]
        others.append(("columns", ",".join((*columns, with_measure(own.get("add-as", ""), own["add"])))))
    if condition := _condition(own):
        others.append(("where", condition))
    return others


def _condition(own: Mapping[str, str]) -> str:
    """Return the condition of the form; empty where none is chosen. Raises QueryError."""
    name = own.get("if", "")
    if own.get("if-as") == PASSAGES:
        name = PASSAGES
    elif name:
        name = with_measure(own.get("if-as", ""), name)
    way = own.get("is", "least")
    value, to = own.get("value", ""), own.get("to", "")
    if not name and not value and not to:
        return ""
    if way not in WAYS:
        raise QueryError(f"There is no comparison {way!r}.{offer(way, WAYS)} Choose one of {', '.join(WAYS)}.")
    label, pattern = WAYS[way]
    if not name:
        raise QueryError(_without_score(own.get("if-as", ""), way, value, to))
    if not value or (way == "between" and not to):
        needed = "two numbers" if way == "between" else "a number"
        raise QueryError(f"The condition on {name} needs {needed}: {label} how much?")
    return f"{name}:{pattern.format(value=value, to=to)}"


def _without_score(prefix: str, way: str, value: str, to: str) -> str:
    """Ask for the score that numbers are for: "Choose the score that is at least 7."."""
    measure = measure_label(prefix) if prefix in measures(None) else ""
    amount = (f"{value} and {to}" if value and to else "two numbers") if way == "between" else value or "a number"
    return f"Choose the score {f'whose {measure}' if measure else 'that'} is {WAYS[way][0]} {amount}."


def measure_choices(edition: int | None, has_passages: bool = False) -> list[tuple[str, str]]:
    """List the measures of a column, with their labels; with those of conditions the passages found."""
    listed = [(prefix, (measure_label(prefix) or "score").capitalize()) for prefix in measures(edition)]
    return [*listed, *([(PASSAGES, "Passages found")] if has_passages else [])]


def column_choices(has_groups: bool) -> list[tuple[str, list[tuple[str, str]]]]:
    """List every score in groups by pillar; with the groups that are one choice first."""
    listed = [
        (title, [(indicator.slug, indicator.label) for indicator in indicators])
        for title, indicators in score_choices()
    ]
    return [("Several at once", list(groups().items())), *listed] if has_groups else listed
