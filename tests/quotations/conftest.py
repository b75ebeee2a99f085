"""An index over texts of our own: the bundled digest, the paragraphs that links are judged on, and some twins."""

from pathlib import Path

import pytest

from explorer.core import paths
from explorer.corpus.profile_markdown import read_profile_markdown
from explorer.model.profiles import Passage, Profile, Section
from explorer.quotations.quotation_index import QuotationIndex, quotable_passages

ROOT = Path(__file__).parents[2]

TWINS = (
    "Speedboats bring cigarettes across the strait at night, and the coast guard has two boats to stop them.",
    "Speedboats bring cigarettes across the strait at night, and the coast guard has five boats to stop them.",
)
MARKED = "“Nobody asks,” said a driver — not the customs, not the port’s own guards; 6,500 lorries pass [each day]."


def profile_of(code: str, edition: int, *texts: str) -> Profile:
    id = f"{code.lower()}-{edition}"
    passages = tuple(Passage(id, "trade", number, text) for number, text in enumerate(texts, 1))
    return Profile(code, edition, "full", (Section("trade", passages),))


@pytest.fixture(scope="session")
def profiles() -> list[Profile]:
    files = [paths.content("corpus") / "2021" / "kgz.md", *sorted(ROOT.glob("benchmarks/judgements/*/documents/*.md"))]
    read = [read_profile_markdown(path.read_text(encoding="utf-8"), path.name) for path in files]
    return [*read, profile_of("MLT", 2023, TWINS[0]), profile_of("MLT", 2025, TWINS[1], MARKED)]


@pytest.fixture(scope="session")
def index(profiles: list[Profile]) -> QuotationIndex:
    return QuotationIndex(quotable_passages(profiles))
