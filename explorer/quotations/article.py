"""A whole article: every quotation, every citation of the Index and every claim about scores in it, with a status each.

Facts about the text, never accusations: the words of the quotation, and those of the source here.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from explorer.citations.permalinks import LINK, link_status
from explorer.core.errors import NotFoundError, QueryError
from explorer.core.timeouts import with_timeout
from explorer.corpus.library import Library
from explorer.entities.mentions import countries_in
from explorer.model.ids import profile_id, text_id_of
from explorer.model.taxonomy import EDITIONS, taxonomy
from explorer.quotations.checked_article import CheckedArticle, Finding
from explorer.quotations.claims import check_claims
from explorer.quotations.quotation_index import LONGEST, SHORT, QuotationIndex
from explorer.quotations.quotation_match import QuotationMatch, QuotationMatches
from explorer.text.comparison_key import tokens
from explorer.text.sentences import sentence_around

LONGEST_ARTICLE = 200_000  # characters
MOST_QUOTATIONS = 300  # that are searched in one article


_QUOTED = re.compile(
    r"“(?P<curly>[^“”]{2,5000})”"
    r'|(?<![\w"])"(?P<straight>[^"\n]{2,5000})"(?!\w)'
    r"|«\s?(?P<guillemets>[^«»]{2,5000})\s?»"
    r"|„(?P<low>[^„“”]{2,5000})[“”]"
    r"|(?<![\w’'])‘(?P<single>(?:[^‘’]|(?<=\w)’(?=\w))[^‘\n]*?)’(?!\w)"
)
_BLOCK = re.compile(r"(?:^[ \t]*>[^\n]*(?:\n|\Z))+", re.MULTILINE)
_INDEX = r"Organi[sz]ed\s+Crime\s+Index"
_NAMED = re.compile(
    r"(?<!Africa )(?<!African )(?<!ENACT )"  # another series
    rf"(?:Global\s+)?{_INDEX}(?:\s*\(?(?:edition\s+)?|,\s*|\s+for\s+)(?P<after>(?:19|20)\d\d)"
    rf"|(?P<before>(?:19|20)\d\d)\s+(?:Global\s+)?{_INDEX}"
)


def examine(text: str, library: Library, index: QuotationIndex, edition: int | None = None) -> CheckedArticle:
    """Check everything in an article that can be checked. Raises QueryError for a text that is too long.

    `edition` is the one that the reader says the text is about, for claims that name none.
    """
    if len(text) > LONGEST_ARTICLE:
        raise QueryError(f"An article has at most {LONGEST_ARTICLE:,} characters; this one has {len(text):,}.")
    cited = [*_links(text, library), *_names(text, library)]
    spans = list(_quotations(text))
    quoted = [_quotation(text, start, end, index, cited) for start, end in with_timeout(spans[:MOST_QUOTATIONS])]
    message = f"Of one article the first {MOST_QUOTATIONS} quotations are looked up."
    quoted += [
        Finding("quotation", start, end, text[start:end], "not looked up", message)
        for start, end in spans[MOST_QUOTATIONS:]
    ]
    checked = check_claims(text, library, edition)
    stated = [
        Finding("claim", claim.start, claim.end, claim.text, claim.status, claim.message, claim.id, claim=claim)
        for claim in checked.claims
    ]
    findings = sorted([*cited, *quoted, *stated], key=lambda finding: (finding.start, finding.end, finding.kind))
    return CheckedArticle(tuple(findings), checked.unread)


def is_article(text: str) -> bool:
    """Return whether a text is more than one quotation: it has paragraphs, words outside quotation marks, or a link."""
    stripped = text.strip()
    spans = list(_quotations(stripped))
    if "\n\n" in stripped or LINK.search(stripped) or _NAMED.search(stripped):
        return True
    return bool(spans) and any(end - start < len(stripped) - 2 for start, end in spans)


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of the words of each quotation, without the marks around them."""
    for match in _QUOTED.finditer(text):
        yield match.span(match.lastgroup or 0)
    for match in _BLOCK.finditer(text):
        yield match.span()


def _paragraph(text: str, start: int) -> tuple[int, int]:
    before, after = text.rfind("\n\n", 0, start), text.find("\n\n", start)
    return max(0, before), len(text) if after < 0 else after


def _quotation(text: str, start: int, end: int, index: QuotationIndex, cited: list[Finding]) -> Finding:
    words = re.sub(r"^[ \t]*>[ \t]?", "", text[start:end], flags=re.MULTILINE).strip()
    answer = _search(words, index)
    if not answer.matches:
        if sum(token.is_word for token in tokens(words)) < SHORT:
            return Finding("quotation", start, end, text[start:end], "too short", answer.notice)
        message = "No passage in this corpus is similar to it."
        return Finding("quotation", start, end, text[start:end], "not found", message)
    first, last = _paragraph(text, start)
    cited_beside = {text_id_of(citation.id) for citation in cited if first <= citation.start <= last}
    best = answer.matches[0]
    equal = [match for match in answer.matches if (match.kind, match.similarity) == (best.kind, best.similarity)]
    match = next((match for match in equal if text_id_of(match.id) in cited_beside), best)
    status, message = _status(match)
    return Finding("quotation", start, end, text[start:end], status, message, match.id, match)


def _search(words: str, index: QuotationIndex) -> QuotationMatches:
    if len(words) > LONGEST:
        return QuotationMatches((), f"It is longer than {LONGEST:,} characters.")
    answer = index.search(words)
    if (not answer.matches or answer.matches[0].kind == "near") and words[-1:] in ",.;":
        # American typesetters put the sentence's own comma or full stop inside the quotation marks.
        without_stop = index.search(words[:-1])
        if without_stop.matches and without_stop.matches[0].kind != "near":
            return without_stop
    return answer


def _status(match: QuotationMatch) -> tuple[str, str]:
    """Return the status of a quotation with its best match, and a sentence that explains it."""
    whose = " These are words of our digest, not the publisher's." if match.text_kind == "digest" else ""
    if match.kind == "exact":
        return "exact", f"Exact match in {match.id}.{whose}"
    if match.kind == "same":
        has_omissions = any(difference.op == "omitted" for difference in match.differences)
        how = "with marked omissions" if has_omissions else "except for case, white space, quotation marks or dashes"
        return "same", f"Match in {match.id}, {how}.{whose}"
    if match.text_kind == "digest":
        return "like the digest", f"It is similar to {match.id}, which is our digest: the publisher's text may read so."
    return "differs", f"It differs from the source, {match.id}."


def _links(text: str, library: Library) -> Iterator[Finding]:
    for match in LINK.finditer(text):
        try:
            link = link_status(library, match[0])
        except NotFoundError as error:
            yield Finding("citation", match.start(), match.end(), match[0], "gone", str(error))
            continue
        yield Finding("citation", match.start(), match.end(), match[0], link.status, link.message, link.id)


def _names(text: str, library: Library) -> Iterator[Finding]:
    """Yield citations by name: the Index, an edition, and a country in the same sentence or reference."""
    for match in _NAMED.finditer(text):
        year = int(match["after"] or match["before"])
        start, end = sentence_around(text, match.start(), match.end())
        named = sorted(
            (min(abs(mention.start + start - match.end()), abs(mention.end + start - match.start())), mention.names)
            for mention in countries_in(text[start:end])
        )
        finding = Finding("citation", match.start(), match.end(), match[0], "", "")
        if year not in EDITIONS:
            message = f"There is no edition {year} of the Index."
            yield replace(finding, status="no such edition", message=message)
        elif not named:
            yield replace(finding, status="the whole edition", message=f"It names edition {year} and no country.")
        else:
            id = profile_id(named[0][1], year)
            country = taxonomy().country(named[0][1]).name
            is_in_library = id in library
            message = f"{country} {year} is {'in this corpus' if is_in_library else 'not in this corpus'}."
            yield replace(finding, status="here" if is_in_library else "not in the corpus", message=message, id=id)
