"""Requests under a host name that is not trusted are refused."""

from flask.testing import FlaskClient

from explorer.corpus.home import Home
from explorer.web.app import create_app
from explorer.web.middleware.trusted_hosts import is_trusted
from explorer.web.settings import Settings


def test_a_host_that_is_not_named_is_refused(client: FlaskClient) -> None:
    response = client.get("/", headers={"Host": "rebound.example"})
    assert response.status_code == 400
    assert "OC_EXPLORER_TRUSTED_HOSTS" in response.text
    for host in ("127.0.0.1:8000", "localhost", "[::1]:8000"):
        assert client.get("/", headers={"Host": host}).status_code == 200, host


def test_a_host_that_is_named_is_answered(bundled_home: Home) -> None:
    client = create_app(Settings(bundled_home, trusted_hosts=(".example.org",))).test_client()
    assert client.get("/", headers={"Host": "index.example.org"}).status_code == 200


def test_a_name_is_trusted_whole_and_a_dot_covers_all_below_it() -> None:
    names = ("::1", "Index.example", ".example.org")
    for host in ("[::1]:8000", "index.example", "INDEX.example:80", "example.org", "a.b.example.org:443"):
        assert is_trusted(host, names), host
    for host in ("", "index.example.evil", "evilindex.example", "evilexample.org", "[::2]", "[", "127.0.0.1"):
        assert not is_trusted(host, names), host
