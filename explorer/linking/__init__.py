"""Linking passages and queries to the indicators that they refer to."""
