"""Field types: paths are written below a root, and values without a JSON form are refused."""

import pytest

from explorer.serializers.json_fields import SitePath, path_schema, to_json
from explorer.serializers.quote_records import QuoteRecord

QUOTE = QuoteRecord(
    id="mlt-2021/drugs/1",
    kind="exact",
    similarity=1.0,
    passage="Boats.",
    diff=(),
    url=SitePath("/passages/mlt-2021/drugs/1"),
)


def test_a_path_is_written_as_it_is_on_the_command_line() -> None:
    assert b'"url":"/passages/mlt-2021/drugs/1"' in to_json(QUOTE)


def test_a_path_is_written_below_the_root_of_the_request() -> None:
    assert b'"url":"/oc/passages/mlt-2021/drugs/1"' in to_json(QUOTE, lambda path: f"/oc{path}")


def test_what_has_no_form_in_json_is_refused() -> None:
    with pytest.raises(NotImplementedError, match="complex"):
        to_json({"number": 1j})
    with pytest.raises(NotImplementedError, match="complex"):
        path_schema(complex)


def test_text_is_written_in_its_own_script() -> None:
    assert to_json({"area": "199,950 km²"}) == '{"area":"199,950 km²"}'.encode()
