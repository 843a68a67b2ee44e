"""Drags from a file manager, as Qt tells of them."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, __version_info__
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

_COPY, _BUTTON = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
_NO_KEY = Qt.KeyboardModifier.NoModifier


def drag_over(widget: QWidget, mime: QMimeData, at: QPoint) -> bool:
    """Bring what `mime` holds over the widget; whether it would be taken."""
    # Qt 6.11 takes a whole point, and 6.12 warns of everything but a point of decimals.
    place = QPointF(at) if __version_info__ >= (6, 12) else at
    enter = QDragEnterEvent(place, _COPY, mime, _BUTTON, _NO_KEY)  # type: ignore[call-overload,arg-type]
    QApplication.sendEvent(widget, enter)
    return enter.isAccepted()


def drop_on(widget: QWidget, mime: QMimeData, at: QPoint) -> None:
    """Let go of it there."""
    QApplication.sendEvent(widget, QDropEvent(QPointF(at), _COPY, mime, _BUTTON, _NO_KEY))
