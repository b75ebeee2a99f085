"""The queries on the paragraphs of two sets together have the shape that their README documents."""

import json
from collections import Counter

import pytest

from benchmarks.linking import CONSTRUCTED
from benchmarks.relevance import JUDGEMENTS, QUESTIONS, read_questions, read_set


@pytest.mark.parametrize(
    ("name", "passages", "queries"),
    [
        ("questions", 64, 15),
        ("questions-held-out", 64, 15),
        ("profile-questions", 112, 20),
        ("profile-questions-held-out", 112, 20),
        ("profile-questions-2-held-out", 56, 39),
    ],
)
def test_queries_are_graded_in_halves_on_known_paragraphs(name: str, passages: int, queries: int) -> None:
    judged = read_questions(name)
    known = {passage.id for profile in judged.profiles for passage in profile.passages()}
    assert len(known) == passages
    assert len(judged.queries) == queries
    for grades in judged.queries.values():
        assert grades
        assert grades.keys() <= known
        assert set(grades.values()) <= {0.5, 1.0, 1.5, 2.0, 2.5, 3.0}


@pytest.mark.parametrize("name", ["questions", "questions-held-out"])
def test_three_kinds_of_people_ask_five_questions_each(name: str) -> None:
    asked = json.loads((JUDGEMENTS / f"{name}.json").read_text(encoding="utf-8"))
    assert Counter(question["asked_by"] for question in asked) == {"analyst": 5, "journalist": 5, "citizen": 5}


def test_no_query_is_asked_twice_of_the_same_paragraphs() -> None:
    asked = [(name, query) for name in CONSTRUCTED for query in read_set(name, JUDGEMENTS / name, None).queries]
    asked += [
        (part, query) for name, parts in QUESTIONS.items() for part in parts for query in read_questions(name).queries
    ]
    assert max(Counter(asked).values()) == 1
