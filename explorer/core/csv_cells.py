"""Cells of CSV files that a spreadsheet would run as formulas.

Source: OWASP, CSV Injection, https://owasp.org/www-community/attacks/CSV_Injection
"""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet may run a cell with this text."""
    return text.startswith(_FORMULA_STARTS)


def escape_formula(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet may run; it then shows the text as it is."""
    return f"'{text}" if is_formula(text) else text
