"""Each style to the letter, and the properties that all have."""

import dataclasses
import re

import pytest

from explorer.citations.record import SEARCHED, Citation, cite, cite_quotation
from explorer.citations.styles import NAMELESS, STYLES, render, style_of
from explorer.core.errors import QueryError
from explorer.corpus.library import Library
from tests.citations.conftest import ADDRESS, AUTHOR, DAY

FULL, DIGEST, SCORE, SEARCH = "civ-2023/drugs/1", "kgz-2021/drugs/1", "kgz-2021/heroin-trade", 'search?q="gold mining"'
SOURCE = "https://ocindex.net/2023/country/cote_divoire"
LINK = "https://oc.example.org/passages/civ-2023/drugs/1?v=e0000000"
OWN = "https://oc.example.org/search?q=%22gold+mining%22"

ENTRIES = {
    ("apa", FULL): f"{AUTHOR}. (2023). <i>Côte d'Ivoire</i>. Global Organized Crime Index 2023. {SOURCE} "
    f"[Drugs section, para. 1; read in OC Explorer on September 22, 2026: {LINK}]",
    ("chicago", FULL): f"{AUTHOR}. “Côte d'Ivoire.” Global Organized Crime Index 2023, {AUTHOR}, 2023. {SOURCE}. "
    f"[Drugs section, para. 1; read in OC Explorer on September 22, 2026: {LINK}]",
    ("chicago-author-date", FULL): f"{AUTHOR}. 2023. “Côte d'Ivoire.” Global Organized Crime Index 2023, {AUTHOR}. "
    f"{SOURCE}. [Drugs section, para. 1; read in OC Explorer on September 22, 2026: {LINK}]",
    ("mla", FULL): f"{AUTHOR}. “Côte d'Ivoire.” <i>Global Organized Crime Index 2023</i>, 2023, {SOURCE}. "
    f"[Drugs section, para. 1; read in OC Explorer on 22 Sept. 2026: {LINK}]",
    ("harvard", FULL): f"{AUTHOR} (2023) <i>Côte d'Ivoire</i>, <i>Global Organized Crime Index 2023</i>. Available at: "
    f"{SOURCE} (Accessed: 22 September 2026). [Drugs section, para. 1; read in OC Explorer: {LINK}]",
    ("ieee", FULL): f"[1] {AUTHOR}, “Côte d'Ivoire,” Global Organized Crime Index 2023. Accessed: Sep. 22, 2026. "
    f"[Online]. Available: {SOURCE} [Drugs section, para. 1; read in OC Explorer: {LINK}]",
    ("oscola", FULL): f"{AUTHOR}, ‘Côte d'Ivoire’ (<i>Global Organized Crime Index 2023</i>, 2023) &lt;{SOURCE}&gt; "
    f"accessed 22 September 2026 [Drugs section, para. 1; read in OC Explorer: {LINK}]",
    # A search has no author but whoever ran it, and its day is that of the publication and of the access.
    ("apa", SEARCH): f"{NAMELESS}. (2026, September 22). <i>Search for ‘gold mining’</i>. {SEARCHED}. {OWN} "
    "[Made in OC Explorer]",
    ("chicago", SEARCH): f"{NAMELESS}. “Search for ‘gold mining.’” {SEARCHED}, September 22, 2026. {OWN}. "
    "[Made in OC Explorer]",
    ("chicago-author-date", SEARCH): f"{NAMELESS}. 2026. “Search for ‘gold mining.’” {SEARCHED}, September 22. {OWN}. "
    "[Made in OC Explorer]",
    ("mla", SEARCH): f"{NAMELESS}. “Search for ‘gold mining.’” <i>{SEARCHED}</i>, 22 Sept. 2026, {OWN}. "
    "[Made in OC Explorer]",
    ("harvard", SEARCH): f"{NAMELESS} (2026) <i>Search for “gold mining”</i>, <i>{SEARCHED}</i>. "
    f"Available at: {OWN} (Accessed: 22 September 2026). [Made in OC Explorer]",
    ("ieee", SEARCH): f"[1] {NAMELESS}, “Search for ‘gold mining,’” {SEARCHED}. "
    f"Accessed: Sep. 22, 2026. [Online]. Available: {OWN} [Made in OC Explorer]",
    ("oscola", SEARCH): f"{NAMELESS}, ‘Search for “gold mining”’ (<i>{SEARCHED}</i>, 22 September 2026) &lt;{OWN}&gt; "
    "accessed 22 September 2026 [Made in OC Explorer]",
}  # fmt: skip

IN_TEXT = {
    ("apa", FULL): f"({AUTHOR}, 2023, Drugs section, para. 1)",
    ("apa", DIGEST): f"({AUTHOR}, 2021, digest by OC Explorer, Drugs section, para. 1)",
    ("apa", SCORE): f"({AUTHOR}, 2021)",
    ("apa", SEARCH): f"({NAMELESS}, 2026)",
    ("chicago", FULL): f"{AUTHOR}, “Côte d'Ivoire,” Global Organized Crime Index 2023, {AUTHOR}, 2023, Drugs section, "
    f"para. 1, {SOURCE}.",
    ("chicago", SEARCH): f"{NAMELESS}, “Search for ‘gold mining,’” {SEARCHED}, September 22, 2026, {OWN}.",
    ("chicago-author-date", FULL): f"({AUTHOR} 2023, Drugs section, para. 1)",
    ("chicago-author-date", SEARCH): f"({NAMELESS} 2026)",
    ("mla", FULL): f"({AUTHOR}, “Côte d'Ivoire,” Drugs section, par. 1)",
    ("mla", DIGEST): f"({AUTHOR}, “Kyrgyzstan (digest by OC Explorer),” Drugs section, par. 1)",
    ("mla", SCORE): f"({AUTHOR}, “Kyrgyzstan: heroin trade, score 7.0 of 10”)",
    ("harvard", FULL): f"({AUTHOR}, 2023, Drugs section, para. 1)",
    ("harvard", SEARCH): f"({NAMELESS}, 2026)",
    ("ieee", FULL): "[1, Drugs section, para. 1]",
    ("ieee", DIGEST): "[1, digest by OC Explorer, Drugs section, para. 1]",
    ("ieee", SCORE): "[1]",
    ("oscola", FULL): f"{AUTHOR}, ‘Côte d'Ivoire’ (Global Organized Crime Index 2023, 2023) Drugs section, para 1 "
    f"<{SOURCE}> accessed 22 September 2026.",
}


def make_citation(library: Library, id: str, address: str = ADDRESS) -> Citation:
    citation = cite(library, id, DAY, address)
    # The hash has tests of its own; here it is constant.
    return (
        dataclasses.replace(citation, path=citation.path.partition("?v=")[0] + "?v=e0000000")
        if id == FULL
        else citation
    )


@pytest.mark.parametrize(("style", "id"), ENTRIES)
def test_an_entry_is_set_as_its_style_sets_it(library: Library, style: str, id: str) -> None:
    (reference,) = render([make_citation(library, id)], STYLES[style])
    assert reference.entry.html == ENTRIES[style, id]


@pytest.mark.parametrize(("style", "id"), IN_TEXT)
def test_a_citation_in_the_text_or_a_note_is_set_as_its_style_sets_it(library: Library, style: str, id: str) -> None:
    (reference,) = render([make_citation(library, id)], STYLES[style])
    assert reference.in_text.plain == IN_TEXT[style, id]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("id", [FULL, DIGEST, "kgz-2021", "kgz-2021/drugs", SCORE, SEARCH])
def test_every_style_has_the_author_whole_the_date_of_access_and_the_link(
    library: Library, style: str, id: str
) -> None:
    citation = make_citation(library, id)
    (reference,) = render([citation], STYLES[style])
    entry = reference.entry.plain
    assert entry.removeprefix("[1] ").startswith(AUTHOR if citation.author else NAMELESS)
    assert citation.link in entry
    assert "2026" in entry and "22" in entry
    assert citation.container in entry
    assert citation.locator in entry
    assert citation.source_url in entry
    assert ("digest by OC Explorer" in entry) == (citation.text_kind == "digest")
    if citation.text_kind == "digest":
        assert "digest by OC Explorer" in reference.in_text.plain


@pytest.mark.parametrize("style", STYLES)
def test_without_a_public_address_the_entry_ends_with_the_path(library: Library, style: str) -> None:
    (reference,) = render([make_citation(library, SEARCH, address="")], STYLES[style])
    entry = reference.entry.plain
    assert entry.endswith(": /search?q=%22gold+mining%22]")
    assert len(re.findall(r"(?<!%)\b22\b", entry)) == 1  # the day of access, once


def test_several_citations_keep_their_order_and_numbers(library: Library) -> None:
    citations = [make_citation(library, id) for id in (SCORE, FULL, DIGEST)]
    references = render(citations, STYLES["ieee"])
    assert [reference.entry.plain[:3] for reference in references] == ["[1]", "[2]", "[3]"]
    assert references[2].in_text.plain.startswith("[3,")


def test_a_note_is_whole_each_time_never_ibid(library: Library) -> None:
    first, second = render([make_citation(library, FULL), make_citation(library, FULL)], STYLES["chicago"])
    assert first.in_text == second.in_text


def test_a_quotation_comes_before_its_citation_with_its_inner_marks_turned(library: Library) -> None:
    citation = cite_quotation(make_citation(library, FULL), "“Nobody asks,” said one driver", library)
    (american,) = render([citation], STYLES["apa"])
    (british,) = render([citation], STYLES["oscola"])
    assert american.in_text.plain.startswith("“‘Nobody asks,’ said one driver” (Global Initiative")
    assert british.in_text.plain.startswith("‘“Nobody asks,” said one driver’ Global Initiative")


def test_what_a_source_says_cannot_become_markup(library: Library) -> None:
    citation = dataclasses.replace(
        make_citation(library, FULL), title="<script>x</script> *bold*", source_url='https://x.example/"><script>'
    )
    for style in STYLES.values():
        (reference,) = render([citation], style)
        assert "<script" not in reference.entry.html + reference.in_text.html
    (reference,) = render([citation], STYLES["apa"])
    assert r"\*bold\*" in reference.entry.markdown


def test_markdown_has_italics_between_asterisks(library: Library) -> None:
    (reference,) = render([make_citation(library, FULL)], STYLES["apa"])
    assert "*Côte d'Ivoire*" in reference.entry.markdown
    assert SOURCE in reference.entry.markdown


def test_an_unknown_style_is_refused_with_the_closest() -> None:
    with pytest.raises(QueryError, match="Did you mean chicago"):
        style_of("chicgo")
