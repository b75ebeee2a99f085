"""Engines that index and rank; everything a reader sees is the same on each."""
