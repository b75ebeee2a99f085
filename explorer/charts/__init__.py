"""Pictures of scores: where each mark stands, as frozen records that templates/figures/ draws as SVG."""
