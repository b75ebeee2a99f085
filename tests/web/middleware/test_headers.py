"""Headers of every response."""

import re

import pytest
from flask.testing import FlaskClient

from explorer.corpus.home import Home
from explorer.web.app import create_app
from explorer.web.settings import Settings
from tests.factories import index, tuvalu_2021

EVERY_KIND = ("/", "/search?q=heroin", "/api/v1/search?q=heroin", "/nowhere", "/livez", "/search?edition=1")


@pytest.mark.parametrize("path", EVERY_KIND)
def test_every_answer_is_safe_by_default(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Set-Cookie" not in headers
    assert "Strict-Transport-Security" not in headers


def test_behind_tls_the_browser_has_to_stay_with_https(bundled_home: Home) -> None:
    client = create_app(Settings(bundled_home, behind_tls=True)).test_client()
    response = client.get("/profiles/kgz-2021", headers={"X-Forwarded-Proto": "https"})
    assert "max-age" in response.headers["Strict-Transport-Security"]
    assert "https://localhost/profiles/kgz-2021" in response.text


def test_a_page_that_did_not_change_is_not_sent_again(client: FlaskClient) -> None:
    for path in ("/search?q=heroin", "/profiles/kgz-2021", "/api/v1/search?q=heroin"):
        first = client.get(path)
        assert first.headers["Cache-Control"] == "no-cache"
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        changed = f"{path}&edition=2021" if "?" in path else f"{path}?q=gold"
        other = client.get(changed, headers={"If-None-Match": first.headers["ETag"]})
        assert other.status_code == 200


def test_a_new_generation_changes_every_page_without_a_restart(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = index(Home(tmp_path_factory.mktemp("changing")))
    client = create_app(Settings(home)).test_client()
    before = client.get("/countries")
    assert "Tuvalu" not in before.text
    index(home, tuvalu_2021())
    after = client.get("/countries", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "Tuvalu" in after.text


def test_errors_are_not_kept(client: FlaskClient) -> None:
    assert "ETag" not in client.get("/profiles/kgz-2025").headers


def test_static_files_carry_their_hash_and_are_kept_for_a_year(client: FlaskClient) -> None:
    addresses = re.findall(r'"(/static/[^"]+)"', client.get("/").text)
    assert len(addresses) == 9
    for address in (*addresses, "/static/explorer.css", "/static/explorer.css?v=0"):
        with client.get(address) as response:
            assert response.status_code == 200
            assert ("immutable" in response.headers["Cache-Control"]) == (address in addresses), address


def test_pages_are_compressed(client: FlaskClient) -> None:
    response = client.get("/profiles/kgz-2021", headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert len(response.data) < 25_000
