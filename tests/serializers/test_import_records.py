"""Imported and refused sources are separate lists, in the order of the sources."""

import os
from dataclasses import replace

from explorer.ingest.importer import Imported, Refused
from explorer.ingest.page_copies import Superseded, describe_copy
from explorer.ingest.source_warnings import SourceWarning
from explorer.serializers.import_records import IndexRecord, import_record
from tests.factories import make_profile
from tests.serializers.decoded import decoded


def test_sources_are_imported_or_refused() -> None:
    page = Imported("kgz.html", "page", ("kgz-2021",), 17, 30, "the title", (SourceWarning("ranks-absent", "no date"),))
    article = Imported("ferries.md", "document", (), 2, 0, "none is named", (), ("ferries-and-the-law",))
    goats = Refused("goats.html", "There is no country in it.")
    assert decoded(import_record([page, goats, article])) == {
        "imported": [
            {
                "path": "kgz.html",
                "profiles": ["kgz-2021"],
                "passage_count": 17,
                "score_count": 30,
                "edition_evidence": "the title",
                "warnings": ["no date"],
                "chapters": [],
            },
            {
                "path": "ferries.md",
                "profiles": [],
                "passage_count": 2,
                "score_count": 0,
                "edition_evidence": "none is named",
                "warnings": [],
                "chapters": ["ferries-and-the-law"],
            },
        ],
        "refused": [{"path": "goats.html", "error": "There is no country in it."}],
        "superseded": [],
        "passed_over": 0,
        "warning_counts": {"ranks-absent": 1},
        "error": None,
    }


def test_copies_are_compared_with_the_one_that_was_kept() -> None:
    page = describe_copy(make_profile("kgz-2021", {"drugs": ["Poppies grow."]}), "a.html")
    other = describe_copy(make_profile("kgz-2021", {"drugs": ["Poppies grew."]}), "b.html")
    record = decoded(import_record([Superseded(other, page), Superseded(replace(page, path="c.html"), page)]))
    assert record["superseded"] == [
        {"path": "b.html", "id": "kgz-2021", "kept": "a.html", "is_same": False, "comparison": "as full"},
        {"path": "c.html", "id": "kgz-2021", "kept": "a.html", "is_same": True, "comparison": "same"},
    ]


def test_what_was_passed_over_is_counted_and_what_failed_is_told() -> None:
    record = decoded(import_record([], 12, "No space left on device."))
    assert record == {
        "imported": [],
        "refused": [],
        "superseded": [],
        "passed_over": 12,
        "warning_counts": {},
        "error": "No space left on device.",
    }


def test_a_file_name_that_is_no_text_is_shown_with_its_bytes() -> None:
    name = os.fsdecode(b"no\xff.md")
    record = decoded(
        import_record(
            [
                Refused(name, f"{name}:1: it is empty."),
                Imported(name, "page", (), 0, 0, name, (SourceWarning("short-line", name),), (), name),
            ]
        )
    )
    assert record["refused"] == [{"path": "no\\xff.md", "error": "no\\xff.md:1: it is empty."}]
    assert record["imported"][0]["warnings"] == ["no\\xff.md"]
    assert record["imported"][0]["country_evidence"] == "no\\xff.md"


def test_a_build_has_its_generation_and_home() -> None:
    record = IndexRecord(generation="g1", home="/srv/oc")
    assert decoded(record) == {"generation": "g1", "home": "/srv/oc"}
