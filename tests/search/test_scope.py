"""The scope of a search, and the sentences about it."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from benchmarks.corpus import make_profiles
from explorer.engines.open import embedded_engine
from explorer.linking.linker import linker
from explorer.search.answering import SearchEngine
from explorer.search.request import SearchRequest
from explorer.search.scope import LONGEST_WANTED, limits_of
from explorer.text.analysis import words
from explorer.text.stems import stem
from explorer.text.stop_words import STOP_WORDS
from tests.factories import FOUND, make_profile

# Words of the field, names and plain words, that the corpus of these tests lacks.
ABSENT = """
    MS-13 Yakuza hawala tramadol captagon fentanyl khat Wagner ransomware pangolin rosewood totoaba cigarettes
    kidnapping bribery kleptocracy oligarch cyberattack phishing darknet bitcoin stablecoin carjacking piracy
    sanctions whistleblower ayahuasca xylophone quasar zeppelin
""".split()  # noqa: SIM905 - a list of quoted words is no easier to read


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    """Build an engine over 240 made-up passages."""
    engine = embedded_engine(tmp_path_factory.mktemp("made"), linker())
    engine.build(make_profiles(240, seed=3), "made")
    yield engine
    engine.close()


@pytest.mark.parametrize("word", ABSENT)
def test_a_word_that_no_passage_has_is_never_counted_as_found(engine: SearchEngine, word: str) -> None:
    page = engine.search(SearchRequest.make(word))
    assert page.found.words == 0
    assert page.found.headline.startswith(f"No passage contains “{word}”")
    assert {hit.matched for hit in page.hits} <= {"related"}
    asked = engine.search(SearchRequest.make(word, scope="words"))
    assert (asked.total, asked.hits, asked.found.related) == (0, (), page.found.related)


# Words that stemmers take for forms of one another, each written in one passage and typed in all.
FAMILIES = [
    "public publicity publication",
    "customs customers custom",
    "offices officers officials",
    "heroin heroine",
    "criminals criminality criminalize",
    "humans humanity humane",
    "minors minority",
    "operators operations operating operative",
    "informing informal information informants",
    "imports importance importers",
    "severe several severity",
    "corrupt corruption corruptible",
    "trafficking traffickers traffic",
    "arms armed",
    "united units",
    "franc France",
]


@pytest.fixture(scope="module")
def families(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    """Build an engine over one passage for each word of the families."""
    texts = [f"They wrote {word} here." for family in FAMILIES for word in family.split()]
    engine = embedded_engine(tmp_path_factory.mktemp("families"), linker())
    engine.build([make_profile("atg-2023", {"drugs": texts})], "families")
    yield engine
    engine.close()


@pytest.mark.parametrize("word", [word for family in FAMILIES for word in family.split()])
def test_another_word_of_the_same_root_is_no_form_of_a_word(families: SearchEngine, word: str) -> None:
    for query in (word, f"wrote {word}", f'"wrote {word}"', f'"wrote {word}"~2', f"wrote AND {word}"):
        (hit,) = families.search(SearchRequest.make(query, scope="words", reads_names=False)).hits
        assert f"{word}</mark>" in hit.snippet, query
    passages = families.search(SearchRequest.make()).total
    assert families.search(SearchRequest.make(f"wrote -{word}", scope="words", reads_names=False)).total == passages - 1


def test_the_words_scope_counts_the_passages_with_every_word(made: SearchEngine) -> None:
    stems = {passage.id: set(map(stem, words(passage.text))) for passage in made.stored_passages()}
    chance = random.Random(7)
    known = sorted({word for passage in made.stored_passages() for word in words(passage.text) if word.isalpha()})
    known = [word for word in known if len(word) > 3 and word not in STOP_WORDS]
    for _ in range(150):
        typed = chance.sample(known, chance.randint(1, 3))
        having = {id for id, own in stems.items() if own >= set(map(stem, typed))}
        page = made.search(SearchRequest.make(" ".join(typed), limit=100, scope="related"))
        assert page.found.words == len(having), typed
        assert {hit.id for hit in page.hits if hit.matched == "words"} == having or page.total > 100
        matched = [hit.matched for hit in page.hits]
        assert matched == sorted(matched, reverse=True), typed  # "words" before "related"


def test_a_filter_narrows_an_answer_and_adds_nothing_to_it(made: SearchEngine) -> None:
    for text in ("border corruption prison", "heroin seized", "gold"):
        whole = {passage.id for passage in made.passages(SearchRequest.make(text, scope="related")).passages}
        page = made.search(SearchRequest.make(text, scope="related"))
        for country in page.facets["country"]:
            request = SearchRequest.make(text, [("country", country.value)], scope="related")
            narrowed = {passage.id for passage in made.passages(request).passages}
            assert narrowed <= whole
            assert len(narrowed) == country.count


def test_what_was_found_is_told_in_a_sentence() -> None:
    assert FOUND.headline == "2 passages contain “heroin”"
    assert FOUND.beside == "3 more are on the same subject"
    assert replace(FOUND, scope="related").headline == "2 passages contain “heroin”; 3 more are on the same subject"
    none = replace(FOUND, words=0, related=1, scope="related")
    assert none.headline == "No passage contains “heroin”; 1 is on the same subject"
    assert replace(none, related=0).headline == "No passage contains “heroin”"
    browsing = replace(FOUND, words=1200, related=1200, wanted="", limits="in Kyrgyzstan", seeks_words=False)
    assert browsing.headline == "1,200 passages in Kyrgyzstan"
    assert replace(browsing, limits="").headline == "1,200 passages"


@pytest.mark.parametrize(
    ("text", "filters", "headline"),
    [
        ("heroin", [("country", "KGZ"), ("edition", "2021")], "“heroin”, in Kyrgyzstan, of the edition 2021"),
        ('"border guards" -police', [], "the phrase “border guards”, without “police”"),
        ("heroin OR tin", [], "“heroin” or “tin”"),
        ("traffick*", [], "words that start with “traffick”"),
    ],
)
def test_the_sentence_has_the_conditions_and_filters(
    engine: SearchEngine, text: str, filters: list[tuple[str, str]], headline: str
) -> None:
    assert f"{headline};" in f"{engine.search(SearchRequest.make(text, filters)).found.headline};"


LEAVES = (
    *("heroin", "police", '"border guards"', "traffick*", "herion~1", "note:ledger", "the", "cannabis", "MS-13"),
    *("country:kgz", "country:cog", "edition:2021", "edition:>=2023", "section:drugs", "region:caribbean"),
    *("heroin-trade:>=7", "resilience:<4", "change.heroin-trade:>0", "criminality:[5 TO 6}", "indicator:heroin-trade"),
)
BROKEN = re.compile(
    r"contains? (?:where|in|of|linked|not|without|with|\()|passages? (?:\(|“|and|or)|not where"
    r"|with (?:where|of|with|in)"
    r"|[,;.]{2}|[,;] [,;.]|\b(\w+) \1\b|\(\)| $|  |“”"
)


def random_query(chance: random.Random, depth: int = 3) -> str:
    """Return a query of any shape."""
    if depth == 0 or chance.random() < 0.3:
        return chance.choice(("", "", "-")) + chance.choice(LEAVES)
    operator = chance.choice((" ", " OR ", " AND "))
    inside = operator.join(random_query(chance, depth - 1) for _ in range(chance.randint(1, 3)))
    return f"{chance.choice(('', '', '-'))}({inside})"


def test_every_headline_is_english(engine: SearchEngine) -> None:
    chance = random.Random(11)
    for _ in range(400):
        text = random_query(chance)
        filters = chance.sample([("edition", "2021"), ("edition", "2023"), ("country", "COG")], chance.randint(0, 2))
        page = engine.search(SearchRequest.make(text, filters, limit=1, reads_names=False))
        for sentence in (page.found.headline, page.read_as):
            assert not BROKEN.search(sentence.replace("Congo, Rep.", "Congo")), (text, sentence)


def test_a_long_query_is_not_repeated(engine: SearchEngine) -> None:
    long = " ".join(f"word{number}" for number in range(LONGEST_WANTED // 6))
    assert engine.search(SearchRequest.make(long)).found.headline == "No passage contains every word of the search"
    for other in (f"{long} edition:2021", long.replace(" ", " OR ")):
        headline = engine.search(SearchRequest.make(other)).found.headline
        assert headline == "No passage under all conditions of the search"


def test_the_words_of_an_exact_search_are_all_that_it_finds(engine: SearchEngine) -> None:
    found = engine.search(SearchRequest.make("borders", is_exact=True)).found
    assert (found.scope, found.words) == ("words", found.related)


def test_filters_are_limits_of_a_query() -> None:
    limits = limits_of(SearchRequest.make("", [("edition", "2021"), ("edition", "2023"), ("country", "kgz")]))
    assert [(limit.name, limit.values) for limit in limits] == [("country", ("KGZ",)), ("edition", ("2021", "2023"))]
