"""Any text is parsed into a tree, with a note on what cannot be parsed."""

import typing

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from explorer.search.query.describe import describe
from explorer.search.query.nodes import All, Any, Condition, Filter, Fuzzy, Noted, Phrase, Prefix, Word
from explorer.search.query.parser import DEEPEST_BRACKETS, MOST_WORDS, parse_query
from explorer.text.analysis import words
from explorer.text.punctuation import INVISIBLE
from tests.search.queries import MANY, QUERIES


def parts(text: str) -> tuple[typing.Any, ...]:
    return parse_query(text).root.parts


def description_and_notes(text: str) -> tuple[str, str]:
    query = parse_query(text)
    return describe(query.root), " ".join(query.notes)


def test_words_side_by_side_are_a_loose_list() -> None:
    assert parse_query("heroin police").root.is_loose
    assert [part.words for part in parts("heroin police")] == [("heroin",), ("police",)]


def test_straight_and_curly_quotation_marks_make_a_phrase() -> None:
    for text in ('"border guards"', "“border guards”", "„border guards“", "«border guards»"):
        (phrase,) = parts(text)
        assert isinstance(phrase, Phrase)
        assert phrase.words == ("border", "guards")
        assert not phrase.is_exact


def test_an_equals_sign_asks_for_the_exact_form() -> None:
    assert parts('="border guards"')[0].is_exact
    (word,) = parts('="borders"')
    assert isinstance(word, Word)
    assert word.stems == ("borders",)


def test_a_tilde_after_a_phrase_sets_the_distance_of_its_words() -> None:
    (phrase,) = parts('"money politicians"~5')
    assert phrase.distance == 5


def test_a_note_is_searched_for_a_word_or_a_quotation() -> None:
    noted = parts('note:UNODC note:"world drug report" Note:=“reports” note:"drug report"~3 heroin')
    assert [node.part.words if isinstance(node, Noted) else node.words for node in noted] == [
        ("unodc",),
        ("world", "drug", "report"),
        ("reports",),
        ("drug", "report"),
        ("heroin",),
    ]
    assert noted[2].part.is_exact and not noted[1].part.is_exact
    assert noted[3].part.distance == 3
    assert description_and_notes('heroin note:"drug report" -note:UNODC') == (
        "“heroin” and a note with the phrase “drug report”, without a note with “UNODC”",
        "",
    )


@pytest.mark.parametrize(
    ("text", "words", "note"),
    [
        ("note: heroin", "“note” and “heroin”", "“note:” is followed by what a note must have, as in note:UNODC"),
        ("note:", "“note”", "“note:” is followed by"),
        ("note:(a b)", "“note” and “a” and “b”", "“note:” is followed by"),
        ("note:report*", "a note with “report”", "Words of notes are searched without “*” and “~”."),
        ("note:herion~2", "a note with “herion”", "Words of notes are searched without “*” and “~”."),
        ("notes:UNODC", "“notes” and “UNODC”", "Did you mean note"),
        ('note:"a b', "“note” and “a” and “b”", "A quotation mark without its pair is left out."),
    ],
)
def test_what_a_note_cannot_be_searched_for_gets_a_note(text: str, words: str, note: str) -> None:
    described, notes = description_and_notes(text)
    assert described == words
    assert note in notes


def test_stars_and_tildes_after_words() -> None:
    assert parts("traffick*") == (Prefix("traffick"),)
    assert parts("herion~1") == (Fuzzy("herion", 1),)
    assert parts("herion~") == (Fuzzy("herion", 1),)
    assert parts("anti-corr*") == (Prefix("anticorr"),)


def test_or_joins_its_two_neighbours_and_and_binds_tighter() -> None:
    assert describe(parse_query("heroin OR cocaine police").root) == "“police” and (“heroin” or “cocaine”)"
    assert describe(parse_query("a AND b OR c").root) == "“c” or (“a” and “b”)"
    assert describe(parse_query("corrupt (police OR judges)").root) == "“corrupt” and (“police” or “judges”)"


def test_a_minus_sign_or_not_excludes() -> None:
    for text in ("heroin -police", "heroin NOT police"):
        assert describe(parts(text)[1]) == "without “police”"
    assert isinstance(parts('-"border guards"')[0].part, Phrase)
    assert isinstance(parts("-(a OR b)")[0].part, Any)
    assert isinstance(parts("-country:kgz")[0].part, Filter)


def test_a_hyphen_inside_a_word_excludes_nothing() -> None:
    (word,) = parts("drug-trafficking")
    assert word.words == ("drug", "trafficking")
    assert word.joined == "drugtrafficking"


@pytest.mark.parametrize(
    ("text", "name", "values"),
    [
        ("country:kgz", "country", ("KGZ",)),
        ("country:Kyrgyzstan", "country", ("KGZ",)),
        ('country:"Côte d’Ivoire"', "country", ("CIV",)),
        ("country:Costa Rica", "country", ("CRI",)),
        ("Country:guinea-bissau", "country", ("GNB",)),
        ("region:central asia and the caucasus", "region", ("Central Asia and the Caucasus",)),
        ("continent:asia", "continent", ("Asia",)),
        ("edition:2021", "edition", ("2021",)),
        ("edition:>=2023", "edition", ("2023", "2025")),
        ("edition:[2021 TO 2023]", "edition", ("2021", "2023")),
        ("edition:2021-2023", "edition", ("2021", "2023")),
        ("edition:2021..2023", "edition", ("2021", "2023")),
        ("edition:2022–2025", "edition", ("2023", "2025")),
        ('region:"Central Asia"', "region", ("Central Asia and the Caucasus",)),
        ("section:drugs", "section", ("drugs",)),
        ('section:"Leadership and governance"', "section", ("leadership-and-governance",)),
        ("indicator:heroin-trade", "indicator", ("heroin-trade",)),
        ('indicator:"Heroin trade"', "indicator", ("heroin-trade",)),
        ("about:heroin-trade", "about", ("heroin-trade",)),
        ('About:"Heroin trade"', "about", ("heroin-trade",)),
        ("about: heroin trade", "about", ("heroin-trade",)),
    ],
)
def test_fields_take_codes_names_and_titles(text: str, name: str, values: tuple[str, ...]) -> None:
    assert parts(text) == (Filter(name, values),)


def test_a_field_of_several_words_ends_before_the_words_of_the_query() -> None:
    country, word = parts("country:Costa Rica cocaine")
    assert country == Filter("country", ("CRI",))
    assert word.words == ("cocaine",)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("heroin-trade:>=7", (700, None)),
        ("heroin-trade:>7", (701, None)),
        ("heroin-trade:≥7", (700, None)),
        ("resilience:<4", (None, 399)),
        ("resilience:<=4.17", (None, 417)),
        ("resilience:4.17", (417, 417)),
        ("resilience:4,17", (417, 417)),
        ("criminality:[5 TO 7]", (500, 700)),
        ("criminality:5-7", (500, 700)),
        ("criminality:5–7", (500, 700)),
        ("criminality:5..7", (500, 700)),
        ("criminality>=5", (500, None)),
        ("criminality:>=5/10", (500, None)),
        ("change.heroin-trade:-1", (-100, -100)),
        ("change.heroin-trade:-1–-0.5", (-100, -50)),
        ("criminality:{5 TO 7}", (501, 699)),
        ("criminality:[5 TO *]", (500, None)),
        ("change.heroin-trade:>0", (1, None)),
        ("change.heroin-trade:<-0.5", (None, -51)),
    ],
)
def test_scores_are_compared_in_hundredths(text: str, bounds: tuple[int | None, int | None]) -> None:
    (condition,) = parts(text)
    assert isinstance(condition, Condition)
    assert (condition.low, condition.high) == bounds
    assert condition.is_change == text.startswith("change.")


def test_a_profile_without_the_score_meets_no_condition() -> None:
    (condition,) = parts("heroin-trade:<=10")
    assert condition.meets(1000)
    assert not condition.meets(None)


@pytest.mark.parametrize(
    ("text", "words", "note"),
    [
        ("contry:kgz", "“contry” and “kgz”", "Did you mean country?"),
        ("herion-trade:>=7", "“herion-trade” and “7”", "Did you mean heroin-trade"),
        ("country:Atlantis", "“country” and “Atlantis”", "'Atlantis' is not one of"),
        ("edition:2022", "“edition” and “2022”", "No edition is 2022"),
        ("edition:2016-2018", "“edition” and “2016-2018”", "No edition is 2016-2018"),
        ("section:drug", "“section” and “drug”", "Did you mean drugs"),
        ("heroin-trade:high", "“heroin-trade” and “high”", "compared with a number"),
        ("heroin-trade:>=7/12", "“heroin-trade” and “7” and “12”", "“heroin-trade:>=7/12” is searched as words"),
        ("heroin-trade:>=7-8", "“heroin-trade” and “7-8”", "heroin-trade:7-8 or heroin-trade:[5 TO 7]"),
        ("change.resilience:-5%", "“change” and “resilience” and “5”", "compared with a number"),
        ('"border guards', "“border” and “guards”", "quotation mark without its pair"),
        ("(border guards", "“border” and “guards”", "opening bracket"),
        ("border) guards", "“border” and “guards”", "closing bracket"),
        ("heroin OR", "“heroin”", "OR has nothing to join"),
        ("AND heroin", "“heroin”", "AND has nothing to join"),
        ("heroin NOT", "“heroin”", "NOT has nothing to exclude"),
        *((text, f"“{text}”", "Operators with nothing to join or exclude are") for text in ("OR", "AND", "NOT")),
        ("NOT AND", "“NOT” and “AND”", "Operators with nothing to join or exclude are"),
        ("heroin-trade:>7 <8", "where Heroin trade is above 7 and below 8", ""),
        ("heroin-trade:7 <8", "“8”, where Heroin trade is 7", "“<8” has no score before it"),
        ("-edition:>=2021 <=2023 heroin", "“heroin”, not of the edition 2021 or 2023", ""),
        ("t*", "“t”", "at least 2 letters"),
        ("*", "", "matches everything"),
        ("*ing", "“ing”", "end of a word"),
        ("herion~9", "words like “herion”", "at most 2 letters"),
        ('"a b"~999', "the words “a b” within 50 words of one another", "at most 50 words apart"),
        ("-", "", ""),
        ('""', "", ""),
        ("NOT NOT heroin", "“heroin”", ""),
        ("Niger: heroin", "“Niger” and “heroin”", ""),
        ("10:30", "“10” and “30”", ""),
        ("O’Brien’s", "“O’Brien’s”", ""),
    ],
)
def test_what_cannot_be_parsed_is_searched_as_plain_words_with_a_note(text: str, words: str, note: str) -> None:
    described, notes = description_and_notes(text)
    assert described == words
    assert note in notes
    assert bool(note) == bool(notes)


def test_deep_brackets_and_many_words_have_a_clear_limit() -> None:
    _, notes = description_and_notes("(" * 400 + "heroin" + ")" * 400)
    assert f"more than {DEEPEST_BRACKETS} deep" in notes
    query = parse_query(" ".join(f"word{number}" for number in range(100)))
    assert len(query.root.parts) == MOST_WORDS
    assert f"may have {MOST_WORDS} words" in " ".join(query.notes)


def test_a_text_of_10000_characters_is_read_in_part() -> None:
    assert "first 1,000 characters" in description_and_notes("heroin " * 2000)[1]


@settings(max_examples=MANY)
@given(QUERIES)
@example("(" * 1000)
@example("NOT " * 250)
@example('="' * 300)
@example("-" * 1000)
@example("a OR " * 200)
def test_no_text_is_an_error(text: str) -> None:
    query = parse_query(text)
    assert isinstance(query.root, All)
    assert isinstance(describe(query.root), str)


@given(st.text(st.sampled_from("019aksmUSP.,'’²º⁶ $%/"), max_size=24))
@example("10 000km U.S. 12.5kg")
@example("1,000.5.2 12.05.2021 1 000 0001")
def test_words_of_a_query_are_cut_as_those_of_a_text(text: str) -> None:
    parts = parse_query(text).root.parts
    folded = [form for part in parts if isinstance(part, Word) for form in part.words]
    assert [form.lower() for form in folded] == list(words(text))


@pytest.mark.parametrize("mark", INVISIBLE)
def test_invisible_characters_in_a_query_are_left_out(mark: str) -> None:
    assert parse_query(f"{mark}her{mark}oin country:{mark}kgz").root == parse_query("heroin country:kgz").root


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("WHO UNODC", ("WHO", "unodc")),
        ("IT FBI", ("IT", "fbi")),
        ("US INTERPOL", ("US", "interpol")),
        ("WHO PAYS BRIBES", ("who", "pays", "bribes")),
        ("GUNS IN MALI", ("guns", "in", "mali")),
        ("US", ("US",)),
    ],
)
def test_capitals_make_names_of_stop_words_unless_ordinary_words_are_in_capitals_too(
    text: str, folded: tuple[str, ...]
) -> None:
    assert tuple(word.words[0] for word in parts(text) if isinstance(word, Word)) == folded


def test_operators_are_no_ordinary_words_in_capitals() -> None:
    (needed,) = parts("US AND WHO")
    assert isinstance(needed, All)
    assert [word.words for word in needed.parts if isinstance(word, Word)] == [("US",), ("WHO",)]
