"""The corpus of the application that answers a request."""

from typing import cast

from flask import current_app

from explorer.serving.open_corpus import Corpus


def corpus() -> Corpus:
    """Return the corpus of the application that answers the request."""
    return cast(Corpus, current_app.extensions["corpus"])
