"""A chapter has the line of the list, its sections and its source."""

from explorer.linking.linker import linker
from explorer.serializers.chapter_records import chapter_record, chapters_record
from tests.factories import make_chapter
from tests.serializers.decoded import decoded

LINE = {
    "id": "ferries-and-the-law",
    "title": "Ferries and the law",
    "edition": 2023,
    "series": "index",
    "published": 2024,
    "text_kind": "full",
    "passage_count": 5,
    "url": "/chapters/ferries-and-the-law",
}


def test_a_line_of_the_list_counts_the_passages() -> None:
    assert decoded(chapters_record([make_chapter(edition=2023, published=2024)])) == {"chapters": [LINE]}


def test_a_chapter_is_its_line_with_sections_and_source() -> None:
    chapter = decoded(chapter_record(make_chapter(edition=2023, published=2024), linker()))
    assert list(chapter) == [*LINE, "sections", "source"]
    assert LINE.items() <= chapter.items()
    assert [section["slug"] for section in chapter["sections"]] == ["opening", "drugs", "who-is-paid"]
    assert chapter["source"]["text_kind"] == "full"


def test_a_chapter_of_no_edition_says_so() -> None:
    (line,) = decoded(chapters_record([make_chapter()]))["chapters"]
    assert (line["edition"], line["published"]) == (None, None)
