"""Invented country pages: one profile, in the many shapes that a page can have.

Every renderer takes a profile and returns a page with exactly its content.
"""

import html
import random
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from explorer.ingest.country_page import read_country_page
from explorer.model.profiles import Passage, Profile, Section, Source
from explorer.model.ranks import AREAS, Rank
from explorer.model.scores import criminality, mean_score, rounded
from explorer.model.taxonomy import PILLARS, taxonomy

FACTS = {
    "capital": "Maseru",
    "gdp": "USD 2,046.00 million",
    "income-group": "Lower middle income",
    "population": "2,281,454",
    "area": "30,360 km²",
    "geography-type": "Landlocked",
    "gini-index": "44.9",
}
FACT_LABELS = {
    "capital": "Capital",
    "gdp": "Gross domestic product (GDP)",
    "income-group": "Income group",
    "population": "Population",
    "area": "Area",
    "geography-type": "Geography type",
    "gini-index": "GINI Index",
}
PASSAGES = {
    "people": (
        "Traders’ caravans once crossed the highlands; today lorries carry workers – some willingly, some not – to "
        "farms below the escarpment. Recruiters collect a fee of 3.50 for each, and villages rarely report it.",
        "Guides who know the passes ask for payment twice. Most of those who cross are seasonal shearers, and "
        "the quiet season, café owners say, is the time when debts are called in.",
    ),
    "trade": (
        "Old rifles change hands at cattle fairs. Human trafficking 9.50 is a line in a ledger that an auditor once "
        "quoted, not a score of this page.",
    ),
    "environment": (
        "Aloes leave the plateau in sacks marked as fodder. Herbalists buy them by weight.",
        "Diamonds are dug by hand along two rivers. “Nobody weighs them”, a miner said in 2023.",
    ),
    "drugs": (
        "Cannabis grows on terraces too steep for maize, and is carried down by pony. Buyers wait on the far bank.",
        "Tablets are rare. Those that are found come by parcel post.",
    ),
    "cyber-crimes": ("A mobile-money outage in spring was first blamed on thieves and then on a digger.",),
    "financial-crimes": ("Burial clubs have lost deposits to a bookkeeper who kept two sets of books.",),
    "criminal-actors": (
        "Bands formed around rival accordion songs fight over taxi ranks. Their blankets show the side they are on.",
        "Officials sell number plates. Firms from abroad own the two largest pawnshops.",
    ),
    "leadership-and-governance": (
        "Coalitions last as long as a harvest, and each begins with a promise to finish a law.",
    ),
    "criminal-justice-and-security": (
        "Courts sit four days a week. Files are moved by bicycle, and one cell in three has a roof that leaks.",
        "Herders patrol the border on foot, with radios that work on hilltops.",
    ),
    "economic-and-financial-environment": ("Wool is taxed twice and mohair not at all, which brokers have noticed.",),
    "civil-society-and-social-protection": (
        "A choir in the capital houses witnesses; it has four beds. The state pays for the bread.",
        "Newspapers print what readers send by telephone. Editors have been sued nine times and have won eight.",
    ),
}
NOTE = "*Nothing is said here of what this edition did not judge"
DEFINITION = "What is judged here, in words that a page may put between its numbers; 7.50 would be a score."
FOOT = (
    "For a better experience, turn your telephone.",
    "Give us feedback",
    "Write to the authors of this page when something on it is wrong.",
)


def sample_profile(edition: int, country: str = "LSO") -> Profile:
    """Make a profile as a page of that edition gives it."""
    scores = {indicator.slug: 2.0 + place % 9 / 2 for place, indicator in enumerate(taxonomy().indicators_of(edition))}
    groups = {
        pillar: [scores[indicator.slug] for indicator in taxonomy().indicators_of(edition, pillar)]
        for pillar in PILLARS
    }
    scores |= {pillar: rounded(mean_score(group)) for pillar, group in groups.items()}
    scores["criminality"] = rounded(criminality(groups["criminal-markets"], groups["criminal-actors"]))
    moved = (0.5, -0.26, 0.0, 1.0, -0.5)
    changes: dict[str, float | None] = {slug: moved[place % 5] for place, slug in enumerate(scores)}
    if edition == 2023:
        changes |= {indicator.slug: None for indicator in taxonomy().indicators if indicator.first_edition == 2023}
    is_first = edition == 2021
    places = {"world": (131, 193, ""), "continent": (40, 54, "Africa"), "region": (9, 13, "Southern Africa")}
    ranks = {
        name: {
            area: Rank(rank + place, of, inside, None if is_first else change)
            for (area, (rank, of, inside)), change in zip(places.items(), (5, -1, 0), strict=True)
        }
        for place, name in enumerate(("criminality", "resilience"))
    }
    named = f"{country.lower()}-{edition}"
    unscored = ("cyber-crimes", "financial-crimes") if is_first else ()
    return Profile(
        code=country,
        edition=edition,
        text_kind="full",
        sections=tuple(
            Section(slug, (), (NOTE,))
            if slug in unscored
            else Section(slug, tuple(Passage(named, slug, place, text) for place, text in enumerate(texts, 1)))
            for slug, texts in PASSAGES.items()
        ),
        facts={slug: value for slug, value in FACTS.items() if not is_first or slug not in ("gdp", "gini-index")},
        scores=scores,
        changes={} if is_first else changes,
        ranks=ranks,
        source=Source(title=taxonomy().country(country).name),
    )


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a page, in the order of the site."""

    kind: str  # title, fact, headline, rank, score, analysis, numbers, heading, passage, note or foot
    text: str  # the label, if any
    value: str = ""  # of a fact or score
    change: str = ""


def items(profile: Profile, definitions: bool = True) -> Iterator[Item]:
    """Yield the items of a page in the order of the site: a headline's score before it, all others after."""
    yield Item("title", taxonomy().country(profile.code).name)
    for slug, value in profile.facts.items():
        yield Item("fact", FACT_LABELS[slug], value)
    yield from _pillar(profile, "criminality", "criminal-markets", "criminal-actors", definitions=definitions)
    for _ in range(2):  # the site shows resilience twice, for two widths of screen
        yield from _pillar(profile, "resilience", definitions=definitions)
    yield Item("analysis", "Analysis")
    yield Item("numbers", " ".join(f"{number:02}" for number in range(1, 12)))
    for section in profile.sections:
        yield Item("heading", section.title)
        yield from (Item("passage", passage.text) for passage in section.passages)
        yield from (Item("note", note) for note in section.notes)
    yield from (Item("foot", line) for line in FOOT)


def _pillar(profile: Profile, headline: str, *pillars: str, definitions: bool) -> Iterator[Item]:
    yield _score(profile, headline, "headline", f"{headline.capitalize()} score")
    for area in AREAS if headline in profile.ranks else ():
        if area not in profile.ranks[headline]:
            continue  # another series than the Index ranks no country in the world
        rank = profile.ranks[headline][area]
        ending = {1: "st", 2: "nd", 3: "rd"}.get(rank.rank % 10 * (rank.rank // 10 % 10 != 1), "th")
        inside = f" in {rank.name}" if rank.name else ""
        change = "" if rank.change is None else f" {rank.change}" if area == "world" else f"{rank.change}"
        yield Item("rank", f"{rank.rank}{ending} of {rank.of} countries{inside}", change=change)
    for pillar in pillars or (headline,):
        if pillars:
            yield _score(profile, pillar, "score", taxonomy().indicator(pillar).label)
            yield from [Item("definition", DEFINITION)] * definitions
        for indicator in taxonomy().indicators_of(profile.scored_as, pillar):
            yield _score(profile, indicator.slug, "score", indicator.label)
            yield from [Item("definition", DEFINITION)] * definitions


def _score(profile: Profile, slug: str, kind: str, label: str) -> Item:
    change = ""
    if slug in profile.changes:
        moved = profile.changes[slug]
        change = " n/a" if moved is None else f"{moved:.2f}".replace("-", "−" if slug == "prevention" else "-")
    return Item(kind, label, f"{profile.scores[slug]:.2f}", change)


def glued_lines(profile: Profile, definitions: bool = True) -> Iterator[str]:
    """Return the lines as a reader sees them, a score and its change in one."""
    for item in items(profile, definitions):
        if item.kind == "headline":
            yield item.value + item.change
            yield item.text
        elif item.kind in ("fact", "score"):
            yield item.text
            yield item.value + item.change
        else:
            yield item.text + item.change


def as_saved_text(profile: Profile) -> str:
    menu = "An Index of something else\nYear:\nRead the report\nChad\nx\n\n    Profile\n\n"
    return menu + "\n\n".join(f"    {line}" for line in glued_lines(profile))


def late_lines(profile: Profile) -> list[str]:
    """Return the lines of a page that starts below its name, facts and ranks."""
    left = [item for item in items(profile) if item.kind not in ("title", "fact", "rank")]
    lines = ["How to measure organized crime?", "A series of papers, one for each market."]
    for item in left:
        if item.kind == "headline":
            lines += [item.value + item.change, item.text]
        else:
            lines += [item.text, item.value + item.change] if item.value else [item.text]
    return lines


def as_bare_text(profile: Profile) -> str:
    """Render text as programs take it out of a page: without its headlines, the first label joined to a link."""
    lines = [item for item in items(profile) if item.kind not in ("title", "fact", "rank", "headline")]
    text = "\n".join(f"{item.text}\n{item.value}{item.change}" if item.value else item.text for item in lines)
    return f"How to measure organized crime?\nA series of papers.\nRead more on globalinitiative.net{text}"


def as_late_text(profile: Profile) -> str:
    return "\n\n".join(late_lines(profile))


def as_late_markup(profile: Profile, title: str = "The Organized Crime Index | ENACT") -> str:
    lines = "".join(f"<div><p>{html.escape(line)}</p></div>" for line in late_lines(profile))
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body><main>{lines}</main></body></html>"


def as_dense_text(profile: Profile) -> str:
    return "\r\n".join(glued_lines(profile))


def as_wrapped_text(profile: Profile) -> str:
    """Render text as browsers save it that break its lines at a fixed width."""
    return "\n\n".join(textwrap.fill(line, 72, break_on_hyphens=False) for line in glued_lines(profile))


def as_soup(profile: Profile) -> str:
    """Render meaningless class names, on one line, without white space."""
    parts = ['<div class="a1"><div class="b2"><span>Profile</span></div>']
    for item in items(profile):
        text = html.escape(item.text)
        cells = {
            "fact": (text, item.value),
            "headline": (item.value, item.change, text),
            "score": (text, item.value, item.change),
            "rank": (text, item.change),
        }.get(item.kind, (text,))
        spans = "".join(f'<span class="x{len(cell)}">{cell}</span>' for cell in cells if cell)
        parts.append(f'<div class="c{len(text)}">{spans}</div>')
    return _document("".join(parts) + "</div>")


def as_spans(profile: Profile) -> str:
    """Render nothing but spans in one block: only elements separate the texts."""
    return _document("<div>" + "".join(f"<span>{html.escape(line)}</span>" for line in glued_lines(profile)) + "</div>")


def as_separate_blocks(profile: Profile) -> str:
    """Render a score and its change in blocks of their own, and no definitions between them."""
    parts = []
    for item in items(profile, definitions=False):
        text = html.escape(item.text)
        cells = (item.value, item.change, text) if item.kind == "headline" else (text, item.value, item.change)
        parts += [f"<div>{cell.strip()}</div>" for cell in cells if cell.strip()]
    return _document("<main>" + "".join(parts) + "</main>")


def as_headings_and_lists(profile: Profile) -> str:
    parts = ["<nav><ul><li>People</li><li>Trade</li><li>Environment</li><li>Drugs</li></ul></nav>"]
    for item in items(profile):
        text = html.escape(item.text)
        parts.append(
            {
                "title": f"<h1>{text}</h1>",
                "fact": f"<dl><dt>{text}</dt><dd>{item.value}</dd></dl>",
                "headline": f"<h2><strong>{item.value}{item.change}</strong> {text}</h2>",
                "rank": f"<p>{text}<em>{item.change}</em></p>",
                "score": f"<ul><li>{text}: <b>{item.value}{item.change}</b></li></ul>",
                "analysis": f"<h2>{text}</h2>",
                "heading": f"<h3>{text.upper()}</h3>",
                "passage": f"<ul><li><p>{text}</p></li></ul>",
                "foot": f"<footer>{text}</footer>",
            }.get(item.kind, f"<p>{text}</p>")
        )
    return _document("\n  ".join(parts))


def as_tables(profile: Profile) -> str:
    parts = []
    for item in items(profile):
        text = html.escape(item.text)
        cells = (item.value, item.change, text) if item.kind == "headline" else (text, item.value, item.change)
        parts.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells if cell) + "</tr>")
    return _document("<table><tbody>" + "\n".join(parts) + "</tbody></table>")


def as_unclosed_tags(profile: Profile) -> str:
    return "<html><body><div><ul>" + "".join(
        f"<li><p>{html.escape(line)}" if place % 2 else f"<p>{html.escape(line)}"
        for place, line in enumerate(glued_lines(profile))
    )


def as_breaks(profile: Profile) -> str:
    """Render one paragraph, divided by forced breaks alone."""
    return _document("<p>" + "<br><br>".join(html.escape(line) for line in glued_lines(profile)) + "</p>")


def as_own_elements(profile: Profile) -> str:
    """Render custom elements, pretty-printed."""
    return _document(
        "<my-page>\n"
        + "\n".join(f"  <my-line>\n    <p>{html.escape(line)}</p>\n  </my-line>" for line in glued_lines(profile))
    )


def as_preformatted(profile: Profile) -> str:
    return _document(f"<pre>{html.escape(as_saved_text(profile))}</pre>")


def as_random_markup(profile: Profile, seed: int) -> str:
    """Render other elements for every line: divided words, random white space, hidden parts, four forms of scores."""
    chance = random.Random(seed)
    shape = chance.choice(("glued", "spans", "cells", "blocks"))

    def block(content: str) -> str:
        for _ in range(chance.randint(1, 3)):
            name = chance.choice(("div", "p", "section", "article", "blockquote", "main", "center", "header"))
            name = "div" if name == "p" and "<" in content else name
            content = f"<{name} class='k{chance.randrange(99)}'>{content}</{name}>"
        return content

    def divided(text: str) -> str:
        start = chance.randrange(1, len(text) - 1)
        end = chance.randrange(start + 1, len(text))
        name = chance.choice(("b", "i", "span", "em", "a", "u", "my-x"))
        parts = [text[:start], f"<{name}>", text[start:end], f"</{name}>", text[end:]]
        parts = [part if part[0] == "<" else html.escape(part).replace(" ", chance.choice(" \n\xa0")) for part in parts]
        return block("".join(parts) if chance.random() < 0.5 else html.escape(text))

    def numbers(item: Item) -> str:
        cells = [cell for cell in (item.value, item.change.strip()) if cell]
        if shape == "glued" or item.kind == "fact":
            return block(item.value + item.change)
        if shape == "spans":
            return block("".join(f"<span>{cell}</span>" for cell in cells))
        if shape == "cells":
            return "<table><tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr></table>"
        return "".join(map(block, cells))

    hidden = ("", "", "\n", "<b hidden>9.99</b>", "<!-- People -->", "<svg><text>7.50</text></svg>")
    parts: list[str] = []
    for item in items(profile, definitions=seed % 4 > 0):
        label = divided(item.text)
        if item.kind == "rank":
            label = block(html.escape(item.text) + chance.choice(("<i>{}</i>", "{}")).format(item.change))
        pieces = [label, numbers(item)] if item.value else [label]
        parts += reversed(pieces) if item.kind == "headline" else pieces
        parts.append(chance.choice(hidden))
    return _document("".join(parts))


def _document(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>An Index</title>{head}</head><body>{body}</body></html>"


RENDERERS: tuple[Callable[[Profile], str], ...] = (
    as_saved_text,
    as_dense_text,
    as_wrapped_text,
    as_soup,
    as_spans,
    as_separate_blocks,
    as_headings_and_lists,
    as_tables,
    as_unclosed_tags,
    as_breaks,
    as_own_elements,
    as_preformatted,
)

OLD = sample_profile(2021)


def read(page: str, name: str = "page.html", edition: int | None = None) -> Profile:
    return read_country_page(page.encode(), name, edition).profile


def with_first_passage(markup: str) -> str:
    """Render a page whose first passage has this markup."""
    page = as_headings_and_lists(OLD)
    first = html.escape(PASSAGES["people"][0])
    assert first in page
    return page.replace(first, markup)
