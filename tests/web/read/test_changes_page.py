"""`/changes` on the page and in JSON: two editions of a made-up profile, and two readings of one."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from explorer.corpus.earlier_readings import replaced_readings
from explorer.corpus.home import Home
from explorer.web.app import create_app
from explorer.web.settings import Settings
from tests.factories import EDITIONS_AFTER, changed_editions, index, make_profile, store
from tests.web.soup import element, every, page, words

PAGE = "/changes/tjk-2021..tjk-2023"
API = "/api/v1/changes"


def client_of(home: Home) -> FlaskClient:
    app = create_app(Settings(home))
    app.config["PROPAGATE_EXCEPTIONS"] = True
    return app.test_client()


@pytest.fixture(scope="module")
def changed(changed_home: Home) -> FlaskClient:
    return client_of(changed_home)


@pytest.fixture(scope="module")
def read_anew(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Return a client of a home in which an import replaced the text of a profile."""
    home = store(Home(tmp_path_factory.mktemp("anew")), *changed_editions()[:2])
    now = make_profile("tjk-2023", EDITIONS_AFTER | {"people": ["Nothing else is said of people now."]})
    for path, data in replaced_readings(home, [now]):
        path.parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(data)
    return client_of(index(home, now))


def test_each_passage_is_named_by_its_kind_and_its_words_are_marked(changed: FlaskClient) -> None:
    soup = page(changed, PAGE)
    assert words(element(soup, "h1")) == "What changed in Tajikistan, 2021 to 2023"
    summary = "1 new passage, 1 edited, 1 moved, 1 gone; heroin trade 7.0 → 6.5."
    assert words(element(soup, ".summary")) == summary
    assert [words(tag) for tag in every(soup, "#people summary .tag")] == ["same text, moved", "same text"]
    assert [words(tag) for tag in every(soup, "#drugs .whole .tag")] == ["new", "gone"]
    assert [words(tag) for tag in every(soup, "#drugs .both del, #drugs .both ins")] == ["300", "450"]
    assert words(element(soup, "#drugs .both .wording")).endswith("Some 300 450 kilograms were seized.")
    assert "Laboratories &lt;were&gt; found &amp; closed" in changed.get(PAGE).get_data(as_text=True)


def test_scores_stand_beside_their_section_and_averages_say_whether_they_are_comparable(changed: FlaskClient) -> None:
    soup = page(changed, PAGE)
    steps = [words(step) for step in every(soup, "#drugs .step-of")]
    assert "Heroin trade 7.0 → 6.5 −0.5" in steps
    assert "Cannabis trade 4.0 → 4.0 same" in steps
    assert words(element(soup, "#scores .step-of")).endswith("† not comparable")
    assert "have different members" in words(element(soup, "#scores"))


def test_only_what_is_new_leaves_out_the_rest(changed: FlaskClient) -> None:
    soup = page(changed, f"{PAGE}?new=1")
    assert not soup.select("#people")
    assert [words(tag) for tag in every(soup, "#drugs .both .tag, #drugs .whole .tag")] == ["edited", "new"]
    passages = changed.get(f"{API}/tjk-2021..tjk-2023?new=1").json["sections"][1]["passages"]  # type: ignore[index]
    assert [passage["kind"] for passage in passages] == ["edited", "new"]


def test_one_section_alone(changed: FlaskClient) -> None:
    assert [tag["id"] for tag in every(page(changed, f"{PAGE}?section=Drugs"), "section.part")] == ["drugs", "scores"]


def test_json_has_the_alignment_as_agreed(changed: FlaskClient) -> None:
    answer = changed.get(f"{API}/tjk-2021..tjk-2023").json
    assert answer is not None
    assert (answer["from"], answer["to"], answer["notices"]) == ("tjk-2021", "tjk-2023", [])
    first = answer["sections"][1]["passages"][0]
    assert {name: first[name] for name in ("kind", "from", "to", "similarity")} == {
        "kind": "edited", "from": ["tjk-2021/drugs/1"], "to": ["tjk-2023/drugs/1"], "similarity": 1.0,
    }  # fmt: skip
    assert {"op": "changed", "from": "300", "to": "450"} in first["diff"]
    scores = {score["slug"]: score for score in answer["scores"]}
    heroin = {"slug": "heroin-trade", "from": 7.0, "to": 6.5, "change": -0.5, "comparable": True}
    assert scores["heroin-trade"] == heroin
    assert scores["criminality"]["comparable"] is False


def test_the_later_edition_first_leads_to_the_earlier_first(changed: FlaskClient) -> None:
    response = changed.get("/changes/tjk-2023..tjk-2021?new=1")
    assert (response.status_code, response.headers["Location"]) == (301, f"{PAGE}?new=1")
    assert changed.get(f"{API}/tjk-2023..tjk-2021").json == changed.get(f"{API}/tjk-2021..tjk-2023").json


def test_text_in_one_edition_only_is_said_and_scores_are_compared(changed: FlaskClient) -> None:
    soup = page(changed, "/changes/uzb-2021..uzb-2023")
    notice = words(element(soup, ".notice"))
    assert notice.startswith(
        "There is no text of Uzbekistan 2021 here, only scores. The text of Uzbekistan 2023 is here."
    )
    assert "Heroin trade 5.0 → 6.0 +1.0" in [words(step) for step in every(soup, "#scores .step-of")]


def test_a_digest_is_not_compared_with_a_published_text(grown: FlaskClient) -> None:
    assert "cannot be compared word for word" in words(element(page(grown, "/changes/kgz-2021..kgz-2023"), ".notice"))


@pytest.mark.parametrize(
    ("texts", "status", "message"),
    [
        ("tjk-2021..uzb-2023", 400, "are two countries"),
        ("tjk-2021..tjk-2021", 400, "Both are tjk-2021"),
        ("tjk-2021..tjk-2025", 404, "tjk-2025"),
        ("tjk-2021..enact-lso-2019", 400, "are not compared"),
        ("tjk-2021..tjk-2023..tjk-2025", 404, "does not name two editions"),
        ("..", 404, "does not name two editions"),
        ("tjk-2021..ferries", 404, "is not the id of a profile"),
        ("tjk-2021", 404, "No earlier reading of Tajikistan 2021 is kept here"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_a_sentence(
    changed: FlaskClient, texts: str, status: int, message: str
) -> None:
    assert message in words(page(changed, f"/changes/{texts}", status))
    response = changed.get(f"{API}/{texts}")
    assert response.status_code == status
    assert message in response.get_data(as_text=True)


@pytest.mark.parametrize("query", ["reading=0", "reading=x", "new=yes", "section=weather", "color=red"])
def test_a_wrong_parameter_is_refused(changed: FlaskClient, query: str) -> None:
    assert changed.get(f"{API}/tjk-2021..tjk-2023?{query}").status_code == 400


def test_profiles_sections_and_comparisons_link_to_it(changed: FlaskClient) -> None:
    soup = page(changed, "/profiles/tjk-2023")
    assert {tag["href"] for tag in soup.select('a[href^="/changes/"]')} == {PAGE, f"{PAGE}#people", f"{PAGE}#drugs"}
    assert not page(changed, "/profiles/tjk-2021").select('a[href^="/changes/"]')
    comparison = page(changed, "/compare?profiles=tjk-2023,tjk-2021")
    assert words(element(comparison, f'a[href="{PAGE}"]')) == "What changed in Tajikistan from 2021 to 2023"
    assert f"{PAGE}</loc>" in changed.get("/sitemap.xml").get_data(as_text=True)
    assert "uzb-2021..uzb-2023" not in changed.get("/sitemap.xml").get_data(as_text=True)


def test_what_an_import_replaced_is_shown_beside_what_is_there_now(read_anew: FlaskClient) -> None:
    assert page(read_anew, "/profiles/tjk-2023").select('a[href="/changes/tjk-2023"]')
    soup = page(read_anew, "/changes/tjk-2023")
    assert words(element(soup, "h1")) == "What changed in Tajikistan, 2023: since an earlier import"
    assert words(element(soup, ".summary")) == "1 new passage, 2 gone."
    assert [words(tag) for tag in every(soup, "#people .whole .tag")] == ["new", "gone", "gone"]
    assert page(read_anew, "/changes/tjk-2023?reading=1").select("#people")
    assert "there is no number 2" in words(page(read_anew, "/changes/tjk-2023?reading=2", 404))
