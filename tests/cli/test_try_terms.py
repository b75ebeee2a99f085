"""`check --try` shows what terms would match in the corpus, before they are in the vocabulary."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from explorer.cli.check import check
from explorer.cli.output import DONE, REFUSED, WRONG_USAGE
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from tests.factories import andorra_2021, store

BUNDLED = "kgz-2021/drugs/1"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return store(Home(tmp_path), andorra_2021())


def run(home: Home, *words: str, color: bool = False) -> Result:
    return CliRunner().invoke(check, words, obj=home, color=color)


def test_terms_are_counted_and_shown_with_the_words_marked(home: Home) -> None:
    done = run(home, "--try", "heroin, hashish", color=True)
    assert done.exit_code == DONE
    head, empty, id, *sentences = click.unstyle(done.stdout).splitlines()
    assert (head, empty, id) == ("1 passage, 1 profile, 1 country", "", BUNDLED)
    assert all(sentence.startswith("  ") for sentence in sentences)
    assert click.style("heroin", bold=True, underline=True) in done.stdout


def test_no_more_passages_are_shown_than_asked_for(home: Home) -> None:
    head, _, *shown = run(home, "--try", "the, of", "--limit", "1").stdout.splitlines()
    assert head.endswith(" (showing 1)") and not head.startswith("1 passage")
    assert len([line for line in shown if not line.startswith("  ")]) == 1


def test_programs_get_the_same_as_json(home: Home) -> None:
    record = json.loads(run(home, "--try", "heroin, hashish", "--limit", "1000", "--json").stdout)
    assert (record["indicator"], record["linked"], record["new"]) == (None, None, None)
    assert record["passages"] == len(record["hits"]) > 0
    assert (record["profiles"], record["countries"]) == (1, 1)
    library = Library.open(home)
    for hit in record["hits"]:
        profile, section, number = hit["id"].split("/")
        text = library.text(profile).passage(section, int(number)).text
        assert hit["linked"] is None
        for sentence in hit["sentences"]:
            assert text[sentence["start"] :].startswith(sentence["text"])
            for span in sentence["evidence_spans"]:
                assert text[span["start"] : span["end"]] == span["text"]
                assert span["text"].casefold() in ("heroin", "hashish")


def test_passages_that_are_linked_are_told_apart_new_ones_first(home: Home) -> None:
    words = ("--try", "Bishkek, heroin", "--indicator", "heroin-trade", "--limit", "1000")
    record = json.loads(run(home, *words, "--json").stdout)
    linked = [hit["linked"] for hit in record["hits"]]
    assert linked == sorted(linked)
    assert {hit["id"]: hit["linked"] for hit in record["hits"]}[BUNDLED]
    assert record["linked"] == sum(linked) and record["new"] == len(linked) - sum(linked)
    assert json.loads(run(home, *words[:3], "heroin trade", *words[4:], "--json").stdout) == record
    shown = run(home, *words).stdout
    assert f"; {record['linked']} linked to heroin-trade already, {record['new']} new" in shown.splitlines()[0]
    assert f"{BUNDLED}  linked" in shown.splitlines()


def test_the_conditions_of_an_entry_narrow_it(home: Home) -> None:
    def count(*words: str) -> int:
        return int(json.loads(run(home, "--try", "heroin", *words, "--json").stdout)["passages"])

    assert count("--near", "police, taliban") == 1
    assert count("--near", "police", "--near", "taliban") == 1
    assert count("--near", "taliban", "--within", "0") == 0
    assert count("--near", "taliban", "--within", "100") == count("--near", "taliban")
    assert count("--also", "taliban") == count("--near", "taliban")
    assert count("--near", "police, taliban", "--also", "heroin") == 1
    assert count("--unless", "@country, taliban, the, have") == 0


def test_nothing_found_is_told_by_the_status(home: Home) -> None:
    done = run(home, "--try", "xylophone")
    assert (done.exit_code, done.stdout) == (REFUSED, "0 passages, 0 profiles, 0 countries\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--try", "opium+"), "'opium+' in 'opium+' is not a word (docs/linking.md has the language of terms)"),
        (("--try", "heroin,"), "A term is empty"),
        (("--try", "heroin", "--near", "@polic"), "There is no class 'polic'. Did you mean police"),
        (("--try", "heroin", "--indicator", "heroine-trade"), "There is no indicator 'heroine-trade'. Did you mean"),
        (("--try", "heroin", "--limit", "-1"), "-1 is not in the range x>=0"),
        (("--near", "heroin"), "go with --try"),
        (("--try", "heroin", "--also", "@polic"), "There is no class 'polic'. Did you mean police"),
        (("--try", "heroin", "--within", "2"), "within so many words of"),
        (("--within", "2"), "go with --try"),
        (("--indicator", "heroin-trade"), "goes with --try or --links"),
        (("--also", "heroin"), "go with --try"),
        (("--limit", "3", "--vocabulary"), "go with --try"),
        (("--try", "heroin", "--vocabulary"), "are not for one call"),
        (("--try", "heroin", "--links", BUNDLED), "are not for one call"),
    ],
)
def test_what_cannot_be_tried_is_refused(home: Home, words: tuple[str, ...], message: str) -> None:
    done = run(home, *words)
    assert done.exit_code == WRONG_USAGE
    assert message in click.unstyle(done.stderr).replace("\n", " ")
