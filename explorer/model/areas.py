"""The world, its continents and its regions, in each of which countries are ranked."""

from dataclasses import dataclass

from explorer.core.errors import QueryError
from explorer.model.taxonomy import Country, offer, taxonomy

_WITH_ARTICLE = ("Americas", "Caribbean")


def named_area(name: str) -> str:
    """Return the name of an area as sentences have it: "the Caribbean", "West Africa"; without a name the world."""
    return f"the {name}" if name in _WITH_ARTICLE else name or "the world"


@dataclass(frozen=True, slots=True)
class Area:
    """The world, a continent or a region."""

    kind: str  # one of AREAS
    name: str = ""  # empty for the world

    @classmethod
    def read(cls, value: str) -> "Area":
        """Return the area of a name; the world without one. Raises QueryError."""
        known = taxonomy()
        if not value or value.casefold() == "world":
            return cls("world")
        for continent in known.continents:
            if continent.casefold() == value.casefold():
                return cls("continent", continent)
        if region := known.find_region(value):
            return cls("region", region.name)
        names = (*known.continents, *(region.name for region in known.regions))
        raise QueryError(f"There is no continent or region {value!r}.{offer(value, names)}")

    @property
    def label(self) -> str:
        """The name as sentences have it: "the world", "the Caribbean"."""
        return named_area(self.name)

    @property
    def countries(self) -> tuple[Country, ...]:
        """The countries of the area, by name."""
        return tuple(
            country
            for country in taxonomy().countries
            if self.kind == "world" or self.name == getattr(country, self.kind)
        )
