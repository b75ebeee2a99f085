"""The files that `import` reads: those that are named, and those in folders that can be sources."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

# Ends of the names of files that are part of saved pages, or that a browser has not saved yet.
_PART = re.compile(
    r"\.(?:css|less|scss|js|mjs|cjs|map|json|wasm|png|apng|jpe?g|jfif|gif|svg|webp|avif|heic|ico|cur|bmp|tiff?|woff2?|ttf|otf|eot"
    r"|mp[34]|m4[av]|og[gva]|webm|wav|mov|avi|swf|crdownload|part|partial|download)",
    re.IGNORECASE,
)
_SYSTEM = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"})
_PAGE = re.compile(r"\.(?:[sx]?html?|xht|php|aspx?|mht|mhtml)", re.IGNORECASE)
# What a browser adds to the name of a page, for the folder of its parts: "_files", or the word of its language.
_FOLDER = re.compile(
    r"files|dateien|fichiers|archivos|arquivos|ficheiros|bestanden|filer?|pliki|soubory|subory|tiedostot|elemei|dosyalar"
    r"|datoteke|fajlovi|failid|fails|bylos|fitxers|fitxategiak",
    re.IGNORECASE,
)
_Identity = tuple[int, int] | str
_AFTER_NAME = re.compile(r"[-_. ]([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read, or a file in a ZIP archive."""

    path: Path
    member: str = ""  # of the archive at that path

    @property
    def name(self) -> str:
        """The name of the file, without folders."""
        return PurePosixPath(self.member.replace("\\", "/")).name if self.member else self.path.name

    def __str__(self) -> str:
        return f"{self.path}/{self.member}" if self.member else str(self.path)


@dataclass(frozen=True, slots=True)
class SourceFiles:
    """Files to read, each once, and how many in folders are no sources."""

    paths: tuple[Path, ...]
    passed_over: int = 0  # parts of saved pages, and files of systems


def find_sources(paths: Iterable[Path], own: Iterable[Path] = ()) -> SourceFiles:
    """List the files to read, in order of name in a folder.

    A file that is named is always read. In a folder, parts of saved pages and files of the system are passed over; what
    else cannot be read (a folder without rights, a broken link) is listed, so that it is refused by its name. The
    folders of the home, `own`, are read only when they are named: an earlier snapshot would replace a later text.
    """
    apart = frozenset(map(_identify, own))
    sources: list[Path] = []
    passed_over = 0
    seen: set[_Identity] = set()
    for path in paths:
        for file, is_source in _walk(path, apart) if path.is_dir() else ((path, True),):
            if not is_source:
                passed_over += 1
            elif (identity := _identify(file)) not in seen:
                seen.add(identity)
                sources.append(file)
    return SourceFiles(tuple(sources), passed_over)


def _identify(path: Path) -> _Identity:
    """Return what two paths to one file have in common."""
    try:
        status = path.stat()
    except OSError:
        return os.path.abspath(path)  # noqa: PTH100 - of a broken link; `absolute` keeps ".."
    return status.st_dev, status.st_ino


def _walk(folder: Path, apart: frozenset[_Identity]) -> Iterator[tuple[Path, bool]]:
    """Yield the files in a folder and below it, and whether each can be a source."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        yield folder, True
        return
    stems = {Path(entry.name).stem for entry in entries if is_page_name(entry.name)}
    for entry in entries:
        path = Path(entry.path)
        if not entry.is_dir(follow_symlinks=False):
            yield path, is_source_name(entry.name)
        elif entry.name.startswith(".") or _identify(path) in apart:
            continue
        elif is_of_saved_page(path, stems):
            yield from ((Path(parent, name), False) for parent, _, names in os.walk(path) for name in names)
        else:
            yield from _walk(path, apart)


def is_source_name(name: str) -> bool:
    """Tell whether a file in a folder can be a source: not one that is hidden, of the system or part of a page."""
    if name.startswith((".", "~$")) or name.lower() in _SYSTEM:
        return False
    return not _PART.fullmatch(Path(name).suffix)


def is_of_saved_page(folder: Path, stems: Iterable[str]) -> bool:
    """Tell whether a folder has the parts of a page beside it that has one of these names.

    It has the name of the page, followed by "_files" or that word in the browser's language; or by another word, if
    style sheets or scripts are in it.
    """
    return is_part_folder(folder.name, stems) or (
        is_part_folder(folder.name, stems, has_parts=True) and _has_parts(folder)
    )


def is_part_folder(name: str, stems: Iterable[str], *, has_parts: bool = False) -> bool:
    """Tell by its name, and whether it has style sheets or scripts, if a folder has the parts of one of these pages."""
    for stem in stems:
        after = _AFTER_NAME.fullmatch(name.removeprefix(stem)) if name.startswith(stem) else None
        if after and (has_parts or _FOLDER.fullmatch(after[1])):
            return True
    return False


def is_page_name(name: str) -> bool:
    """Tell whether a file is named as a saved page is."""
    return _PAGE.fullmatch(Path(name).suffix) is not None


def _has_parts(folder: Path) -> bool:
    try:
        return any(path.suffix.lower() in (".css", ".js") for path in folder.iterdir())
    except OSError:
        return False
