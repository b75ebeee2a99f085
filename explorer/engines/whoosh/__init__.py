"""The embedded engine: the only package that imports Whoosh."""

import warnings

# Whoosh 2.7.4 has no maintainer: its code holds invalid escapes, which Python reports where no byte code is kept.
for _category in (DeprecationWarning, SyntaxWarning):
    warnings.filterwarnings("ignore", category=_category, module=r".*[/\\]whoosh[/\\]")
