"""A dossier as a file: Markdown, Word, CSV, records for reference managers, its manifest, and a ZIP of all of them.

The HTML page is templates/cite/dossier.html.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from explorer.citations.dossier import Dossier, GoneItem, Item
from explorer.citations.dossier_manifest import manifest
from explorer.citations.formats import bibtex, csl_json, ris
from explorer.citations.pinned_scores import PinnedScore
from explorer.citations.styles import escape_markdown
from explorer.citations.word_file import SCORE_COLUMNS, docx
from explorer.core.csv_cells import escape_formula
from explorer.model.series import INDEX_SERIES


def markdown(dossier: Dossier) -> bytes:
    """Write a dossier as Markdown, with footnotes."""
    lines = [f"# {escape_markdown(dossier.title)}", "", escape_markdown(dossier.attribution), ""]
    for entry in dossier.entries:
        if isinstance(entry, Item):
            lines += [f"## {escape_markdown(entry.heading)}", ""]
            quoted = "> " if entry.is_quoted else ""
            lines += [f"{quoted}{escape_markdown(entry.words)}[^{entry.number}]", ""]
        else:
            lines += [f"## {_line(entry.id)}: no longer here", "", _line(entry.message), ""]
            lines += [f"> {_line(entry.words)}", ""] if entry.words else []
        if entry.note:
            lines += [*(escape_markdown(line) for line in entry.note.splitlines()), ""]
    lines += _markdown_scores(dossier.scores)
    if dossier.caveats:
        lines += ["## Caveats", "", *(f"- {escape_markdown(caveat)}" for caveat in dossier.caveats), ""]
    lines += ["## Bibliography", ""]
    lines += [f"- {entry.markdown}" for entry in dossier.bibliography]
    lines += ["", *(f"[^{item.number}]: {item.in_text.markdown} {item.addresses}" for item in dossier.items)]
    return ("\n".join(lines) + "\n").encode()


def _line(text: str) -> str:
    return escape_markdown(" ".join(text.split()))


def _markdown_scores(scores: Iterable[tuple[Item, PinnedScore]]) -> list[str]:
    rows = [
        (
            f"[^{item.number}]", _line(score.name), _line(score.label), score.figure, score.change_figure,
            score.comparability, _line("; ".join(score.rank_lines)) or "n/a",
        )
        for item, score in scores
    ]  # fmt: skip
    if not rows:
        return []
    table = [SCORE_COLUMNS, ("---",) * len(SCORE_COLUMNS), *rows]
    return ["## Scores", "", *(f"| {' | '.join(row)} |" for row in table), ""]


def table(dossier: Dossier) -> bytes:
    """Write a dossier as CSV (RFC 4180) in UTF-8, with a byte order mark so that spreadsheets read its letters."""
    written = io.StringIO()
    writer = csv.writer(written)
    more = [name for name, is_needed in _more_columns(dossier).items() if is_needed]
    columns = ("number", "id", "country", "edition", "section", "paragraph", "text_kind", "words", "note", "reference")
    writer.writerow([*columns, "link", *more])
    for entry in dossier.entries:
        row = _item_row(entry) if isinstance(entry, Item) else _gone_row(entry)
        cells = [*(row.get(name, "") for name in columns), row.get("link", ""), *(row.get(name, "") for name in more)]
        writer.writerow([cells[0], *map(escape_formula, cells[1:])])
    return ("\ufeff" + written.getvalue()).encode()


def _more_columns(dossier: Dossier) -> dict[str, bool]:
    """Tell which columns a dossier needs beside those that each has."""
    has_scores = bool(dossier.scores)
    return {
        "series": any(item.citation.series != INDEX_SERIES for item in dossier.items),
        **dict.fromkeys(("score", "change", "comparable", "ranks"), has_scores),
        "missing": bool(dossier.gone),
    }


def _item_row(item: Item) -> dict[str, object]:
    citation, score = item.citation, item.score
    row: dict[str, object] = {
        "number": item.number,
        "id": citation.id,
        "country": citation.title.partition(": ")[0] if score else citation.title,
        "edition": citation.edition,
        "section": citation.section,
        "paragraph": citation.paragraph,
        "text_kind": citation.text_kind,
        "words": item.words,
        "note": item.note,
        "reference": item.in_text.plain,
        "link": citation.link,
        "series": citation.series,
    }
    if score:
        row |= {"score": score.figure, "change": score.change_figure, "comparable": score.comparability}
        row["ranks"] = "; ".join(score.rank_lines)
    return row


def _gone_row(gone: GoneItem) -> dict[str, object]:
    return {"id": gone.id, "words": gone.words, "note": gone.note, "missing": gone.message}


def references(dossier: Dossier) -> bytes:
    """Write what a dossier cites as BibTeX."""
    return bibtex([item.citation for item in dossier.items]).encode()


def ris_references(dossier: Dossier) -> bytes:
    """Write what a dossier cites as RIS."""
    return ris([item.citation for item in dossier.items]).encode()


def csl_references(dossier: Dossier) -> bytes:
    """Write what a dossier cites as CSL-JSON."""
    return csl_json([item.citation for item in dossier.items]).encode()


@dataclass(frozen=True, slots=True)
class DossierFormat:
    """A file format of dossiers."""

    suffix: str
    label: str
    media_type: str
    write: Callable[[Dossier], bytes]
    name: str = "dossier"  # of the file, without the suffix


FORMATS = (
    DossierFormat("md", "Markdown", "text/markdown; charset=utf-8", markdown),
    DossierFormat("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx),
    DossierFormat("csv", "CSV", "text/csv; charset=utf-8", table),
    DossierFormat("bib", "BibTeX", "application/x-bibtex; charset=utf-8", references),
    DossierFormat("ris", "RIS", "application/x-research-info-systems; charset=utf-8", ris_references),
    DossierFormat("csl.json", "CSL-JSON", "application/vnd.citationstyles.csl+json", csl_references),
    DossierFormat("json", "Manifest", "application/json", manifest, "manifest"),
)


def pack(dossier: Dossier, formats: Iterable[DossierFormat]) -> bytes:
    """Write a dossier in every format into one ZIP, the same bytes for the same dossier."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for format in formats:
            day = (dossier.made.year, dossier.made.month, dossier.made.day, 0, 0, 0)
            archive.writestr(zipfile.ZipInfo(f"{format.name}.{format.suffix}", day), format.write(dossier))
    return written.getvalue()
