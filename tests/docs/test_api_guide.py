"""The guide of the JSON interface names every address and status of its document."""

import re
from pathlib import Path

import pytest

from explorer.corpus.home import Home
from explorer.web.api.openapi import document
from explorer.web.app import create_app
from explorer.web.settings import Settings
from tests.web.test_server import served

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
    with_post = {path: set(methods) for path, methods in document()["paths"].items() if "post" in methods}
    assert with_post == {"/articles": {"post"}, "/bibliographies": {"post"}, "/matrix": {"get", "post"}}
    assert "`/api/v1/matrix` also takes POST" in GUIDE
    for path in ("/articles", "/bibliographies"):
        assert f"`/api/v1{path}`" in GUIDE


def _pattern(path: str) -> str:
    """Write the parts of a path that vary as one sign: those of `/works/<slug>`, `/works/{slug}` and `/works/SLUG`."""
    return re.sub(r"<[^>]+>|\{\w+\}|\b[A-Z]+\b", "*", path)


def test_every_page_that_shows_data_has_json(both_home: Home) -> None:
    table = GUIDE.partition("## Pages and their JSON")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(/\S*)` \| (.+) \|$", table, re.MULTILINE)
    listed = {_pattern(page): re.findall(r"`(/[^`]+)`", addresses) for page, addresses in rows}
    served = {_pattern(path) for path in document()["paths"]}
    assert all(addresses and {_pattern(address) for address in addresses} <= served for addresses in listed.values())
    without_data = {
        *("/help", "/about", "/search/score"),
        *("/unapi", "/search/completions", "/static/*", "/livez", "/readyz", "/version"),  # for programs
        "/data/*",  # files
    }
    pages = {
        _pattern(rule.rule)
        for rule in create_app(Settings(both_home)).url_map.iter_rules()
        if not rule.rule.startswith("/api/") and "." not in rule.rule
    }
    assert pages - without_data == set(listed)


def test_three_lines_of_python_search_and_read(both_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(import requests\n.*?)```", GUIDE, re.DOTALL)
    with served(both_home) as (_, url):
        exec(compile(code.replace("http://127.0.0.1:8000", url), "docs/api.md", "exec"), {})
    assert "kgz-2021/drugs/1" in capsys.readouterr().out
