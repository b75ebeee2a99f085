"""What an operation may answer, and what is sent to it."""

from explorer.serializers.quote_records import ArticleRecord
from explorer.web.api.operations import get, operation, responses, sent_text


def test_an_operation_names_each_status_that_it_may_have() -> None:
    described = get("read", "Something", responses(ArticleRecord, 404))["get"]
    assert set(described["responses"]) == {"200", "304", "400", "404", "414", "429", "503"}
    assert "parameters" not in described
    assert "304" not in responses(ArticleRecord, has_etag=False)


def test_a_text_is_sent_as_such_or_as_json() -> None:
    body = (operation("send", "Something", responses(ArticleRecord)) | sent_text("article", "Heroin."))["requestBody"]
    assert list(body["content"]) == ["text/plain", "application/json"]
    assert "65,536 bytes" in body["description"]
