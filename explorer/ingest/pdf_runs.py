"""Runs of characters of a PDF: what is set without a wide gap on one baseline of one page."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import inf
from statistics import median

from explorer.ingest.lines import END, REFERENCE, SEAM, TARGET, UNITS, clean
from explorer.ingest.panel_tokens import is_number_text
from explorer.ingest.pdf_file import PdfCharacter, PdfSheet

# Shares of the height of the font.
SAME_ROW = 0.4  # by which baselines differ at most in one row
_SAME_LINE = 0.12  # by which baselines differ at most on one line
_SPACE = 0.14  # gap beyond that between letters, from which it is a space
_WIDEST_SPACE = 0.9  # gap from which another run begins
_JUSTIFIED = 4.0  # the same after a space, which justified text makes wide
_EVEN = 0.14  # by which the spaces of such a line differ
_FEWEST_JUSTIFIED = 3  # words of such a line
_MOST_TRACKING = 0.45  # gap between spaced letters
_FEWEST_TRACKED = 4  # gaps between letters that tell how they are spaced
_RAISED = (0.12, 0.75)  # by which a mark of a note is above the baseline
_SMALLER = 0.87  # size of such a mark, of that of the text
_LONGEST_MARK = 12  # characters of marks in a row
_SIZES = (0.5, 2.0)  # of characters in one run, of the first; PDFium gives ligatures a lower height
_INITIAL = 1.6  # times the height of the text, of a large letter at its beginning
_BOLD = 0.8  # share of the letters of a run that is bold
_MAIN = 0.2  # share of the characters of a run that have the size of its font
_HEIGHT, _HEIGHTS = 1.164, (0.6, 2.0)  # times the size of a font, of its characters: in most, and from which to which
_IN_MARK = re.compile(r"[\d,;–*†‡§\[\]()-]|(?<!\w)[a-z]")
_UNIT = re.compile(rf"(?:^|[\d\s])(?:{'|'.join(UNITS)})$")
_WITHIN = re.compile(r"(?:(?<!\w)[A-Z]\.|(?<![.!?…])[’'])$")
_UNBROKEN = "\u00a0\u202f\u2007"  # spaces at which no line ends
_SQUARES = {"2": "²", "3": "³"}


@dataclass(frozen=True, slots=True)
class TextRun:
    """A run of text with its place on a page, turned so that it is upright; y grows upwards."""

    text: str  # with the marks of `lines` in it
    left: float
    right: float
    baseline: float
    size: float
    is_bold: bool = False
    elements: tuple[str, str] = ("", "")  # of the document's own structure, at its two ends; empty if there is none
    is_cell: bool = False  # in a table
    word: float = 0.0  # width of its first word
    seamed: str = ""  # the text with the seams in it at which elements meet without a space; empty if it has none
    space: float = 0.0  # width of the widest gap in it that is a space

    @property
    def marked(self) -> str:
        """The text with whatever seams it has."""
        return self.seamed or self.text

    @property
    def letters(self) -> int:
        """The number of letters and figures."""
        return sum(map(str.isalnum, self.text))


def find_runs(sheet: PdfSheet) -> list[TextRun]:
    """Join the characters of a page to runs, in the order of the file."""
    return _join_justified([run for draft in _drafts(sheet.characters) if (run := draft.finish()).text])


def _join_justified(runs: Sequence[TextRun]) -> list[TextRun]:
    """Join the words of lines that justified text sets far apart: at the same distance, one after the other."""
    joined: list[TextRun] = []
    words: list[TextRun] = []
    for run in [*runs, None]:
        if run is not None and words and _is_justified(words, run):
            words.append(run)
            continue
        if len(words) > 1 and sum(len(word.text.split()) for word in words) >= _FEWEST_JUSTIFIED:
            line = words[0]
            for word in words[1:]:
                line = join_runs(line, word)
            joined.append(line)
        else:
            joined += words
        words = [run] if run is not None else []
    return joined


def _is_justified(words: Sequence[TextRun], run: TextRun) -> bool:
    last = words[-1]
    gap = run.left - last.right
    spaces = [word.space for word in (*words, run) if " " in word.text]
    gaps = [after.left - before.right for before, after in pairwise(words)] + spaces
    is_line = abs(run.baseline - last.baseline) <= 0.05 * last.size and abs(run.size - last.size) <= 0.05 * last.size
    is_even = 0 < gap < _JUSTIFIED * run.size and all(abs(gap - other) < _EVEN * run.size for other in gaps)
    are_cells = is_number_text(run.text) or is_number_text(last.text)
    is_sentence = any(it.text[:1].islower() and not is_number_text(it.text) for it in (run, last))
    return is_line and is_even and (bool(spaces) or is_sentence or not are_cells)


@dataclass(slots=True)
class _DraftRun:
    """A run to which characters are added."""

    left: float
    baseline: float
    size: float
    first: str  # element at its beginning
    last: str = ""  # and at its end
    right: float = 0.0
    bold: int = 0  # characters
    parts: list[tuple[str, float, bool]] = field(default_factory=list)  # character, gap before it, is it raised
    word: float = 0.0  # right end of its first word
    seams: set[int] = field(default_factory=set)  # parts with which another element begins
    fonts: Counter[float] = field(default_factory=Counter)  # characters by the size of their font
    heights: dict[float, float] = field(default_factory=dict)  # the largest, by the same

    def takes(self, character: PdfCharacter) -> bool:
        """Tell whether a character goes on with the run on its line."""
        smallest, largest = _SIZES
        gap = character.left - self.right
        return (
            abs(character.baseline - self.baseline) <= _SAME_LINE * self.size
            and smallest * self.size <= character.size <= largest * self.size
            and -0.6 * self.size < gap
            and gap < (_JUSTIFIED if self.parts[-1][0].isspace() else _WIDEST_SPACE) * self.size + self._tracking(gap)
        )

    def takes_raised(self, character: PdfCharacter) -> bool:
        """Tell whether a character is a mark of a note after the run."""
        low, high = _RAISED
        gap = character.left - self.right
        return (
            character.size < _SMALLER * self.size
            and low * self.size < character.baseline - self.baseline < high * self.size
            and -0.3 * self.size < gap < 0.5 * self.size
            and (_IN_MARK.match(character.text) is not None or character.text.isspace())
        )

    def is_mark_before(self, character: PdfCharacter) -> bool:
        """Tell whether the run is but the mark of a note, raised before a character of its text."""
        low, high = _RAISED
        return (
            0 < len(self.parts) <= _LONGEST_MARK
            and self.size < _SMALLER * character.size
            and low * character.size < self.baseline - character.baseline < high * character.size
            and -0.3 * character.size < character.left - self.right < 0.8 * character.size
            and all(_IN_MARK.match(text) or text.isspace() for text, _, _ in self.parts)
        )

    def add(self, character: PdfCharacter, is_raised: bool = False) -> None:
        gap = character.left - self.right if self.parts else 0.0
        is_space = character.text.isspace() and character.text not in _UNBROKEN
        if self.parts and not self.word and (is_space or _is_gap(gap, 0, self.size)):
            self.word = self.right
        if self.parts and self.last and character.style.element not in ("", self.last):
            self.seams.add(len(self.parts))
        self.right = max(self.right, character.right) if self.parts else character.right
        self.parts.append((character.text, gap, is_raised))
        self.size = max(self.size, character.size)
        font = character.style.size
        self.fonts[font] += 1
        self.heights[font] = max(character.size, self.heights.get(font, 0.0))
        self.bold += character.style.is_bold
        self.last = character.style.element

    def _tracking(self, gap: float = inf) -> float:
        """Return how far letters are set apart, where a gap is wide enough for that to matter."""
        if gap < _WIDEST_SPACE * self.size:
            return 0.0
        gaps = [gap for text, gap, is_raised in self.parts[1:] if not is_raised and not text.isspace()]
        return min(max(0.0, median(gaps)), _MOST_TRACKING * self.size) if len(gaps) >= _FEWEST_TRACKED else 0.0

    def _main_size(self) -> float:
        """Return the height of the largest font that many characters have: fewer are capitals before small ones."""
        least = _MAIN * self.fonts.total()
        font = max((font for font, count in self.fonts.items() if count >= least), default=max(self.fonts))
        low, high = _HEIGHTS
        is_usual = low * font < self.heights[font] < high * font
        return _HEIGHT * font if is_usual else self.heights[font]

    def finish(self) -> TextRun:
        tracking = self._tracking()
        pieces: list[str] = []
        mark = ""
        for number, (text, gap, is_raised) in enumerate(self.parts):
            if is_raised:
                mark += text
                continue
            if mark:
                pieces.append(_mark(mark, pieces))
                mark = ""
            has_space = text.isspace() or not pieces or pieces[-1][-1:].isspace()
            if not has_space and _is_gap(gap, tracking, self.size):
                text = f" {text}"
            elif not has_space and number in self.seams:
                text = f"{_seams(pieces)}{text}"
            pieces.append(text)
        pieces.append(_mark(mark, pieces))
        marked = _letters("".join(pieces)).strip()
        return TextRun(
            marked.replace(SEAM, ""), self.left, self.right, self.baseline,
            self._main_size(), is_bold=self.bold > _BOLD * len(self.parts),
            elements=(self.first, self.last), word=(self.word or self.right) - self.left,
            seamed=marked if SEAM in marked else "",
            space=max((gap for text, gap, _ in self.parts if _is_gap(gap, tracking, self.size)), default=0.0),
        )  # fmt: skip


def _drafts(characters: Iterable[PdfCharacter]) -> Iterator[_DraftRun]:
    draft: _DraftRun | None = None
    for character in characters:
        if draft is not None and draft.takes(character):
            draft.add(character)
            continue
        if draft is not None and draft.takes_raised(character):
            draft.add(character, is_raised=True)
            continue
        if character.text.isspace():
            continue
        before = draft
        draft = _DraftRun(character.left, character.baseline, character.size, character.style.element)
        if before is not None and before.is_mark_before(character):
            draft.left, draft.right = before.left, before.right
            draft.parts = [(text, 0.0, True) for text, _, _ in before.parts]
        elif before is not None:
            yield before
        draft.add(character)
    if draft is not None:
        yield draft


def _is_gap(gap: float, tracking: float, size: float) -> bool:
    return gap > tracking + _SPACE * size


def _seams(pieces: Sequence[str]) -> str:
    """Return two seams, as where one element of a page ends and another begins, or one, which ends no paragraph.

    One is after an initial, "U.", and after an apostrophe that ends no sentence: "’Ndrangheta" may be in italics.
    """
    return SEAM if _WITHIN.search("".join(pieces[-3:])) else SEAM * 2


def _mark(mark: str, pieces: list[str]) -> str:
    """Return a raised mark as a reference to a note, or as the sign of a square or cube after a unit."""
    mark = mark.strip()
    if not mark:
        return ""
    if mark in _SQUARES and _UNIT.search("".join(pieces[-4:])):
        return _SQUARES[mark]
    return f"{REFERENCE}{mark}{TARGET}{END}"


_LEADER = re.compile(r"(?:\s?[._…·]){3,}\s*(?=\d{1,2}\.\d\d(?!\d))")  # of dots
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}


def _letters(text: str) -> str:
    """Return a text with its ligatures as letters, and without what cannot be seen or but leads to a score."""
    parts = re.split(f"([{REFERENCE}{TARGET}{END}{SEAM}])", _LEADER.sub(" ", text.translate(_LIGATURES)))
    return "".join(part if part in (REFERENCE, TARGET, END, SEAM) else _clean(part) for part in parts)


def _clean(text: str) -> str:
    is_divided = text.rstrip().endswith("\u00ad")
    return clean(text) + "\u00ad" * is_divided


def join_initials(runs: Sequence[TextRun]) -> list[TextRun]:
    """Join the large letters that begin a text over several lines with its first line."""
    joined = list(runs)
    for initial in runs:
        if len(initial.text) > 2 or not initial.text[-1:].isalpha() or not initial.text[-1:].isupper():
            continue
        beside = [run for run in joined if _is_after_initial(initial, run)]
        if beside:
            line = max(beside, key=lambda run: run.baseline)
            between = " " if initial.text in ("A", "I") and _is_word(line.text, joined) else ""
            joined[joined.index(line)] = replace(
                line,
                text=f"{initial.text}{between}{line.text}",
                elements=(line.elements[1], line.elements[1]),
                seamed=f"{initial.text}{between}{line.seamed}" if line.seamed else "",
            )
            joined.remove(initial)
    return joined


def _is_after_initial(initial: TextRun, run: TextRun) -> bool:
    gap, rise = run.left - initial.right, run.baseline - initial.baseline
    is_near = -0.2 * run.size < gap < 1.2 * run.size and -0.2 * run.size < rise < initial.size
    return is_near and initial.size > _INITIAL * run.size and run.text[:1].isalpha()


def _is_word(text: str, runs: Iterable[TextRun]) -> bool:
    """Tell whether the first word of a text is one elsewhere."""
    word = text.split(maxsplit=1)[0]
    return any(word in run.text.split() for run in runs if run.text != text)


def join_runs(before: TextRun, run: TextRun, between: str = " ", **changes: object) -> TextRun:
    """Join two runs to one, with the place of the first."""
    joined = replace(
        before,
        text=f"{before.text}{between}{run.text}",
        left=min(before.left, run.left),
        right=max(before.right, run.right),
        elements=(before.elements[0], run.elements[1]),
        seamed=f"{before.marked}{between}{run.marked}" if before.seamed or run.seamed else "",
    )
    return replace(joined, **changes)  # type: ignore[arg-type]


def split_rows(runs: Iterable[TextRun]) -> list[list[TextRun]]:
    """Split runs into rows of one height, from the top."""
    rows: list[list[TextRun]] = []
    for run in sorted(runs, key=lambda run: -run.baseline):
        if rows and rows[-1][0].baseline - run.baseline < SAME_ROW * min(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return rows
