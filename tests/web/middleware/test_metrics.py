from collections import Counter
from urllib.request import urlopen

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from explorer.corpus.home import Home
from explorer.web.app import create_app
from explorer.web.settings import Settings
from tests.web.test_server import served


def samples(text: str) -> dict[str, float]:
    """Return every sample, by name and labels."""
    return {
        sample.name + "".join(f" {name}={value}" for name, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.fixture
def counted(bundled_home: Home) -> FlaskClient:
    return create_app(Settings(bundled_home, has_metrics=True)).test_client()


def test_there_are_no_metrics_unless_asked_for(client: FlaskClient) -> None:
    assert client.get("/metrics").status_code == 404


def test_requests_are_counted_by_route_and_status(counted: FlaskClient) -> None:
    for path in (
        "/search?q=heroin",
        "/search?q=gold",
        "/search",
        "/search?edition=1",
        "/nowhere",
        "/profiles/kgz-2021",
    ):
        counted.get(path)
    page = counted.get("/search?q=heroin")
    assert counted.get("/search?q=heroin", headers={"If-None-Match": page.headers["ETag"]}).status_code == 304
    response = counted.get("/metrics")
    assert response.headers["Content-Type"].startswith("text/plain; version=")
    metrics = samples(response.text)
    assert metrics["oc_explorer_requests_total route=/search status=200"] == 4
    assert metrics["oc_explorer_requests_total route=/search status=304"] == 1
    assert metrics["oc_explorer_requests_total route=/search status=400"] == 1
    assert metrics["oc_explorer_requests_total route= status=404"] == 1
    assert metrics["oc_explorer_request_seconds_count route=/search"] == 6
    assert metrics["oc_explorer_searches_total status=200"] == 3
    assert metrics["oc_explorer_searches_total status=304"] == 1
    assert metrics["oc_explorer_profiles"] == 1
    assert metrics["oc_explorer_ready"] == 1


def test_metrics_say_nothing_of_what_was_searched(counted: FlaskClient) -> None:
    counted.get("/search?q=opium")
    counted.get("/opium")
    assert "opium" not in counted.get("/metrics").text


def test_metrics_name_what_runs_and_the_generation_that_answers(counted: FlaskClient, unbuilt: FlaskClient) -> None:
    version = counted.get("/version").get_json()
    metrics = samples(counted.get("/metrics").text)
    assert metrics[f"oc_explorer_build_info version={version['version']}"] == 1
    assert metrics[f"oc_explorer_generation_info id={version['generation']}"] == 1


def test_without_an_index_metrics_say_that_nothing_is_ready(tmp_path_factory: pytest.TempPathFactory) -> None:
    client = create_app(Settings(Home(tmp_path_factory.mktemp("empty")), has_metrics=True)).test_client()
    metrics = samples(client.get("/metrics").text)
    assert metrics["oc_explorer_ready"] == 0
    assert not any("generation" in name for name in metrics)


def test_requests_through_a_proxy_get_no_metrics(counted: FlaskClient) -> None:
    assert counted.get("/metrics", headers={"X-Forwarded-For": "192.0.2.1"}).status_code == 404


def test_the_counts_of_all_workers_are_added_up(bundled_home: Home) -> None:
    with served(bundled_home, metrics="1") as (_, url):
        for _ in range(40):
            urlopen(f"{url}/search?q=heroin").close()
        totals: Counter[float] = Counter()
        for _ in range(10):
            with urlopen(f"{url}/metrics") as response:
                metrics = samples(response.read().decode())
            totals[metrics["oc_explorer_requests_total route=/search status=200"]] += 1
        assert totals == {40: 10}
        assert metrics["oc_explorer_searches_total status=200"] == 40
        assert metrics["oc_explorer_request_seconds_bucket le=+Inf route=/search"] == 40
        assert metrics["oc_explorer_profiles"] == 1
