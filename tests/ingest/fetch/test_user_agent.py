"""A request names the program, and an address to write to or the machine that sends it."""

from pathlib import Path

import pytest

from explorer import __version__
from explorer.ingest.fetch.user_agent import project_address, user_agent

ADDRESS = "https://example.org/oc-explorer"


def install(folder: Path, *urls: str) -> None:
    """Install the package's metadata, with addresses as `[project.urls]` gives them."""
    metadata = folder / f"oc_explorer-{__version__}.dist-info" / "METADATA"
    metadata.parent.mkdir()
    lines = ["Metadata-Version: 2.4", "Name: oc-explorer", f"Version: {__version__}"]
    metadata.write_text("\n".join([*lines, *(f"Project-URL: {url}" for url in urls), ""]), encoding="utf-8")


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of installed packages that is looked in first."""
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def test_without_any_address_the_machine_is_named(packages: Path) -> None:
    install(packages, "Global Organized Crime Index, https://ocindex.net")
    assert project_address() == ""
    assert user_agent("").startswith(f"oc-explorer/{__version__} (self-hosted reader of the Organized Crime Index; ")
    assert "; oc-explorer@" in user_agent("")
    assert user_agent("").isascii()


def test_the_address_of_the_installed_project_is_named_and_not_the_machine(packages: Path) -> None:
    install(
        packages, "Changelog, https://example.org/changes", "Homepage, https://example.org", f"Repository, {ADDRESS}"
    )
    assert project_address() == ADDRESS
    assert user_agent("").endswith(f" Index; +{ADDRESS})")
    assert user_agent("me@example.org").endswith(f" Index; +{ADDRESS}; me@example.org)")


def test_a_contact_stands_in_for_the_machine(packages: Path) -> None:
    install(packages)
    assert user_agent("me@example.org").endswith(" Index; me@example.org)")


@pytest.mark.parametrize("url", [f"Homepage, {ADDRESS}", f"homepage,{ADDRESS}", f"Home page, {ADDRESS}"])
def test_a_homepage_is_an_address_too(packages: Path, url: str) -> None:
    install(packages, url)
    assert project_address() == ADDRESS


@pytest.mark.parametrize(
    "url",
    [
        "Repository",
        "Repository, ",
        "Repository, ftp://example.org",
        "Repository, https://a b",
        "Repository, https:///x",
        "Homepage, https://é",
    ],
)
def test_what_cannot_be_in_a_header_is_no_address(packages: Path, url: str) -> None:
    install(packages, url)
    assert project_address() == ""
