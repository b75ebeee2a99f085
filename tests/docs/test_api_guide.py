"""The guide of the JSON interface names every address and status of its document."""

import re
from pathlib import Path

from explorer.web.api.openapi import document

GUIDE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")


def test_every_path_is_in_the_guide() -> None:
    addresses = [re.sub(r"\?.*", "", address) for address in re.findall(r"`(/[a-z/?=…&0-9-]+)`", GUIDE)]
    paths = list(document()["paths"])
    assert paths
    for path in paths:
        pattern = re.sub(r"\{\w+\}", "[a-z0-9/-]+", path)
        assert any(re.fullmatch(pattern, address) for address in addresses), path


def test_every_status_of_a_refusal_is_in_the_guide() -> None:
    statuses = {
        status
        for methods in document()["paths"].values()
        for operation in methods.values()
        for status in operation["responses"]
        if status >= "400"
    }
    listed = set(re.findall(r"^\| (\d{3}) \|", GUIDE, re.MULTILINE))
    assert statuses
    assert listed == statuses | {"405"}  # of a method that no operation has


def test_every_address_with_post_is_in_the_guide() -> None:
    assert [path for path, methods in document()["paths"].items() if "post" in methods] == ["/matrix"]
    assert "`/api/v1/matrix` also takes POST" in GUIDE
