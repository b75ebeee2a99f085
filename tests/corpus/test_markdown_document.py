"""Markdown common to documents of profiles and chapters."""

import pytest

from explorer.core.errors import CorpusError
from explorer.corpus.markdown_document import DocumentReader, write_document
from explorer.model.profiles import Note, Passage, Section, Source
from tests.growth import is_linear


class Headings(DocumentReader):
    """A document whose headings are slugs."""

    required = "nothing"

    def headed(self, line: int, block: str, before: list[Section]) -> Section:  # noqa: ARG002 - the signature of its base
        return Section(block.lstrip("# ").casefold())


def read(body: str) -> tuple[Section, ...]:
    reader = Headings(f"---\ntext: full\n---\n{body}", "any.md")
    _, start = reader.split()
    return reader.sections(start, "kgz-2021")


def test_the_lines_of_a_paragraph_are_joined() -> None:
    (section,) = read("## Drugs\n\nOne\nline.\n\nTwo.\n")
    assert [passage.text for passage in section.passages] == ["One line.", "Two."]
    assert [passage.id for passage in section.passages] == ["kgz-2021/drugs/1", "kgz-2021/drugs/2"]


def test_block_quotes_are_notes_of_the_section_and_footnotes_of_the_passage() -> None:
    (section,) = read("## Drugs\n\nTea.[^1]\n\n[^1]: A ledger,\npage 2.\n\n> * Not\n> scored.\n")
    assert section.notes == ("* Not scored.",)
    assert section.passages[0].notes == (Note("1", "A ledger, page 2.", (4,)),)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("\nText.\n", "any.md:5: text precedes the first section"),
        ("## Drugs\n\n[^1]: A ledger.\n", "any.md:6: a footnote precedes the first passage"),
        ("## Drugs\n\n>\n", "any.md:6: a note is empty"),
    ],
)
def test_a_mistake_is_named_with_its_line(body: str, message: str) -> None:
    with pytest.raises(CorpusError, match=message):
        read(body)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("text: full\n", "any.md:1: a document starts with a line '---'"),
        ("---\ntext: full\n", "any.md:1: the front matter does not end"),
        ("---\n---\n", "any.md:1: the front matter is empty"),
        ("---\ntext: [\n---\n", "any.md:[23]: the front matter is not valid YAML"),
    ],
)
def test_front_matter_is_between_two_fences(text: str, message: str) -> None:
    with pytest.raises(CorpusError, match=message):
        Headings(text, "any.md").split()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("## Drugs\n\nTea.\n" + "\n[^1]: A ledger.\n" * 1_001, "a passage has more than 1,000 notes"),
        ("## Drugs\n" + "\nTea.\n" * 10_001, "more than 10,000 passages and notes"),
        ("## Drugs\n" * 1_001, "any.md:1004: there are more than 1,000 sections"),
        ("## Drugs\n\n" + "x" * 50_001, "any.md:6: kgz-2021/drugs/1: a passage has 50,001 characters"),
        ("## Drugs\n\nTea." + "[^1]" * 1_001 + "\n\n[^1]: A ledger.\n", "more than 1,000 marks"),
    ],
)
def test_a_document_has_limits(body: str, message: str) -> None:
    with pytest.raises(CorpusError, match=message):
        read(body)


def test_long_documents_are_read_in_linear_time() -> None:
    assert is_linear(lambda size: read("## Drugs\n\n" + "x\n" * size), 3_000)
    assert is_linear(lambda size: read("## Drugs\n\n" + "Tea.\n\n" * size), 1_000)
    assert is_linear(lambda size: read("## Drugs\n\n" + "\\" * size + "\n\n[^1]: A ledger.\n"), 5_000)


def test_what_is_written_reads_back() -> None:
    passages = (Passage("kgz-2021", "drugs", 1, "# Tea", (Note("1", "A ledger.", (5,)),)),)
    sections = (Section("drugs", passages, ("* Not scored.",)),)
    written = write_document({"text": "full"}, sections)
    reader = Headings(written, "any.md")
    assert reader.sections(reader.split()[1], "kgz-2021") == sections


def test_a_source_has_only_what_is_known() -> None:
    reader = Headings("---\ntitle: Kyrgyzstan\nretrieved: 2026-09-01\n---\n", "any.md")
    node, _ = reader.split()
    assert reader.source(node) == Source(title="Kyrgyzstan", retrieved="2026-09-01")
