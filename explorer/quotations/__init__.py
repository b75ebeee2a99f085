"""Checking what others wrote: quotations, citations and claims about scores."""
