"""Searching, whatever the engine: requests, answers, the query language, tokens and highlights."""
