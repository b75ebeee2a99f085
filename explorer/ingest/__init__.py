"""Reading sources into profiles."""
