"""A citation is written in a style or a format."""

import datetime

import pytest

from explorer.citations.record import Citation
from explorer.core.errors import QueryError
from explorer.serializers.citation_records import citation_record
from tests.serializers.decoded import decoded

CITATION = Citation(
    id="kgz-2021/drugs/1",
    kind="passage",
    title="Kyrgyzstan",
    edition=2021,
    path="/passages/kgz-2021/drugs/1?v=00000000",
    accessed=datetime.date(2026, 1, 31),
    section="Drugs",
    paragraph=1,
    text_kind="digest",
    address="https://example.org",
)


def test_a_citation_in_a_style_has_an_entry_and_a_form_for_the_text() -> None:
    answer = decoded(citation_record(CITATION, "apa"))
    assert answer["text"].startswith("Global Initiative Against Transnational Organized Crime.")
    assert answer["in_text"].startswith("(Global Initiative")
    assert list(answer) == ["id", "kind", "style", "text", "in_text", "text_kind", "source_url", "link", "accessed"]
    assert (answer["text_kind"], answer["accessed"]) == ("digest", "2026-01-31")
    assert answer["link"] == "https://example.org/passages/kgz-2021/drugs/1?v=00000000"


def test_a_record_in_a_format_has_no_form_for_the_text() -> None:
    answer = decoded(citation_record(CITATION, "ris"))
    assert answer["text"].startswith("TY  - ")
    assert answer["in_text"] == ""


def test_an_unknown_style_is_refused() -> None:
    with pytest.raises(QueryError, match="apa"):
        citation_record(CITATION, "appa")
