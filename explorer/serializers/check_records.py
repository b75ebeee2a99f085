"""What was checked, as JSON: `check --json`, `--vocabulary` and `--try`, and how links were decided, `--links ID`."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from msgspec import Meta

from explorer.linking.linker import CONTEXT, SECTION
from explorer.linking.links import Evidence, Explanation, WeighedWords
from explorer.linking.term_trial import TrialHit
from explorer.linking.vocabulary_check import VocabularyReport
from explorer.linking.vocabulary_findings import VocabularyFinding, VocabularyFindingKind
from explorer.search.link_grades import Relation, relation_of
from explorer.serializers.completeness_records import CompletenessRecord, ProfileStatesRecord
from explorer.serializers.json_fields import IndicatorSlug, JsonRecord, PassageId, PositiveNumber, WholeNumber
from explorer.serializers.passage_records import EvidenceSpanRecord

Probability = Annotated[float, Meta(ge=0, le=1)]
GRADES: tuple[Literal[0, 1, 2], ...] = (0, 1, 2)


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
    completeness: CompletenessRecord
    profiles: Annotated[ProfileStatesRecord | None, Meta(description="with --profiles")]


class VocabularyFindingRecord(JsonRecord, frozen=True, kw_only=True):
    """A problem or a warning of the vocabulary."""

    file: Annotated[str, Meta(description="in index/links", examples=["markets/heroin-trade.toml"])]
    line: PositiveNumber | None
    kind: VocabularyFindingKind
    message: str


class VocabularyReportRecord(JsonRecord, frozen=True, kw_only=True):
    """All that the check of the vocabulary found."""

    ok: Annotated[bool, Meta(description="there is no problem; a warning is none")]
    files: WholeNumber
    entries: WholeNumber
    terms: WholeNumber
    profiles: Annotated[WholeNumber, Meta(description="of the corpus")]
    corpus_checked: Annotated[bool, Meta(description="terms were looked up in the corpus, which is large enough")]
    problems: tuple[VocabularyFindingRecord, ...]
    warnings: tuple[VocabularyFindingRecord, ...]


class TrialSentenceRecord(JsonRecord, frozen=True, kw_only=True):
    """A sentence that the terms match."""

    text: str
    start: WholeNumber
    evidence_spans: tuple[EvidenceSpanRecord, ...]


class TrialHitRecord(JsonRecord, frozen=True, kw_only=True):
    """A passage that the terms match."""

    id: PassageId
    linked: Annotated[bool | None, Meta(description="to the indicator already; null where none was given")]
    sentences: tuple[TrialSentenceRecord, ...]


class TrialRecord(JsonRecord, frozen=True, kw_only=True):
    """What terms would match in the corpus."""

    passages: WholeNumber
    profiles: WholeNumber
    countries: WholeNumber
    indicator: IndicatorSlug | None
    linked: Annotated[WholeNumber | None, Meta(description="passages that are linked to the indicator already")]
    new: Annotated[WholeNumber | None, Meta(description="passages that are not")]
    hits: Annotated[tuple[TrialHitRecord, ...], Meta(description="the first of them, those that are new before others")]


class WeighedWordsRecord(JsonRecord, frozen=True, kw_only=True):
    """Words of a sentence that an entry of the vocabulary matches, or a word of its context."""

    strength: Annotated[str, Meta(description="of the entry, `context`, or `section`, which has no words")]
    location: Annotated[
        str, Meta(description="file and line, or the word of context.csv", examples=["markets/heroin-trade.toml:12"])
    ]
    weight: Annotated[float, Meta(description="in log-odds; below 0: it speaks against the indicator")]
    evidence_spans: tuple[EvidenceSpanRecord, ...]


class SentenceRecord(JsonRecord, frozen=True, kw_only=True):
    """A sentence that is evidence for an indicator, and what its words weigh."""

    text: str
    start: Annotated[WholeNumber, Meta(description="characters of the passage before it")]
    probability: Probability
    words: Annotated[tuple[WeighedWordsRecord, ...], Meta(description="the highest weight first")]


class ExplanationRecord(JsonRecord, frozen=True, kw_only=True):
    """The evidence for one indicator, and whether it is enough for a link."""

    slug: IndicatorSlug
    grade: Annotated[Literal[0, 1, 2], Meta(description="0: not linked")]
    relation: Annotated[Relation | None, Meta(description="the grade in words; null: not linked")]
    probability: Annotated[Probability, Meta(description="that the passage is evidence")]
    threshold: Annotated[float, Meta(description="probability from which it is linked")]
    section_boost: Annotated[bool, Meta(description="the section is about the indicator")]
    reason: str
    matches: Annotated[tuple[WeighedWordsRecord, ...], Meta(description="the entries that match in these sentences")]
    sentences: tuple[SentenceRecord, ...]


class ExplanationsRecord(JsonRecord, frozen=True, kw_only=True):
    """The indicators that anything in a passage is evidence for."""

    id: PassageId
    links: tuple[ExplanationRecord, ...]


def vocabulary_record(report: VocabularyReport) -> VocabularyReportRecord:
    """Return what the check of the vocabulary found."""
    return VocabularyReportRecord(
        ok=not report.problems,
        files=report.files,
        entries=report.entries,
        terms=report.terms,
        profiles=report.profiles,
        corpus_checked=report.is_corpus_checked,
        problems=tuple(map(_finding_record, report.problems)),
        warnings=tuple(map(_finding_record, report.warnings)),
    )


def _finding_record(finding: VocabularyFinding) -> VocabularyFindingRecord:
    return VocabularyFindingRecord(file=finding.file, line=finding.line, kind=finding.kind, message=finding.message)


def trial_record(hits: Sequence[TrialHit], indicator: str | None, limit: int) -> TrialRecord:
    """Return what terms match, with the first `limit` passages."""
    linked = sum(hit.is_linked is True for hit in hits)
    return TrialRecord(
        passages=len(hits),
        profiles=len({hit.passage.text_id for hit in hits if hit.code}),
        countries=len({hit.code for hit in hits if hit.code}),
        indicator=indicator,
        linked=None if indicator is None else linked,
        new=None if indicator is None else len(hits) - linked,
        hits=tuple(_trial_hit_record(hit) for hit in hits[:limit]),
    )


def _trial_hit_record(hit: TrialHit) -> TrialHitRecord:
    sentences = tuple(
        TrialSentenceRecord(
            text=sentence.text, start=sentence.start, evidence_spans=_evidence_records(sentence.evidence)
        )
        for sentence in hit.sentences
    )
    return TrialHitRecord(id=hit.passage.id, linked=hit.is_linked, sentences=sentences)


def _evidence_records(evidence: Iterable[Evidence]) -> tuple[EvidenceSpanRecord, ...]:
    return tuple(EvidenceSpanRecord(text=words.text, start=words.start, end=words.end) for words in evidence)


def explanation_record(explanation: Explanation) -> ExplanationRecord:
    """Return the evidence for one indicator; probabilities and weights are rounded to hundredths."""
    return ExplanationRecord(
        slug=explanation.indicator,
        grade=GRADES[explanation.grade],
        relation=relation_of(explanation.grade) if explanation.grade else None,
        probability=round(explanation.probability, 2),
        threshold=explanation.threshold,
        section_boost=explanation.is_about,
        reason=explanation.reason,
        matches=tuple(
            _words_record(words)
            for sentence in explanation.sentences
            for words in sentence.words
            if words.strength not in (CONTEXT, SECTION)
        ),
        sentences=tuple(
            SentenceRecord(
                text=sentence.text,
                start=sentence.start,
                probability=round(sentence.probability, 2),
                words=tuple(map(_words_record, sentence.words)),
            )
            for sentence in explanation.sentences
        ),
    )


def _words_record(words: WeighedWords) -> WeighedWordsRecord:
    return WeighedWordsRecord(
        strength=words.strength,
        location=words.location,
        weight=round(words.weight, 2),
        evidence_spans=_evidence_records(words.evidence),
    )


def explanations_record(id: str, explanations: Iterable[Explanation]) -> ExplanationsRecord:
    """Return what was considered for the passage of that id."""
    return ExplanationsRecord(id=id, links=tuple(map(explanation_record, explanations)))
