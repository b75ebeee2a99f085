"""The names that a field may have as its value, and the one that is meant by a misspelt name."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from explorer.entities.place_names import place_names
from explorer.model.offered_names import close_names
from explorer.model.series import all_series
from explorer.model.taxonomy import name_key, taxonomy


def closest_value(field: str, raw: str) -> str | None:
    """Return the value of a field that a misspelt one stands for, as it is typed; None where it could be several."""
    names = close_names(name_key(raw), _spellings().get(field, {}))
    if len(names) != 1:
        return None
    return names[0] if names[0].replace("-", "").isalpha() else f'"{names[0]}"'


@cache
def _spellings() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return the values of each field by the keys of their spellings."""
    known = taxonomy()
    indicators = _by_key(
        (name, scored.slug) for scored in known.scored.values() for name in (scored.label, *scored.also)
    )
    halves = {" ".join(key): (region,) for key, region in place_names().regions.items()}
    return {
        "country": known.offered_countries,
        "names": known.offered_countries,
        "region": _by_key((name, area.name) for area in known.regions for name in (area.name, *area.also)) | halves,
        "continent": _by_key((continent, continent) for continent in known.continents),
        "section": _by_key((heading.title, heading.slug) for heading in known.headings),
        "indicator": indicators,
        "about": indicators,
        "series": _by_key((name, each.slug) for each in all_series().values() for name in (each.slug, each.name)),
    }


def _by_key(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    return {name_key(name): (value,) for name, value in pairs}
