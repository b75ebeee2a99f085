"""Tantivy, a native engine in Rust: English stems, fast fields, aggregations and its snippets."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import tantivy

from benchmarks.queries import LOW, NEAR, BenchmarkQuery
from explorer.model.profiles import Profile
from explorer.model.taxonomy import taxonomy
from explorer.search.result_set import MatchingPassage

_FACETS = ("country", "region", "continent", "edition", "section", "indicator")
_SCORES = ("heroin-trade", "law-enforcement")
_AGGREGATIONS = {name: {"terms": {"field": name, "size": 200}} for name in _FACETS}


class Tantivy:
    """One index, one searcher."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("body", stored=True, tokenizer_name="en_stem")
        builder.add_text_field("plain", tokenizer_name="default")  # for prefixes: stems have other starts
        for name in _FACETS:
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        for slug in _SCORES:
            builder.add_integer_field(slug, indexed=True, fast=True)
        self._schema = builder.build()
        folder.mkdir(exist_ok=True)
        self._index = tantivy.Index(self._schema, path=str(folder))
        self._stemmer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
        self._stemmer = self._stemmer.filter(tantivy.Filter.stemmer("english")).build()
        self._searcher = self._index.searcher()

    def build(self, passages: Iterable[MatchingPassage], profiles: Mapping[str, Profile]) -> None:
        writer = self._index.writer(heap_size=256_000_000, num_threads=1)
        for passage in passages:
            country = taxonomy().country(passage.code or "")
            scores = profiles[passage.text_id].scores
            writer.add_document(
                tantivy.Document(
                    id=passage.id,
                    body=passage.text,
                    plain=passage.text,
                    country=passage.code,
                    region=country.region,
                    continent=country.continent,
                    edition=str(passage.edition),
                    section=passage.section,
                    indicator=[link.slug for link in passage.indicators],
                    **{slug: round(scores[slug] * 100) for slug in _SCORES},
                )
            )
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, benchmark_query: BenchmarkQuery) -> int:
        """Return the total; top ten, snippets and facets are fetched."""
        query, words = self._query(benchmark_query)
        results = self._searcher.search(query, limit=10, count=True)
        self._searcher.aggregate(query, _AGGREGATIONS)
        maker = (
            tantivy.SnippetGenerator.create(self._searcher, words, self._schema, "body")
            if benchmark_query.words
            else None
        )
        for _, address in results.hits:
            document = self._searcher.doc(address)
            if maker:
                maker.snippet_from_doc(document).to_html()
        return int(results.count)

    def _query(self, benchmark_query: BenchmarkQuery) -> tuple[tantivy.Query, tantivy.Query]:
        """Return the whole query, and the part of it that is about words."""
        stems = [stem for word in benchmark_query.words for stem in self._stemmer.analyze(word)]
        terms = [tantivy.Query.term_query(self._schema, "body", stem) for stem in stems]
        occur = tantivy.Occur.Should if benchmark_query.how == "any" else tantivy.Occur.Must
        words = tantivy.Query.boolean_query([(occur, term) for term in terms])
        if benchmark_query.how in ("phrase", "near"):
            slop = NEAR if benchmark_query.how == "near" else 0
            words = tantivy.Query.phrase_query(self._schema, "body", list(stems), slop=slop)
        if benchmark_query.how == "prefix":
            words = tantivy.Query.regex_query(self._schema, "plain", f"{benchmark_query.words[0]}.*")
        parts = [words] if benchmark_query.words else [tantivy.Query.all_query()]
        parts += [tantivy.Query.term_query(self._schema, name, value) for name, value in benchmark_query.filters]
        if benchmark_query.condition:
            kind = tantivy.FieldType.Integer
            parts.append(tantivy.Query.range_query(self._schema, benchmark_query.condition, kind, LOW * 100, 1000))
        whole = tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])
        return whole, words
