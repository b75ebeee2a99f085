"""Claims about scores and ranks in running text, checked against the corpus.

A claim is only checked if its sentence names one country, one edition and one measure and makes one assertion; hedged,
negated and mixed sentences are left out. A wrong "differs" would be worse than silence.
"""

import re
from collections.abc import Iterator

from explorer.core.timeouts import with_timeout
from explorer.corpus.library import Library
from explorer.model.profiles import Profile
from explorer.model.taxonomy import Country, Indicator
from explorer.quotations.change_claims import MOVED, change_claims
from explorer.quotations.claim import CheckedClaims, Claim
from explorer.quotations.rank_claims import rank_claims
from explorer.quotations.stated_numbers import agrees, score_text
from explorer.quotations.statements import YEAR, Statement, read_statements

# Words that make a number more than a plain statement.
_UNSURE = re.compile(
    r"\b(?:not|never|no longer|nearly|almost|about|around|roughly|approximately|over|under|above|below|more than"
    r"|less than|or more|or less|or so|as much as|as many as|up to|at least|at most|higher than|lower than|would|could"
    r"|might|may|if|should|unlike|instead|average of|target|expected"
    r"|forecast|projected|combined|neighbours?|region's|regional)\b|n[’']t\b",
    re.IGNORECASE,
)
_OTHER_SERIES = re.compile(r"\bENACT\b|\bAfrica(?:n|[’']s)?\s+Organi[sz]ed\s+Crime\s+Index", re.IGNORECASE)
_NUMBER = (
    r"(?P<score>10(?:\.0+)?|[1-9](?:\.\d{1,2})?)"
    r"(?![\d%]|[.,]\d|\s*(?:%|per cent|percent|points?\b|times\b|places?\b))"
)
_OF_TEN = r"(?:\s*(?:/|out of|of)\s*10)?"
_SCORED = re.compile(rf"\bscor(?:ed|es|ing)\s+(?:a\s+|an\s+|at\s+)?{_NUMBER}", re.IGNORECASE)
_SCORE_IS = re.compile(
    rf"\bscores?\b[^.;,\d]{{0,80}}?\b(?:of|was|is|were|stood at|stands at|reached)\s+(?:a\s+)?{_NUMBER}", re.IGNORECASE
)


def check_claims(text: str, library: Library, edition: int | None = None) -> CheckedClaims:  # noqa: ARG001
    """Check every claim about a score or a rank of the Index that can be recognized.

    A sentence that names another series is left out: its scores are others. `edition` is the one that the reader says
    the text is about, for claims that name none.
    """
    checked: list[Claim] = []
    for statement in with_timeout(read_statements(text)):
        if _OTHER_SERIES.search(statement.text):
            continue
        if statement.country is not None and not _UNSURE.search(statement.text):
            checked += [
                *_score_claims(statement, statement.country, library),
                *rank_claims(statement, statement.country, library),
                *change_claims(statement, statement.country, library),
            ]
    return CheckedClaims(tuple(sorted(checked, key=lambda claim: claim.start)))


def _score_claims(statement: Statement, country: Country, library: Library) -> Iterator[Claim]:
    stated = list(_stated(statement))
    if not stated or MOVED.search(statement.text):
        return
    profile = statement.named_profile(country, library)
    if not isinstance(profile, Profile):
        yield from profile
        return
    for measure, number, span in stated:
        published = profile.scores.get(measure.slug)
        named = f"{measure.label}, {country.name} {statement.edition}"
        if published is None:
            message = f"{named}: no score is in this corpus."
            if measure.first_edition > profile.edition:
                message = f"{measure.label} was not scored before {measure.first_edition}."
            yield statement.claim("not in the corpus", message, profile.id, span)
        elif agrees(number, published, measure):
            message = f"{named}: {score_text(published, measure)}, as stated."
            yield statement.claim("matches", message, profile.id, span)
        else:
            message = f"{named}: the published score is {score_text(published, measure)}, the text says {number}."
            yield statement.claim("differs", message, profile.id, span)


def _stated(statement: Statement) -> Iterator[tuple[Indicator, str, tuple[int, int]]]:
    """Yield the measures of which a sentence states a score, each with the number as written and the words of both."""
    text = statement.text
    paired = [
        (measure, match["score"], (min(start, match.start("score")), max(end, match.end())))
        for start, end, measure in statement.measures
        if (match := _paired(text, start, end)) is not None
    ]
    if re.search(r"\bscor", text, re.IGNORECASE) and paired and len(paired) == len(statement.measures):
        yield from paired
    elif len(statement.measures) == 1:
        start, end, measure = statement.measures[0]
        numbers = {match["score"]: match for pattern in (_SCORED, _SCORE_IS) for match in pattern.finditer(text)}
        others = re.sub(r"\bout of 10\b|\bof 10\b|/\s*10\b", "", YEAR.sub("", text))
        if len(numbers) == 1 and len(re.findall(r"\d+(?:[.,]\d+)*", others)) == 1:
            number, match = numbers.popitem()
            yield measure, number, (min(start, match.start("score")), max(end, match.end("score")))


def _paired(text: str, start: int, end: int) -> re.Match[str] | None:
    """Find the number right beside a measure: "7.0 for heroin trade", "heroin trade (7.0)"."""
    before = re.search(rf"(?<![\d.]){_NUMBER}{_OF_TEN}\s+(?:for|on|in|under)\s+(?:the\s+)?$", text[:start])
    return before or re.compile(rf"\s*(?:score\s+)?(?:\(|:\s*|of\s+){_NUMBER}{_OF_TEN}").match(text, end)
