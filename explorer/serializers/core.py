"""The JSON answers of the command line and of the API: one shape for both, fixed in docs/api.md."""

from collections.abc import Mapping
from typing import Any

from explorer.model.addresses import indicator_path, passage_path, place_path
from explorer.model.chapters import Chapter, Text
from explorer.model.profiles import Passage, Profile, Rank, Section
from explorer.model.taxonomy import Country, Indicator, taxonomy
from explorer.search.engine import PassageLinks
from explorer.search.results import Hit, HitIndicator, HitNote, SearchPage

Answer = dict[str, Any]


def country_answer(country: Country) -> Answer:
    return {"code": country.code, "name": country.name}


def hit_answer(hit: Hit) -> Answer:
    return {
        "id": hit.id,
        "relevance": round(hit.relevance, 4),
        "country": {"code": hit.code, "name": hit.country} if hit.code else None,
        "edition": hit.edition,
        "chapter": {"id": hit.text_id, "title": hit.chapter} if hit.chapter else None,
        "section": {"slug": hit.section, "title": hit.section_title},
        "paragraph": hit.paragraph,
        "text": hit.text_kind,
        "snippet": hit.snippet,
        "notes": [{"mark": one.mark, "snippet": one.snippet, "url": note_path(hit, one)} for one in hit.notes],
        "url": passage_path(hit.id),
        "indicators": [_hit_indicator(one, hit.edition) for one in hit.indicators],
        "scores": dict(hit.scores),
    }


def note_path(hit: Hit, note: HitNote) -> str:
    """Return where a note is on the page of its profile or chapter."""
    return place_path(hit.text_id, f"{hit.section}-{hit.paragraph}-note-{note.number}")


def _hit_indicator(one: HitIndicator, edition: int | None) -> Answer:
    return {
        "slug": one.slug,
        "label": one.label,
        "score": one.score,
        "grade": one.grade,
        "evidence": list(one.evidence),
        "url": indicator_path(one.slug, edition),
    }


def search_answer(page: SearchPage) -> Answer:
    """The search answer of design: `search --json` and `/api/v1/search`."""
    return {
        "query": page.request.text,
        "read_as": page.read_as,
        "total": page.total,
        "took_ms": round(page.took_ms, 2),
        "limit": page.request.limit,
        "offset": page.request.offset,
        "sort": page.request.sort,
        "partial": page.partial,
        "hits": [hit_answer(hit) for hit in page.hits],
        "facets": {
            name: [{"value": one.value, "label": one.label, "count": one.count} for one in values]
            for name, values in page.facets.items()
        },
        "suggestion": page.suggestion,
        "generation": page.generation,
    }


def passage_answer(text: Text, passage: Passage, linker: PassageLinks) -> Answer:
    """One passage with the indicators it is evidence for and their scores in its profile; a chapter has none."""
    return {
        "id": passage.id,
        "text": passage.text,
        "notes": list(map(str, passage.notes)),
        "indicators": [
            {
                "slug": link.indicator,
                "label": taxonomy().indicator(link.indicator).label,
                "score": text.scores.get(link.indicator),
                "grade": link.grade,
                "evidence": [one.text for one in link.evidence],
            }
            for link in linker.links(passage, text.edition)
        ],
    }


def section_answer(text: Text, section: Section, linker: PassageLinks) -> Answer:
    return {
        "slug": section.slug,
        "title": section.title,
        "notes": list(section.notes),
        "passages": [passage_answer(text, passage, linker) for passage in section.passages],
    }


def _rank_answer(rank: Rank) -> Answer:
    answer: Answer = {"rank": rank.rank, "of": rank.of}
    if rank.name:
        answer["name"] = rank.name
    if rank.change is not None:
        answer["change"] = rank.change
    return answer


def chapter_answer(chapter: Chapter, linker: PassageLinks) -> Answer:
    """A whole chapter: `show ID --json` and `/api/v1/chapters/ID`."""
    return {
        **chapter_line_answer(chapter),
        "sections": [section_answer(chapter, section, linker) for section in chapter.sections],
        "source": source_answer(chapter),
    }


def chapter_line_answer(chapter: Chapter) -> Answer:
    """One line of the list of chapters: what it is, without its text."""
    return {
        "id": chapter.id,
        "title": chapter.title,
        "edition": chapter.edition,
        "published": chapter.published,
        "text": chapter.text_kind,
        "passages": sum(1 for _ in chapter.passages()),
        "url": chapter.path,
    }


def _head(profile: Profile) -> Answer:
    return {"id": profile.id, "country": country_answer(profile.country), "edition": profile.edition}


def profile_answer(profile: Profile, linker: PassageLinks) -> Answer:
    """A whole profile: `show ID --json` and `/api/v1/profiles/ID`."""
    return {
        **_head(profile),
        "continent": profile.country.continent,
        "region": profile.country.region,
        "text": profile.text_kind,
        "facts": dict(profile.facts),
        "scores": {
            slug: {"score": score, "change": profile.changes.get(slug)} for slug, score in profile.scores.items()
        },
        "ranks": {
            ranked: {area: _rank_answer(rank) for area, rank in areas.items()}
            for ranked, areas in profile.ranks.items()
        },
        "sections": [section_answer(profile, section, linker) for section in profile.sections],
        "source": source_answer(profile),
    }


def source_answer(text: Text) -> Mapping[str, str]:
    source = text.source
    return {
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "retrieved": source.retrieved,
        "text": text.text_kind,
    }


def part_answer(text: Text, part: Section | Passage, linker: PassageLinks) -> Answer:
    """A section or a passage alone, with what it belongs to: `show kgz-2021/drugs/1 --json`."""
    if isinstance(part, Section):
        whole = section_answer(text, part, linker)
        whole = {"id": f"{text.id}/{part.slug}", **whole}
    else:
        section = text.section(part.section)
        whole = passage_answer(text, part, linker)
        whole |= {
            "section": {"slug": section.slug, "title": section.title},
            "paragraph": part.number,
            "url": passage_path(part.id),
        }
    head = {
        "country": country_answer(text.country) if text.country else None,
        "edition": text.edition,
        "chapter": {"id": text.id, "title": text.title} if text.kind == "chapter" else None,
        "text_kind": text.text_kind,
    }
    return {"id": whole.pop("id"), **head, **whole, "source": source_answer(text)}


def indicator_answer(indicator: Indicator) -> Answer:
    return {
        "slug": indicator.slug,
        "label": indicator.label,
        "pillar": indicator.pillar,
        "first_edition": indicator.first_edition,
        "definition": indicator.definition,
        "is_aggregate": indicator.is_aggregate,
    }


def profile_line_answer(profile: Profile) -> Answer:
    """One line of the list of profiles: what it is, without its text."""
    return {
        **_head(profile),
        "continent": profile.country.continent,
        "region": profile.country.region,
        "text": profile.text_kind,
        "criminality": profile.scores.get("criminality"),
        "resilience": profile.scores.get("resilience"),
        "url": profile.path,
    }


def scored_answer(profile: Profile, slug: str) -> Answer:
    """What one profile scores in one indicator."""
    return {
        **_head(profile),
        "score": profile.scores.get(slug),
        "change": profile.changes.get(slug),
        "url": profile.path,
    }
