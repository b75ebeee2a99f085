"""Pages, templates, content files and the Makefile name existing files of the project."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATTERNS = (
    "CONTRIBUTING.md", "Makefile", "README.md", "SECURITY.md", "benchmarks/**/README.md", "docs/**/*.md",
    "index/**/README.md", "index/**/*.toml", "templates/**/*.html", "tests/**/README.md",
)  # fmt: skip
FILES = sorted({path for pattern in PATTERNS for path in ROOT.glob(pattern)})


def paths(text: str) -> list[str]:
    """Find the paths of a text that begin with a folder of the project."""
    named = re.findall(r"(?<![\w./-])(?:benchmarks|docs|explorer|templates|tests)/[\w./-]*", text)
    return [path.rstrip(".") for path in named]


@pytest.mark.parametrize("file", FILES, ids=[str(file.relative_to(ROOT)) for file in FILES])
def test_every_path_that_a_file_names_exists(file: Path) -> None:
    assert [path for path in paths(file.read_text("utf-8")) if not (ROOT / path).exists()] == []


def test_there_are_paths_to_check() -> None:
    assert sum(len(paths(file.read_text("utf-8"))) for file in FILES) > 50
    assert paths("Run `tests/docs`, see explorer/charts/trend.py. Not https://example.org/tests/x.") == [
        "tests/docs",
        "explorer/charts/trend.py",
    ]
