"""Addresses of a country page that are printed on it, as browsers and people add them to saved text."""

import re
from collections.abc import Iterator

from explorer.ingest.boilerplate import is_footer
from explorer.ingest.footnotes import TITLES
from explorer.ingest.lines import TARGETS, Line, Page
from explorer.ingest.publisher_hosts import is_enact_address, printed_address
from explorer.ingest.section_titles import heading_slug
from explorer.model.taxonomy import name_key

# What the address of a page with scores has, of whatever they are.
_WITH_SCORES = re.compile(
    r"/\S*(?:(?:country|region)/\S+|\b(?:continent|indicator|heatmap|rankings?|compare)\b)", re.IGNORECASE
)
_LONGEST_TITLE = 20  # characters of the heading of a list of notes
_MARK = re.compile(r"\[?\d{1,3}[\].):]?|[*†‡]")


def printed_addresses(page: Page) -> tuple[str, ...]:
    """Return the addresses of pages with scores that are printed on lines of their own, in notes and asides aside.

    Any address of the ENACT Africa index counts: a page of the Index has none.
    """
    printed = dict.fromkeys(_addresses(page))
    return tuple(address for address in printed if is_enact_address(address) or _WITH_SCORES.search(address))


def _addresses(page: Page) -> Iterator[str]:
    anchors = {target for line in page.lines for target in TARGETS.findall(line.marked)}  # of notes
    is_notes = is_after_mark = False
    for line in page.lines:
        text = line.text
        if len(text) <= _LONGEST_TITLE and name_key(text) in TITLES:
            is_notes = True
        elif is_notes and (is_footer(text) or heading_slug(text)):
            is_notes = False
        if not (is_notes or is_after_mark or _is_beside(line) or anchors.intersection(line.anchors)):
            yield from filter(None, [printed_address(text)])
        is_after_mark = _MARK.fullmatch(text) is not None


def _is_beside(line: Line) -> bool:
    """Tell whether a line is beside the text of its page: a link to another, an item of a list."""
    is_aside = line.aside > 0 and not line.is_footer
    return line.is_linked or line.is_caption or is_aside or line.number is not None
