"""The documentation site: Sphinx with MyST and Furo. `make docs` builds it, and every warning is an error."""

from explorer import __version__

project = "OC Explorer"
author = "The OC Explorer contributors"
project_copyright = "2026, The OC Explorer contributors"
release = __version__
language = "en_GB"

extensions = ["myst_parser"]
myst_heading_anchors = 4  # a link to a heading that does not exist is a warning
nitpicky = True
exclude_patterns = ["*.json"]
highlight_language = "none"

html_theme = "furo"
html_title = f"OC Explorer {release}"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
