"""Drawings of event frames that are made once and painted many times: rectangles and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRect
from PySide6.QtGui import QBrush, QPainter

from gui.text.block import Box, Stamp
from gui.text.frames.plan import Run


@dataclass(frozen=True, slots=True)
class Badge:
    """The plate on a trigger: where it is and whose it is."""

    frame_id: str
    stamp: Stamp
    width: int


@dataclass(slots=True)
class Drawing:
    """What something is painted with, in whole pixels."""

    boxes: list[Box] = field(default_factory=list[Box])
    stamps: list[Stamp] = field(default_factory=list[Stamp])


@dataclass(slots=True)
class RunRails(Drawing):
    """What one run is painted with; `y` is where its rail meets that in the margin."""

    run: Run = field(kw_only=True)
    y: int = field(kw_only=True)
    badge: Badge | None = None


@dataclass(slots=True)
class Rails:
    """What the runs of one line are painted with.

    It holds `made_for` a margin, a strength of colours and the slots of the article.
    """

    made_for: tuple[int, bool, int]
    of: list[RunRails]
    bundles: dict[str, Bundle] = field(default_factory=dict[str, "Bundle"])

    def bundle(self, without: str) -> Bundle:
        """All of them together, but for the run of the frame `without`."""
        if all(rails.run.frame.id != without for rails in self.of):
            without = ""
        found = self.bundles.get(without)
        if found is None:
            kept = [rails for rails in self.of if rails.run.frame.id != without]
            found = self.bundles[without] = Bundle(kept)
        return found


class Bundle:
    """Drawings that are painted together, rectangles of one brush at a time.

    Four hundred rectangles one by one take six times as long.
    """

    __slots__ = ("badges", "rects", "stamps")

    def __init__(self, drawings: Sequence[Drawing]) -> None:
        """Take these apart."""
        by_brush: dict[int, tuple[QBrush, list[QRect]]] = {}
        for drawing in drawings:
            for x, y, width, height, brush in drawing.boxes:
                by_brush.setdefault(id(brush), (brush, []))[1].append(QRect(x, y, width, height))
        self.rects = list(by_brush.values())
        self.stamps = [stamp for drawing in drawings for stamp in drawing.stamps]
        self.badges = [
            drawing.badge.stamp
            for drawing in drawings
            if isinstance(drawing, RunRails) and drawing.badge is not None
        ]

    def paint(self, painter: QPainter) -> None:
        """Paint all but the badges; the painter has no pen and smoothes nothing."""
        for brush, rects in self.rects:
            painter.setBrush(brush)
            painter.drawRects(rects)
        for x, y, picture in self.stamps:
            painter.drawPixmap(x, y, picture)
