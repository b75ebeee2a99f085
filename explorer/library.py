"""The profiles on disk: those that are bundled and those that the user imported.

Three layers make one profile: a page or document that was imported, the scores of an imported
workbook, and the bundled digest. The first layer that has text gives the text; scores, facts and
ranks that an upper layer lacks come from the next.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from explorer import paths
from explorer.errors import CorpusError, NotFoundError
from explorer.home import Home, write_atomically
from explorer.profiles import Profile, Source, parse_reference
from explorer.reading.document import read_document, write_document
from explorer.taxonomy import taxonomy


def merged(layers: Iterable[Profile]) -> Profile:
    """One profile of several layers, the strongest first. They are of one country and edition."""
    first, *others = layers
    whole = first
    for layer in others:
        text_from = layer if whole.text == "none" else whole
        whole = replace(
            whole,
            text=text_from.text,
            sections=text_from.sections,
            source=text_from.source if whole.text == "none" or whole.source == Source() else whole.source,
            facts={**layer.facts, **whole.facts},
            scores={**layer.scores, **whole.scores},
            changes={**layer.changes, **whole.changes},
            ranks={**layer.ranks, **whole.ranks},
        )
    order = taxonomy().scored
    return replace(whole, scores={slug: whole.scores[slug] for slug in order if slug in whole.scores})


@dataclass(frozen=True)
class Library:
    """The corpus as one home sees it.

    It is read from disk as asked for and holds what it read: open it again to see what changed.
    """

    home: Home
    bundled: Path

    @classmethod
    def open(cls, home: Home) -> "Library":
        """The bundled corpus with what was imported into a home."""
        return cls(home, paths.content("corpus"))

    @cached_property
    def _files(self) -> Mapping[str, tuple[Path, ...]]:
        """For each profile id its files, the strongest layer first."""
        found: dict[str, list[Path]] = {}
        for layer in (self.home.profiles, self.home.scores, self.bundled):
            for path in sorted(layer.glob("[0-9][0-9][0-9][0-9]/*.md")):
                found.setdefault(f"{path.stem}-{path.parent.name}", []).append(path)
        return {key: tuple(found[key]) for key in sorted(found)}

    @cached_property
    def _read(self) -> dict[str, Profile]:
        return {}

    def ids(self) -> tuple[str, ...]:
        """The ids of all profiles, in order of code and edition."""
        return tuple(self._files)

    def __contains__(self, profile: object) -> bool:
        return profile in self._files

    def profile(self, id: str) -> Profile:
        """The profile of that id, all layers merged. Raises NotFoundError or CorpusError."""
        if id not in self._read:
            if id not in self._files:
                reference = parse_reference(id)
                country = taxonomy().country(reference.code)
                raise NotFoundError(
                    f"There is no profile {id}: {country.name} {reference.edition} has not been imported here."
                )
            self._read[id] = merged(_read_file(path, id) for path in self._files[id])
        return self._read[id]

    def profiles(self) -> Iterator[Profile]:
        """Every profile, in order of id. Raises CorpusError at the first file that cannot be read."""
        return (self.profile(id) for id in self.ids())

    def editions(self, code: str) -> tuple[int, ...]:
        """The editions in which there is a profile of a country, oldest first."""
        return tuple(int(id[4:]) for id in self.ids() if id.startswith(f"{code.lower()}-"))

    def fingerprint(self) -> str:
        """A hash of all that the search index is made from: profiles and vocabulary."""
        digest = hashlib.sha256()
        vocabulary = sorted(path for path in paths.content("index").rglob("*.toml") if "built" not in path.parts)
        for path in (*(path for files in self._files.values() for path in files), *vocabulary):
            data = path.read_bytes()
            digest.update(f"{path.parent.name}/{path.name}:{len(data)}\n".encode())
            digest.update(data)
        return digest.hexdigest()

    def layer(self, folder: Path, id: str) -> Profile | None:
        """What one layer alone holds of a profile: `home.profiles`, `home.scores` or the bundled corpus."""
        for path in self._files.get(id, ()):
            if path.is_relative_to(folder):
                return _read_file(path, id)
        return None


def _read_file(path: Path, id: str) -> Profile:
    try:
        profile = read_document(path.read_text(encoding="utf-8"), str(path))
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: the file is not UTF-8 (byte {error.start}).") from error
    except OSError as error:
        raise CorpusError(f"{path}: the file cannot be read ({error.strerror}).") from error
    if profile.id != id:
        raise CorpusError(f"{path}:1: the file holds {profile.id}, but its name says {id}.")
    return profile


def keep(folder: Path, profile: Profile) -> Path:
    """Write a profile into a layer, `home.profiles` or `home.scores`, and say where. Raises HomeError."""
    path = folder / str(profile.edition) / f"{profile.code.lower()}.md"
    write_atomically(path, write_document(profile).encode())
    return path


def keep_source(home: Home, data: bytes, name: str, profile: str = "") -> Path:
    """Keep a snapshot of what was imported, named by profile and hash. Raises HomeError."""
    stem = profile or Path(name).stem
    path = home.sources / f"{stem}-{hashlib.sha256(data).hexdigest()[:12]}{Path(name).suffix.lower() or '.txt'}"
    if not path.exists():
        write_atomically(path, data)
    return path
