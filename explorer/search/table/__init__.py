"""The country table: countries as rows, scores, changes, ranks and counts of passages as columns, under conditions."""
