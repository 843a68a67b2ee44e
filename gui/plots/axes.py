"""What the plots have in common: lines at shares of the height, and a key to each line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from gui.theme import Appearance
from gui.words import percent


def paint_shares(
    painter: QPainter,
    area: QRectF,
    ticks: Sequence[float],
    appearance: Appearance,
    words: Callable[[float], str] = percent,
) -> None:
    """A line across `area` at each share of its height, with its words on the left."""
    height = painter.fontMetrics().height()
    for tick in ticks:
        y = area.bottom() - tick * area.height()
        painter.setPen(QPen(appearance.colour("separator"), 1.0))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(appearance.colour("muted"))
        painter.drawText(
            QRectF(0, y - height / 2, area.left() - 8, height),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            words(tick),
        )


def paint_key(
    painter: QPainter, left: float, area: QRectF, pen: QPen, title: str, appearance: Appearance
) -> float:
    """A piece of a line with its name above `area`, from `left` on; where the next one begins."""
    middle = area.top() / 2
    painter.setPen(pen)
    painter.drawLine(QPointF(left, middle), QPointF(left + 24, middle))
    painter.setPen(appearance.colour("window_text"))
    width = QFontMetricsF(painter.font()).horizontalAdvance(title)
    place = QRectF(left + 29, 0, width + 4, area.top())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, title)
    return place.right() + 12
