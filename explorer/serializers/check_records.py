"""What was checked, as JSON: `check --json`, and how links were decided, `check --links ID --json`."""

from collections.abc import Iterable
from typing import Annotated, Literal

from msgspec import Meta

from explorer.linking.links import Explanation
from explorer.search.link_grades import Relation, relation_of
from explorer.serializers.json_fields import IndicatorSlug, JsonRecord, PassageId, WholeNumber


class CheckRecord(JsonRecord, frozen=True, kw_only=True):
    """One thing that was checked."""

    name: str
    ok: bool
    detail: str
    problems: Annotated[tuple[str, ...], Meta(description="each fault by itself, with the file that has it")] = ()


class ChecksRecord(JsonRecord, frozen=True, kw_only=True):
    """All that was checked."""

    ok: bool
    home: str
    checks: tuple[CheckRecord, ...]


class EvidenceRecord(JsonRecord, frozen=True, kw_only=True):
    """Words of a passage that a pattern matched."""

    text: str
    start: Annotated[WholeNumber, Meta(description="characters of the passage before them")]
    end: WholeNumber


class PatternMatchRecord(JsonRecord, frozen=True, kw_only=True):
    """A pattern of the vocabulary that matched."""

    pattern: str
    strength: str
    location: Annotated[str, Meta(description="file and line", examples=["markets.toml:120"])]
    evidence_spans: tuple[EvidenceRecord, ...]


class ExplanationRecord(JsonRecord, frozen=True, kw_only=True):
    """The evidence for one indicator, and whether it is enough for a link."""

    slug: IndicatorSlug
    grade: Annotated[Literal[0, 1, 2], Meta(description="0: not linked")]
    relation: Annotated[Relation | None, Meta(description="the grade in words; null: not linked")]
    points: float
    threshold: Annotated[float, Meta(description="points from which it is linked")]
    section_boost: Annotated[bool, Meta(description="the section is about the indicator")]
    reason: str
    matches: tuple[PatternMatchRecord, ...]


class ExplanationsRecord(JsonRecord, frozen=True, kw_only=True):
    """The indicators that anything in a passage is evidence for."""

    id: PassageId
    links: tuple[ExplanationRecord, ...]


def explanation_record(explanation: Explanation) -> ExplanationRecord:
    """Return the evidence for one indicator; points are rounded to hundredths."""
    grades: tuple[Literal[0, 1, 2], ...] = (0, 1, 2)
    return ExplanationRecord(
        slug=explanation.indicator,
        grade=grades[explanation.grade],
        relation=relation_of(explanation.grade) if explanation.grade else None,
        points=round(explanation.points, 2),
        threshold=explanation.threshold,
        section_boost=explanation.is_boosted,
        reason=explanation.reason,
        matches=tuple(
            PatternMatchRecord(
                pattern=match.pattern,
                strength=match.strength,
                location=match.location,
                evidence_spans=tuple(
                    EvidenceRecord(text=evidence.text, start=evidence.start, end=evidence.end)
                    for evidence in match.evidence
                ),
            )
            for match in explanation.matches
        ),
    )


def explanations_record(id: str, explanations: Iterable[Explanation]) -> ExplanationsRecord:
    """Return what was considered for the passage of that id."""
    return ExplanationsRecord(id=id, links=tuple(map(explanation_record, explanations)))
