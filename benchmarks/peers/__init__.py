"""Others that answer the same questions: a top ten, an exact total, facets and ten snippets each."""
