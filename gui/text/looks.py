"""How spans are painted: brushes for each label."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPixmap, QTransform

from gui.text.colours import RGB, LabelColours

_DASH, _DASH_GAP = 3, 3
_BAR_DASH, _BAR_GAP = 6, 4
_DOT, _DOT_GAP = 1, 5


class Look:
    """How one label of one layer is painted, as gold or as a suggestion: dashed and paler.

    A suggestion that was skipped is dotted and empty: it was seen, and waits.

    `brush` and the edges are for the box behind an entity, `bar` for the bar of an event or the
    rail of an entity in a lower lane. Each is made when it is first asked for. Dashes are textures,
    not pens: a dashed pen that is not exactly one pixel wide costs twenty times as much.
    """

    def __init__(
        self,
        colours: LabelColours,
        scale: float,
        *,
        is_event: bool,
        is_suggestion: bool,
        is_skipped: bool = False,
    ) -> None:
        """Paint with `colours` at `scale` times the normal size."""
        self.colours = colours
        self.is_event = is_event
        self.is_suggestion = is_suggestion
        self.is_skipped = is_skipped
        self._scale = scale
        # Width of the label plate without a warning sign; 0 until somebody has measured it.
        self.width = 0
        # That plate, where nothing about it is unusual; None until somebody has drawn it.
        self.plate: QPixmap | None = None
        # The bar's brush by where its dashes begin, within one dash and gap.
        self._shifted: list[QBrush | None] = []

    @cached_property
    def edge(self) -> int:
        """Width of the dashed edge around the box, in whole pixels; 0 for none."""
        return max(round(self._scale), 1) if self.is_suggestion else 0

    @cached_property
    def edge_across(self) -> QBrush:
        """The dashes of the upper and the lower edge."""
        return _dashes(colour(self.colours.strong), self._scale, *self._pattern)

    @cached_property
    def edge_down(self) -> QBrush:
        """The dashes of the edges at the sides."""
        return _dashes(colour(self.colours.strong), self._scale, *self._pattern, is_down=True)

    @property
    def _pattern(self) -> tuple[int, int]:
        return (_DOT, _DOT_GAP) if self.is_skipped else (_DASH, _DASH_GAP)

    @cached_property
    def brush(self) -> QBrush:
        """The inside of the box."""
        if self.is_skipped:
            return QBrush(Qt.BrushStyle.NoBrush)
        colours = self.colours
        return QBrush(colour(colours.ghost_fill if self.is_suggestion else colours.fill))

    @cached_property
    def bar(self) -> QBrush:
        """The bar under an event, the rail of an entity."""
        tint = colour(self.colours.tag if self.is_event else self.colours.strong)
        if not self.is_suggestion:
            return QBrush(tint)
        pattern = (2 * _DOT, _DOT_GAP) if self.is_skipped else (_BAR_DASH, _BAR_GAP)
        return _dashes(tint, self._scale, *pattern)

    def bar_from(self, x: int) -> QBrush:
        """The bar's brush for a bar that begins at `x`: dashes begin there too."""
        if not self.is_suggestion:
            return self.bar
        if not self._shifted:
            self._shifted = [None] * self.bar.texture().width()
        shift = x % len(self._shifted)
        brush = self._shifted[shift]
        if brush is None:
            brush = self._shifted[shift] = QBrush(self.bar)
            brush.setTransform(QTransform.fromTranslate(shift, 0))
        return brush


def colour(value: RGB, alpha: int = 255) -> QColor:
    """A Qt colour."""
    return QColor(*value, alpha)


def _dashes(tint: QColor, scale: float, dash: int, gap: int, *, is_down: bool = False) -> QBrush:
    """A brush of dashes, one pixel thick so that it fits bars of any thickness."""
    dash, gap = max(round(dash * scale), min(dash, 2)), max(round(gap * scale), 2)
    tile = QPixmap(1, dash + gap) if is_down else QPixmap(dash + gap, 1)
    tile.fill(Qt.GlobalColor.transparent)
    with QPainter(tile) as painter:
        painter.fillRect(0, 0, 1 if is_down else dash, dash if is_down else 1, tint)
    return QBrush(tile)
