"""Names for the types of the embedded engine's arrays: shape, dtype and unit of each.

A document is a passage, numbered from 0 in order of id.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]  # any shape and dtype: a function that takes or returns one gives them in its docstring
NamedArrays = dict[str, Array]  # by the names in a file; `index_arrays` gives the shape and dtype of each

# One value for each document of a generation.
DocumentMask = NDArray[np.bool_]  # (documents,), bool: whether the document is in a set
DocumentScores = NDArray[np.float64]  # (documents,), float64: relevance, unitless, 0 where nothing adds to it
DocumentKeys = NDArray[Any]  # (documents,), int or float64: by which documents are sorted, lowest first

# Some of the documents.
DocumentNumbers = NDArray[Any]  # (n,), int32 or int64: ascending, each once
Scores = NDArray[np.float64]  # (n,), float64: unitless, of as many documents, in the same order

# A position is the place in the document, in words; in an index, the bits from `shift` on are the document's number.
Positions = NDArray[Any]  # (n,), int32 or int64, ascending

# The tokens of some passages, one passage after another.
TokenNumbers = NDArray[Any]  # (tokens,), int: one of each token, such as its word, its stem or its position
TokenMask = NDArray[np.bool_]  # (tokens,), bool: whether the token is in a set

# Runs of several values, one after another.
RunStarts = NDArray[np.int64]  # (runs + 1,), int64: where each run starts, and the end of the last
RunValues = NDArray[Any]  # (values of all runs,), unsigned

# Facets and sources, which are profiles and chapters.
ValueCounts = NDArray[np.int64]  # (values,), int64: passages that have each value of a facet
SourceCounts = NDArray[np.int64]  # (sources,), int64: passages of each source
PassageSources = NDArray[np.int64]  # (passages,), int64: the number of the source, ascending

# Words and lines.
LetterSets = NDArray[np.uint64]  # (words,), uint64: the letters of each word, one bit each, some bits for several
PackedLines = NDArray[np.uint8]  # (bytes,), uint8: strings as UTF-8, one a line
