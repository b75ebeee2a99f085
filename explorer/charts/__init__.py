"""Charts of scores: the place of each mark, as frozen records that templates/charts/ draws as SVG."""
