"""The processor time of fetching, importing and indexing a page: `python -m benchmarks.fetching --site URL`.

All pages of a site on this machine go into a fresh home, without a pause, in a process of its own. Its time counts
with that of the processes that it starts, from their start to their end; the site's own does not. The least of several
rounds is printed.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", required=True, help="address of a site on this machine")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    rounds = [_fetch(arguments.site) for _ in range(arguments.rounds)]
    pages, seconds = min(rounds, key=lambda each: each[1])
    print("| pages | processor time, s | a page, s |\n| --: | --: | --: |")
    print(f"| {pages} | {seconds:.2f} | {seconds / pages:.3f} |")


def _fetch(site: str) -> tuple[int, float]:
    """Return the number of pages, and the seconds of processor time that they took."""
    before = _children_seconds()
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "explorer", "--home", home, "fetch", "--site", site, "--all", "--delay", "0"]
        done = subprocess.run([*command, "--json"], capture_output=True, text=True)
        if done.returncode not in (0, 1):
            raise SystemExit(done.stderr)
        answer = json.loads(done.stdout)
    if answer["refused"] or not answer["fetched"]:
        raise SystemExit(f"{len(answer['fetched'])} pages were fetched, and refused: {answer['refused'][:3]}")
    return len(answer["fetched"]), _children_seconds() - before


def _children_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
