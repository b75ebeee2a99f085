"""Access to the content of a page."""

from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient


def page(client: FlaskClient, path: str, status: int = 200) -> BeautifulSoup:
    """Return the page at an address, which must answer with this status."""
    response = client.get(path)
    assert response.status_code == status, f"{path}: {response.status}"
    assert response.mimetype == "text/html"
    return BeautifulSoup(response.text, "lxml")


def element(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    """Return the first element that matches; there must be one."""
    tag = soup.select_one(selector)
    assert tag is not None, selector
    return tag


def every(soup: BeautifulSoup | Tag, selector: str) -> list[Tag]:
    """Return all elements that match: there must be one, or a loop over them would pass without a check."""
    tags = list(soup.select(selector))
    assert tags, f"nothing matches {selector}"
    return tags


def words(tag: BeautifulSoup | Tag) -> str:
    """Return the text with single spaces."""
    return " ".join(tag.get_text(" ").split())


def links(soup: BeautifulSoup | Tag, selector: str = "a") -> dict[str, str]:
    """Return the addresses of the links by their text; there must be one."""
    return {words(link): str(link["href"]) for link in every(soup, selector) if link.name == "a"}
