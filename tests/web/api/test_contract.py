"""The contract of the JSON interface on a live server: generated requests, and answers checked against the document.

`make test` sends a few of each operation, always the same; `make soak` many, and others every time.
"""

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import schemathesis
from hypothesis import HealthCheck, assume, given, settings
from hypothesis.strategies import one_of
from schemathesis import GenerationMode

from explorer.corpus.home import Home
from explorer.web.api.openapi import document
from tests.web.test_server import served

IS_SOAK = bool(os.environ.get("OC_EXPLORER_SOAK"))
# What fits the schema of their parameters may name nothing.
NAMING = ("/citations", "/matrix", "/compare", "/explore")
# A text that is no bibliography is refused, and so are values that contradict each other: a country outside the area,
# one score on both axes.
REFUSING = (*NAMING, "/bibliographies", "/data", "/scatter")
# Their parameters are free text: what does not fit the schema may read as text.
FREELY = (*NAMING, "/collection", "/quotes", "/suggestions")
OPERATIONS: list[Any] = [result.ok() for result in schemathesis.openapi.from_dict(document()).get_all_operations()]  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def address(grown_home: Home) -> Iterator[str]:
    with served(grown_home, log="errors") as (_, url):
        yield f"{url}/api/v1"


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_every_operation_answers_as_the_document_says(operation: Any, address: str) -> None:
    checks = schemathesis.checks
    excluded = [checks.positive_data_acceptance] if operation.path in REFUSING else []
    excluded += [checks.negative_data_rejection] if operation.path in FREELY else []
    right, wrong = (operation.as_strategy(generation_mode=mode) for mode in GenerationMode)

    @settings(
        max_examples=1000 if IS_SOAK else 15,
        derandomize=not IS_SOAK,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=one_of(right, wrong))
    def hold(case: Any) -> None:
        response = case.call(base_url=address, timeout=120)
        # An empty value counts as absent, as the document says: what it leaves out is no mistake then.
        sent = parse_qsl(urlsplit(str(response.request.url)).query, keep_blank_values=True)
        assume(all(value.strip() for _, value in sent))
        assume(set(case.query or ()) <= {name for name, _ in sent})  # an empty list is left out before it is sent
        assume(response.status_code != 414)  # a thousand characters of a distant script make too long an address
        # A chapter is named by its title too, so that hardly any value is wrong, whatever its type was.
        is_named = any(name == "chapter" for name, _ in sent)
        # Whatever is sent as a query is searched for as a text: null, a number, the last of a list.
        is_text = not isinstance((case.query or {}).get("q", ""), str)
        case.validate_response(
            response, excluded_checks=[*excluded, *([checks.negative_data_rejection] if is_named or is_text else [])]
        )

    hold()
