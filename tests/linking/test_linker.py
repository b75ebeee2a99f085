"""Passages are linked by the annotators' rules, with evidence, and queries are read."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.linking import measure, read_judged
from explorer.core import paths
from explorer.corpus.profile_markdown import read_profile_markdown
from explorer.linking.linker import linker
from explorer.model.profiles import Passage, tidy
from explorer.model.taxonomy import EDITIONS, taxonomy
from tests.linking.sentences import DESCRIBED, MISLEADING


def passage(text: str, section: str = "people") -> Passage:
    return Passage("and-2023", section, 1, tidy(text))


def linked(text: str, section: str = "people", edition: int = 2023) -> dict[str, int]:
    """Return the indicators that a text is linked to, with their grades."""
    return {link.indicator: link.grade for link in linker().links(passage(text, section), edition)}


RULES = [
    # Police corruption is evidence for law enforcement as well, corrupt officials are not.
    (
        "Police officers take bribes from the dealers of heroin.",
        {"law-enforcement", "state-embedded-actors", "heroin-trade"},
    ),
    ("Corrupt officials protect the loggers of rosewood.", {"state-embedded-actors", "flora-crimes"}),
    # A drug trade that names no drug is no drug market.
    ("The drug trade is large.", set()),
    # Measures of the government against a market are no evidence for the market.
    ("A campaign raises awareness of human trafficking in schools.", {"prevention"}),
    ("Parliament adopted a new law against human trafficking in May.", {"national-policies-and-laws"}),
    # Terms of the field refer to markets.
    ("Couriers carried diacetylmorphine in their shoes.", {"heroin-trade"}),
    ("Captagon is pressed in a barn.", {"synthetic-drug-trade"}),
    ("Ransomware locked the files of the clinic.", {"cyber-dependent-crimes"}),
    ("Shops pay the pizzo each month.", {"extortion-and-protection-racketeering"}),
    ("Coyotes charge by the head.", {"human-smuggling"}),
    ("Hawala dealers keep no books.", {"anti-money-laundering"}),
    ("The country was put on the grey list again.", {"anti-money-laundering"}),
    ("Shell companies own the towers.", {"anti-money-laundering"}),
    ("Most inmates are on remand.", {"judicial-system-and-detention"}),
    ("Whistle-blowers have lost their posts.", {"government-transparency-and-accountability"}),
    ("Ivory leaves by air.", {"fauna-crimes"}),
    ("Wash trading inflates the price of the token.", {"financial-crimes"}),
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


@pytest.mark.parametrize(("section", "text"), MISLEADING)
def test_a_misleading_word_links_nothing(section: str, text: str) -> None:
    assert linked(text, section) == {}


@pytest.mark.parametrize(("text", "expected"), RULES)
def test_a_sentence_is_linked_by_the_annotators_rules(text: str, expected: set[str]) -> None:
    assert set(linked(text, "leadership-and-governance")) == expected


@pytest.mark.parametrize(("section", "text", "expected"), DESCRIBED)
def test_what_is_described_and_not_named_is_linked(section: str, text: str, expected: set[str]) -> None:
    assert set(linked(text, section)) == expected


@pytest.mark.parametrize(("query", "expected"), QUERIES)
def test_a_query_is_read(query: str, expected: set[str]) -> None:
    assert {link.indicator for link in linker().read(query)} == expected


def test_a_section_makes_its_indicators_easier_to_link() -> None:
    text = "Prostitution is common, and runaways are seen near the port."
    assert "human-trafficking" in linked(text, "people")
    assert "human-trafficking" not in linked(text, "leadership-and-governance")


def test_a_passage_that_repeats_its_evidence_is_about_the_indicator() -> None:
    once = "Prostitution is common, and runaways are seen near the port."
    assert linked(once)["human-trafficking"] == 1
    assert linked(f"{once} Prostitution is seen in the hills. Prostitution is cheap in the towns.") == {
        "human-trafficking": 2
    }


def test_what_a_passage_is_about_comes_first() -> None:
    text = (
        "Heroin is smuggled over the pass and sold in the capital. Opium is grown in the hills. Addicts inject heroin. "
        "Press freedom is poor."
    )
    grades = [link.grade for link in linker().links(passage(text, "drugs"), 2023)]
    assert linked(text, "drugs")["heroin-trade"] == 2
    assert linked(text, "drugs")["non-state-actors"] == 1
    assert grades == sorted(grades, reverse=True)


@pytest.mark.parametrize("edition", EDITIONS)
def test_only_indicators_of_the_edition_are_linked(edition: int) -> None:
    text = "Extortion, ransomware and embezzlement are common, and banks launder the money knowingly."
    scored = {indicator.slug for indicator in taxonomy().indicators_of(edition)}
    slugs = set(linked(text, edition=edition))
    assert slugs <= scored
    assert ("cyber-dependent-crimes" in slugs) == (edition > 2021)


def test_a_link_is_explained_with_pattern_place_and_words() -> None:
    explained = linker().explain(passage("Opium is grown in the hills, and there is a border."), 2023)
    heroin = next(explanation for explanation in explained if explanation.indicator == "heroin-trade")
    assert heroin.grade == 1
    assert heroin.matches[0].evidence[0].text == "Opium"
    assert heroin.matches[0].location.startswith("markets.toml:")
    assert "linked" in str(heroin)
    border = next(explanation for explanation in explained if explanation.indicator == "territorial-integrity")
    assert border.grade == 0
    assert "not linked" in str(border)


def test_an_explanation_names_what_an_edition_does_not_score() -> None:
    explained = linker().explain(passage("Extortion is common."), 2021)
    assert [explanation.reason for explanation in explained if explanation.indicator.startswith("extortion")] == [
        "the edition does not score it"
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
    assert {"heroin-trade", "cannabis-trade", "law-enforcement"} <= indicators["kgz-2021/drugs/1"]
    assert "territorial-integrity" in indicators["kgz-2021/criminal-justice-and-security/2"]
    assert "anti-money-laundering" in indicators["kgz-2021/economic-and-financial-environment/1"]


@pytest.mark.parametrize(
    ("name", "f1", "main"), [("tune", 0.88, 0.97), ("tune-2", 0.84, 0.97), ("held-out", 0.80, 0.95)]
)
def test_our_own_judged_paragraphs_are_linked_as_well_as_documented(name: str, f1: float, main: float) -> None:
    folder = Path(__file__).parents[2] / "benchmarks" / "judgements" / name
    figures = measure(linker(), read_judged(folder))
    assert figures.f1 >= f1
    assert figures.main >= main


def test_the_analysts_paragraphs_are_linked(real_data: Path) -> None:
    figures = measure(linker(), read_judged(real_data / "gold", real_data / "pages" / "kyrgyzstan-2021.txt"))
    assert figures.f1 >= 0.85
    assert figures.main >= 0.97
