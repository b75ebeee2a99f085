"""The time to look a quotation up in a whole Index: `python -m benchmarks.quotes`."""

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable

from benchmarks.corpus import make_profiles
from explorer.quotations.quotation_index import QuotationIndex, quotable_passages

LIMIT = 50.0  # ms, at the 95th percentile
PASSAGES = 12_000


def quotations_of(index: QuotationIndex, count: int, seed: int = 2) -> dict[str, list[tuple[str, str]]]:
    """Make quotations of three kinds, each with the id of its passage."""
    chance = random.Random(seed)
    made: dict[str, list[tuple[str, str]]] = {"verbatim": [], "altered": [], "unknown": []}
    vocabulary = [word for passage in index.passages[:200] for word in passage.text.split()]
    for kind, cases in made.items():
        for _ in range(count):
            passage = chance.choice(index.passages)
            words = passage.text.split()
            length = chance.randint(8, 60)
            start = chance.randrange(max(1, len(words) - length))
            cut = words[start : start + length]
            if kind == "altered":
                for _ in range(max(1, length // 10)):
                    cut[chance.randrange(len(cut))] = chance.choice(vocabulary)
            if kind == "unknown":
                cut = [chance.choice(vocabulary) for _ in cut]
            cases.append((" ".join(cut), passage.id))
    return made


def timed(run: Callable[[], object]) -> float:
    """Return the time of a call, in ms."""
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500, help="look-ups of each kind")
    arguments = parser.parse_args()
    profiles = make_profiles(PASSAGES)
    start = time.perf_counter()
    index = QuotationIndex(quotable_passages(profiles))
    index.search("words that nobody has written")  # the first altered quotation makes its index
    built = time.perf_counter() - start
    answer: dict[str, object] = {"passages": len(index.passages), "build_s": round(built, 2)}
    worst = 0.0
    for kind, cases in quotations_of(index, arguments.count).items():
        times = [timed(lambda text=text: index.search(text)) for text, _ in cases]  # type: ignore[misc]
        p95 = statistics.quantiles(times, n=20)[-1]
        worst = max(worst, p95)
        right = sum(
            bool(matches) and matches[0].id == id for text, id in cases for matches in (index.search(text).matches,)
        )
        answer[kind] = {
            "median_ms": round(statistics.median(times), 2),
            "p95_ms": round(p95, 2),
            "max_ms": round(max(times), 2),
            "right_first": right / len(cases) if kind != "unknown" else None,
            "found": sum(bool(index.search(text).matches) for text, _ in cases) / len(cases),
        }
    print(json.dumps(answer, indent=2))
    return 0 if worst < LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
