"""Pictures of scores in a browser, with all countries."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Reader, axe_violations
from tests.browser.test_access import LOOKS, shared_out

KINDS = (
    "/countries",
    "/indicators",
    "/indicators/criminality?edition=2023",
    "/rankings?edition=2023&area=Asia&group=region",
    "/explore?q=cocaine-trade:>=7+resilience:<4&columns=cocaine-trade,change-2021.criminality,rank.resilience",
    "/map",
    "/map/passages?q=heroin",
    "/scatter",
    "/correlations?indicator=state-embedded-actors",
    "/data?edition=2025",
    "/compare",
    "/compare?profiles=kgz-2021,kaz-2021,kgz-2023",
    "/profiles/kgz-2021",
)
OTHERS = (  # pages with a table, a picture or a long line, that hold no scores
    "/",
    "/search?q=heroin",
    "/search?q=heroin&view=countries",
    "/search?q=heroin&view=concordance",
    "/search?q=heroin&view=distribution",
    "/search?q=heroin&view=distribution&by=section",
    "/search?q=nothinghasthisword",
    "/similar/kgz-2021/drugs/1",
    "/matrix?term=heroin&term=opium&by=section",
    "/works",
    "/lookup?text=Heroin+seizures+have+lately+risen.",
    "/cite?id=kgz-2021/drugs/1",
    "/collection?id=kgz-2021/drugs/1",
    "/scores/kgz-2021/heroin-trade",
    "/chapters",
    "/help",
    "/about",
    "/no-such-page",
    "/explore?columns=all",  # whose axe run would take a minute: the one above has every kind of cell
    "/compare?profiles=kgz-2021,kaz-2021,kgz-2023,uzb-2021,tjk-2021",
)
DESK_LIGHT, PHONE_DARK = LOOKS["desk-light"], LOOKS["phone-dark"]
NARROW = {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"}  # a desk at 400 %: WCAG 1.4.10
WITHOUT_SCRIPT = {"viewport": {"width": 1440, "height": 900}, "java_script_enabled": False}


@pytest.fixture
def viewer(browser: Browser, world_origin: str, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """Open a window on the scores of all countries; a parameter changes the window."""
    context = browser.new_context(**getattr(request, "param", DESK_LIGHT))
    made = Reader(context, world_origin)
    yield made
    context.close()
    assert made.faults == []


@pytest.mark.parametrize(
    ("viewer", "look"), [(LOOKS[look], look) for look in LOOKS], indirect=["viewer"], ids=list(LOOKS)
)
def test_axe_finds_nothing_on_any_page_of_scores(viewer: Reader, look: str) -> None:
    violations = []
    for path in shared_out(KINDS, look):
        page = viewer.open(path)
        # A long table beside a picture is opened once, on the scatter: axe takes half a minute for each.
        for details in page.locator("main details" if path == "/scatter" else "main details:not(.twin)").all()[:3]:
            details.locator("summary").click()
        violations += axe_violations(page)
    assert violations == []


# A page must fit with any font, and with letters as far apart as WCAG 1.4.12 lets a reader set them.
_SPACED_OUT = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }");
    document.adoptedStyleSheets = [sheet];
}"""
_IS_TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"


@pytest.mark.parametrize("viewer", [DESK_LIGHT, PHONE_DARK, NARROW], indirect=True, ids=["desk", "phone", "narrow"])
def test_only_pictures_and_tables_scroll_sideways(viewer: Reader) -> None:
    too_wide = []
    for path in (*KINDS, *OTHERS):
        page = viewer.open(path)
        if page.evaluate(_IS_TOO_WIDE):
            too_wide.append(path)
        page.evaluate(_SPACED_OUT)
        if page.evaluate(_IS_TOO_WIDE):
            too_wide.append(f"{path}, letters spaced out")
    assert too_wide == []


@pytest.mark.parametrize("viewer", [NARROW], indirect=True, ids=["narrow"])
def test_the_first_figure_stands_whole_beside_name_and_edition(viewer: Reader) -> None:
    page = viewer.open("/explore?edition=all&area=Europe")
    frame = page.locator(".framed").bounding_box()
    cell = page.locator(".framed tbody tr:first-child td.number").first.bounding_box()
    assert frame and cell
    assert cell["x"] + cell["width"] <= frame["x"] + frame["width"]
    name = page.get_by_role("link", name="Liechtenstein").first
    assert name.evaluate("link => link.getClientRects()[0].height < 2 * parseFloat(getComputedStyle(link).lineHeight)")


@pytest.mark.parametrize("viewer", [DESK_LIGHT, NARROW], indirect=True, ids=["desk", "narrow"])
def test_numbers_of_a_condition_stand_below_their_labels_in_one_line(viewer: Reader) -> None:
    page = viewer.open("/explore")
    value, to = (page.locator(selector).bounding_box() for selector in ("#choose-value", "#choose-to"))
    labels = [page.locator(f"label[for={name}]").bounding_box() for name in ("choose-value", "choose-to")]
    assert value and to
    assert value["y"] == to["y"]
    for field, label in zip((value, to), labels, strict=True):
        assert label
        assert (label["x"], label["y"] + label["height"] <= field["y"]) == (field["x"], True)


def test_a_number_on_a_tile_can_be_read_on_every_step(viewer: Reader) -> None:
    page = viewer.open("/map?indicator=heroin-trade")
    weakest = page.evaluate(
        """() => {
            const channel = (value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
            const luminance = (colour) => {
                const [r, g, b] = colour.match(/[0-9.]+/g).slice(0, 3).map((one) => channel(one / 255));
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            return Math.min(...[...document.querySelectorAll(".tiles a")].map((tile) => {
                const ground = luminance(getComputedStyle(tile.querySelector("rect")).fill);
                const ink = luminance(getComputedStyle(tile.querySelector("text")).fill);
                return (Math.max(ground, ink) + 0.05) / (Math.min(ground, ink) + 0.05);
            }));
        }"""
    )
    assert weakest >= 4.5


def test_countries_are_narrowed_as_one_types(viewer: Reader) -> None:
    page = viewer.open("/countries")
    page.fill("#choose-name", "Cote d’Iv")
    expect(page.locator("#countries tbody tr:visible")).to_have_count(1)
    expect(page.locator("#countries-count")).to_have_text("1 country")
    page.fill("#choose-name", "")
    expect(page.locator("#countries tbody tr:visible")).to_have_count(193)


@pytest.mark.parametrize("viewer", [WITHOUT_SCRIPT], indirect=True, ids=["without-script"])
def test_everything_can_be_chosen_without_a_script(viewer: Reader) -> None:
    page = viewer.open("/countries")
    page.fill("#choose-name", "kyrg")
    page.click(".choose button")
    expect(page.locator("#countries tbody tr")).to_have_count(1)
    page = viewer.open("/rankings")
    page.select_option("#choose-indicator", "heroin-trade")
    page.select_option("#choose-area", "Asia")
    page.click(".choose button")
    page.wait_for_url("**indicator=heroin-trade**")
    expect(page.locator(".data-table tbody tr")).to_have_count(46)
    page = viewer.open("/compare?profiles=kgz-2021")
    page.select_option("#choose-country", "KAZ")
    page.click(".choose button")
    expect(page.locator("svg.pyramid")).to_have_count(2)


def test_a_tile_and_a_mark_can_be_followed_with_the_keyboard(viewer: Reader) -> None:
    for path, selector in (
        ("/map", '.tiles a[href="/profiles/kgz-2025"]'),
        ("/scatter", 'a.spot[href="/profiles/kgz-2025"]'),
    ):
        page = viewer.open(path)
        page.focus(selector)
        page.keyboard.press("Enter")
        page.wait_for_url("**/profiles/kgz-2025")


def test_another_edition_opens_at_the_section_that_is_read(viewer: Reader) -> None:
    page = viewer.open("/profiles/kgz-2021")
    page.evaluate("document.getElementById('drugs').scrollIntoView()")
    page.evaluate("[...document.querySelectorAll('.opening .editions a')].pop().click()")
    page.wait_for_url("**/profiles/kgz-2025#drugs")
