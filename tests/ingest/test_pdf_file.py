"""Characters of a PDF with their places, and the files that have none that can be read."""

from itertools import pairwise

import pytest

from explorer.core.errors import SourceError
from explorer.ingest.pdf_file import read_pdf
from tests.ingest.raw_pdfs import raw_pdf
from tests.ingest.sample_pdfs import FOLDER

TEA = "BT /F 12 Tf 72 700 Td (Tea) Tj ET "
LOCK = (
    "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 "
    f"/O <{'aa' * 32}> /U <{'bb' * 32}> >> /ID [<{'cc' * 16}> <{'cc' * 16}>]"
)


def letters(data: bytes) -> str:
    return "".join(character.text for sheet in read_pdf(data).sheets for character in sheet.characters)


def test_characters_have_their_places() -> None:
    first, second, _ = read_pdf(raw_pdf(TEA)).sheets[0].characters
    assert (first.text, first.left, first.baseline) == ("T", 72, 700)
    assert second.left == pytest.approx(first.right, abs=1)
    assert first.size == pytest.approx(12, rel=0.3)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (raw_pdf(TEA, trailer=LOCK), "locked with a password"),
        (raw_pdf(TEA, pages=61), "has 61 pages, as a whole report has; at most 60 are read"),
        (raw_pdf("0 0 1 rg 0 0 500 700 re f"), "has no text, as where its pages were scanned"),
        (raw_pdf(f"3 Tr {TEA}"), "has no text, as where its pages were scanned"),
        (raw_pdf(TEA.replace("Tea", "\\001\\002\\003")), "does not say which letters its text has"),
        (raw_pdf("BT /F .01 Tf 10 10 Td (" + "x" * 10_001 + ") Tj ET", pages=50), "far too many for a profile"),
        (raw_pdf(TEA).replace(b"%%EOF", b""), "cut off before its end"),
        (raw_pdf(TEA)[:300], "damaged or cut off"),
        (b"%PDF-1.7", "damaged or cut off"),
        (raw_pdf("BT /F 12 Tf 570 700 Td (Tea is sold) Tj ET"), "On page 1 of the PDF, lines run over the edge"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_refused_with_the_reason(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read_pdf(data)


def test_text_that_is_not_drawn_is_left_out() -> None:
    assert letters(raw_pdf(f"{TEA} BT /F 12 Tf 3 Tr 72 600 Td (Gold) Tj ET")) == "Tea"


def test_text_at_another_angle_than_most_is_left_out() -> None:
    assert letters(raw_pdf(f"{TEA} BT /F 12 Tf 0 1 -1 0 30 100 Tm (x) Tj ET")) == "Tea"


@pytest.mark.parametrize("matrix", ["0 1 -1 0 300 100", "0 -1 1 0 300 700", "-1 0 0 -1 400 400"])
def test_a_page_that_is_turned_is_read_as_if_it_was_not(matrix: str) -> None:
    characters = read_pdf(raw_pdf(f"BT /F 12 Tf {matrix} Tm (Tea) Tj ET")).sheets[0].characters
    assert "".join(character.text for character in characters) == "Tea"
    assert characters[0].left < characters[1].left < characters[2].left
    assert len({round(character.baseline, 2) for character in characters}) == 1


def test_letters_of_any_size_are_read_or_left_out() -> None:
    assert letters(raw_pdf(TEA + "BT /F 1e30 Tf 0 0 Td (x) Tj ET")) == "Tea"


def test_elements_of_a_tagged_pdf_are_the_same_on_every_page() -> None:
    sheets = read_pdf((FOLDER / "two-columns.pdf").read_bytes()).sheets
    elements = [{character.style.element for character in sheet.characters} - {""} for sheet in sheets]
    assert any(before & after for before, after in pairwise(elements))


def test_letters_of_a_ligature_are_beside_one_another() -> None:
    characters = [it for sheet in read_pdf((FOLDER / "narrow.pdf").read_bytes()).sheets for it in sheet.characters]
    at = "".join(it.text for it in characters).index("affix")
    assert all(after.left >= before.right - 0.5 for before, after in pairwise(characters[at : at + 5]))
