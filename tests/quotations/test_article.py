"""Whole articles, with every quotation and claim that can be checked."""

from pathlib import Path

import pytest

from explorer.core.errors import QueryError
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.corpus.storage import store_profile
from explorer.quotations.article import examine, is_article
from explorer.quotations.checked_article import Finding
from explorer.quotations.quotation_index import QuotationIndex, quotable_passages
from tests.factories import make_profile, store
from tests.growth import TIMES, is_linear
from tests.quotations.conftest import TWINS, malta

ARTICLE = """The island has long been a stop on the way. According to the Global Organized Crime Index 2023 for Malta,
“Speedboats bring cigarettes across the strait at night, and the coast guard has two boats to stop them.” It goes on.

Others put it "Speedboats bring narcotics across the strait at night, and the coast guard has five boats" (Global
Organized Crime Index 2025, Malta). A driver said ‘the port’s own guards; 6,500 lorries pass,’ and “so it is”. Poets
call it “a pearl that was thrown into a sea of wine and troubles”.

> Speedboats bring cigarettes … at night,
> and the coast guard has five boats to stop them.

See https://oc.example.org/passages/mlt-2023/trade/1?v=00000000, and /profiles/mlt-2025#trade. Kyrgyzstan scored 8.0
for heroin trade in 2021. The 2022 Organized Crime Index, the 2025 Global Organised Crime Index on Niger and the
Global Organized Crime Index 2021 do not exist alike.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library.open(store(Home(tmp_path_factory.mktemp("article")), *malta()))


def index_of(library: Library) -> QuotationIndex:
    return QuotationIndex(quotable_passages(library.texts()))


@pytest.fixture(scope="module")
def findings(library: Library) -> tuple[Finding, ...]:
    return examine(ARTICLE, library, index_of(library)).findings


def test_everything_is_found_with_its_status(findings: tuple[Finding, ...]) -> None:
    assert [(finding.kind, finding.status, finding.id) for finding in findings] == [
        ("citation", "here", "mlt-2023"),
        ("quotation", "exact", "mlt-2023/trade/1"),
        ("quotation", "differs", "mlt-2025/trade/1"),
        ("citation", "here", "mlt-2025"),
        ("quotation", "exact", "mlt-2025/trade/2"),
        ("quotation", "too short", ""),
        ("quotation", "not found", ""),
        ("quotation", "same", "mlt-2025/trade/1"),
        ("citation", "changed", "mlt-2023/trade/1"),
        ("citation", "there", "mlt-2025/trade"),
        ("claim", "differs", "kgz-2021"),
        ("citation", "no such edition", ""),
        ("citation", "not in the corpus", "ner-2025"),
        ("citation", "the whole edition", ""),
    ]


def test_offsets_are_those_of_the_article(findings: tuple[Finding, ...]) -> None:
    assert findings
    assert all(ARTICLE[finding.start : finding.end] == finding.text for finding in findings)


def test_both_readings_are_given(findings: tuple[Finding, ...]) -> None:
    match = findings[2].match
    assert match is not None
    assert ("changed", "narcotics", "cigarettes") in {
        (difference.op, difference.quote, difference.source) for difference in match.differences
    }
    assert findings[2].message == "It differs from the source, mlt-2025/trade/1."


def test_a_claim_comes_with_the_published_number(findings: tuple[Finding, ...]) -> None:
    assert "the published score is 7.0, the text says 8.0" in findings[10].message


def test_a_quotation_in_two_editions_is_that_of_the_edition_cited_beside_it(tmp_path: Path) -> None:
    home = Home(tmp_path)
    for edition in (2023, 2025):
        store_profile(home.profiles, make_profile(f"mlt-{edition}", {"trade": [TWINS[0]]}))
    library = Library.open(home)
    for edition in (2023, 2025):
        text = f"“{TWINS[0]}” (Global Organized Crime Index {edition}, Malta)."
        finding = examine(text, library, index_of(library)).findings[0]
        assert (finding.status, finding.id) == ("exact", f"mlt-{edition}/trade/1")


def test_words_of_a_digest_are_distinguished_from_the_publishers(library: Library) -> None:
    exact, near = examine(
        "“Heroin seizures have lately fallen.” and “Heroin seizures have lately risen.”", library, index_of(library)
    ).findings
    assert "words of our digest, not the publisher's" in exact.message
    assert (near.status, "differs" in near.message) == ("like the digest", False)


def test_apostrophes_are_not_quotation_marks(library: Library) -> None:
    text = "The ports’ guards and the drivers’ union say it’s the traders’ fault, 'tis said."
    assert examine(text, library, index_of(library)).findings == ()


def test_an_article_is_distinguished_from_one_quotation() -> None:
    assert not is_article(TWINS[0])
    assert not is_article(f"“{TWINS[0]}”")
    assert is_article(f"He wrote: “{TWINS[0]}”")
    assert is_article("One.\n\nTwo.")
    assert is_article("See /passages/kgz-2021/drugs/1?v=01234567")


def test_an_article_that_is_too_long_is_refused(library: Library) -> None:
    with pytest.raises(QueryError, match="at most 200,000"):
        examine("word " * 40_001, library, QuotationIndex([]))


def test_an_empty_article_and_an_empty_corpus_are_no_trouble(library: Library) -> None:
    assert examine("", library, QuotationIndex([])).findings == ()
    (finding,) = examine(f"“{TWINS[0]}”", library, QuotationIndex([])).findings
    assert finding.status == "not found"


def test_of_very_many_quotations_the_first_are_looked_up(library: Library) -> None:
    findings = examine("“one two three four” " * 301, library, index_of(library)).findings
    assert [finding.status for finding in findings[-2:]] == ["not found", "not looked up"]


@pytest.mark.parametrize("text", ["http://", "“", "‘a ", '"', "> \n", ". "])
def test_hostile_articles_are_examined_in_linear_time(library: Library, text: str) -> None:
    index = index_of(library)
    longest = 200_000 // len(text)
    assert is_linear(lambda count: examine(text * count, library, index), longest // TIMES)
