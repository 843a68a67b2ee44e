"""Small pictures and brushes that event frames are drawn with: tabs, badges, corners, dashes."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
)

from annotate.schema.label_schema import LabelSchema
from annotate.spans import Layer
from gui.text.colours import RGB, Chrome, LabelColours, colours_for
from gui.text.frames.content import UNKNOWN_COLOUR, DrawnFrame
from gui.text.frames.plan import FrameMetrics
from gui.text.looks import colour
from gui.text.metrics import Metrics
from gui.text.sprites import drawn_once

_MOST_PICTURES = 600
# How much of a label's colour the rails of its frames have, and how much when they are dimmed.
_QUIET = (0.62, 0.22)
_QUIET_CONTRAST = (0.85, 0.4)
_DIMMED, _DIMMED_CONTRAST = 0.35, 0.5
_SIGN = 0.9


class FrameSprites:
    """Pictures for one set of sizes, page colours, device pixel ratio and schema."""

    def __init__(
        self, metrics: Metrics, chrome: Chrome, ratio: float, schema: LabelSchema | None
    ) -> None:
        """Draw for these; each picture when it is first asked for."""
        self.sizes = FrameMetrics.of(metrics)
        self.chrome = chrome
        self._metrics = metrics
        self._ratio = ratio
        self._schema = schema
        self._font = metrics.label_font
        self._advances = QFontMetricsF(self._font)
        self._plain = QFont(self._font)
        self._plain.setWeight(QFont.Weight.Normal)
        self._plain.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0)
        self._cache: dict[Hashable, QPixmap] = {}
        self._brushes: dict[Hashable, QBrush] = {}
        self._widths: dict[tuple[str, bool], int] = {}
        self._quiet: dict[tuple[str, bool], RGB] = {}
        self._pad = round(4 * metrics.scale)
        # Whether a pixel of ours is not a whole number of the screen's.
        self.has_part_pixels = ratio != int(ratio)

    def of_event(self, label: str) -> LabelColours:
        """Colours of an event's label, or of an entity's at which relations begin."""
        schema = self._schema
        known = schema and (schema.get(Layer.EVENT, label) or schema.get(Layer.ENTITY, label))
        return colours_for(known.colour if known else UNKNOWN_COLOUR, self.chrome)

    def of_role(self, shade: str) -> LabelColours:
        """Colours of a role of this colour in the schema."""
        return colours_for(shade, self.chrome)

    def quiet(self, label: str, *, is_dimmed: bool) -> RGB:
        """The colour of the rail of a frame that is not in focus, dimmed while another one is."""
        key = (label, is_dimmed)
        found = self._quiet.get(key)
        if found is None:
            shares = _QUIET_CONTRAST if self.chrome.is_high_contrast else _QUIET
            tint = self.of_event(label).tag
            found = self._quiet[key] = mixed(tint, self.chrome.paper, shares[is_dimmed])
        return found

    def rail(self, tint: RGB, *, is_dashed: bool, is_down: bool) -> QBrush:
        """What a rail is filled with."""
        key = (tint, is_dashed, is_down)
        brush = self._brushes.get(key)
        if brush is None:
            brush = QBrush(colour(tint))
            if is_dashed:
                brush = _dashes(tint, self._metrics.scale, is_down=is_down)
            self._brushes[key] = brush
        return brush

    def corner(self, tint: RGB, radius: int, thick: int, quadrant: int) -> QPixmap:
        """A quarter of a ring in a square of `radius`, which is the ring's.

        Its middle is, for 0 to 3, the right bottom corner, left bottom, right top, left top.
        """

        def draw(painter: QPainter) -> None:
            painter.setPen(QPen(colour(tint), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            wide = 2 * radius - thick
            x = thick / 2 if quadrant in {0, 2} else thick / 2 - radius
            y = thick / 2 if quadrant in {0, 1} else thick / 2 - radius
            start = {0: 90, 1: 0, 2: 180, 3: 270}[quadrant]
            path = QPainterPath()
            path.arcMoveTo(QRectF(x, y, wide, wide), start)
            path.arcTo(QRectF(x, y, wide, wide), start, 90)
            painter.drawPath(path)

        return self._cached((tint, radius, thick, quadrant), radius, radius, draw)

    def badge(self, frame: DrawnFrame, *, is_dimmed: bool = False) -> QPixmap:
        """The plate on a trigger: how many fillers there are, and whether something is amiss."""
        text = frame.count
        key = ("badge", frame.label, text, frame.is_suggested, frame.has_faults, is_dimmed)
        found = self._cache.get(key)
        if found is not None:
            return found
        height = self.sizes.badge
        sign = round(_SIGN * height) if frame.has_faults else 0
        width = max(math.ceil(self._advances.horizontalAdvance(text)) + self._pad, height) + sign
        colours = self.of_event(frame.label)

        def draw(painter: QPainter) -> None:
            box = QRectF(0, 0, width, height)
            strength = (_DIMMED, _DIMMED_CONTRAST)[self.chrome.is_high_contrast]
            painter.setOpacity(strength if is_dimmed else 1.0)
            ink = self._plate(painter, box, colours, is_suggested=frame.is_suggested)
            # The number is cut out of the plate; on a hollow one it is as pale as its edge.
            painter.setOpacity(strength if is_dimmed and frame.is_suggested else 1.0)
            painter.setFont(self._font)
            painter.setPen(colour(ink))
            room = box.adjusted(sign * 0.85, 0, 0, 0)
            self._write(painter, text, room, Qt.AlignmentFlag.AlignHCenter)
            if sign:
                self._sign(painter, QRectF(self._pad / 2, 0, sign, height), ink)

        return self._cached(key, width, height, draw)

    def tab_width(self, text: str, *, has_sign: bool = False) -> int:
        """How wide the tab with this text is."""
        key = (text, has_sign)
        width = self._widths.get(key)
        if width is None:
            sign = round(_SIGN * self.sizes.tab) if has_sign else 0
            advance = math.ceil(self._advances.horizontalAdvance(text))
            width = self._widths[key] = advance + 2 * self._pad + sign
        return width

    def tab(
        self,
        text: str,
        colours: LabelColours,
        width: int,
        *,
        is_solid: bool = True,
        is_dashed: bool = False,
        has_sign: bool = False,
    ) -> QPixmap:
        """A plate that stands on the box around a filler; hollow ones are not gold (yet)."""
        key = ("tab", text, colours, width, is_solid, is_dashed, has_sign)
        found = self._cache.get(key)
        if found is not None:
            return found
        height = self.sizes.tab

        def draw(painter: QPainter) -> None:
            box = QRectF(0, 0, width, height)
            ink = self._plate(
                painter,
                box,
                colours,
                is_suggested=not is_solid,
                is_dashed=is_dashed,
            )
            room = box.adjusted(self._pad, 0, -self._pad, 0)
            if has_sign:
                side = _SIGN * height
                warned = self.chrome.warning if not is_solid else ink
                self._sign(painter, QRectF(room.left() - self._pad / 3, 0, side, height), warned)
                room.setLeft(room.left() + side)
            painter.setFont(self._font)
            painter.setPen(colour(ink))
            shown = text
            if self._advances.horizontalAdvance(text) > room.width() + 1:
                shown = self._advances.elidedText(
                    text, Qt.TextElideMode.ElideRight, room.width() + 1
                )
            self._write(painter, shown, room, Qt.AlignmentFlag.AlignLeft)

        return self._cached(key, width, height, draw)

    @property
    def edge_gap(self) -> int:
        """Between plates at the edge of the page, and from them to it."""
        return round(5 * self._metrics.scale)

    @property
    def edge_height(self) -> int:
        """How high a plate at the edge of the page is."""
        return self._metrics.label_height + round(6 * self._metrics.scale)

    def edge_width(self, role: str, surface: str) -> int:
        """How wide the plate with these words is."""
        advance = self._advances.horizontalAdvance(role) + self.edge_gap
        if surface:
            advance += QFontMetricsF(self._plain).horizontalAdvance(surface) + self.edge_gap
        return math.ceil(self.edge_height + advance)

    def edge(self, role: str, surface: str, tint: RGB, *, is_up: bool) -> QPixmap:
        """The plate at the edge of the page: an arrow, a role, the words of its filler."""
        width, height = self.edge_width(role, surface), self.edge_height
        line = max(1.0, self._metrics.scale)

        def draw(painter: QPainter) -> None:
            half = line * 0.7
            box = QRectF(0, 0, width, height).adjusted(half, half, -half, -half)
            painter.setPen(QPen(colour(tint), line * 1.25))
            painter.setBrush(colour(self.chrome.paper))
            painter.drawRoundedRect(box, height / 3, height / 3)
            _draw_arrow(painter, height, tint, is_up=is_up)
            base = round((height + self._advances.capHeight()) / 2)
            painter.setFont(self._font)
            painter.setPen(colour(tint))
            painter.drawText(QPointF(height, base), role)
            x = height + self._advances.horizontalAdvance(role) + self.edge_gap
            painter.setFont(self._plain)
            painter.setPen(colour(self.chrome.ink))
            painter.drawText(QPointF(x, base), surface)

        return self._cached(("edge", role, surface, tint, is_up), width, height, draw)

    def _write(self, painter: QPainter, text: str, room: QRectF, side: Qt.AlignmentFlag) -> None:
        base = round((room.height() + self._advances.capHeight()) / 2)
        x = room.left()
        if side is Qt.AlignmentFlag.AlignHCenter:
            x += (room.width() - self._advances.horizontalAdvance(text)) / 2
        painter.drawText(QPointF(x, room.top() + base), text)

    def _plate(
        self,
        painter: QPainter,
        box: QRectF,
        colours: LabelColours,
        *,
        is_suggested: bool,
        is_dashed: bool = False,
    ) -> RGB:
        """A plate with two round corners above; the colour of the ink on it."""
        line = max(1.0, self._metrics.scale)
        if is_suggested:
            style = Qt.PenStyle.DashLine if is_dashed else Qt.PenStyle.SolidLine
            painter.setPen(QPen(colour(colours.strong), line, style))
            painter.setBrush(colour(self.chrome.paper))
            painter.drawPath(_tab_shape(box.adjusted(line / 2, line / 2, -line / 2, -line / 2)))
            return colours.ghost_ink
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(colours.tag))
        painter.drawPath(_tab_shape(box))
        return colours.tag_ink

    def _sign(self, painter: QPainter, box: QRectF, ink: RGB) -> None:
        """A triangle with a stroke: the schema says something against this."""
        height = 0.72 * box.height()
        width = height * 1.1
        top = box.top() + (box.height() - height) / 2
        left = box.left()
        triangle = QPolygonF(
            [
                QPointF(left + width / 2, top),
                QPointF(left + width, top + height),
                QPointF(left, top + height),
            ]
        )
        painter.setPen(QPen(colour(ink), max(1.0, 0.09 * height)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(triangle)
        painter.setPen(QPen(colour(ink), max(1.0, 0.12 * height)))
        middle = left + width / 2
        painter.drawLine(QPointF(middle, top + 0.36 * height), QPointF(middle, top + 0.62 * height))
        painter.drawPoint(QPointF(middle, top + 0.82 * height))

    def _cached(
        self, key: Hashable, width: int, height: int, draw: Callable[[QPainter], None]
    ) -> QPixmap:
        picture = self._cache.get(key)
        if picture is not None:
            return picture
        if len(self._cache) >= _MOST_PICTURES:
            self._cache.clear()
        picture = self._cache[key] = drawn_once(width, height, self._ratio, draw)
        return picture


def mixed(one: RGB, other: RGB, share: float) -> RGB:
    """`share` of one colour on the other."""
    red, green, blue = (
        round(share * mine + (1 - share) * theirs) for mine, theirs in zip(one, other, strict=True)
    )
    return red, green, blue


def _draw_arrow(painter: QPainter, height: float, tint: RGB, *, is_up: bool) -> None:
    side = height * 0.42
    middle = height / 2
    tip = -side / 2 if is_up else side / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(tint))
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(middle, middle + tip),
                QPointF(middle + side * 0.6, middle - tip),
                QPointF(middle - side * 0.6, middle - tip),
            ]
        )
    )


def _tab_shape(box: QRectF) -> QPainterPath:
    """Round above, straight below, where it stands on a box."""
    radius = box.height() / 3.2
    size = 2 * radius
    path = QPainterPath()
    path.moveTo(box.left(), box.bottom())
    path.lineTo(box.left(), box.top() + radius)
    path.arcTo(QRectF(box.left(), box.top(), size, size), 180, -90)
    path.lineTo(box.right() - radius, box.top())
    path.arcTo(QRectF(box.right() - size, box.top(), size, size), 90, -90)
    path.lineTo(box.right(), box.bottom())
    path.closeSubpath()
    return path


def _dashes(tint: RGB, scale: float, *, is_down: bool) -> QBrush:
    dash, gap = max(round(4 * scale), 3), max(round(3 * scale), 2)
    tile = QPixmap(1, dash + gap) if is_down else QPixmap(dash + gap, 1)
    tile.fill(Qt.GlobalColor.transparent)
    with QPainter(tile) as painter:
        painter.fillRect(0, 0, 1 if is_down else dash, dash if is_down else 1, colour(tint))
    return QBrush(tile)
