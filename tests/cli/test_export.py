"""`export` names what it writes; without a name it is a search."""

import json

import pytest

from tests.cli.conftest import CommandLine


@pytest.fixture
def command(indexed: CommandLine) -> CommandLine:
    return indexed


@pytest.mark.parametrize("words", [("scores",), ("search", "search")])
def test_a_word_that_names_a_command_is_searched_after_search(command: CommandLine, words: tuple[str, ...]) -> None:
    done = command("export", "search", *words, "--format", "jsonl")
    assert json.loads(done.out.splitlines()[0])["about"]["query"] == " ".join(words)


def test_help_names_both_commands_and_options_of_a_search_need_no_name(command: CommandLine) -> None:
    assert all(word in command("export", "--help").out for word in ("scores", "search"))
    assert "--view" in command("export", "search", "--help").out
    assert command("export", "--view", "countries", "border").out.startswith("Code,Name,")
    assert command("export", "--nothing", "border").status == 2
