"""Facts of a PDF by their form."""

import pytest

from explorer.core.errors import SourceError
from explorer.ingest.lines import Line
from explorer.ingest.pdf_facts import check_facts
from explorer.model.profiles import FACTS
from tests.ingest.sample_pages import FACTS as VALUES

LABELS = [Line(label) for label in FACTS.values()]


def test_facts_in_their_forms_pass() -> None:
    check_facts(VALUES, LABELS)
    check_facts({**VALUES, "gini-index": "n/a", "capital": "N’Djamena", "gdp": "2,046 (2021)"}, LABELS)


@pytest.mark.parametrize(
    ("slug", "value"),
    [("capital", "30,360 km²"), ("income-group", "income"), ("population", "USD 2,046.00 million"), ("gdp", "Maseru")],
)
def test_the_value_of_another_fact_is_refused(slug: str, value: str) -> None:
    with pytest.raises(SourceError, match=rf"give “{value}” as {FACTS[slug]}, so its facts may have been read"):
        check_facts({**VALUES, slug: value}, LABELS)


def test_a_label_without_a_value_is_refused() -> None:
    facts = {slug: value for slug, value in VALUES.items() if slug not in ("area", "gdp")}
    with pytest.raises(SourceError, match="no value beside or under Area, GDP"):
        check_facts(facts, LABELS)
    check_facts(facts, [line for line in LABELS if line.text not in ("Area", "GDP")])
