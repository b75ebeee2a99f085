"""`check --try`: what terms would match in the corpus, before they are in the vocabulary."""

from dataclasses import replace

import click

from explorer.cli.output import REFUSED, print_json, print_line, print_snippet
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.linking.linker import linker
from explorer.linking.patterns import Pattern, PatternError
from explorer.linking.term_trial import TermTrial, TrialHit, TrialSentence, WrittenPattern
from explorer.linking.vocabulary import Vocabulary
from explorer.search.marks import WordMark, to_html
from explorer.serializers.check_records import TrialRecord, trial_record
from explorer.text.counted_nouns import counted

MOST_SHOWN = 20  # passages, where no limit is given


def try_terms(
    home: Home,
    written: WrittenPattern,
    indicator: str | None,
    limit: int,
    is_json: bool,
) -> None:
    """Show the passages that terms match, and with an indicator which of them are linked to it already."""
    vocabulary = linker().vocabulary
    try:
        pattern = written.parse(vocabulary.classes)
    except PatternError as error:
        message = str(error)[:1].upper() + str(error)[1:]
        raise click.UsageError(f"{message} (docs/linking.md has the language of terms)") from None
    hits = _find(home, vocabulary, pattern, indicator)
    record = trial_record(hits, indicator, limit)
    if is_json:
        print_json(record)
    else:
        print_line(_headline(record))
        for hit in hits[:limit]:
            print_line()
            print_line(hit.passage.id + ("" if hit.is_linked is None else "  linked" if hit.is_linked else "  new"))
            for sentence in hit.sentences:
                print_snippet(_marked(hit, sentence), "  ")
    if not hits:
        raise click.exceptions.Exit(REFUSED)


def _find(home: Home, vocabulary: Vocabulary, pattern: Pattern, indicator: str | None) -> list[TrialHit]:
    """Return all passages that match, those that would be new before others."""
    trial = TermTrial(vocabulary, pattern)
    hits = []
    for text in Library.open(home).texts():
        for passage in text.passages():
            if hit := trial.find(passage):
                if indicator is not None:
                    links = linker().links(passage, text.scored_as)
                    hit = replace(hit, is_linked=indicator in {link.indicator for link in links})
                hits.append(hit)
    return sorted(hits, key=lambda hit: bool(hit.is_linked))


def _headline(record: TrialRecord) -> str:
    counts = (record.passages, "passage"), (record.profiles, "profile"), (record.countries, "country")
    headline = ", ".join(counted(number, noun) for number, noun in counts)
    if record.indicator is not None:
        headline += f"; {record.linked:,} linked to {record.indicator} already, {record.new:,} new"
    if record.passages > len(record.hits):
        headline += f" (showing {len(record.hits)})"
    return headline


def _marked(hit: TrialHit, sentence: TrialSentence) -> str:
    marks = [WordMark(words.start, words.end) for words in sentence.evidence]
    end = sentence.start + len(sentence.text)
    return to_html(hit.passage.text, marks, sentence.start, end)
