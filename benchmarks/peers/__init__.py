"""Other engines that answer the same queries: a top ten, an exact total, facets and ten snippets each."""
