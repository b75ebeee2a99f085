"""The scope of a search: which passages are its hits, and in what words that is said.

In the scope "words" are the passages that have every word typed, in any of its forms, and meet every condition. In
"related" are those too, and passages that have similar words, or most of the words, or are evidence for an indicator
that the query refers to. What was found in that wider way never counts as having the words.
"""

from functools import lru_cache

from explorer.model.taxonomy import taxonomy
from explorer.search.query.describe import Description, described
from explorer.search.query.expansion import ExpandedQuery, walk
from explorer.search.query.literal import without_expansion
from explorer.search.query.nodes import FACETS, All, Filter, Fuzzy, Node, Noted, Phrase, Prefix, Word
from explorer.search.request import SearchRequest
from explorer.search.results import Found
from explorer.text.analysis import words as fold_words
from explorer.text.stems import stem

ENOUGH = 10  # passages with the words, beside which no others are hits unless they are asked for
LONGEST_WANTED = 200  # characters


def found(expanded: ExpandedQuery, request: SearchRequest, words: int, related: int, lacks_words: bool) -> Found:
    """Return what a search found; its scope is that of the request, or else "words" where that is enough."""
    root = without_expansion(expanded).root
    description = _shortened(described(All((*root.parts, *limits_of(request)))))
    is_enough = words >= ENOUGH or words == related
    return Found(
        scope=request.scope or ("words" if is_enough else "related"),
        words=words,
        related=related,
        wanted=description.contained,
        limits=description.limits,
        seeks_words=_seeks_words(root),
        widened_by=_widened_by(expanded, lacks_words),
    )


def _shortened(description: Description) -> Description:
    """Return a description that is short enough for a headline."""
    if len(description.text) <= LONGEST_WANTED:
        return description
    if not description.limits and " or " not in description.contained:
        return Description("every word of the search", "")
    return Description("", "under all conditions of the search")


def _seeks_words(root: All) -> bool:
    """Tell whether a query has words, beside filters, conditions and what it excludes."""
    words: list[Node] = []
    walk(root, lambda node: words.append(node) if isinstance(node, Word | Phrase | Prefix | Fuzzy | Noted) else None)
    return bool(words)


def limits_of(request: SearchRequest) -> tuple[Filter, ...]:
    """Return the filters of a request as parts of a query."""
    return tuple(Filter(name, chosen) for name in FACETS if (chosen := request.chosen(name)))


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    """Return the stems of the names of countries, of their people and of sections."""
    known = taxonomy()
    names = [name for country in known.countries for name in country.names]
    titles = [heading.title for heading in known.headings]
    return frozenset(stem(word) for name in (*names, *titles) for word in fold_words(name))


def _widened_by(expanded: ExpandedQuery, lacks_words: bool) -> str:
    """Return what related passages without the words have: "with similar words, or linked to Heroin trade"."""
    words: list[Word] = []

    def visit(node: Node) -> None:
        if isinstance(node, Word) and not node.is_exact:
            words.append(node)

    walk(expanded.root, visit)
    indicators = dict.fromkeys(slug for word in words for slug in word.indicators)
    ways = ["with similar words"] if any(word.derived or word.synonyms or word.spellings for word in words) else []
    if lacks_words:
        ways.append("with most of the words")
    if indicators:
        ways.append("linked to " + " or ".join(taxonomy().indicator(slug).label for slug in indicators))
    if words and (not ways or any(word.stems[0] in _names() for word in words)):
        ways.append("in a section or on a country of that name")
    return ", ".join([*ways[:-1], f"or {ways[-1]}"]) if len(ways) > 1 else "".join(ways)
