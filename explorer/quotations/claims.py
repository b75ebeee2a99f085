"""Claims about scores, ranks, means and changes in running text, checked against the corpus.

A claim is judged if it is plain what its number is of; where that is in doubt it cannot be checked, or is listed as not
read. A wrong "differs" would be worse than silence, and so would a wrong "matches".
"""

import re
from collections.abc import Iterator, Sequence

from explorer.core.timeouts import with_timeout
from explorer.corpus.library import Library
from explorer.entities.text_language import language_of
from explorer.model.taxonomy import EDITIONS
from explorer.quotations.article_context import ArticleContext, index_years
from explorer.quotations.article_sentences import ArticleSentence, read_sentences
from explorer.quotations.assertion_reader import read_assertions
from explorer.quotations.claim import CheckedClaims, Claim, UnreadText
from explorer.quotations.claim_judge import ClaimJudge
from explorer.quotations.claim_reader import read_numbers
from explorer.quotations.claim_words import claim_vocabulary
from explorer.quotations.doubtful_readings import with_doubts
from explorer.quotations.field_marks import marks_in
from explorer.quotations.marked_sentence import MarkedSentence
from explorer.quotations.pasted_table import is_header, read_row
from explorer.quotations.stated_claim import StatedClaim

_DATELINE = 400  # characters from the start of an article in which its date is looked for
_LONGEST = 3_000  # characters of a sentence that is read

Read = tuple[int, int, StatedClaim | None]  # start and end in the article, and what is stated there, if it was read


def check_claims(text: str, library: Library, edition: int | None = None) -> CheckedClaims:
    """Check every claim about a score or a rank of the Index that can be recognized, and list what was not read.

    `edition` is the one that the reader says the text is about, for claims that name none.
    """
    judge = ClaimJudge(library)
    claims: list[Claim] = []
    unread: list[UnreadText] = []
    for start, end, stated in with_timeout(_read(text, edition)):
        if stated is None:
            unread.append(UnreadText(start, end, text[start:end]))
        else:
            claims.append(judge.judge(stated, text))
    ordered = sorted(claims, key=lambda claim: (claim.start, claim.end))
    return CheckedClaims(tuple(ordered), tuple(sorted(unread, key=lambda each: (each.start, each.end))))


def _read(text: str, edition: int | None) -> Iterator[Read]:
    language = language_of(text)
    every = tuple(read_sentences(text))
    yield from (
        read for sentence in every if len(sentence.text) > _LONGEST for read in _unread_numbers(sentence, language)
    )
    sentences = [_marked(sentence, language) for sentence in every if len(sentence.text) <= _LONGEST]
    context = ArticleContext(chosen=edition, dated=_dated(sentences), only=_only_edition(sentences))
    named = {mark.name for sentence in sentences for mark in sentence.of_kind("country")}
    context.only_country = named.pop() if len(named) == 1 else ""
    context.has_field = any(_is_of_field(sentence) for sentence in sentences)
    header: MarkedSentence | None = None
    rows = 0  # of the table so far
    for at, sentence in enumerate(sentences):
        if sentence.sentence.kind == "row":
            previous = sentences[at - 1].sentence if at else None
            if previous is None or previous.kind != "row" or previous.paragraph != sentence.sentence.paragraph:
                header = sentence if is_header(sentence) else None
        else:
            header = None
        near = _is_near(sentences, at, context)
        rows = rows + 1 if header is not None and header is not sentence and sentence.numbers else 0
        reads, editions = _read_sentence(sentence, header, context, near, rows)
        yield from reads
        context.note_sentence(sentence, editions)


def _unread_numbers(sentence: ArticleSentence, language: str) -> Iterator[Read]:
    """Yield the numbers of a sentence that is too long to be read, as unread."""
    for number in claim_vocabulary().languages[language].numbers.finditer(sentence.text):
        if number["number"] or number["ordinal"]:
            yield sentence.start + number.start(), sentence.start + number.end(), None


def _is_of_field(sentence: MarkedSentence) -> bool:
    """Tell whether a sentence names the Index, or a measure with a year of an index."""
    if any(mark.name == "index" for mark in sentence.of_kind("series")):
        return True
    return bool(sentence.of_kind("measure")) and any(year in EDITIONS for year in index_years(sentence))


def _marked(sentence: ArticleSentence, language: str) -> MarkedSentence:
    return MarkedSentence(sentence, claim_vocabulary().languages[language], marks_in(sentence.text, language))


def _read_sentence(
    sentence: MarkedSentence, header: MarkedSentence | None, context: ArticleContext, near: bool, place: int
) -> tuple[list[Read], list[int]]:
    """Return what a sentence states and the editions that it is stated of."""
    reads: list[Read] = []
    if sentence.sentence.kind == "row":
        numbers = iter(()) if header is sentence else read_row(sentence, header, context, place)
    else:
        numbers = read_numbers(sentence, context)
    for number, claim in numbers:
        if claim is not None or near:
            start, end = (claim.start, claim.end) if claim else sentence.in_article(number.start, number.end)
            reads.append((start, end, claim))
    if sentence.sentence.kind != "row":
        for (start, end), claim in read_assertions(sentence, context):
            if claim is not None or near:
                reads.append((*sentence.in_article(start, end), claim))
    judged = {(start, end) for start, end, claim in reads if claim is not None}
    reads = [read for read in reads if read[2] is not None or (read[0], read[1]) not in judged]
    reads = [(start, end, claim and with_doubts(sentence, claim, context)) for start, end, claim in reads]
    editions = [claim.readings[0].edition for _, _, claim in reads if claim is not None and claim.readings]
    return reads, [year for year in editions if year is not None]


def _is_near(sentences: Sequence[MarkedSentence], at: int, context: ArticleContext) -> bool:
    """Tell whether a sentence or one of its neighbours names something of the Index's field."""
    around = sentences[max(0, at - 3) : at + 4]
    return any(sentence.marks for sentence in around) or (context.has_field and bool(context.countries))


def _dated(sentences: Sequence[MarkedSentence]) -> int | None:
    """Return the year of the date of an article, as its first lines give it."""
    for sentence in sentences[:6]:
        if sentence.sentence.start > _DATELINE:
            break
        match = sentence.words.pattern(
            r"(?:\d{1,2}(?:st|nd|rd|th)?\.?\s+(?:de\s+)?{months}|{months}\s+\d{1,2},?)[\s,]*(?:de\s+)?((?:19|20)\d\d)"
        ).search(sentence.text[:_DATELINE])
        if match is None:
            match = re.search(r"(?<!\d)(20\d\d)-\d\d-\d\d(?!\d)", sentence.text[:_DATELINE])
        if match:
            return int(match[1])
    return None


def _only_edition(sentences: Sequence[MarkedSentence]) -> int | None:
    """Return the one edition that an article names; None for none or several."""
    named = {year for sentence in sentences for year in index_years(sentence) if year in EDITIONS}
    if not named:
        named = {year.year for sentence in sentences for year in sentence.years if year.year in EDITIONS}
    return named.pop() if len(named) == 1 else None
