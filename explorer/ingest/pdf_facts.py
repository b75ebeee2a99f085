"""The facts of a PDF, checked by their form: read by their places, a value may be that of another label."""

import re
from collections.abc import Mapping, Sequence

from explorer.core.errors import SourceError
from explorer.ingest.lines import Line
from explorer.ingest.panel_tokens import PanelScanner
from explorer.model.profiles import FACTS

_REMEDY = "save the page of the country as HTML and import that."
_REMARK = re.compile(r"\s*\([^()]*\)$")  # "(2021)"
_NAME = re.compile(r"(?![a-z])\D+")
_NONE = r"(?:[-–—]|n\s?/\s?a|none|no data)"
_MONEY, _SURFACE = r"(?:[$€£]|USD|dollars)", r"(?:km|sq)"
_FORMS = {
    "population": rf"(?!.*(?:{_MONEY}|{_SURFACE})).*\d.*|{_NONE}",
    "area": rf"(?!.*{_MONEY}).*\d.*|{_NONE}",
    "gdp": rf"(?!.*{_SURFACE}).*\d.*|{_NONE}",
    "gini-index": rf"(?!.*(?:{_MONEY}|{_SURFACE})).*\d.*|{_NONE}",
}
_FIGURES = {slug: re.compile(form, re.IGNORECASE) for slug, form in _FORMS.items()}


def check_facts(facts: Mapping[str, str], lines: Sequence[Line]) -> None:
    """Check that each label of a fact in the lines has its value. Raises SourceError."""
    for slug, value in facts.items():
        if not _FIGURES.get(slug, _NAME).fullmatch(_REMARK.sub("", value)):
            raise SourceError(
                f"The PDF seems to give “{value}” as {FACTS[slug]}, so its facts may have been read in a wrong order: "
                f"{_REMEDY}"
            )
    tokens = (token for number, line in enumerate(lines) for token in PanelScanner(number, line).tokens())
    labelled = {token.slug for token in tokens if token.kind == "fact"}
    if missing := [label for slug, label in FACTS.items() if slug in labelled and slug not in facts]:
        raise SourceError(f"The PDF has no value beside or under {', '.join(missing)} that could be found: {_REMEDY}")
