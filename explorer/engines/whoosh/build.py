"""Writing a generation: the Whoosh index, and beside it what is looked up by document number."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from whoosh.filedb.filestore import FileStorage

from explorer.engines.whoosh.schema import make_schema
from explorer.linking.links import Link
from explorer.profiles import Passage, Profile
from explorer.search.engine import PassageLinker, Progress
from explorer.search.tokens import stem, tokens
from explorer.taxonomy import taxonomy

INDEX = "index"  # the folder of Whoosh's own files
PROFILES, PASSAGES, WORDS = "profiles.json", "passages.json", "words.json"
MEMORY = 256  # megabytes that Whoosh may hold before it writes; one segment for any corpus of the Index


def write_generation(
    folder: Path, profiles: Iterable[Profile], passage_linker: PassageLinker, progress: Progress
) -> int:
    """Write every passage of the profiles and return their number; documents are numbered in order of id."""
    ordered = sorted(profiles, key=lambda profile: profile.id)
    total = sum(1 for profile in ordered for _ in profile.passages())
    numbers = {slug: number for number, slug in enumerate(taxonomy().scored)}
    rows: list[list[object]] = []
    passages_with: dict[str, int] = {}  # word: number of passages
    (folder / INDEX).mkdir()
    index = FileStorage(str(folder / INDEX)).create_index(make_schema())
    writer = index.writer(limitmb=MEMORY)
    try:
        for place, profile in enumerate(ordered):
            for passage in profile.passages():
                links = passage_linker.links(passage, profile.edition)
                _add(writer, profile, passage, links)
                number = taxonomy().heading(passage.section).number
                linked = [[numbers[link.indicator], link.grade] for link in links]
                rows.append([place, number, passage.number, linked])
                for word in {token.word for token in tokens(passage.text)}:
                    passages_with[word] = passages_with.get(word, 0) + 1
                progress(len(rows), total)
    except BaseException:
        writer.cancel()
        raise
    writer.commit(optimize=True)
    index.close()
    words = sorted(passages_with)
    _write(folder / PROFILES, [_profile_row(profile) for profile in ordered])
    _write(folder / PASSAGES, rows)
    _write(
        folder / WORDS,
        {
            "words": words,
            "passages": [passages_with[word] for word in words],
            "stems": sorted({stem(word) for word in words}),
        },
    )
    return total


def _add(writer: object, profile: Profile, passage: Passage, links: Sequence[Link]) -> None:
    known = taxonomy()
    country = profile.country
    writer.add_document(  # type: ignore[attr-defined]
        body=passage.text,
        exact=passage.text,
        title=known.heading(passage.section).title,
        labels=" . ".join(known.indicator(link.indicator).label for link in links),
        place=" . ".join((country.name, *country.also, *country.demonyms)),
        linked=" ".join(slug for link in links for slug in linked_terms(link)),
        profile=profile.id,
        country=country.code,
        region=country.region,
        continent=country.continent,
        edition=str(profile.edition),
        section=passage.section,
        stored=(
            passage.text,
            tuple((link.indicator, link.grade, tuple(one.text for one in link.evidence)) for link in links),
        ),
    )


def linked_terms(link: Link) -> tuple[str, ...]:
    """The terms by which a passage is found through a link."""
    return (link.indicator, f"{link.indicator}/{link.grade}")


def _profile_row(profile: Profile) -> dict[str, object]:
    """What is asked of a profile; scores in hundredths, because floats are no keys to compare by."""
    return {
        "id": profile.id,
        "code": profile.code,
        "edition": profile.edition,
        "text": profile.text,
        "scores": {slug: round(score * 100) for slug, score in profile.scores.items()},
        "changes": {slug: None if change is None else round(change * 100) for slug, change in profile.changes.items()},
    }


def _write(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
