"""A PDF of a country page gives the profile that its HTML gives, or is refused."""

import io
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest

from explorer.core.errors import SourceError
from explorer.ingest.country_page import read_country, read_country_page
from explorer.ingest.html import read_page
from explorer.ingest.pdf_page import read_pdf_page
from explorer.model.profiles import Profile
from tests.enact import address_of, enact_profile
from tests.ingest.sample_pages import as_bare_text, read, sample_profile
from tests.ingest.sample_pdfs import (
    FOLDER,
    NOTES,
    SHAPES,
    SHY,
    as_cards,
    as_grid,
    as_narrow_columns,
    as_page_notes,
    as_panel_right,
    as_two_columns,
    as_two_panels,
)

READ = [name for name in SHAPES if name not in ("soup-untagged", "enact", "saved-text")]


def pdf(name: str) -> bytes:
    return (FOLDER / f"{name}.pdf").read_bytes()


def read_pdf(data: bytes, edition: int | None = None) -> Profile:
    return read_country_page(data, "profile.pdf", edition).profile


def changed(data: bytes, change: Callable[[pypdfium2.PdfDocument], None]) -> bytes:
    """Change a PDF and write it."""
    document = pypdfium2.PdfDocument(data)
    change(document)
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


def without_notes(profile: Profile) -> Profile:
    return replace(
        profile,
        sections=tuple(
            replace(section, passages=tuple(replace(passage, notes=()) for passage in section.passages))
            for section in profile.sections
        ),
    )


@pytest.mark.parametrize("name", READ)
def test_a_printed_page_gives_the_same_profile_as_its_html(name: str) -> None:
    shape = SHAPES[name]
    # HTML has no rows where a score is before its label, no foot of a page and nothing beside it: another page has the
    # same content.
    by_place = (as_cards, as_page_notes, as_narrow_columns, as_panel_right, as_two_panels, as_grid)
    render = as_two_columns if shape.render in by_place else shape.render
    expected = read(render(sample_profile(shape.edition)).replace(SHY, ""), edition=shape.edition)
    profile = read_pdf(pdf(name), shape.edition)
    if shape.render is as_page_notes:
        profile = without_notes(profile)
    for part in ("code", "edition", "facts", "scores", "changes", "ranks", "sections"):
        assert getattr(profile, part) == getattr(expected, part), part


def test_a_print_of_saved_text_gives_the_same_profile_as_the_text() -> None:
    # The text has no headlines, and the first label is joined to the link before it.
    expected = read(as_bare_text(sample_profile(2021)), "lesotho-2021.txt")
    profile = read_country_page(pdf("saved-text"), "lesotho-2021.pdf").profile
    assert (profile.scores, profile.sections) == (expected.scores, expected.sections)


@pytest.mark.parametrize("name", ["footnotes", "page-notes"])
def test_notes_belong_to_their_passages(name: str) -> None:
    notes = [note.text for passage in read_pdf(pdf(name)).passages() for note in passage.notes]
    assert notes == list(NOTES)


def test_the_address_in_the_foot_is_evidence_and_cited() -> None:
    reading = read_country_page(pdf("lists"), "profile.pdf")
    assert reading.edition_evidence == "The address https://ocindex.net/2023/country/lesotho names 2023."
    assert reading.profile.source.url == "https://ocindex.net/2023/country/lesotho"


def test_a_name_as_the_publisher_gives_it_is_evidence_of_the_edition() -> None:
    reading = read_country_page(pdf("two-columns"), "ocindex_profile_lesotho_2025.pdf")
    assert reading.edition_evidence == "The file name ocindex_profile_lesotho_2025.pdf names 2025."


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_the_same(angle: int) -> None:
    def turn(document: pypdfium2.PdfDocument) -> None:
        for page in document:
            page.set_rotation(angle)

    assert read_pdf(changed(pdf("footnotes"), turn)) == read_pdf(pdf("footnotes"))


@pytest.mark.parametrize("box", [(0, 0, 612, 792), (20, 20, 590, 780)])
def test_a_crop_box_around_the_text_takes_nothing(box: tuple[int, int, int, int]) -> None:
    def crop(document: pypdfium2.PdfDocument) -> None:
        for page in document:
            page.set_cropbox(*box)

    assert read_pdf(changed(pdf("footnotes"), crop)) == read_pdf(pdf("footnotes"))


def crop_text(document: pypdfium2.PdfDocument) -> None:
    for page in document:
        page.set_cropbox(0, 0, 300, 842)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (pdf("soup-untagged"), "It cannot be told where the paragraphs of the PDF end"),
        (changed(pdf("footnotes"), crop_text), "lines run over the edge of the page"),
        (
            changed(pdf("lists"), lambda document: document.del_page(1)),
            "has 7 of the 8 pages that its page numbers count",
        ),
        (changed(pdf("footnotes"), lambda document: document.del_page(3)), "has no section|within a sentence"),
        (changed(pdf("footnotes"), lambda document: document.del_page(0)), "gives no score|none of|only"),
    ],
    ids=["doubtful", "cropped", "page numbers", "last page", "first page"],
)
def test_a_pdf_from_which_something_is_missing_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read_pdf(data)


@pytest.mark.parametrize("name", ["two-columns-untagged", "footnotes", "indented"])
def test_a_pdf_without_any_one_of_its_pages_is_refused(name: str) -> None:
    for number in range(len(pypdfium2.PdfDocument(pdf(name)))):
        with pytest.raises(SourceError):
            read_pdf(changed(pdf(name), lambda document, number=number: document.del_page(number)))  # type: ignore[misc]


def test_a_pdf_whose_scores_do_not_add_up_is_refused() -> None:
    profile = sample_profile(2021)
    turned = replace(profile, scores={**profile.scores, "heroin-trade": 9.5})
    page = replace(read_pdf_page(pdf("footnotes")), lines=read_page(SHAPES["footnotes"].render(turned)).lines)
    with pytest.raises(SourceError, match="Scores of the PDF may have been read in a wrong order"):
        read_country(page, "profile.pdf")


def test_a_menu_of_sections_is_no_analysis_that_scores_are_put_before() -> None:
    assert [line.text for line in read_pdf_page(pdf("lists")).lines[:5]] == [
        "People", "Trade", "Environment", "Drugs", "Lesotho",
    ]  # fmt: skip


def test_a_pdf_of_another_series_is_read_as_that_by_the_name_in_its_heads() -> None:
    profile = read_pdf(pdf("enact"), 2021)
    expected = read(
        f"<h1>Africa Organised Crime Index</h1>{as_two_columns(enact_profile(2021)).replace(SHY, '')}", edition=2021
    )
    assert profile.id == expected.id == "enact-lso-2021"
    for part in ("facts", "scores", "changes", "ranks", "sections"):
        assert getattr(profile, part) == getattr(expected, part), part
    assert {area for areas in profile.ranks.values() for area in areas} == {"continent", "region"}


def test_a_pdf_of_africa_alone_that_does_not_name_its_series_is_refused() -> None:
    page = replace(read_pdf_page(pdf("enact")), site="")
    with pytest.raises(SourceError, match="may be of the ENACT Africa index"):
        read_country(page, "profile.pdf", 2021)
    named = read_country(replace(page, addresses=(address_of(2021),)), "profile.pdf").profile
    assert (named.id, named.source.url) == ("enact-lso-2021", address_of(2021))


def test_a_pdf_with_ranks_in_the_world_and_the_name_of_another_series_is_refused() -> None:
    page = replace(read_pdf_page(pdf("footnotes")), site="Africa Organised Crime Index")
    with pytest.raises(SourceError, match=r"is of the ENACT Africa index.*but it ranks its country in the world"):
        read_country(page, "profile.pdf")
