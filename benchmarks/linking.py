"""The precision, recall and speed of linking; with `--parts`, fitted anew without each part of it in turn.

    python -m benchmarks.linking [--set NAME=FOLDER]… [--page FILE] [--parts] [--misses]

A set is a folder of `documents/` and `links.json` (see benchmarks/judgements/README.md); without `--set`, those in
benchmarks/judgements/ are measured. `--page` adds a country page to every set given by name. Prints Markdown.
`--misses` lists every missed and every false link, but never those of a held-out set. `--parts` takes some minutes.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.fit_links import TrainingData, everything_learned, fit
from explorer.core import paths
from explorer.ingest.detect import read_source
from explorer.linking.link_model import PLACES, read_model
from explorer.linking.linker import Linker, linker
from explorer.linking.strengths import LINKS, STRENGTHS, SUGGESTS
from explorer.linking.vocabulary import LinkThresholds, Vocabulary, VocabularyEntry
from explorer.model.profiles import Passage, Profile
from explorer.model.taxonomy import taxonomy

CONSTRUCTED = ("tune", "tune-2", "held-out")
REALISTIC = ("profiles", "profiles-2", "profiles-held-out")
OWN = (*CONSTRUCTED, *REALISTIC)
PASSAGES = 12_000  # as many as a full corpus of three editions has, for the speed

Links = Mapping[str, int]  # the indicators of a passage, each with its grade


@dataclass(frozen=True)
class Judgement:
    """The indicators to which readers link one passage."""

    main: frozenset[str]
    must: frozenset[str]
    may: frozenset[str]


@dataclass(frozen=True)
class JudgedPassage:
    """A passage with its judgement."""

    passage: Passage
    edition: int
    judgement: Judgement


@dataclass(frozen=True)
class Figures:
    """The precision and recall of linking, 0-1."""

    precision: float
    recall: float
    f1: float
    main: float  # recall of what passages are about
    grade: float  # share of the links of grade 2 that passages are about


@dataclass(frozen=True)
class Part:
    """The linker without a part of it."""

    title: str
    entry: Callable[[VocabularyEntry], VocabularyEntry | None] = lambda entry: entry
    term: Callable[[str], bool] = bool  # of the context, as context.csv writes it
    reads_sections: bool = True


def read_judged(folder: Path, page: Path | None = None) -> tuple[JudgedPassage, ...]:
    """Read the judged passages of a set: its documents, and a page when its passages are judged too."""
    judged: Mapping[str, Mapping[str, Sequence[str]]] = json.loads((folder / "links.json").read_text(encoding="utf-8"))
    return tuple(
        JudgedPassage(
            passage,
            profile.edition,
            Judgement(*(frozenset(judged[passage.id][kind]) for kind in ("main", "must", "may"))),
        )
        for profile in read_profiles(folder, page)
        for passage in profile.passages()
        if passage.id in judged
    )


def read_profiles(folder: Path, page: Path | None = None) -> Iterator[Profile]:
    """Yield the profiles of a set's documents, and those of a page."""
    for path in (*sorted((folder / "documents").glob("*.md")), *([page] if page else ())):
        yield from read_source(path, edition=None).profiles


def linked(linker: Linker, judged: JudgedPassage) -> Links:
    """Return the links of a judged passage."""
    return {link.indicator: link.grade for link in linker.links(judged.passage, judged.edition)}


def of_section(judged: JudgedPassage) -> Links:
    """Link a passage to all indicators of its section, without reading it."""
    own = next(heading.indicators for heading in taxonomy().headings if heading.slug == judged.passage.section)
    scored = {indicator.slug for indicator in taxonomy().indicators_of(judged.edition)}
    return {slug: 2 for slug in own if slug in scored}


def named_in_section(linker: Linker, judged: JudgedPassage) -> Links:
    """Link a passage to those indicators of its section that an entry names in it."""
    sentences = linker.read_sentences(judged.passage.text, judged.passage.text_id[:3].upper())
    named = {
        slug
        for sentence in sentences
        for slug, hits in sentence.hits.items()
        if any(hit.key.strength != SUGGESTS for hit in hits)
    }
    return {slug: grade for slug, grade in of_section(judged).items() if slug in named}


def measure(link: Callable[[JudgedPassage], Links], judged: Sequence[JudgedPassage]) -> Figures:
    """Measure a way of linking on judged passages."""
    right = missed = false = main = main_missed = graded = graded_right = 0
    for judged_passage in judged:
        links, target = link(judged_passage), judged_passage.judgement
        right += len(target.must & links.keys())
        missed += len(target.must - links.keys())
        false += len(links.keys() - target.must - target.may)
        main += len(target.main & links.keys())
        main_missed += len(target.main - links.keys())
        graded += sum(grade == 2 for grade in links.values())
        graded_right += sum(links.get(slug) == 2 for slug in target.main)
    precision, recall = right / max(1, right + false), right / max(1, right + missed)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return Figures(precision, recall, f1, main / max(1, main + main_missed), graded_right / max(1, graded))


def parts() -> Iterator[Part]:
    """Yield the whole linker, then the linker without each of its parts."""
    yield Part("**all of it**")
    yield Part("without context: entries of the indicator alone", term=lambda stems: not stems)
    yield Part("without pairs of words", term=lambda stems: " " not in stems or stems.startswith("["))
    yield Part("without words and pairs", term=lambda stems: stems.startswith("["))
    yield Part("without entries of other indicators", term=lambda stems: not stems.startswith("["))
    yield Part("without `suggests`", entry=lambda entry: None if entry.strength == SUGGESTS else entry)
    yield Part("without `links`", entry=lambda entry: None if entry.strength == LINKS else entry)
    yield Part("without near, also and unless", entry=_without_conditions)
    yield Part("without sections", reads_sections=False)


def without_rules(thresholds: LinkThresholds) -> Iterator[tuple[str, LinkThresholds]]:
    """Yield the thresholds with each rule that stands beside the model switched off."""
    yield "without the rule on `links` of markets", replace(thresholds, told=0.001)
    yield "without the rule on everyday life", replace(thresholds, everyday=1_000)


def _without_conditions(entry: VocabularyEntry) -> VocabularyEntry:
    return replace(entry, pattern=type(entry.pattern)(entry.pattern.terms))


def fitted(part: Part, vocabulary: Vocabulary) -> Linker:
    """Fit the linker anew without a part."""
    topics = tuple(
        replace(topic, entries=tuple(kept for entry in topic.entries if (kept := part.entry(entry))))
        for topic in vocabulary.topics
    )
    remaining = replace(vocabulary, topics=topics)
    data = everything_learned(remaining)
    terms = np.array([part.term(stems) for stems in data.stems])
    if not part.reads_sections:
        data = replace(data, entries=_without_sections(data))
    model = fit(data, keep=terms)
    if not part.reads_sections:
        weights = model.weights.copy()
        weights[:, : len(PLACES) - 1] = weights[:, :1]
        model = replace(model, weights=weights)
    return Linker(remaining, model)


def _without_sections(data: TrainingData) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Return the features of entries as if every sentence were in one section that is about nothing."""
    entries = data.entries.copy()
    entries[..., 0] = 1
    entries[..., 1 : len(PLACES)] = 0
    entries[..., len(PLACES) + len(STRENGTHS) :] = 0
    return entries


def seconds(linker: Linker, passages: Sequence[Passage]) -> float:
    """Return the wall-clock seconds to link as many passages as a full corpus has, these over and over."""
    linker.links(passages[0], 2025)  # what is made once is not counted
    start = time.perf_counter()
    for number in range(PASSAGES):
        linker.links(passages[number % len(passages)], 2025)
    return time.perf_counter() - start


def misses(linker: Linker, judged: Sequence[JudgedPassage]) -> Iterator[str]:
    """Yield a line for each missed and each false link."""
    for judged_passage in judged:
        passage, target = judged_passage.passage, judged_passage.judgement
        links = {link.indicator: link for link in linker.links(passage, judged_passage.edition)}
        for slug in sorted(target.must - links.keys()):
            yield f"missed {passage.id} {slug}{' (main)' if slug in target.main else ''}"
        for slug in sorted(links.keys() - target.must - target.may):
            yield f"false  {passage.id} {slug} because of {[evidence.text for evidence in links[slug].evidence]}"


def _row(title: str, figures: Figures) -> str:
    values = (figures.precision, figures.recall, figures.f1, figures.main, figures.grade)
    return f"| {title} | {' | '.join(f'{value:.3f}' for value in values)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", action="append", default=[], metavar="NAME=FOLDER")
    parser.add_argument("--page", type=Path)
    parser.add_argument("--parts", action="store_true")
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    judgements = Path(__file__).resolve().parent / "judgements"
    folders = {name: Path(folder) for name, _, folder in (pair.partition("=") for pair in arguments.set)}
    judged = {name: read_judged(folder, arguments.page) for name, folder in folders.items()} or {
        name: read_judged(judgements / name) for name in OWN
    }
    whole = linker()
    ways: list[tuple[str, Callable[[JudgedPassage], Links]]] = [
        ("the indicators of the section, unread", of_section),
        ("those of them that an entry names", partial(named_in_section, whole)),
        ("**the linker as shipped**", partial(linked, whole)),
    ]
    vocabulary = whole.vocabulary
    model = read_model(paths.links_folder())
    for title, thresholds in without_rules(vocabulary.thresholds):
        ways.append((title, partial(linked, Linker(replace(vocabulary, thresholds=thresholds), model))))
    if arguments.parts:
        for part in parts():
            ways.append((part.title, partial(linked, fitted(part, vocabulary))))
    for name, passages in judged.items():
        links = sum(len(passage.judgement.must) for passage in passages)
        print(f"\n### {name}: {len(passages)} passages, {links} links\n")
        print("| | precision | recall | F1 | recall of main | grade 2 is main |\n| --- | --: | --: | --: | --: | --: |")
        for title, way in ways:
            print(_row(title, measure(way, passages)))
    texts = [judged_passage.passage for passages in judged.values() for judged_passage in passages]
    print(f"\n{PASSAGES:,} passages are linked in {seconds(whole, texts):.1f} seconds.")
    if arguments.misses:
        for name, passages in judged.items():
            if "held-out" not in name:
                print("\n".join(misses(whole, passages)))


if __name__ == "__main__":
    main()
