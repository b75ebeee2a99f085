"""Fixtures: an index over our own texts: the bundled digest, the judged paragraphs, and some twins."""

from pathlib import Path

import pytest

from explorer.corpus.profile_markdown import read_profile_markdown
from explorer.model.profiles import Profile
from explorer.quotations.quotation_index import QuotationIndex, quotable_passages
from tests.factories import bundled_digest, make_profile

ROOT = Path(__file__).parents[2]

TWINS = (
    "Speedboats bring cigarettes across the strait at night, and the coast guard has two boats to stop them.",
    "Speedboats bring cigarettes across the strait at night, and the coast guard has five boats to stop them.",
)
MARKED = "“Nobody asks,” said a driver — not the customs, not the port’s own guards; 6,500 lorries pass [each day]."


def malta() -> list[Profile]:
    """Make two editions that differ in one word, the later with a passage of quotation marks."""
    return [
        make_profile("mlt-2023", {"trade": [TWINS[0]]}),
        make_profile("mlt-2025", {"trade": [TWINS[1], MARKED]}),
    ]


@pytest.fixture(scope="session")
def profiles() -> list[Profile]:
    files = sorted(ROOT.glob("benchmarks/judgements/*/documents/*.md"))
    judged = [read_profile_markdown(path.read_text(encoding="utf-8"), path.name) for path in files]
    return [bundled_digest(), *judged, *malta()]


@pytest.fixture(scope="session")
def index(profiles: list[Profile]) -> QuotationIndex:
    return QuotationIndex(quotable_passages(profiles))
