"""Scores in a dossier: each with its change, whether that is comparable, and its ranks; and what to know of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explorer.citations.record import Citation, points, score_id
from explorer.corpus.library import Library
from explorer.model.rankings import ScoreChange
from explorer.model.ranks import AREAS, Rank, rank_sentence
from explorer.model.taxonomy import taxonomy


@dataclass(frozen=True, slots=True)
class PinnedScore:
    """A score of a profile, with the records that every page shows of it."""

    slug: str  # "heroin-trade"
    name: str  # of the profile, "Kyrgyzstan 2021"
    score: float
    change: ScoreChange
    ranks: Mapping[str, Rank]  # by AREAS, as far as they are known

    @property
    def label(self) -> str:
        return taxonomy().indicator(self.slug).label

    @property
    def figure(self) -> str:
        """The score as it is published: "7.0", or "5.33" of an average."""
        return points(self.slug, self.score)

    @property
    def change_figure(self) -> str:
        """The change with its sign, since when, and whether it is published: "+0.5 since 2023 (computed)"."""
        change = self.change
        if change.value is None:
            return "n/a"
        sign = "+" if change.value > 0 else "−" if change.value < 0 else "±"
        return f"{sign}{points(self.slug, abs(change.value))} since {change.since} ({change.origin})"

    @property
    def comparability(self) -> str:
        """Whether its change is between two scores that are made alike."""
        if self.change.value is None:
            return "no change known"
        return "comparable" if self.change.is_comparable else "not comparable"

    @property
    def rank_lines(self) -> tuple[str, ...]:
        """Its ranks in words, each with its origin: "98th to 101st highest of 193 countries (computed)"."""
        return tuple(f"{rank_sentence(rank)} ({rank.origin})" for rank in self.ranks.values())

    @property
    def sentence(self) -> str:
        """The score in words."""
        return f"{self.label}, {self.name}: {self.figure} of 10."


def pinned_score(library: Library, citation: Citation) -> PinnedScore:
    """Return the score that a citation cites, with the records that pages show of it."""
    id, slug = score_id(citation.id) or ("", "")
    profile = library.profile(id)
    rankings = library.rankings_of(profile.series)
    ranks = {area: rankings.rank(profile.code, profile.edition, slug, area) for area in AREAS}
    return PinnedScore(
        slug=slug,
        name=profile.name,
        score=profile.scores[slug],
        change=rankings.change(profile.code, profile.edition, slug),
        ranks={area: rank for area, rank in ranks.items() if rank is not None},
    )


def score_caveats(scores: Sequence[PinnedScore]) -> list[str]:
    """List what to know of scores: what is not comparable and why, what is computed, and what a tie is."""
    caveats = list(dict.fromkeys(score.change.reason for score in scores if score.change.reason))
    ranks = [rank for score in scores for rank in score.ranks.values()]
    computed = [
        score.change for score in scores if score.change.value is not None and score.change.origin != "published"
    ]
    if computed or any(rank.origin == "computed" for rank in ranks):
        caveats.append("Changes and ranks marked as computed are calculated here from the published scores.")
    if any(rank.to for rank in ranks):
        caveats.append(
            "Countries with the same score share a span of ranks: the publisher breaks ties in a way that is not known."
        )
    return caveats
