"""The embedded engine: the only package that imports Whoosh."""
