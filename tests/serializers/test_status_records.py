"""Errors have one shape, and a server reports its build, or that it has none."""

from explorer.serializers.status_records import ReadinessRecord, VersionRecord, error_record
from tests.serializers.decoded import decoded


def test_an_error_has_its_status_and_a_message() -> None:
    assert decoded(error_record(404, "There is none.")) == {"error": {"status": 404, "message": "There is none."}}


def test_a_server_names_its_build() -> None:
    assert decoded(ReadinessRecord(status="ready", generation="g1")) == {"status": "ready", "generation": "g1"}
    version = VersionRecord(name="oc-explorer", version="1.0", generation=None)
    assert decoded(version) == {"name": "oc-explorer", "version": "1.0", "generation": None}
