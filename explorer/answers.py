"""The JSON answers of the command line and of the API: one shape for both, fixed in docs/api.md."""

from collections.abc import Mapping
from typing import Any

from explorer.profiles import Passage, Profile, Rank, Section
from explorer.search.engine import PassageLinks
from explorer.search.page import Hit, HitIndicator, HitNote, SearchPage
from explorer.taxonomy import Country, Indicator, taxonomy

Answer = dict[str, Any]


def passage_url(id: str) -> str:
    """The permanent link of a passage."""
    return f"/passages/{id}"


def country_answer(country: Country) -> Answer:
    return {"code": country.code, "name": country.name}


def hit_answer(hit: Hit) -> Answer:
    return {
        "id": hit.id,
        "relevance": round(hit.relevance, 4),
        "country": {"code": hit.code, "name": hit.country},
        "edition": hit.edition,
        "section": {"slug": hit.section, "title": hit.section_title},
        "paragraph": hit.paragraph,
        "text": hit.text_kind,
        "snippet": hit.snippet,
        "notes": [{"mark": one.mark, "snippet": one.snippet, "url": note_url(hit, one)} for one in hit.notes],
        "url": passage_url(hit.id),
        "indicators": [_hit_indicator(one, hit.edition) for one in hit.indicators],
        "scores": dict(hit.scores),
    }


def note_url(hit: Hit, note: HitNote) -> str:
    """Where a note stands on the page of its profile."""
    return f"/profiles/{hit.id.partition('/')[0]}#{hit.section}-{hit.paragraph}-note-{note.number}"


def _hit_indicator(one: HitIndicator, edition: int) -> Answer:
    return {
        "slug": one.slug,
        "label": one.label,
        "score": one.score,
        "grade": one.grade,
        "evidence": list(one.evidence),
        "url": indicator_url(one.slug, edition),
    }


def indicator_url(slug: str, edition: int) -> str:
    return f"/indicators/{slug}?edition={edition}"


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


def passage_answer(profile: Profile, passage: Passage, linker: PassageLinks) -> Answer:
    """One passage with the indicators it is evidence for and their scores in its profile."""
    return {
        "id": passage.id,
        "text": passage.text,
        "notes": list(map(str, passage.notes)),
        "indicators": [
            {
                "slug": link.indicator,
                "label": taxonomy().indicator(link.indicator).label,
                "score": profile.scores.get(link.indicator),
                "grade": link.grade,
                "evidence": [one.text for one in link.evidence],
            }
            for link in linker.links(passage, profile.edition)
        ],
    }


def section_answer(profile: Profile, section: Section, linker: PassageLinks) -> Answer:
    return {
        "slug": section.slug,
        "title": section.title,
        "notes": list(section.notes),
        "passages": [passage_answer(profile, passage, linker) for passage in section.passages],
    }


def _rank_answer(rank: Rank) -> Answer:
    answer: Answer = {"rank": rank.rank, "of": rank.of}
    if rank.name:
        answer["name"] = rank.name
    if rank.change is not None:
        answer["change"] = rank.change
    return answer


def _head(profile: Profile) -> Answer:
    return {"id": profile.id, "country": country_answer(profile.country), "edition": profile.edition}


def profile_answer(profile: Profile, linker: PassageLinks) -> Answer:
    """A whole profile: `show ID --json` and `/api/v1/profiles/ID`."""
    return {
        **_head(profile),
        "continent": profile.country.continent,
        "region": profile.country.region,
        "text": profile.text,
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


def source_answer(profile: Profile) -> Mapping[str, str]:
    source = profile.source
    return {
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "retrieved": source.retrieved,
        "text": profile.text,
    }


def part_answer(profile: Profile, part: Section | Passage, linker: PassageLinks) -> Answer:
    """A section or a passage alone, with what it belongs to: `show kgz-2021/drugs/1 --json`."""
    if isinstance(part, Section):
        whole = section_answer(profile, part, linker)
        whole = {"id": f"{profile.id}/{part.slug}", **whole}
    else:
        section = profile.section(part.section)
        whole = passage_answer(profile, part, linker)
        whole |= {
            "section": {"slug": section.slug, "title": section.title},
            "paragraph": part.number,
            "url": passage_url(part.id),
        }
    rest = {key: value for key, value in _head(profile).items() if key != "id"}
    return {"id": whole.pop("id"), **rest, "text_kind": profile.text, **whole, "source": source_answer(profile)}


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
        "text": profile.text,
        "criminality": profile.scores.get("criminality"),
        "resilience": profile.scores.get("resilience"),
        "url": f"/profiles/{profile.id}",
    }


def scored_answer(profile: Profile, slug: str) -> Answer:
    """What one profile scores in one indicator."""
    return {
        **_head(profile),
        "score": profile.scores.get(slug),
        "change": profile.changes.get(slug),
        "url": f"/profiles/{profile.id}",
    }
