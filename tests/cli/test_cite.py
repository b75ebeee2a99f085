"""`cite`, `quote` and `verify`, as other programs call them."""

import datetime
import json
from pathlib import Path

import pytest
import rispy

from explorer.citations.dossier import Pin, make_dossier
from explorer.citations.dossier_manifest import manifest
from explorer.citations.styles import STYLES
from explorer.citations.word_file import docx
from explorer.cli.output import WRONG_USAGE
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from tests.cli.conftest import CommandLine

AUTHOR = "Global Initiative Against Transnational Organized Crime"


@pytest.fixture
def command(indexed: CommandLine) -> CommandLine:
    return indexed


def test_cite_prints_the_entry_and_the_citation_in_the_text(command: CommandLine) -> None:
    done = command("cite", "kgz-2021/drugs/1", "--accessed", "2026-09-22", "--address", "https://oc.example.org")
    assert done.status == 0, done.err
    entry, in_text = done.out.splitlines()
    assert entry.startswith(f"{AUTHOR}. (2021). Kyrgyzstan (digest by OC Explorer).")
    assert "September 22, 2026: https://oc.example.org/passages/kgz-2021/drugs/1?v=" in entry
    assert in_text == f"({AUTHOR}, 2021, digest by OC Explorer, Drugs section, para. 1)"


@pytest.mark.parametrize(
    "address", ["ftp://example.org", "example.org", "https://example.org/?a", "https://example.org#a"]
)
def test_cite_refuses_an_address_after_which_no_path_can_be_written(
    command: CommandLine, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    done = command("cite", "kgz-2021/drugs/1", "--address", address)
    assert (done.status, done.out) == (WRONG_USAGE, "")
    assert f"has no “?” and no “#”, such as https://example.org/oc, not '{address}'." in done.err
    monkeypatch.setenv("OC_EXPLORER_ADDRESS", address)
    assert command("cite", "kgz-2021/drugs/1").status == WRONG_USAGE


@pytest.mark.parametrize(
    "style",
    ["apa", "chicago", "chicago-author-date", "mla", "harvard", "ieee", "oscola", "bibtex", "ris", "csl-json"],
)
def test_cite_knows_every_style_and_format(command: CommandLine, style: str) -> None:
    done = command("cite", "kgz-2021/drugs/1", "--style", style)
    assert done.status == 0, done.err
    assert AUTHOR in done.out
    assert "digest by OC Explorer" in done.out


def test_cite_writes_records_alone(command: CommandLine) -> None:
    assert json.loads(command("cite", "kgz-2021", "--style", "csl-json").out)[0]["author"] == [{"literal": AUTHOR}]
    assert rispy.loads(command("cite", "kgz-2021", "--style", "ris").out)[0]["authors"] == [AUTHOR]
    assert command("cite", "kgz-2021", "--style", "bibtex").out.startswith("@misc{gitoc-kgz-2021,\n")


def test_cite_answers_as_json(command: CommandLine) -> None:
    answer = command("cite", "kgz-2021/heroin-trade", "--style", "ieee", "--json").json
    assert (answer["id"], answer["kind"]) == ("kgz-2021/scores/heroin-trade", "score")
    assert answer["text"].startswith(f"[1] {AUTHOR}")
    assert answer["in_text"] == "[1]"


def test_a_cited_search_says_what_it_found_and_verify_runs_it_again(command: CommandLine, tmp_path: Path) -> None:
    done = command("cite", "search?q=heroin&section=drugs", "--style", "ris", "--accessed", "2026-09-22")
    assert done.status == 0, done.err
    answer = command("search", "heroin", "--filter", "section=drugs", "--json").json
    assert f"/search?q=heroin&section=drugs&scope={answer['scope']}&found={answer['total']}&v=" in done.out
    assert "AU  - " not in done.out
    bibliography = tmp_path / "refs.ris"
    score = command("cite", "kgz-2021/heroin-trade", "--style", "ris").out
    bibliography.write_text(done.out + score, encoding="utf-8")
    answer = command("verify", str(bibliography), "--json")
    assert [entry["status"] for entry in answer.json["entries"]] == ["same", "same"]
    bibliography.write_text((done.out + score).replace("?v=7.0", "?v=6.5"))
    answer = command("verify", str(bibliography))
    assert answer.status == 1
    assert "The score was 6.5 when it was cited and is 7.0 now." in answer.out


def test_cite_quotes_words_that_occur_in_the_passage_and_refuses_others(command: CommandLine) -> None:
    done = command("cite", "kgz-2021/drugs/1", "--quote", "Heroin seizures have lately fallen.")
    assert done.out.splitlines()[1].startswith("“Heroin seizures have lately fallen.” (Global Initiative")
    refused = command("cite", "kgz-2021/drugs/1", "--quote", "Heroin seizures have lately risen.")
    assert (refused.status, refused.out) == (1, "")
    assert "are not in kgz-2021/drugs/1" in refused.err


def test_cite_of_nothing_is_refused_and_of_an_unknown_style_is_wrong_usage(command: CommandLine) -> None:
    assert command("cite", "kgz-2021/drugs/99").status == 1
    assert command("cite", "kgz-2023").status == 1
    assert command("cite", "kgz-2021", "--style", "vancouver").status == 2


def test_quote_answers_in_the_fixed_shape(command: CommandLine) -> None:
    done = command("quote", "close to a third of Afghan heroin crosses it", "--json")
    assert done.status == 0, done.err
    (match,) = done.json["matches"]
    assert list(match) == ["id", "kind", "similarity", "passage", "diff", "url"]
    assert (match["id"], match["kind"], match["url"]) == ("kgz-2021/drugs/1", "near", "/passages/kgz-2021/drugs/1")
    assert {"op": "changed", "quote": "third", "source": "quarter"} in match["diff"]


def test_quote_shows_both_readings(command: CommandLine) -> None:
    done = command("quote", "close to a third of Afghan heroin crosses it")
    assert "altered" in done.out and "digest: our words" in done.out
    assert "close to a [-quarter-]{+third+} of Afghan heroin crosses it" in done.out


def test_quote_of_nothing_alike_ends_with_1_and_an_empty_list(command: CommandLine) -> None:
    done = command("quote", "The rain in Spain stays mainly in the plain", "--json")
    assert (done.status, done.json) == (1, {"matches": []})


def test_quote_reports_that_a_string_is_too_short(command: CommandLine) -> None:
    done = command("quote", "of the")
    assert (done.status, done.out) == (1, "")
    assert "too few to identify" in done.err


def test_quote_reads_a_whole_article(command: CommandLine) -> None:
    text = "“Heroin seizures have lately fallen.” Kyrgyzstan scored 8.0 for heroin trade in 2021."
    done = command("quote", text, "--article", "--json")
    assert [(finding["kind"], finding["status"]) for finding in done.json["findings"]] == [
        ("quotation", "exact"),
        ("claim", "differs"),
    ]
    assert "the published score is 7.0" in command("quote", text, "--article").out


def test_verify_checks_a_bibliography(command: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text(command("cite", "kgz-2021/drugs/1", "--style", "bibtex").out, encoding="utf-8")
    done = command("verify", path)
    assert (done.status, done.out.split()[0]) == (0, "same")
    path.write_text(path.read_text(encoding="utf-8").replace("?v=", "?v=0"), encoding="utf-8")
    changed = command("verify", path, "--json")
    assert (changed.status, changed.json["entries"][0]["status"]) == (1, "changed")
    assert command("verify", tmp_path / "none.bib").status == 2


def test_verify_checks_the_manifest_of_a_dossier(command: CommandLine, tmp_path: Path) -> None:
    library = Library.open(Home(tmp_path / "empty"))
    pins = [Pin("kgz-2021/drugs/1", quotation="Heroin seizures have lately fallen."), Pin("kgz-2021/heroin-trade")]
    dossier = make_dossier(library, pins, STYLES["apa"], datetime.date(2026, 9, 22))
    path = tmp_path / "manifest.json"
    path.write_bytes(manifest(dossier))
    done = command("verify", path)
    assert (done.status, [line.split()[0] for line in done.out.splitlines()]) == (0, ["same", "same"])
    (tmp_path / "dossier.docx").write_bytes(docx(dossier))
    assert command("verify", tmp_path / "dossier.docx").out == done.out
    path.write_text(path.read_text(encoding="utf-8").replace('"score": "7.0"', '"score": "6.5"'), encoding="utf-8")
    changed = command("verify", path, "--json")
    assert (changed.status, [entry["status"] for entry in changed.json["entries"]]) == (1, ["same", "changed"])
    path.write_text(path.read_text(encoding="utf-8")[:300], encoding="utf-8")
    refused = command("verify", path)
    assert refused.status == 1 and "manifest.json is not a whole manifest" in refused.err
