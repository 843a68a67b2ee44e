"""Where one character ends and the next begins, as a reader counts them.

A letter with its marks, a flag, or people joined to one sign are several code points that are never
parted (Unicode Standard Annex 29). Offsets are code points.
"""

from __future__ import annotations

from PySide6.QtGui import QTextLayout

from annotate.offsets import OffsetMap
from gui.text.paragraphs import as_qt_takes_it

# Longer than any sign that is written: of a longer line only the end before it is looked through.
_REACH = 200


def character_beside(text: str, offset: int, step: int) -> int:
    """The next (`step` 1) or previous (-1) place between two characters; `offset` at the ends."""
    beside = text[offset : offset + 1] if step > 0 else text[max(offset - 1, 0) : offset]
    if beside in {"", "\n"}:
        return offset + step if beside else offset
    low = text.rfind("\n", 0, offset) + 1
    if offset - low > _REACH:
        # No character begins ahead of a blank and goes on behind it.
        low = max(offset - _REACH, text.rfind(" ", offset - _REACH, offset - 1))
    part = text[low : offset + _REACH].partition("\n")[0]
    units = OffsetMap(part)
    # The caret of a layout: a QTextBoundaryFinder parts emoji behind Devanagari (Qt 6.11).
    layout, place = QTextLayout(as_qt_takes_it(part)), units.to_utf16(offset - low)
    if step < 0:
        return low + units.from_utf16(layout.previousCursorPosition(place))
    # Where Devanagari comes before, even this one stops inside a surrogate pair.
    return max(low + units.from_utf16(layout.nextCursorPosition(place)), offset + 1)
