"""Fixtures for feeds: dates of the small corpus."""

import datetime
from pathlib import Path

import pytest

from explorer.corpus.first_seen import SCORES, SeenDates, passage_key, scores_key
from explorer.corpus.home import Home
from tests.factories import SMALL_SCORES, SMALL_TEXTS

BUILT = datetime.datetime(2026, 12, 1, tzinfo=datetime.UTC)
# Kyrgyzstan came in 2024, Albania in 2025, and a passage of it was changed in 2026.
SEEN = {"kgz-2021": "2024-01-01T00:00:00Z", "kgz-2023": "2024-01-01T00:00:00Z", "alb-2023": "2025-02-03T04:05:06Z"}
CHANGED = "2026-07-08T09:10:11Z"


@pytest.fixture
def dates(tmp_path: Path) -> SeenDates:
    """Record when the small corpus was seen."""
    home = Home(tmp_path)
    for id, sections in SMALL_TEXTS.items():
        texts = [text for section in sections.values() for text in section]
        lines = [f"{passage_key(text)} {CHANGED if 'banana' in text else SEEN[id]} seen\n" for text in texts]
        path = home.first_seen / id[-4:] / f"{id[:3]}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(lines), encoding="ascii")
    scores = [f"{scores_key(id, scores)} {SEEN[id]} seen\n" for id, scores in SMALL_SCORES.items()]
    (home.first_seen / SCORES).write_text("".join(scores), encoding="ascii")
    return SeenDates(home, BUILT)
