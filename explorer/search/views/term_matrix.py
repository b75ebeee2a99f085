"""Countries, or other parts of the corpus, by terms: how often each term occurs in each."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.core.errors import QueryError
from explorer.core.timeouts import with_timeout
from explorer.search.engine import Engine
from explorer.search.request import SearchRequest
from explorer.search.views.corpus_parts import CorpusPart, part_of, parts_in_order
from explorer.text.analysis import words
from explorer.text.stems import stem

MOST_TERMS = 500
LONGEST_TERM = 100  # characters
DEFINITION = (
    "Each number is how often the term occurs in the passages of that row: its words adjacent, without regard "
    "to case and accents. A hyphen separates words. A star at the end of a term matches any ending; with “all forms” "
    "every word counts in all forms that share its stem."
)


@dataclass(frozen=True, slots=True)
class MatrixTerm:
    """A word or phrase to count."""

    text: str  # as typed, with single spaces
    words: tuple[str, ...]  # folded; stems where all forms count
    is_prefix: bool = False  # the last word is the start of one


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One part of the corpus."""

    part: CorpusPart
    passages: int
    words: int
    counts: tuple[int, ...]  # a term each


@dataclass(frozen=True, slots=True)
class Matrix:
    """All parts that have a passage, by all terms."""

    request: SearchRequest  # its filters choose the passages that are counted
    by: str  # one of PARTS
    counts_all_forms: bool
    terms: tuple[MatrixTerm, ...]
    rows: tuple[MatrixRow, ...]
    generation: str

    @property
    def totals(self) -> tuple[int, ...]:
        """The occurrences of each term in all rows."""
        return tuple(sum(row.counts[number] for row in self.rows) for number in range(len(self.terms)))


def read_terms(text: str, counts_all_forms: bool = False) -> tuple[MatrixTerm, ...]:
    """Read the distinct terms of a list: one a line, or all on one line with commas or semicolons between them.

    Raises QueryError for a list without terms, for more than MOST_TERMS, and for a term that cannot be counted.
    """
    lines = [" ".join(line.split()) for line in text.replace("\ufeff", "").splitlines()]
    raw = [line for line in lines if line]
    if len(raw) == 1:
        raw = [part.strip() for part in raw[0].replace(";", ",").split(",") if part.strip()]
    # The first of equal terms keeps its spelling and its column.
    distinct = {
        (term.words, term.is_prefix): term for term in reversed([_term(line, counts_all_forms) for line in raw])
    }
    terms = tuple(distinct.values())[::-1]
    if not terms:
        raise QueryError("There is no term to count. Give one a line.")
    if len(terms) > MOST_TERMS:
        raise QueryError(f"The list has {len(terms):,} terms; at most {MOST_TERMS} are counted at once. Split it.")
    return terms


def _term(raw: str, counts_all_forms: bool) -> MatrixTerm:
    if len(raw) > LONGEST_TERM:
        raise QueryError(f"A term may have {LONGEST_TERM} characters, not {len(raw):,}: {raw[:40]!r} …")
    text = raw.strip("\"“”'’ ")
    is_prefix = text.endswith("*")
    folded = words(text)
    if not folded or "*" in text.rstrip("*"):
        reason = "the star works only at its end" if folded else "it has no word"
        raise QueryError(f"The term {raw!r} cannot be counted: {reason}.")
    if counts_all_forms:
        folded = tuple(map(stem, folded[:-1] if is_prefix else folded)) + (folded[-1:] if is_prefix else ())
    return MatrixTerm(text, folded, is_prefix)


def matrix(
    engine: Engine, request: SearchRequest, terms: Sequence[MatrixTerm], by: str, counts_all_forms: bool = False
) -> Matrix:
    """Count every term in every passage that a request finds. Raises as `search` does."""
    result_set = engine.passages(request)
    counter = _TermCounter(terms, counts_all_forms)
    counts: dict[CorpusPart, list[int]] = {}
    sizes: dict[CorpusPart, list[int]] = {}
    for passage in with_timeout(result_set.passages):
        part = part_of(passage, by)
        passage_words = words(passage.text)
        counter.add(passage_words, counts.setdefault(part, [0] * len(terms)))
        size = sizes.setdefault(part, [0, 0])
        size[0] += 1
        size[1] += len(passage_words)
    rows = tuple(
        MatrixRow(part, sizes[part][0], sizes[part][1], tuple(counts[part]))
        for part in parts_in_order(by)
        if part in counts
    )
    return Matrix(request, by, counts_all_forms, tuple(terms), rows, result_set.generation)


class _TermCounter:
    """Terms by their first word, so that a passage is read once, however many they are."""

    def __init__(self, terms: Sequence[MatrixTerm], counts_all_forms: bool) -> None:
        self._counts_all_forms = counts_all_forms
        self._terms = terms
        self._starting: dict[str, list[int]] = {}  # first word: numbers of terms
        self._prefixes: list[int] = []  # terms that are the start of one word
        for number, term in enumerate(terms):
            if term.is_prefix and len(term.words) == 1:
                self._prefixes.append(number)
            else:
                self._starting.setdefault(term.words[0], []).append(number)
        self._prefixes_of: dict[str, tuple[int, ...]] = {}  # word: numbers of the prefixes that it starts with

    def add(self, passage_words: Sequence[str], counts: list[int]) -> None:
        """Add the occurrences in one passage to the counts of its part."""
        forms = [stem(word) for word in passage_words] if self._counts_all_forms else passage_words
        for start, form in enumerate(forms):
            for number in self._starting.get(form, ()):
                if self._occurs(self._terms[number], forms, passage_words, start):
                    counts[number] += 1
            for number in self._prefixes_in(passage_words[start]):
                counts[number] += 1

    def _occurs(self, term: MatrixTerm, forms: Sequence[str], passage_words: Sequence[str], start: int) -> bool:
        end = start + len(term.words)
        if not term.is_prefix:
            return tuple(forms[start:end]) == term.words
        return (
            end <= len(passage_words)
            and tuple(forms[start : end - 1]) == term.words[:-1]
            and passage_words[end - 1].startswith(term.words[-1])
        )

    def _prefixes_in(self, word: str) -> tuple[int, ...]:
        if not self._prefixes:
            return ()
        if word not in self._prefixes_of:
            self._prefixes_of[word] = tuple(
                number for number in self._prefixes if word.startswith(self._terms[number].words[0])
            )
        return self._prefixes_of[word]
