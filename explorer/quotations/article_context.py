"""What an article has said so far that a later sentence leaves out: edition, country, measure, index."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from explorer.model.series import find_series
from explorer.model.taxonomy import EDITIONS, PREVIOUS
from explorer.quotations.marked_sentence import MarkedSentence, Year


def index_years(sentence: MarkedSentence) -> tuple[int, ...]:
    """Return the years that a sentence gives an index or an edition: "the 2023 Index", "in the 2021 edition"."""
    return tuple(year.year for year in sentence.years if _is_of_index(sentence, year))


def _is_of_index(sentence: MarkedSentence, year: Year) -> bool:
    before = sentence.before(
        year.start,
        r"(?:\ue003|{edition}|{edition}\s+(?:of|de|du|do|за)(?:\s+the)?)[\s,(]*(?:of|for|de|in|en|para|за|edi\w+)?\s*",
    )
    after = sentence.after(
        year.end,
        r"[’']?s?(?:\s+г(?:ода|оду|од|\.)|\s+(?:and|y|et|e|и)\s+\d{4})?\s*(?:\w+\s+){0,2}?(?:\ue003|{edition})",
    )
    return bool(before or after)


def _is_looked_back_to(sentence: MarkedSentence, year: int) -> bool:
    """Tell whether a sentence names an edition only to compare another with it: "more than in the 2021 edition"."""
    if len({each.year for each in sentence.years}) < 2:
        return False
    compared = (
        r"(?<!\w)(?:than|compared\s+(?:with|to)|against|up\s+on|down\s+on|from|desde|depuis)\s+(?:in\s+)?(?:the\s+)?"
    )
    return all(sentence.before(each.start, compared) for each in sentence.years if each.year == year)


def bracketed_edition(sentence: MarkedSentence) -> int | None:
    """Return the edition that a sentence gives to numbers in brackets: "with those of 2023 in brackets"."""
    match = sentence.words.pattern(
        r"((?:19|20)\d\d)(?:[’']s)?\s+(?:\w+\s+){0,3}?{brackets}|{brackets}[\s:,–-]+(?:\w+\s+){0,4}?((?:19|20)\d\d)"
    ).search(sentence.masked)
    year = int(match[1] or match[2]) if match else None
    return year if year in EDITIONS else None


@dataclass
class ArticleContext:
    """The state of the reading of an article."""

    chosen: int | None = None  # the edition that the reader chose
    dated: int | None = None  # the year of the article's date
    only: int | None = None  # the one edition that the whole article names
    edition: int | None = None  # named last
    main: int | None = None  # named first, or in the title
    is_from_title: bool = False
    span: tuple[int, int] | None = None  # two editions that are compared
    only_country: str = ""  # the one that the whole article names
    countries: tuple[str, ...] = ()  # of the last sentence that named some
    measure: str = ""  # of the last sentence that named one
    measures: tuple[str, ...] = ()  # all of that sentence
    is_measure_asked: bool = False  # whether it was a question or a heading that named it
    series: str = ""
    areas: tuple[str, ...] = ()
    has_field: bool = False  # whether the text has come to the Index
    seen: list[int] = field(default_factory=list)  # editions named so far
    last_year: int | None = None  # the last year of the last sentence that had one
    bracketed: int | None = None  # the edition of numbers in brackets after others, if the text says so
    near_countries: tuple[str, ...] = ()  # of the last two sentences that named some
    near_measures: tuple[str, ...] = ()  # of the last two that named one
    paragraph: int = -1

    def latest(self) -> int:
        """Return the newest edition at the article's date."""
        year = self.dated or EDITIONS[-1]
        return max((edition for edition in EDITIONS if edition <= year), default=EDITIONS[-1])

    def editions(self) -> tuple[tuple[int, ...], str]:
        """Return the editions that a sentence that names none may mean, the likeliest first, and where from."""
        if self.chosen is not None:
            return (self.chosen,), "The edition is the one that was chosen."
        if self.edition is not None:
            where = (
                "The edition is taken from the title."
                if self.is_from_title
                else "The edition is taken from an earlier sentence."
            )
            others = () if self.main in (None, self.edition) else (self.main,)
            return (self.edition, *others), where
        if self.only is not None:
            return (self.only,), "The edition is the only one that the text names."
        return (), ""

    def two_editions(self, later: int | None = None) -> tuple[int, int] | None:
        """Return the editions that a change without years is between."""
        if later is None and self.span is not None:
            return self.span
        known = self.editions()[0]
        edition = later or (known[0] if known else None)
        if edition is None or edition not in PREVIOUS:
            return None
        return PREVIOUS[edition], edition

    def note_sentence(self, sentence: MarkedSentence, editions: Sequence[int]) -> None:
        """Take from a sentence that has been read what the next may leave out."""
        self._note_editions(sentence, editions)
        if countries := [mark.name for mark in sentence.of_kind("country")]:
            names = tuple(dict.fromkeys(countries))
            self.near_countries = tuple(code for code in (*names[:6], *self.countries[:6]) if code)
            self.countries = names
        if (measures := sentence.of_kind("measure")) and sentence.sentence.kind != "row":
            self.measures = tuple(dict.fromkeys(mark.name for mark in measures))
            self.near_measures = tuple(dict.fromkeys((*(mark.name for mark in measures[:6]), *self.near_measures[:3])))
            self.measure = measures[-1].name
            self.is_measure_asked = (
                sentence.text.endswith("?") or sentence.sentence.kind == "heading" or sentence.text.endswith(":")
            )
        elif not measures and (sentence.sentence.kind == "sentence" or sentence.text.endswith("?")):
            self.measure, self.is_measure_asked = "", False
        if series := sentence.of_kind("series"):
            self.series = series[-1].name
            self.has_field = self.has_field or series[-1].name == "index"
        if areas := [mark.name for mark in sentence.of_kind("area")]:
            self.areas = tuple(areas)
        self.paragraph = sentence.sentence.paragraph

    def _note_editions(self, sentence: MarkedSentence, editions: Sequence[int]) -> None:
        if any(mark.name == "other" for mark in sentence.of_kind("series")) and len(sentence.of_kind("series")) == 1:
            return
        bracketed = bracketed_edition(sentence)
        named = [year for year in index_years(sentence) if year in EDITIONS and year != bracketed]
        named = [year for year in named if not _is_looked_back_to(sentence, year)]
        if sentence.years:
            self.last_year = next((year.year for year in reversed(sentence.years) if year.year in EDITIONS), None)
        self.seen += [year.year for year in sentence.years if year.year in EDITIONS and year.year not in self.seen]
        stated = named or [year for year in editions if year in EDITIONS]
        if not stated and any(mark.name == "index" for mark in sentence.of_kind("series")):
            stated = [year.year for year in sentence.years if year.year in EDITIONS][:1]
        if not stated:
            return
        self.bracketed = bracketed_edition(sentence) or self.bracketed
        years = sorted({year.year for year in sentence.years if year.year in EDITIONS and year.year != self.bracketed})
        self.span = (years[0], years[-1]) if len(years) > 1 else (None if named else self.span)
        self.edition = self._edition_of(sentence, stated, bool(named))
        if self.main is None:
            self.main = self.edition
        is_title = sentence.sentence.kind == "heading" and sentence.sentence.start == 0
        self.is_from_title = is_title or (self.is_from_title and self.edition == self.main)

    def _edition_of(self, sentence: MarkedSentence, stated: Sequence[int], is_named: bool) -> int:
        """Return the edition that the next sentence is likely of: after a look back the one before it."""
        if is_named:
            return stated[-1] if len(stated) > 1 and sentence.find("range") else stated[0]
        if self.main is not None and (self.main in stated or max(stated) < self.main):
            return self.main
        return stated[0]


def is_edition(year: int, series: str = "index") -> bool:
    """Tell whether a year is an edition of a series."""
    return year in find_series(series).editions
