"""Permanent links and bibliographies that programs check."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from explorer.cli.main import group
from explorer.corpus.home import Home
from explorer.model.profiles import version_of
from explorer.web.app import create_app
from explorer.web.settings import Settings
from tests.web.api.test_v1 import check

ENTRY = "@misc{{{key},\n  note = {{Permanent link in OC Explorer: http://oc.example/oc{link}}},\n}}\n"


def status(client: FlaskClient, link: str, http_status: int = 200, root: str = "") -> dict[str, object]:
    """Return the answer about a link."""
    response = client.get(
        "/api/v1/permalinks", query_string={"link": link}, environ_overrides={"SCRIPT_NAME": root} if root else {}
    )
    assert response.status_code == http_status, response.text
    answer: dict[str, object] = response.get_json()
    check("LinkStatusRecord" if http_status == 200 else "ErrorRecord", answer)
    return answer


def permanent_link(client: FlaskClient, id: str) -> str:
    return f"/passages/{id}?v={version_of(client.get(f'/api/v1/passages/{id}').get_json()['text'])}"


def test_a_link_of_any_kind_has_its_status(client: FlaskClient) -> None:
    same = permanent_link(client, "kgz-2021/drugs/1")
    searched = client.get("/api/v1/citations?id=search?q=heroin").get_json()["link"].removeprefix("http://localhost")
    expected = {
        same: ("passage", "same", same),
        f"https://oc.example/oc{same}": ("passage", "same", same),
        "/passages/kgz-2021/drugs/1": ("passage", "there", same),
        "/passages/kgz-2021/drugs/1?v=00000000": ("passage", "changed", same),
        f"/passages/kgz-2021/drugs/2?{same.partition('?')[2]}": ("passage", "moved", same),
        "/passages/kgz-2021/drugs/9?v=00000000": ("passage", "gone", ""),
        f"/profiles/kgz-2021?{same.partition('?')[2]}#drugs-1": ("passage", "same", same),
        "/scores/kgz-2021/heroin-trade?v=6.5": ("score", "changed", "/scores/kgz-2021/heroin-trade?v=7.0"),
        "/scores/kgz-2025/heroin-trade?v=6.5": ("score", "gone", ""),
        "/indicators/heroin-trade?edition=2021": ("indicator", "there", "/indicators/heroin-trade?edition=2021"),
        "/chapters/none-of-ours?v=00000000": ("chapter", "gone", ""),
        searched: ("search", "same", searched),
        searched.replace("found=1", "found=2").replace("v=", "v=0"): ("search", "changed", searched),
    }
    for link, (kind, state, now) in expected.items():
        answer = status(client, link)
        assert (answer["link"], answer["kind"], answer["status"], answer["now"]) == (link, kind, state, now), link


def test_a_hash_without_the_fragment_is_that_of_the_part_as_on_the_page(client: FlaskClient) -> None:
    version = permanent_link(client, "kgz-2021/drugs/1").partition("?")[2]
    answer = status(client, f"/profiles/kgz-2021?{version}")
    assert (answer["id"], answer["status"]) == ("kgz-2021/drugs/1", "same")
    assert status(client, "/profiles/kgz-2021?v=00000000")["status"] == "changed"


def test_what_is_no_link_is_refused(client: FlaskClient) -> None:
    for link in ("https://example.org/passages", "http://[oops", "kgz-1999/drugs/1", "/search?sort=luck", "/"):
        status(client, link, 400 if "luck" in link else 404)


def test_the_new_place_is_below_the_path_of_the_site(client: FlaskClient) -> None:
    answer = status(client, "/oc/passages/kgz-2021/drugs/1?v=00000000", root="/oc")
    assert str(answer["now"]).startswith("/oc/passages/kgz-2021/drugs/1?v=")
    answer = status(client, "/oc/passages/kgz-2021/drugs/9?v=00000000", root="/oc")
    assert answer["now"] == ""


@pytest.mark.parametrize("suffix", ["bib", "ris", "csl.json"])
def test_a_bibliography_is_verified_as_by_the_command_line(
    client: FlaskClient, bundled_home: Home, tmp_path: Path, suffix: str
) -> None:
    ids = ("kgz-2021/drugs/1", "kgz-2021/heroin-trade", "search%3Fq%3Dheroin")
    files = [client.get(f"/cite.{suffix}?id={id}").text for id in ids]
    text = json.dumps([json.loads(file)[0] for file in files]) if suffix == "csl.json" else "\n".join(files)
    response = client.post("/api/v1/bibliographies", data=text, content_type="text/plain")
    check("VerdictsRecord", response.get_json())
    assert [entry["status"] for entry in response.get_json()["entries"]] == ["same"] * 3
    file = tmp_path / f"refs.{suffix}"
    file.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(group, ["--home", str(bundled_home.path), "verify", str(file), "--json"])
    assert json.loads(done.stdout) == response.get_json()


def test_each_entry_has_its_own_status(client: FlaskClient) -> None:
    links = {
        "kept": permanent_link(client, "kgz-2021/drugs/1"),
        "changed": "/passages/kgz-2021/drugs/1?v=00000000",
        "gone": "/passages/kgz-2021/drugs/9?v=00000000",
        "other": "/somewhere",
    }
    text = "".join(ENTRY.format(key=key, link=link) for key, link in links.items())
    entries = client.post("/api/v1/bibliographies", json={"text": text}).get_json()["entries"]
    assert [(entry["entry"], entry["status"]) for entry in entries] == [
        ("kept", "same"),
        ("changed", "changed"),
        ("gone", "gone"),
        ("other", "not ours"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Just words.", "neither BibTeX"),
        ("TY  - ELEC", "no RIS record"),
        ("[1]", "CSL-JSON is a list of items"),
        ('[{"id": "\\ud800"}]', "half of a character"),
        ("@misc{a, url={x", "the BibTeX entry 'a' is not finished"),
        ("{", "is not JSON"),
        ("[" * 60_000, "nested too deeply"),
        (f'[{{"id": {"9" * 5_000}}}]', "too long a number"),
    ],
)
def test_what_is_no_bibliography_is_refused_with_a_sentence(client: FlaskClient, text: str, message: str) -> None:
    response = client.post("/api/v1/bibliographies", data=text, content_type="text/plain")
    assert response.status_code == 400
    assert message in response.get_json()["error"]["message"]


@pytest.mark.parametrize("text", ["TY  -\n" * 9_000, "@a{b,\n" * 9_000, "@misc{a,\n" + "Quoted: “" * 5_000])
def test_hostile_entries_are_read_in_a_moment(client: FlaskClient, text: str) -> None:
    response = client.post("/api/v1/bibliographies", data=text, content_type="text/plain")
    assert response.status_code in (200, 400)


def test_a_bibliography_that_takes_too_long_is_stopped(bundled_home: Home) -> None:
    client = create_app(Settings(bundled_home, time=1e-6)).test_client()
    response = client.post(
        "/api/v1/bibliographies", json={"text": ENTRY.format(key="a", link="/scores/kgz-2021/drugs")}
    )
    assert (response.status_code, response.headers["Retry-After"]) == (503, "1")
