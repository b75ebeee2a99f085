"""Hypothesis strategies for profiles and chapters: anything that the records allow."""

import string
from typing import Any

from hypothesis import strategies as st

from explorer.core.errors import CorpusError
from explorer.model.chapters import OPENING, Chapter, chapter_id, section_slug
from explorer.model.ids import profile_id
from explorer.model.profiles import FACTS, Note, Passage, Profile, Section, Source, TextKind, tidy
from explorer.model.ranks import AREAS, RANKED, Rank
from explorer.model.series import all_series
from explorer.model.taxonomy import EDITIONS, taxonomy
from explorer.model.web_address import is_web_address

# tidy() drops what cannot be encoded or seen.
characters = st.characters()
texts = st.text(st.one_of(st.sampled_from("#>\\[]^*-:`'\"& \u00a0"), characters), min_size=1, max_size=60).map(tidy)
tidy_texts = texts.filter(bool)
marks = st.text(string.ascii_letters + string.digits + "*†‡.^\\′", min_size=1, max_size=3)
TEXT_KINDS: tuple[TextKind, ...] = ("digest", "full")
addresses = st.builds(
    "http{}://{}/{}".format, st.sampled_from(["", "s"]), st.sampled_from(["ocindex.net", "x:8080"]), tidy_texts
)
sources = st.builds(Source, texts, tidy_texts, st.just("") | addresses.filter(is_web_address), texts)
scores = st.integers(2, 20).map(lambda half: half / 2)
averages = st.integers(100, 1000).map(lambda cent: cent / 100)


@st.composite
def passages(draw: st.DrawFn, id: str, section: str, number: int) -> Passage:
    """Generate a passage with notes, some with marks in its text, which may itself contain text like marks."""
    marked_texts = draw(st.lists(st.tuples(marks, texts), max_size=3))
    own = [f"{before}[^{mark}]{after}" for mark, _ in marked_texts for before in ("", "\\", ":") for after in ("", ":")]
    parts = draw(st.lists(st.sampled_from(own) | tidy_texts, min_size=1, max_size=4)) if own else [draw(tidy_texts)]
    text = tidy("".join(parts))
    room = [place for place in range(len(text) + 1) if not text[:place].endswith(" ")]
    notes: list[Note] = []
    for mark, note_text in marked_texts:
        is_new = mark not in (note.mark for note in notes)
        places = draw(st.lists(st.sampled_from(room), unique=True, max_size=3)) if is_new else []
        notes.append(Note(mark, note_text, tuple(sorted(places))))
    return Passage(id, section, number, text, tuple(notes))


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Generate a profile, with any of its parts absent."""
    known = taxonomy()
    series = draw(st.sampled_from(list(all_series().values())))
    code = draw(st.sampled_from(series.countries)).code
    edition = draw(st.sampled_from(series.editions))
    id = profile_id(code, edition, series.slug)
    slugs = [slug for slug in known.scored if series.has_scored(slug, edition)]
    areas = _areas if series.is_index else _areas.map(lambda ranks: {a: ranks[a] for a in ranks if a != "world"})
    headings = draw(st.lists(st.sampled_from(known.headings), unique=True, max_size=4))
    sections = tuple(
        Section(
            heading.slug,
            tuple(draw(passages(id, heading.slug, number)) for number in range(1, draw(st.integers(0, 3)) + 1)),
            tuple(draw(st.lists(tidy_texts, max_size=2))),
        )
        for heading in sorted(headings, key=lambda heading: heading.number)
    )
    has_text = any(section.passages for section in sections)
    values: dict[str, Any] = {
        "facts": draw(st.fixed_dictionaries({}, optional=dict.fromkeys(FACTS, tidy_texts))),
        "scores": draw(st.fixed_dictionaries({}, optional=dict.fromkeys(slugs, scores | averages))),
        "changes": draw(
            st.fixed_dictionaries(
                {}, optional=dict.fromkeys(slugs, st.none() | st.integers(-900, 900).map(lambda cent: cent / 100))
            )
        ),
        "ranks": draw(st.fixed_dictionaries({}, optional=dict.fromkeys(RANKED, areas))),
        "source": draw(sources),
    }
    kind: TextKind = draw(st.sampled_from(TEXT_KINDS)) if has_text else "none"
    return Profile(code, edition, kind, sections, **values, series=series.slug)


def _rank(area: str) -> st.SearchStrategy[Rank]:
    names = st.just("") if area == "world" else tidy_texts
    return st.builds(
        lambda rank, behind, name, change: Rank(rank, rank + behind, name, change),
        st.integers(1, 193),
        st.integers(0, 100),
        names,
        st.none() | st.integers(-192, 192),
    )


_areas: st.SearchStrategy[dict[str, Rank]] = st.fixed_dictionaries({}, optional={area: _rank(area) for area in AREAS})


@st.composite
def chapters(draw: st.DrawFn) -> Chapter:
    """Generate a chapter, with any of its parts absent."""
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
        section_passages = tuple(draw(passages(id, slug, place)) for place in range(1, draw(st.integers(1, 3)) + 1))
        sections.append(Section(slug, section_passages, tuple(draw(st.lists(tidy_texts, max_size=2))), heading))
    return Chapter(
        id,
        title,
        draw(st.sampled_from(("digest", "full"))),
        tuple(sections),
        draw(st.none() | st.sampled_from(EDITIONS)),
        draw(st.none() | st.integers(1990, 2030)),
        draw(sources),
    )


# Values of YAML that readers have died of, and their neighbours, as they are written in front matter.
_HOSTILE = """
~ | [] | {} | 0xfff | 0o17 | 017 | 1_000 | 59:59 | .inf | -.nan | 1e5 | !!int "" | !!float x | !!bool x | &a b | *a
= | << | true | 2021-13-45 | 2021-09-01 10:00:00 | [[1]] | [1, 193] | [2, 44, Asia] | [1, 0xfff]
[0, 0] | [1, 2, 3] | [1, 2, ~] | {world: [1, 2]} | {criminality: {world: [1, 193]}} | {heroin-trade: 7.5}
{capital: 2021-9-1} | {url: 'https://a/'} | 7.5 | -3 | KGZ | 2021 | full | digest
"""
hostile_values = st.one_of(
    st.sampled_from([value.strip() for line in _HOSTILE.splitlines() for value in line.split(" | ")]),
    st.sampled_from(["9" * 5_000, "0x" + "f" * 5_000]),
    st.text(max_size=20).map(lambda text: f'"{text.encode("unicode_escape").decode().replace(chr(34), "")}"'),
    st.text(st.sampled_from("[]{}:,-?&*!|>'\"%@`#a1. \n"), max_size=12),
)
