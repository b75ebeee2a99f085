"""Paragraphs whose lines a program has broken at a fixed width."""

import html
import itertools
import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from explorer.core.errors import SourceError
from explorer.ingest.country_page import read_country_page
from explorer.ingest.line_breaks import join_broken_lines
from tests.growth import is_linear
from tests.ingest.warning_texts import texts_of

PARAGRAPH = (
    "The state-embedded actors of the port run an anti-smuggling office, which is paid by small- and medium-sized "
    "hauliers; state-embedded officers exacerbate the treatment of cash-based trade in the half-open harbour."
)


def joined(text: str) -> list[str]:
    return [line for line in join_broken_lines(text.split("\n")) if line]


@pytest.mark.parametrize("width", [30, 35, 40, 41, 50, 58, 72, 80, 100, 110, 132, 160, 200, 220])
@pytest.mark.parametrize("breaks_compounds", [True, False])
def test_lines_are_joined_whatever_their_width(width: int, breaks_compounds: bool) -> None:
    paragraphs = ["Human trafficking", "6.50", PARAGRAPH, f"It rains. {PARAGRAPH} {PARAGRAPH}"]
    broken = (textwrap.fill(text, width, break_on_hyphens=breaks_compounds) for text in paragraphs)
    assert joined("\n\n".join(broken)) == paragraphs


def test_a_soft_hyphen_at_the_end_of_a_line_goes() -> None:
    (paragraph,) = joined(f"{'They exa':>60}\u00ad\n{'cerbate it, or':<59} they\ndo not.")
    assert "They exacerbate it" in paragraph


def test_lines_that_only_happen_to_be_long_are_not_joined() -> None:
    lines = [
        "Area",
        "30,360 km²",
        "Drugs",
        "The longest line of this text is as long as that of a letter.",
        "Trade",
    ]
    assert joined("\n".join(lines)) == lines


@pytest.mark.parametrize("width", [30, 39, 55, 72, 110, 175, 210, 400, 1000])
@pytest.mark.parametrize("form", ["{}", "<html><body><pre>{}</pre></body></html>"])
def test_the_real_page_is_read_the_same_at_every_width(width: int, form: str, real_data: Path) -> None:
    text = (real_data / "pages/kyrgyzstan-2021.txt").read_text(encoding="utf-8")
    whole = read_country_page(text.encode(), "kyrgyzstan-2021.txt")
    broken = "\n".join(textwrap.fill(line, width, break_on_hyphens=True) for line in text.split("\n"))
    page = form.format(html.escape(broken) if "<" in form else broken)
    reading = read_country_page(page.encode(), "kyrgyzstan-2021.txt")
    assert reading.profile.sections == whole.profile.sections
    assert (reading.profile.scores, reading.warnings) == (whole.profile.scores, whole.warnings)


@pytest.mark.parametrize("width", [45, 85, 150])
def test_a_copy_from_a_pdf_is_joined_where_blank_lines_are_between_paragraphs(width: int, real_data: Path) -> None:
    text = (real_data / "pages/kyrgyzstan-2021.txt").read_text(encoding="utf-8")
    whole = read_country_page(text.encode(), "kyrgyzstan-2021.txt")
    copy = "\n".join(typeset(line, width) for line in text.split("\n"))
    assert read_country_page(copy.encode(), "kyrgyzstan-2021.txt").profile.sections == whole.profile.sections


@pytest.mark.parametrize("width", [*range(40, 141, 4), 300, 1000])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("breaks_compounds", [True, False])
def test_without_blank_lines_indents_of_first_lines_tell_where_paragraphs_begin(
    width: int, ends: str, breaks_compounds: bool, real_data: Path
) -> None:
    text = (real_data / "pages/kyrgyzstan-2021.txt").read_text(encoding="utf-8")
    whole = read_country_page(text.encode(), "kyrgyzstan-2021.txt")
    lines = (textwrap.fill(line, width, break_on_hyphens=breaks_compounds) for line in text.split("\n") if line.strip())
    broken = "\n".join(lines).replace("\n", ends)
    assert read_country_page(broken.encode(), "kyrgyzstan-2021.txt").profile.sections == whole.profile.sections


@pytest.mark.parametrize("width", [*range(40, 141, 4), 300, 1000])
@pytest.mark.parametrize("fill", [textwrap.fill, lambda text, width: typeset(text, width)])
def test_lines_without_blank_lines_or_indents_are_joined_right_or_refused_or_reported(
    width: int, fill: Callable[[str, int], str], real_data: Path
) -> None:
    text = (real_data / "pages/kyrgyzstan-2021.txt").read_text(encoding="utf-8")
    whole = read_country_page(text.encode(), "kyrgyzstan-2021.txt")
    broken = "\n".join(fill(line.strip(), width) for line in text.split("\n") if line.strip())
    try:
        reading = read_country_page(broken.encode(), "kyrgyzstan-2021.txt")
    except SourceError as error:
        assert "within a sentence" in str(error)
        return
    is_told = any("within a sentence" in warning for warning in texts_of(reading.warnings))
    assert reading.profile.sections == whole.profile.sections or (width > 140 and is_told)


def typeset(text: str, width: float) -> str:
    """Break a text at a width in ems of a font whose letters have different widths, also within words."""
    lines = [""]
    for word in text.split():
        ems = width - sum(EMS.get(letter, 1.0) for letter in f"{lines[-1]} ")
        if sum(EMS.get(letter, 1.0) for letter in word) <= ems or not lines[-1]:
            lines[-1] = f"{lines[-1]} {word}".strip()
        elif word.isalpha() and len(word) > 7 and ems > 6:
            lines[-1] += f" {word[:4]}-"
            lines.append(word[4:])
        else:
            lines.append(word)
    return "\n".join(lines)


def divide(text: str, width: int, sign: str, joints: str) -> str:
    """Break a text at a width, after joints too, and words longer than 6 letters with a sign."""
    lines = [""]
    words = text.split()
    while words:
        word = words.pop(0)
        room = width - len(lines[-1]) - bool(lines[-1])
        ends = [at for at in range(2, min(len(word), room + 1)) if word[at - 1] in joints and word[at].isalnum()]
        if len(word) > room and not ends and sign and word.isalpha() and len(word) > 6 and room > 4:
            ends = [min(room - 1, len(word) - 3)]
        part = word if len(word) <= room or (not ends and not lines[-1]) else word[: max(ends, default=0)]
        if part:
            hyphen = sign if part != word and part[-1] not in joints else ""
            lines[-1] = f"{lines[-1]} {part}{hyphen}".strip()
        if part != word:
            words.insert(0, word[len(part) :])
            lines.append("")
    return "\n".join(lines)


@pytest.mark.parametrize("width", [40, 57, 93, 139])
@pytest.mark.parametrize(("sign", "joints"), [("\u2010", "-"), ("\u2010", ""), ("\u2010", "-–—/"), ("", "-–—/")])
def test_words_and_compounds_are_joined_whatever_sign_ends_the_line(
    width: int, sign: str, joints: str, real_data: Path
) -> None:
    head, _, analysis = (real_data / "pages/kyrgyzstan-2021.txt").read_text(encoding="utf-8").partition("Analysis")
    signs = itertools.cycle((" and ", "/", "–", "—", " – ", " and U.S.-led "))
    text = f"{head}Analysis{re.sub(' and ', lambda _: next(signs), analysis)}"
    whole = read_country_page(text.encode(), "kyrgyzstan-2021.txt")
    broken = "\n".join(divide(line, width, sign, joints) for line in text.split("\n"))
    assert read_country_page(broken.encode(), "kyrgyzstan-2021.txt").profile.sections == whole.profile.sections


EMS = {**dict.fromkeys("iljtf ", 0.5), **dict.fromkeys("mwMWO", 1.5)}


@pytest.mark.parametrize("line", ["a-" * 30, "word " * 12 + "end-", "a" * 60])
def test_long_paragraphs_are_joined_in_linear_time(line: str) -> None:
    assert is_linear(lambda count: join_broken_lines([f"{line}{'-' * count}x", *[line] * count]), 2000)
