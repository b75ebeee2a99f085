"""Text on its own: tokens, sentences, punctuation, comparison and differences."""
