"""A stored passage becomes the passage of an answer."""

from dataclasses import replace

from explorer.model.rankings import ChangedScore, ScoreChange
from explorer.search.query.nodes import Condition
from explorer.search.stored import StoredLink, StoredPassage, StoredText

SOURCE = StoredText(
    "kgz-2021", "profile", "Kyrgyzstan 2021", "KGZ", 2021, "full", {"heroin-trade": 7.0}, {"heroin-trade": 0.5}
)
PASSAGE = StoredPassage(
    number=4,
    source=SOURCE,
    section="drugs",
    heading="Drugs",
    paragraph=2,
    text="Heroin is sold; opium too.",
    links=(StoredLink("heroin-trade", 2, ((0, 6), (16, 21))),),
    notes=("12 A ledger.",),
)
CHAPTER = StoredText("ferries", "chapter", "Ferries", None, None, "digest", {}, {})


def condition(slug: str, is_change: bool = False) -> Condition:
    return Condition(slug, is_change, None, None, "")


def test_a_hit_has_the_score_and_the_evidence_of_each_indicator() -> None:
    hit = PASSAGE.matching(1.5, [])
    (indicator,) = hit.indicators
    assert (hit.id, hit.relevance, hit.code, hit.edition) == ("kgz-2021/drugs/2", 1.5, "KGZ", 2021)
    assert (indicator.label, indicator.score, indicator.grade) == ("Heroin trade", 7.0, 2)
    assert indicator.evidence == ("Heroin", "opium")


def test_named_scores_and_changes_are_those_of_the_profile() -> None:
    named = [condition("heroin-trade"), condition("heroin-trade", is_change=True), condition("resilience")]
    assert PASSAGE.matching(0.0, named).scores == {
        "heroin-trade": 7.0,
        "change.heroin-trade": 0.5,
        "resilience": None,
    }


def test_named_scores_are_whole_records_with_their_changes() -> None:
    scores = {"heroin-trade": 7.0, "criminality": 6.0, "prevention": 4.0}
    source = replace(SOURCE, edition=2023, scores=scores, changes={"heroin-trade": 0.5, "criminality": 0.1})
    source = replace(source, published_changes={"criminality"})
    named = [condition("heroin-trade"), condition("criminality", is_change=True), condition("prevention")]
    known = source.changed_scores([*named, condition("heroin-trade", is_change=True), condition("resilience")])
    assert list(known) == ["heroin-trade", "criminality", "prevention"]
    assert known["heroin-trade"] == ChangedScore(7.0, ScoreChange(0.5, True, "", 2021, "computed"))
    assert (known["criminality"].change.is_unlike, known["criminality"].change.origin) == (True, "published")
    assert known["prevention"].change.value is None
    assert replace(PASSAGE, source=source).matching(0.0, named).hit("").changed_scores == known
    assert CHAPTER.changed_scores(named) == {}


def test_a_passage_of_a_chapter_has_its_title_and_heading() -> None:
    hit = replace(PASSAGE, source=CHAPTER, section="law", heading="The law").matching(0.0, [])
    assert (hit.chapter, hit.section_title, hit.country) == ("Ferries", "The law", None)
    assert hit.indicators[0].score is None


def test_a_profile_has_no_heading_of_its_own() -> None:
    hit = PASSAGE.matching(0.0, [])
    assert (hit.chapter, hit.heading, hit.section_title) == (None, "", "Drugs")


def test_evidence_is_that_of_the_indicators_of_a_query() -> None:
    assert PASSAGE.evidence_spans({"heroin-trade", "resilience"}) == [(0, 6), (16, 21)]
    assert PASSAGE.evidence_spans({"cocaine-trade"}) == []


def test_full_links_have_the_words_of_their_evidence() -> None:
    (link,) = PASSAGE.full_links()
    assert [(evidence.text, evidence.start, evidence.end) for evidence in link.evidence] == [
        ("Heroin", 0, 6),
        ("opium", 16, 21),
    ]
