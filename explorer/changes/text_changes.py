"""What changed between two texts of one country: its passages section by section, and its scores."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from explorer.changes.passage_alignment import CHANGE_KINDS, ChangeKind, align_passages
from explorer.changes.word_diff import WordChange, diff_words
from explorer.model.profiles import Passage, Profile
from explorer.model.score_comparison import ScoreRow, compare_scores
from explorer.model.taxonomy import Heading, taxonomy

PARAGRAPH = "\n\n"  # between passages that are compared as one text


@dataclass(frozen=True, slots=True)
class PassageChange:
    """Passages before and after that continue one another; several on one side where one was split or some merged."""

    kind: ChangeKind
    before: tuple[Passage, ...]
    after: tuple[Passage, ...]
    similarity: float  # 0-1
    diff: tuple[WordChange, ...]  # of the joined sides; none where nothing differs or one side is missing

    @property
    def is_new(self) -> bool:
        """Whether words after were not there before: new, edited, or divided otherwise and edited."""
        return self.kind in ("new", "edited") or (self.kind in ("split", "merged") and bool(self.diff))


@dataclass(frozen=True, slots=True)
class SectionChanges:
    """The passages of a section before and after, and the scores of its indicators."""

    heading: Heading
    passages: tuple[PassageChange, ...]
    scores: tuple[ScoreRow, ...]

    def count(self, kind: ChangeKind) -> int:
        """Return how many entries are of a kind."""
        return sum(change.kind == kind for change in self.passages)


@dataclass(frozen=True, slots=True)
class TextChanges:
    """What changed from one text of a country to another of the same series: two editions, or two readings of one."""

    before: Profile
    after: Profile
    sections: tuple[SectionChanges, ...]  # that one of them has passages in; none where texts cannot be compared
    scores: tuple[ScoreRow, ...]
    notices: tuple[str, ...]  # why texts were not compared, in sentences

    @property
    def has_text(self) -> bool:
        """Tell whether the texts were compared."""
        return not self.notices

    def counts(self) -> dict[ChangeKind, int]:
        """Return how many entries there are of each kind, in the order of the kinds."""
        return {kind: sum(section.count(kind) for section in self.sections) for kind in CHANGE_KINDS}


def compare_texts(before: Profile, after: Profile, section: str = "") -> TextChanges:
    """Compare two texts of one country and series, or one section of them. Raises NotFoundError for another section."""
    heading = taxonomy().heading(section) if section else None
    rows = compare_scores((before, after))
    reason = _incomparable(before, after)
    sections = [
        _compare_sections(each, before, after, rows)
        for each in taxonomy().headings
        if not reason and heading in (None, each)
    ]
    return TextChanges(before, after, tuple(each for each in sections if each.passages), rows, reason)


def _incomparable(before: Profile, after: Profile) -> tuple[str, ...]:
    """Explain why the words of two texts are not compared; empty where they are."""
    missing = [profile.name for profile in (before, after) if profile.text_kind == "none"]
    if missing:
        where = " and ".join(missing)
        other = (
            f" The text of {(after if before.text_kind == 'none' else before).name} is here."
            if len(missing) == 1
            else ""
        )
        return (f"There is no text of {where} here, only scores.{other} Import the text to compare the passages.",)
    if before.text_kind != after.text_kind:
        digest, full = sorted((before, after), key=lambda profile: profile.text_kind)
        return (
            f"The text of {digest.name} is a digest in our own words and that of {full.name} is as published: "
            "they cannot be compared word for word. Import the published text of both.",
        )
    return ()


def _passages(profile: Profile, slug: str) -> tuple[Passage, ...]:
    return tuple(chain.from_iterable(section.passages for section in profile.sections if section.slug == slug))


def _compare_sections(heading: Heading, before: Profile, after: Profile, rows: Sequence[ScoreRow]) -> SectionChanges:
    old, new = _passages(before, heading.slug), _passages(after, heading.slug)
    changes = []
    for aligned in align_passages([passage.text for passage in old], [passage.text for passage in new]):
        was, now = tuple(old[place] for place in aligned.before), tuple(new[place] for place in aligned.after)
        diff = () if aligned.is_same_text or not (was and now) else _diff(was, now)
        changes.append(PassageChange(aligned.kind, was, now, aligned.similarity, diff))
    scores = tuple(row for row in rows if row.indicator.slug in heading.indicators)
    return SectionChanges(heading, tuple(changes), scores)


def _diff(before: Sequence[Passage], after: Sequence[Passage]) -> tuple[WordChange, ...]:
    """Compare the joined passages of two sides word by word; empty where no word differs."""
    differences = diff_words(
        PARAGRAPH.join(passage.text for passage in before), PARAGRAPH.join(passage.text for passage in after)
    )
    return () if all(change.op == "same" for change in differences) else differences
