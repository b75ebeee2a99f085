"""Files and citations of one moment have one day, in any time zone."""

import datetime
import json
import os
import subprocess
import sys

import pytest

from explorer.corpus.home import Home
from tests.factories import index

PROGRAM = """
import json, sys
from pathlib import Path
from explorer.corpus.home import Home
from tests.factories import index
from explorer.web.app import create_app
from explorer.web.settings import Settings
client = create_app(Settings(Home(Path(sys.argv[1])))).test_client()
record = client.get("/api/v1/citations?id=kgz-2021/drugs/1").get_json()
export = client.get("/search.jsonl?q=heroin")
about = json.loads(export.text.splitlines()[0])["about"]
print(json.dumps([record["accessed"], about["date"], export.headers["Content-Disposition"],
                  client.get("/cite?id=kgz-2021").text, client.get("/collection.md?id=kgz-2021/drugs/1").text]))
"""


@pytest.fixture(scope="module")
def bundled_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return index(Home(tmp_path_factory.mktemp("days")))


@pytest.mark.parametrize("zone", ["<+14>-14", "<-12>12", "UTC"])
def test_exports_and_citations_have_the_day_of_utc(bundled_home: Home, zone: str) -> None:
    before = datetime.datetime.now(datetime.UTC).date()
    printed = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(bundled_home.path)],
        env=os.environ | {"TZ": zone},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    after = datetime.datetime.now(datetime.UTC).date()
    accessed, date, name, page, dossier = json.loads(printed)
    assert before.isoformat() <= accessed <= after.isoformat()
    assert date == accessed and accessed in name and f"Date of access: {accessed}" in page
    assert f"{int(accessed[-2:])}" in dossier
