"""What shares of the training data were worth, and what twice the data may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from annotate.compat import override
from annotate.training.learning_curve import Outlook
from gui.fonts import scaled
from gui.plots.axes import paint_key, paint_shares
from gui.theme import SMALL, Appearance
from gui.words import article_count, decimal

_LEFT, _BOTTOM, _TOP, _RIGHT = 50.0, 42.0, 30.0, 18.0
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
_BAND_ALPHA = 46
_LOOKS = {
    "test": ("accent", Qt.PenStyle.SolidLine),
    "dev": ("warning", Qt.PenStyle.DashLine),
}

Curve = Sequence[tuple[int, int, float]]
"""(percent, training articles, F1) of each share."""


class LearningCurvePlot(QWidget):
    """A line for each side; where it may go on to is dotted, with a band for how sure that is."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._curves: dict[str, Curve] = {}
        self._outlooks: dict[str, Outlook] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(300, 220)
        appearance.changed.connect(self.update)

    def show_curves(
        self, curves: Mapping[str, Curve], outlooks: Mapping[str, Outlook | None]
    ) -> None:
        """Show the curves of the sides "dev" and "test", as far as there are any."""
        self._curves = {side: curve for side, curve in curves.items() if curve}
        self._outlooks = {side: found for side, found in outlooks.items() if found is not None}
        self.setAccessibleName(
            "; ".join(self._sentence(side, self._curves[side][-1]) for side in self._curves)
        )
        self.update()

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides that are shown."""
        return tuple(self._curves)

    @override
    def sizeHint(self) -> QSize:
        return QSize(560, 340)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            area = self._area()
            near = min(
                ((side, point) for side, curve in self._curves.items() for point in curve),
                key=lambda pair: (self._place(area, *pair[1][1:]) - event.pos()).manhattanLength(),
                default=None,
            )
            QToolTip.showText(event.globalPos(), self._sentence(*near) if near else "", self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # axes run as in print
            painter.setFont(scaled(self.font(), SMALL))
            area = self._area()
            self._paint_axes(painter, area)
            for side in self._curves:
                self._paint_outlook(painter, area, side)
            left = area.left()
            titles = {"dev": self.tr("dev articles"), "test": self.tr("test articles")}
            for side, curve in self._curves.items():
                colour, stroke = _LOOKS[side]
                pen = QPen(self._appearance.colour(colour), 2.0, stroke)
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                places = [self._place(area, count, score) for _, count, score in curve]
                painter.drawPolyline(QPolygonF(places))
                painter.setPen(QPen(self._appearance.colour("card"), 1.5))
                painter.setBrush(self._appearance.colour(colour))
                for place in places:
                    painter.drawEllipse(place, 4.0, 4.0)
                left = paint_key(painter, left, area, pen, titles[side], self._appearance)

    # -- within ------------------------------------------------------------------------------------

    @property
    def _most(self) -> int:
        """The articles at the right edge: twice those there are, where that is estimated."""
        counts = [count for curve in self._curves.values() for _, count, _ in curve]
        whole = max(counts, default=1)
        return 2 * whole if self._outlooks else whole

    def _area(self) -> QRectF:
        width, height = self.width() - _LEFT - _RIGHT, self.height() - _TOP - _BOTTOM
        return QRectF(_LEFT, _TOP, max(width, 40), max(height, 40))

    def _place(self, area: QRectF, articles: float, score: float) -> QPointF:
        return QPointF(
            area.left() + articles / max(self._most, 1) * area.width(),
            area.bottom() - min(max(score, 0.0), 1.0) * area.height(),
        )

    def _paint_axes(self, painter: QPainter, area: QRectF) -> None:
        height = painter.fontMetrics().height()
        paint_shares(painter, area, _TICKS, self._appearance)
        counts = sorted({count for curve in self._curves.values() for _, count, _ in curve})
        right = area.left() - 40
        for count in (*counts, self._most):
            x = self._place(area, count, 0).x()
            if x - right < 34:  # figures must not lie on each other
                continue
            right = x
            below = QRectF(x - 30, area.bottom() + 3, 60, height)
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, str(count))
        title = QRectF(area.left(), area.bottom() + 3 + height, area.width(), height)
        painter.drawText(title, Qt.AlignmentFlag.AlignHCenter, self.tr("articles to learn from"))

    def _paint_outlook(self, painter: QPainter, area: QRectF, side: str) -> None:
        found = self._outlooks.get(side)
        if found is None:
            return
        colour = QColor(self._appearance.colour(_LOOKS[side][0]))
        now = self._place(area, found.articles, found.now)
        ends = [
            self._place(area, 2 * found.articles, score)
            for score in (found.low, found.doubled, found.high)
        ]
        band = QColor(colour)
        band.setAlpha(_BAND_ALPHA)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(band)
        painter.drawPolygon(QPolygonF([now, ends[0], ends[2]]))
        painter.setPen(QPen(colour, 1.6, Qt.PenStyle.DotLine))
        painter.drawLine(now, ends[1])

    def _sentence(self, side: str, point: tuple[int, int, float]) -> str:
        share, count, score = point
        return self.tr("{side}: F1 {f1} with {share} % of the data, {articles}").format(
            side=side, f1=decimal(100 * score, 1), share=share, articles=article_count(count)
        )
