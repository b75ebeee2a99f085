"""A hundred poisonous files beside ten good ones: ten are imported and indexed, each of the others is refused."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explorer.serializers.import_records import as_unicode
from tests.cli.conftest import CommandLine
from tests.ingest.poisonous_files import write_poison

CODES = ("AND", "LIE", "MCO", "SMR", "MLT", "LUX", "CHE", "AUT", "BEL", "NLD")
MOST = 200  # megabytes of the largest process

# A process of few megabytes, so that the peak of its children is theirs.
MEASURED = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[2:], capture_output=True)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
with open(sys.argv[1], "wb") as report:
    report.write(json.dumps([done.returncode, peak]).encode() + b"\\n" + done.stdout + b"\\0" + done.stderr)
"""


def measured(command: CommandLine, report: Path, *words: str | Path) -> tuple[int, float, bytes, bytes]:
    """Run a command, and return status, peak of memory in megabytes, stdout and stderr."""
    line = [sys.executable, "-c", MEASURED, report, sys.executable, "-m", "explorer", "--home", command.home, *words]
    subprocess.run(line, check=True)
    head, _, streams = report.read_bytes().partition(b"\n")
    status, peak = json.loads(head)
    out, _, err = streams.partition(b"\0")
    return status, peak, out, err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for code in CODES:
        text = f"---\ncountry: {code}\nedition: 2023\n---\n\n## Drugs\n\nHeroin is sold by the gram.\n"
        (folder / f"m-{code}.md").write_text(text, encoding="utf-8")
    return folder


def test_a_hundred_poisonous_files_keep_no_good_one_out(
    command: CommandLine, folder: Path, tmp_path: Path, record_property: Callable[[str, Any], None]
) -> None:
    poison = write_poison(folder)
    assert len(poison) >= 100
    started = time.monotonic()
    status, peak, out, err = measured(command, tmp_path / "report", "import", folder, "--json")
    record_property("seconds", round(time.monotonic() - started, 1))
    record_property("megabytes", round(peak))
    assert status == 1, err
    assert b"Traceback" not in err
    record = json.loads(out)
    assert sorted(id for source in record["imported"] for id in source["profiles"]) == sorted(
        f"{code.lower()}-2023" for code in CODES
    )
    refused = {source["path"]: source["error"] for source in record["refused"]}
    assert len(refused) == len(record["refused"]) == len(poison)
    assert sorted(refused) == sorted(as_unicode(str(path)) for path in poison)
    assert all(0 < len(error) < 500 and "Traceback" not in error for error in refused.values())
    assert peak < MOST
    assert command("search", "gram", "--json").json["total"] == len(CODES)
    assert list(command.home.rglob("*.part")) == []
    assert len(list((command.home / "sources").iterdir())) == len(CODES)
