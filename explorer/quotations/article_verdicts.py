"""What the statuses of an article's findings come to: four verdicts, each with a sign, and a summary in sentences."""

from collections import Counter
from collections.abc import Mapping
from typing import Literal

from explorer.quotations.checked_article import CheckedArticle, Finding, FindingKind

ArticleVerdict = Literal["differs", "open", "matches", "short"]  # in the order of lists, the worst first

SIGNS: Mapping[ArticleVerdict, str] = {"differs": "≠", "open": "?", "matches": "✓", "short": "…"}
HEADINGS: Mapping[ArticleVerdict, str] = {
    "differs": "Differs",
    "open": "Cannot be checked, or not in the corpus",
    "matches": "Matches",
    "short": "Too short to look up",
}
_VERDICTS: Mapping[str, ArticleVerdict] = {
    "differs": "differs",
    "changed": "differs",
    "gone": "differs",
    "no such edition": "differs",
    "matches": "matches",
    "exact": "matches",
    "same": "matches",
    "there": "matches",
    "moved": "matches",
    "here": "matches",
    "the whole edition": "matches",
    "too short": "short",
}
# Of a kind, its noun, and its statuses in the order of a summary: one of them, and several.
_Phrases = tuple[tuple[tuple[str, ...], str, str], ...]
_CLAIMS: _Phrases = (
    (("matches",), "matches", "match"),
    (("differs",), "differs", "differ"),
    (("cannot be checked",), "cannot be checked", "cannot be checked"),
    (("not in the corpus",), "is not in the corpus", "are not in the corpus"),
)
_QUOTATIONS: _Phrases = (
    (("exact", "same"), "matches", "match"),
    (("differs",), "differs", "differ"),
    (("like the digest",), "is like our digest", "are like our digest"),
    (("not found",), "was not found", "were not found"),
    (("too short",), "is too short to look up", "are too short to look up"),
    (("not looked up",), "was not looked up", "were not looked up"),
)
_CITATIONS: _Phrases = (
    (("here", "there", "same"), "is in the corpus", "are in the corpus"),
    (("the whole edition",), "names an edition", "name an edition"),
    (("moved",), "has moved", "have moved"),
    (("changed",), "has changed", "have changed"),
    (("gone",), "is gone", "are gone"),
    (("no such edition",), "names an edition that does not exist", "name an edition that does not exist"),
    (("not in the corpus",), "is not in the corpus", "are not in the corpus"),
)
_KINDS: tuple[tuple[FindingKind, str, _Phrases], ...] = (
    ("claim", "statement", _CLAIMS),
    ("quotation", "quotation", _QUOTATIONS),
    ("citation", "citation", _CITATIONS),
)


def verdict_of(finding: Finding) -> ArticleVerdict:
    """Return the verdict of a finding; a status that is none of the known ones is open."""
    return _VERDICTS.get(finding.status, "open")


def summary_of(article: CheckedArticle) -> tuple[str, ...]:
    """Return one sentence of the statements and of what was not read, and one each of quotations and citations."""
    sentences = [_sentence(noun, article.counts(kind), phrases) for kind, noun, phrases in _KINDS]
    sentences[0] = "; ".join(part for part in (sentences[0], _unread(article)) if part)
    return tuple(f"{sentence}." for sentence in sentences if sentence)


def _unread(article: CheckedArticle) -> str:
    """Return "4 numbers and 1 word were not read"; empty where everything was read."""
    numbers = sum(any(map(str.isdigit, unread.text)) for unread in article.unread)
    counts = {"number": numbers, "word": len(article.unread) - numbers}
    parts = [f"{count:,} {noun}{'' if count == 1 else 's'}" for noun, count in counts.items() if count]
    were = "was" if len(article.unread) == 1 else "were"
    return f"{' and '.join(parts)} {were} not read" if parts else ""


def _sentence(noun: str, counts: Counter[str], phrases: _Phrases) -> str:
    """Return "12 statements: 9 match, 2 differ, 1 cannot be checked"; empty where there is none."""
    total = counts.total()
    if not total:
        return ""
    known = {status for statuses, _, _ in phrases for status in statuses}
    others = [((status,), status, status) for status in counts if status not in known]
    parts = []
    for statuses, one, several in (*phrases, *others):
        if number := sum(counts[status] for status in statuses):
            parts.append(f"{number:,} {one if number == 1 else several}")
    return f"{total:,} {noun}{'' if total == 1 else 's'}: {', '.join(parts)}"
