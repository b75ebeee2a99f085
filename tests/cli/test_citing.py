"""`cite`, `quote` and `verify`, as other programs call them."""

import json

import pytest
import rispy

from .conftest import CommandLine

AUTHOR = "Global Initiative Against Transnational Organized Crime"


def test_cite_prints_the_entry_and_what_stands_in_the_text(command: CommandLine) -> None:
    done = command("cite", "kgz-2021/drugs/1", "--accessed", "2026-09-22", "--address", "https://oc.example.org")
    assert done.status == 0, done.err
    entry, in_text = done.out.splitlines()
    assert entry.startswith(f"{AUTHOR}. (2021). Kyrgyzstan (digest by OC Explorer).")
    assert "September 22, 2026: https://oc.example.org/passages/kgz-2021/drugs/1?v=" in entry
    assert in_text == f"({AUTHOR}, 2021, digest by OC Explorer, Drugs section, para. 1)"


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


def test_cite_quotes_words_that_stand_in_the_passage_and_refuses_others(command: CommandLine) -> None:
    done = command("cite", "kgz-2021/drugs/1", "--quote", "Heroin seizures have lately fallen.")
    assert done.out.splitlines()[1].startswith("“Heroin seizures have lately fallen.” (Global Initiative")
    refused = command("cite", "kgz-2021/drugs/1", "--quote", "Heroin seizures have lately risen.")
    assert (refused.status, refused.out) == (1, "")
    assert "do not stand in kgz-2021/drugs/1" in refused.err


def test_cite_of_nothing_is_refused_and_of_an_unknown_style_is_wrong_usage(command: CommandLine) -> None:
    assert command("cite", "kgz-2021/drugs/99").status == 1
    assert command("cite", "kgz-2023").status == 1
    assert command("cite", "kgz-2021", "--style", "vancouver").status == 2
