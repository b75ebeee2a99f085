"""The quality of ranking: the project's own engine, with each part switched off in turn, beside SQLite FTS5.

    python -m benchmarks.relevance [--set NAME=FOLDER]… [--page FILE]

A set is a folder of `documents/` and `queries.json`, graded 0 to 3; without `--set`, those in benchmarks/judgements/
are measured. `--page` adds a country page to every set given by name. Prints nDCG@10 (gain 2^grade - 1) as Markdown.
"""

import argparse
import json
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2
from pathlib import Path
from statistics import fmean

from benchmarks.linking import CONSTRUCTED, read_profiles
from explorer.engines.open import embedded_engine
from explorer.linking.linker import linker as shipped_linker
from explorer.linking.links import Link
from explorer.model.profiles import Passage, Profile
from explorer.search.engine import PassageLinker
from explorer.search.query.synonyms import Synonyms, synonyms
from explorer.search.relevance import RelevanceWeights
from explorer.search.request import SearchRequest
from explorer.text.analysis import words

DEPTH = 10
JUDGEMENTS = Path(__file__).parent / "judgements"
QUESTIONS = {  # files of queries, and the sets on whose paragraphs they are asked together
    "questions": ("tune", "tune-2"),
    "questions-held-out": ("tune", "tune-2"),
    "profile-questions": ("profiles", "profiles-2"),
    "profile-questions-held-out": ("profiles", "profiles-2"),
    "profile-questions-2-held-out": ("profiles-held-out",),
}
Search = Callable[[str], Sequence[str]]  # the ids of the first hits


@dataclass(frozen=True)
class JudgedSet:
    """Profiles, and for each query the grades of the passages that answer it."""

    name: str
    profiles: tuple[Profile, ...]
    queries: Mapping[str, Mapping[str, float]]


def read_set(name: str, folder: Path, page: Path | None) -> JudgedSet:
    return JudgedSet(name, tuple(read_profiles(folder, page)), _read_queries(folder / "queries.json"))


def read_questions(name: str) -> JudgedSet:
    """Read queries that are asked of the paragraphs of several sets together."""
    profiles = tuple(profile for part in QUESTIONS[name] for profile in read_profiles(JUDGEMENTS / part))
    return JudgedSet(name, profiles, _read_queries(JUDGEMENTS / f"{name}.json"))


def _read_queries(path: Path) -> dict[str, Mapping[str, float]]:
    return {query["q"]: query["rel"] for query in json.loads(path.read_text(encoding="utf-8"))}


def ndcg(hits: Sequence[str], grades: Mapping[str, float]) -> float:
    """Return the normalised discounted cumulative gain of the first DEPTH hits of one query, 0-1.

    Sources: Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002; for the gain,
    2^grade - 1, Burges et al., "Learning to rank using gradient descent", 2005.
    """

    def gain(ranked: Sequence[float]) -> float:
        return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(ranked[:DEPTH]))

    ideal = gain(sorted(grades.values(), reverse=True))
    return gain([grades.get(id, 0.0) for id in hits]) / ideal if ideal else 0.0


def measure(judged: JudgedSet, search: Search) -> float:
    return fmean(ndcg(search(query), grades) for query, grades in judged.queries.items())


class Fts5:
    """SQLite's full-text index over the same passages."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._database = sqlite3.connect(":memory:")
        self._database.execute(
            "CREATE VIRTUAL TABLE passages USING fts5(id UNINDEXED, text, tokenize='porter unicode61')"
        )
        rows = [(passage.id, passage.text) for profile in profiles for passage in profile.passages()]
        self._database.executemany("INSERT INTO passages VALUES (?, ?)", rows)

    def search(self, text: str, joint: str) -> list[str]:
        query = f" {joint} ".join(f'"{word}"' for word in words(text))
        statement = "SELECT id FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?"
        return [str(id) for (id,) in self._database.execute(statement, (query, DEPTH))]


@dataclass(frozen=True)
class Without:
    """A linker with a part switched off."""

    linker: PassageLinker
    reads_queries: bool = True
    links_passages: bool = True

    def links(self, passage: Passage, edition: int | None) -> tuple[Link, ...]:
        return self.linker.links(passage, edition) if self.links_passages else ()

    def read(self, text: str) -> tuple[Link, ...]:
        return self.linker.read(text) if self.reads_queries else ()

    def words(self, indicator: str) -> tuple[str, ...]:
        return self.linker.words(indicator) if self.reads_queries else ()


@dataclass(frozen=True)
class Setting:
    """One row of the report."""

    name: str
    linker: PassageLinker
    known: Synonyms
    weights: RelevanceWeights
    is_exact: bool = False


def settings() -> list[Setting]:
    linker = shipped_linker()
    whole = Setting("**all of it**", linker, synonyms(), RelevanceWeights())
    weights = whole.weights
    return [
        whole,
        replace(whole, name="without synonyms", known=Synonyms([])),
        replace(whole, name="without reading queries for indicators", linker=Without(linker, reads_queries=False)),
        replace(whole, name="without links of passages", linker=Without(linker, links_passages=False)),
        replace(whole, name="with all words alike", weights=replace(weights, rarest=0)),
        replace(whole, name="without the exact form", weights=replace(weights, exact=0)),
        replace(whole, name="without phrases and nearness", weights=replace(weights, phrase=0, near=0)),
        replace(whole, name="without section titles and labels", weights=replace(weights, title=0, labels=0)),
        replace(
            whole,
            name="without synonyms, queries read and links",
            linker=Without(linker, reads_queries=False, links_passages=False),
            known=Synonyms([]),
        ),
        replace(whole, name="`exact` mode", is_exact=True),
    ]


def measure_engine(judged: JudgedSet, setting: Setting) -> float:
    with tempfile.TemporaryDirectory() as folder:
        engine = embedded_engine(Path(folder), setting.linker, setting.known, setting.weights)
        engine.build(judged.profiles, "judged")

        def search(text: str) -> list[str]:
            return [hit.id for hit in engine.search(SearchRequest.make(text, is_exact=setting.is_exact)).hits]

        result = measure(judged, search)
        engine.close()
    return result


def rows(sets: Sequence[JudgedSet]) -> Iterator[tuple[str, list[float]]]:
    databases = [Fts5(judged.profiles) for judged in sets]
    for joint in ("AND", "OR"):
        yield (
            f"SQLite FTS5, porter, {joint}",
            [
                measure(judged, lambda text, database=database, joint=joint: database.search(text, joint))  # type: ignore[misc]
                for judged, database in zip(sets, databases, strict=True)
            ],
        )
    for setting in settings():
        yield setting.name, [measure_engine(judged, setting) for judged in sets]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", action="append", default=[], metavar="NAME=FOLDER", dest="sets")
    parser.add_argument("--page", type=Path)
    arguments = parser.parse_args()
    named = [pair.split("=", 1) for pair in arguments.sets]
    sets = [read_set(name, Path(folder), arguments.page) for name, folder in named]
    if not named:
        sets = [read_set(name, JUDGEMENTS / name, None) for name in CONSTRUCTED] + [
            read_questions(name) for name in QUESTIONS
        ]
    print("| nDCG@10 | " + " | ".join(f"{judged.name} ({len(judged.queries)} queries)" for judged in sets) + " |")
    print("| --- |" + " ---: |" * len(sets))
    for name, results in rows(sets):
        print(f"| {name} | " + " | ".join(f"{result:.3f}" for result in results) + " |")


if __name__ == "__main__":
    main()
