"""Sources that notes name, each once."""

import pytest

from explorer.entities.cited_sources import cited_sources, split_addresses, with_words
from explorer.entities.mentions import Cited
from explorer.model.profiles import Note, Passage


def cited(*texts: str) -> list[Cited]:
    passage = Passage("kgz-2023", "drugs", 1, "Text.")
    other = Passage("kgz-2023", "drugs", 2, "Text.")
    return [Cited((passage, other)[number % 2], 1, Note(str(number), text)) for number, text in enumerate(texts, 1)]


def test_a_source_is_listed_once_whatever_its_case_punctuation_and_date_of_access() -> None:
    (drugs, office) = cited_sources(
        cited(
            "Office of Made-up Statistics, 2020.",
            "Report on Drugs 2022, https://example.org/r (accessed on 3 May 2023).",
            "Report on drugs, 2022: https://example.org/r, last accessed 2022-11-30.",
            "Report on Drugs 2022, https://example.org/r",
        )
    )
    assert (drugs.count, len(drugs.notes), office.count) == (2, 3, 1)
    assert drugs.text.startswith("Report on Drugs 2022")


@pytest.mark.parametrize("text", ("Ibid.", "ibid., p. 5", "Op. cit.", "Id.", "See above.", ""))
def test_what_refers_to_another_note_is_never_one_source(text: str) -> None:
    assert len(cited_sources(cited(text, text))) == 2


def test_sources_are_filtered_by_the_beginnings_of_words() -> None:
    sources = cited_sources(cited("Office of Statistics, 2020.", "Report on Drugs."))
    assert [source.text for source in with_words(sources, "stat OFFI")] == ["Office of Statistics, 2020."]
    assert with_words(sources, "tics") == ()
    assert len(with_words(sources, " ")) == 2


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("See https://example.org/a. And more", ["https://example.org/a"]),
        ("(http://example.org/a_(b)) and", ["http://example.org/a_(b)"]),
        ("javascript:alert(1) ftp://example.org", []),
        ("https://[oops and https://", []),
        ('https://example.org/"onclick=x', ["https://example.org/"]),
    ],
)
def test_addresses_of_the_web_alone_are_told_apart(text: str, addresses: list[str]) -> None:
    parts = list(split_addresses(text))
    assert "".join(part for part, _ in parts) == text
    assert [part for part, is_address in parts if is_address] == addresses
