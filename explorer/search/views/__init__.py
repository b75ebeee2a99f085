"""Views of a result: groups, concordance, frequency and the matrix of terms."""
