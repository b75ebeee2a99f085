"""docs/notebooks.md: each example runs against a server with the workbook, and finds what the workbook has."""

import re
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from explorer.export.score_table import TIDY
from tests.workbook_scores import read_scores

GUIDE = (Path(__file__).parents[2] / "docs" / "notebooks.md").read_text(encoding="utf-8")
WORKBOOK = Path("workbooks/global_oc_index_2025.xlsx")


def example(language: str, origin: str) -> str:
    """Join the blocks of a language, with the address of a server that runs."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.M | re.S)
    return "".join(blocks).replace("http://127.0.0.1:8000", origin)


def mean_ranks(values: list[float]) -> list[float]:
    return [sum(other < value for other in values) + (values.count(value) + 1) / 2 for value in values]


def rho(published: dict[tuple[str, int, str], float]) -> float:
    """Correlate state-embedded actors with political leadership in 2025, by Spearman."""
    codes = sorted({country for country, _, _ in published})
    across, up = (
        mean_ranks([published[country, 2025, slug] for country in codes])
        for slug in ("state-embedded-actors", "political-leadership-and-governance")
    )
    return statistics.correlation(across, up)


def test_pandas_answers_as_the_workbook_does(world_origin: str, real_data: Path) -> None:
    published = read_scores(real_data / WORKBOOK)
    found: dict[str, object] = {}
    exec(example("python", world_origin), found)  # our own guide
    expected = {
        country
        for country, edition, slug in published
        if (edition, slug) == (2025, "resilience")
        and published[country, 2025, "cocaine-trade"] >= 7
        and published[country, 2025, "resilience"] < 4
    }
    assert {name.casefold() for name in found["fragile"].index} == expected  # type: ignore[attr-defined]
    assert len(expected) == 10
    risen = found["risen"]
    assert (risen.index[0], risen.iloc[0]) == ("Ukraine", 5.0)  # type: ignore[attr-defined]
    correlations = found["correlations"]
    assert abs(correlations["political-leadership-and-governance"] - rho(published)) < 1e-9  # type: ignore[index]
    beside = found["beside"]
    assert set(beside["heroin-trade"]) == {published["kyrgyzstan", 2025, "heroin-trade"]}  # type: ignore[index]


def test_r_reads_numbers_and_logicals_without_an_argument(world_origin: str, real_data: Path, tmp_path: Path) -> None:
    if not shutil.which("Rscript"):
        pytest.skip("needs R: apt-get install r-base-core")
    script = tmp_path / "example.R"
    kinds = ", ".join(f"class(scores${name})" for name in ("score", "comparable", "world_rank_to"))
    shown = f'cat({kinds}, nrow(scores), "\\n"); print(lowest)'
    script.write_text(example("r", world_origin) + shown, encoding="utf-8")
    command = ["Rscript", "--vanilla", str(script)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"}
    )
    kinds, *rows = done.stdout.splitlines()
    assert kinds.split() == ["numeric", "logical", "integer", "19686"]
    published = read_scores(real_data / WORKBOOK)
    lowest = sorted(score for (_, edition, slug), score in published.items() if (edition, slug) == (2025, "resilience"))
    assert [float(row.split()[-1]) for row in rows[1:]] == lowest[:3]


def test_duckdb_answers_as_the_workbook_does(world_origin: str, tmp_path: Path) -> None:
    # DuckDB's own client for addresses is an extension that it downloads; Python's client fetches the file here.
    fetch = f"import urllib.request as r; r.urlretrieve('{world_origin}/data/scores.csv', 'scores.csv')"
    subprocess.run([sys.executable, "-c", fetch], check=True, cwd=tmp_path)
    query = example("sql", world_origin).replace(f"{world_origin}/data/scores.csv", str(tmp_path / "scores.csv"))
    rows = duckdb.execute(query).fetchall()
    assert sum(countries for _, _, countries in rows) == 193
    assert [average for _, average, _ in rows] == sorted((average for _, average, _ in rows), reverse=True)


def test_every_column_is_in_the_guide() -> None:
    named = set(re.findall(r"`([a-z_0-9]+)`", GUIDE.partition("## The columns")[2]))
    assert {column.slug for column in TIDY if not column.slug.startswith(("continent_rank_", "region_rank_"))} <= named
