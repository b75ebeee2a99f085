"""The strengths of entries: how far each speaks for its indicator. No more of the vocabulary is needed in a search."""

LINKS, NAMES, SUGGESTS = "links", "names", "suggests"
STRENGTHS = (LINKS, NAMES, SUGGESTS)  # the strongest first
QUERY_TERMS = "query_terms"  # the strength of terms that are matched in queries alone
