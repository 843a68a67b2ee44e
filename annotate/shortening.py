"""Words as they are shown where there is room for so many characters."""

from __future__ import annotations


def shortened(text: str, most: int) -> str:
    """`text` in at most `most` code points: what is cut is an ellipsis, with no blank before it."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
