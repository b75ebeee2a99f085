"""Words as the passages of a generation write them, by their terms."""

from collections import Counter

import numpy as np

from explorer.engines.whoosh.index_arrays import IndexArrays

_LOOKED_AT = 8  # passages, of those that have a word


class WrittenWords:
    """The written forms of the words of a generation."""

    def __init__(self, arrays: IndexArrays) -> None:
        self._arrays = arrays
        self._exact = arrays.fields["exact"].postings

    def of(self, word: str) -> str:
        """Return a folded word as most of a few passages write it: "Kyrgyz–Tajik" of "kyrgyztajik".

        Where as many write it with a capital, perhaps as the first word of a sentence, it has none.
        """
        documents = self._exact.documents[self._exact.find(word)][:_LOOKED_AT]
        forms = Counter(form for document in documents.tolist() for form in self._forms(document, word))
        return max(forms, key=lambda form: (forms[form], form.islower(), form), default=word)

    def _forms(self, document: int, word: str) -> list[str]:
        """Return each occurrence of a word in a passage, as it is written there."""
        arrays = self._arrays
        first, end = arrays.token_starts[document : document + 2].tolist()
        found = first + np.flatnonzero(arrays.token_word[first:end] == self._exact.numbers[word])
        start, stop = arrays.text_starts[document : document + 2].tolist()
        text = str(arrays.text_bytes[start:stop].data, "utf-8")
        spans = zip(arrays.token_start[found].tolist(), arrays.token_length[found].tolist(), strict=True)
        return [text[begin : begin + length] for begin, length in spans]
