"""The locks name only packages that the oldest supported Python can install."""

import os
import re
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

ROOT = Path(__file__).parents[2]
OLDEST = "3.11.0"
LOCKS = ("run", "assistants", "test", "docs", "bench", "audit", "fuzz", "whoosh3")
HERE = os.environ.get("OC_EXPLORER_LOCKS", "run test").split()  # `make check-locks` names all


def pinned(lock: str) -> list[tuple[str, Version]]:
    """Parse name and version of each entry of requirements/`lock`.txt that this machine installs."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
    requirements = [Requirement(line) for line in re.findall(r"^([A-Za-z0-9][^\\\n]*?) *\\$", text, re.MULTILINE)]
    return [
        (canonicalize_name(requirement.name), Version(str(requirement.specifier).removeprefix("==")))
        for requirement in requirements
        if not requirement.marker or requirement.marker.evaluate()
    ]


def requires_python(wheel: Path) -> SpecifierSet:
    """Read Requires-Python from the METADATA of a wheel; a wheel without it allows every Python."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
        metadata = HeaderParser().parsestr(archive.read(name).decode("utf-8"))
    return SpecifierSet(metadata["Requires-Python"] or "")


@pytest.mark.parametrize("lock", HERE)
def test_every_pinned_wheel_allows_the_oldest_python(lock: str) -> None:
    folder = os.environ.get("OC_EXPLORER_WHEELS")
    if not folder:
        pytest.skip("needs the downloaded wheels: `make unit` names their folder in OC_EXPLORER_WHEELS")
    wheels = {parse_wheel_filename(path.name)[:2]: path for path in (ROOT / folder).glob("*.whl")}
    entries = pinned(lock)
    assert entries
    missing = [f"{name} {version}" for name, version in entries if (name, version) not in wheels]
    refused = [
        wheels[entry].name for entry in entries if entry in wheels and OLDEST not in requires_python(wheels[entry])
    ]
    assert (missing, refused) == ([], [])


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_registry_and_no_folder(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
    assert "://" not in text and not re.search(
        r"^ *(-i|--index-url|--extra-index-url|--find-links)|(^|\s)/", text, re.MULTILINE
    )
    assert "--hash=sha256:" in text


@pytest.mark.parametrize("lock", LOCKS)
def test_every_entry_of_a_lock_has_its_hash(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert entries
    assert [
        entry for entry in entries if not re.match(r"[^\n]*==[^\n]* \\\n +--hash=sha256:[0-9a-f]{64}\b", entry)
    ] == []
