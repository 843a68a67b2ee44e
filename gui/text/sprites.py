"""Small pictures that the article view is stamped with: label plates.

Each is drawn once for a look and a size and then copied; the cache is bounded in bytes.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Hashable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
    QTransform,
)

from annotate.schema.label_schema import LabelSchema
from gui.text.colours import RGB, Chrome
from gui.text.looks import Look, colour
from gui.text.metrics import Metrics

_LIMIT_BYTES = 6 * 1024 * 1024
_MOST_SETS = 6
# Shares of a label's height: the point of an event's tag, the room of a warning sign.
_POINT, _SIGN = 0.45, 0.95


class Sprites:
    """Cached pictures for one set of sizes, page colours and device pixel ratio."""

    def __init__(self, metrics: Metrics, chrome: Chrome, ratio: float) -> None:
        """Draw for `metrics` and `chrome` at `ratio` device pixels a pixel."""
        self._metrics = metrics
        self._chrome = chrome
        self._ratio = ratio
        self._cache: OrderedDict[Hashable, QPixmap] = OrderedDict()
        self._bytes = 0
        self._label_metrics = QFontMetricsF(metrics.label_font)
        self._baseline = round((metrics.label_height + self._label_metrics.capHeight()) / 2)
        self._label_widths: dict[tuple[str, bool, bool], int] = {}
        self._looks: dict[tuple[str, str, bool, bool], Look] = {}
        self._looks_of: LabelSchema | None = None

    @property
    def weight(self) -> int:
        """Bytes of all pictures together."""
        return self._bytes

    def looks(self, schema: LabelSchema | None) -> dict[tuple[str, str, bool, bool], Look]:
        """Looks of one schema's labels by layer, name, "is suggested" and "is skipped"."""
        if schema is not self._looks_of:
            self._looks_of = schema
            self._looks = {}
        return self._looks

    def fits(self, metrics: Metrics, chrome: Chrome, ratio: float) -> bool:
        """Whether the pictures are right for these sizes and colours too."""
        mine = self._metrics
        return (
            chrome is self._chrome
            and ratio == self._ratio
            and metrics.scale == mine.scale
            and metrics.label_font == mine.label_font
            and metrics.label_height == mine.label_height
        )

    def label_width(self, text: str, look: Look, has_warning: bool) -> int:  # noqa: FBT001 - a part of the cache key
        """Width of the label plate for `text`."""
        text = shown_name(text, look)
        key = (text, look.is_event, has_warning)
        width = self._label_widths.get(key)
        if width is None:
            advance = self._label_metrics.horizontalAdvance(text)
            extra = self._extra(is_event=look.is_event, has_warning=has_warning)
            width = self._label_widths[key] = math.ceil(advance + 2 * self._label_pad + extra)
        return width

    def label(
        self, look: Look, text: str, width: int, *, has_warning: bool, is_reversed: bool = False
    ) -> QPixmap:
        """The plate with the label's name, cut to `width`; events point where the text runs."""
        height = int(self._metrics.label_height)
        is_reversed = is_reversed and look.is_event
        key = (look, text, width, has_warning, is_reversed)
        pixmap = self._cache.get(key)
        if pixmap is not None:
            return pixmap
        return self._cached(
            key,
            width,
            height,
            lambda painter: self._draw_label(
                painter,
                look,
                text,
                QRectF(0, 0, width, height),
                has_warning=has_warning,
                is_reversed=is_reversed,
            ),
        )

    def more(self, count: int) -> QPixmap:
        """The plate that says how many spans found no lane."""
        text = f"+{count}"
        width = math.ceil(self._label_metrics.horizontalAdvance(text) + 2 * self._label_pad)
        height = int(self._metrics.label_height)

        def draw(painter: QPainter) -> None:
            painter.setFont(self._metrics.label_font)
            painter.setPen(colour(self._chrome.faint_ink))
            painter.drawText(QRectF(0, 0, width, height), Qt.AlignmentFlag.AlignCenter, text)

        return self._cached(("more", count), width, height, draw)

    @property
    def _label_pad(self) -> float:
        return 4.5 * self._metrics.scale

    def _extra(self, *, is_event: bool, has_warning: bool) -> float:
        """Room for the angled edge of an event's tag and for the warning sign."""
        height = self._metrics.label_height
        return (_POINT * height if is_event else 0.0) + (_SIGN * height if has_warning else 0.0)

    def _cached(
        self, key: Hashable, width: int, height: int, draw: Callable[[QPainter], None]
    ) -> QPixmap:
        pixmap = self._cache.get(key)
        if pixmap is not None:
            self._cache.move_to_end(key)
            return pixmap
        pixmap = self._cache[key] = drawn_once(width, height, self._ratio, draw)
        self._bytes += pixmap.width() * pixmap.height() * 4
        while self._bytes > _LIMIT_BYTES and len(self._cache) > 1:
            _, old = self._cache.popitem(last=False)
            self._bytes -= old.width() * old.height() * 4
        return pixmap

    def _draw_label(
        self,
        painter: QPainter,
        look: Look,
        text: str,
        box: QRectF,
        *,
        has_warning: bool,
        is_reversed: bool,
    ) -> None:
        colours = look.colours
        line = max(1.0, self._metrics.scale)
        shape = self._label_shape(box, is_event=look.is_event, inset=0.0)
        if look.is_suggestion:
            shape = self._label_shape(box, is_event=look.is_event, inset=line / 2)
            style = Qt.PenStyle.DotLine if look.is_skipped else Qt.PenStyle.SolidLine
            painter.setPen(QPen(colour(colours.strong, 150), line, style))
            painter.setBrush(colour(self._chrome.paper))
            ink = colours.ghost_ink
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(colour(colours.tag if look.is_event else colours.plate)))
            ink = colours.tag_ink if look.is_event else colours.plate_ink
        room = box.adjusted(self._label_pad, 0, -self._label_pad, 0)
        point = _POINT * box.height() if look.is_event else 0.0
        if is_reversed:
            shape = QTransform(-1, 0, 0, 1, box.width(), 0).map(shape)
            room.setLeft(room.left() + point)
        else:
            room.setRight(room.right() - point)
        painter.drawPath(shape)
        is_cut = self.label_width(text, look, has_warning) > box.width()
        text = shown_name(text, look)
        if is_cut:
            wide = room.width() + 1 - (_SIGN * box.height() if has_warning else 0.0)
            text = self._label_metrics.elidedText(text, Qt.TextElideMode.ElideRight, wide)
        self._draw_label_text(painter, text, room, ink, has_warning=has_warning)

    def _draw_label_text(
        self,
        painter: QPainter,
        text: str,
        room: QRectF,
        ink: RGB,
        *,
        has_warning: bool,
    ) -> None:
        if has_warning:
            self._draw_warning(painter, room)
            room.setLeft(room.left() + _SIGN * room.height())
        painter.setFont(self._metrics.label_font)
        painter.setPen(colour(ink))
        painter.drawText(QPointF(room.left(), self._baseline), text)

    def _draw_warning(self, painter: QPainter, box: QRectF) -> None:
        """A triangle with a stroke: the span does not fit tokens."""
        height = 0.78 * box.height()
        top = (box.height() - height) / 2
        width = height * 1.08
        left = box.left()
        triangle = QPolygonF(
            [
                QPointF(left + width / 2, top),
                QPointF(left + width, top + height),
                QPointF(left, top + height),
            ]
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._chrome.warning))
        painter.drawPolygon(triangle)
        painter.setPen(QPen(colour(self._chrome.paper), max(1.2, 0.13 * height)))
        middle = left + width / 2
        painter.drawLine(QPointF(middle, top + 0.38 * height), QPointF(middle, top + 0.64 * height))
        painter.drawPoint(QPointF(middle, top + 0.84 * height))

    def _label_shape(self, box: QRectF, *, is_event: bool, inset: float) -> QPainterPath:
        """Round ends for entities; a square tag with a point for events."""
        inner = box.adjusted(inset, inset, -inset, -inset)
        path = QPainterPath()
        if not is_event:
            radius = inner.height() / 2.6
            path.addRoundedRect(inner, radius, radius)
            return path
        point = _POINT * box.height()
        path.moveTo(inner.left(), inner.top())
        path.lineTo(inner.right() - point, inner.top())
        path.lineTo(inner.right(), inner.center().y())
        path.lineTo(inner.right() - point, inner.bottom())
        path.lineTo(inner.left(), inner.bottom())
        path.closeSubpath()
        return path


def drawn_once(width: int, height: int, ratio: float, draw: Callable[[QPainter], None]) -> QPixmap:
    """What `draw` paints, smoothed, on a transparent picture of at least one logical pixel."""
    pixmap = QPixmap(math.ceil(max(width, 1) * ratio), math.ceil(max(height, 1) * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter)
    return pixmap


class SpriteShelf:
    """The sets of pictures shown last: zooming there and back draws nothing a second time."""

    def __init__(self) -> None:
        """Nothing is kept yet."""
        self._sets: list[Sprites] = []

    def __len__(self) -> int:
        """Number of sets kept."""
        return len(self._sets)

    def take(self, metrics: Metrics, chrome: Chrome, ratio: float) -> Sprites:
        """The set for these sizes and colours; the least lately taken ones go when they weigh."""
        for sprites in self._sets:
            if sprites.fits(metrics, chrome, ratio):
                self._sets.remove(sprites)
                break
        else:
            sprites = Sprites(metrics, chrome, ratio)
        self._sets.append(sprites)
        while len(self._sets) > 1 and (
            len(self._sets) > _MOST_SETS or sum(item.weight for item in self._sets) > _LIMIT_BYTES
        ):
            del self._sets[0]
        return sprites


def shown_name(label: str, look: Look) -> str:
    """The label as its plate says it: in brackets when the suggestion was skipped."""
    return f"({label})" if look.is_skipped else label
