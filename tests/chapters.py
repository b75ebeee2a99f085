"""Chapters of our own invention, and Hypothesis strategies for any that the record allows."""

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from explorer.core.errors import CorpusError
from explorer.model.chapters import OPENING, Chapter, chapter_id, section_slug
from explorer.model.profiles import Note, Passage, Section, Source
from explorer.model.taxonomy import EDITIONS
from tests.profiles import passages, texts, tidy_texts

FERRIES = {
    "": [
        "Ferries carry more than people. Heroin crosses the strait under lorry loads of onions.",
        "Harbour police take bribes so often that a tariff hangs in the canteen.",
    ],
    "Drugs": ["Cocaine arrives in reefers, and the port pays for silence."],
    "Who is paid": [
        "Money laundering through ticket offices is as old as the tickets.",
        "The Arms Trade Treaty is signed by Kenya, but pistols travel in the engine room.",
    ],
}
NOTES = {("Drugs", 1): (Note("1", "A ledger of the harbour, 1998.", (26,)), Note("2", "An interview on deck.", (58,)))}


def make_chapter(
    title: str = "Ferries and the law",
    paragraphs: Mapping[str, Sequence[str]] = FERRIES,
    notes: Mapping[tuple[str, int], tuple[Note, ...]] = NOTES,
    **more: Any,
) -> Chapter:
    """A chapter of these paragraphs by heading; those under no heading are its opening."""
    id = chapter_id(title)
    sections: list[Section] = []
    for heading, found in paragraphs.items():
        slug = section_slug(heading, sections) if heading else OPENING
        passages = tuple(
            Passage(id, slug, number, text, notes.get((heading, number), ())) for number, text in enumerate(found, 1)
        )
        sections.append(Section(slug, passages, heading=heading or title))
    return Chapter(id, title, **({"text_kind": "full", "sections": tuple(sections)} | more))


@st.composite
def chapters(draw: st.DrawFn) -> Chapter:
    """A whole chapter, with any of its parts absent."""
    title = draw(tidy_texts)
    try:
        id = chapter_id(title)
    except CorpusError:
        title, id = f"{title} chapter", chapter_id(f"{title} chapter")
    sections: list[Section] = []
    for number in range(draw(st.integers(1, 4))):
        is_opening = number == 0 and draw(st.booleans())
        heading = title if is_opening else draw(tidy_texts)
        slug = OPENING if is_opening else section_slug(heading, sections)
        found = tuple(draw(passages(id, slug, place)) for place in range(1, draw(st.integers(1, 3)) + 1))
        sections.append(Section(slug, found, tuple(draw(st.lists(tidy_texts, max_size=2))), heading))
    return Chapter(
        id,
        title,
        draw(st.sampled_from(("digest", "full"))),
        tuple(sections),
        draw(st.none() | st.sampled_from(EDITIONS)),
        draw(st.none() | st.integers(1990, 2030)),
        Source(draw(texts), draw(tidy_texts), draw(texts), draw(texts)),
    )
