"""Cells of a table that a spreadsheet cannot take for a formula, and back.

A cell that begins with `=`, `+`, `-`, `@`, a tab or a line end would be run when the file is opened
(https://owasp.org/www-community/attacks/CSV_Injection); it gets an apostrophe in front, and so does
one that already begins with apostrophes before such a sign, so that reading is exact.
"""

from __future__ import annotations

import re

_RISKY = re.compile("'*[=+\\-@\t\r\n＝＋－＠|%]")
_GUARDED = re.compile("'+[=+\\-@\t\r\n＝＋－＠|%]")


def guarded(value: str) -> str:
    """`value` as a cell that is text for every spreadsheet."""
    return "'" + value if _RISKY.match(value) else value


def bared(cell: str) -> str:
    """The value of a cell that `guarded` wrote."""
    return cell[1:] if _GUARDED.match(cell) else cell
