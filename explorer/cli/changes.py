"""`changes`."""

import textwrap

import click

from explorer.changes.change_summary import score_step, summarize
from explorer.changes.compared_texts import ComparedTexts, find_changes
from explorer.changes.text_changes import PARAGRAPH, PassageChange, SectionChanges, TextChanges
from explorer.changes.word_diff import WordChange
from explorer.cli.arguments import TEXT
from explorer.cli.output import print_json, print_line, say
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.serializers.change_records import changes_record
from explorer.text.punctuation import as_sentence

_WIDTH = 100


@click.command()
@click.argument("before", metavar="A", type=TEXT)
@click.argument("after", metavar="[B]", type=TEXT, default="")
@click.option("--section", type=TEXT, default="", help="Only this section, by its slug.")
@click.option("--new", "only_new", is_flag=True, help="Only passages that are new or edited.")
@click.option("--reading", type=click.IntRange(min=0), default=0, help="Number of the earlier reading; 0 is the last.")
@click.option("--json", "is_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def changes(home: Home, before: str, after: str, section: str, only_new: bool, reading: int, is_json: bool) -> None:
    """Show what changed between two editions of a profile (kgz-2021 kgz-2023).

    The earlier edition comes first, in whichever order they are named. With A alone: what an import changed within it.
    """
    compared = ComparedTexts.of(before, after) if after else ComparedTexts.read(before)
    found = find_changes(Library.open(home), compared, section, reading)
    if is_json:
        print_json(changes_record(found, only_new))
        return
    _print_changes(found, only_new)


def _print_changes(found: TextChanges, only_new: bool) -> None:
    for notice in found.notices:
        say(notice)
    if summary := summarize(found):
        print_line(as_sentence(summary[0].upper() + summary[1:]))
    for section in found.sections:
        shown = [change for change in section.passages if change.is_new or not only_new]
        if shown:
            _print_section(section, shown)
    for row in found.scores:
        if row.differences[1]:
            mark = "  not comparable" if row.reasons[1] else ""
            print_line(f"{row.differences[1]:+.2f}  {score_step(row)}{mark}")


def _print_section(section: SectionChanges, shown: list[PassageChange]) -> None:
    print_line()
    print_line(section.heading.title)
    for change in shown:
        print_line()
        ids = " → ".join(
            " + ".join(passage.id for passage in side) or "nothing" for side in (change.before, change.after)
        )
        print_line(f"  {change.kind}: {ids}")
        if not change.before or not change.after:
            text = PARAGRAPH.join(passage.text for passage in change.before or change.after)
        else:
            text = "".join(map(_marked, change.diff))
        for line in textwrap.wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False):
            print_line(line)


def _marked(change: WordChange) -> str:
    """Return a stretch in brackets: [-left out-] and {+added+}, as `git diff --word-diff` writes them."""
    if change.op == "same":
        return change.after
    before, after = change.before.rstrip(), change.after.rstrip()
    space = " " if (change.after or change.before) != (after or before) else ""
    return (f"[-{before}-]" if before else "") + (f"{{+{after}+}}" if after else "") + space
