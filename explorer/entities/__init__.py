"""Countries, treaties, organizations and programmes that texts name."""
