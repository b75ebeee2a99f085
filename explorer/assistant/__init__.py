"""The tools for assistants, by the Model Context Protocol; docs/assistants.md describes them."""
