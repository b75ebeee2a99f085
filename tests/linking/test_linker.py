"""Passages are linked by the annotators' rules, with evidence, and queries are read."""

from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.linking import linked as judged_links
from benchmarks.linking import measure, of_section, read_judged
from explorer.core import paths
from explorer.corpus.profile_markdown import read_profile_markdown
from explorer.linking.link_model import probabilities
from explorer.linking.linker import linker
from explorer.linking.vocabulary_check import example_section
from explorer.model.profiles import Passage, tidy
from explorer.model.taxonomy import EDITIONS, taxonomy
from tests.linking.sentences import DESCRIBED, MISLEADING

JUDGEMENTS = Path(__file__).parents[2] / "benchmarks" / "judgements"


def passage(text: str, section: str = "people") -> Passage:
    return Passage("and-2023", section, 1, tidy(text))


def linked(text: str, section: str = "people", edition: int = 2023) -> dict[str, int]:
    """Return the indicators that a text is linked to, with their grades."""
    return {link.indicator: link.grade for link in linker().links(passage(text, section), edition)}


RULES = [
    # Police who are bribed are evidence for law enforcement and for state-embedded actors, anywhere.
    ("trade", "Traffic police take bribes from the drivers at every checkpoint.", "state-embedded-actors", True),
    ("trade", "Detectives arrested the three brothers who ran the depot.", "law-enforcement", True),
    (
        "drugs",
        "The two smugglers were convicted and sentenced to nine years in prison.",
        "judicial-system-and-detention",
        True,
    ),
    ("people", "Chinese and Vietnamese gangs run the route and charge a fee.", "foreign-actors", True),
    # A market that is only named in another section is no evidence for it.
    ("leadership-and-governance", "The president called cocaine a threat to the nation.", "cocaine-trade", False),
    ("criminal-justice-and-security", "A court for wildlife cases opened in May.", "fauna-crimes", False),
    (
        "civil-society-and-social-protection",
        "A campaign raises awareness of human trafficking.",
        "human-trafficking",
        False,
    ),
    # A country of origin or destination is no foreign actor.
    ("environment", "The logs are shipped to China and India.", "foreign-actors", False),
    # A drug trade that names no drug is no drug market.
    ("drugs", "The drug trade is large.", "heroin-trade", False),
    # Terms of the field refer to markets in the sections about them.
    ("drugs", "Couriers carried opium in their shoes.", "heroin-trade", True),
    ("drugs", "Captagon is pressed in a barn.", "synthetic-drug-trade", True),
    ("cyber-crimes", "Ransomware locked the files of the clinic.", "cyber-dependent-crimes", True),
    ("people", "Coyotes charge migrants 400 dollars a head.", "human-smuggling", True),
    (
        "economic-and-financial-environment",
        "The country was put on the grey list again.",
        "anti-money-laundering",
        True,
    ),
    ("criminal-justice-and-security", "Most inmates are on remand.", "judicial-system-and-detention", True),
    ("environment", "Ivory leaves by air in suitcases.", "fauna-crimes", True),
]

QUERIES = [
    ("weed", {"cannabis-trade"}),
    ("illegal guns", {"arms-trafficking"}),
    ("gangs run the prisons", {"mafia-style-groups", "judicial-system-and-detention"}),
    ("are the borders under control?", {"territorial-integrity"}),
    ("people forced to run online scams", {"human-trafficking", "financial-crimes"}),
    ("keeping young people out of crime", {"prevention"}),
    ("narcotics police bribes", {"law-enforcement", "state-embedded-actors"}),
    ("fake medicines", {"trade-in-counterfeit-goods"}),
    ("drug trade", set()),
    ("government", set()),
    ("Kyrgyzstan", set()),
]


def test_misleading_words_link_nothing() -> None:
    misled = [text for section, text in MISLEADING if linked(text, section)]
    assert len(misled) <= 0.2 * len(MISLEADING), misled


@pytest.mark.parametrize(("section", "text", "indicator", "is_evidence"), RULES)
def test_a_sentence_is_linked_by_the_annotators_rules(
    section: str, text: str, indicator: str, is_evidence: bool
) -> None:
    assert (indicator in linked(text, section)) is is_evidence


def test_what_is_described_and_not_named_is_linked_in_a_section_about_it() -> None:
    described = [(text, slug) for _, text, expected in DESCRIBED for slug in expected]
    missed = [(text, slug) for text, slug in described if slug not in linked(text, example_section(slug))]
    assert len(missed) <= 0.25 * len(described), missed


@pytest.mark.parametrize(("query", "expected"), QUERIES)
def test_a_query_is_read(query: str, expected: set[str]) -> None:
    assert {link.indicator for link in linker().read(query)} == expected


def test_a_section_makes_its_indicators_easier_to_link() -> None:
    text = "Boys work in the brick kilns."
    assert "human-trafficking" in linked(text, "people")
    assert "human-trafficking" not in linked(text, "leadership-and-governance")


def test_what_a_passage_is_about_comes_first() -> None:
    text = (
        "Heroin is smuggled over the pass and sold in the capital. Opium is grown in the hills. Addicts inject heroin. "
        "Police officers take bribes from the dealers."
    )
    grades = [link.grade for link in linker().links(passage(text, "drugs"), 2023)]
    assert linked(text, "drugs")["heroin-trade"] == 2
    assert linked(text, "drugs")["state-embedded-actors"] == 1
    assert grades == sorted(grades, reverse=True)


def test_a_passage_of_everyday_life_links_nothing() -> None:
    text = (
        "The orchestra played a waltz, the choir sang a ballad and the bakery sold honey cake. "
        "A heroin addict was the hero of the opera, and the police band danced a tango with the soprano."
    )
    assert linked(text, "drugs") == {}


@pytest.mark.parametrize("edition", EDITIONS)
def test_only_indicators_of_the_edition_are_linked(edition: int) -> None:
    text = "Ransomware locked the files of two hospitals, and hackers stole the data of a bank."
    scored = {indicator.slug for indicator in taxonomy().indicators_of(edition)}
    slugs = set(linked(text, "cyber-crimes", edition=edition))
    assert slugs <= scored
    assert ("cyber-dependent-crimes" in slugs) == (edition > 2021)


def test_a_link_is_explained_with_its_sentence_and_words() -> None:
    explained = linker().explain(passage("Opium is grown in the hills. There is a border.", "drugs"), 2023)
    heroin = next(explanation for explanation in explained if explanation.indicator == "heroin-trade")
    assert heroin.grade
    assert [sentence.text for sentence in heroin.sentences] == ["Opium is grown in the hills"]
    words = heroin.sentences[0].words
    assert words[0].location.startswith("markets/heroin-trade.toml:")
    assert "Opium" in [evidence.text for evidence in words[0].evidence]
    assert "linked" in str(heroin)
    assert all(explanation.grade == 0 for explanation in explained if "not linked" in explanation.reason)


def test_the_words_of_a_sentence_add_up_to_its_probability() -> None:
    paragraph = passage("Opium is grown in the hills.", "drugs")
    heroin = next(it for it in linker().explain(paragraph, 2023) if it.indicator == "heroin-trade")
    log_odds = sum(words.weight for words in heroin.sentences[0].words)
    assert heroin.sentences[0].probability == pytest.approx(float(probabilities(np.array(log_odds))), abs=0.01)


def test_an_explanation_names_what_an_edition_does_not_score() -> None:
    explained = linker().explain(passage("Shops pay protection money to a gang each month."), 2021)
    assert [explanation.reason for explanation in explained if explanation.indicator.startswith("extortion")] == [
        "the edition does not score it, in a section about it"
    ]


def test_plain_words_of_an_indicator_start_with_the_most_usual() -> None:
    assert linker().words("cannabis-trade")[:2] == ("cannabis", "marijuana")
    assert all(linker().words(indicator.slug) for indicator in taxonomy().indicators)


WORDS = st.sampled_from(
    ["police", "bribes", "heroin", "border", "judges", "prison", "gang", "the", "of", "are", "smuggled,", "sold.", "By"]
)


@settings(max_examples=200)
@example(["Police", "take", "bribes", "from", "those", "who", "smuggle", "heroin."], "drugs")
@given(st.lists(WORDS, min_size=1, max_size=60), st.sampled_from([heading.slug for heading in taxonomy().headings]))
def test_evidence_is_the_text_at_its_offsets_and_never_missing(words: list[str], section: str) -> None:
    paragraph = passage(" ".join(words), section)
    for link in linker().links(paragraph, 2025):
        assert link.evidence
        assert all(paragraph.text[evidence.start : evidence.end] == evidence.text for evidence in link.evidence)
        ends = [(evidence.start, evidence.end) for evidence in link.evidence]
        assert all(left[1] <= right[0] for left, right in pairwise(ends))


@settings(max_examples=200)
@example("Police take bribes from those who smuggle heroin.")
@given(st.text())
def test_any_text_is_read_without_complaint(text: str) -> None:
    assert all(
        text[evidence.start : evidence.end] == evidence.text
        for link in linker().read(text)
        for evidence in link.evidence
    )


def test_linking_twice_gives_the_same() -> None:
    profile = read_profile_markdown((paths.content("corpus") / "2021" / "kgz.md").read_text(encoding="utf-8"), "kgz.md")
    assert [linker().links(passage, 2021) for passage in profile.passages()] == [
        linker().links(passage, 2021) for passage in profile.passages()
    ]


def test_the_bundled_digest_is_linked_like_the_page_that_it_digests() -> None:
    profile = read_profile_markdown((paths.content("corpus") / "2021" / "kgz.md").read_text(encoding="utf-8"), "kgz.md")
    indicators = {
        passage.id: {link.indicator for link in linker().links(passage, 2021)} for passage in profile.passages()
    }
    assert all(indicators.values())
    assert {"human-trafficking", "state-embedded-actors"} <= indicators["kgz-2021/people/1"]
    assert {"heroin-trade", "cannabis-trade", "state-embedded-actors"} <= indicators["kgz-2021/drugs/1"]
    assert "territorial-integrity" in indicators["kgz-2021/criminal-justice-and-security/2"]
    assert "anti-money-laundering" in indicators["kgz-2021/economic-and-financial-environment/1"]


@pytest.mark.parametrize(
    ("name", "f1", "main"),
    [
        ("tune", 0.72, 0.95),
        ("tune-2", 0.70, 0.90),
        ("held-out", 0.80, 0.92),
        ("profiles", 0.84, 0.95),
        ("profiles-2", 0.79, 0.95),
    ],
)
def test_our_own_judged_paragraphs_are_linked_as_well_as_documented(name: str, f1: float, main: float) -> None:
    figures = measure(partial(judged_links, linker()), read_judged(JUDGEMENTS / name))
    assert figures.f1 >= f1
    assert figures.main >= main


@pytest.mark.parametrize(("folder", "f1", "precision"), [("gold", 0.85, 0.87), ("gold/realistic", 0.88, 0.88)])
def test_the_analysts_passages_are_linked(real_data: Path, folder: str, f1: float, precision: float) -> None:
    figures = measure(partial(judged_links, linker()), read_judged(real_data / folder))
    assert figures.f1 >= f1
    assert figures.precision >= precision
    assert figures.main >= 0.97


@pytest.mark.parametrize("section", ["people", "trade", "environment", "drugs", "cyber-crimes", "financial-crimes"])
@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Foreign actors largely control this market.", "foreign-actors"),
        ("The market is run by criminal networks.", "criminal-networks"),
        ("State-embedded actors facilitate the trade.", "state-embedded-actors"),
        ("Corrupt officials enable this market.", "state-embedded-actors"),
        ("Mafia-style groups dominate this market.", "mafia-style-groups"),
        ("Private-sector actors are involved as well.", "private-sector-actors"),
        ("Law-enforcement agencies lack resources.", "law-enforcement"),
    ],
)
def test_the_fields_own_names_are_linked_in_sections_on_markets(text: str, indicator: str, section: str) -> None:
    assert indicator in linked(text, section)


def test_linking_reads_more_than_the_section() -> None:
    judged = read_judged(JUDGEMENTS / "profiles")
    unread, whole = measure(of_section, judged), measure(partial(judged_links, linker()), judged)
    assert whole.f1 > unread.f1 + 0.1
