"""The lines of saved text, joined to paragraphs where a program has broken them at a fixed width."""

from collections import Counter
from collections.abc import Iterable, Sequence

from explorer.ingest.boilerplate import ends_sentence_or_note
from explorer.ingest.fixed_width import is_label_line, join_at_fixed_width
from explorer.ingest.hyphens import Hyphens, break_signs, is_hyphenated, widths

_WIDTHS = range(30, 1501)  # characters, at which programs break lines
_WIDER = 1.25  # times as long a line may be, where its characters are narrow
_FEW = 1 / 50  # of the lines, that may be longer all the same, or of the paragraphs, that may have no blank line after
_FEWEST = 3  # paragraphs with a blank line after them


def join_broken_lines(raw: Sequence[str]) -> list[str]:
    """Join the lines of each paragraph if most lines are as long as one width allows; else return them as they are.

    A hyphen at the end of a line stays in a compound, and goes where it was set to divide a word.
    """
    joined = join_at_fixed_width(raw)
    return _join_about_as_wide([line.rstrip() for line in raw]) if joined is None else joined


def _join_about_as_wide(lines: list[str]) -> list[str]:
    adjacent = [place for place in range(1, len(lines)) if lines[place - 1].strip() and lines[place].strip()]
    signs = break_signs((lines[place - 1], lines[place].strip()) for place in adjacent)
    spans = {place: widths(lines[place - 1], lines[place].strip(), signs) for place in adjacent}
    width, count = _most_common(spans.values())
    if not width or count < len(adjacent) / 2 or not _is_broken_at(width, lines, adjacent):
        return lines
    if not _is_spaced(width, lines, adjacent):
        return lines
    hyphens = Hyphens(lines)
    paragraphs = [lines[:1]]
    for place in range(1, len(lines)):
        before, line = lines[place - 1], lines[place].strip()
        is_label = place in spans and (is_label_line(lines, place - 1) or is_label_line(lines, place))
        goes_on = place in spans and (width in spans[place] or len(before) > width / 2 or _goes_on(before, line))
        if goes_on and not is_label:
            paragraphs[-1][-1] = hyphens.end(paragraphs[-1][-1], line)
            paragraphs[-1].append(line)
        else:
            paragraphs.append([lines[place]])
    return ["".join(paragraph) for paragraph in paragraphs]


def _is_spaced(width: int, lines: Sequence[str], adjacent: Sequence[int]) -> bool:
    """Tell whether blank lines are between paragraphs: hardly a sentence ends in a short line before another line."""
    firsts = [
        place for place in adjacent if ends_sentence_or_note(lines[place - 1]) and not is_label_line(lines, place)
    ]
    short = sum(len(lines[place - 1]) <= width / 2 for place in firsts)
    following = set(adjacent)
    ends = sum(ends_sentence_or_note(line) and place + 1 not in following for place, line in enumerate(lines))
    return short <= ends * _FEW and (ends >= _FEWEST or not firsts)


def _is_broken_at(width: int, lines: Sequence[str], adjacent: Sequence[int]) -> bool:
    """Tell whether hardly a line is longer than a width, and most lines about as long end within a sentence."""
    longer = sum(len(line) > width * _WIDER for line in lines)
    full = [lines[place - 1] for place in adjacent if len(lines[place - 1]) > width / 2]
    return longer <= len(lines) * _FEW and sum(not ends_sentence_or_note(line) for line in full) >= len(full) / 2


def _most_common(spans: Iterable[range]) -> tuple[int, int]:
    """Return the width that is in most spans, and in how many; 0 if there is none."""
    changes: Counter[int] = Counter()
    for span in spans:
        changes[max(span.start, _WIDTHS.start)] += 1
        changes[max(span.stop, _WIDTHS.start)] -= 1
    best = (0, 0)
    count = 0
    for width in _WIDTHS:
        count += changes[width]
        if count >= best[1] and count:
            best = (width, count)
    return best


def _goes_on(before: str, line: str) -> bool:
    """Tell whether a line that had room for more goes on within a word all the same."""
    return line[0].islower() and is_hyphenated(before, line)
