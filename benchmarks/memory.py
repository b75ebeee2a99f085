"""The memory of a process after ever more new searches: `python -m benchmarks.memory`.

Each search has a word of its own. The caches of words, queries and answers are limited, thus once they are full the
memory must stay as it is.
"""

import argparse
import gc
import random
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from benchmarks.load import build
from explorer.engines.open import open_engine
from explorer.search.request import SearchRequest

LOOKS = 14  # at the memory


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description=__doc__)
    parser.add_argument("--passages", type=int, default=12_000)
    parser.add_argument("--searches", type=int, default=140_000)
    parser.add_argument("--home", type=Path, help="where the corpus is kept for the next run")
    arguments = parser.parse_args()
    chance = random.Random(0)
    with TemporaryDirectory() as work:
        home, _ = build(arguments.home or Path(work) / "home", arguments.passages)
        engine = open_engine(home)
        between = arguments.searches // LOOKS
        for look in range(1, LOOKS + 1):
            for _ in range(between):
                engine.search(SearchRequest.make(f"heroin OR police {chance.getrandbits(48):x}"))
            gc.collect()
            used = psutil.Process().memory_full_info().uss >> 20
            print(f"{look * between:8,} searches: {used} MB", flush=True)
        engine.close()


if __name__ == "__main__":  # building starts processes, which import this again
    main()
