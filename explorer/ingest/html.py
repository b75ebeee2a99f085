"""The visible lines of a web page, read with BeautifulSoup over lxml.

Elements that a browser would not show are left out: by name, by `hidden` and `aria-hidden`, by their
`style` attribute; so is text that is struck out. Class names and style sheets are never looked at.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString, PageElement, TemplateString

from explorer.core.errors import SourceError
from explorer.ingest.hyphens import SOFT_HYPHEN
from explorer.ingest.line_breaks import join_broken_lines
from explorer.ingest.lines import (
    BREAK,
    END,
    RAISE,
    REFERENCE,
    SEAM,
    TARGET,
    UNITS,
    Line,
    Page,
    clean,
    join_divided_words,
    split_line,
)
from explorer.model.limits import LONGEST_VALUE
from explorer.model.profiles import tidy
from explorer.text.punctuation import QUOTES

# Elements that begin a line of their own; all others run on, unless their style sets it.
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|"
    "footer|form|h[1-6]|header|hgroup|hr|html|legend|li|main|menu|nav|ol|p|pre|search|section|summary|table|tbody|td|"
    "tfoot|th|thead|tr|ul"
)
_UNSEEN = re.compile(
    "audio|canvas|datalist|del|embed|head|iframe|map|math|meter|noframes|noscript|object|progress|rp|rt|s|script|select|"
    "strike|style|svg|template|textarea|title|video"
)
_ARTICLES = frozenset({"article", "main"})
_CAPTIONS = frozenset({"caption", "figcaption"})
_DATES = (
    "article:published_time", "citation_publication_date", "citation_date", "datepublished", "dcterms.date", "dc.date",
    "date",
)  # fmt: skip
_HEADING = re.compile("h[1-6]")
_PARAGRAPHS = re.compile("blockquote|dd|li|p|td")
_ASIDES = frozenset({"aside", "figure", "footer", "nav"})
_ASIDE_ROLES = frozenset({"complementary", "contentinfo", "navigation"})
_STYLE = re.compile(
    r"(?:^|;)\s*(display|visibility|vertical-align|text-decoration(?:-line)?)\s*:\s*([^;!]+)", re.IGNORECASE
)
_DIVIDED = re.compile(rf"{SOFT_HYPHEN}([{SEAM}\s]*){BREAK}\s*")
_MARK = re.compile(r"[\[(]?\s*[1-9]\d{0,2}(?:\s*[,;–-]\s*\d{1,3})*\s*[\])]?")
_TEXTS = (NavigableString, TemplateString)  # neither comments nor scripts, which are kinds of them
_DEEPEST = 10_000  # elements within one another; browsers keep 512
_MOST_LINES = 100_000  # of preformatted text
_LONGEST_NUMBER = 6  # digits of the number of an item
_MARK_LENGTH, _NODES = 40, 60  # characters and nodes; no mark or year has as many
_SIGN = re.compile(r"[\[(]?[a-z*†‡§]{1,2}[\])]?")
_SIGNED = re.compile(r"[-−–+]\d{1,3}")
_UNIT = re.compile(rf"(?:^|[\d\s])(?:{'|'.join(UNITS)})\s*$")
_MARKUP = re.compile(r"<(?:!doctype html|html|head|body|main|section|article|div|span|p|table|ul|ol|dl|h[1-6])\b", re.I)
_CLOSED = re.compile(r"</(?:body|html|main)\s*>", re.IGNORECASE)
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)|SingleFile[\s\S]{0,40}?\burl:\s*(\S+)", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>")


def is_markup(text: str) -> bool:
    return _MARKUP.search(text) is not None


def read_page(text: str) -> Page:
    """Read the visible lines of a web page, and its metadata."""
    soup = _ShallowSoup(_DECLARATION.sub("", text, count=1), "lxml")
    writer = _Writer()
    writer.walk(soup)
    metas = [meta for meta in soup.find_all("meta", attrs={"content": True}) if isinstance(meta, Tag)]
    return Page(
        lines=tuple(join_divided_words(writer.lines)),
        is_closed=_CLOSED.search(text) is not None,
        blocks=tuple(writer.blocks),
        title=tidy(clean(soup.title.get_text()))[:LONGEST_VALUE].strip() if soup.title else "",
        addresses=tuple(dict.fromkeys(_addresses(soup, metas))),
        selected=tuple(dict.fromkeys(writer.selected)),
        articles=tuple(writer.articles),
        site=_meta(metas, "og:site_name"),
        published=_meta(metas, *_DATES),
    )


class _ShallowSoup(BeautifulSoup):
    """Parses a page; refuses one with elements so deep in one another that its parser takes minutes."""

    def pushTag(self, tag: Tag) -> None:  # noqa: N802 - the name is that of the library
        super().pushTag(tag)
        if len(self.tagStack) > _DEEPEST:
            raise SourceError(
                f"The page has elements within one another, more than {_DEEPEST:,} deep, which no browser shows: "
                "save the page again and import that."
            )


def _addresses(soup: BeautifulSoup, metas: Sequence[Tag]) -> list[str]:
    addresses = []
    for comment in soup.find_all(string=lambda string: isinstance(string, Comment)):
        if match := _SAVED_FROM.search(comment, 0, 2000):
            addresses.append(match[1] or match[2])
    for link in soup.find_all("link", rel="canonical"):
        addresses.append(str(link.get("href") or ""))
    for meta in metas:
        if "og:url" in (_attribute(meta, "property"), _attribute(meta, "name")):
            addresses.append(_attribute(meta, "content"))
    return [address.strip() for address in addresses if 0 < len(address.strip()) <= LONGEST_VALUE]


def _meta(metas: Sequence[Tag], *names: str) -> str:
    """Return the content of the first meta element of these names, of which the earlier is preferred."""
    contents: dict[str, str] = {}
    for meta in metas:
        name = (_attribute(meta, "property") or _attribute(meta, "name") or _attribute(meta, "itemprop")).lower()
        contents.setdefault(name, tidy(clean(_attribute(meta, "content"))))
    return next((contents[name] for name in names if contents.get(name)), "")


@dataclass(frozen=True, slots=True)
class _Frame:
    """An open element: its own properties, and those that all text in it inherits."""

    is_block: bool = False
    is_item: bool = False
    is_quotation: bool = False
    is_article: bool = False
    start: int = 0  # its first line, of a block; its place in the buffer, of an element that runs on
    # Inherited from the element around it.
    is_visible: bool = True
    aside: tuple[int, bool] = (0, False)  # number of the innermost aside, and whether it is a footer
    level: int = 0  # of the innermost heading; 0 for none
    is_paragraph: bool = False
    is_preformatted: bool = False
    is_cell: bool = False
    is_caption: bool = False
    is_link: bool = False  # to another page


class _Writer:
    """Walks the tree without recursion, since pages can be nested thousands deep, and writes lines."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.blocks: list[tuple[int, int]] = []
        self.selected: list[str] = []
        self.articles: list[tuple[int, int]] = []
        self._buffer: list[str] = []
        self._anchors: list[str] = []
        self._number: int | None = None
        self._items: Counter[int] = Counter()  # items so far, by id() of their list
        self._asides = 0  # so far
        self._frames = [_Frame()]  # of the open elements, the innermost last
        self._unlinked = ""  # text of the line that is in no link

    def walk(self, root: Tag) -> None:
        stack: list[PageElement | None] = [root]  # None closes an element
        while stack:
            node = stack.pop()
            if node is None:
                self._leave()
            elif isinstance(node, NavigableString) and type(node) in _TEXTS:
                self._write(node)
            elif isinstance(node, Tag) and self._enter(node):
                stack.append(None)
                stack.extend(reversed(node.contents))
        self._flush()

    def _enter(self, tag: Tag) -> bool:
        """Open an element; False where it is hidden or already written."""
        style = _style(tag)
        if (
            style.get("display") == "none"
            or "line-through" in f"{style.get('text-decoration')} {style.get('text-decoration-line')}"
            or tag.has_attr("hidden")
            or _attribute(tag, "aria-hidden").strip().lower() == "true"
            or (tag.name == "dialog" and not tag.has_attr("open"))
        ):
            return False
        self._note_selection(tag)
        if _UNSEEN.fullmatch(tag.name) and not tag.has_attr("shadowrootmode"):
            return False
        if tag.name == "br":
            self._break()
            return False
        if (tag.name == "a" or _is_raised(tag)) and self._frames[-1].is_visible and self._refer(tag):
            return False
        is_block = _is_block(tag.name, style.get("display", ""))
        if is_block:
            self._flush()
        start = len(self.lines) if is_block else len(self._buffer)
        if not is_block:
            self._buffer.append(SEAM)
        self._anchors += _anchors(tag)
        if tag.name == "li":
            self._number = self._count(tag)
        self._frames.append(self._open(tag, is_block, start, style.get("visibility")))
        return True

    def _open(self, tag: Tag, is_block: bool, start: int, visibility: str | None) -> _Frame:
        """Make the frame of an element in the innermost open one."""
        around, role = self._frames[-1], _attribute(tag, "role")
        aside = around.aside
        if tag.name in _ASIDES or role in _ASIDE_ROLES:
            self._asides += 1
            aside = (self._asides, tag.name == "footer" or role == "contentinfo")
        return _Frame(
            is_block=is_block,
            is_item=tag.name == "li",
            is_quotation=tag.name == "q" and not _is_between_marks(tag),
            is_article=tag.name in _ARTICLES or role in _ARTICLES,
            start=start,
            is_visible=visibility == "visible" if visibility else around.is_visible,
            aside=aside,
            level=int(tag.name[1]) if _HEADING.fullmatch(tag.name) else around.level,
            is_paragraph=around.is_paragraph or _PARAGRAPHS.fullmatch(tag.name) is not None,
            is_preformatted=around.is_preformatted or tag.name == "pre",
            is_cell=around.is_cell or tag.name in ("td", "th"),
            is_caption=around.is_caption or tag.name in _CAPTIONS,
            is_link=around.is_link or _leads_elsewhere(tag),
        )

    def _leave(self) -> None:
        """Close the innermost element."""
        frame = self._frames[-1]
        if frame.is_block:
            self._flush()
            if len(self.lines) > frame.start:
                self.blocks.append((frame.start, len(self.lines)))
                if frame.is_article:
                    self.articles.append(self.blocks[-1])
        elif len(self._buffer) == frame.start + 1:
            self._buffer.pop()  # the element was empty
        else:
            if frame.is_quotation:
                self._quote(frame.start)
            self._buffer.append(SEAM)
        if frame.is_item:
            self._number = None
        self._frames.pop()

    def _write(self, text: str) -> None:
        frame = self._frames[-1]
        if not frame.is_visible:
            return
        if not frame.is_link:
            self._unlinked += text.strip()
        if frame.is_preformatted and text.count("\n") > _MOST_LINES:
            raise SourceError("The page is far too long: save one page alone and import that.")
        first, *others = join_broken_lines(text.split("\n")) if frame.is_preformatted else [text]
        may_be_divided = text.rstrip().endswith(SOFT_HYPHEN)
        self._buffer.append(clean(first) + SOFT_HYPHEN * may_be_divided)
        for other in others:
            self._flush()
            self._buffer.append(clean(other))

    def _quote(self, start: int) -> None:
        """Write the quotation marks that a browser sets around the text since a place in the buffer."""
        text = "".join(self._buffer[start:]).replace(SEAM, "").strip()
        if text and text[0] not in QUOTES:  # else they are in the text
            is_inner = sum(frame.is_quotation for frame in self._frames) % 2 == 0
            opening, closing = "‘’" if is_inner else "“”"
            self._buffer[start] += opening
            self._buffer.append(closing)

    def _break(self) -> None:
        """Write a forced break: a space; two of them end the paragraph."""
        for part in reversed(self._buffer):
            if part == BREAK:
                self._flush()
                return
            if part != SEAM and part.strip():
                break
        self._buffer.append(BREAK)

    def _flush(self) -> None:
        frame = self._frames[-1]
        marked = _DIVIDED.sub(r"\1", "".join(self._buffer)).replace(SOFT_HYPHEN, "")
        is_linked = not any(mark.isalnum() for mark in self._unlinked)
        self._buffer.clear()
        self._unlinked = ""
        for piece in split_line(marked):
            line = Line(
                piece,
                self._number,
                tuple(self._anchors),
                *frame.aside,
                is_heading=frame.level > 0,
                is_paragraph=frame.is_paragraph,
                level=frame.level,
                is_cell=frame.is_cell,
                is_caption=frame.is_caption,
                is_linked=is_linked,
            )
            if line.text:
                self.lines.append(line)
                self._anchors = []
                self._number = None

    def _refer(self, tag: Tag) -> bool:
        """Write an element that is a reference to a note as such. False when it is none."""
        text = _opening(tag)
        is_mark, is_sign = _MARK.fullmatch(text) is not None, _SIGN.fullmatch(text) is not None
        is_sup = _is_raised(tag)
        if is_sup and text in (",", ";", "–", "-") and self._buffer and self._buffer[-1].endswith(END):
            return True  # between two references
        if is_sup and _SIGNED.fullmatch(text):
            self._buffer.append(f"{REFERENCE}{text}{TARGET}{END}")
            return True
        if not is_mark and not is_sign:
            return False
        link = tag.find("a", href=True) if is_sup else tag
        target = unquote(_attribute(link, "href").partition("#")[2]) if link else ""
        if is_sup and not target and text in ("2", "3") and _UNIT.search("".join(self._buffer[-3:]).replace(SEAM, "")):
            self._buffer.append("²" if text == "2" else "³")
            return True
        is_raised = is_sup or tag.find(_is_raised) is not None or tag.find_parent(_is_raised) is not None
        if not (target and (is_mark or is_raised)) and not (is_sup and is_mark):
            return False
        mark = text.strip("[]() ")
        mark = mark.translate(RAISE) if target and is_raised and mark.isdecimal() else mark
        self._buffer.append(f"{REFERENCE}{mark}{TARGET}{target}{END}")
        self._anchors += [anchor for element in (tag, *tag.find_all(True)) for anchor in _anchors(element)]
        return True

    def _note_selection(self, tag: Tag) -> None:
        chosen: list[Tag] = []
        if tag.name == "select":
            chosen = [option for option in tag.find_all("option") if option.has_attr("selected")]
        elif _attribute(tag, "aria-selected") == "true" or _attribute(tag, "aria-current") not in ("", "false"):
            chosen = [tag]
        self.selected += [text for option in chosen if (text := _opening(option))]

    def _count(self, item: Tag) -> int | None:
        """Return the number of an item in its list, from 1; None where the list has none."""
        numbered = item.parent
        if numbered is None or numbered.name != "ol":
            return None
        value = _attribute(item, "value")
        start = _attribute(numbered, "start")
        if _is_number(value):
            self._items[id(numbered)] = int(value)
        elif id(numbered) in self._items or not _is_number(start):
            self._items[id(numbered)] += 1
        else:
            self._items[id(numbered)] = int(start)
        return self._items[id(numbered)]


def _is_number(value: str) -> bool:
    return value.isdecimal() and len(value) <= _LONGEST_NUMBER


def _is_block(name: str, display: str) -> bool:
    """Tell whether an element begins a line, by its style or else its name."""
    return _BLOCKS.fullmatch(name) is not None if display in ("", "contents") else not display.startswith("inline")


def _style(tag: Tag) -> dict[str, str]:
    """Return what the `style` attribute of an element declares, of the properties that are read."""
    return {name.lower(): value.strip().lower() for name, value in _STYLE.findall(_attribute(tag, "style"))}


def _is_raised(tag: Tag) -> bool:
    """Tell whether an element raises its text, by its name or its style."""
    return tag.name == "sup" or ("style" in tag.attrs and _style(tag).get("vertical-align") == "super")


def _is_between_marks(tag: Tag) -> bool:
    """Tell whether quotation marks are written around an element."""
    before, after = tag.previous_sibling, tag.next_sibling
    if not isinstance(before, NavigableString) or not isinstance(after, NavigableString):
        return False
    return before[-1:] in QUOTES and after[:1] in QUOTES


def _leads_elsewhere(tag: Tag) -> bool:
    """Tell whether an element is a link to another page."""
    return tag.name == "a" and tag.has_attr("href") and not _attribute(tag, "href").startswith("#")


def _attribute(tag: Tag, name: str) -> str:
    value = tag.get(name)
    return value if isinstance(value, str) else ""


def _anchors(tag: Tag) -> list[str]:
    return [anchor for anchor in (_attribute(tag, "id"), _attribute(tag, "name")) if anchor]


def _opening(tag: Tag) -> str:
    """Return the text of an element as far as it could be a mark or a year."""
    text = ""
    pending: list[PageElement] = [tag]
    for _ in range(_NODES):
        if not pending or len(text) > _MARK_LENGTH:
            break
        node = pending.pop()
        if isinstance(node, Tag):
            pending += reversed(node.contents[:_NODES])
        elif isinstance(node, NavigableString) and type(node) in _TEXTS:
            text += clean(node)
    return tidy(text)
