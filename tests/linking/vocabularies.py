"""Small vocabularies on disk, with weights that never change, for tests of what reads and checks them."""

from pathlib import Path

import numpy as np

from explorer.linking.link_model import COLUMNS, LinkModel, write_model
from explorer.model.taxonomy import PILLARS, taxonomy

HEROIN = "heroin-trade"
HEROIN_FILE = "markets/heroin-trade.toml"
WORDS = """\
[[thresholds]]
section = 0.5
elsewhere = 0.3
main = 0.6
told = 0.3
everyday = 4

[[class]]
name = "police"
about = "The police."
terms = ["police", "constable"]

[[class]]
name = "crime"
about = "Crime."
terms = ["smuggl*"]

[[class]]
name = "everyday"
about = "Everyday life."
terms = ["orchestra"]

[[ignore_phrases]]
about = "Harmless."
phrases = ["heroin chic"]
"""
INDICATOR = """\
[[indicator]]
slug = "{slug}"
query_terms = {query_terms}
"""
ENTRY = """\

[[entry]]
strength = "{strength}"
terms = {terms}
{near}note = "Why."
example = "{example}"
counterexample = "{counterexample}"
"""
# Log-odds: an entry that links is enough anywhere, a name in a section about it, a hint with another alone.
WEIGHTS = {
    **dict.fromkeys(PILLARS, -4.0),
    "section": 1.0,
    "links": 6.0,
    "names": 2.0,
    "suggests": 1.0,
    "section names": 3.0,
}


def indicator_table(slug: str = HEROIN, query_terms: str = '["heroin"]') -> str:
    return INDICATOR.format(slug=slug, query_terms=query_terms)


def entry_table(
    terms: str,
    strength: str = "names",
    near: str = "",
    example: str = "Heroin is sold.",
    counterexample: str = "The heroine sang.",
) -> str:
    return ENTRY.format(strength=strength, terms=terms, near=near, example=example, counterexample=counterexample)


def write_vocabulary(folder: Path, *entries: str, words: str = WORDS, known: str = '["nyaope"]') -> Path:
    """Write a vocabulary whose file on heroin has these entries, and every other indicator one of its own name."""
    for indicator in taxonomy().indicators:
        path = folder / indicator.pillar.removeprefix("criminal-") / f"{indicator.slug}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        name = indicator.slug.replace("-", " ")
        own = entry_table(f'["{name}"]', "suggests", example=f"This is {name}.", counterexample="This is none.")
        tables = entries if indicator.slug == HEROIN else (own,)
        query_terms = '["heroin"]' if indicator.slug == HEROIN else f'["{name}"]'
        path.write_text(indicator_table(indicator.slug, query_terms) + "".join(tables), encoding="utf-8")
    (folder / "words.toml").write_text(words, encoding="utf-8")
    (folder / "known_words.toml").write_text(f'[[known_words]]\nabout = "x"\nwords = {known}\n', encoding="utf-8")
    row = [WEIGHTS.get(column, 0.0) for column in COLUMNS]
    write_model(folder, LinkModel(np.array([row] * len(taxonomy().indicators)), {}))
    return folder
