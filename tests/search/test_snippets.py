"""The part of a text that shows what matched: whole sentences, or clauses of long ones."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.search.marks import WordMark
from explorer.search.snippets import LONGEST, SNIPPET, snippet

ROAD = "Smugglers use the northern road. "
LEDGER = "A ledger that was found in Osh names nine officers. "
TEA = "Most of the trade is in tea. "
CRANES = "The ledger also lists the harbour and its cranes. "
KNOWN = "Nothing else is known of it. "
LONG = ROAD * 6 + LEDGER + TEA * 9 + CRANES + KNOWN * 5
# One sentence of more than LONGEST characters, with clauses.
WINDING = (
    "Although the ministry has promised a reform for many years, the officers of the northern posts, who are paid "
    "little and late, still let lorries pass without a search; the drivers, most of whom live in Osh, bring spare "
    "parts and bicycles to the bazaar, while the harbour, which is guarded by a private company, has neither scanner "
    "nor dog, and the cranes stand idle for most of the week – a state of things that suits both sides."
)


def marks_of(text: str, *typed: str, similar: tuple[str, ...] = ()) -> list[WordMark]:
    found = [
        WordMark(match.start(), match.end(), is_similar)
        for words, is_similar in ((typed, False), (similar, True))
        for word in words
        for match in re.finditer(word, text)
    ]
    return sorted(found)


def shown(text: str, *typed: str, similar: tuple[str, ...] = (), evidence: tuple[str, ...] = ()) -> str:
    """Return the plain words of a snippet."""
    spans = [(mark.start, mark.end) for mark in marks_of(text, *evidence)]
    return html.unescape(re.sub("</?mark[^>]*>", "", snippet(text, marks_of(text, *typed, similar=similar), spans)))


def test_a_short_text_is_its_own_snippet() -> None:
    assert snippet("Only tea.", [WordMark(5, 8)]) == "Only <mark>tea</mark>."
    assert shown(TEA * 12, "tea") == (TEA * 12).strip()
    assert len(TEA * 12) > SNIPPET


def test_a_snippet_joins_two_parts_that_have_different_words() -> None:
    assert shown(LONG, "officers", "cranes") == f"… {LEDGER}{TEA * 3}… {CRANES}{KNOWN * 3}…"


def test_a_snippet_without_matches_is_the_start() -> None:
    assert shown(LONG).startswith(ROAD * 2)
    assert shown(LONG).endswith(". …")


def test_words_typed_come_before_similar_words() -> None:
    assert "cranes" in shown(LONG, "cranes", similar=("officers", "ledger", "Osh"))


def test_without_marks_a_snippet_is_made_around_the_evidence() -> None:
    assert "cranes" in shown(LONG, evidence=("cranes",))
    assert "<mark" not in snippet(LONG, [], [(LONG.index("cranes"), LONG.index("cranes") + 6)])


@pytest.mark.parametrize("word", ["northern", "ledger", "officers", "tea", "cranes", "known"])
def test_a_snippet_is_whole_sentences(word: str) -> None:
    text = shown(LONG, word).removeprefix("… ").removesuffix(" …")
    assert re.match(r"[A-Z]", text)
    assert text.endswith(".")
    assert SNIPPET // 2 <= len(text) <= LONGEST


@pytest.mark.parametrize("word", ["reform", "paid", "lorries", "bicycles", "harbour", "scanner", "idle", "sides"])
def test_a_snippet_of_a_long_sentence_is_whole_clauses(word: str) -> None:
    text = shown(WINDING, word)
    assert word in text
    before, after = WINDING.split(text.removeprefix("… ").removesuffix(" …"))
    assert not before or re.search(r"[,;–] $", before)
    assert not after or re.match(r"[,;] | –", after)
    assert len(text) >= SNIPPET // 2


def test_initials_and_decimals_end_no_sentence() -> None:
    text = ROAD * 9 + "The case of J. Doe, in which 2.5 tonnes were lost, went to the U.S. Treasury. " + ROAD * 9
    assert shown(text, "tonnes").startswith(
        "… The case of J. Doe, in which 2.5 tonnes were lost, went to the U.S. Treas"
    )


@settings(max_examples=300)
@given(st.text(alphabet="tea ledger<>&.,'’-é\nT", max_size=900), st.sampled_from(["tea", "led", "e", "x"]))
def test_a_snippet_is_whole_words_of_the_text_of_about_the_wanted_length(text: str, word: str) -> None:
    marks = marks_of(text, rf"\b{word}\b")
    marked = snippet(text, marks)
    assert marked.count("<mark>") == marked.count("</mark>")
    assert bool(marks) == ("<mark>" in marked)
    plain = html.unescape(re.sub("</?mark>", "", marked))
    assert len(plain) <= LONGEST + 7
    for part in plain.removeprefix("… ").removesuffix(" …").split(" … "):
        assert part in text
