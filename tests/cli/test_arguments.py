"""Text that is not UTF-8, as an argument or on stdin, is a sentence."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from explorer.cli.arguments import LARGEST_INPUT, read_text
from explorer.core.errors import SourceError
from tests.cli.conftest import CommandLine, Done

LATIN = "Kyrgyzstan’s Côte".encode("cp1252")


def run(command: CommandLine, *words: bytes, given: bytes = b"") -> Done:
    arguments = [os.fsencode(sys.executable), b"-m", b"explorer", b"--home", os.fsencode(command.home), *words]
    done = subprocess.run(arguments, input=given, capture_output=True)
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize(
    "words",
    [
        (b"search", b"her\xffoin"), (b"search", b"x", b"--sort", b"\xff"), (b"search", b"x", b"--filter", b"\xff=x"),
        (b"export", b"\xff"), (b"show", b"\xff"), (b"show", b"\xff", b"--json"), (b"cite", b"\xff"),
        (b"quote", b"\xff"),
        (b"cite", b"kgz-2021/drugs/1", b"--quote", b"\xff"), (b"check", b"--links", b"\xff"),
        (b"serve", b"--host", b"\xff"),
        (b"cite", b"kgz-2021", b"--address", b"\xff"),
    ],
)  # fmt: skip
def test_an_argument_that_is_not_utf_8_is_wrong_usage(command: CommandLine, words: tuple[bytes, ...]) -> None:
    done = run(command, *words)
    assert (done.status, done.out) == (2, "")
    assert r"\xff" in done.err and "is not UTF-8. Write it in UTF-8." in done.err


def test_files_whose_names_are_not_utf_8_are_read_and_written(command: CommandLine, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xffand.md"
    with open(path, "wb") as file:  # noqa: PTH123 - a Path of bytes does not exist
        file.write(b"---\ncountry: AND\nedition: 2023\n---\n\n## Drugs\n\nHeroin.\n")
    done = run(command, b"import", b"--json", path)
    assert (done.status, done.json["imported"][0]["profiles"]) == (0, ["and-2023"])
    assert done.json["imported"][0]["path"].endswith(r"/\xffand.md")
    assert r"/\xffand.md: imported and-2023" in run(command, b"import", path).out
    done = run(command, b"export", b"heroin", b"--output", path + b"\xfe.csv")
    assert (done.status, done.err.endswith("\\xffand.md\\xfe.csv\n")) == (0, True)
    assert run(CommandLine(tmp_path / os.fsdecode(b"\xff")), b"check", b"--json").json["home"].endswith(r"\xff")


@pytest.mark.parametrize("words", [(b"quote", b"-"), (b"quote", b"--article", b"-"), (b"matrix", b"-")])
def test_text_on_stdin_that_is_not_utf_8_is_refused_with_the_byte(
    command: CommandLine, words: tuple[bytes, ...]
) -> None:
    done = run(command, *words, given=LATIN)
    assert (done.status, done.out) == (1, "")
    assert done.err == "oc-explorer: standard input: the text is not UTF-8 (byte 10). Save it as UTF-8.\n"


def test_text_on_stdin_is_read_with_its_byte_order_mark(command: CommandLine) -> None:
    words = "Kyrgyzstan is a key stage on the heroin route from Afghanistan to Russia"
    done = run(command, b"quote", b"-", given=("\ufeff" + words).encode())
    assert (done.status, done.out.startswith("kgz-2021/drugs/1  exact match  (digest")) == (0, True)


def test_an_article_with_nothing_to_check_is_told(command: CommandLine) -> None:
    done = run(command, b"quote", b"--article", b"-", given=b"Goats climb.")
    assert (done.status, done.out) == (1, "")
    expected = "There is nothing to check: no quotation, no citation of the Index and no claim about its scores.\n"
    assert done.err == expected


def test_an_endless_text_is_refused() -> None:
    with pytest.raises(SourceError, match=r"^standard input: a text has at most 1,024 KB\.$"):
        read_text(io.BytesIO(b"x" * (LARGEST_INPUT + 1)), "standard input")
