"""One invented chapter, in the markup of different programs and sites."""

from collections.abc import Callable, Mapping

TITLE = "Ferries and the law"
SUBTITLE = "Goods and people cross the strait by night, and somebody is paid for each crossing."
FIRST = "Heroin crosses the strait under lorry loads of onions, and the harbour looks away."
SECOND = "Crews are hired for one crossing, so nobody knows the other’s name."
THIRD = "Money laundering through ticket offices is as old as the tickets themselves."
FOURTH = "Harbour police take bribes so often that a tariff hangs in their canteen."
NOTES = ("A ledger of the harbour office, 1998.", "Interview with a deckhand, on board, 2022.", "Ibid.")
ADDRESS = "https://globalinitiative.net/analysis/ferries-and-the-law/"
COOKIES = "<div><p>This website uses cookies to improve your experience.</p><button>Accept all</button></div>"


def _page(body: str, title: str = f"{TITLE} – Global Initiative", head: str = "") -> str:
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def as_pandoc(canonical: str = f'<link rel="canonical" href="{ADDRESS}">') -> str:
    """Render footnotes in a section after the text, each with a link back."""

    def mark(number: int) -> str:
        return (
            f'<a href="#fn{number}" class="footnote-ref" id="fnref{number}" role="doc-noteref"><sup>{number}</sup></a>'
        )

    notes = "".join(
        f'<li id="fn{number}"><p>{text}<a href="#fnref{number}" role="doc-backlink">↩︎</a></p></li>'
        for number, text in enumerate(NOTES, 1)
    )
    return _page(
        f"<h1>{TITLE}</h1><p>{SUBTITLE}</p><h2>The routes</h2><p>{FIRST}{mark(1)}</p><p>{SECOND}{mark(2)}</p>"
        f"<h2>Who is paid</h2><p>{THIRD}</p><p>{FOURTH}{mark(3)}</p>"
        f'<section class="footnotes" role="doc-endnotes"><hr><ol>{notes}</ol></section>',
        head=canonical,
    )


def as_wordpress() -> str:
    """Render a theme with everything around the text, and the block for footnotes."""

    def mark(number: int) -> str:
        return f'<sup data-fn="u{number}" class="fn"><a href="#u{number}" id="u{number}-link">{number}</a></sup>'

    notes = "".join(
        f'<li id="u{number}">{text} <a href="#u{number}-link" aria-label="Jump to footnote reference">↩︎</a></li>'
        for number, text in enumerate(NOTES, 1)
    )
    share = (
        '<div class="share"><span>Share</span><a href="https://x.example/t">Twitter</a><a href="/f">Facebook</a></div>'
    )
    related = "".join(
        f'<article><h3><a href="/other-{n}">Another story {n}</a></h3>'
        "<p>A teaser that says a little and then stops.</p></article>"
        for n in range(3)
    )
    return _page(
        '<a href="#content">Skip to content</a><header><a href="/">Global Initiative</a>'
        '<nav><ul><li><a href="/about">About</a></li><li><a href="/login">Log in</a></li></ul></nav></header>'
        f'<main id="content"><article><header><h1>{TITLE}</h1><p class="meta">By A. Writer</p><p>12 March 2023</p>'
        f"<p>5 min read</p></header>{share}<p>{SUBTITLE}</p><h2>The routes</h2><p>{FIRST}{mark(1)}</p>"
        '<figure><img src="a.png"><figcaption>Ferries in the harbour at night</figcaption></figure>'
        f"<p>{SECOND}{mark(2)}</p>"
        f"<aside><p>A quotation that is set large beside the text, and says nothing new.</p></aside>"
        f"<h2>Who is paid</h2><p>{THIRD}</p><p>{FOURTH}{mark(3)}</p>"
        f'<ol class="wp-block-footnotes">{notes}</ol>{share}</article>'
        f"<section><h2>Related articles</h2>{related}</section></main>"
        "<aside><h2>Newsletter</h2><p>Sign up to hear from us every month about our work.</p></aside>"
        f"<footer><p>© 2023 Global Initiative. All rights reserved.</p></footer>{COOKIES}",
        head='<meta property="og:site_name" content="Global Initiative Against Transnational Organized Crime">'
        f'<meta property="og:url" content="{ADDRESS}">'
        '<meta property="article:published_time" content="2023-03-12T08:00">',
    )


def as_word_export() -> str:
    """Render a web page as a word processor saves it."""

    def mark(number: int) -> str:
        return (
            f'<a style="mso-footnote-id:ftn{number}" href="#_ftn{number}" name="_ftnref{number}" title="">'
            f"<span class=MsoFootnoteReference><span>[{number}]</span></span></a>"
        )

    notes = "".join(
        f'<div style="mso-element:footnote" id=ftn{number}><p class=MsoFootnoteText><a href="#_ftnref{number}" '
        f'name="_ftn{number}" title=""><span class=MsoFootnoteReference>[{number}]</span></a> {text}</p></div>'
        for number, text in enumerate(NOTES, 1)
    )
    normal = "<p class=MsoNormal><span lang=EN-GB>"
    return _page(
        f"<div class=WordSection1><h1>{TITLE}</h1>{normal}{SUBTITLE}</span></p><h2>The routes</h2>"
        f"{normal}{FIRST}{mark(1)}</span></p>{normal}{SECOND}{mark(2)}</span></p>"
        f"<h2>Who is paid</h2>{normal}{THIRD}</span></p>{normal}{FOURTH}{mark(3)}</span></p></div>"
        f'<div style="mso-element:footnote-list"><br clear=all><hr align=left size=1 width="33%">{notes}</div>',
        title="Global Organized Crime Index 2023: Ferries",
    )


def as_brackets_and_a_list() -> str:
    """Render marks in brackets without links, and a list headed Notes; no heading is an h1."""
    notes = "".join(f"<p>[{number}] {text}</p>" for number, text in enumerate(NOTES, 1))
    return _page(
        f"<div id=top><div>Menu</div><div>Search</div></div><div><div><h2>{TITLE}</h2><div>{SUBTITLE}</div></div>"
        f"<h3>The routes</h3><p>{FIRST} [1]</p><p>{SECOND} [2]</p>"
        f"<h3>Who is paid</h3><p>{THIRD}</p><p>{FOURTH} [3]</p><h3>Notes</h3>{notes}</div>",
        title=f"{TITLE} | GI-TOC",
    )


def as_sups_and_an_ordered_list() -> str:
    """Render superscripts without links, a list without a heading, and the text in the cells of a table."""
    notes = "".join(f"<li>{text}</li>" for text in NOTES)
    return _page(
        "<table><tr><td><a href='/'>Home</a></td><td><a href='/map'>Map</a></td></tr>"
        f"<tr><td colspan=2><h1>{TITLE}</h1><p>{SUBTITLE}</p>"
        f"<h2>The routes</h2><p>{FIRST}<sup>1</sup></p><p>{SECOND}<sup>2</sup></p>"
        f"<h2>Who is paid</h2><p>{THIRD}</p><p>{FOURTH}<sup>3</sup></p><hr><ol>{notes}</ol></td></tr></table>",
    )


def as_divisions_with_breaks() -> str:
    """Render an old page without paragraphs: separated by breaks, each section a division."""
    return _page(
        f"<div><h1><span>{TITLE}</span></h1><div>{SUBTITLE}</div></div>"
        f"<div><h2>The routes</h2>{FIRST}<a href='#n1' name='r1'><sup>1</sup></a><br><br>{SECOND}"
        f"<a href='#n2' name='r2'><sup>2</sup></a></div>"
        f"<div><h2>Who is paid</h2>{THIRD}<br><br>{FOURTH}<a href='#n3' name='r3'><sup>3</sup></a></div>"
        + "<div><h4>Endnotes</h4>"
        + "".join(f"<div><a name='n{n}' href='#r{n}'>{n}</a> {text}</div>" for n, text in enumerate(NOTES, 1))
        + "</div><div>Back to top</div>",
    )


def as_own_elements() -> str:
    """Render a page that a script builds from custom elements, notes beside their paragraphs."""

    def noted(text: str, number: int) -> str:
        return (
            f'<p>{text}<sup id="ref-{number}"><a href="#note-{number}" aria-describedby="l">{number}</a></sup></p>'
            f'<aside id="note-{number}" role="note"><p>{number}. {NOTES[number - 1]}</p></aside>'
        )

    return _page(
        f"<x-root><x-banner role='banner'>Menu</x-banner><main><x-title><h1>{TITLE}</h1></x-title>"
        f"<x-text><p>{SUBTITLE}</p>"
        f"<section><h2>The routes</h2>{noted(FIRST, 1)}{noted(SECOND, 2)}</section>"
        f"<section><h2>Who is paid</h2><p>{THIRD}</p>{noted(FOURTH, 3)}</section></x-text></main></x-root>",
    )


MARKUPS: Mapping[str, Callable[[], str]] = {
    make.__name__.removeprefix("as_"): make
    for make in (
        as_pandoc,
        as_wordpress,
        as_word_export,
        as_brackets_and_a_list,
        as_sups_and_an_ordered_list,
        as_divisions_with_breaks,
        as_own_elements,
    )
}
