"""A text that is handed to an assistant: whole passages word for word, whose they are, and how to cite them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from msgspec import UNSET, structs

from explorer.assistant.cited_link import cited_status, status_notice, told_status
from explorer.assistant.given_id import read_given_id
from explorer.assistant.text_records import FetchedMetadataRecord, FetchedTextRecord, NamedIndicatorRecord
from explorer.assistant.tool import ToolContext
from explorer.citations.permalinks import LinkStatus
from explorer.citations.record import DIGEST, Citation, cite, score_id
from explorer.citations.styles import render, style_of
from explorer.core.days import utc_today
from explorer.core.errors import NotFoundError
from explorer.model.chapters import Text
from explorer.model.profiles import Passage, Reference, Section, parse_reference
from explorer.model.taxonomy import taxonomy
from explorer.search.engine import PassageLinks
from explorer.search.indexed import series_of
from explorer.search.link_grades import relation_of
from explorer.serializers.passage_records import SectionNameRecord, country_record
from explorer.serializers.score_records import RankRecord, ScoreRecord, rank_record, score_record

MOST_CHARACTERS = 20_000  # of one answer with its notes; the first passage is whole whatever its length
MOST_IDS = 100  # of what follows a text that is cut
STYLE = "apa"
_WITHOUT_WORDS = {
    "score": "A score or figures as published; the sentence is not the publisher's.",
    "profile": "Scores as published; there is no text.",
}


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The first passages of a text, a section, or a passage alone: as many as fit into one answer."""

    passages: tuple[Passage, ...]
    notes: tuple[str, ...]  # of these passages, and of the sections that are whole
    continues_with: tuple[str, ...]  # ids to fetch for the rest, the first of them
    total: int  # passages of the whole

    @classmethod
    def of(cls, sections: Iterable[Section], text_id: str, most: int = MOST_CHARACTERS) -> "Excerpt":
        """Take passages until the next one is too long."""
        passages: list[Passage] = []
        notes: list[str] = []
        rest: list[str] = []
        size = total = 0
        for section in sections:
            total += len(section.passages)
            is_after_cut = bool(rest)
            for passage in () if is_after_cut else section.passages:
                size += len(passage.text) + sum(len(str(note)) for note in passage.notes)
                if passages and size > most:
                    rest += [left.id for left in section.passages[passage.number - 1 :]]
                    break
                passages.append(passage)
                notes += map(str, passage.notes)
            if is_after_cut:
                rest += [f"{text_id}/{section.slug}"] if section.passages else []
            elif not rest:
                notes += section.notes
        return cls(tuple(passages), tuple(notes), tuple(rest[:MOST_IDS]), total)

    @property
    def text(self) -> str:
        """The passages word for word, an empty line between two."""
        return "\n\n".join(passage.text for passage in self.passages)

    @property
    def notice(self) -> str:
        """Return a sentence on what was left out; empty where nothing was."""
        if not self.continues_with:
            return ""
        return (
            f"This is cut: it has the first {len(self.passages)} of {self.total} passages. "
            "Fetch the ids of continues_with for the rest."
        )


def title_of(place: str, text_kind: str) -> str:
    """Return where a text is, with a remark where it is a digest."""
    return f"{place} ({DIGEST})" if text_kind == "digest" else place


def fetch_text(context: ToolContext, raw: str) -> FetchedTextRecord:
    """Return the text of an id or link: a passage, section, profile, chapter or score. Raises NotFoundError."""
    library = context.corpus.library
    given = read_given_id(raw)
    status = cited_status(library, given)
    citation = cite(library, _id_to_fetch(given, status), utc_today(), context.address)
    if citation.kind == "score":
        return _with_status(_fetch_score(context, citation), status)
    if citation.kind not in ("passage", "section", "profile", "chapter"):
        raise NotFoundError(
            f"{citation.id!r} has no text of its own. Fetch a passage (kgz-2021/drugs/1), a section, a profile, a "
            f"chapter "
            "or a score (kgz-2021/scores/heroin-trade); `scores` has those of an indicator, `search_passages` a search."
        )
    reference = parse_reference(citation.id)
    text = library.text(reference.text_id)
    excerpt = Excerpt.of(_sections(text, reference), text.id)
    section = text.section(reference.section) if reference.section else None
    metadata = _metadata(
        citation,
        text,
        citation.kind,
        section=SectionNameRecord(slug=section.slug, title=section.title) if section else None,
        indicators=tuple(_indicators(text, excerpt.passages, context.corpus.linker)),
        notes=excerpt.notes,
        passages=tuple(passage.id for passage in excerpt.passages),
        continues_with=excerpt.continues_with,
        notice=excerpt.notice or ("" if excerpt.passages else f"{text.name} has no text here, its scores alone."),
    )
    return _with_status(_record(citation, excerpt.text, metadata), status)


def _id_to_fetch(given: str, status: LinkStatus | None) -> str:
    """Return what a link names: the part whose hash it has, and the text that it was made for where that has moved."""
    if status is None:
        return given
    return status.now if status.status == "moved" else status.id


def _with_status(record: FetchedTextRecord, status: LinkStatus | None) -> FetchedTextRecord:
    """Add that a text or score is another than the one its link was made for."""
    if status is None or status.status == "same":
        return record
    told = told_status(status)
    notice = " ".join(filter(None, (status_notice(told), record.metadata.notice or "")))
    metadata = structs.replace(record.metadata, notice=notice, link_status=told)
    return structs.replace(record, metadata=metadata)


def _sections(text: Text, reference: Reference) -> tuple[Section, ...]:
    """Return what an id refers to as sections: all, one, or one with a passage alone."""
    if reference.section is None:
        return text.sections
    section = text.section(reference.section)
    if reference.number is None:
        return (section,)
    return (Section(section.slug, (section.passage(reference.number),), heading=section.heading),)


def _fetch_score(context: ToolContext, citation: Citation) -> FetchedTextRecord:
    found = score_id(citation.id)
    assert found is not None
    id, slug = found
    profile = context.corpus.library.profile(id)
    rankings = context.corpus.rankings_of(profile)
    change = rankings.change(profile.code, profile.edition, slug)
    ranks = rankings.ranks_of(profile).get(slug, {})
    metadata = _metadata(
        citation,
        profile,
        "score",
        score=score_record(profile.scores[slug], change),
        ranks={area: rank_record(rank) for area, rank in ranks.items()},
        notice=change.reason,
    )
    return _record(citation, f"{citation.container}. {citation.title}.", metadata)


def _metadata(
    citation: Citation,
    text: Text,
    kind: Literal["passage", "section", "profile", "chapter", "score"],
    *,
    section: SectionNameRecord | None = None,
    indicators: tuple[NamedIndicatorRecord, ...] = (),
    score: ScoreRecord | None = None,
    ranks: dict[str, RankRecord] | None = None,
    notes: tuple[str, ...] = (),
    passages: tuple[str, ...] = (),
    continues_with: tuple[str, ...] = (),
    notice: str = "",
) -> FetchedMetadataRecord:
    (reference,) = render([citation], style_of(STYLE))
    return FetchedMetadataRecord(
        kind=kind,
        text_kind=citation.text_kind,
        whose_words=citation.whose_words or _WITHOUT_WORDS["score" if kind == "score" else "profile"],
        author=citation.author,
        country=country_record(text.country) if text.country else None,
        edition=citation.edition,
        series=series_of(text),
        section=section,
        indicators=indicators,
        score=score,
        ranks=ranks or {},
        notes=notes,
        citation=reference.entry.plain,
        in_text=reference.in_text.plain,
        permanent_link=citation.link,
        source_url=citation.source_url,
        accessed=citation.accessed.isoformat(),
        passages=passages,
        continues_with=continues_with,
        notice=notice or UNSET,
    )


def _record(citation: Citation, text: str, metadata: FetchedMetadataRecord) -> FetchedTextRecord:
    """Put a text together; its title is where it is, as `search` has it."""
    paragraph = f"paragraph {citation.paragraph}" if citation.paragraph else ""
    name = f"{citation.container}, {citation.title}" if citation.kind == "score" else citation.name
    place = ", ".join(filter(None, (name, citation.section, paragraph)))
    url = citation.link if citation.address else citation.source_url
    title = title_of(place, citation.text_kind)
    return FetchedTextRecord(id=citation.id, title=title, text=text, url=url, metadata=metadata)


def _indicators(text: Text, passages: Iterable[Passage], linker: PassageLinks) -> Iterator[NamedIndicatorRecord]:
    """Yield the indicators that passages are evidence for, once each, those that one of them is about first."""
    grades: dict[str, int] = {}
    for passage in passages:
        for link in linker.links(passage, text.scored_as):
            grades[link.indicator] = max(link.grade, grades.get(link.indicator, 0))
    for slug, grade in sorted(grades.items(), key=lambda item: -item[1]):
        yield NamedIndicatorRecord(
            slug=slug,
            label=taxonomy().indicator(slug).label,
            score=text.scores.get(slug),
            relation=relation_of(grade),
        )
