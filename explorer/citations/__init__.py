"""Citing: what stands here as a reference that is right, whole and traceable."""
