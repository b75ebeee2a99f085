"""Chapters as Markdown: read and written without loss, mistakes reported by file and line."""

import pytest
from hypothesis import given, settings

from explorer.core.errors import CorpusError
from explorer.corpus.chapter_markdown import is_chapter_markdown, read_chapter_markdown, write_chapter_markdown
from explorer.model.chapters import Chapter
from tests.factories import make_chapter
from tests.strategies import chapters


@given(chapters())
@settings(max_examples=300)
def test_what_is_written_is_read_back_without_loss(chapter: Chapter) -> None:
    written = write_chapter_markdown(chapter)
    assert is_chapter_markdown(written)
    assert read_chapter_markdown(written, "any.md") == chapter


def test_a_title_and_a_paragraph_are_a_valid_chapter() -> None:
    chapter = read_chapter_markdown("---\ntitle: Ferries and the law\n---\n\nOne\nline.\n", "x.md")
    assert (chapter.id, chapter.edition, chapter.text_kind) == ("ferries-and-the-law", None, "full")
    assert [(passage.id, passage.text) for passage in chapter.passages()] == [
        ("ferries-and-the-law/opening/1", "One line.")
    ]
    assert chapter.sections[0].title == "Ferries and the law"


def test_headings_keep_their_order_and_get_slugs_of_their_own() -> None:
    text = "---\ntitle: Ferries\n---\n## Routes 2\nOne.\n## Opening\nTwo.\n## Routes 2\nThree.\n## Пути\nFour.\n"
    chapter = read_chapter_markdown(text, "x.md")
    assert [section.slug for section in chapter.sections] == ["routes2", "opening", "routes22", "section"]
    assert [section.title for section in chapter.sections] == ["Routes 2", "Opening", "Routes 2", "Пути"]


def test_a_chapter_named_like_a_profile_or_a_section_gets_another_id() -> None:
    for title, id in (("Kgz 2021", "kgz-2021-chapter"), ("Drugs", "drugs-chapter"), ("Sea", "sea-chapter")):
        assert read_chapter_markdown(f"---\ntitle: {title}\n---\nText.\n", "x.md").id == id


HEAD = "---\nchapter: ferries\ntitle: Ferries\n"
MISTAKES = {
    "no title": ("---\nchapter: ferries\n---\nText.\n", 1, "lacks the key 'title'"),
    "an unknown key": (HEAD + "country: KGZ\n---\nText.\n", 4, "unknown key 'country'"),
    "the id of a profile": ("---\nchapter: kgz-2021\ntitle: Ferries\n---\nText.\n", 2, "must be a slug"),
    "an id with capitals": ("---\nchapter: Ferries\ntitle: Ferries\n---\nText.\n", 2, "must be a slug"),
    "a title without letters": ("---\ntitle: …\n---\nText.\n", 1, "gives no id"),
    "an unknown edition": (HEAD + "edition: 2022\n---\nText.\n", 4, "one of 2021, 2023, 2025"),
    "a year that is none": (HEAD + "published: soon\n---\nText.\n", 4, "must be a year"),
    "scores alone": (HEAD + "text: none\n---\nText.\n", 4, "text is 'none'"),
    "no passage": (HEAD + "---\n## Routes\n", 1, "no passage"),
    "a heading of another level": (HEAD + "---\n# Ferries\nText.\n", 5, "only section headings"),
    "a footnote before any passage": (HEAD + "---\n## Routes\n[^1]: Note.\n", 6, "precedes the first passage"),
    "no front matter": ("## Routes\nText.\n", 1, "front matter"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_by_file_and_line(mistake: str) -> None:
    text, line, message = MISTAKES[mistake]
    with pytest.raises(CorpusError) as caught:
        read_chapter_markdown(text, "ferries.md")
    assert str(caught.value).startswith(f"ferries.md:{line}: ")
    assert message in str(caught.value)


def test_only_front_matter_with_a_title_is_a_chapter() -> None:
    assert is_chapter_markdown(write_chapter_markdown(make_chapter()))
    assert not is_chapter_markdown("---\ncountry: KGZ\nedition: 2021\nsource:\n  title: Kyrgyzstan\n---\ntitle: x\n")
