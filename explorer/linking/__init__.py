"""Linking passages, and queries, to the indicators they speak of."""
