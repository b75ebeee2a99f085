"""Which passages of profiles are new against the edition before: new, edited, or divided otherwise and edited."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from explorer.changes.passage_alignment import AlignedPassages, align_passages
from explorer.changes.text_changes import PARAGRAPH
from explorer.changes.word_diff import diff_words
from explorer.model.chapters import Text
from explorer.model.profiles import Profile

_UNCOMPARED = "uncompared"


def new_term(edition: int | str) -> str:
    """Return the term of passages that are new in an edition."""
    return str(edition)


def uncompared_term(edition: int | str) -> str:
    """Return the term of a profile with text and no earlier text to compare it with; its first passage has it."""
    return f"{edition}/{_UNCOMPARED}"


def mark_new_passages(texts: Iterable[Text]) -> Mapping[str, str]:
    """Return the term of each passage that has one, by id; the texts have every edition of their countries.

    A profile is compared with the nearest earlier edition of its series whose text is of the same kind.
    """
    by_country: dict[tuple[str, str], list[Profile]] = defaultdict(list)
    for text in texts:
        if isinstance(text, Profile) and text.text_kind != "none":
            by_country[text.series, text.code].append(text)
    terms: dict[str, str] = {}
    for profiles in by_country.values():
        for profile in profiles:
            earlier = [
                other for other in profiles if other.edition < profile.edition and other.text_kind == profile.text_kind
            ]
            if earlier:
                terms |= _new_in(max(earlier, key=lambda other: other.edition), profile)
            else:
                terms[next(profile.passages()).id] = uncompared_term(profile.edition)
    return terms


def _new_in(before: Profile, after: Profile) -> Mapping[str, str]:
    """Return the term of each passage that is new in the later of two editions, as `compare_texts` has it."""
    earlier = {section.slug: [passage.text for passage in section.passages] for section in before.sections}
    term = new_term(after.edition)
    terms: dict[str, str] = {}
    for section in after.sections:
        old, new = earlier.get(section.slug, []), [passage.text for passage in section.passages]
        if old == new:
            continue
        for aligned in align_passages(old, new):
            if _is_new(aligned, old, new):
                terms |= {section.passages[place].id: term for place in aligned.after}
    return terms


def _is_new(aligned: AlignedPassages, before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether passages have words that were not there before; not so where one was only divided or joined."""
    if aligned.kind in ("split", "merged"):
        sides = ([before[place] for place in aligned.before], [after[place] for place in aligned.after])
        return any(change.op != "same" for change in diff_words(*map(PARAGRAPH.join, sides)))
    return aligned.kind in ("new", "edited")
