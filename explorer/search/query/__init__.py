"""The query language: parsing, expansion and description."""
