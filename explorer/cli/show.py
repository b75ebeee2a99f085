"""`show`."""

import textwrap

import click

from explorer.cli.arguments import TEXT
from explorer.cli.output import links_text, print_json, print_line, score_text
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.engines.manage import rankings
from explorer.engines.open import open_engine
from explorer.linking.linker import linker
from explorer.model.chapters import Chapter, Text
from explorer.model.profiles import Passage, Profile, Section, parse_reference
from explorer.model.rankings import Rankings, ScoreChange
from explorer.model.ranks import RANKED, rank_sentence
from explorer.model.taxonomy import taxonomy
from explorer.search.link_grades import relation_of
from explorer.serializers.chapter_records import ChapterRecord, chapter_record
from explorer.serializers.passage_records import (
    PassagePartRecord,
    SectionPartRecord,
    passage_part_record,
    section_part_record,
)
from explorer.serializers.profile_records import ProfileRecord, profile_record


@click.command()
@click.argument("id", type=TEXT)
@click.option("--json", "is_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def show(home: Home, id: str, is_json: bool) -> None:
    """Show a profile (kgz-2021), a chapter, a section (kgz-2021/drugs) or a passage (kgz-2021/drugs/1)."""
    reference = parse_reference(id)
    text = Library.open(home).text(reference.text_id)
    part: Text | Section | Passage = text
    if reference.section is not None:
        part = text.section(reference.section)
        if reference.number is not None:
            part = text.passage(reference.section, reference.number)
    if is_json:
        print_json(_record(text, part, home))
        return
    match part:
        case Profile():
            _print_profile(part, rankings(home, open_engine(home), part.series))
        case Chapter():
            _print_chapter(part)
        case Section() | Passage():
            _print_part(text, part)


def _record(
    text: Text, part: Text | Section | Passage, home: Home
) -> ProfileRecord | ChapterRecord | SectionPartRecord | PassagePartRecord:
    match part:
        case Profile():
            return profile_record(part, linker(), rankings(home, open_engine(home), part.series))
        case Chapter():
            return chapter_record(part, linker())
        case Section():
            return section_part_record(text, part, linker())
        case Passage():
            return passage_part_record(text, part, linker())


_KINDS = {"digest": "a digest in our own words", "full": "the publisher's text", "none": "scores alone"}


def _edition(text: Text) -> str:
    """Name the edition of a text: "edition 2021", or that of another series than the Index."""
    name = text.of_series.edition_name(text.edition or 0)
    return f"edition {name}" if text.of_series.is_index else name


def _print_chapter(chapter: Chapter) -> None:
    edition = f", {_edition(chapter)}" if chapter.edition else ""
    print_line(f"{chapter.title}{edition} ({_KINDS[chapter.text_kind]})")
    print_line()
    for section in chapter.sections:
        _print_part(chapter, section)


def _print_profile(profile: Profile, ranked: Rankings) -> None:
    print_line(f"{profile.country.name}, {_edition(profile)} ({_KINDS[profile.text_kind]})")
    for slug, fact in profile.facts.items():
        print_line(f"  {slug.replace('-', ' ')}: {fact}")
    ranks = ranked.ranks_of(profile)
    for slug in RANKED:
        for rank in ranks.get(slug, {}).values():
            print_line(f"  {taxonomy().indicator(slug).label}: {rank_sentence(rank)}; {rank.origin}")
    for slug, score in profile.scores.items():
        change = ranked.change(profile.code, profile.edition, slug)
        print_line(f"  {score_text(score):>5}  {taxonomy().indicator(slug).label}{_change_text(change)}")
    for section in profile.sections:
        print_line()
        _print_part(profile, section)


def _change_text(change: ScoreChange) -> str:
    """Write a change since the edition before; nothing where there is none."""
    if change.value is None:
        return ""
    mark = ", not comparable" if change.is_unlike else ""
    return f"  {change.value:+.2f} since {change.since}{mark}; {change.origin}"


def _print_part(text: Text, part: Section | Passage) -> None:
    if isinstance(part, Section):
        print_line(part.title)
        print_line()
        for passage in part.passages:
            _print_part(text, passage)
        for note in part.notes:
            _print_note(note)
        return
    for line in textwrap.wrap(part.marked(), 100, break_on_hyphens=False):
        print_line(line)
    for note in map(str, part.notes):
        _print_note(note)
    links = linker().links(part, text.scored_as)
    named = (
        (
            relation_of(link.grade),
            taxonomy().indicator(link.indicator).label
            + (f" {score_text(text.scores.get(link.indicator))}" if text.kind == "profile" else ""),
        )
        for link in links
    )
    print_line(f"  [{part.id}] {links_text(named)}")
    print_line()


def _print_note(note: str) -> None:
    for line in textwrap.wrap(note, 100, initial_indent="  ", subsequent_indent="  "):
        print_line(line)
