"""Reading a page as a reader sees it."""

from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient


def page(client: FlaskClient, path: str, status: int = 200) -> BeautifulSoup:
    """The page at an address, which must answer with this status."""
    response = client.get(path)
    assert response.status_code == status, f"{path}: {response.status}"
    assert response.mimetype == "text/html"
    return BeautifulSoup(response.text, "lxml")


def element(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    """The first element that matches; there must be one."""
    tag = soup.select_one(selector)
    assert tag is not None, selector
    return tag


def every(soup: BeautifulSoup | Tag, selector: str) -> list[Tag]:
    """All elements that match, to go through: there must be one, or the test would look at nothing and pass."""
    tags = list(soup.select(selector))
    assert tags, f"nothing matches {selector}"
    return tags


def words(tag: BeautifulSoup | Tag) -> str:
    """Text with single spaces."""
    return " ".join(tag.get_text(" ").split())


def links(soup: BeautifulSoup | Tag, selector: str = "a") -> dict[str, str]:
    """Text and address of the links; there must be one."""
    return {words(link): str(link["href"]) for link in every(soup, selector) if link.name == "a"}
