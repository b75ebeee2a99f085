"""The sentences that are evidence for an indicator, and where its words are in them."""

from collections.abc import Iterable
from typing import NamedTuple

from explorer.search.marks import Span, merge_spans
from explorer.text.sentences import split_sentences


class EvidenceSentence(NamedTuple):
    """A sentence of a passage with evidence in it; two that one piece of evidence joins are one."""

    start: int  # offset in the text of the passage
    end: int  # without the space after it
    words: tuple[Span, ...]  # the evidence, as offsets in that text: in order, not overlapping, never empty


def evidence_sentences(text: str, spans: Iterable[Span]) -> tuple[EvidenceSentence, ...]:
    """Return the sentences of a text that have evidence, in reading order; `spans` are where it is."""
    remaining = merge_spans(spans)[::-1]
    sentences: list[EvidenceSentence] = []
    words: list[Span] = []
    start = 0
    for first, last in split_sentences(text) if remaining else ():
        start = start if words else first
        while remaining and remaining[-1][0] < last:
            words.append(remaining.pop())
        if words and words[-1][1] <= last:
            end = start + len(text[start:last].rstrip())
            sentences.append(EvidenceSentence(start, end, tuple(words)))
            words = []
    return tuple(sentences)


def distinct_words(text: str, spans: Iterable[Span]) -> tuple[str, ...]:
    """Return the different words of evidence as the text has them first, whatever their capitals."""
    written: dict[str, str] = {}
    for start, end in spans:
        written.setdefault(text[start:end].casefold(), text[start:end])
    return tuple(written.values())


def report_line(passage_id: str, indicator: str, words: Iterable[str]) -> str:
    """Return the line by which a reader reports a wrong link: passage, indicator and words of the evidence."""
    quoted = ", ".join(f"“{' '.join(word.split())}”" for word in words)
    return f"{passage_id} {indicator} {quoted}"
