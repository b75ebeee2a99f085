"""Bodies that are sent: taken whole or refused, and in UTF-8."""

import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from explorer.web.settings import LARGEST_BODY

TEXT, FORM, PARTS = "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
PART = b'--x\r\nContent-Disposition: form-data; name="term"\r\n\r\nheroin\r\n--x--\r\n'
SENT = (
    ("/api/v1/articles", TEXT, b"He said: "),
    ("/api/v1/articles", "application/json", b'{"text": "He said"}'),
    ("/api/v1/bibliographies", TEXT, b"@misc{a, note = {x}} "),
    ("/api/v1/matrix", FORM, b"term=heroin&"),
    ("/api/v1/matrix", PARTS, PART),
    ("/lookup", FORM, b"text=heroin&"),
)


@pytest.mark.parametrize(("path", "kind", "start"), SENT)
def test_a_body_without_a_length_is_taken_whole_or_refused(
    client: FlaskClient, path: str, kind: str, start: bytes
) -> None:
    for size, status in ((len(start), 200), (LARGEST_BODY, 200), (LARGEST_BODY + 1, 413), (3 * LARGEST_BODY, 413)):
        stream = io.BytesIO(start.ljust(size))
        environ: dict[str, Any] = {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
        response = client.post(path, input_stream=stream, content_type=kind, environ_overrides=environ)
        assert response.status_code == status, size
        if status == 413:
            assert "Send at most 64 kB" in response.text


@pytest.mark.parametrize(("path", "kind", "start"), SENT)
def test_a_body_in_another_encoding_is_refused_with_its_name(
    client: FlaskClient, path: str, kind: str, start: bytes
) -> None:
    for charset in ("latin-1", "bogus", "utf-16", '"iso-8859-1"', "utf-8-sig", '"<b>"'):
        response = client.post(path, data=start, content_type=f"{kind}; charset={charset}")
        assert response.status_code == 400, charset
        assert "is not UTF-8. Send the body as UTF-8." in response.text
    for encoding in ("gzip", "br", "bogus", "identity, gzip"):
        response = client.post(path, data=start, content_type=kind, headers={"Content-Encoding": encoding})
        assert response.status_code == 400, encoding
        assert "Send the body as it is." in response.text
    for charset in ("utf-8", "UTF-8", '"utf-8"', "utf8", "us-ascii"):
        headers = {"Content-Encoding": "Identity"}
        response = client.post(path, data=start, content_type=f"{kind}; charset={charset}", headers=headers)
        assert response.status_code == 200, charset


def test_an_address_that_takes_no_body_says_so_first(client: FlaskClient) -> None:
    response = client.post("/api/v1/search", data=b"x", headers={"Content-Encoding": "gzip"})
    assert response.status_code == 405
