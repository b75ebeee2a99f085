"""Makes `index/dictionary/english.txt` of the word lists of SCOWL: `python -m benchmarks.english_words FOLDER`.

FOLDER has the lists of SCOWL's `final/`, which Debian's package `scowl` installs in `/usr/share/dict/scowl`. Size 70
is SCOWL's "large": smaller lists lack words of the field such as "gendarmerie", and larger ones add mostly rare words,
which misspellings are taken for.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from explorer.core import paths
from explorer.linking.words import fold_word, inflections

SIZE = 70
SPELLINGS = {"english", "american", "british", "british_z", "british_variant_1", "variant_1", "canadian", "australian"}
HEADER = """\
# English words, without the forms that explorer/linking/words.py makes of others, for `oc-explorer check --vocabulary`.
# Made of SCOWL 2020.12.07, size 70, by `python -m benchmarks.english_words`; COPYRIGHT.txt has its licence.
"""


def scowl_words(folder: Path) -> Iterator[str]:
    """Yield the words of all lists up to the size, without those that have a dot, a hyphen or an apostrophe."""
    for path in sorted(folder.iterdir()):
        match = re.fullmatch(r"(\w+)-(?:words|upper|proper-names|abbreviations)\.(\d+)", path.name)
        if match and match[1] in SPELLINGS and int(match[2]) <= SIZE:
            lines = path.read_text(encoding="utf-8").split("\n")
            yield from (line.casefold() for line in lines if len(line) > 1 and line.isalpha())


def without_forms(words: set[str]) -> list[str]:
    """Return the words in order, without those that are a form of a shorter one, or spelt in another way."""
    kept: list[str] = []
    known: set[str] = set()
    for word in sorted(words, key=lambda word: (len(word), word)):
        folded = fold_word(word)
        if folded not in known:
            kept.append(word)
            known |= {folded, *map(fold_word, inflections(folded))}
    return sorted(kept)


def main(folder: Path) -> None:
    words = without_forms(set(scowl_words(folder)))
    target = paths.content("index") / "dictionary" / "english.txt"
    target.write_text(HEADER + "\n".join(words) + "\n", encoding="utf-8")
    print(f"{target.name}: {len(words):,} words")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
