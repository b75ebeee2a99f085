"""What became of each address is in a list of its own, in their order."""

from typing import Any

from explorer.ingest.fetch.downloader import Fetched, RefusedAddress, SkippedAddress, Unchanged
from explorer.ingest.fetch.fetch_plan import PlannedAddress
from explorer.ingest.fetch.site_addresses import SiteTarget
from explorer.ingest.source_warnings import SourceWarning
from explorer.serializers.fetch_records import fetch_record
from tests.serializers.decoded import decoded

NOTHING: dict[str, Any] = {"fetched": [], "unchanged": [], "refused": [], "skipped": [], "error": None}


def test_each_outcome_is_in_its_list() -> None:
    warnings = (SourceWarning("ranks-absent", "no ranks"),)
    outcomes = (
        RefusedAddress("http://h/a", "page", "The site has nothing there.", is_fault_of_home=True),
        Fetched("http://h/b", "page", 200, "sources/b.html", ("ken-2023",), 17, 36, warnings),
        SkippedAddress("http://h/c", "PDF", "It is not listed."),
        Unchanged("http://h/d", "page", ("per-2023",)),
        RefusedAddress("http://h/e", "workbook", "No."),
    )
    assert decoded(fetch_record(outcomes)) == {
        "fetched": [
            {
                "url": "http://h/b",
                "status": 200,
                "path": "sources/b.html",
                "profiles": ["ken-2023"],
                "passage_count": 17,
                "score_count": 36,
                "warnings": ["no ranks"],
            }
        ],
        "unchanged": [{"url": "http://h/d", "profiles": ["per-2023"]}],
        "refused": [
            {"url": "http://h/a", "error": "The site has nothing there."},
            {"url": "http://h/e", "error": "No."},
        ],
        "skipped": [{"url": "http://h/c", "reason": "It is not listed."}],
        "error": None,
    }


def test_a_plan_has_a_profile_but_for_the_workbook() -> None:
    planned = [
        PlannedAddress(SiteTarget("scores"), ("http://h/x.xlsx",)),
        PlannedAddress(SiteTarget("page", "ken-2023"), ("http://h/a", "http://h/b")),
    ]
    assert decoded(fetch_record((), planned=planned)) == {
        **NOTHING,
        "planned": [{"url": "http://h/x.xlsx", "profile": None}, {"url": "http://h/a", "profile": "ken-2023"}],
    }
    assert decoded(fetch_record((), planned=[])) == NOTHING | {"planned": []}


def test_what_kept_a_run_from_its_end_is_an_error() -> None:
    assert decoded(fetch_record((), "The disk is full.")) == NOTHING | {"error": "The disk is full."}


def test_a_path_that_is_no_text_is_written_as_one() -> None:
    outcome = Fetched("http://h/b", "page", 200, "home\udcff/b.html", ("ken-2023",), 1, 1, ())
    (fetched,) = decoded(fetch_record([outcome]))["fetched"]
    assert fetched["path"].isprintable()
