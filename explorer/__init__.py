"""OC Explorer: full-text search and narrative explorer for the Global Organized Crime Index."""

__version__ = "0.1.0"
