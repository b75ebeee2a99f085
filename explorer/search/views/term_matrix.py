"""Countries, or other parts of the corpus, by terms: how often each term stands in each."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.core.errors import QueryError
from explorer.core.timeouts import with_timeout
from explorer.search.engine import Engine
from explorer.search.request import SearchRequest
from explorer.search.views.frequency import part_label, part_of, parts_in_order
from explorer.text.analysis import stem, words

MOST_TERMS = 500
LONGEST_TERM = 100  # characters
DEFINITION = (
    "Each number is how often the term stands in the passages of that row: its words side by side, without regard "
    "to case and accents. A hyphen parts words. A star at the end of a term stands for any ending; with “all forms” "
    "every word counts in all forms that share its stem."
)


@dataclass(frozen=True, slots=True)
class MatrixTerm:
    """A word or phrase to count."""

    text: str  # as given, with single spaces
    row: tuple[str, ...]  # its words, folded; stems where all forms count
    is_prefix: bool = False  # the last word may go on


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One part of the corpus."""

    value: str  # code of the country, name of the region, slug of the section, edition, or CHAPTERS
    label: str
    passages: int
    words: int
    counts: tuple[int, ...]  # a term each


@dataclass(frozen=True, slots=True)
class Matrix:
    """All parts that have a passage, by all terms."""

    request: SearchRequest  # its filters say which passages are counted
    by: str  # one of PARTS
    all_forms: bool
    terms: tuple[MatrixTerm, ...]
    rows: tuple[MatrixRow, ...]
    generation: str

    @property
    def totals(self) -> tuple[int, ...]:
        """The occurrences of each term in all rows."""
        return tuple(sum(row.counts[place] for row in self.rows) for place in range(len(self.terms)))


def read_terms(text: str, all_forms: bool = False) -> tuple[MatrixTerm, ...]:
    """The distinct terms of a list: one a line, or all on one line with commas or semicolons between them.

    Raises QueryError for a list without terms, for more than MOST_TERMS, and for a term that cannot be counted.
    """
    lines = [" ".join(line.split()) for line in text.replace("\ufeff", "").splitlines()]
    given = [line for line in lines if line]
    if len(given) == 1:
        given = [part.strip() for part in given[0].replace(";", ",").split(",") if part.strip()]
    terms = {(term.row, term.is_prefix): term for term in reversed([_term(one, all_forms) for one in given])}
    found = tuple(terms.values())[::-1]
    if not found:
        raise QueryError("There is no term to count. Give one a line.")
    if len(found) > MOST_TERMS:
        raise QueryError(f"The list has {len(found):,} terms; at most {MOST_TERMS} are counted at once. Split it.")
    return found


def _term(given: str, all_forms: bool) -> MatrixTerm:
    if len(given) > LONGEST_TERM:
        raise QueryError(f"A term may have {LONGEST_TERM} characters, not {len(given):,}: {given[:40]!r} …")
    text = given.strip("\"“”'’ ")
    is_prefix = text.endswith("*")
    row = words(text)
    if not row or "*" in text.rstrip("*"):
        reason = "the star works only at its end" if row else "it has no word"
        raise QueryError(f"The term {given!r} cannot be counted: {reason}.")
    if all_forms:
        row = tuple(map(stem, row[:-1] if is_prefix else row)) + (row[-1:] if is_prefix else ())
    return MatrixTerm(text, row, is_prefix)


def matrix(
    engine: Engine, request: SearchRequest, terms: Sequence[MatrixTerm], by: str, all_forms: bool = False
) -> Matrix:
    """Count every term in every passage that a request finds. Raises as `search` does."""
    findings = engine.passages(request)
    counting = _Counting(terms, all_forms)
    counts: dict[str, list[int]] = {}
    sizes: dict[str, list[int]] = {}
    for passage in with_timeout(findings.passages):
        part = part_of(passage, by)
        found = words(passage.text)
        counting.add(found, counts.setdefault(part, [0] * len(terms)))
        size = sizes.setdefault(part, [0, 0])
        size[0] += 1
        size[1] += len(found)
    rows = tuple(
        MatrixRow(part, part_label(part, by), sizes[part][0], sizes[part][1], tuple(counts[part]))
        for part in parts_in_order(by)
        if part in counts
    )
    return Matrix(request, by, all_forms, tuple(terms), rows, findings.generation)


class _Counting:
    """Terms by their first word, so that a passage is read once whatever their number."""

    def __init__(self, terms: Sequence[MatrixTerm], all_forms: bool) -> None:
        self._all_forms = all_forms
        self._terms = terms
        self._starting: dict[str, list[int]] = {}  # first word: numbers of terms
        self._open: list[int] = []  # terms of one word that may go on
        for number, term in enumerate(terms):
            if term.is_prefix and len(term.row) == 1:
                self._open.append(number)
            else:
                self._starting.setdefault(term.row[0], []).append(number)
        self._begun: dict[str, tuple[int, ...]] = {}  # word: numbers of the open terms that it goes on

    def add(self, found: Sequence[str], counts: list[int]) -> None:
        """Add the occurrences in one passage."""
        forms = [stem(word) for word in found] if self._all_forms else found
        for place, form in enumerate(forms):
            for number in self._starting.get(form, ()):
                if self._stands(self._terms[number], forms, found, place):
                    counts[number] += 1
            for number in self._going_on(found[place]):
                counts[number] += 1

    def _stands(self, term: MatrixTerm, forms: Sequence[str], found: Sequence[str], place: int) -> bool:
        end = place + len(term.row)
        if not term.is_prefix:
            return tuple(forms[place:end]) == term.row
        return (
            end <= len(found)
            and tuple(forms[place : end - 1]) == term.row[:-1]
            and found[end - 1].startswith(term.row[-1])
        )

    def _going_on(self, word: str) -> tuple[int, ...]:
        if not self._open:
            return ()
        if word not in self._begun:
            self._begun[word] = tuple(n for n in self._open if word.startswith(self._terms[n].row[0]))
        return self._begun[word]
