"""Citations as text, in the styles of index/styles/: rendered by citeproc and corrected here.

citeproc-py does not set punctuation inside quotation marks, does not escape all of its HTML, and knows no locator
that names a section; all of that is done here. The access date and the permanent link follow in brackets, so that
no style's own form is disturbed.
"""

import html
import re
import threading
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NoReturn

import msgspec

from explorer.citations.formats import CslItem, CslName, csl_item
from explorer.citations.record import DIGEST, SITE, Citation
from explorer.core import paths
from explorer.core.errors import QueryError
from explorer.model.taxonomy import offer

if TYPE_CHECKING:  # citeproc is imported by the first citation in a style
    from citeproc import CitationItem, CitationStylesStyle

NAMELESS = "[Your name]"  # the author of a search, who is whoever ran it
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """A citation style, with the properties that our form of it needs."""

    slug: str  # as `--style` and addresses name it
    label: str
    file: str  # in index/styles, without .csl
    locale: str
    date: str  # of the access date, with {day}, {month}, {short} and {year}
    has_notes: bool = False  # cites in footnotes, not in the text
    names_publisher_twice: bool = False  # even where the publisher is the author

    @property
    def is_american(self) -> bool:
        """Tell whether commas and full stops go inside closing quotation marks."""
        return self.locale == "en-US"


_AMERICAN, _BRITISH = "{month} {day}, {year}", "{day} {month} {year}"
STYLES = {
    style.slug: style
    for style in (
        Style("apa", "APA, 7th edition", "apa", "en-US", _AMERICAN),
        Style(
            "chicago", "Chicago, notes and bibliography", "chicago-notes-bibliography", "en-US", _AMERICAN,
            has_notes=True, names_publisher_twice=True,
        ),
        Style(
            "chicago-author-date", "Chicago, author-date", "chicago-author-date", "en-US", _AMERICAN,
            names_publisher_twice=True,
        ),
        Style("mla", "MLA, 9th edition", "modern-language-association", "en-US", "{day} {short} {year}"),
        Style("harvard", "Harvard (Cite Them Right)", "harvard-cite-them-right", "en-GB", _BRITISH),
        Style("ieee", "IEEE", "ieee", "en-US", _AMERICAN),
        Style("oscola", "OSCOLA, 4th edition", "oscola", "en-GB", _BRITISH, has_notes=True),
    )
}  # fmt: skip


def style_of(slug: str) -> Style:
    """Return the style of that name. Raises QueryError, with the closest."""
    if slug not in STYLES:
        raise QueryError(f"There is no style {slug!r}. Choose one of {', '.join(STYLES)}.{offer(slug, STYLES)}")
    return STYLES[slug]


_ITALIC, _UPRIGHT = "\ue000", "\ue001"  # private characters: no text that is cited has them


class _Formatter:
    """The formatter that citeproc requires: unchanged text, with our marks around italics."""

    preformat = Oblique = Bold = Light = Underline = Superscript = Subscript = SmallCaps = str

    @staticmethod
    def Italic(text: str) -> str:  # noqa: N802 - citeproc's name
        return f"{_ITALIC}{text}{_UPRIGHT}"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A piece of a citation in runs of text, each with whether it is in italics."""

    runs: tuple[tuple[str, bool], ...]

    @classmethod
    def of(cls, marked: str) -> "Rendered":
        pieces = re.split(f"{_ITALIC}(.*?){_UPRIGHT}", marked)
        return cls(tuple((piece, bool(place % 2)) for place, piece in enumerate(pieces) if piece))

    @property
    def plain(self) -> str:
        return "".join(text for text, _ in self.runs)

    @property
    def html(self) -> str:
        """The piece as HTML, without any tag but <i>."""
        escaped = ((html.escape(text, quote=False), is_italic) for text, is_italic in self.runs)
        return "".join(f"<i>{text}</i>" if is_italic else text for text, is_italic in escaped)

    @property
    def markdown(self) -> str:
        return "".join(
            f"*{escape_markdown(text)}*" if is_italic else escape_markdown(text) for text, is_italic in self.runs
        )


def escape_markdown(text: str) -> str:
    """Escape characters that Markdown reads as markup; addresses keep their underscores."""
    return "".join(
        word if "://" in word else re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", word) for word in re.split(r"(\s+)", text)
    )


@dataclass(frozen=True, slots=True)
class FormattedReference:
    """A citation in one style: the entry of a list of references, and the reference in the text or a note."""

    entry: Rendered
    in_text: Rendered  # "(Global …, 2021, Drugs section, para. 1)"; a whole note where the style has notes


_LOCATOR = "\N{SECTION SIGN}1\N{SECTION SIGN}"  # replaces the locator while citeproc renders
_LOCK = threading.Lock()  # a parsed style keeps state while it renders


@cache
def _parsed(file: str, locale: str) -> "CitationStylesStyle":
    from citeproc import CitationStylesStyle

    path = paths.content("index") / "styles" / f"{file}.csl"
    return CitationStylesStyle(str(path), locale=locale, validate=False)


def render(citations: Sequence[Citation], style: Style) -> list[FormattedReference]:
    """Render citations in a style, in their order; numbered styles number them."""
    from citeproc import Citation as Cluster  # with all that reads XML: most pages cite nothing
    from citeproc import CitationItem, CitationStylesBibliography, Locator
    from citeproc.source.json import CiteProcJSON

    items = [_item(citation, style, str(number)) for number, citation in enumerate(citations)]
    with _LOCK, warnings.catch_warnings():
        # citeproc warns of fields that it does not know; other formats write them.
        warnings.simplefilter("ignore")
        bibliography = CitationStylesBibliography(
            _parsed(style.file, style.locale), CiteProcJSON(msgspec.to_builtins(items)), _Formatter
        )
        clusters = [Cluster([CitationItem(item.id, locator=Locator("paragraph", _LOCATOR))]) for item in items]
        for cluster in clusters:
            bibliography.register(cluster)
        # Each note is complete: none is shortened because of one before it.
        notes = [str(bibliography.style.render_citation(cluster, [], _unknown)) for cluster in clusters]
        entries = [str(entry) for entry in bibliography.bibliography()]
    return [
        FormattedReference(
            Rendered.of(_entry(citation, style, _set(entry, style))),
            Rendered.of(_in_text(citation, style, _set(note, style))),
        )
        for citation, entry, note in zip(citations, entries, notes, strict=True)
    ]


def _unknown(item: "CitationItem") -> NoReturn:
    raise AssertionError(f"{item} was not registered")


def _item(citation: Citation, style: Style, id: str) -> CslItem:
    item = csl_item(citation)
    is_publisher_left_out = not style.names_publisher_twice and item.publisher == citation.author
    title = item.title
    if citation.kind == "search":
        inner = ("‘", "’") if style.is_american else ("“", "”")
        title = re.sub('["“]([^"“”]*)["”]', f"{inner[0]}\\1{inner[1]}", title)
    return msgspec.structs.replace(
        item,
        id=id,
        author=item.author or [CslName(NAMELESS)],
        title=title,
        publisher="" if is_publisher_left_out else item.publisher,
        language="und",  # citeproc sets English titles in title case; ours are names, and have their case already
        note="",  # its text follows in brackets
    )


def _set(text: str, style: Style) -> str:
    """Move the punctuation of a text from citeproc to where the style has it."""
    if style.is_american:
        text = re.sub("([.?!]’?)”[.]", r"\1”", text)
        text = re.sub("(’?)”([.,])", r"\2\1”", text)
    return re.sub(r"^(\[\d+\])(?=\S)", r"\1 ", text)


def _entry(citation: Citation, style: Style, entry: str) -> str:
    access = f"{'made' if citation.kind == 'search' else 'read'} in {SITE}"
    if not _dates_access(citation, entry):
        access += f" on {access_date(citation, style)}"
    remark = f"{citation.locator}; {access}" if citation.locator else access[:1].upper() + access[1:]
    return f"{entry} [{remark}]" if citation.url == citation.link else f"{entry} [{remark}: {citation.link}]"


def _dates_access(citation: Citation, entry: str) -> bool:
    """Tell whether the style prints the access date itself: some always, most for undated works, few without a URL.

    The day of a search is also when it was published.
    """
    if citation.kind == "search":
        month, day = MONTHS[citation.accessed.month - 1][:3], citation.accessed.day
        return re.search(rf"\b(?:{month}\w*\.? {day}|{day} {month}\w*)\b", entry) is not None
    return re.search(rf"\b(?:[Aa]ccessed|Retrieved):? .{{3,14}}\b{citation.accessed.year}\b", entry) is not None


def _in_text(citation: Citation, style: Style, note: str) -> str:
    label = re.search(rf"(\w+\.?)[ \xa0]?{_LOCATOR}", note)
    assert label is not None, note
    locator = citation.locator
    if citation.paragraph is not None:
        locator = f"{citation.section} section, {label[1].lower()} {citation.paragraph}"
    if citation.text_kind == "digest" and DIGEST not in note:
        locator = f"{DIGEST}, {locator}" if locator else DIGEST
    before, after = note[: label.start()], note[label.end() :]
    if not locator:
        # The comma before the locator goes with it, from inside a closing quotation mark too.
        before = re.sub(",(”?)$", r"\1", before.rstrip(" "))
    note = before + locator + after
    if citation.quotation:
        opening, closing = ("“", "”") if style.is_american else ("‘", "’")
        note = f"{opening}{_nested(citation.quotation, style)}{closing} {note}"
    return note


def _nested(words: str, style: Style) -> str:
    """Change a quotation's own quotation marks to the style's inner ones."""
    if style.is_american:
        return re.sub("“([^“”]*)”", "‘\\1’", re.sub('"([^"]*)"', "‘\\1’", words))
    return re.sub('"([^"]*)"', "“\\1”", words)


def access_date(citation: Citation, style: Style) -> str:
    """Format the day of access as the style writes dates."""
    day, month, year = citation.accessed.day, MONTHS[citation.accessed.month - 1], citation.accessed.year
    short = month if len(month) < 5 else f"{month[: 4 if month == 'September' else 3]}."
    return style.date.format(day=day, month=month, short=short, year=year)
