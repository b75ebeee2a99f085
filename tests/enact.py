"""Invented profiles of the ENACT Africa index, and their pages."""

from collections.abc import Callable
from dataclasses import replace

from explorer.corpus.home import Home
from explorer.corpus.storage import store_scores
from explorer.model.profiles import Profile, Source
from explorer.model.series import find_series
from explorer.model.taxonomy import taxonomy
from tests.factories import index, make_chapter, make_profile
from tests.ingest.sample_pages import as_saved_text, sample_profile

ENACT = find_series("enact")
TEXTS = {
    "lso-2021": {"drugs": ["Dagga leaves the highlands on ponies, says the Index of 2021, and no heroin with it."]},
    "lso-2023": {"drugs": ["Dagga leaves the highlands in lorries, says the Index of 2023, and heroin comes back."]},
    "enact-lso-2019": {"drugs": ["Dagga was carried over the passes by night, and heroin was rare in the markets."]},
    "enact-lso-2021": {
        "people": ["Girls are taken over the border for domestic work."],
        "drugs": ["Dagga is carried over the passes by day, and heroin is sold beside it.", "Police look away."],
    },
}
SCORES = {
    "lso-2021": {"criminality": 4.5, "resilience": 4.0, "heroin-trade": 3.0},
    "lso-2023": {"criminality": 4.62, "resilience": 4.1, "heroin-trade": 3.5},
    "enact-lso-2019": {"criminality": 3.0, "resilience": 5.0, "heroin-trade": 6.0},
    "enact-lso-2021": {"criminality": 3.25, "resilience": 5.5, "heroin-trade": 7.5},
}
HOST = "https://africa.ocindex.net"


def address_of(edition: int, code: str = "LSO") -> str:
    """Return the address of the page of a country."""
    return f"{HOST}/{edition}/country/{taxonomy().country(code).name.lower().replace(' ', '_')}"


def enact_profile(edition: int, code: str = "LSO", moved: float = 0.0) -> Profile:
    """Make a profile as a page of that edition gives it; `moved` is added to each score but the averages."""
    like = sample_profile(2021 if edition < 2023 else 2023, code)
    id = f"enact-{code.lower()}-{edition}"
    sections = tuple(
        replace(section, passages=tuple(replace(passage, text_id=id) for passage in section.passages))
        for section in like.sections
    )
    changes = dict(like.changes) if edition == 2023 else dict.fromkeys(like.scores, 0.5) if edition == 2021 else {}
    ranks = {
        name: {area: replace(rank, change=3 if changes else None) for area, rank in areas.items() if area != "world"}
        for name, areas in like.ranks.items()
    }
    return replace(
        like,
        series="enact",
        edition=edition,
        sections=sections,
        scores={
            slug: score if taxonomy().indicator(slug).is_aggregate else score + moved
            for slug, score in like.scores.items()
        },
        changes=changes,
        ranks=ranks,
        source=Source(like.source.title, ENACT.publisher, address_of(edition, code)),
    )


def enact_page(profile: Profile, render: Callable[[Profile], str] = as_saved_text) -> str:
    """Render the page of a profile, with its address as text or markup is saved with it."""
    page = render(profile)
    if not page.startswith("<"):
        return f"{profile.source.url}\n\n{page}"
    return f"<!-- saved from url=(0044){profile.source.url} -->\n{page}"


def index_both_series(home: Home) -> Home:
    """Index profiles of the Index and of ENACT in a home, with scores of all countries of ENACT and a chapter of it."""
    for edition in (2019, 2021):
        rows = [
            make_profile(
                f"enact-{country.code.lower()}-{edition}",
                scores=SCORES.get(f"enact-{country.code.lower()}-{edition}")
                or {"criminality": 2.0 + number % 7, "resilience": 4.5, "heroin-trade": 1.0 + number % 5},
            )
            for number, country in enumerate(ENACT.countries)
        ]
        store_scores(home.scores, rows)
    texts = [
        make_profile(
            id,
            sections,
            scores=SCORES[id],
            source=Source("Lesotho", ENACT.publisher, address_of(int(id[-4:]))) if id.startswith("enact") else Source(),
        )
        for id, sections in TEXTS.items()
    ]
    about = make_chapter(
        "Ponies and passes",
        {"Routes": ["Ponies carry dagga where no road goes, and nobody asks why."]},
        {},
        series="enact",
        edition=2021,
        source=Source(publisher=ENACT.publisher, url=f"{HOST}/2021/about"),
    )
    return index(home, *texts, about, make_chapter("Rivers", {"Fords": ["Dagga floats over the fords."]}, {}))
