"""Why a passage is linked to an indicator: its sentences with the words marked, and the line to report a wrong link."""

from dataclasses import dataclass

from markupsafe import Markup, escape

from explorer.search.evidence import EvidenceSentence, distinct_words, evidence_sentences, report_line
from explorer.search.results import HitIndicator

_WORDS = Markup('<b class="evidenced">{}</b>')


@dataclass(frozen=True, slots=True)
class LinkReason:
    """The evidence for one link, as a page shows it."""

    indicator: HitIndicator
    sentences: tuple[Markup, ...]  # escaped, with the words of the evidence in <b>
    report: str  # the line by which a reader reports a wrong link


def link_reason(passage_id: str, text: str, indicator: HitIndicator) -> LinkReason:
    """Return why a passage of this text is linked to an indicator."""
    words = distinct_words(text, indicator.spans)
    return LinkReason(
        indicator,
        tuple(_marked(text, sentence) for sentence in evidence_sentences(text, indicator.spans)),
        report_line(passage_id, indicator.slug, words),
    )


def _marked(text: str, sentence: EvidenceSentence) -> Markup:
    """Write a sentence as HTML with the words of its evidence marked."""
    html = Markup()
    place = sentence.start
    for start, end in sentence.words:
        html += escape(text[place:start]) + _WORDS.format(text[start:end])
        place = end
    return html + escape(text[place : sentence.end])
