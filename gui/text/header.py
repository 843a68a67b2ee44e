"""Title, source and date above the text: how much room they take, and their paint."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from gui.text.colours import Chrome
from gui.text.looks import colour
from gui.text.metrics import Metrics
from gui.text.paragraphs import is_right_to_left

_TOP = 26.0
_GAP = 18.0
_PLAIN_TOP = 18.0
_TITLE_SCALE = 1.5
_SUBTITLE_SCALE = 0.82


class Header:
    """The title block of one article in one font; empty texts are left out."""

    def __init__(self, title: str, subtitle: str, font: QFont, metrics: Metrics) -> None:
        """Set `title` above `subtitle`, in sizes that go with `metrics`."""
        self._title, self._subtitle = title, subtitle
        self._metrics = metrics
        size = metrics.font.pixelSize()
        large, small = QFont(font), QFont(font)
        large.setPixelSize(round(size * _TITLE_SCALE))
        large.setWeight(QFont.Weight.Bold)
        small.setPixelSize(max(round(size * _SUBTITLE_SCALE), 9))
        self._fonts = (large, small)

    @property
    def height(self) -> float:
        """Room above the text, in logical pixels."""
        if not self._title and not self._subtitle:
            return round(_PLAIN_TOP * self._metrics.scale)
        height = sum(
            QFontMetricsF(font)
            .boundingRect(
                QRectF(0, 0, self._metrics.column, 10000), int(Qt.TextFlag.TextWordWrap), text
            )
            .height()
            for font, text in zip(self._fonts, (self._title, self._subtitle), strict=True)
            if text
        )
        return round(height + (_TOP + _GAP) * self._metrics.scale + 6)

    def paint(
        self, painter: QPainter, *, left: float, bottom: float, height: float, chrome: Chrome
    ) -> None:
        """Paint into the room of `height` above `bottom`; `left` is that of the column."""
        if self._title or self._subtitle:
            top = bottom - height + _TOP * self._metrics.scale
            self._paint_in(painter, QRectF(left, top, self._metrics.column, height), chrome)

    def _paint_in(self, painter: QPainter, box: QRectF, chrome: Chrome) -> None:
        title, subtitle = self._title, self._subtitle
        is_reversed = is_right_to_left(title)
        side = Qt.AlignmentFlag.AlignRight if is_reversed else Qt.AlignmentFlag.AlignLeft
        side |= Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop
        flags = int(Qt.TextFlag.TextWordWrap) | int(side)
        painter.setPen(colour(chrome.ink))
        painter.setFont(self._fonts[0])
        nothing = QRectF(box.topLeft(), box.topLeft())
        used = painter.drawText(box, flags, title) if title else nothing
        if subtitle:
            painter.setPen(colour(chrome.faint_ink))
            painter.setFont(self._fonts[1])
            gap = 6.0 if title else 0.0
            painter.drawText(box.adjusted(0, used.height() + gap, 0, 0), flags, subtitle)
