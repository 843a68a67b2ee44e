"""Marks at the edge of the page: what of the frame on the stage is above or below it, and where."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from gui.text.colours import RGB, LabelColours
from gui.text.frame_rails import Page
from gui.text.frame_sprites import FrameSprites
from gui.text.looks import colour
from gui.text.metrics import Metrics

_MOST_LETTERS = 26


@dataclass(frozen=True, slots=True)
class EdgeMark:
    """A trigger or filler above (`side` -1) or below (1) the page, `start:end` in code points."""

    side: int
    role: str
    start: int
    end: int
    colours: LabelColours


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark and its plate on the viewport; one without a mark says how many found no room."""

    mark: EdgeMark | None
    box: QRectF
    surface: str
    is_up: bool


def place_edges(
    marks: Sequence[EdgeMark],
    text: str,
    *,
    page: Page,
    metrics: Metrics,
    is_right: bool,
) -> list[PlacedMark]:
    """Plates along the upper and the lower edge, from the margin that the frame's rail is in."""
    role, plain = _fonts(metrics)
    height = metrics.label_height + round(6 * metrics.scale)
    gap = round(5 * metrics.scale)
    arrow = height
    placed: list[PlacedMark] = []
    low, high = page.left, page.left + page.column
    for is_up in (True, False):
        mine = [mark for mark in marks if (mark.side < 0) is is_up]
        y = gap if is_up else page.height - height - gap
        x = high if is_right else low
        for number, mark in enumerate(mine):
            surface = _surface(text, mark)
            width = math.ceil(
                arrow
                + role.horizontalAdvance(mark.role)
                + gap
                + plain.horizontalAdvance(surface)
                + gap
            )
            more = arrow + role.horizontalAdvance("+99")
            is_last = number == len(mine) - 1
            left = x - width if is_right else x
            limit = 0 if is_last else more + gap
            fits = left - limit >= low if is_right else left + width + limit <= high
            if not fits and number:
                wide = math.ceil(more)
                left = x - wide if is_right else x
                box = QRectF(left, y, wide, height)
                placed.append(PlacedMark(None, box, f"+{len(mine) - number}", is_up))
                break
            placed.append(PlacedMark(mark, QRectF(left, y, width, height), surface, is_up))
            x = left - gap if is_right else left + width + gap
    return placed


def paint_edges(
    painter: QPainter,
    marks: Sequence[EdgeMark],
    text: str,
    *,
    page: Page,
    metrics: Metrics,
    sprites: FrameSprites,
    is_right: bool,
) -> None:
    """Paint the marks over the text."""
    chrome = sprites.chrome
    placed = place_edges(marks, text, page=page, metrics=metrics, is_right=is_right)
    gap = 5 * metrics.scale
    line = max(1.0, metrics.scale)
    role_font, plain_font = _mark_fonts(metrics)
    for item in placed:
        box = item.box
        tint = item.mark.colours.tag if item.mark is not None else chrome.faint_ink
        painter.setPen(QPen(colour(chrome.paper), line * 4))
        painter.setBrush(colour(chrome.paper))
        radius = box.height() / 3
        painter.drawRoundedRect(box, radius, radius)
        painter.setPen(QPen(colour(tint), line * 1.25))
        painter.drawRoundedRect(box, radius, radius)
        _paint_arrow(painter, box, is_up=item.is_up, tint=tint)
        x = box.left() + box.height()
        metrics_of = QFontMetricsF(role_font)
        base = round(box.top() + (box.height() + metrics_of.capHeight()) / 2)
        painter.setFont(role_font)
        painter.setPen(colour(tint))
        if item.mark is None:
            painter.drawText(QPointF(x, base), item.surface)
            continue
        painter.drawText(QPointF(x, base), item.mark.role)
        x += metrics_of.horizontalAdvance(item.mark.role) + gap
        painter.setFont(plain_font)
        painter.setPen(colour(chrome.ink))
        painter.drawText(QPointF(x, base), item.surface)


def _paint_arrow(painter: QPainter, box: QRectF, *, is_up: bool, tint: RGB) -> None:
    side = box.height() * 0.42
    middle = QPointF(box.left() + box.height() * 0.5, box.center().y())
    tip = -side / 2 if is_up else side / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(tint))
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(middle.x(), middle.y() + tip),
                QPointF(middle.x() + side * 0.6, middle.y() - tip),
                QPointF(middle.x() - side * 0.6, middle.y() - tip),
            ]
        )
    )


def _surface(text: str, mark: EdgeMark) -> str:
    words = " ".join(text[mark.start : mark.end].split())
    return words if len(words) <= _MOST_LETTERS else words[: _MOST_LETTERS - 1].rstrip() + "…"


def _mark_fonts(metrics: Metrics) -> tuple[QFont, QFont]:
    plain = QFont(metrics.label_font)
    plain.setWeight(QFont.Weight.Normal)
    plain.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0)
    return metrics.label_font, plain


def _fonts(metrics: Metrics) -> tuple[QFontMetricsF, QFontMetricsF]:
    role, plain = _mark_fonts(metrics)
    return QFontMetricsF(role), QFontMetricsF(plain)
