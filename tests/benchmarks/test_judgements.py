"""The judged sets have the shape that the benchmarks and their README document, the held-out set too."""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from benchmarks.fit_links import SENTENCES, read_sentences
from benchmarks.linking import CONSTRUCTED, OWN, REALISTIC, JudgedPassage, read_judged
from benchmarks.relevance import read_set
from explorer.ingest.detect import read_source
from explorer.model.taxonomy import taxonomy

FOLDER = Path(__file__).parents[2] / "benchmarks/judgements"
ROW = 10  # as many words in a row show that one text was copied from the other


def judged(name: str) -> tuple[JudgedPassage, ...]:
    return read_judged(FOLDER / name)


def countries(name: str) -> set[str]:
    return {passage.passage.text_id for passage in judged(name)}


def rows(texts: Iterable[str]) -> set[tuple[str, ...]]:
    split = [text.casefold().split() for text in texts]
    return {tuple(words[start : start + ROW]) for words in split for start in range(len(words) - ROW + 1)}


def test_every_set_is_measured() -> None:
    assert {*OWN, SENTENCES.name} == {path.name for path in FOLDER.iterdir() if path.is_dir()}


@pytest.mark.parametrize(
    ("name", "paragraphs", "least", "most"),
    [*((name, 32, 70, 170) for name in CONSTRUCTED), *((name, 56, 90, 170) for name in REALISTIC)],
)
def test_a_set_has_as_many_paragraphs_in_four_documents_that_say_that_they_are_constructed(
    name: str, paragraphs: int, least: int, most: int
) -> None:
    paths = sorted((FOLDER / name / "documents").iterdir())
    assert len(paths) == 4
    assert all(
        "title: Constructed test paragraphs, not about this country\n" in path.read_text("utf-8") for path in paths
    )
    lengths = [len(passage.passage.text.split()) for passage in judged(name)]
    assert len(lengths) == paragraphs
    assert least <= min(lengths) <= max(lengths) <= most


@pytest.mark.parametrize("name", OWN)
def test_every_paragraph_is_judged_and_every_indicator_is_what_one_is_about(name: str) -> None:
    links = json.loads((FOLDER / name / "links.json").read_text(encoding="utf-8"))
    read = [read_source(path, edition=None).profiles for path in (FOLDER / name / "documents").iterdir()]
    assert set(links) == {passage.id for profiles in read for profile in profiles for passage in profile.passages()}
    judgements = [passage.judgement for passage in judged(name)]
    known = {indicator.slug for indicator in taxonomy().indicators}
    assert frozenset().union(*(judgement.main for judgement in judgements)) == known
    assert all(
        judgement.main <= judgement.must <= known and judgement.may <= known and not judgement.must & judgement.may
        for judgement in judgements
    )
    assert all(bool(judgement.main) == bool(judgement.must) for judgement in judgements)
    decoys = sum(not judgement.must and not judgement.may for judgement in judgements)
    assert decoys in ((4, 5) if name in CONSTRUCTED else (0,))


@pytest.mark.parametrize("name", CONSTRUCTED)
def test_a_constructed_set_has_25_queries_graded_in_halves(name: str) -> None:
    known = {passage.passage.id for passage in judged(name)}
    queries = read_set(name, FOLDER / name, None).queries
    assert len(queries) == 25
    for grades in queries.values():
        assert grades
        assert grades.keys() <= known
        assert set(grades.values()) <= {0.5, 1.0, 1.5, 2.0, 2.5, 3.0}


def test_no_two_sets_share_a_country_a_query_or_ten_words_in_a_row() -> None:
    owners = Counter(country for name in OWN for country in countries(name))
    queries = Counter(query for name in CONSTRUCTED for query in read_set(name, FOLDER / name, None).queries)
    copied = Counter(row for name in OWN for row in rows(passage.passage.text for passage in judged(name)))
    assert max((owners | queries | copied).values()) == 1


def test_every_sentence_says_that_it_is_constructed_and_has_known_labels() -> None:
    title = "title: Constructed test sentences, not about this country\n"
    assert all(path.read_text(encoding="utf-8").startswith(title) for path in SENTENCES.iterdir())
    known = {indicator.slug for indicator in taxonomy().indicators}
    sections = {heading.slug for heading in taxonomy().headings}
    sentences = tuple(read_sentences())
    assert frozenset().union(*(sentence.labels for sentence in sentences)) == known
    assert all(sentence.borderline <= known - sentence.labels for sentence in sentences)
    assert {sentence.section for sentence in sentences} == sections


def test_every_indicator_has_labelled_sentences_of_every_section() -> None:
    known = {indicator.slug for indicator in taxonomy().indicators}
    sentences = list(read_sentences())
    assert len(sentences) > 10_000
    assert {sentence.section for sentence in sentences} == {heading.slug for heading in taxonomy().headings}
    assert all(sum(slug in sentence.labels for sentence in sentences) >= 90 for slug in known)
    assert all(sentence.labels | sentence.borderline <= known for sentence in sentences)


def test_no_weight_is_learned_from_a_held_out_set() -> None:
    learned = rows(sentence.text for sentence in read_sentences())
    for name in OWN:
        if name.endswith("held-out"):
            assert not learned & rows(passage.passage.text for passage in judged(name)), name
