"""Accessibility: axe finds no violation on any kind of page, in either size and colour scheme."""

import os
from collections.abc import Sequence

import pytest

from tests.browser.conftest import Reader, axe_violations

DESK = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}}
# Each page in one of two looks; in `make soak` each in every size and colour scheme.
LOOKS = {"desk-light": DESK | {"color_scheme": "light"}, "phone-dark": PHONE | {"color_scheme": "dark"}}
SOAK = bool(os.environ.get("OC_EXPLORER_SOAK"))
if SOAK:
    LOOKS |= {"desk-dark": DESK | {"color_scheme": "dark"}, "phone-light": PHONE | {"color_scheme": "light"}}
KINDS = (
    "/",
    "/search?q=corrupt",
    "/search?q=corrupt&section=drugs",
    "/search?q=Kyrgyzstan",
    "/search?q=kyrgyz+heroin+trade",
    "/search?q=heroin+trade",
    "/search?q=zebra&section=drugs",
    "/search?q=heroin&view=countries",
    "/search?q=border&view=profiles",
    "/search?q=heroin&view=concordance&order=left",
    "/search?q=heroin&view=distribution",
    "/search?q=border&view=distribution&by=section",
    "/similar/kgz-2021/drugs/1",
    "/matrix",
    "/matrix?term=heroin&term=border*&by=section",
    "/search?q=herion",
    "/profiles/kgz-2021",
    "/profiles/kgz-2021?q=heroin#drugs-1",
    "/indicators/heroin-trade?edition=2021",
    "/chapters",
    "/help",
    "/about",
    "/profiles/kgz-2025",
    "/search?q=heroin&edition=1999",
)
# Pages of scores, which axe reads with the scores of all countries in test_figures.
SCORES = (
    "/indicators",
    "/indicators/resilience",
    "/countries",
    "/rankings?indicator=heroin-trade",
    "/explore?q=heroin-trade:>=5&find=heroin",
    "/map?indicator=criminality",
    "/scatter",
    "/compare?profiles=kgz-2021",
)


def shared_out(pages: Sequence[str], look: str) -> Sequence[str]:
    """Return the pages that are looked at in one look: every other one, or all of them in `make soak`."""
    return pages if SOAK else pages[list(LOOKS).index(look) :: len(LOOKS)]


@pytest.mark.parametrize(("reader", "look"), [(LOOKS[look], look) for look in LOOKS], indirect=["reader"], ids=LOOKS)
def test_axe_finds_nothing_on_any_kind_of_page(reader: Reader, look: str) -> None:
    violations = []
    for path in shared_out(KINDS, look):
        page = reader.open(path)
        for summary in page.locator("main details > summary").all()[:3]:
            summary.click()
        violations += axe_violations(page)
    assert violations == []


def small_targets(reader: Reader, path: str) -> list[str]:
    """List the targets on a page that are too small to hit."""
    page = reader.open(path)
    # Exempt (WCAG 2.5.8) are links within a sentence and points of a picture, whose table has the same links; so is
    # what is only there for screen readers.
    return [
        f"{path}: {target}"
        for target in page.evaluate(
            """() => [...document.querySelectorAll("a, button, summary, input:not([type=hidden])")].filter((at) => {
                const box = at.getBoundingClientRect();
                const inline = at.matches("p a, li a, dd a") && getComputedStyle(at).display === "inline";
                return at.checkVisibility() && !at.closest(".unseen, .skip, svg") && !inline
                    && (box.width < 24 || box.height < 23.5);
            }).map((at) => at.outerHTML.slice(0, 120))"""
        )
    ]


@pytest.mark.parametrize("reader", [DESK, PHONE], indirect=True, ids=["desk", "phone"])
def test_targets_are_at_least_24_pixels(reader: Reader) -> None:
    assert [target for path in (*KINDS, *SCORES) for target in small_targets(reader, path)] == []
