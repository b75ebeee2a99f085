"""When texts and scores were first seen here: kept in the home, apart from the index, which may be built anew.

`first-seen/2023/ken.txt`, `first-seen/enact/2019/lso.txt` and `first-seen/chapters/ferries.txt` have a line for each
passage that a text has or had, `first-seen/scores.txt` one for the scores of each profile: the start of a SHA-256, the
time in UTC, and how it is known. The bundled corpus has such files, too, with the day of the release.
"""

import datetime
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from explorer.core import paths
from explorer.core.days import utc_now
from explorer.core.file_reading import read_file
from explorer.corpus.home import Home, HomeError
from explorer.corpus.storage import StoredFile, profile_place
from explorer.model.chapters import Text
from explorer.model.ids import is_profile_id

# Seen when it came; found, or dated by the day on which its source was retrieved, where it was here before dates were
# kept; released with the bundled corpus; or not recorded.
SeenHow = Literal["seen", "found", "retrieved", "released", "unrecorded"]

FOLDER = "first-seen"  # in a home and in the bundled corpus
SCORES = "scores.txt"
MOST_LINES = 20_000  # of one file; the oldest of what is no longer there go first
_DIGITS = 16  # hexadecimal, of a hash
_RECORDED = get_args(SeenHow)[:-1]
_LINE = re.compile(
    rf"(?P<key>[0-9a-f]{{{_DIGITS}}}) (?P<at>\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\dZ) (?P<how>{'|'.join(_RECORDED)})"
)


@dataclass(frozen=True, slots=True, order=True)
class FirstSeen:
    """The time at which a text, or the scores of a profile, were first seen here."""

    at: datetime.datetime  # in UTC, whole seconds
    how: SeenHow = "seen"

    @property
    def sentence(self) -> str:
        """The day, and how it is known."""
        day = f"{self.at.day} {self.at:%B %Y}"
        match self.how:
            case "seen":
                return f"First seen here on {day}."
            case "found":
                return f"Here when dates were first kept, on {day}; it may have come earlier."
            case "retrieved":
                return f"Here before dates were kept; retrieved from its source on {day}."
            case "released":
                return f"Part of the OC Explorer since its release of {day}."
        return f"When it was first seen here is not recorded; the search index is of {day}."


Record = Mapping[str, FirstSeen]  # by key


def passage_key(text: str) -> str:
    """Return the key of a passage in the record of its profile or chapter."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def scores_key(id: str, scores: Mapping[str, float]) -> str:
    """Return the key of the scores of a profile."""
    lines = [id, *(f"{slug} {score:.2f}" for slug, score in sorted(scores.items()))]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:_DIGITS]


class SeenDates:
    """The records of a home, each read once, without what cannot be read; `built` is the time of the search index."""

    def __init__(self, home: Home, built: datetime.datetime) -> None:
        self.built = built
        self._home = home
        self._records: dict[str, Record] = {}

    def of_passage(self, text_id: str, text: str) -> FirstSeen:
        """Return when a passage of a profile or chapter was first seen."""
        return self._find(_name_of(text_id), passage_key(text))

    def of_scores(self, id: str, scores: Mapping[str, float]) -> FirstSeen:
        """Return when the scores of a profile were first seen."""
        return self._find(SCORES, scores_key(id, scores))

    def _find(self, name: str, key: str) -> FirstSeen:
        if name not in self._records:
            self._records[name] = _record(self._home, name)
        return self._records[name].get(key) or FirstSeen(self.built, "unrecorded")


def record_import(home: Home, texts: Iterable[Text], stored: Callable[[str], Text | None]) -> Iterator[StoredFile]:
    """Yield the records of texts that an import brings, as files of the home.

    What the home has `stored` under their ids came before dates were kept, where there is no record of it. Raises
    HomeError where a record cannot be read.
    """
    now = utc_now()
    for text in texts:
        if text.text_kind != "none":
            yield from _extended(home, text, now, stored)


def record_corpus(home: Home, texts: Iterable[Text]) -> dict[Path, bytes]:
    """Return the records of all that a corpus has and that no import recorded, as files of the home.

    Where none were made yet, its texts were here before dates were kept. Raises HomeError where one cannot be read.
    """
    now = utc_now()
    is_first, had_index = not has_records(home), home.generations.is_dir()
    scores: list[str] = []
    files: dict[Path, bytes] = {}
    for text in texts:
        if text.scores:
            scores.append(scores_key(text.id, text.scores))
        if text.text_kind != "none":
            here_before = {text.id: text} if is_first else {}
            files.update(_extended(home, text, now, here_before.get))
    seen = FirstSeen(now, "found" if is_first and had_index else "seen")
    known, bundled = _read(home.first_seen / SCORES), _read(_bundled() / SCORES)
    record = known | {key: seen for key in scores if key not in known and key not in bundled}
    if is_first or record != known:
        files[home.first_seen / SCORES] = _render(record, scores)
    return files


def has_records(home: Home) -> bool:
    """Tell whether dates were recorded by a build; not so where the home cannot be searched."""
    return os.path.exists(home.first_seen / SCORES)  # noqa: PTH110 - Path.exists raises where a folder is closed


def record_problems(home: Home) -> Iterator[str]:
    """Yield the records that cannot be read, and the lines of others that are none."""
    unlisted: list[OSError] = []
    for folder, folders, names in os.walk(home.first_seen, onerror=unlisted.append):
        folders.sort()
        for name in sorted(names):
            if name.endswith(".txt") and not name.startswith("."):
                yield from _problems(Path(folder, name))
    for error in unlisted:
        if not isinstance(error, FileNotFoundError):
            yield f"{error.filename}: the folder cannot be read ({error.strerror})"


def _problems(path: Path) -> Iterator[str]:
    try:
        lines = read_file(path).decode(errors="replace").splitlines()
    except OSError as error:
        yield f"{path}: the dates cannot be read ({error.strerror})"
        return
    wrong = [number for number, line in enumerate(lines, 1) if not _parse(line)]
    if wrong:
        yield f"{path}:{wrong[0]}: the line is not a hash, a time in UTC and one of {', '.join(_RECORDED)}"


def _record(home: Home, name: str) -> Record:
    record: dict[str, FirstSeen] = {}
    for folder in (home.first_seen, _bundled()):  # the day of a release is the same in every home
        with suppress(HomeError):
            record |= _read(folder / name)
    return record


def _bundled() -> Path:
    return paths.content("corpus") / FOLDER


def _name_of(id: str) -> str:
    place = profile_place(Path(), id) if is_profile_id(id) else Path("chapters", f"{id}.md")
    return place.with_suffix(".txt").as_posix()


def _keys(text: Text) -> list[str]:
    return [passage_key(passage.text) for passage in text.passages()]


def _undated(text: Text, now: datetime.datetime) -> dict[str, FirstSeen]:
    """Date a text that was here before dates were kept: by the day on which its source was retrieved, else by now."""
    seen = FirstSeen(now, "found")
    with suppress(ValueError):
        day = datetime.date.fromisoformat(text.source.retrieved)
        if day <= now.date():
            seen = FirstSeen(datetime.datetime.combine(day, datetime.time(), datetime.UTC), "retrieved")
    return dict.fromkeys(_keys(text), seen)


def _extended(
    home: Home, text: Text, now: datetime.datetime, stored: Callable[[str], Text | None]
) -> Iterator[StoredFile]:
    """Yield the record of a text with the passages that are new to it; nothing where none is."""
    name, keys = _name_of(text.id), _keys(text)
    known, bundled = _read(home.first_seen / name), _read(_bundled() / name)
    undated = None if known else stored(text.id)
    added = dict.fromkeys(keys, FirstSeen(now)) | (_undated(undated, now) if undated else {})
    record = {key: seen for key, seen in added.items() if key not in bundled} | known
    if record != known:
        yield home.first_seen / name, _render(record, keys)


def _render(record: Record, current: Iterable[str]) -> bytes:
    here = set(current)  # what is there now is kept
    kept = sorted(record, key=lambda key: (key in here, record[key], key))[-MOST_LINES:]
    lines = sorted((record[key].at, key, record[key].how) for key in kept)
    return "".join(f"{key} {at:%Y-%m-%dT%H:%M:%SZ} {how}\n" for at, key, how in lines).encode()


def _read(path: Path) -> dict[str, FirstSeen]:
    """Read a record, without lines that are damaged; one that is not there has none. Raises HomeError."""
    try:
        lines = read_file(path).decode(errors="replace").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise HomeError(f"{path}: the dates cannot be read ({error.strerror}).") from error
    return dict(filter(None, map(_parse, lines)))


def _parse(line: str) -> tuple[str, FirstSeen] | None:
    match = _LINE.fullmatch(line)
    if not match:
        return None
    try:
        at = datetime.datetime.fromisoformat(match["at"])
    except ValueError:
        return None
    return match["key"], FirstSeen(at, cast(SeenHow, match["how"]))
