"""The precision, recall and speed of linking, with each part of the linker switched off in turn.

    python -m benchmarks.linking [--set NAME=FOLDER]… [--page FILE] [--misses]

A set is a folder of `documents/` and `links.json` (see benchmarks/judgements/README.md); without `--set`, those in
benchmarks/judgements/ are measured. `--page` adds a country page to every set given by name. Prints Markdown.
`--misses` lists every missed and every false link, but never those of `held-out`.
"""

import argparse
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from explorer.core import paths
from explorer.ingest.detect import read_source
from explorer.linking.linker import Linker
from explorer.linking.vocabulary import LinkWeights, Vocabulary, read_vocabulary
from explorer.model.profiles import Passage

OWN = ("tune", "tune-2", "held-out")
PASSAGES = 12_000  # as many as a full corpus of three editions has, for the speed


@dataclass(frozen=True)
class Judgement:
    """The indicators to which readers link one passage."""

    main: frozenset[str]
    must: frozenset[str]
    may: frozenset[str]


@dataclass(frozen=True)
class JudgedPassage:
    passage: Passage
    edition: int
    judgement: Judgement


@dataclass(frozen=True)
class Figures:
    """The precision and recall of the linker, 0-1."""

    precision: float
    recall: float
    f1: float
    main: float  # recall of what passages are about
    grade: float  # share of the links of grade 2 that passages are about


def read_judged(folder: Path, page: Path | None = None) -> tuple[JudgedPassage, ...]:
    """Read the judged passages of a set: its documents, and a page when its passages are judged too."""
    judged: Mapping[str, Mapping[str, Sequence[str]]] = json.loads((folder / "links.json").read_text(encoding="utf-8"))
    files = [*sorted((folder / "documents").glob("*.md")), *([page] if page else [])]
    return tuple(
        JudgedPassage(
            passage,
            profile.edition,
            Judgement(*(frozenset(judged[passage.id][kind]) for kind in ("main", "must", "may"))),
        )
        for path in files
        for profile in read_source(path, edition=None).profiles
        for passage in profile.passages()
        if passage.id in judged
    )


def measure(linker: Linker, judged: Sequence[JudgedPassage]) -> Figures:
    right = missed = false = main = main_missed = graded = graded_right = 0
    for judged_passage in judged:
        links = {link.indicator: link.grade for link in linker.links(judged_passage.passage, judged_passage.edition)}
        target = judged_passage.judgement
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


def settings(vocabulary: Vocabulary) -> Iterator[tuple[str, Vocabulary]]:
    """Yield the whole vocabulary, then the vocabulary without each of its parts and rules."""
    yield "**all of it**", vocabulary
    yield "without the boost of sections", vocabulary.without_sections()
    yield "without exclusions, ignored phrases and everyday words", vocabulary.without_exclusions()
    yield "without combinations: phrases only", vocabulary.without_combinations()
    yield "without weak patterns", vocabulary.without_strength("weak")
    yield "without medium patterns", vocabulary.without_strength("medium")
    yield "without strong patterns", vocabulary.without_strength("strong")
    yield "without decisive combinations", vocabulary.without_strength("decisive")
    for title, weights in rules(vocabulary.weights):
        yield title, replace(vocabulary, weights=weights)


def rules(weights: LinkWeights) -> Iterator[tuple[str, LinkWeights]]:
    """Yield the weights with each rule of `explorer.linking.points` switched off."""
    yield "everyday words do not count", replace(weights, everyday_penalty=0.0)
    yield "a section boosts all its indicators", replace(weights, boost_share=0.0)
    yield "weak patterns alone never link", replace(weights, many_weak=1_000)
    yield "weak patterns alone link like others", replace(weights, many_weak=0)
    yield "elsewhere any number of weak patterns counts", replace(weights, few_weak=1_000)
    yield "elsewhere sentences add up", replace(weights, cross_sentence_factor=1.0)
    yield "elsewhere only the best sentence counts", replace(weights, cross_sentence_factor=0.0)
    yield "repetitions do not count", replace(weights, repetition_factor=0.0)
    yield "grade 2 without a share of the strongest", replace(weights, main_share=0.0)


def seconds(linker: Linker, passages: Sequence[Passage]) -> float:
    """Return the wall-clock seconds to link as many passages as a full corpus has, these over and over."""
    linker.links(passages[0], 2025)  # what is made once is not counted
    start = time.perf_counter()
    for number in range(PASSAGES):
        linker.links(passages[number % len(passages)], 2025)
    return time.perf_counter() - start


def misses(linker: Linker, judged: Sequence[JudgedPassage]) -> Iterator[str]:
    for judged_passage in judged:
        passage, target = judged_passage.passage, judged_passage.judgement
        links = {link.indicator: link for link in linker.links(passage, judged_passage.edition)}
        for slug in sorted(target.must - links.keys()):
            yield f"missed {passage.id} {slug}{' (main)' if slug in target.main else ''}"
        for slug in sorted(links.keys() - target.must - target.may):
            yield f"false  {passage.id} {slug} because of {[evidence.text for evidence in links[slug].evidence]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", action="append", default=[], metavar="NAME=FOLDER")
    parser.add_argument("--page", type=Path)
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    judgements = Path(__file__).resolve().parent / "judgements"
    folders = {name: Path(folder) for name, _, folder in (pair.partition("=") for pair in arguments.set)}
    judged = {name: read_judged(folder, arguments.page) for name, folder in folders.items()} or {
        name: read_judged(judgements / name) for name in OWN
    }
    vocabulary = read_vocabulary(paths.content("index") / "links")
    for name, passages in judged.items():
        links = sum(len(passage.judgement.must) for passage in passages)
        print(f"\n### {name}: {len(passages)} passages, {links} links\n")
        print("| | precision | recall | F1 | recall of main | grade 2 is main |\n| --- | --: | --: | --: | --: | --: |")
        for title, part in settings(vocabulary):
            figures = measure(Linker(part), passages)
            print(
                f"| {title} | {figures.precision:.3f} | {figures.recall:.3f} | {figures.f1:.3f} "
                f"| {figures.main:.3f} | {figures.grade:.3f} |"
            )
    whole = Linker(vocabulary)
    texts = [judged_passage.passage for passages in judged.values() for judged_passage in passages]
    print(f"\n{PASSAGES:,} passages are linked in {seconds(whole, texts):.1f} seconds.")
    if arguments.misses:
        for name, passages in judged.items():
            if name != "held-out":
                print("\n".join(misses(whole, passages)))


if __name__ == "__main__":
    main()
