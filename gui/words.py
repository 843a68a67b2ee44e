"""Small things about words in the window: counts, and keys as keyboards print them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QKeySequence


def counted(count: int, one: str, many: str) -> str:
    """`one` or `many` with "{count}" filled in; both are translated already."""
    return (one if count == 1 else many).format(count=count)


def shown_keys(keys: Iterable[QKeySequence]) -> list[str]:
    """Key sequences as the desktop writes them; the two Enter keys are one."""
    texts = (
        key.toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")
        for key in keys
    )
    return list(dict.fromkeys(text for text in texts if text))
