"""Whoosh as its manual shows it: stemming analyser, default settings, `groupedby` and highlights."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from whoosh import fields, index, query, sorting
from whoosh.analysis import StemmingAnalyzer

from benchmarks.queries import LOW, NEAR, BenchmarkQuery
from explorer.model.profiles import Profile
from explorer.model.taxonomy import taxonomy
from explorer.search.result_set import MatchingPassage

_FACETS = ("country", "region", "continent", "edition", "section")
_SCORES = ("heroin-trade", "law-enforcement")


class PlainWhoosh:
    """Whoosh's own search."""

    name = "Whoosh alone"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._analyzer = StemmingAnalyzer(stoplist=None, minsize=1)
        self._searcher = index.open_dir(folder).searcher() if index.exists_in(folder) else None

    def build(self, passages: Iterable[MatchingPassage], profiles: Mapping[str, Profile]) -> None:
        schema = fields.Schema(
            id=fields.STORED,
            body=fields.TEXT(analyzer=self._analyzer, stored=True),
            indicator=fields.KEYWORD,
            **{name: fields.ID(sortable=True) for name in _FACETS},
            **{slug.replace("-", "_"): fields.NUMERIC(int, signed=True) for slug in _SCORES},
        )
        self._folder.mkdir(exist_ok=True)
        made = index.create_in(self._folder, schema)
        writer = made.writer()
        for passage in passages:
            country = taxonomy().country(passage.code or "")
            scores = profiles[passage.text_id].scores
            writer.add_document(
                id=passage.id,
                body=passage.text,
                indicator=" ".join(link.slug for link in passage.indicators),
                country=passage.code,
                region=country.region,
                continent=country.continent,
                edition=str(passage.edition),
                section=passage.section,
                **{slug.replace("-", "_"): round(scores[slug] * 100) for slug in _SCORES},
            )
        writer.commit()
        self._searcher = made.searcher()

    def search(self, benchmark_query: BenchmarkQuery) -> int:
        """Return the total; top ten, snippets and facets are fetched."""
        assert self._searcher is not None
        facets = [*_FACETS, sorting.FieldFacet("indicator", allow_overlap=True)]
        results = self._searcher.search(self._query(benchmark_query), limit=10, groupedby=facets, terms=False)
        for hit in results:
            hit.highlights("body", top=2)
        for name in (*_FACETS, "indicator"):
            results.groups(name)
        return len(results)

    def _query(self, benchmark_query: BenchmarkQuery) -> query.Query:
        stems = [token.text for word in benchmark_query.words for token in self._analyzer(word)]
        terms = [query.Term("body", stem) for stem in stems]
        match benchmark_query.how:
            case "any":
                parts = [query.Or(terms)]
            case "phrase":
                parts = [query.Phrase("body", stems)]
            case "near":
                parts = [query.Or([query.Phrase("body", row, slop=NEAR) for row in (stems, stems[::-1])])]
            case "prefix":
                parts = [query.Prefix("body", benchmark_query.words[0])]
            case _:
                parts = terms
        parts += [query.Term(name, value) for name, value in benchmark_query.filters]
        if benchmark_query.condition:
            parts.append(query.NumericRange(benchmark_query.condition.replace("-", "_"), LOW * 100, None))
        return query.And(parts) if parts else query.Every()
