"""The time to import sources and to rebuild the index: `python -m benchmarks.importing WORKBOOK.xlsx PAGE …`.

Each source goes into a fresh home, several times over; the medians are printed as Markdown.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from explorer.corpus.home import Home
from explorer.engines.manage import rebuild
from explorer.engines.open import open_engine
from explorer.ingest.importer import Imported, import_sources


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="+", type=Path, help="workbooks, pages or documents")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    print("| source | profiles | import, s | rebuild, s |\n| --- | --- | --- | --- |")
    for path in arguments.sources:
        times = [_measure(path) for _ in range(arguments.rounds)]
        profiles, imports, rebuilds = zip(*times, strict=True)
        print(f"| {path.name} | {profiles[0]} | {statistics.median(imports):.2f} | {statistics.median(rebuilds):.2f} |")


def _measure(path: Path) -> tuple[int, float, float]:
    """Return the number of profiles, and the seconds that import and rebuild took."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        start = time.perf_counter()
        (outcome,) = import_sources(home, [path])
        imported = time.perf_counter()
        if not isinstance(outcome, Imported):
            raise SystemExit(f"{outcome.path}: {outcome}")
        rebuild(home, open_engine(home))
        return len(outcome.profiles), imported - start, time.perf_counter() - imported


if __name__ == "__main__":
    main()
