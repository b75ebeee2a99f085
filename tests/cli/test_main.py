"""The command line from end to end, on the bundled corpus and on the real page."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.ingest.sample_chapters import as_wordpress
from tests.ingest.sample_pages import OLD, as_headings_and_lists

DOCUMENT = (
    "---\ncountry: AND\nedition: 2023\nscores:\n  heroin-trade: 3.5\n---\n\n## Drugs\n\nHeroin is sold by the gram.\n"
)


def test_heroin_leads_to_the_drugs_section_and_its_score(command: CommandLine) -> None:
    answer = command("search", "heroin", "--json").json
    hit = answer["hits"][0]
    assert hit["id"] == "kgz-2021/drugs/1"
    assert "<mark>heroin</mark>" in hit["snippet"].lower()
    assert {indicator["slug"]: indicator["score"] for indicator in hit["indicators"]}["heroin-trade"] == 7.0
    assert hit["country"] == {"code": "KGZ", "name": "Kyrgyzstan"}
    assert hit["url"] == "/passages/kgz-2021/drugs/1"
    assert answer["total"] >= 1
    assert set(answer["facets"]) >= {"country", "edition", "region", "section", "indicator"}


def test_a_search_is_limited_to_what_is_about_an_indicator(command: CommandLine) -> None:
    linked = command("search", "--filter", "indicator=state-embedded-actors", "--limit", "100", "--json").json
    about = command("search", "--about", "state-embedded-actors", "--limit", "100", "--json").json
    grades = {
        hit["id"]: link["grade"]
        for hit in linked["hits"]
        for link in hit["indicators"]
        if link["slug"] == "state-embedded-actors"
    }
    assert [hit["id"] for hit in about["hits"]] == [id for id, grade in grades.items() if grade == 2]
    assert 0 < about["total"] < linked["total"]
    assert about["headline"].endswith(" about State-embedded actors")
    assert command("search", "about:state-embedded-actors", "--json").json["total"] == about["total"]
    shown = command("search", "--about", "state-embedded-actors")
    assert re.search(r"^  about [^;]*State-embedded actors [0-9.]+", shown.out, re.MULTILINE)
    exported = command("export", "--about", "Law enforcement", "--format", "jsonl")
    assert len(exported.out.splitlines()) == about["total"] + 1
    assert "Law enforcement (about)" in exported.out.splitlines()[1]


def test_border_leads_to_territorial_integrity(command: CommandLine) -> None:
    hit = command("search", "border", "--json").json["hits"][0]
    assert hit["id"] == "kgz-2021/criminal-justice-and-security/2"
    assert {indicator["slug"]: indicator["score"] for indicator in hit["indicators"]}["territorial-integrity"] == 4.5


def test_the_real_page_is_imported_shown_and_found(command: CommandLine, real_data: Path) -> None:
    page = real_data / "pages" / "kyrgyzstan-2021.txt"
    done = command("import", page, "--json")
    assert done.status == 0, done.err
    (imported,) = done.json["imported"]
    assert (imported["profiles"], imported["passage_count"], imported["score_count"]) == (["kgz-2021"], 17, 30)
    assert "2021" in imported["edition_evidence"]
    assert imported["warnings"] == []
    lines = {" ".join(line.split()) for line in page.read_text(encoding="utf-8").splitlines()}
    profile = command("show", "kgz-2021", "--json").json
    passages = [passage for section in profile["sections"] for passage in section["passages"]]
    assert len(passages) == 17
    assert all(passage["text"] in lines for passage in passages)
    assert profile["text_kind"] == "full"
    assert profile["scores"]["heroin-trade"]["score"] == 7.0
    assert profile["facts"]["population"] == 6456200
    assert profile["ranks"]["criminality"]["region"] == {
        "rank": 2,
        "of": 8,
        "name": "Central Asia and the Caucasus",
        "change": None,
        "origin": "published",
    }
    assert command("search", "heroin", "--json").json["hits"][0]["id"] == "kgz-2021/drugs/1"
    assert command("search", "border", "--json").json["hits"][0]["id"] == "kgz-2021/criminal-justice-and-security/2"


def test_an_import_is_searched_at_once(command: CommandLine, tmp_path: Path) -> None:
    assert command("search", "gram", "--json").json["total"] == 0
    document = tmp_path / "and.md"
    document.write_text(DOCUMENT, encoding="utf-8")
    assert command("import", document).status == 0
    answer = command("search", "gram", "--json").json
    assert [hit["id"] for hit in answer["hits"]] == ["and-2023/drugs/1"]


def test_names_are_filters_or_words_as_asked(command: CommandLine) -> None:
    read = command("search", "kyrgyz", "heroin", "--json")
    assert read.json["understood"]["country"] == ["KGZ"]
    assert command("search", "kyrgyz heroin", "--no-names", "--json").json["understood"] is None
    said = command("search", "Kyrgyzstan")
    assert "Read as Kyrgyzstan." in said.err and "Kyrgyzstan: /profiles/kgz-2021" in said.err


def test_nothing_found_is_status_1(command: CommandLine) -> None:
    done = command("search", "xyzzyqwerty", "--json")
    assert done.status == 1
    assert done.json["hits"] == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["serach", "heroin"], "Did you mean search"),
        (["search", "heroin", "--filter", "edition"], "NAME=VALUE"),
        (["search", "heroin", "--filter", "edition=2022"], "2021, 2023, 2025"),
        (["search", "heroin", "--about", "herion-trade"], "heroin-trade"),
        (["export", "heroin", "--about", ""], "no indicator ''"),
        (["search", "heroin", "--filter", "colour=red"], "no filter 'colour'"),
        (["search", "heroin", "--limit", "0"], "from 1 to 100"),
        (["search", "heroin", "--limt", "5"], "no option '--limt'"),
        (["search", "heroin", "--sort", "size"], "cannot be sorted"),
        (["import"], "Missing argument"),
        (["import", "/nowhere"], "does not exist"),
        (["check", "--links", "kgz-2021"], "id of a passage"),
    ],
)
def test_wrong_usage_is_status_2_and_says_what_would_work(command: CommandLine, words: list[str], message: str) -> None:
    done = command(*words)
    assert done.status == 2
    assert message in done.err
    assert "Traceback" not in done.err


def test_a_word_with_a_minus_leaves_passages_out(command: CommandLine) -> None:
    everything = command("search", "--json").json["total"]
    without = command("search", "-heroin", "--json").json["total"]
    with_it = command("search", '="heroin"', "--json").json["total"]
    assert everything == 17
    assert without == everything - with_it


def test_a_profile_that_cannot_be_read_is_status_3_and_is_left_out_of_the_index(command: CommandLine) -> None:
    path = command.home / "profiles" / "2023" / "and.md"
    path.parent.mkdir(parents=True)
    path.write_text("---\ncountry: AND\nedition: 2022\n---\n", encoding="utf-8")
    for words, status in ((["index"], 1), (["check"], 3), (["show", "and-2023"], 3)):
        done = command(*words)
        assert done.status == status, words
        assert "and.md:3: " in done.out + done.err
        assert "Traceback" not in done.err


def test_output_can_be_cut_off_by_a_pipe(command: CommandLine) -> None:
    shell = f"{sys.executable} -m explorer --home {command.home} show kgz-2021 | head -n 1"
    done = subprocess.run(["/bin/sh", "-c", shell], capture_output=True, text=True)
    assert "Traceback" not in done.stderr
    assert done.stdout.startswith("Kyrgyzstan, edition 2021")


CHAPTER = """---
title: Ferries and the law
---
Heroin hides under onions.

## Who is paid

Police take bribes.[^1]

[^1]: A log.
"""


def test_a_chapter_is_imported_found_shown_cited_and_looked_up(command: CommandLine, tmp_path: Path) -> None:
    document = tmp_path / "ferries.md"
    document.write_text(CHAPTER, encoding="utf-8")
    (imported,) = command("import", document, "--json").json["imported"]
    assert (imported["profiles"], imported["chapters"], imported["passage_count"]) == ([], ["ferries-and-the-law"], 2)
    (hit,) = command("search", "kind:chapter", "onions", "--json").json["hits"]
    assert (hit["id"], hit["country"], hit["edition"]) == ("ferries-and-the-law/opening/1", None, None)
    assert command("search", "chapter:ferries-and-the-law", "--filter", "kind=chapter", "--json").json["total"] == 2
    chapter = command("show", "ferries-and-the-law", "--json").json
    assert [section["slug"] for section in chapter["sections"]] == ["opening", "who-is-paid"]
    assert chapter["sections"][1]["passages"][0]["notes"] == ["1 A log."]
    assert command("show", "ferries-and-the-law/who-is-paid/1", "--json").json["chapter"]["title"] == chapter["title"]
    assert command("show", "ferries-and-the-law").out.startswith("Ferries and the law (the publisher's text)\n")
    cited = command("cite", "ferries-and-the-law/who-is-paid/1", "--style", "chicago", "--quote", "take bribes").out
    assert cited.startswith("Global Initiative Against Transnational Organized Crime. “Ferries and the law.”")
    assert "Who is paid section, para. 1" in cited
    (match,) = command("quote", "Heroin hides under onions.", "--json").json["matches"]
    assert (match["id"], match["kind"]) == ("ferries-and-the-law/opening/1", "exact")
    assert "1 chapter" in command("check").out
    assert command("check", "--links", "ferries-and-the-law/opening/1").status == 0
    assert "Ferries and the law" in command("export", "onions").out


def test_a_page_of_a_chapter_is_distinguished_from_one_of_a_country(command: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "chapter.html").write_text(as_wordpress(), encoding="utf-8")
    (tmp_path / "pages" / "country.html").write_text(as_headings_and_lists(OLD), encoding="utf-8")
    goats = "<title>Goats</title><h1>Goats</h1><p>They climb.</p>"
    (tmp_path / "pages" / "goats.html").write_text(goats, encoding="utf-8")
    tried = command("import", tmp_path / "pages", "--edition", "2021", "--dry-run", "--json")
    done = command("import", tmp_path / "pages", "--edition", "2021", "--json")
    assert tried.status == done.status == 1
    assert tried.json == done.json
    assert [(outcome["profiles"], outcome["chapters"]) for outcome in done.json["imported"]] == [
        ([], ["ferries-and-the-law"]),
        (["lso-2021"], []),
    ]
    assert [Path(outcome["path"]).name for outcome in done.json["refused"]] == ["goats.html"]
    hits = command("search", "canteen", "--json").json["hits"]
    assert [(hit["id"], hit["edition"]) for hit in hits] == [("ferries-and-the-law/who-is-paid/2", 2021)]


def test_an_unknown_id_gets_a_message_with_the_form_of_ids(command: CommandLine) -> None:
    done = command("show", "ferries")
    assert (done.status, done.out) == (1, "")
    assert "There is no chapter 'ferries' here. Ids look like kgz-2021" in done.err
