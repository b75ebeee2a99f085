"""Earlier readings of texts: what an import replaced by other words, kept as it was for permanent links.

Each is a document as the home had it, `earlier/2023/ken-0a1b2c3d4e5f.md`, `earlier/enact/2019/lso-0a1b2c3d4e5f.md` or
`earlier/chapters/ferries-0a1b2c3d4e5f.md`, with the start of its own SHA-256 in its name. It is read as any document
is, whatever has become of its source.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from explorer.core.errors import CorpusError, NotFoundError
from explorer.core.file_reading import read_file
from explorer.corpus.corpus_files import read_chapter, read_profile
from explorer.corpus.home import Home
from explorer.corpus.storage import StoredFile, profile_place
from explorer.model.chapters import Text
from explorer.model.ids import is_profile_id, profile_id
from explorer.model.series import INDEX_SERIES, other_series

_CHAPTERS = "chapters"
_NAME = re.compile(r"(?P<stem>[a-z0-9-]+)-(?P<digest>[0-9a-f]{12})\.md")


def replaced_readings(home: Home, texts: Iterable[Text]) -> Iterator[StoredFile]:
    """Yield what a home has of these texts and with other words, as files of earlier readings.

    Scores alone replace no text. A copy that cannot be read has no words to keep.
    """
    for text in texts:
        stored = _stored_path(home, text.id)
        if text.text_kind == "none":
            continue
        try:
            data, earlier = read_file(stored), _read(stored, text.id)
        except (CorpusError, OSError):
            continue
        if earlier.text_kind != "none" and _words(earlier) != _words(text):
            digest = hashlib.sha256(data).hexdigest()[:12]
            yield _folder(home, text.id) / f"{stored.stem}-{digest}.md", data


def earlier_readings(home: Home, id: str) -> Iterator[Text]:
    """Yield the earlier readings of a profile or a chapter; one that cannot be read is left out."""
    stem = _stored_path(home, id).stem
    try:
        names = sorted(path.name for path in _folder(home, id).iterdir())
    except OSError:
        return
    for name in names:
        match = _NAME.fullmatch(name)
        if match and match["stem"] == stem:
            try:
                yield _read(_folder(home, id) / name, id)
            except CorpusError:
                continue  # which `check` names


def has_words_of(path: Path, text: Text) -> bool:
    """Tell whether an earlier reading has the words of a text; not so where it cannot be read."""
    try:
        return _words(_read(path, text.id)) == _words(text)
    except CorpusError:
        return False


def reading_problems(home: Home) -> Iterator[str]:
    """Yield the earlier readings that cannot be read, or differ from the hash in their name."""
    for series, folder in _folders(home):
        if isinstance(folder, str):
            yield folder
            continue
        for path in _listed(folder):
            if isinstance(path, str):
                yield path
            elif path.suffix == ".md" and not path.name.startswith("."):
                yield from _problems(path, series)


def _folders(home: Home) -> Iterator[tuple[str, Path | str]]:
    """Yield each folder of earlier readings with its series, or the reason why one cannot be listed."""
    for folder in _listed(home.earlier):
        if isinstance(folder, Path) and folder.name in other_series():
            for inner in _listed(folder):
                yield folder.name, inner
        else:
            yield INDEX_SERIES, folder


def _problems(path: Path, series: str) -> Iterator[str]:
    match = _NAME.fullmatch(path.name)
    id = match["stem"] if match else ""
    if match and (series != INDEX_SERIES or path.parent.name != _CHAPTERS):
        id = profile_id(id, int(path.parent.name), series) if path.parent.name.isdecimal() else ""
    if match is None or not id:
        yield f"{path}: the name is not that of an earlier reading, such as 2023/ken-0a1b2c3d4e5f.md"
        return
    try:
        data = read_file(path)
        if not hashlib.sha256(data).hexdigest().startswith(match["digest"]):
            yield f"{path}: the earlier reading was changed after it was written, as the hash in its name shows"
        _read(path, id)
    except OSError as error:
        yield f"{path}: the earlier reading cannot be read ({error.strerror})"
    except (CorpusError, NotFoundError) as error:
        yield str(error)


def _listed(folder: Path) -> Sequence[Path | str]:
    """List what is in a folder in order, or the reason why that cannot be done; a folder that is not there has none."""
    try:
        return sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        return (f"{folder}: the folder cannot be read ({error.strerror})",)


def _read(path: Path, id: str) -> Text:
    return read_profile(path, id) if is_profile_id(id) else read_chapter(path, id)


def _words(text: Text) -> Sequence[object]:
    """Return all that permanent links are made for: the paragraphs of each section."""
    return [(section.slug, [passage.text for passage in section.passages]) for section in text.sections]


def _stored_path(home: Home, id: str) -> Path:
    """Return where a home has a text that was imported."""
    return profile_place(home.profiles, id) if is_profile_id(id) else home.chapters / f"{id}.md"


def _folder(home: Home, id: str) -> Path:
    """Return the folder of the earlier readings of a text and of others."""
    return profile_place(home.earlier, id).parent if is_profile_id(id) else home.earlier / _CHAPTERS
