"""Scores and snippets in the output of commands."""

import click
import pytest

from explorer.cli.output import condition_text, links_text, plain, print_file, print_line, print_snippet, score_text


@pytest.mark.parametrize(("score", "text"), [(7.0, "7.0"), (4.5, "4.5"), (4.17, "4.17"), (None, "n/a")])
def test_scores_are_written_as_published(score: float | None, text: str) -> None:
    assert score_text(score) == text


def test_the_score_of_a_condition_has_its_decimals_and_a_change_its_sign() -> None:
    assert condition_text("resilience", 2.0) == "2.00"
    assert condition_text("heroin-trade", 7.0) == "7.0"
    assert condition_text("change.heroin-trade", 0.5) == "+0.5"
    assert condition_text("change.resilience", None) == "n/a"


def test_links_are_apart_by_their_grades_in_words() -> None:
    assert (
        links_text([("mentions", "Tin"), ("about", "Gold 7.0"), ("mentions", "Sand")])
        == "about Gold 7.0; mentions Tin · Sand"
    )
    assert links_text([("mentions", "Tin")]) == "mentions Tin"
    assert links_text([]) == ""


def test_a_snippet_has_its_entities_undone_and_its_marks_in_bold() -> None:
    snippet = plain("hills &amp; <mark>sold</mark> &lt;b&gt;")
    assert click.unstyle(snippet) == "hills & sold <b>"
    assert click.style("sold", bold=True, underline=True) in snippet


def test_similar_words_are_underlined_only() -> None:
    snippet = plain('<mark>heroin</mark> and <mark class="similar">opium</mark>')
    assert click.unstyle(snippet) == "heroin and opium"
    assert click.style("heroin", bold=True, underline=True) in snippet
    assert click.style("opium", bold=False, underline=True) in snippet


def test_a_line_stays_a_line_and_its_control_characters_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    print_line("a\nb \x1b[2J")
    print_snippet("<mark>her\x9boin</mark> &amp; \x1b[1m", "  note \a: ")
    assert capsys.readouterr().out == "a\\nb \\x1b[2J\n  note \\x07: her\\x9boin & \\x1b[1m\n"


def test_a_file_on_stdout_is_as_it_is(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    print_file(b"\xef\xbb\xbfa\x1b[2J\r\n\xff")
    assert capsysbinary.readouterr().out == b"\xef\xbb\xbfa\x1b[2J\r\n\xff"
