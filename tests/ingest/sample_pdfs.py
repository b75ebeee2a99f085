"""Invented PDFs: one profile, printed in the shapes that a PDF can have. All text is made up.

`python -m tests.ingest.sample_pdfs` prints them (or those named) anew with Chromium into tests/fixtures/pdf.
"""

import html
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from explorer.model.profiles import Profile
from explorer.model.ranks import AREAS
from explorer.model.taxonomy import taxonomy
from tests.enact import enact_profile
from tests.ingest.sample_pages import (
    FACT_LABELS,
    as_bare_text,
    as_headings_and_lists,
    as_own_elements,
    as_preformatted,
    as_soup,
    as_spans,
    as_tables,
    sample_profile,
)

FOLDER = Path(__file__).parents[1] / "fixtures" / "pdf"
LONG = (
    "Ferrymen of the upper lakes describe a well-known office-holder who, in exchange for sheepskins, lets "
    "unregistered boats moor overnight; the first affidavit was filed by a firm of glaziers. Officials have "
    "re-examined the affair twice. Neither inquiry found who had painted over the waterline, and a self-styled "
    "admiral keeps the difficult flotilla afloat."
)
LEAD = "Extraordinarily well-organized representatives of subterranean guilds affix seals to baskets."
NOTES = ("Ledger of the upper lakes, second volume.", "Letter of a glazier to his cousin.")
SHY = "\u00ad"


@dataclass(frozen=True, slots=True)
class Shape:
    """A page to print, and how."""

    render: Callable[[Profile], str]
    edition: int
    options: Mapping[str, Any] = field(default_factory=dict)
    make: Callable[[int], Profile] = sample_profile

    @property
    def profile(self) -> Profile:
        return self.make(self.edition)


def _score(profile: Profile, slug: str) -> str:
    change = profile.changes.get(slug, "")
    moved = "" if change == "" else " n/a" if change is None else f" {change:.2f}"
    return f"{profile.scores[slug]:.2f}{moved}"


def _rows(profile: Profile, pillar: str) -> str:
    rows = (
        f"<tr><td>{indicator.label}</td><td>{_score(profile, indicator.slug)}</td></tr>"
        for indicator in taxonomy().indicators_of(profile.scored_as, pillar)
    )
    return f"<table>{''.join(rows)}</table>"


def _ranks(profile: Profile, headline: str) -> str:
    lines = []
    for area in (area for area in AREAS if area in profile.ranks.get(headline, {})):
        rank = profile.ranks[headline][area]
        ending = {1: "st", 2: "nd", 3: "rd"}.get(rank.rank % 10 * (rank.rank // 10 % 10 != 1), "th")
        inside = f" in {rank.name}" if rank.name else ""
        moved = "" if rank.change is None else f" {rank.change}"
        lines.append(f"<p>{rank.rank}{ending} of {rank.of} countries{inside}{moved}</p>")
    return "".join(lines)


def _panel(profile: Profile) -> str:
    facts = "".join(f"<tr><td>{FACT_LABELS[slug]}</td><td>{value}</td></tr>" for slug, value in profile.facts.items())
    return (
        f"<table>{facts}</table>"
        f"<h2>{_score(profile, 'criminality')} Criminality score</h2>{_ranks(profile, 'criminality')}"
        f"<h4>Criminal markets {_score(profile, 'criminal-markets')}</h4>{_rows(profile, 'criminal-markets')}"
        f"<h4>Criminal actors {_score(profile, 'criminal-actors')}</h4>{_rows(profile, 'criminal-actors')}"
        f"<h2>{_score(profile, 'resilience')} Resilience score</h2>{_ranks(profile, 'resilience')}"
        f"{_rows(profile, 'resilience')}"
    )


def long_texts(profile: Profile) -> dict[str, list[str]]:
    """Return the texts of a profile with longer ones among them, which go on over columns and pages."""
    texts = {}
    for number, section in enumerate(profile.sections):
        own = [passage.text for passage in section.passages]
        turned = f"The first{LONG.split('the first')[1]} {LONG}"
        texts[section.slug] = [f"{LEAD} {own[0]}", LONG, *own[1:], turned] if own and number != 4 else own
    return texts


def _sections(profile: Profile, markup: Callable[[str], str] = html.escape, opening: str = "") -> str:
    parts = []
    for section in profile.sections:
        paragraphs = [f"<p>{markup(text)}</p>" for text in long_texts(profile)[section.slug]]
        notes = [f"<p class='note'>{html.escape(note)}</p>" for note in section.notes]
        parts.append(f"<h3>{section.title}</h3>{opening}{''.join(paragraphs + notes)}")
    return "".join(parts)


def _document(profile: Profile, style: str, body: str) -> str:
    name = taxonomy().country(profile.code).name
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{name}</title><style>{style}</style></head>'
        f"<body><h1>{name}</h1>{body}</body></html>"
    )


def as_enact_columns(profile: Profile) -> str:
    """Render two columns as those of the Index, with the name of the ENACT Africa index in the heads alone."""
    return as_two_columns(profile).replace("'Organized Crime Index'", "'Africa Organised Crime Index'")


HEADS = (
    "@page { size: A4; margin: 22mm 18mm; @top-left { content: 'Organized Crime Index'; font: 8pt sans-serif }"
    "@top-right { content: 'Country profile'; font: 8pt sans-serif }"
    "@bottom-center { content: counter(page); font: 8pt serif } }"
)
COLUMNS = (
    ".text { columns: 2; column-gap: 8mm; text-align: justify } h3 { text-align: left } "
    "h2, h3, h4 { break-after: avoid }"
)


def as_two_columns(profile: Profile) -> str:
    """Render justified text in two columns with gaps between paragraphs, heads and feet, syllables marked."""
    style = HEADS + COLUMNS + "body { font: 10pt/1.3 serif } p { margin: 0 0 7pt } h3 { margin: 9pt 0 3pt }"
    return _document(profile, style, f"{_panel(profile)}<div class='text'>{_sections(profile, with_syllables)}</div>")


def as_indented_columns(profile: Profile) -> str:
    """Render two columns with indents and no gaps, ragged, headings across both columns."""
    style = (
        HEADS
        + COLUMNS.replace("justify", "left", 1)
        + "body { font: 9.5pt/1.25 sans-serif } p { margin: 0 } .text p + p "
        "{ text-indent: 1.2em }"
    )
    parts = _sections(profile).split("<h3>")[1:]
    body = "".join(
        f"<h3>{part.split('</h3>')[0]}</h3><div class='text'>{part.split('</h3>')[1]}</div>" for part in parts
    )
    return _document(profile, style, _panel(profile) + body)


def as_table_beside_text(profile: Profile) -> str:
    """Render the scores in a narrow column beside the text, which begins with a large letter."""
    style = (
        "@page { size: A4; margin: 15mm } body { font: 9pt/1.35 serif } "
        ".side { float: left; width: 62mm; font: 8pt sans-serif }"
        ".side table { width: 100% } td:last-child { text-align: right } .main { margin-left: 70mm } "
        "p { margin: 0 0 6pt }"
        ".main h3:first-child + p::first-letter { font-size: 2.9em; float: left; line-height: .85; margin-right: 2pt }"
    )
    return _document(
        profile, style, f"<div class='side'>{_panel(profile)}</div><div class='main'>{_sections(profile)}</div>"
    )


def as_footnotes(profile: Profile) -> str:
    """Render raised marks in the text and their notes at the end of it."""
    sections = (
        _sections(profile)
        .replace("affix seals", "affix seals<sup>1</sup>", 1)
        .replace("moor overnight", "moor overnight<sup>2</sup>", 1)
    )
    notes = "".join(f"<p><sup>{number}</sup> {note}</p>" for number, note in enumerate(NOTES, 1))
    style = "@page { size: letter; margin: 2cm } body { font: 10.5pt/1.4 serif } .notes { font-size: 8pt }"
    return _document(profile, style, f"{_panel(profile)}{sections}<div class='notes'>{notes}</div>")


def as_page_notes(profile: Profile) -> str:
    """Render pages with their notes at the foot, numbered anew on each page."""
    parts = _sections(profile).split("<h3>")[1:]
    pages = []
    for start in range(0, len(parts), 2):
        body = "".join(f"<h3>{part}" for part in parts[start : start + 2])
        note = ""
        if start in (0, 6):
            body = body.replace("affix seals", "affix seals<sup>1</sup>", 1)
            note = f"<p class='foot'><sup>1</sup> {NOTES[start // 6]}</p>"
        pages.append(f"<div class='page'>{body}{note}</div>")
    style = (
        "@page { size: A4; margin: 2cm } body { font: 10pt/1.3 serif } .page { break-before: page; height: 250mm; "
        "position: relative } .foot { position: absolute; bottom: 0; font-size: 7.5pt }"
    )
    return _document(profile, style, _panel(profile) + "".join(pages))


def as_cards(profile: Profile) -> str:
    """Render scores before their labels, in two tables beside one another, and spaced headings in capitals."""
    panel, cards = _panel(profile), ""
    for pillar in ("criminal-markets", "criminal-actors"):
        indicators = taxonomy().indicators_of(profile.edition, pillar)
        rows = (f"<tr><td>{_score(profile, it.slug)}</td><td>{it.label}</td></tr>" for it in indicators)
        cards += f"<table>{''.join(rows)}</table>"
        panel = panel.replace(_rows(profile, pillar), "")
    style = (
        "@page { size: A4; margin: 2cm } body { font: 10pt/1.3 sans-serif } .cards { display: flex; gap: 8mm } "
        ".cards td { padding-right: 4mm; white-space: nowrap }"
        "h3 { text-transform: uppercase; letter-spacing: 1.5pt; font-size: 11pt }"
    )
    before, resilience, after = panel.rpartition("<h2>")
    body = f"{before}<div class='cards'>{cards}</div>{resilience}{after}"
    return _document(profile, style, body + _sections(profile))


def as_shown_text(profile: Profile) -> str:
    """Render saved text as a browser shows its file."""
    return f"<pre style='white-space: pre-wrap'>{html.escape(as_bare_text(profile))}</pre>"


NARROW = (
    "@page { size: A4 landscape; margin: 18mm 14mm; @top-left { content: 'Crime Index'; font: 7pt sans-serif }"
    "@top-right { content: string(section); font: 7pt sans-serif } @bottom-right { content: counter(page); "
    "font: 7pt serif } } body { font: 8.5pt/1.3 serif } h3 { letter-spacing: 3pt; text-transform: uppercase; "
    "font-size: 8.5pt; break-after: avoid } p { margin: 0 } .text { columns: 3; text-align: justify } "
    ".text p { text-indent: 3mm } h3 { text-align: left }"
)
LIGATURES = {"ffi": "\ufb03", "ff": "\ufb00", "fi": "\ufb01", "fl": "\ufb02"}


def with_ligatures(text: str) -> str:
    """Put ligatures, each one character, in place of their letters."""
    text = with_syllables(text)
    for letters, ligature in LIGATURES.items():
        text = text.replace(letters, ligature)
    return text


def as_narrow_columns(profile: Profile) -> str:
    """Render three justified columns with ligatures, spaced headings and indents, and a paragraph of one line."""
    return _document(profile, NARROW, f"{_panel(profile)}<div class='text'>{_sections(profile, with_ligatures)}</div>")


def as_panel_right(profile: Profile) -> str:
    """Render the scores in a narrow column right of the text, so that labels and facts are broken over lines."""
    style = (
        "@page { size: A4; margin: 15mm } body { font: 9.5pt/1.4 serif } .page { display: grid; "
        "grid-template-columns: 1fr 52mm; gap: 7mm } .side { font: 7.5pt/1.3 sans-serif } .side td:last-child "
        "{ text-align: right; white-space: nowrap } .side tr:nth-child(2) td, .side tr:nth-child(3) td "
        "{ white-space: normal } p { margin: 0 0 6pt } h2 { font-size: 11pt } h3 { margin: 9pt 0 3pt }"
    )
    body = f"<div class='page'><div>{_sections(profile)}</div><div class='side'>{_panel(profile)}</div></div>"
    return _document(profile, style, body)


def as_two_panels(profile: Profile) -> str:
    """Render criminality left and resilience right, and text in two columns that begins under them."""
    before, resilience, after = _panel(profile).rpartition("<h2>")
    facts, headline, criminality = before.partition("<h2>")
    panels = f"<div>{headline}{criminality}</div><div>{resilience}{after}</div>"
    style = (
        HEADS
        + COLUMNS
        + (
            "body { font: 9pt/1.35 sans-serif } .panels { display: flex; gap: 8mm } .panels div { flex: 1 } "
            "p { margin: 0 0 6pt }"
        )
    )
    return _document(
        profile, style, f"{facts}<div class='panels'>{panels}</div><div class='text'>{_sections(profile)}</div>"
    )


def as_grid(profile: Profile) -> str:
    """Render facts under their labels and scores over theirs, four in a row, above text in two columns."""
    panel = _panel(profile)
    for pillar in ("criminal-markets", "criminal-actors", "resilience"):
        cells = "".join(
            f"<div class='cell'><b>{_score(profile, it.slug)}</b><div>{it.label}</div></div>"
            for it in taxonomy().indicators_of(profile.edition, pillar)
        )
        panel = panel.replace(_rows(profile, pillar), f"<div class='grid'>{cells}</div>")
    facts = "".join(
        f"<div class='cell'><div>{FACT_LABELS[slug]}</div><b>{value}</b></div>" for slug, value in profile.facts.items()
    )
    panel = f"<div class='grid'>{facts}</div>{panel.partition('</table>')[2]}"
    style = (
        HEADS
        + COLUMNS
        + (
            "body { font: 9.5pt/1.35 serif } p { margin: 0 0 6pt } .grid { display: grid; "
            "grid-template-columns: repeat(4, 1fr); gap: 4mm } .cell { font-size: 7pt } .cell b { font-size: 9pt; "
            "display: block }"
        )
    )
    return _document(profile, style, f"{panel}<div class='text'>{_sections(profile)}</div>")


def with_syllables(text: str) -> str:
    """Mark places at which long words may be divided, none after a hyphen."""
    words = []
    for word in html.escape(text).split(" "):
        is_plain = word.isalpha() and len(word) >= 8
        words.append(SHY.join((word[:3], word[3:6], word[6:])) if is_plain else word)
    return " ".join(words)


FOOTER = (
    "<div style='font-size: 8px; margin: 0 15mm'>https://ocindex.net/2023/country/lesotho "
    "<span class='pageNumber'></span>/<span class='totalPages'></span></div>"
)
_BROWSER = {
    "format": "Letter",
    "display_header_footer": True,
    "margin": dict.fromkeys(("top", "bottom", "left", "right"), "15mm"),
}
SHAPES = {
    "two-columns": Shape(as_two_columns, 2025, {"prefer_css_page_size": True, "tagged": True}),
    "two-columns-untagged": Shape(as_two_columns, 2021, {"prefer_css_page_size": True}),
    "indented": Shape(as_indented_columns, 2023, {"prefer_css_page_size": True}),
    "beside": Shape(as_table_beside_text, 2023, {"prefer_css_page_size": True}),
    "footnotes": Shape(as_footnotes, 2021, {"prefer_css_page_size": True}),
    "page-notes": Shape(as_page_notes, 2023, {"prefer_css_page_size": True}),
    "cards": Shape(as_cards, 2025, {"prefer_css_page_size": True}),
    "lists": Shape(as_headings_and_lists, 2023, {**_BROWSER, "footer_template": FOOTER}),
    "tables": Shape(as_tables, 2025, {**_BROWSER, "tagged": True, "scale": 1.5}),
    "soup": Shape(as_soup, 2021, {"format": "A4", "tagged": True, "scale": 0.8}),
    "soup-untagged": Shape(as_soup, 2023, {"format": "A4"}),
    "spans": Shape(as_spans, 2023, {"format": "A4", "tagged": True}),
    "preformatted": Shape(as_preformatted, 2025, {"format": "A4", "landscape": True}),
    "saved-text": Shape(as_shown_text, 2021, {"format": "A4"}),
    "enact": Shape(as_enact_columns, 2021, {"prefer_css_page_size": True}, enact_profile),
    "narrow": Shape(as_narrow_columns, 2021, {"prefer_css_page_size": True}),
    "panel-right": Shape(as_panel_right, 2023, {"prefer_css_page_size": True}),
    "two-panels": Shape(as_two_panels, 2023, {"prefer_css_page_size": True}),
    "grid": Shape(as_grid, 2025, {"prefer_css_page_size": True}),
    "elements": Shape(as_own_elements, 2025, {"format": "A4", "scale": 0.8}),
}


def print_shapes(folder: Path = FOLDER, names: Sequence[str] = ()) -> None:
    """Print the shapes with Chromium."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        for name, shape in SHAPES.items():
            if not names or name in names:
                page.set_content(shape.render(shape.profile))
                page.pdf(path=folder / f"{name}.pdf", **shape.options)
        browser.close()


if __name__ == "__main__":
    print_shapes(names=sys.argv[1:])
