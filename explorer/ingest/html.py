"""The visible lines of a web page, read with BeautifulSoup over lxml.

What a browser would not show is left out: by element, by `hidden` and `aria-hidden`, by the style
that stands on the element. Class names and style sheets are never looked at.
"""

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import unquote

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString, PageElement, TemplateString

from explorer.ingest.lines import BREAK, END, REFERENCE, SEAM, TARGET, Line, Page, clean, split_line
from explorer.model.profiles import tidy

# Elements that begin a line of their own; all others run on, but for what their style says.
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|"
    "footer|form|h[1-6]|header|hgroup|hr|html|legend|li|main|menu|nav|ol|p|pre|search|section|summary|table|tbody|td|"
    "tfoot|th|thead|tr|ul"
)
_UNSEEN = re.compile(
    "audio|canvas|datalist|embed|head|iframe|map|math|meter|noframes|noscript|object|progress|rp|rt|script|select|style|"
    "svg|template|textarea|title|video"
)
_ARTICLES = frozenset({"article", "main"})
_CAPTIONS = frozenset({"caption", "figcaption"})
_DATES = (
    "article:published_time", "citation_publication_date", "citation_date", "datepublished", "dcterms.date", "dc.date",
    "date",
)  # fmt: skip
_PARAGRAPHS = re.compile("blockquote|dd|li|p|td")
_ASIDES = frozenset({"aside", "figure", "footer", "nav"})
_ASIDE_ROLES = frozenset({"complementary", "contentinfo", "navigation"})
_STYLE = re.compile(r"(?:^|;)\s*(display|visibility)\s*:\s*([\w-]+)", re.IGNORECASE)
_MARK = re.compile(r"[\[(]?\s*[1-9]\d{0,2}(?:\s*[,;–-]\s*\d{1,3})*\s*[\])]?")
_TEXTS = (NavigableString, TemplateString)  # neither comments nor scripts, which are kinds of them
_MARK_LENGTH, _NODES = 40, 60  # characters and nodes; no mark or year has as many
_SIGN = re.compile(r"[\[(]?[a-z*†‡§]{1,2}[\])]?")
_UNIT = re.compile(r"(?:^|[\d\s])[kcm]?m\s*$")
_MARKUP = re.compile(r"<(?:!doctype html|html|head|body|main|section|article|div|span|p|table|ul|ol|dl|h[1-6])\b", re.I)
_CLOSED = re.compile(r"</(?:body|html|main)\s*>", re.IGNORECASE)
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)|SingleFile[\s\S]{0,40}?\burl:\s*(\S+)", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,300}\?>")


def is_markup(text: str) -> bool:
    return _MARKUP.search(text) is not None


def read_page(text: str) -> Page:
    """The visible lines of a web page, and what it says about itself."""
    soup = BeautifulSoup(_DECLARATION.sub("", text, count=1), "lxml")
    writer = _Writer()
    writer.walk(soup)
    return Page(
        lines=tuple(writer.lines),
        is_closed=_CLOSED.search(text) is not None,
        blocks=tuple(writer.blocks),
        title=tidy(clean(soup.title.get_text())) if soup.title else "",
        addresses=tuple(dict.fromkeys(_addresses(soup))),
        selected=tuple(dict.fromkeys(writer.selected)),
        articles=tuple(writer.articles),
        site=_meta(soup, "og:site_name"),
        published=_meta(soup, *_DATES),
    )


def _addresses(soup: BeautifulSoup) -> list[str]:
    found = []
    for comment in soup.find_all(string=lambda string: isinstance(string, Comment)):
        if match := _SAVED_FROM.search(comment, 0, 2000):
            found.append(match[1] or match[2])
    for link in soup.find_all("link", rel="canonical"):
        found.append(str(link.get("href") or ""))
    for meta in soup.find_all("meta", attrs={"content": True}):
        if "og:url" in (_attribute(meta, "property"), _attribute(meta, "name")):
            found.append(_attribute(meta, "content"))
    return [address.strip() for address in found if address.strip()]


def _meta(soup: BeautifulSoup, *names: str) -> str:
    """The content of the first meta element of these names, of which the earlier is preferred."""
    found: dict[str, str] = {}
    for meta in soup.find_all("meta", attrs={"content": True}):
        name = (_attribute(meta, "property") or _attribute(meta, "name") or _attribute(meta, "itemprop")).lower()
        found.setdefault(name, tidy(clean(_attribute(meta, "content"))))
    return next((found[name] for name in names if found.get(name)), "")


@dataclass(slots=True)
class _OpenElement:
    """What is to be undone when an element is left."""

    is_block: bool
    first: int  # line, of a block; place in the buffer, of an element that runs on
    is_item: bool
    is_aside: bool
    level: int  # of a heading; 0 for none
    is_paragraph: bool
    is_preformatted: bool
    is_article: bool
    is_cell: bool
    is_caption: bool
    is_link: bool  # to another page


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
        self._items: Counter[int] = Counter()  # seen so far, by list
        self._asides = [(0, False)]  # number, and whether it is a footer
        self._asides_seen = 0
        self._visible = [True]
        self._headings: list[int] = []  # levels of those that are entered and not yet left, as are the next
        self._paragraphs = self._preformatted = self._cells = self._captions = self._links = 0
        self._unlinked = ""  # what the line has outside links, as far as it matters

    def walk(self, root: Tag) -> None:
        stack: list[tuple[PageElement, _OpenElement | None]] = [(root, None)]
        while stack:
            node, entered = stack.pop()
            if entered:
                self._leave(entered)
            elif isinstance(node, NavigableString) and type(node) in _TEXTS:
                self._write(clean(node))
            elif isinstance(node, Tag) and (entered := self._enter(node)):
                stack.append((node, entered))
                stack.extend((child, None) for child in reversed(node.contents))
        self._flush()

    def _enter(self, tag: Tag) -> _OpenElement | None:
        """Begin an element, or settle it at once and answer nothing."""
        style = {name.lower(): value.lower() for name, value in _STYLE.findall(_attribute(tag, "style"))}
        if (
            style.get("display") == "none"
            or tag.has_attr("hidden")
            or _attribute(tag, "aria-hidden").strip().lower() == "true"
            or (tag.name == "dialog" and not tag.has_attr("open"))
        ):
            return None
        self._note_selection(tag)
        if _UNSEEN.fullmatch(tag.name) and not tag.has_attr("shadowrootmode"):
            return None
        if tag.name == "br":
            self._break()
            return None
        if tag.name in ("a", "sup") and self._visible[-1] and self._refer(tag):
            return None
        display = style.get("display", "")
        is_block = (
            _BLOCKS.fullmatch(tag.name) is not None if display in ("", "contents") else not display.startswith("inline")
        )
        is_aside = tag.name in _ASIDES or _attribute(tag, "role") in _ASIDE_ROLES
        entered = _OpenElement(
            is_block,
            first=len(self._buffer),
            is_item=tag.name == "li",
            is_aside=is_aside,
            level=int(tag.name[1]) if re.fullmatch("h[1-6]", tag.name) else 0,
            is_paragraph=_PARAGRAPHS.fullmatch(tag.name) is not None,
            is_preformatted=tag.name == "pre",
            is_article=tag.name in _ARTICLES or _attribute(tag, "role") in _ARTICLES,
            is_cell=tag.name in ("td", "th"),
            is_caption=tag.name in _CAPTIONS,
            is_link=tag.name == "a" and not _attribute(tag, "href").startswith("#") and tag.has_attr("href"),
        )
        if is_block:
            self._flush()
            entered.first = len(self.lines)
        else:
            self._buffer.append(SEAM)
        self._anchors += _anchors(tag)
        if entered.is_item:
            self._number = self._count(tag)
        if is_aside:
            self._asides_seen += 1
            self._asides.append((self._asides_seen, tag.name == "footer" or _attribute(tag, "role") == "contentinfo"))
        self._headings += [entered.level] if entered.level else []
        self._cells += entered.is_cell
        self._captions += entered.is_caption
        self._links += entered.is_link
        self._paragraphs += entered.is_paragraph
        self._preformatted += entered.is_preformatted
        visibility = style.get("visibility")
        self._visible.append(visibility == "visible" if visibility else self._visible[-1])
        return entered

    def _leave(self, entered: _OpenElement) -> None:
        if entered.is_block:
            self._flush()
            if len(self.lines) > entered.first:
                self.blocks.append((entered.first, len(self.lines)))
                if entered.is_article:
                    self.articles.append(self.blocks[-1])
        elif len(self._buffer) == entered.first + 1:
            self._buffer.pop()  # nothing was in it
        else:
            self._buffer.append(SEAM)
        if entered.is_item:
            self._number = None
        if entered.is_aside:
            self._asides.pop()
        if entered.level:
            self._headings.pop()
        self._cells -= entered.is_cell
        self._captions -= entered.is_caption
        self._links -= entered.is_link
        self._paragraphs -= entered.is_paragraph
        self._preformatted -= entered.is_preformatted
        self._visible.pop()

    def _write(self, text: str) -> None:
        if not self._visible[-1]:
            return
        if not self._links:
            self._unlinked += text.strip()
        if self._preformatted:
            first, *others = text.split("\n")
            self._buffer.append(first)
            for other in others:
                self._flush()
                self._buffer.append(other)
        else:
            self._buffer.append(text)

    def _break(self) -> None:
        """A forced break is a space, two of them end the paragraph."""
        for part in reversed(self._buffer):
            if part == BREAK:
                self._flush()
                return
            if part != SEAM and part.strip():
                break
        self._buffer.append(BREAK)

    def _flush(self) -> None:
        marked = "".join(self._buffer)
        is_linked = not any(mark.isalnum() for mark in self._unlinked)
        self._buffer.clear()
        self._unlinked = ""
        for piece in split_line(marked):
            line = Line(
                piece,
                self._number,
                tuple(self._anchors),
                *self._asides[-1],
                is_heading=bool(self._headings),
                is_paragraph=self._paragraphs > 0,
                level=self._headings[-1] if self._headings else 0,
                is_cell=self._cells > 0,
                is_caption=self._captions > 0,
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
        is_sup = tag.name == "sup"
        if is_sup and text in (",", ";", "–", "-") and self._buffer and self._buffer[-1].endswith(END):
            return True  # between two references
        if not is_mark and not is_sign:
            return False
        link = tag.find("a", href=True) if is_sup else tag
        target = unquote(_attribute(link, "href").partition("#")[2]) if link else ""
        if is_sup and not target and text in ("2", "3") and _UNIT.search("".join(self._buffer[-3:])):
            self._buffer.append("²" if text == "2" else "³")
            return True
        is_raised = is_sup or tag.find("sup") is not None or tag.find_parent("sup") is not None
        if not (target and (is_mark or is_raised)) and not (is_sup and is_mark):
            return False
        self._buffer.append(f"{REFERENCE}{text.strip('[]() ')}{TARGET}{target}{END}")
        self._anchors += [anchor for one in (tag, *tag.find_all(True)) for anchor in _anchors(one)]
        return True

    def _note_selection(self, tag: Tag) -> None:
        chosen: list[Tag] = []
        if tag.name == "select":
            chosen = [option for option in tag.find_all("option") if option.has_attr("selected")]
        elif _attribute(tag, "aria-selected") == "true" or _attribute(tag, "aria-current") not in ("", "false"):
            chosen = [tag]
        self.selected += [text for option in chosen if (text := _opening(option))]

    def _count(self, item: Tag) -> int | None:
        """The number of an item in its list, from 1; nothing where the list has none."""
        numbered = item.parent
        if numbered is None or numbered.name != "ol":
            return None
        value = _attribute(item, "value")
        start = _attribute(numbered, "start")
        if value.isdecimal():
            self._items[id(numbered)] = int(value)
        elif id(numbered) in self._items or not start.isdecimal():
            self._items[id(numbered)] += 1
        else:
            self._items[id(numbered)] = int(start)
        return self._items[id(numbered)]


def _attribute(tag: Tag, name: str) -> str:
    value = tag.get(name)
    return value if isinstance(value, str) else ""


def _anchors(tag: Tag) -> list[str]:
    return [anchor for anchor in (_attribute(tag, "id"), _attribute(tag, "name")) if anchor]


def _opening(tag: Tag) -> str:
    """The text of an element as far as it could be a mark or a year."""
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
