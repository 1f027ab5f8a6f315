"""Cells of a table that no spreadsheet runs as a formula, and how they were meant."""

import re

FORMULA = "=＝+＋@＠\\-－"
"""What a formula begins with, for a class of a pattern; in full width too: spreadsheets in China and Japan read it."""

_BEGINNING = re.compile(rf"^(?=[\"'\s]*[{FORMULA}])")
# behind a separator and a blank a dash is one of prose, as in "10, -5"; the other signs are not
_SIGN, _BLANKS = f"(?=[{FORMULA}])", r"[\"'\x20\xa0\u3000]*"
_NO_DASH = "(?=[=＝+＋@＠])"
_AFTER_SEPARATOR = re.compile(rf"(?<=[,;\t\n])([\"']*{_SIGN}|{_BLANKS}{_NO_DASH})")
_MARKED = re.compile(rf"^'(?=[\"'\s]*[{FORMULA}])")
_MARKED_WITHIN = re.compile(rf"(?<=[,;\t\n])(?:([\"']*)'{_SIGN}|({_BLANKS})'{_NO_DASH})")


def harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula, not even one that takes lines apart at another separator."""
    return _BEGINNING.sub("'", _AFTER_SEPARATOR.sub(r"\1'", text))


def meant(cell: str) -> str:
    """What `harmless` was given: a cell without the marks that keep a spreadsheet from running it."""
    return _MARKED_WITHIN.sub(r"\1\2", _MARKED.sub("", cell))
