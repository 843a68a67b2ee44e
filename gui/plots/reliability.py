"""A reliability diagram: share of right suggestions over their score, with counts below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from annotate.compat import override
from annotate.evaluation.calibration import Bin, Calibration
from gui.fonts import scaled
from gui.plots.axes import paint_shares
from gui.theme import SMALL, Appearance
from gui.words import decimal, percent, short

_LEFT, _BOTTOM, _TOP, _RIGHT = 52.0, 44.0, 10.0, 14.0
_HISTOGRAM = 56.0
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


class ReliabilityDiagram(QWidget):
    """A bar for each bin, a dot at its mean score, and the diagonal where scores are honest."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._calibration = Calibration((), 0.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(300, 300)
        appearance.changed.connect(self.update)

    def set_calibration(self, calibration: Calibration) -> None:
        """Show another calibration."""
        self._calibration = calibration
        self.setAccessibleName(
            self.tr("Expected calibration error {error}").format(
                error=percent(calibration.error, 1)
            )
        )
        filled = (each for each in calibration.bins if each.count)
        self.setAccessibleDescription("; ".join(self._sentence(each) for each in filled))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(420, 420)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._bin_at(event.pos().x())
            text = self._sentence(found) if found is not None and found.count else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # axes run as in print
            area = self._area()
            self._paint_axes(painter, area)
            self._paint_bins(painter, area)
            self._paint_histogram(painter, area)

    # -- within ------------------------------------------------------------------------------------

    def _area(self) -> QRectF:
        """The square-ish field from 0 to 1 both ways."""
        width = self.width() - _LEFT - _RIGHT
        height = self.height() - _TOP - _BOTTOM - _HISTOGRAM
        return QRectF(_LEFT, _TOP, max(width, 40), max(height, 40))

    def _point(self, area: QRectF, score: float, share: float) -> QPointF:
        return QPointF(area.left() + score * area.width(), area.bottom() - share * area.height())

    def _paint_axes(self, painter: QPainter, area: QRectF) -> None:
        painter.setFont(scaled(self.font(), SMALL))
        height = painter.fontMetrics().height()
        paint_shares(painter, area, _TICKS, self._appearance)
        for tick in _TICKS:
            x = self._point(area, tick, 0).x()
            below = area.bottom() + _HISTOGRAM + 3
            painter.drawText(QRectF(x - 30, below, 60, height), _CENTRE, short(tick))
        below = area.bottom() + _HISTOGRAM + 4 + height
        painter.drawText(
            QRectF(area.left(), below, area.width(), height), _CENTRE, self.tr("score")
        )
        painter.setPen(QPen(self._appearance.colour("muted"), 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(self._point(area, 0, 0), self._point(area, 1, 1))

    def _paint_bins(self, painter: QPainter, area: QRectF) -> None:
        accent = self._appearance.colour("accent")
        for each in self._calibration.bins:
            if not each.count:
                continue
            low = self._point(area, each.low, each.share_right)
            high = self._point(area, each.high, 0)
            painter.setOpacity(0.5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawRoundedRect(
                QRectF(low.x() + 2, low.y(), high.x() - low.x() - 4, high.y() - low.y()), 2, 2
            )
            painter.setOpacity(1.0)
            dot = self._point(area, each.mean_score, each.share_right)
            honest = self._point(area, each.mean_score, each.mean_score)
            painter.setPen(QPen(self._appearance.colour("danger"), 1.6))
            painter.drawLine(dot, honest)
            painter.setPen(QPen(self._appearance.colour("card"), 1.5))
            painter.setBrush(accent)
            painter.drawEllipse(dot, 4.5, 4.5)

    def _paint_histogram(self, painter: QPainter, area: QRectF) -> None:
        most = max((each.count for each in self._calibration.bins), default=0)
        if not most:
            return
        painter.setFont(scaled(self.font(), SMALL * 0.9))
        line = painter.fontMetrics().height()
        bottom, room = area.bottom() + _HISTOGRAM, _HISTOGRAM - line - 6
        for each in self._calibration.bins:
            if not each.count:
                continue
            left = self._point(area, each.low, 0).x() + 2
            width = self._point(area, each.high, 0).x() - left - 2
            high = max(room * each.count / most, 1.5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._appearance.colour("border"))
            painter.drawRect(QRectF(left, bottom - high, width, high))
            painter.setPen(self._appearance.colour("muted"))
            text = QRectF(left - 10, bottom - high - line, width + 20, line)
            painter.drawText(text, Qt.AlignmentFlag.AlignCenter, str(each.count))

    def _bin_at(self, x: float) -> Bin | None:
        area = self._area()
        share = (x - area.left()) / area.width()
        return next(
            (each for each in self._calibration.bins if each.low <= share < each.high), None
        )

    def _sentence(self, each: Bin) -> str:
        return self.tr(
            "score {low} to {high}: {right} of {count} right ({share}), mean score {mean}"
        ).format(
            low=decimal(each.low, 1), high=decimal(each.high, 1), right=each.right,
            count=each.count, share=percent(each.share_right), mean=decimal(each.mean_score, 2),
        )  # fmt: skip
