"""Quotations, verbatim and altered in thousands of ways, and their matches."""

import random
import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from explorer.core.errors import QueryError
from explorer.model.profiles import Passage, Profile
from explorer.quotations.quotation_index import QuotablePassage, QuotationIndex
from explorer.quotations.quotation_match import QuotationMatch
from explorer.text.comparison_key import comparison_key, is_whole
from tests.quotations.conftest import MARKED, TWINS

ROUNDS = 5  # quotations of each passage


def spans(profiles: list[Profile], seed: int, least: int = 6) -> Iterator[tuple[Passage, str, random.Random]]:
    """Yield stretches of whole words of every passage, of many lengths."""
    chance = random.Random(seed)
    for profile in profiles:
        for passage in profile.passages():
            words = passage.text.split(" ")
            if len(words) < least + 2:
                continue
            for _ in range(ROUNDS):
                length = chance.randint(least, min(45, len(words) - 1))
                start = chance.randrange(len(words) - length)
                yield passage, " ".join(words[start : start + length]), chance


folded = cache(comparison_key)  # of passages, which are read often


def owners(profiles: list[Profile], words: str) -> set[str]:
    """Return the passages that contain the words, compared by key."""
    return {
        passage.id
        for profile in profiles
        for passage in profile.passages()
        if comparison_key(words) in folded(passage.text)
    }


def test_no_verbatim_quotation_is_missed_or_given_to_another_passage(
    index: QuotationIndex, profiles: list[Profile]
) -> None:
    count = 0
    for passage, words, _ in spans(profiles, seed=1):
        matches = index.search(words).matches
        assert matches and {match.kind for match in matches if match.id == passage.id} == {"exact"}, words
        assert {match.id for match in matches} <= owners(profiles, words)
        for match in matches:
            assert match.passage[match.start : match.end] == words
        count += 1
    assert count > 400


TYPOGRAPHY: dict[str, Callable[[str, random.Random], str]] = {
    "case": lambda words, _: words.upper(),
    "white space": lambda words, _: words.replace(" ", "\n   ", 1).replace(" ", "\u00a0", 1),
    "quotation marks": lambda words, _: words.replace("’", "'").replace("“", '"').replace("”", '"'),
    "quotation marks around a word": lambda words, _: re.sub(r"(?<!\S)([^\W\d]\S*)", r"‘\1’", words, count=1),
    "dashes": lambda words, _: words.replace("-", "–").replace("—", "-"),
    "soft hyphens": lambda words, chance: _into_word(words, chance, "\u00ad"),
    "marks of direction": lambda words, chance: f"\u2066{_into_word(words, chance, chr(0x200E))}\u2069",
    "apostrophes": lambda words, _: words.replace("’", "´").replace("'", "`"),
    "hyphen at a line's end": lambda words, chance: _into_word(words, chance, "-\n"),
}


def _into_word(words: str, chance: random.Random, mark: str) -> str:
    split = words.split(" ")
    place = chance.choice([number for number, word in enumerate(split) if len(word) > 3 and word[:4].isalpha()])
    split[place] = split[place][:2] + mark + split[place][2:]
    return " ".join(split)


@pytest.mark.parametrize("way", TYPOGRAPHY)
def test_what_differs_in_typography_alone_is_the_same(index: QuotationIndex, profiles: list[Profile], way: str) -> None:
    for passage, words, chance in spans(profiles, seed=2):
        altered = TYPOGRAPHY[way](words, chance)
        match = next((match for match in index.search(altered).matches if match.id == passage.id), None)
        assert match is not None, altered
        assert match.kind == ("exact" if altered in passage.text else "same"), altered
        assert match.similarity == 1.0
        assert comparison_key(match.passage[match.start : match.end]) == comparison_key(words)


def _replaced(words: list[str], chance: random.Random) -> list[str]:
    words[chance.randrange(len(words))] = chance.choice(["zinc", "seldom", "northern", "marsupial"])
    return words


def _deleted(words: list[str], chance: random.Random) -> list[str]:
    del words[chance.randrange(1, len(words) - 1)]
    return words


def _inserted(words: list[str], chance: random.Random) -> list[str]:
    words.insert(chance.randrange(1, len(words)), chance.choice(["not", "allegedly", "no", "very"]))
    return words


def _swapped(words: list[str], chance: random.Random) -> list[str]:
    place = chance.randrange(len(words) - 1)
    words[place], words[place + 1] = words[place + 1], words[place]
    return words


def _misspelt(words: list[str], chance: random.Random) -> list[str]:
    place = chance.choice([number for number, word in enumerate(words) if len(word) > 3])
    letter = chance.randrange(1, len(words[place]) - 1)
    words[place] = words[place][:letter] + "q" + words[place][letter + 1 :]
    return words


def _cut_short(words: list[str], chance: random.Random) -> list[str]:
    place = chance.choice([0, len(words) - 1])
    bare = words[place].strip("“”‘’.,;:[]()")
    words[place] = bare[1:] if place == 0 else bare[:-1]
    return words


def _punctuated(words: list[str], chance: random.Random) -> list[str]:
    place = chance.randrange(len(words) - 1)
    words[place] = words[place][:-1] if words[place][-1] in ".,;:" else words[place] + ","
    return words


def _negated(words: list[str], _: random.Random) -> list[str]:
    return ["No", *words]


ALTERATIONS = {
    "a word replaced": _replaced,
    "a word left out": _deleted,
    "a word put in": _inserted,
    "two words swapped": _swapped,
    "a letter changed": _misspelt,
    "a word cut short at an end": _cut_short,
    "punctuation changed": _punctuated,
    "a word put before": _negated,
}


@pytest.mark.parametrize("way", ALTERATIONS)
def test_no_altered_quotation_is_called_exact_or_the_same_or_given_to_another_passage(
    index: QuotationIndex, profiles: list[Profile], way: str
) -> None:
    searched = missed = 0
    for passage, words, chance in spans(profiles, seed=3, least=8):
        altered = " ".join(ALTERATIONS[way](words.split(" "), chance))
        if any(_occurs_in(altered, profiles)):
            continue  # the altered words occur in some passage
        searched += 1
        matches = index.search(altered).matches
        assert all(match.kind == "near" and match.similarity < 1 for match in matches), altered
        if not matches:
            missed += 1
            continue
        best = [match for match in matches if match.similarity == matches[0].similarity]
        assert passage.id in {match.id for match in best}, altered
        assert any(difference.op in ("changed", "added", "missing") for difference in matches[0].differences), altered
    assert searched > 200
    assert missed == 0


def _occurs_in(words: str, profiles: list[Profile]) -> Iterator[bool]:
    key = comparison_key(words)
    for profile in profiles:
        for passage in profile.passages():
            if key in folded(passage.text):
                at = passage.text.find(words)
                yield at < 0 or is_whole(passage.text, at, at + len(words))


def test_three_altered_words_in_twenty_are_still_found(index: QuotationIndex, profiles: list[Profile]) -> None:
    for passage, words, chance in spans(profiles, seed=4, least=20):
        split = words.split(" ")
        for place in chance.sample(range(len(split)), len(split) * 3 // 20):
            split[place] = "zinc"
        matches = index.search(" ".join(split)).matches
        assert matches and matches[0].id == passage.id


def test_omissions_with_a_mark_are_understood(index: QuotationIndex, profiles: list[Profile]) -> None:
    for passage, words, chance in spans(profiles, seed=5, least=12):
        split = words.split(" ")
        place = chance.randrange(4, len(split) - 5)
        mark = chance.choice(["…", "[...]", "...", "[the country]", "(…)"])
        if any(character in words for character in "[]…"):
            continue
        cut = chance.randint(1, 3)
        quoted = " ".join([*split[:place], mark, *split[place + cut :]])
        match = next((match for match in index.search(quoted).matches if match.id == passage.id), None)
        assert match is not None and match.kind == "same", quoted
        assert "omitted" in {difference.op for difference in match.differences}


def test_words_of_nobody_match_nothing(index: QuotationIndex, profiles: list[Profile]) -> None:
    chance = random.Random(6)
    vocabulary = [word for profile in profiles for passage in profile.passages() for word in passage.text.split()]
    for _ in range(500):
        words = " ".join(chance.choice(vocabulary) for _ in range(chance.randint(5, 40)))
        assert index.search(words).matches == (), words


def only(index: QuotationIndex, raw: str) -> QuotationMatch:
    (match,) = index.search(raw).matches
    return match


def test_twins_are_distinguished_and_an_altered_twin_matches_both(index: QuotationIndex) -> None:
    assert only(index, TWINS[0]).id == "mlt-2023/trade/1"
    assert only(index, TWINS[1]).id == "mlt-2025/trade/1"
    answer = index.search(TWINS[0].replace("two", "nine"))
    assert [match.id for match in answer.matches] == ["mlt-2023/trade/1", "mlt-2025/trade/1"]
    assert answer.notice == "Several passages are equally like these words."


def test_brackets_and_quotation_marks_of_the_source_are_its_own(index: QuotationIndex) -> None:
    assert only(index, MARKED).kind == "exact"
    assert only(index, "6,500 lorries pass [each day].").kind == "exact"
    assert only(index, "“Nobody asks,” said a driver").kind == "exact"


def test_a_number_is_right_or_wrong(index: QuotationIndex) -> None:
    match = only(index, "the port's own guards; 6,800 lorries pass")
    assert match.kind == "near"
    assert ("changed", "6,800", "6,500") in {
        (difference.op, difference.quote, difference.source) for difference in match.differences
    }


def test_a_near_match_shows_both_readings(index: QuotationIndex) -> None:
    match, _ = index.search(
        "Speedboats bring narcotics across the strait at night, and the guard has two boats"
    ).matches
    assert [
        (difference.op, difference.quote, difference.source)
        for difference in match.differences
        if difference.op != "same"
    ] == [
        ("changed", "narcotics", "cigarettes"),
        ("missing", "", "coast"),
    ]


def test_a_quotation_that_inverts_its_sense_is_near_and_never_the_same(index: QuotationIndex) -> None:
    match, _ = index.search("the coast guard has not two boats to stop them").matches
    assert (match.id, match.kind, match.similarity < 1) == ("mlt-2023/trade/1", "near", True)


@pytest.mark.parametrize("quotation", ["", "  ", "“”", "…", "!!"])
def test_a_quotation_without_words_is_answered_with_a_notice(index: QuotationIndex, quotation: str) -> None:
    answer = index.search(quotation)
    assert (answer.matches, answer.notice) == ((), "There are no words to check.")


def test_a_short_quotation_in_many_passages_is_answered_with_a_notice(index: QuotationIndex) -> None:
    answer = index.search("the trade")
    assert answer.matches == ()
    assert "too few to identify a source" in answer.notice


@pytest.mark.parametrize(
    ("quotation", "start"),
    [("the", "1 word that occurs in 4 passages is"), ("the border", "2 words that occur in 4 passages are")],
)
def test_the_notice_on_a_frequent_quotation_has_the_right_number(quotation: str, start: str) -> None:
    index = QuotationIndex(
        QuotablePassage(f"kgz-2021/drugs/{number}", "At the border.", "full") for number in range(1, 5)
    )
    assert index.search(quotation).notice == f"{start} too few to identify a source."


def test_a_short_quotation_in_one_passage_is_found(index: QuotationIndex) -> None:
    assert only(index, "6,500 lorries").kind == "exact"
    assert "only matched exactly" in index.search("violet submarine").notice


def test_what_is_too_long_is_refused(index: QuotationIndex) -> None:
    with pytest.raises(QueryError, match="at most 10,000 characters"):
        index.search("word " * 2001)


def test_hostile_marks_take_no_time(index: QuotationIndex) -> None:
    assert index.search("the … " * 1600).matches == ()
    assert index.search("the [x] " * 1200).matches == ()
    assert index.search("“" * 5000 + "”" * 5000).matches == ()


DAMAGED = "Côte d’Ivoire’s traders & others sell heroin in the harbour towns of the southern coast."


@pytest.mark.parametrize(
    ("quotation", "kind"),
    [
        ("sell heroin in the harbour towns of the southern coast.¹", "same"),
        ("sell heroin in the harbour towns of the southern coast.1", "same"),
        ("sell heroin in the harbour towns of the southern coast.[1]", "same"),
        ("sell heroin in the harbour towns of the southern coast.*", "same"),
        ("d´Ivoire`s traders & others sell heroin", "same"),
        ("Côte d&rsquo;Ivoire&#8217;s traders &amp; others sell heroin", "same"),
        ("&quot;sell heroin in the harbour towns&quot;", "same"),
        ("CÃ´te dâ€™Ivoireâ€™s traders & others sell heroin", "same"),
        ("CÃ´te dâ€™Ivoireâ€™s traders & others sell cocaine in the harbour towns", "near"),
        ("sell heroin in the harbour towns of the southern coast 1", "near"),
        ("sell heroin in the harbour towns of the southern coast", "exact"),
    ],
)
def test_damage_of_copied_text_makes_no_difference_but_is_not_exact(quotation: str, kind: str) -> None:
    index = QuotationIndex([QuotablePassage("civ-2021/drugs/1", DAMAGED, "full")])
    assert [match.kind for match in index.search(quotation).matches] == [kind]


def test_the_entities_of_a_source_are_its_own() -> None:
    index = QuotationIndex(
        [QuotablePassage("civ-2021/drugs/1", "They write &amp; for the sign of the others.", "full")]
    )
    assert [match.kind for match in index.search("They write &amp; for the sign").matches] == ["exact"]
