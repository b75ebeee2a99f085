import csv
import io
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.cli.conftest import CommandLine


@pytest.fixture
def command(indexed: CommandLine) -> CommandLine:
    return indexed


def rows_of(text: str) -> list[list[str]]:
    """Return the table of an export, its headings first."""
    return list(csv.reader(io.StringIO(text)))


def test_a_search_is_exported_whole_to_stdout_as_csv(command: CommandLine) -> None:
    done = command("export", "border")
    assert done.status == 0
    answer = command("search", "border", "--limit", "100", "--json").json
    assert [row[0] for row in rows_of(done.out)[1:]] == [hit["id"] for hit in answer["hits"]]
    assert len(answer["hits"]) == answer["total"]


def test_the_ending_of_the_file_chooses_the_format(command: CommandLine, tmp_path: Path) -> None:
    for ending in ("csv", "jsonl", "xlsx"):
        done = command("export", "heroin", "--view", "concordance", "--output", tmp_path / f"heroin.{ending}")
        assert (done.status, done.out) == (0, "")
        assert "5 rows written" in done.err
    lines = (tmp_path / "heroin.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 6
    assert json.loads(lines[0])["about"]["query"] == "heroin"
    assert CalamineWorkbook.from_path(tmp_path / "heroin.xlsx").sheet_names == ["Result", "About"]


def test_an_unknown_ending_is_wrong_usage_and_writes_nothing(command: CommandLine, tmp_path: Path) -> None:
    done = command("export", "heroin", "--output", tmp_path / "heroin.ods")
    assert done.status == 2
    assert "csv, jsonl, xlsx, zip" in done.err
    assert not (tmp_path / "heroin.ods").exists()


def test_nothing_found_is_said_by_the_status(command: CommandLine) -> None:
    done = command("export", "zebra", "--format", "jsonl")
    assert done.status == 1
    assert json.loads(done.out)["about"]["passages_found"] == 0


def test_profiles_that_meet_conditions_are_exported_where_that_is_asked(command: CommandLine) -> None:
    done = command("export", "heroin-trade:>=7", "country:kyrgyzstan", "--profiles")
    headings, *rows = rows_of(done.out)
    assert (done.status, headings[:3], [row[1] for row in rows]) == (0, ["Country", "Profile", "Code"], ["kgz-2021"])
    passages = command("export", "heroin-trade:>=7", "country:kyrgyzstan", "--format", "jsonl")
    assert "1 profile meets this; it has text. --profiles writes them." in passages.err
    assert json.loads(passages.out.splitlines()[0])["about"]["read_as"].startswith("All passages, where Heroin trade")
    none = command("export", "heroin-trade:>=9", "--profiles")
    assert (none.status, len(rows_of(none.out))) == (1, 1)
    words = command("export", "heroin", "heroin-trade:>=7", "--profiles")
    assert (words.status, words.out) == (2, "")
    assert "conditions on scores and filters alone" in words.err
    assert "--profiles" not in command("export", "heroin").err
    assert command("export", "heroin-trade:>=7", "--profiles", "--view", "countries").status == 2


def test_words_left_out_reach_the_query(command: CommandLine) -> None:
    done = command("export", "border", "-heroin", "--filter", "section=drugs", "--format", "jsonl")
    assert "without “heroin”" in json.loads(done.out.splitlines()[0])["about"]["read_as"]
    assert command("export", "heroin", "--nothing").status == 2


def test_terms_of_a_file_are_counted_by_country_and_section(command: CommandLine, tmp_path: Path) -> None:
    terms = tmp_path / "terms.txt"
    terms.write_text("heroin\nborder*\n", encoding="utf-8")
    by_country = command("matrix", terms, "--json").json
    assert by_country["terms"] == ["heroin", "border*"]
    assert [row["value"] for row in by_country["rows"]] == ["KGZ"]
    by_section = rows_of(command("matrix", terms, "--by", "section").out)
    assert by_section[0] == ["Section", "Passages", "Words", "heroin", "border*"]
    assert [int(cell) for cell in by_section[-1][3:]] == by_country["totals"]


def test_all_forms_of_a_term_are_counted_when_asked(command: CommandLine, tmp_path: Path) -> None:
    terms = tmp_path / "terms.txt"
    terms.write_text("traffickers", encoding="utf-8")
    exact_form, all_forms = (
        command("matrix", terms, "--json", *more).json["totals"] for more in ((), ("--all-forms",))
    )
    assert exact_form[0] <= all_forms[0]
    terms.write_text("border", encoding="utf-8")
    exact_form, all_forms = (
        command("matrix", terms, "--json", *more).json["totals"] for more in ((), ("--all-forms",))
    )
    assert exact_form[0] < all_forms[0]


def test_a_list_that_cannot_be_read_is_refused_with_a_reason(command: CommandLine, tmp_path: Path) -> None:
    terms = tmp_path / "terms.txt"
    terms.write_bytes("herоïne".encode("utf-16"))
    assert (command("matrix", terms).status, "UTF-8" in command("matrix", terms).err) == (1, True)
    terms.write_text("\n".join(f"term{number}" for number in range(501)), encoding="utf-8")
    done = command("matrix", terms)
    assert (done.status, "at most 500" in done.err) == (2, True)
    assert command("matrix", tmp_path / "absent.txt").status == 2


def test_what_no_sheet_holds_is_refused_and_no_wrong_usage(unindexed: CommandLine, tmp_path: Path) -> None:
    path = unindexed.home / "profiles" / "2023" / "and.md"
    path.parent.mkdir(parents=True)
    text = "Cheese is sold. " * 2200
    path.write_text(f"---\ncountry: AND\nedition: 2023\n---\n\n## Drugs\n\n{text}\n", encoding="utf-8")
    done = unindexed("export", "cheese", "--output", tmp_path / "cheese.xlsx")
    assert (done.status, done.out, "csv" in done.err.lower()) == (1, "", True)
    assert not (tmp_path / "cheese.xlsx").exists()
    assert unindexed("export", "cheese", "--output", tmp_path / "cheese.csv").status == 0


def test_scores_are_carried_beside_hits(command: CommandLine) -> None:
    done = command("export", "border", "--scores", "heroin-trade,resilience", "--scores", "change.criminality")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert {(row["Heroin trade"], row["Resilience"], row["Change in criminality"]) for row in rows} == {
        ("7.0", "4.17", "")
    }
    assert command("search", "border", "--scores", "heroin-trad").status == 2
    (hit, *_) = command("search", "border", "--scores", "resilience", "--json").json["hits"]
    assert hit["condition_scores"] == {"resilience": 4.17}


def test_columns_that_are_asked_for_are_there_when_nothing_is_found(command: CommandLine) -> None:
    for words in (
        ("export", "zebra", "--scores", "resilience"),
        ("export", "resilience:<2", "--scores", "heroin-trade"),
    ):
        done = command(*words)
        assert done.status == 1
        assert words[-1].replace("-", " ").capitalize() in done.out.splitlines()[0].split(",")
    none = command("export", "heroin-trade:>=9", "--profiles").out.splitlines()
    assert "Heroin trade" in none[0].split(",")
    refused = command("export", "heroin", "--view", "concordance", "--scores", "resilience")
    assert (refused.status, "carried by the passages" in refused.err) == (2, True)
