"""What a terminal obeys never reaches it from a text, a file name or an argument; the terminals are real."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from explorer.cli.main import COMMANDS, group
from tests.cli.conftest import CommandLine

CLI = Path(__file__).parents[2] / "explorer" / "cli"
NAME = "evil\x1b]0;OWNED\a\x1b[2J\nforged.md imported\u202e\x9b2J"
TEXT = "Heroin \x1b]0;OWNED\a\x1b[2J\x9b2J\u202ehides\u2066 under onions\x7f, say the \x07 papers."
PROFILE = f"---\ncountry: AND\nedition: 2023\n---\n\n## Drugs\n\n{TEXT}[^1]\n\n[^1]: A \x1b[2J note with heroin.\n"
CHAPTER = "---\ntitle: Ferries and law\n---\n\nOnions \x1b[2J hide heroin.\n\n## Who \x1b[2J is paid\n\nHeroin.\n"
# Of words found, and of the progress bar.
OWN_CODES = re.compile(rb"\x1b\[(?:[0-9;]*m|\?25[lh]|1A|2K)|\r(?=\x1b\[(?:2K|1A))")


def terminal(command: CommandLine, *words: str | bytes | Path, **environment: str) -> bytes:
    """Run a command whose three streams are a terminal, and return what that would obey or show."""
    controller, terminal = pty.openpty()
    arguments = [sys.executable, "-m", "explorer", "--home", command.home, *words]
    process = subprocess.Popen(
        arguments, stdin=terminal, stdout=terminal, stderr=terminal, env=os.environ | environment | {"TERM": "xterm"}
    )
    os.close(terminal)
    shown = b""
    while True:
        try:
            part = os.read(controller, 65536)
        except OSError:  # the end of a terminal on Linux
            part = b""
        if not part:
            break
        shown += part
    process.wait()
    os.close(controller)
    return shown


def harmful(shown: bytes) -> list[str]:
    """Find what a terminal would obey, apart from our own codes and the ends of lines."""
    text = OWN_CODES.sub(b"", shown).decode("utf-8", "surrogateescape").replace("\r\n", "\n")
    assert "Traceback" not in text
    return re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\udc80-\udcff]", text)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """Return a command line whose home has hostile texts, put there by another program, and an index."""
    command = CommandLine(tmp_path_factory.mktemp("hostile") / "home")
    for path, text in {"profiles/2023/and.md": PROFILE, "chapters/ferries-and-law.md": CHAPTER}.items():
        (command.home / path).parent.mkdir(parents=True)
        (command.home / path).write_text(text, encoding="utf-8")
    command("index")
    return command


def test_texts_of_a_home_do_not_reach_the_terminal(hostile: CommandLine) -> None:
    for words in (
        ("search", "heroin"), ("search", "note:heroin"), ("show", "and-2023"), ("show", "ferries-and-law", "--json"),
        ("cite", "and-2023/drugs/1", "--style", "bibtex"), ("export", "heroin", "--format", "jsonl"),
        ("quote", "Heroin hides under onions, say the papers"), ("check", "--links", "and-2023/drugs/1"),
    ):  # fmt: skip
        shown = terminal(hostile, *words)
        assert shown and harmful(shown) == [], words


def test_names_of_files_do_not_reach_the_terminal_and_forge_no_line(hostile: CommandLine, tmp_path: Path) -> None:
    for content, ending, words in (
        (CHAPTER, "md", ("import", "--dry-run")),
        ("<p>Goats</p>", "html", ("import",)),
        ("", "bib", ("verify",)),
        ("x" * 2**21, "txt", ("matrix",)),
        ("", "csv", ("export", "heroin", "--output")),
    ):
        path = tmp_path / f"{NAME}.{ending}"
        path.write_text(content, encoding="utf-8")
        shown = terminal(hostile, *words, path)
        assert b"forged" in shown and harmful(shown) == [], words
        assert not re.search(rb"^forged", shown, re.MULTILINE), words
    assert "forged.md imported" in hostile("import", tmp_path / f"{NAME}.html").err


@pytest.mark.parametrize(
    "words",
    [  # every third of them, or all in `make soak`
        ("search", "\x1b]0;x\a"), ("search", "“\x1b[2J”", "country:\x1b[2J"), ("show", "\x1b[2J"), ("cite", "\x1b[2J"),
        ("cite", "kgz-2021/drugs/1", "--quote", "\x1b[2J"), ("quote", "\x1b[2J heroin \u202e is sold"), ("\x1b[2J",),
        ("quote", "--article", "“Heroin \x1b[2J is sold by the \u202e gram” says Kyrgyzstan, 8.5 for heroin trade."),
        ("search", "--\x1b[2J"), ("search", "x", "--sort", "\x1b[2J\n"), ("search", "x", "--filter", "\x1b[2J"),
        ("search", "x", "--filter", "country=\x1b[2J"), ("search", "x", "--limit", "\x1b[2J"),
        ("show", "a", "\n\x1b[2J"),
        ("export", "x", "--view", "\x1b[2J"), ("export", "x", "--output", "x.\x1b[2J"), ("import", "\x1b[2J\n"),
        ("verify", "\x1b[2J\n"), ("matrix", "\x1b[2J"), ("check", "--links", "\x1b[2J"), ("serve", "--port", "\x1b[2J"),
        ("serve", "--host", "\x1b[2J"), ("--home", "/dev/null/\x1b[2J", "index"), ("--\x1b[2J",), ("show", "--\x1b[2J"),
        (b"search", b"\xff\x1b[2J"), (b"show", b"\xff"), (b"import", b"\xff\n"),
        (b"--home", b"/dev/null/\xff", b"index"),
    ][:: 1 if os.environ.get("OC_EXPLORER_SOAK") else 3],
)  # fmt: skip
def test_arguments_do_not_reach_the_terminal(hostile: CommandLine, words: tuple[str, ...]) -> None:
    shown = terminal(hostile, *words)
    assert shown and harmful(shown) == []


def test_marked_words_are_in_colour_on_a_terminal(hostile: CommandLine) -> None:
    assert b"\x1b[1m\x1b[4mheroin\x1b[0m" in terminal(hostile, "search", "heroin")


def test_a_workbook_is_not_shown_on_a_terminal(hostile: CommandLine) -> None:
    assert b"--output" in terminal(hostile, "export", "heroin", "--format", "xlsx")


def test_one_place_writes_to_the_terminal() -> None:
    places = {
        path.name: re.findall(r"\b(?:click\.(?:s?echo|echo_via_pager)|print|sys\.std(?:out|err)\.write|\.show)\(", text)
        for path in CLI.glob("*.py")
        if (text := path.read_text("utf-8"))
    }
    assert {name: calls for name, calls in places.items() if calls} == {"output.py": ["click.echo("]}


def test_arguments_that_are_text_are_checked() -> None:
    """No parameter has click's own type of text, which takes bytes that are not UTF-8."""
    context = click.Context(group)
    commands = [group.get_command(context, name) for name in COMMANDS]
    loose = [
        (command.name, parameter.name)
        for command in commands
        if command is not None
        for parameter in command.params
        if parameter.type in (click.STRING, click.UNPROCESSED)
    ]
    assert loose == []
