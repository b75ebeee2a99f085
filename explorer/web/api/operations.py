"""Operations of the JSON interface as OpenAPI 3.1 describes them: their answers, refusals and bodies."""

from explorer.serializers.json_fields import JsonRecord
from explorer.serializers.quote_records import SentTextRecord
from explorer.serializers.status_records import ErrorRecord
from explorer.serializers.vocabulary_schemas import Schema, ref
from explorer.web.api.parameters import TEXT
from explorer.web.settings import LARGEST_BODY, LONGEST_LINE

_FAILURES = {
    400: "The request cannot be answered as sent; the message names what would work",
    404: "There is no such thing; the message names what is close",
    413: "More was sent than is accepted",
    429: "Too many requests from one address; Retry-After has the seconds to wait",
    503: "There is no usable search index, or the answer takes longer than one request may",
}
_RETRY_AFTER: Schema = {"Retry-After": {"description": "Seconds to wait", "schema": {"type": "integer", "minimum": 1}}}


def responses(record: type[JsonRecord], *failures: int, has_etag: bool = True) -> Schema:
    """Return the responses of an operation by status: any may also be refused with 400, 414, 429 or 503."""
    responses: Schema = {
        "200": {"description": "The answer", "content": {"application/json": {"schema": ref(record.__name__)}}},
        "414": {"description": f"The address is longer than {LONGEST_LINE:,} bytes", "content": {"text/html": {}}},
    }
    if has_etag:
        responses["304"] = {"description": "Not changed since the answer whose ETag was sent"}
    for status in (400, *failures, 429, 503):
        responses[str(status)] = {
            "description": _FAILURES[status],
            "content": {"application/json": {"schema": ref(ErrorRecord.__name__)}},
        }
        if status in (429, 503):
            responses[str(status)]["headers"] = _RETRY_AFTER
    return responses


def operation(id: str, summary: str, responses: Schema, *parameters: Schema) -> Schema:
    """Return an operation of a path."""
    described: Schema = {"operationId": id, "summary": summary, "responses": responses}
    if parameters:
        described["parameters"] = list(parameters)
    return described


def get(id: str, summary: str, responses: Schema, *parameters: Schema) -> Schema:
    """Return a path that is only read."""
    return {"get": operation(id, summary, responses, *parameters)}


def sent_text(noun: str, example: str, record: type[JsonRecord] = SentTextRecord) -> Schema:
    """Return the body of a request that is a text."""
    text = TEXT | {"minLength": 1, "examples": [example]}
    return {
        "requestBody": {
            "required": True,
            "description": f"The {noun}, of at most {LARGEST_BODY:,} bytes; nothing of it is kept",
            "content": {
                "text/plain": {"schema": text},
                "application/json": {"schema": ref(record.__name__)},
            },
        }
    }
