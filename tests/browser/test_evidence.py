"""Why a passage is linked: one indicator at a time is marked in the text, and a wrong link is reported by a line."""

from collections.abc import Iterable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Reader, axe_violations
from tests.browser.test_access import LOOKS

WITHOUT_SCRIPT = {"java_script_enabled": False}
# The colours of an element and of what is drawn behind it, as sRGB; behind marked words is a gradient of one colour.
COLOURS = """element => {
    const style = getComputedStyle(element);
    const read = colour => colour.match(/\\d+(\\.\\d+)?/g).slice(0, 3).map(Number);
    const image = style.backgroundImage.match(/rgba?\\([^)]*\\)/);
    return {
        ink: read(style.color),
        line: read(style.textDecorationColor),
        mark: image && style.textDecorationLine === "underline" ? read(image[0]) : null,
        paper: read(getComputedStyle(document.documentElement).backgroundColor),
    };
}"""


def luminance(colour: Iterable[float]) -> float:
    """Return the relative luminance of an sRGB colour. Source: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    linear = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (c / 255 for c in colour)
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: Iterable[float], other: Iterable[float]) -> float:
    """Return the contrast of two colours, 1-21. Source: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def marked(passage: Locator) -> list[str]:
    """Return the words that are marked as evidence in the text of a passage."""
    spans = passage.locator(".text > p .evidenced").all()
    return [span.inner_text() for span in spans if span.evaluate(COLOURS)["mark"]]


def open_reasons(page: Page) -> Locator:
    """Open the question why a passage has its indicators."""
    page.locator("#environment-1").get_by_text("Why these indicators?").click()
    return page.locator("#environment-1 .reason")


@pytest.mark.parametrize("reader", [{}, WITHOUT_SCRIPT], indirect=True)
def test_the_words_of_one_indicator_at_a_time_are_marked(reader: Reader) -> None:
    page = reader.open("/profiles/kgz-2021")
    passage = page.locator("#environment-1")
    assert marked(passage) == []
    for reason in open_reasons(page).all():
        if reason.get_attribute("open") is None:
            reason.locator("summary").click()
        expect(page.locator("#environment-1 .reason[open]")).to_have_count(1)
        in_sentences = reason.locator(".sentences .evidenced").all_inner_texts()
        assert "".join(marked(passage)) == "".join(in_sentences) != ""
    page.locator("#environment-1").get_by_text("Why these indicators?").click()
    assert marked(passage) == []


def test_the_reasons_are_walked_with_the_keyboard(reader: Reader) -> None:
    page = reader.open("/profiles/kgz-2021")
    page.locator("#environment-1 .evidence > summary").focus()
    page.keyboard.press("Enter")
    law = page.locator("#environment-1 .reason.resilience > summary")
    for _ in range(20):
        page.keyboard.press("Tab")
        if law.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Space")
    expect(page.locator("#environment-1 .reason[open] > summary")).to_have_text("National policies and laws (mentions)")
    assert "legislation" in " ".join(marked(page.locator("#environment-1")))


@pytest.mark.parametrize("reader", LOOKS.values(), indirect=True, ids=LOOKS)
def test_marks_are_told_from_the_text_in_light_and_dark(reader: Reader) -> None:
    page = reader.open("/profiles/kgz-2021?q=wildlife")
    seen = set()
    for reason in open_reasons(page).all():
        if reason.get_attribute("open") is None:
            reason.locator("summary").click()
        words = page.locator("#environment-1 .evidenced:visible").all()
        colours = [found for word in words if (found := word.evaluate(COLOURS))["mark"]]
        for found in colours:
            assert contrast(found["ink"], found["mark"]) >= 4.5
            assert contrast(found["line"], found["mark"]) >= 3
            assert contrast(found["line"], found["paper"]) >= 3
        seen |= {tuple(found["mark"]) for found in colours}
        assert axe_violations(page, "#environment-1") == []
    assert axe_violations(page) == []
    assert len(seen) == 2  # of criminality and of resilience


def test_the_line_of_a_wrong_link_is_copied(reader: Reader) -> None:
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = reader.open("/profiles/kgz-2021")
    open_reasons(page).filter(has_text="National policies").locator("summary").click()
    page.get_by_role("button", name="Copy line").locator("visible=true").click()
    expect(page.locator("#announcement")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()").startswith(
        "kgz-2021/environment/1 national-policies-and-laws “"
    )
    assert reader.faults == []


@pytest.mark.parametrize("reader", LOOKS.values(), indirect=True, ids=LOOKS)
def test_the_evidence_on_the_page_of_an_indicator_is_told_from_the_text(reader: Reader) -> None:
    for slug in ("heroin-trade", "state-embedded-actors"):
        page = reader.open(f"/indicators/{slug}?edition=2021")
        page.locator(".linked-passages .evidence > summary").first.click()
        words = page.locator(".linked-passages").locator(".snippet mark, .evidenced:visible").all()
        assert len(words) > 2
        for found in (word.evaluate(COLOURS) for word in words):
            assert contrast(found["ink"], found["mark"]) >= 4.5
            assert contrast(found["line"], found["mark"]) >= 3
            assert contrast(found["line"], found["paper"]) >= 3
        assert axe_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_line_of_a_wrong_link_is_copied_from_the_page_of_an_indicator(reader: Reader) -> None:
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = reader.open("/indicators/heroin-trade?edition=2021")
    page.locator(".linked-passages .evidence > summary").first.click()
    page.get_by_role("button", name="Copy line").locator("visible=true").click()
    expect(page.locator("#announcement")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()").startswith("kgz-2021/drugs/1 heroin-trade “")
