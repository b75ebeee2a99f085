"""A draft is chosen as a file, checked, and shown with marks that can be told apart in both colour schemes."""

import io

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.browser.conftest import Reader, axe_violations
from tests.quotations.word_samples import word_sample

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize("reader", [{"color_scheme": "dark"}], indirect=True)
def test_a_document_is_checked_marked_and_handed_back(reader: Reader) -> None:
    page = reader.open("/lookup")
    file = {"name": "draft.docx", "mimeType": MIME, "buffer": word_sample()}
    page.set_input_files("#file", file)  # type: ignore[arg-type]
    page.click(".buttons button:first-child")
    expect(page.locator(".article mark.differs")).to_have_text("8.0")
    colours = [
        page.locator(f".article mark.{verdict}").first.evaluate("mark => getComputedStyle(mark).backgroundColor")
        for verdict in ("differs", "matches")
    ]
    assert len({*colours, "rgba(0, 0, 0, 0)"}) == 3
    page.click(".article .note-link.differs")
    expect(page.locator(".finding.differs:target")).to_be_visible()
    assert axe_violations(page) == []
    page.emulate_media(color_scheme="light")
    assert axe_violations(page) == []
    page.set_input_files("#file", file)  # type: ignore[arg-type]
    with page.expect_download() as download:
        page.click("text=Word with comments")
    assert download.value.suggested_filename == "draft-checked.docx"
    comments = Document(io.BytesIO(download.value.path().read_bytes())).comments
    assert any("the published score is 7.0" in comment.text for comment in comments)
