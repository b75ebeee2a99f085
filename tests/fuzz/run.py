"""`make fuzz`: coverage-guided fuzzing by atheris. `python -m tests.fuzz.run TARGET [OPTION]…`

The options are libFuzzer's. An input that fails is written to build/fuzz; once fixed, it goes to tests/fuzz/found,
where it is a test.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["explorer"]):
    from tests.fuzz.targets import INPUTS, TARGETS, bundled_engine

SEEDS = Path(__file__).parents[1] / "fixtures"
QUERIES = (
    'heroin "organized crime" -police',
    '="Exact form" OR (drug* AND NOT border~1)',
    '"two words"~5 country:Kyrgyzstan edition:[2021 TO 2023]',
    "heroin-trade:>=7 change.resilience:<0 criminality:{5 TO *]",
    "O’Brien’s co-operation 1,000.5 note:cited é中\u0301",
)


def main() -> None:
    name = sys.argv[1]
    work = Path("build/fuzz") / name
    work.mkdir(parents=True, exist_ok=True)
    if name == "query":
        bundled_engine()
        for number, text in enumerate(QUERIES):
            (work / f"seed-{number}").write_text(text, encoding="utf-8")
    arguments = [sys.argv[0], f"-artifact_prefix={work}-", *sys.argv[2:], str(work), str(INPUTS / name)]
    arguments += [str(folder) for folder in (SEEDS / f"{name}s", SEEDS / name) if folder.is_dir()]
    atheris.Setup(arguments, TARGETS[name])
    atheris.Fuzz()


main()
