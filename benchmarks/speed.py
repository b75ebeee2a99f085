"""How fast a search is, and against whom: `make bench`.

Every engine answers the same questions on the same passages, each with a top ten, an exact total, facets and ten
snippets. Rounds are interleaved, so that whatever else the machine does falls on all alike; medians of a class and
ratios within the run are reported, not absolute times.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from whoosh.filedb.filestore import FileStorage

from benchmarks.corpus import make_profiles
from benchmarks.peers.fts5 import Fts5
from benchmarks.peers.native import Tantivy
from benchmarks.peers.pages import DatasettePage, Fts5Page, hello
from benchmarks.peers.plain_whoosh import PlainWhoosh
from benchmarks.questions import Question, make_questions
from benchmarks.report import HELLO, OURS, PAGE, WARM, WARM_PAGE, report
from explorer.engines.whoosh.engine import WhooshEngine
from explorer.engines.whoosh.part import add_passage
from explorer.engines.whoosh.schema import make_schema
from explorer.home import Home
from explorer.linking.linker import linker
from explorer.profiles import Profile
from explorer.search.finding import FoundPassage
from explorer.search.request import SearchRequest
from explorer.settings import Settings
from explorer.web.app import create_app
from explorer.web.finished import FinishedAnswers

REPORTS = Path(__file__).parents[1] / "docs"


Asked = Callable[[Question], int]  # what it answers only keeps the work from being skipped


def ours(engine: WhooshEngine) -> Asked:
    return lambda question: engine.search(question.request).total


def our_page(home: Home, is_warm: bool) -> Asked:
    app = create_app(Settings(home), None if is_warm else FinishedAnswers(0))
    if not is_warm:
        app.extensions["corpus"].engine = WhooshEngine(home.generations, linker(), kept_answers=0)
    client = app.test_client()

    def ask(question: Question) -> int:
        answer = client.get("/search?" + urlencode(question.request.to_args()))
        assert answer.status_code == 200, (question, answer.data[:200])
        return len(answer.data)

    return ask


def timed(action: Callable[[], object]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1000


def measure(asked: Mapping[str, Asked], questions: Sequence[Question], rounds: int, budget: float) -> dict[str, Any]:
    """The median time of each class of questions by engine, in milliseconds.

    An engine that has used up its seconds for a question is not asked it again.
    """
    times: dict[str, dict[str, list[float]]] = {name: {} for name in asked}
    spent: dict[tuple[str, int], float] = {}
    for number in range(rounds + 1):  # the first round warms up and is not counted
        for place, question in enumerate(questions):
            for name, ask in asked.items():
                if spent.get((name, place), 0.0) > budget * 1000:
                    continue
                took = timed(partial(ask, question))
                if number:
                    spent[name, place] = spent.get((name, place), 0.0) + took
                    times[name].setdefault(question.kind, []).append(took)
    return {name: {kind: round(median(found), 4) for kind, found in kinds.items()} for name, kinds in times.items()}


def measure_builds(folder: Path, profiles: Sequence[Profile]) -> dict[str, float]:
    """Seconds to build: here, here again after one profile changed, and in one go by Whoosh with its defaults."""
    engine = WhooshEngine(folder / "builds", linker())
    found = {"OC Explorer": timed(lambda: engine.build(profiles, "first")) / 1000}
    changed = [replace(profiles[0], text="digest"), *profiles[1:]]
    found["OC Explorer, one profile changed"] = timed(lambda: engine.build(changed, "second")) / 1000
    engine.close()

    def write() -> None:
        (folder / "defaults").mkdir()
        writer = FileStorage(str(folder / "defaults")).create_index(make_schema()).writer()
        for profile in profiles:
            for passage in profile.passages():
                add_passage(writer, profile, passage, linker().links(passage, profile.edition))
        writer.commit()

    found["the same fields by Whoosh with default settings"] = timed(write) / 1000
    return {name: round(seconds, 1) for name, seconds in found.items()}


def measure_starts(home: Home) -> dict[str, float]:
    """Seconds of whole commands, the best of five: what an interpreter costs, and what a search costs."""
    commands = {
        "python -c pass": ["-c", "pass"],
        "import flask": ["-c", "import flask"],
        "oc-explorer search": ["-m", "explorer", "--home", str(home.path), "search", "heroin", "--json"],
    }
    return {
        name: round(min(timed(partial(run_python, line)) for _ in range(5)) / 1000, 3)
        for name, line in commands.items()
    }


def run_python(line: Sequence[str]) -> None:
    subprocess.run([sys.executable, *line], check=True, stdout=subprocess.DEVNULL)


def measure_memory(home: Home, questions: Sequence[Question]) -> dict[str, float]:
    """Megabytes of a process that answers from a home: all that it maps, and what is its own alone."""
    code = (
        "import json,sys,psutil;from pathlib import Path;from explorer.home import Home;"
        "from explorer.indexing import open_engine;from explorer.search.request import SearchRequest;"
        "engine=open_engine(Home(Path(sys.argv[1])));"
        "[engine.search(SearchRequest.from_args(map(tuple, one))) for one in json.loads(sys.argv[2])];"
        "used=psutil.Process().memory_full_info();print(json.dumps([used.rss, used.uss]))"
    )
    asked = json.dumps([question.request.to_args() for question in questions])
    answer = subprocess.run(
        [sys.executable, "-c", code, str(home.path), asked], check=True, capture_output=True, text=True
    )
    return {name: round(size / 2**20) for name, size in zip(("all", "own"), json.loads(answer.stdout), strict=True)}


def run(passages: int, folder: Path, rounds: int, budget: float, is_whole: bool) -> dict[str, Any]:
    """Measure one size of corpus."""
    home = Home(folder / f"home-{passages}")
    profiles = make_profiles(passages)
    engine = WhooshEngine(home.generations, linker(), kept_answers=0)
    if not home.generations.exists():
        say(f"building {passages:,} passages")
        engine.build(profiles, "benchmark")
    found = engine.passages(SearchRequest.make()).passages
    questions = make_questions(found)
    asked = {OURS: ours(engine)}
    if is_whole:
        asked |= {WARM: ours(WhooshEngine(home.generations, linker())), **peers(folder, passages, found, profiles)}
    say("asking")
    result: dict[str, Any] = {
        "passages": passages,
        "engines": measure(asked, questions, rounds, budget),
        "memory": measure_memory(home, questions),
        "opening": round(min(timed(lambda: WhooshEngine(home.generations, linker()).generation) for _ in range(5)), 2),
    }
    if is_whole:
        say("asking for pages")
        path = folder / f"fts5-{passages}.db"
        pages: dict[str, Asked] = {
            PAGE: our_page(home, is_warm=False),
            WARM_PAGE: our_page(home, is_warm=True),
            HELLO: hello(),
            "Flask page over FTS5": Fts5Page(path).ask,
            "Datasette page": DatasettePage(path).ask,
        }
        said = [one for one in questions if one.words and not one.filters and not one.condition]
        result["pages"] = measure(pages, said, rounds, budget)
        result["starts"] = measure_starts(home)
        say("building")
        with TemporaryDirectory(dir=folder) as work:
            result["builds"] = measure_builds(Path(work), profiles)
    return result


def peers(folder: Path, passages: int, found: Sequence[FoundPassage], profiles: Sequence[Profile]) -> dict[str, Asked]:
    """The others, each built once."""
    known = {profile.id: profile for profile in profiles}
    asked: dict[str, Asked] = {}
    for make, name in ((PlainWhoosh, "whoosh"), (Fts5, "fts5"), (Tantivy, "tantivy")):
        path = folder / f"{name}-{passages}{'.db' if name == 'fts5' else ''}"
        built = folder / f"{path.name}.built"
        if not built.exists():  # what a run that was stopped left behind is no index
            shutil.rmtree(path, ignore_errors=True)
            if path.is_file():
                path.unlink()
        peer = make(path)
        if not built.exists():
            say(f"building {peer.name}")
            peer.build(found, known)
            built.touch()
        asked[peer.name] = peer.ask
    return asked


def say(what: str) -> None:
    print(time.strftime("%H:%M:%S"), what, file=sys.stderr)


def machine() -> dict[str, str]:
    return {
        "python": platform.python_version(),
        "cores": str(os.cpu_count()),
        "system": platform.system(),
        "load before": f"{os.getloadavg()[0]:.1f}",
    }


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("--folder", type=Path, default=Path("build/bench"), help="where indexes are kept between runs")
    given.add_argument("--rounds", type=int, default=7)
    given.add_argument("--budget", type=float, default=5.0, help="seconds that one engine may spend on one question")
    given.add_argument("--passages", type=int, default=12_000)
    given.add_argument("--large", type=int, default=120_000, help="passages of the corpus for growth; 0 for none")
    given.add_argument("--report", type=Path, default=REPORTS, help="the folder of the two reports")
    args = given.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    result = {"machine": machine(), "small": run(args.passages, args.folder, args.rounds, args.budget, is_whole=True)}
    if args.large:
        result["large"] = run(args.large, args.folder, args.rounds, args.budget, is_whole=False)
    args.report.mkdir(exist_ok=True)
    (args.report / "speed.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    (args.report / "speed.md").write_text(report(result), encoding="utf-8")


if __name__ == "__main__":
    main()
