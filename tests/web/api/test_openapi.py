"""The document is valid, names every status that the server sends, and is correct below a path as well."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin

import pytest
from flask.testing import FlaskClient
from openapi_spec_validator import validate

from explorer.corpus.home import Home
from explorer.web.api.openapi import RECORDS, document
from explorer.web.app import create_app
from explorer.web.settings import LARGEST_BODY, Settings
from tests.web.api.test_v1 import check

OPERATIONS = [
    pytest.param(operation, id=f"{method.upper()} {path}")
    for path, methods in document()["paths"].items()
    for method, operation in methods.items()
]


def test_the_document_is_openapi_3_1(client: FlaskClient) -> None:
    served = client.get("/api/v1/openapi.json").get_json()
    assert served["openapi"].startswith("3.1")
    validate(served)
    assert served == document()


def test_its_server_is_found_from_its_own_address() -> None:
    (server,) = document()["servers"]
    for root in ("", "/oc"):
        address = f"https://example.org{root}/api/v1/openapi.json"
        assert urljoin(address, server["url"]) == f"https://example.org{root}/api/v1"


@pytest.mark.parametrize("operation", OPERATIONS)
def test_any_operation_may_be_refused_for_its_parameters_length_rate_or_time(operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    assert {"200", "400", "414", "429", "503"} <= responses.keys()
    assert all("Retry-After" in responses[status]["headers"] for status in ("429", "503"))
    assert all(HTTPStatus(int(status)) for status in responses)


def test_every_record_of_an_answer_is_referred_to() -> None:
    written = str(document()["paths"])
    assert RECORDS
    for record in RECORDS:
        assert f"#/components/schemas/{record.__name__}'" in written


def test_a_key_of_a_kind_is_called_text_kind_everywhere() -> None:
    """A profile has it also as `text`, its name in 0.1.0, which programs read."""
    kinds = ["digest", "full", "none"]
    named = {
        name if name == "text_kind" else f"{record}.{name}"
        for record, schema in document()["components"]["schemas"].items()
        for name, field in schema.get("properties", {}).items()
        if field.get("enum") == kinds
    }
    assert named == {"text_kind", "ProfileRecord.text"}


def shape(field: dict[str, Any]) -> str:
    """Return what a value is: text, number, flag, list or object; several of them where it may be several."""
    if "$ref" in field:
        return shape(document()["components"]["schemas"][field["$ref"].rpartition("/")[2]])
    if "anyOf" in field:
        return " or ".join(sorted({shape(choice) for choice in field["anyOf"]} - {""}))
    named = field.get("type", ["string" if isinstance(value, str) else "number" for value in field.get("enum", [])])
    types = {named} if isinstance(named, str) else set(named)
    return " or ".join(sorted({"number" if name == "integer" else name for name in types} - {"null"}))


def test_a_key_has_one_meaning_in_every_record() -> None:
    shapes: dict[str, set[str]] = {}
    for record, schema in document()["components"]["schemas"].items():
        for name, field in (
            schema.get("properties", {}).items() if record != "UnderstoodRecord" else ()
        ):  # lists of values
            shapes.setdefault(name, set()).add(shape(field))
    several = {name for name, each in shapes.items() if len(each) > 1}
    # In the `diff` of a quotation `source` is the words of the passage; the `value` of a parameter may be a number;
    # the `profiles` of a search are counted, and its `items` are the list; the `status` of an error is that of HTTP;
    # the `country` of a claim is a code, without its name; `to` of a rank ends its tie, of a mention is the named, and
    # `from` and `to` of what changed are profiles, passages, words or scores, and its `scores` are a list.
    assert several == {"source", "value", "profiles", "status", "country", "from", "to", "scores"}
    assert len(shapes) > 100


def test_refusals_are_as_the_document_says(client: FlaskClient, unbuilt: FlaskClient, bundled_home: Home) -> None:
    large = b"a" * (LARGEST_BODY + 1)
    hasty = create_app(Settings(bundled_home, rate="1 per hour")).test_client()
    hasty.get("/api/v1/chapters")
    refusals = {
        400: client.get("/api/v1/matrix"),
        404: client.get("/api/v1/chapters/none-of-ours"),
        405: client.put("/api/v1/matrix"),
        413: client.post("/api/v1/matrix", data={"terms": large}),
        429: hasty.get("/api/v1/chapters"),
        503: unbuilt.get("/api/v1/search?q=heroin"),
    }
    for status, response in refusals.items():
        assert response.status_code == status
        check("ErrorRecord", response.get_json())
    assert refusals[405].headers["Allow"].split(", ")
    assert int(refusals[429].headers["Retry-After"]) > 0


def test_a_list_of_terms_may_be_sent(client: FlaskClient) -> None:
    response = client.post("/api/v1/matrix", data={"terms": "heroin\nborder*", "by": "edition"})
    assert response.status_code == 200
    check("MatrixRecord", response.get_json())
