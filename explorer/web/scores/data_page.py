"""`/data`: the scores as files, with what each column is, and how programs read them."""

import json
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup

from explorer.export.data_package import DESCRIPTOR
from explorer.export.score_export import CAVEAT, FILES
from explorer.export.score_table import DESCRIPTIONS, TIDY, ScoreFilter, each_score, tidy_table
from explorer.export.writers import RIGHTS
from explorer.model.addresses import DATA, with_query
from explorer.model.rankings import Rankings
from explorer.model.taxonomy import Country, taxonomy

SAMPLE = 3  # rows shown


@dataclass(frozen=True, slots=True)
class DataLink:
    """A file to download."""

    name: str
    label: str
    media_type: str
    address: str  # a path


@dataclass(frozen=True, slots=True)
class DataView:
    """The page of the data."""

    chosen: ScoreFilter
    countries: tuple[Country, ...]  # that have scores here
    editions: tuple[int, ...]  # of its rows
    row_count: int
    country_count: int  # of its rows
    first_lines: str  # of the CSV

    @classmethod
    def of(cls, chosen: ScoreFilter, rankings: Rankings) -> "DataView":
        """Return the page of the scores that are asked for."""
        scores = list(each_score(rankings, chosen))
        codes = {code for by_slug in rankings.scores.values() for by_code in by_slug.values() for code in by_code}
        sample = tidy_table(rankings, islice(scores, SAMPLE))
        return cls(
            chosen,
            tuple(country for country in chosen.of_series.countries if country.code in codes),
            tuple(sorted({known.edition for known in scores})),
            len(scores),
            len({known.country.code for known in scores}),
            sample.csv().replace("\r\n", "\n").rstrip(),
        )

    @property
    def files(self) -> tuple[DataLink, ...]:
        """The files to download."""
        pairs = self.chosen.to_args()
        return tuple(
            DataLink(name, label, media_type, with_query(f"{DATA}/{name}", pairs))
            for name, (label, media_type) in FILES.items()
        )

    @property
    def columns(self) -> list[tuple[str, str]]:
        """The name and description of every column."""
        return [(column.slug, DESCRIPTIONS[column.slug]) for column in TIDY]

    def json_ld(self, site: str) -> Markup:
        """Describe the data for search engines: https://schema.org/Dataset."""
        series = self.chosen.of_series
        variables = [
            {"@type": "PropertyValue", "name": scored.label, "minValue": 1, "maxValue": 10}
            for scored in self.chosen.chosen_scores()
        ]
        distribution = [
            {"@type": "DataDownload", "encodingFormat": link.media_type, "contentUrl": f"{site}{link.address}"}
            for link in self.files
            if link.name != DESCRIPTOR
        ]
        record = {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": f"{series.title}: scores",
            "description": f"The scores of the {series.title}, with changes and ranks. {CAVEAT}",
            "url": f"{site}{with_query(DATA, self.chosen.to_args())}",
            "creator": {"@type": "Organization", "name": series.author},
            "isBasedOn": series.source_url,
            "usageInfo": RIGHTS,
            "isAccessibleForFree": True,
            "inLanguage": "en",
            **({"temporalCoverage": f"{self.editions[0]}/{self.editions[-1]}"} if self.editions else {}),
            "spatialCoverage": self.chosen.area.name or " and ".join(series.continents) or "World",
            "variableMeasured": variables,
            "distribution": distribution,
        }
        # "<" cannot close the element from within a string; the block is data, and no browser runs it.
        data = json.dumps(record, ensure_ascii=False).replace("<", "\\u003c")
        return Markup('<script type="application/ld+json">{}</script>').format(Markup(data))  # noqa: S704 - escaped

    @property
    def score_labels(self) -> tuple[str, ...]:
        """The names of the scores that are asked for; none where all are."""
        return tuple(taxonomy().scored[slug].label for slug in self.chosen.indicators)
