"""Citations as records that reference managers and other programs read.

BibTeX: https://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf
RIS: https://en.wikipedia.org/wiki/RIS_(file_format), as its first specification is no longer online
CSL-JSON: https://github.com/citation-style-language/schema/blob/master/schemas/input/csl-data.json,
  of whose fields https://docs.citationstyles.org/en/stable/specification.html gives the meaning
"""

import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from msgspec import Struct, field, to_builtins
from msgspec.structs import replace

from explorer.citations.record import DIGEST, SITE, Citation
from explorer.core.errors import NotFoundError
from explorer.model.taxonomy import offer


def _note(citation: Citation) -> str:
    """Build the note, for which the formats have no field: locator, author of the words, permanent link."""
    quoted = f"Quoted: “{citation.quotation}”" if citation.quotation else ""
    locator = f"{citation.locator}." if citation.locator else ""
    return " ".join(filter(None, (locator, citation.whose_words, quoted, f"Permanent link in {SITE}: {citation.link}")))


class CslName(Struct, frozen=True):
    """A name of CSL-JSON that is not split into parts: that of an organization."""

    literal: str


class CslDate(Struct, frozen=True, rename="kebab"):
    """A date of CSL-JSON."""

    date_parts: list[list[int]]  # one list: year, month and day, or the year alone


class CslItem(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="kebab"):
    """An item of CSL-JSON; an empty field is left out."""

    id: str
    type: Literal["webpage", "report"]
    author: list[CslName] = []
    title: str
    container_title: str = ""
    collection_title: str = ""
    genre: str = ""
    publisher: str = ""
    issued: CslDate | None = None
    accessed: CslDate
    url: str = field(name="URL", default="")
    language: str
    note: str = ""


def csl_item(citation: Citation) -> CslItem:
    """Convert a citation to an item of CSL-JSON, as the styles render it: a page on the web."""
    day = citation.accessed
    return CslItem(
        id=citation.key,
        type="webpage",
        author=[CslName(citation.author)] if citation.author else [],
        title=citation.full_title,
        container_title=citation.container,
        publisher=citation.publisher,
        issued=_issued(citation),
        accessed=CslDate([[day.year, day.month, day.day]]),
        url=citation.url,
        language="en",
        note=_note(citation),
    )


def _exported_item(citation: Citation) -> CslItem:
    """Convert a citation to the item that others read, whose title stands alone, as in RIS."""
    item = replace(csl_item(citation), title=citation.record_title)
    if citation.is_page_of_ours:
        return item
    # The works that a report is part of are a series: reference managers drop a container of one.
    return replace(
        item, type="report", container_title="", collection_title=citation.container, genre=_report_type(citation)
    )


def _report_type(citation: Citation) -> str:
    return DIGEST[:1].upper() + DIGEST[1:] if citation.text_kind == "digest" else ""


def _issued(citation: Citation) -> CslDate | None:
    """Return the date of a work: the day of a search, else the year."""
    if citation.kind == "search":
        return CslDate([[citation.accessed.year, citation.accessed.month, citation.accessed.day]])
    return CslDate([[citation.year]]) if citation.year else None


def csl_json(citations: Sequence[Citation]) -> str:
    """Write citations as CSL-JSON, a list of items: each a report, or a page of this site."""
    items = [_exported_item(citation) for citation in citations]
    return json.dumps(to_builtins(items), ensure_ascii=False, indent=2) + "\n"


# Braces that do not pair cannot be written in BibTeX at all, so they become parentheses, which look alike.
_BIBTEX = {
    "\\": r"\textbackslash{}", "{": "(", "}": ")", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def _bibtex_text(text: str) -> str:
    return "".join(_BIBTEX.get(mark, mark) for mark in _join_lines(text))


def _join_lines(text: str) -> str:
    """Remove control characters and line ends, neither of which a field of one line may contain."""
    return " ".join("".join(" " if unicodedata.category(mark) == "Cc" else mark for mark in text).split())


def bibtex(citations: Sequence[Citation]) -> str:
    """Write citations as BibTeX: @misc, which every style of BibTeX and biblatex knows, in UTF-8."""
    return "\n".join(_bibtex_entry(citation) for citation in citations)


def _bibtex_entry(citation: Citation) -> str:
    fields = {
        # The inner braces keep the name whole and the title's capitals.
        "author": f"{{{_bibtex_text(citation.author)}}}" if citation.author else "",
        "title": f"{{{_bibtex_text(citation.record_title)}}}",
        "howpublished": _bibtex_text(citation.container),
        "publisher": _bibtex_text(citation.publisher),
        "year": str(citation.year or ""),
        "url": _join_lines(citation.url).replace("{", "%7B").replace("}", "%7D"),
        "urldate": citation.accessed.isoformat(),
        "language": "english",
        "note": _bibtex_text(_note(citation)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value.strip("{}")]
    return "\n".join([f"@misc{{{citation.key},", *lines, "}", ""])


def ris(citations: Sequence[Citation]) -> str:
    """Write citations as RIS, with CR LF at the ends of lines: RPRT, a report, or ELEC for a page of this site.

    Zotero, EndNote and others read the part of an author after a comma as first names.
    """
    return "".join(_ris_entry(citation) for citation in citations)


def _ris_entry(citation: Citation) -> str:
    fields = [
        ("TY", "ELEC" if citation.is_page_of_ours else "RPRT"),
        ("ID", citation.key),
        ("AU", citation.author.replace(",", "")),
        ("TI", citation.record_title),
        ("T2", citation.container),
        ("M3", _report_type(citation)),
        ("PB", citation.publisher),
        ("PY", str(citation.year or "")),
        ("Y2", citation.accessed.strftime("%Y/%m/%d")),
        ("UR", citation.url),
        ("LA", "en"),
        ("N1", _note(citation)),
    ]
    lines = [f"{tag}  - {_join_lines(value)}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", "", ""])


@dataclass(frozen=True, slots=True)
class Format:
    """A format that citations are written in."""

    slug: str  # as `--style` names it
    label: str
    suffix: str  # of a file and of an address
    media_type: str
    write: Callable[[Sequence[Citation]], str]


FORMATS: Mapping[str, Format] = {
    form.slug: form
    for form in (
        Format("bibtex", "BibTeX", "bib", "application/x-bibtex", bibtex),
        Format("ris", "RIS", "ris", "application/x-research-info-systems", ris),
        Format("csl-json", "CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", csl_json),
    )
}


def format_of(slug: str) -> Format:
    """Return the format of that name. Raises NotFoundError, with the closest."""
    if slug not in FORMATS:
        raise NotFoundError(f"There is no format {slug!r}. Choose one of {', '.join(FORMATS)}.{offer(slug, FORMATS)}")
    return FORMATS[slug]
