"""The pages about a finding of an article: of the score, of the ranking, of two editions side by side, of the text."""

from dataclasses import dataclass

from explorer.citations.record import points
from explorer.corpus.library import Library
from explorer.model.addresses import (
    RANKINGS,
    changes_path,
    indicator_path,
    reading_path,
    score_path,
    text_path,
    with_query,
)
from explorer.model.ids import profile_id
from explorer.model.taxonomy import PREVIOUS
from explorer.quotations.checked_article import Finding
from explorer.quotations.claim import Claim


@dataclass(frozen=True, slots=True)
class FindingLink:
    """A page about a finding."""

    label: str
    path: str


def finding_links(finding: Finding, library: Library) -> tuple[FindingLink, ...]:
    """Return the pages about a finding, the most particular first; none where nothing is here."""
    links = []
    if finding.claim is not None and (link := _claim_link(finding.claim, library)):
        links.append(link)
    text_id = finding.id.split("/")[0]
    text = library.find_profile(text_id) or library.find_chapter(text_id) if text_id else None
    if finding.match is None and text is not None:
        links.append(FindingLink(text.name, _text_path(finding.id, text_id)))
    return tuple(links)


def _claim_link(claim: Claim, library: Library) -> FindingLink | None:
    if not claim.measure or claim.edition is None:
        return None
    if claim.aspect == "mean":
        return FindingLink("All scores and means", indicator_path(claim.measure, claim.edition))
    if claim.aspect in ("rank", "comparison"):
        return FindingLink("The ranking", with_query(RANKINGS, indicator=claim.measure, edition=claim.edition))
    if claim.id not in library:
        return None
    if claim.aspect == "change":
        before = profile_id(claim.country, PREVIOUS[claim.edition]) if claim.edition in PREVIOUS else ""
        is_there = claim.country and before in library
        return FindingLink("What changed", changes_path([before, claim.id])) if is_there else None
    profile = library.find_profile(claim.id)
    score = profile.scores.get(claim.measure) if profile else None
    if claim.aspect != "score" or score is None:
        return None
    return FindingLink("The score", score_path(claim.id, claim.measure, points(claim.measure, score)))


def _text_path(id: str, text_id: str) -> str:
    """Return where a passage, or the text that it names a part of, is read."""
    return reading_path(id) if id.count("/") == 2 else text_path(text_id)
