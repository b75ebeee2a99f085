"""The corpus that a server holds open for its requests."""
