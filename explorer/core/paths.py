"""Where the content folders are, in a checkout and in an installed copy alike."""

import os
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


@cache
def is_checkout() -> bool:
    """Tell whether the package runs from a source checkout: content is beside it, not inside it."""
    return not (PACKAGE / "content").is_dir() and (PACKAGE.parent / "pyproject.toml").is_file()


def content(name: str) -> Path:
    """Return the folder `corpus`, `index` or `templates` of this copy."""
    return (PACKAGE.parent if is_checkout() else PACKAGE / "content") / name


def links_folder() -> Path:
    """Return the folder of the vocabulary and the weights of linking."""
    return content("index") / "links"


def vocabulary_files() -> list[Path]:
    """List the files of `index` that passages and queries are read by; not the dictionary, styles and translations."""
    folder = content("index")
    patterns = ("*.toml", "links/*.csv", "links/*.toml", "links/*/*.toml")  # not the user's own data in `index/built`
    return sorted(path for pattern in patterns for path in folder.glob(pattern))


def default_home() -> Path:
    """Return the home where `--home` is not given.

    `OC_EXPLORER_HOME`, else `index/built` in a checkout, else the platform's data folder.
    """
    if named := os.environ.get("OC_EXPLORER_HOME"):
        return Path(named).expanduser()
    if is_checkout():
        return content("index") / "built"
    import platformdirs  # most homes are named, or in a checkout

    return Path(platformdirs.user_data_dir("oc-explorer", appauthor=False))
