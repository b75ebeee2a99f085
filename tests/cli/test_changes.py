"""`oc-explorer changes`."""

from pathlib import Path

import pytest

from explorer.corpus.home import Home
from tests.cli.conftest import CommandLine
from tests.factories import changed_editions, store


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """Return the command line of a home with two editions of a country; no index is needed."""
    home: Path = tmp_path_factory.mktemp("changes") / "home"
    store(Home(home), *changed_editions())
    return CommandLine(home)


def test_changes_are_printed_as_text_and_as_json(changed: CommandLine) -> None:
    done = changed("changes", "tjk-2023", "tjk-2021")
    assert done.status == 0
    assert done.out.startswith("1 new passage, 1 edited, 1 moved, 1 gone; heroin trade 7.0 → 6.5.\n")
    assert "edited: tjk-2021/drugs/1 → tjk-2023/drugs/1" in done.out
    assert "Some [-300-]{+450+} kilograms were seized." in " ".join(done.out.split())
    assert "+0.10  criminality 5.5 → 5.6  not comparable" in done.out
    answer = changed("changes", "tjk-2021", "tjk-2023", "--section", "drugs", "--new", "--json").json
    assert [(section["slug"], len(section["passages"])) for section in answer["sections"]] == [("drugs", 2)]


def test_what_cannot_be_compared_is_said_and_the_scores_are(changed: CommandLine) -> None:
    done = changed("changes", "uzb-2021", "uzb-2023")
    assert (done.status, done.out) == (0, "Heroin trade 5.0 → 6.0.\n+1.00  heroin trade 5.0 → 6.0\n")
    assert "There is no text of Uzbekistan 2021 here" in done.err


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("tjk-2021", "uzb-2023"), 2),
        (("tjk-2021", "tjk-2021"), 2),
        (("tjk-2021", "tjk-2025"), 1),
        (("tjk-2021",), 1),
        (("tjk-2021", "tjk-2023", "--section", "weather"), 1),
    ],
)
def test_what_is_no_pair_is_refused_in_a_line(changed: CommandLine, words: tuple[str, ...], status: int) -> None:
    done = changed("changes", *words)
    assert (done.status, done.out) == (status, "")
    assert done.err.startswith("oc-explorer: ")
    assert done.err.count("\n") == 1
