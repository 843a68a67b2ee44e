"""A training while it goes on: the score on dev above, the loss of each component below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from annotate.compat import override
from annotate.training.runs import Point
from gui.fonts import scaled
from gui.plots.axes import paint_shares
from gui.theme import SMALL, Appearance
from gui.words import decimal, percent, short

_LEFT, _RIGHT, _KEY, _FOOT, _GAP = 50.0, 14.0, 26.0, 22.0, 10.0
_STROKES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)
_COLOURS = ("accent", "warning", "success")
_TICKS = (0.0, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a panel: (step, height) pairs, heights from 0 to 1."""

    title: str
    points: tuple[tuple[int, float], ...]


class TrainingCurve(QWidget):
    """Both panels share the steps; a loss is shown as a share of the highest it was.

    Losses of different components have nothing in common but their direction.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._points: list[Point] = []
        self._most = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(300, 240)
        appearance.changed.connect(self.update)

    @property
    def points(self) -> tuple[Point, ...]:
        """What is shown."""
        return tuple(self._points)

    def show_points(self, points: Iterable[Point], *, most: int = 0) -> None:
        """Show other points; the axis reaches to `most` steps at least."""
        self._points = list(points)
        self._most = most
        self._tell()

    def add_point(self, point: Point) -> None:
        """Show one more."""
        self._points.append(point)
        self._tell()

    @property
    def best(self) -> Point | None:
        """The point with the best score, of equal ones the first."""
        scored = [point for point in self._points if point.score is not None]
        return max(scored, key=lambda point: point.score or 0.0, default=None)

    @override
    def sizeHint(self) -> QSize:
        return QSize(560, 340)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            step = self._step_at(event.pos().x())
            near = min(self._points, key=lambda point: abs(point.step - step), default=None)
            QToolTip.showText(event.globalPos(), self._sentence(near) if near else "", self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # axes run as in print
            painter.setFont(scaled(self.font(), SMALL))
            above, below = self._areas()
            self._paint_panel(painter, above, self.tr("score on dev"), self._score_lines(), percent)
            self._paint_panel(
                painter,
                below,
                self.tr("loss, as a share of the highest"),
                self._loss_lines(),
                short,
            )
            self._paint_best(painter, above)
            self._paint_steps(painter, below)

    # -- what is shown -----------------------------------------------------------------------------

    def _tell(self) -> None:
        last = self._points[-1] if self._points else None
        self.setAccessibleName(self._sentence(last) if last is not None else "")
        self.update()

    def _score_lines(self) -> list[_Line]:
        scored = [point for point in self._points if point.score is not None]
        lines = [_Line(self.tr("all"), tuple((p.step, p.score or 0.0) for p in scored))]
        names = dict.fromkeys(n for p in scored for n in p.scores if n.endswith("_f"))
        titles = {"ents_f": "ner"}
        if len(names) > 1:
            lines += [
                _Line(
                    titles.get(name, "spancat"),
                    tuple((p.step, p.scores[name]) for p in scored if name in p.scores),
                )
                for name in names
                if name == "ents_f" or name.startswith("spans_")
            ]
        return lines[: len(_COLOURS)]

    def _loss_lines(self) -> list[_Line]:
        names = dict.fromkeys(n for p in self._points for n in p.losses if n != "tok2vec")
        lines: list[_Line] = []
        for name in list(names)[: len(_COLOURS)]:
            values = [(p.step, p.losses[name]) for p in self._points if name in p.losses]
            top = max((value for _, value in values), default=0.0) or 1.0
            lines.append(_Line(name, tuple((step, value / top) for step, value in values)))
        return lines

    def _sentence(self, point: Point) -> str:
        losses = ", ".join(f"{name} {decimal(value, 2)}" for name, value in point.losses.items())
        if point.score is None:
            return self.tr("step {step}: loss {losses}").format(step=point.step, losses=losses)
        return self.tr("step {step}: score {score} on dev, loss {losses}").format(
            step=point.step, score=decimal(100 * point.score, 1), losses=losses
        )

    # -- where and how -----------------------------------------------------------------------------

    def _areas(self) -> tuple[QRectF, QRectF]:
        width = max(self.width() - _LEFT - _RIGHT, 40)
        height = max((self.height() - 2 * _KEY - _FOOT - _GAP) / 2, 30)
        above = QRectF(_LEFT, _KEY, width, height)
        return above, QRectF(_LEFT, above.bottom() + _GAP + _KEY, width, height)

    @property
    def _last_step(self) -> int:
        return max(self._most, self._points[-1].step if self._points else 0, 1)

    def _step_at(self, x: float) -> float:
        area = self._areas()[0]
        return (x - area.left()) / area.width() * self._last_step

    def _place(self, area: QRectF, step: float, height: float) -> QPointF:
        return QPointF(
            area.left() + step / self._last_step * area.width(),
            area.bottom() - min(max(height, 0.0), 1.0) * area.height(),
        )

    def _paint_panel(
        self,
        painter: QPainter,
        area: QRectF,
        title: str,
        lines: Sequence[_Line],
        words: Callable[[float], str],
    ) -> None:
        paint_shares(painter, area, _TICKS, self._appearance, words)
        left = self._paint_title(painter, area, title)
        for line, colour, stroke in zip(lines, _COLOURS, _STROKES, strict=False):
            pen = QPen(self._appearance.colour(colour), 2.0, stroke)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            places = [self._place(area, step, value) for step, value in line.points]
            painter.drawPolyline(QPolygonF(places))
            left = self._paint_key(painter, area, left, pen, line.title)

    def _paint_title(self, painter: QPainter, area: QRectF, title: str) -> float:
        painter.setPen(self._appearance.colour("muted"))
        width = QFontMetricsF(painter.font()).horizontalAdvance(title)
        place = QRectF(area.left(), area.top() - _KEY, width + 4, _KEY - 4)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, title)
        return place.right() + 18

    def _paint_key(
        self, painter: QPainter, area: QRectF, left: float, pen: QPen, title: str
    ) -> float:
        middle = area.top() - _KEY / 2 - 2
        painter.drawLine(QPointF(left, middle), QPointF(left + 24, middle))
        painter.setPen(self._appearance.colour("window_text"))
        width = QFontMetricsF(painter.font()).horizontalAdvance(title)
        place = QRectF(left + 29, area.top() - _KEY, width + 4, _KEY - 4)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setPen(pen)
        return place.right() + 12

    def _paint_best(self, painter: QPainter, area: QRectF) -> None:
        best = self.best
        if best is None or not best.score:
            return
        painter.setPen(QPen(self._appearance.colour("card"), 1.5))
        painter.setBrush(self._appearance.colour("accent"))
        painter.drawEllipse(self._place(area, best.step, best.score), 4.5, 4.5)

    def _paint_steps(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(self._appearance.colour("muted"))
        foot = QRectF(area.left() - 20, area.bottom() + 3, area.width() + 34, _FOOT - 3)
        last = self._last_step
        painter.drawText(foot.adjusted(20, 0, 0, 0), Qt.AlignmentFlag.AlignLeft, "0")
        painter.drawText(foot, Qt.AlignmentFlag.AlignHCenter, self.tr("steps"))
        painter.drawText(foot.adjusted(0, 0, -14, 0), Qt.AlignmentFlag.AlignRight, str(last))
