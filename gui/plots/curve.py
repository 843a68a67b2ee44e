"""Precision, recall and F1 over the score from which suggestions are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from annotate.compat import override
from annotate.evaluation.calibration import Operating
from gui.fonts import scaled
from gui.plots.axes import paint_key, paint_shares
from gui.theme import SMALL, Appearance
from gui.words import decimal, percent, short, suggestion_count

_LEFT, _BOTTOM, _TOP, _RIGHT = 46.0, 40.0, 26.0, 14.0
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


class ThresholdCurve(QWidget):
    """Three lines; they differ in stroke as well as in colour. The best F1 is marked."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._points: tuple[Operating, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(220, 180)
        appearance.changed.connect(self.update)

    @property
    def best(self) -> Operating | None:
        """The point with the best F1; of equal ones that with the lowest score."""
        return max(self._points, key=f1_of, default=None)

    def set_points(self, points: Sequence[Operating]) -> None:
        """Show other points, in the order of their scores."""
        self._points = tuple(points)
        best = self.best
        self.setAccessibleName(self._sentence(best) if best is not None else "")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 240)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            area = self._area()
            score = (event.pos().x() - area.left()) / area.width()
            near = min(self._points, key=lambda point: abs(point.score - score), default=None)
            QToolTip.showText(event.globalPos(), self._sentence(near) if near else "", self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # axes run as in print
            area = self._area()
            self._paint_axes(painter, area)
            lines: tuple[tuple[str, str, Qt.PenStyle, Callable[[Operating], float]], ...] = (
                (
                    self.tr("precision"),
                    "accent",
                    Qt.PenStyle.SolidLine,
                    lambda point: point.precision,
                ),
                (self.tr("recall"), "warning", Qt.PenStyle.DashLine, lambda point: point.recall),
                (self.tr("F1"), "success", Qt.PenStyle.DotLine, f1_of),
            )
            left = area.left()
            for title, colour, stroke, value in lines:
                pen = QPen(self._appearance.colour(colour), 2.0, stroke)
                self._paint_line(painter, area, pen, value)
                left = paint_key(painter, left, area, pen, title, self._appearance)
            best = self.best
            if best is not None and f1_of(best) > 0:
                painter.setPen(QPen(self._appearance.colour("card"), 1.5))
                painter.setBrush(self._appearance.colour("success"))
                painter.drawEllipse(_point(area, best.score, f1_of(best)), 4.5, 4.5)

    # -- within ------------------------------------------------------------------------------------

    def _area(self) -> QRectF:
        return QRectF(
            _LEFT,
            _TOP,
            max(self.width() - _LEFT - _RIGHT, 40),
            max(self.height() - _TOP - _BOTTOM, 40),
        )

    def _paint_axes(self, painter: QPainter, area: QRectF) -> None:
        painter.setFont(scaled(self.font(), SMALL))
        height = painter.fontMetrics().height()
        paint_shares(painter, area, _TICKS, self._appearance)
        for tick in _TICKS:
            x = _point(area, tick, 0).x()
            below = QRectF(x - 30, area.bottom() + 3, 60, height)
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, short(tick))
        title = QRectF(area.left(), area.bottom() + 3 + height, area.width(), height)
        painter.drawText(title, Qt.AlignmentFlag.AlignHCenter, self.tr("least score shown"))

    def _paint_line(
        self, painter: QPainter, area: QRectF, pen: QPen, value: Callable[[Operating], float]
    ) -> None:
        # Where nothing is left there is no precision to speak of.
        points = [_point(area, each.score, value(each)) for each in self._points if each.count]
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))

    def _sentence(self, point: Operating) -> str:
        return self.tr(
            "from score {score} on: precision {precision}, recall {recall}, F1 {f1}, "
            "{suggestions}"
        ).format(
            score=decimal(point.score, 2), precision=percent(point.precision),
            recall=percent(point.recall), f1=percent(f1_of(point)),
            suggestions=suggestion_count(point.count),
        )  # fmt: skip


def f1_of(point: Operating) -> float:
    """Harmonic mean of precision and recall, 0 to 1."""
    both = point.precision + point.recall
    return 2 * point.precision * point.recall / both if both else 0.0


def _point(area: QRectF, score: float, share: float) -> QPointF:
    return QPointF(area.left() + score * area.width(), area.bottom() - share * area.height())
