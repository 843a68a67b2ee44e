"""What assistive technology is told about the article.

PySide6 cannot implement a text interface in Python (a null `interface_cast` is not possible, and Qt
asks for many), so the view speaks: its name is the title, its description the item in focus, and
each movement is announced. The text itself is read from a twin (`twin.py`).
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from annotate.spans import Layer
from annotate.suggestions import Suggestion
from gui.text.items import Item
from gui.words import decimal, explained

_LONGEST = 400


def describe_item(
    item: Item, text: str, *, suggestion: Suggestion | None, has_warning: bool
) -> str:
    """A phrase that says what the eye sees: label, layer, state and the words of the span.

    `suggestion` is the item if it is one: then its score is named, and where it comes from.
    """
    parts = [item.label, _layer_name(item.layer)]
    if suggestion is not None:
        word = QCoreApplication.translate("ArticleView", "suggestion")
        parts.append(f"{word} {decimal(suggestion.score, 2)}")
    if has_warning:
        parts.append(QCoreApplication.translate("ArticleView", "does not fit tokens"))
    phrase = f"{', '.join(parts)}: {text[item.start : item.end][:_LONGEST]}"
    why = explained(suggestion.explanation) if suggestion is not None else ""
    return f"{phrase} ({why})" if why else phrase


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader, if one listens, say `text`."""
    if text.strip() and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text[:_LONGEST]))


def _layer_name(layer: Layer) -> str:
    if layer is Layer.EVENT:
        return QCoreApplication.translate("ArticleView", "event")
    return QCoreApplication.translate("ArticleView", "entity")
