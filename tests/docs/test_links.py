"""Links between the Markdown files of the project have a target; `make docs` builds the site from them."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / ".github").rglob("*.md")])
INCLUDED = {"CHANGELOG.md": "changelog", "CONTRIBUTING.md": "contributing", "SECURITY.md": "security"}


def prose(page: Path) -> str:
    """Read a page without its code, in which brackets and number signs have other meanings."""
    text = re.sub(r"^( *)```.*?^ *```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`\n]*`", "code", text)


def links(page: Path) -> Iterator[str]:
    """Find the targets of all links and pictures of a page that are not addresses."""
    targets: list[str] = re.findall(r"\]\(([^()\s]+)\)", prose(page))
    yield from (target for target in targets if not re.match(r"[a-z]+:", target))


def anchors(page: Path) -> set[str]:
    """Make the anchors of all headings of a page as GitHub and MyST do."""
    text = re.sub(r"^( *)```.*?^ *```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    titles: list[str] = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    kept = [re.sub(r"[^\w\- ]", "", unicodedata.normalize("NFC", title).lower()) for title in titles]
    return {title.replace(" ", "-") for title in kept}


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    for link in links(page):
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_there_are_links_to_check() -> None:
    assert sum(1 for page in PAGES for _ in links(page)) > 50


def test_every_page_of_the_site_is_in_its_contents() -> None:
    listed: set[str] = set()
    for contents in ("index", "decisions/index"):
        text = (ROOT / "docs" / f"{contents}.md").read_text("utf-8")
        for toctree in re.findall(r"```\{toctree\}\n(?::[^\n]*\n)*\n(.*?)```", text, re.DOTALL):
            listed |= set(toctree.split())
    pages = {str(page.relative_to(ROOT / "docs").with_suffix("")) for page in (ROOT / "docs").rglob("*.md")}
    decisions = {page for page in pages if page.startswith("decisions/0")}
    assert decisions and "0*" in listed
    assert pages - decisions == (listed - {"0*"}) | {"index"}


@pytest.mark.parametrize(("name", "page"), INCLUDED.items())
def test_the_site_includes_what_the_repository_says_of_itself(name: str, page: str) -> None:
    assert f"{{include}} ../{name}\n" in (ROOT / "docs" / f"{page}.md").read_text("utf-8")
