"""Invented profiles, chapters and homes for tests."""

from collections.abc import Mapping, Sequence
from typing import Any

from explorer.core import paths
from explorer.corpus.home import Home
from explorer.corpus.profile_markdown import read_profile_markdown
from explorer.corpus.storage import store_chapter, store_profile
from explorer.engines.manage import rebuild
from explorer.engines.open import open_engine
from explorer.model.chapters import OPENING, Chapter, Text, chapter_id, section_slug
from explorer.model.ids import series_of_id, split_profile_id
from explorer.model.profiles import Note, Passage, Profile, Section, Source
from explorer.model.taxonomy import taxonomy
from explorer.search.results import Found, Hit

# The small corpus of the tests of search and engines: texts by profile id and section.
SMALL_TEXTS = {
    "kgz-2021": {
        "drugs": ["Heroin crosses the country on its way to Russia. Border guards take bribes and let heroin through."],
        "criminal-justice-and-security": [
            "Courts are slow and the police are poorly paid.",
            "The borders are long and hard to watch; border posts lack staff. Anti-money-laundering checks are rare.",
        ],
    },
    "kgz-2023": {
        "drugs": ["Opiates still pass through, and heroin is cheap. Co-operation with neighbours has grown."],
        "trade": ["Pistols are smuggled in lorries beneath fruit."],
    },
    "alb-2023": {
        "drugs": [
            "Cannabis is grown in the hills & sold abroad <at a profit>.",
            "Cocaine arrives in banana containers; the drug trafficking pays for flats.",
        ],
        "trade": ["Counterfeit watches fill the markets. Trafficking of drugs is another matter."],
    },
}
SMALL_SCORES = {
    "kgz-2021": {"heroin-trade": 7.0, "resilience": 4.17, "criminality": 5.33, "territorial-integrity": 4.5},
    "kgz-2023": {"heroin-trade": 7.5, "resilience": 4.0},
    "alb-2023": {"cannabis-trade": 8.0, "cocaine-trade": 6.5},
}
SMALL_CHANGES = {"kgz-2023": {"heroin-trade": 0.5, "financial-crimes": None}}

FERRIES = {
    "": [
        "Ferries carry more than people. Heroin crosses the strait under lorry loads of onions.",
        "Harbour police take bribes so often that a tariff hangs in the canteen.",
    ],
    "Drugs": ["Cocaine arrives in reefers, and the port pays for silence."],
    "Who is paid": [
        "Money laundering through ticket offices is as old as the tickets.",
        "The Arms Trade Treaty is signed by Kenya, but pistols travel in the engine room.",
    ],
}
FERRY_NOTES = {
    ("Drugs", 1): (Note("1", "A ledger of the harbour, 1998.", (26,)), Note("2", "An interview on deck.", (58,)))
}
FOUND = Found("words", 2, 5, "“heroin”", seeks_words=True, widened_by="with similar words")
PROFILE_HIT = Hit(
    id="kgz-2021/drugs/1",
    relevance=12.5,
    matched="words",
    code="KGZ",
    country="Kyrgyzstan",
    edition=2021,
    section="drugs",
    section_title="Drugs",
    paragraph=1,
    text_kind="digest",
    version="00000000",
    text="Heroin & more",
    snippet="<mark>Heroin</mark> &amp; more",
    indicators=(),
    scores={},
)
CHAPTER_HIT = Hit(
    id="ferries-and-the-law/opening/1",
    relevance=1.0,
    matched="related",
    code=None,
    country=None,
    edition=None,
    section="opening",
    section_title="Ferries and the law",
    paragraph=1,
    text_kind="full",
    version="00000000",
    text="Ferries",
    snippet="Ferries",
    indicators=(),
    scores={},
    chapter="Ferries and the law",
    series=None,
)
SENTENCE = "Ferry crews in harbour {number} hide heroin below deck and pay the customs officers who look away."


def make_section(id: str, slug: str, texts: Sequence[str], notes: tuple[Note, ...] = ()) -> Section:
    """Make a section of these paragraphs; each has the notes."""
    return Section(slug, tuple(Passage(id, slug, number, text, notes) for number, text in enumerate(texts, 1)))


def make_profile(
    id: str, sections: Mapping[str, Sequence[str]] | Sequence[Section] = (), notes: tuple[Note, ...] = (), **more: Any
) -> Profile:
    """Make a profile of sections, or of paragraphs by section, in published order: in full text, or scores alone."""
    code, edition = split_profile_id(id)
    if isinstance(sections, Mapping):
        sections = [make_section(id, slug, texts, notes) for slug, texts in sections.items()]
    ordered = sorted(sections, key=lambda section: taxonomy().heading(section.slug).number)
    known: dict[str, Any] = {"text_kind": "full" if ordered else "none", "sections": tuple(ordered)}
    return Profile(code, edition, **(known | {"series": series_of_id(id)} | more))


def small_profile(id: str) -> Profile:
    """Make a profile of the small corpus."""
    changes = SMALL_CHANGES.get(id, {})
    return make_profile(id, SMALL_TEXTS[id], text_kind="digest", scores=SMALL_SCORES[id], changes=changes)


def small_corpus() -> list[Profile]:
    return list(map(small_profile, SMALL_TEXTS))


def naming_corpus() -> list[Profile]:
    """Make profiles that name one another, some without being named in return."""
    texts = {
        "uzb-2021": {"drugs": ["Opium from Afghanistan is sent on to Russia."]},
        "uzb-2023": {
            "trade": ["Pistols come from Russian depots and from Kazakhstan. Russia denies it, as do the Kazakhs."],
            "drugs": ["Afghan heroin crosses by rail. The FATF and the Eurasian Group were told."],
        },
        "kaz-2023": {"drugs": ["Heroin goes to Russia.", "Uzbek couriers are caught with <b>pills</b> & resin."]},
        "rus-2023": {"drugs": ["Heroin arrives from Kazakhstan. The country is named by many."]},
    }
    return [make_profile(id, sections) for id, sections in texts.items()]


def bundled_digest() -> Profile:
    """Read the profile that is shipped."""
    path = paths.content("corpus") / "2021" / "kgz.md"
    return read_profile_markdown(path.read_text(encoding="utf-8"), path.name)


def kyrgyzstan_2023() -> Profile:
    """Make a later edition of the bundled country: full text, changes, footnotes and text that looks like HTML."""
    notes = (Note("1", "Own research.", (22, 52)), Note("2", "A <b>ledger</b>.", (22,)), Note("3", "About it all."))
    people = Passage("kgz-2023", "people", 1, "Traffickers <b>recruit</b> girls & retain passports.", notes)
    extortion = Passage("kgz-2023", "people", 2, "Stallholders pay protection money to a gang every week.")
    return make_profile(
        "kgz-2023",
        [Section("people", (people, extortion))],
        scores={"criminality": 5.4, "resilience": 4.2, "human-trafficking": 7.0, "heroin-trade": 6.5},
        changes={"human-trafficking": 0.5, "heroin-trade": -0.5, "criminality": None},
        source=Source("Kyrgyzstan", url="https://ocindex.net/2023/country/kyrgyzstan"),
    )


def tuvalu_2021() -> Profile:
    """Make a text long enough for several pages of hits."""
    return make_profile("tuv-2021", {"drugs": [SENTENCE.format(number=number) for number in range(1, 26)]})


def andorra_2021() -> Profile:
    """Make a profile of scores alone."""
    return make_profile("and-2021", scores={"heroin-trade": 1.5, "criminality": 2.5})


def make_chapter(
    title: str = "Ferries and the law",
    paragraphs: Mapping[str, Sequence[str]] = FERRIES,
    notes: Mapping[tuple[str, int], tuple[Note, ...]] = FERRY_NOTES,
    **more: Any,
) -> Chapter:
    """Make a chapter of these paragraphs by heading; those under no heading are its opening."""
    id = chapter_id(title)
    sections: list[Section] = []
    for heading, texts in paragraphs.items():
        slug = section_slug(heading, sections) if heading else OPENING
        passages = tuple(
            Passage(id, slug, number, text, notes.get((heading, number), ())) for number, text in enumerate(texts, 1)
        )
        sections.append(Section(slug, passages, heading=heading or title))
    return Chapter(id, title, **({"text_kind": "full", "sections": tuple(sections)} | more))


def store(home: Home, *texts: Text) -> Home:
    """Store these profiles and chapters in a home, and return it."""
    for text in texts:
        if text.kind == "profile":
            store_profile(home.profiles, text)
        else:
            store_chapter(home, text)
    return home


def index(home: Home, *texts: Text) -> Home:
    """Store these profiles and chapters in a home, build its search index, and return it."""
    store(home, *texts)
    rebuild(home, open_engine(home))
    return home


# Made-up text of two editions, in which passages of each kind of change occur.
EDITIONS_BEFORE = {
    "people": [
        "Traffickers recruit in villages by the lake. Victims are promised work in bakeries. Few cases reach a court.",
        "Smugglers guide migrants over the passes. The price is paid in three parts. Guards look the other way.",
    ],
    "drugs": [
        "Heroin crosses the country on its way north. Border guards take bribes. Some 300 kilograms were seized.",
        "Cannabis grows wild in the valleys. Families gather it in August. Traders press it into bricks.",
        "Cocaine is rare and dear. It comes by post. Customers are found in two cities.",
    ],
}
EDITIONS_AFTER = {
    "people": [
        "Smugglers guide migrants over the passes. The price is paid in three parts. Guards look the other way.",
        "Traffickers recruit in villages by the lake. Victims are promised work in bakeries. Few cases reach a court.",
    ],
    "drugs": [
        "Heroin crosses the country on its way north. Border guards take bribes. Some 450 kilograms were seized.",
        "Mephedrone is ordered by telephone. Couriers hide it in parks. Laboratories <were> found & closed in town.",
        "Cannabis grows wild in the valleys. Families gather it in August. Traders press it into bricks.",
    ],
}


def changed_editions() -> list[Profile]:
    """Make two editions of a country in full text, and one edition of another that has no text before."""
    return [
        make_profile(
            "tjk-2021", EDITIONS_BEFORE, scores={"heroin-trade": 7.0, "criminality": 5.5, "cannabis-trade": 4.0}
        ),
        make_profile(
            "tjk-2023", EDITIONS_AFTER, scores={"heroin-trade": 6.5, "criminality": 5.6, "cannabis-trade": 4.0}
        ),
        make_profile(
            "uzb-2023", {"drugs": ["Heroin is stored in garages near the river."]}, scores={"heroin-trade": 6.0}
        ),
        make_profile("uzb-2021", scores={"heroin-trade": 5.0}),
    ]
