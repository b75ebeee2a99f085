"""`show` prints a profile, a chapter, a section or a passage."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from explorer.cli.show import show
from explorer.core.errors import NotFoundError
from explorer.corpus.home import Home
from tests.factories import kyrgyzstan_2023, make_chapter, store


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return store(Home(tmp_path), kyrgyzstan_2023(), make_chapter())


def run(home: Home, *words: str) -> Result:
    return CliRunner().invoke(show, words, obj=home)


def lines(home: Home, id: str) -> list[str]:
    done = run(home, id)
    assert done.exit_code == 0
    return done.stdout.splitlines()


def test_a_profile_has_its_scores_with_their_changes_and_then_its_text(home: Home) -> None:
    output = lines(home, "kgz-2023")
    assert output[0] == "Kyrgyzstan, edition 2023 (the publisher's text)"
    assert "    7.0  Human trafficking  +0.50 since 2021; published" in output
    assert "    6.5  Heroin trade  -0.50 since 2021; published" in output
    assert "   5.40  Criminality  +0.07 since 2021, not comparable; computed" in output
    assert output.index("People") > output.index("    6.5  Heroin trade  -0.50 since 2021; published")
    assert "  Criminality: 72nd highest of 193 countries; published" in lines(home, "kgz-2021")
    assert run(home, "kgz-2021").stdout.startswith("Kyrgyzstan, edition 2021 (a digest in our own words)\n")


def test_a_passage_has_its_notes_and_the_indicators_that_it_is_linked_to(home: Home) -> None:
    output = lines(home, "kgz-2023/people/1")
    assert output[0].startswith("Traffickers")
    assert "  2 A <b>ledger</b>." in output
    assert output[-2].startswith("  [kgz-2023/people/1] about Human trafficking 7.0")


def test_a_section_has_all_its_passages(home: Home) -> None:
    output = lines(home, "kgz-2023/people")
    assert output[0] == "People"
    assert [line.split("]")[0] for line in output if line.startswith("  [")] == [
        "  [kgz-2023/people/1",
        "  [kgz-2023/people/2",
    ]


def test_a_chapter_has_its_title_and_links_without_scores(home: Home) -> None:
    output = lines(home, "ferries-and-the-law")
    assert output[0] == "Ferries and the law (the publisher's text)"
    assert "Who is paid" in output
    (drugs,) = [line for line in output if line.startswith("  [ferries-and-the-law/drugs/1]")]
    assert "Cocaine trade" in drugs
    assert "n/a" not in drugs


def test_programs_get_the_same_parts_as_json(home: Home) -> None:
    assert json.loads(run(home, "kgz-2023", "--json").stdout)["scores"]["heroin-trade"] == {
        "score": 6.5,
        "change": -0.5,
        "since": 2021,
        "comparable": True,
        "origin": "published",
    }
    assert json.loads(run(home, "ferries-and-the-law", "--json").stdout)["title"] == "Ferries and the law"
    assert len(json.loads(run(home, "kgz-2023/people", "--json").stdout)["passages"]) == 2
    assert json.loads(run(home, "kgz-2023/people/2", "--json").stdout)["text"].startswith("Stallholders")


@pytest.mark.parametrize(
    ("id", "message"),
    [
        ("kaz-2021", "Kazakhstan 2021"),
        ("kgz-2021/drugs/9", "2 passages"),
        ("kgz-2021/sea", "sea"),
        ("x", "look like"),
        ("ferries", "There is no chapter 'ferries' here. Ids look like kgz-2021"),
    ],
)
def test_an_id_that_is_not_there_is_refused(home: Home, id: str, message: str) -> None:
    done = run(home, id)
    assert isinstance(done.exception, NotFoundError)
    assert message in str(done.exception)
    assert done.stdout == ""


def test_a_profile_of_another_series_has_its_name_ranks_and_changes(both_home: Home) -> None:
    output = lines(both_home, "enact-lso-2021")
    assert output[0] == "Lesotho, ENACT Africa index 2021 (the publisher's text)"
    assert "    7.5  Heroin trade  +1.50 since 2019; computed" in output
    assert any("of 54 countries in Africa" in line for line in output)
    assert lines(both_home, "ponies-and-passes")[0].startswith("Ponies and passes, ENACT Africa index 2021 (")
    record = json.loads(run(both_home, "enact-lso-2021", "--json").stdout)
    assert (record["series"], record["edition"]) == ("enact", 2021)
