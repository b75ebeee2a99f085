"""Statements compared with the scores and ranks of the corpus."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from itertools import chain
from typing import NamedTuple

from explorer.corpus.library import Library
from explorer.model.areas import named_area
from explorer.model.comparability import comparability_between
from explorer.model.ids import profile_id
from explorer.model.rankings import Rankings
from explorer.model.ranks import AREAS, Rank, rank_figures
from explorer.model.scores import decimals
from explorer.model.series import find_series
from explorer.model.taxonomy import Country, taxonomy
from explorer.quotations.claim import Claim, ClaimStatus
from explorer.quotations.stated_claim import Reading, StatedArea, StatedClaim


class Judged(NamedTuple):
    """The result for one reading of a statement."""

    status: ClaimStatus
    message: str
    actual: float | None = None


def score_text(score: float, slug: str) -> str:
    """Write a score with the decimals that it has in the Index."""
    return f"{score:.{decimals(slug)}f}"


def agrees(claim: StatedClaim, actual: float, slug: str, is_mean: bool = False) -> bool:
    """Tell whether a number as written can be the actual one; averages may be written with fewer decimals."""
    stated = Decimal(str(claim.stated))
    exact = Decimal(str(actual))
    if claim.bound in ("above", "below", "at least", "at most"):
        is_more = claim.bound in ("above", "at least")
        if exact == stated:
            return claim.bound in ("at least", "at most")
        return (exact > stated) == is_more
    if not taxonomy().indicator(slug).is_aggregate and not is_mean:
        return exact == stated
    step = Decimal(1).scaleb(-claim.decimals)
    return any(exact.quantize(step, way) == stated for way in (ROUND_HALF_UP, ROUND_HALF_DOWN))


@dataclass(frozen=True)
class ClaimJudge:
    """Compares statements with one library."""

    library: Library

    def judge(self, stated: StatedClaim, text: str) -> Claim:
        """Return the result: of the likeliest reading, unless another of those in doubt would agree."""
        verdicts = [(reading, self._verdict(stated, reading)) for reading in stated.readings]
        reading, verdict = verdicts[0]
        if verdict.status == "differs":
            doubts = (self._verdict(stated, each) for each in stated.doubts)
            others = chain((found for _, found in verdicts[1:]), doubts)
            other = next((found for found in others if found.status == "matches"), None)
            if other is not None:
                message = f"{verdict.message} Yet the text may mean something else: {other.message}"
                verdict = Judged("cannot be checked", message, verdict.actual)
        message = f"{verdict.message} {stated.note}".strip()
        codes = reading.countries
        id = profile_id(codes[0], reading.edition, stated.series) if codes and reading.edition else ""
        return Claim(
            stated.start,
            stated.end,
            text[stated.start : stated.end],
            verdict.status,
            message,
            id if id and id in self.library else "",
            codes[0] if codes else "",
            reading.edition,
            reading.measure,
            stated.aspect,
            self._stated(stated, reading),
            verdict.actual,
        )

    def _stated(self, stated: StatedClaim, reading: Reading) -> float | None:
        """Return the number that is stated: of a superlative the rank that it implies."""
        if stated.aspect == "rank" and stated.is_from_end and not stated.within and stated.stated is not None:
            size = self._size(stated, reading)
            return size + 1 - stated.stated if size else None
        if stated.within and stated.is_from_end and stated.stated is not None:
            return -stated.stated
        return stated.stated

    def _size(self, stated: StatedClaim, reading: Reading) -> int | None:
        place = self._place(reading.area, reading.countries)
        if place is None or reading.edition is None:
            return None
        return len(self._rankings(stated).ranking(reading.edition, reading.measure, *place)) or None

    def _rankings(self, stated: StatedClaim) -> Rankings:
        return self.library.rankings_of(stated.series)

    def _verdict(self, stated: StatedClaim, reading: Reading) -> Judged:
        if stated.fault:
            return Judged("differs", stated.fault)
        if stated.problem:
            return Judged("cannot be checked", stated.problem)
        if (missing := self._missing(stated, reading)) is not None:
            return missing
        if stated.aspect == "mean":
            return self._mean(stated, reading)
        verdicts = []
        for code in reading.countries:
            country = taxonomy().country(code)
            if stated.aspect == "change":
                verdicts.append(
                    self._rank_change(stated, reading, country)
                    if stated.is_of_rank
                    else self._change(stated, reading, country)
                )
            elif stated.aspect == "rank":
                verdicts.append(self._rank(stated, reading, country))
            elif stated.aspect == "comparison":
                verdicts.append(self._comparison(stated, reading, country))
            else:
                verdicts.append(self._score(stated, reading, country))
        return _joint(verdicts)

    def _missing(self, stated: StatedClaim, reading: Reading) -> Judged | None:
        """Return why there is nothing to compare with; None where there may be."""
        series = find_series(stated.series)
        if reading.edition is None:
            return Judged("cannot be checked", "The text names no edition of the Index for it.")
        for edition in (reading.edition, reading.since):
            if edition is not None and edition not in series.editions:
                return Judged("cannot be checked", series.no_edition(edition))
        measure = taxonomy().indicator(reading.measure)
        first = series.first_edition(reading.measure)
        if first is None or first > (reading.since or reading.edition):
            return Judged("not in the corpus", f"{measure.label} was not scored before {first}.")
        for code in reading.countries:
            if code not in series:
                return Judged("not in the corpus", series.no_country(taxonomy().country(code)))
            id = profile_id(code, reading.edition, stated.series)
            name = series.profile_name(taxonomy().country(code).name, reading.edition)
            if id not in self.library:
                return Judged("not in the corpus", f"{name} is not in this corpus.")
            has_score = self._rankings(stated).score(code, reading.edition, reading.measure) is not None
            if not has_score and self.library.find_profile(id) is None:
                return Judged("cannot be checked", f"{name} cannot be read in this corpus.")
        return None

    def _score(self, stated: StatedClaim, reading: Reading, country: Country) -> Judged:
        assert reading.edition is not None
        slug = reading.measure
        measure = taxonomy().indicator(slug)
        named = f"{measure.label}, {find_series(stated.series).profile_name(country.name, reading.edition)}"
        actual = self._rankings(stated).score(country.code, reading.edition, slug)
        if actual is None:
            return Judged("not in the corpus", f"{named}: no score is in this corpus.")
        number = f"{stated.stated:.{stated.decimals}f}"
        if stated.bound == "almost":
            message = f"{named}: {score_text(actual, slug)}; the text says almost {number}."
            return Judged("cannot be checked", message, actual)
        if agrees(stated, actual, slug):
            return Judged("matches", f"{named}: {score_text(actual, slug)}, as stated.", actual)
        if stated.bound == "about" and abs(actual - (stated.stated or 0)) <= 10.0**-stated.decimals:
            return Judged(
                "cannot be checked", f"{named}: {score_text(actual, slug)}; the text says about {number}.", actual
            )
        message = f"{named}: the published score is {score_text(actual, slug)}, the text says {number}."
        return Judged("differs", message, actual)

    def _place(self, area: StatedArea, codes: Sequence[str]) -> tuple[str, str] | None:
        """Return kind and name of an area; None for one that the Index does not have."""
        if area.own and codes:
            country = taxonomy().country(codes[0])
            return area.own, country.continent if area.own == "continent" else country.region
        if area.name == "World":
            return "world", ""
        if area.name in taxonomy().continents:
            return "continent", area.name
        region = taxonomy().find_region(area.name) if area.name else None
        return ("region", region.name) if region else None

    def _rank(self, stated: StatedClaim, reading: Reading, country: Country) -> Judged:
        assert reading.edition is not None and stated.stated is not None
        place = self._place(reading.area, [country.code])
        if place is None:
            return Judged("cannot be checked", f"The Index has no ranks in {reading.area.text}.")
        kind, name = place
        if name not in ("", country.continent, country.region):
            own = f"{named_area(country.region)}, {country.continent}"
            message = f"The Index counts {country.name} in {own}, not in {named_area(name)}."
            return Judged("cannot be checked", message)
        label = taxonomy().indicator(reading.measure).label
        named = f"{label}, {country.name} {reading.edition}"
        rank = self._rankings(stated).rank(country.code, reading.edition, reading.measure, kind)
        spans = self._spans(stated, reading, country, kind, name, rank)
        if rank is None or not spans:
            if stated.series != "index":
                return Judged("not in the corpus", f"{named}: no rank is in this corpus.")
            return Judged("cannot be checked", f"{named}: the rank that it refers to is not in this corpus.")
        if stated.of is not None and stated.of != rank.of:
            return self._of_others(stated, reading, country, named)
        figures = f"{rank_figures(rank)} of {rank.of}" + (f" in {named_area(rank.name)}" if rank.name else "")
        if any(_is_in(stated, first, last, rank.of) for first, last in spans):
            return Judged("matches", f"{named}: {figures}, as stated ({rank.origin}).", rank.rank)
        if not stated.is_measure_named and self._agrees_by_resilience(stated, reading, country, kind):
            message = f"{named}: {figures}. By resilience it has the rank that the text says; it does not say by what."
            return Judged("cannot be checked", message, rank.rank)
        wording = self._wording(stated, rank)
        return Judged("differs", f"{named}: the {rank.origin} rank is {figures}, the text says {wording}.", rank.rank)

    def _agrees_by_resilience(self, stated: StatedClaim, reading: Reading, country: Country, kind: str) -> bool:
        assert reading.edition is not None and stated.stated is not None
        rank = self._rankings(stated).rank(country.code, reading.edition, "resilience", kind)
        return rank is not None and _is_in(stated, rank.rank, rank.to or rank.rank, rank.of)

    def _wording(self, stated: StatedClaim, rank: Rank) -> str:
        number = int(stated.stated or 0)
        if stated.within:
            return f"among the {'last' if stated.is_from_end else 'first'} {number}"
        if stated.is_from_end:
            return f"{rank.of + 1 - number}, {number} from the last" if number > 1 else f"the last, {rank.of}"
        return str(number)

    def _spans(
        self, stated: StatedClaim, reading: Reading, country: Country, kind: str, name: str, rank: Rank | None
    ) -> list[tuple[int, int]]:
        """Return the ranks that a country may be said to have: the published one, and the span of a computed tie."""
        assert reading.edition is not None
        spans = [(rank.rank, rank.to or rank.rank)] if rank is not None else []
        ranking = self._rankings(stated).ranking(reading.edition, reading.measure, kind, name)
        entry = ranking.rank_of(country.code)
        if entry is not None and ranking.is_complete:
            spans.append((entry.rank, entry.to or entry.rank))
        return spans

    def _of_others(self, stated: StatedClaim, reading: Reading, country: Country, named: str) -> Judged:
        """Answer a rank among a number of countries that is not the size of the area: another may be meant."""
        assert reading.edition is not None
        sizes = []
        for kind in AREAS:
            rank = self._rankings(stated).rank(country.code, reading.edition, reading.measure, kind)
            if rank is None:
                continue
            sizes.append(f"{rank.of} in {named_area(rank.name)}")
            if rank.of == stated.of and reading.area.name == "World" and not reading.area.text:
                figures = f"{rank_figures(rank)} of {rank.of} in {named_area(rank.name)}"
                if _is_in(stated, rank.rank, rank.to or rank.rank, rank.of):
                    return Judged("matches", f"{named}: {figures}, as stated ({rank.origin}).", rank.rank)
                return Judged(
                    "differs",
                    f"{named}: the {rank.origin} rank is {figures}, the text says {int(stated.stated or 0)}.",
                    rank.rank,
                )
        message = f"The corpus has ranks of {country.name} among {', '.join(sizes)}, and none of {stated.of}."
        return Judged("cannot be checked", message)

    def _mean(self, stated: StatedClaim, reading: Reading) -> Judged:
        assert reading.edition is not None
        place = self._place(reading.area, ())
        if place is None:
            return Judged("cannot be checked", f"The Index has no mean of {reading.area.text}.")
        ranking = self._rankings(stated).ranking(reading.edition, reading.measure, *place)
        named = f"{taxonomy().indicator(reading.measure).label}, mean of {named_area(place[1])} {reading.edition}"
        if ranking.average is None or not ranking.is_complete:
            return Judged("not in the corpus", f"{named}: not every score is in this corpus.")
        exact = sum(entry.score for entry in ranking.ranked) / len(ranking)
        number = f"{stated.stated:.{stated.decimals}f}"
        figures = f"{ranking.average:.2f}"
        if agrees(stated, ranking.average, reading.measure, True) or agrees(
            stated, round(exact, 6), reading.measure, True
        ):
            return Judged("matches", f"{named}: computed {figures}, as stated.", ranking.average)
        if stated.bound in ("about", "almost"):
            return Judged(
                "cannot be checked",
                f"{named}: computed {figures}; the text gives it as about {number}.",
                ranking.average,
            )
        if abs((stated.stated or 0) - ranking.average) < 0.0151 and stated.decimals > 1:
            message = f"{named}: computed {figures}, the text says {number}, which may be from unrounded scores."
            return Judged("cannot be checked", message, ranking.average)
        return Judged("differs", f"{named}: computed {figures}, the text says {number}.", ranking.average)

    def _change(self, stated: StatedClaim, reading: Reading, country: Country) -> Judged:
        assert reading.edition is not None and reading.since is not None
        slug, first, last = reading.measure, reading.since, reading.edition
        if reason := comparability_between(slug, first, last, stated.series):
            return Judged("cannot be checked", reason)
        rankings = self._rankings(stated)
        before, after = rankings.score(country.code, first, slug), rankings.score(country.code, last, slug)
        label = taxonomy().indicator(slug).label
        if before is None or after is None:
            return Judged("not in the corpus", f"{label}, {country.name}: not both scores are in this corpus.")
        change = round(after - before, 2)
        figures = f"{score_text(before, slug)} in {first}, {score_text(after, slug)} in {last}"
        message = f"{label}, {country.name}: {figures}, a change of {change:+.2f}"
        if stated.stated is None:
            is_so = change * stated.direction > 0
        elif stated.direction and change * stated.direction <= 0:
            is_so = False
        else:
            is_so = self._is_amount(stated, change)
            if (
                not is_so
                and stated.decimals < 2
                and abs(abs(change) - abs(stated.stated)) < 0.5 * 10.0**-stated.decimals + 1e-9
            ):
                return Judged("cannot be checked", f"{message}; the amount in the text may be rounded.", change)
        return (
            Judged("matches", f"{message}, as stated.", change) if is_so else Judged("differs", f"{message}.", change)
        )

    def _is_amount(self, stated: StatedClaim, change: float) -> bool:
        assert stated.stated is not None
        if stated.bound in ("above", "below", "at least", "at most"):
            is_more = stated.bound in ("above", "at least")
            return abs(change) > abs(stated.stated) if is_more else abs(change) < abs(stated.stated)
        return abs(abs(change) - abs(stated.stated)) <= 0.005 + 1e-9

    def _rank_change(self, stated: StatedClaim, reading: Reading, country: Country) -> Judged:
        assert reading.edition is not None and reading.since is not None and stated.stated is not None
        if reason := comparability_between(reading.measure, reading.since, reading.edition, stated.series):
            return Judged("cannot be checked", reason)
        place = self._place(reading.area, [country.code])
        if place is None or place[1] not in ("", country.continent, country.region):
            return Judged("cannot be checked", f"The Index has no ranks of {country.name} in {reading.area.text}.")
        rankings, slug = self._rankings(stated), reading.measure
        entries = [
            rankings.ranking(edition, slug, *place).rank_of(country.code)
            for edition in (reading.since, reading.edition)
        ]
        if entries[0] is None or entries[1] is None:
            return Judged("cannot be checked", "The ranks that it refers to are not in this corpus.")
        (before, before_to), (after, after_to) = ((entry.rank, entry.to or entry.rank) for entry in entries if entry)
        low, high = before - after_to, before_to - after
        label = taxonomy().indicator(slug).label
        ranks = f"{_figures(before, before_to)} in {reading.since}, {_figures(after, after_to)} in {reading.edition}"
        message = f"{label}, {country.name}: computed ranks {ranks}"
        status: ClaimStatus = "matches" if low <= stated.stated <= high else "differs"
        return Judged(status, f"{message}{', as stated' if status == 'matches' else ''}.", before - after)

    def _comparison(self, stated: StatedClaim, reading: Reading, country: Country) -> Judged:
        assert reading.edition is not None
        slug = reading.measure
        rankings = self._rankings(stated)
        own, other = (rankings.score(code, reading.edition, slug) for code in (country.code, stated.than))
        than = taxonomy().country(stated.than).name
        label = taxonomy().indicator(slug).label
        if own is None or other is None:
            return Judged("not in the corpus", f"{label} {reading.edition}: not both scores are in this corpus.")
        message = f"{label} {reading.edition}: {country.name} {score_text(own, slug)}, {than} {score_text(other, slug)}"
        difference = round(own - other, 2)
        is_amount = stated.stated is None or abs(difference - stated.stated) <= 0.005 + 1e-9
        if difference * stated.direction > 0 and is_amount:
            return Judged("matches", f"{message}, as stated.", difference)
        return Judged("differs", f"{message}.", difference)


def _figures(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _is_in(stated: StatedClaim, first: int, last: int, of: int) -> bool:
    """Tell whether a stated rank is one of a span."""
    number = int(stated.stated or 0)
    if stated.within:
        return last > of - number if stated.is_from_end else first <= number
    rank = of + 1 - number if stated.is_from_end else number
    return first <= rank <= last


def _joint(verdicts: Sequence[Judged]) -> Judged:
    """Return the result of a statement on each of several countries."""
    if len(verdicts) == 1:
        return verdicts[0]
    message = " ".join(verdict.message for verdict in verdicts)
    for status in ("differs", "not in the corpus", "cannot be checked"):
        found = next((verdict for verdict in verdicts if verdict.status == status), None)
        if found is not None:
            return Judged(found.status, message, found.actual)
    return Judged("matches", message, verdicts[0].actual)
