"""docs/citing.md and docs/first-steps.md show the real output of the command line."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from explorer.cli.main import group

GUIDES = [Path(__file__).parents[2] / "docs" / name for name in ("citing.md", "first-steps.md")]


def examples() -> list[tuple[str, str]]:
    """Find each command of the guides, with the lines that follow it."""
    texts = [guide.read_text(encoding="utf-8") for guide in GUIDES]
    blocks = [block for text in texts for block in re.findall(r"^```\n(\$ .*?)^```$", text, re.M | re.S)]
    return [
        (command, output)
        for block in blocks
        for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.M)
    ]


@pytest.mark.parametrize(("command", "output"), examples(), ids=[command for command, _ in examples()])
def test_the_guide_shows_what_is_answered(tmp_path: Path, command: str, output: str) -> None:
    name, *words = shlex.split(command)
    assert name == "oc-explorer"
    done = CliRunner().invoke(group, ["--home", str(tmp_path), *words])
    assert done.exit_code == 0, done.output
    assert done.stdout == output


def test_the_guides_have_examples_of_their_commands() -> None:
    commands = [command.split()[1] for command, _ in examples()]
    assert commands.count("cite") >= 4 and commands.count("quote") >= 4 and commands.count("search") >= 1
