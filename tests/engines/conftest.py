"""A small corpus of our own words, and engines over it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from explorer.corpus.profile_markdown import read_profile_markdown
from explorer.engines.whoosh.backend import WhooshEngine
from explorer.linking.linker import linker
from explorer.model.profiles import Passage, Profile, Section

TEXTS = {
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
SCORES = {
    "kgz-2021": {"heroin-trade": 7.0, "resilience": 4.17, "criminality": 5.33, "territorial-integrity": 4.5},
    "kgz-2023": {"heroin-trade": 7.5, "resilience": 4.0},
    "alb-2023": {"cannabis-trade": 8.0, "cocaine-trade": 6.5},
}
CHANGES = {"kgz-2023": {"heroin-trade": 0.5, "financial-crimes": None}}


def make_profile(id: str) -> Profile:
    sections = tuple(
        Section(slug, tuple(Passage(id, slug, number, text) for number, text in enumerate(texts, 1)))
        for slug, texts in TEXTS[id].items()
    )
    order = {"trade": 2, "drugs": 4, "criminal-justice-and-security": 9}
    return Profile(
        code=id[:3].upper(),
        edition=int(id[4:]),
        text_kind="digest",
        sections=tuple(sorted(sections, key=lambda section: order[section.slug])),
        scores=SCORES[id],
        changes=CHANGES.get(id, {}),
    )


@pytest.fixture(scope="session")
def profiles() -> list[Profile]:
    return [make_profile(id) for id in TEXTS]


@pytest.fixture
def make_engine(tmp_path: Path) -> Iterator[Callable[[], WhooshEngine]]:
    """Engines over one folder of generations, closed at the end."""
    made: list[WhooshEngine] = []

    def make() -> WhooshEngine:
        made.append(WhooshEngine(tmp_path / "generations", linker()))
        return made[-1]

    yield make
    for engine in made:
        engine.close()


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, profiles: list[Profile]) -> Iterator[WhooshEngine]:
    """An engine over the small corpus."""
    made = WhooshEngine(tmp_path_factory.mktemp("home") / "generations", linker())
    made.build(profiles, "small")
    yield made
    made.close()


@pytest.fixture(scope="module")
def bundled_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    """An engine over the bundled digest."""
    path = Path(__file__).parents[2] / "corpus/2021/kgz.md"
    made = WhooshEngine(tmp_path_factory.mktemp("home") / "generations", linker())
    made.build([read_profile_markdown(path.read_text(encoding="utf-8"), str(path))], "bundled")
    yield made
    made.close()
