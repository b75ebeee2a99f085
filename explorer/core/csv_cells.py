"""Cells of CSV files that a spreadsheet would run as formulas.

Source: OWASP, CSV Injection, https://owasp.org/www-community/attacks/CSV_Injection
"""

from typing import TypeVar

CellT = TypeVar("CellT")
# The last four are the full-width forms of the first, which spreadsheets of some languages read alike.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet may run a cell with this text."""
    return text.startswith(_FORMULA_STARTS)


def escape_formula(cell: CellT) -> CellT | str:
    """Put an apostrophe before text that a spreadsheet may run; it then shows the text as it is. A number stays one."""
    return f"'{cell}" if isinstance(cell, str) and is_formula(cell) else cell
