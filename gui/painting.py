"""Small things that several panels paint: label chips, key caps, score bars, rounded rows."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotate.compat import override
from annotate.spans import Layer
from gui import icons
from gui.fonts import scaled
from gui.theme import SMALL, Appearance
from gui.words import decimal, percent


def rgb(parts: tuple[int, int, int]) -> QColor:
    """Three numbers as a colour of Qt."""
    return QColor(*parts)


@dataclass(frozen=True, slots=True)
class ChipLook:
    """How a label is drawn: its schema colour, layer, and whether it is only suggested.

    One that was skipped stands in brackets on a dotted plate, as in the article.
    """

    name: str
    colour: str
    layer: Layer
    is_suggestion: bool = False
    is_skipped: bool = False

    @property
    def text(self) -> str:
        """What the plate says."""
        return f"({self.name})" if self.is_skipped else self.name


def chip_font(font: QFont) -> QFont:
    """The font of label names."""
    return scaled(font, SMALL, weight=QFont.Weight.DemiBold)


def chip_width(font: QFont, name: str) -> float:
    """Width of a chip in device-independent pixels."""
    return QFontMetricsF(chip_font(font)).horizontalAdvance(name) + 14


def paint_chip(
    painter: QPainter, rect: QRectF, look: ChipLook, appearance: Appearance, font: QFont
) -> None:
    """A label's name on its plate: entities rounded and filled, events on a strong bar.

    Suggestions are pale with a dashed edge, as in the article.
    """
    colours = appearance.label_colours(look.colour)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    body = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    radius = 4.0 if look.layer is Layer.ENTITY else 1.5
    pen = QPen(rgb(colours.strong), 1.0)
    if look.is_suggestion:
        pen.setStyle(Qt.PenStyle.DotLine if look.is_skipped else Qt.PenStyle.DashLine)
    painter.setPen(pen if look.is_suggestion else Qt.PenStyle.NoPen)
    # The ink of suggestions is made for the paper of the page.
    painter.setBrush(rgb(appearance.page.paper if look.is_suggestion else colours.plate))
    painter.drawRoundedRect(body, radius, radius)
    if look.layer is Layer.EVENT:
        bar = QRectF(body.left(), body.bottom() - 2.5, body.width(), 3.0)
        painter.fillRect(bar, rgb(colours.strong))
    painter.setFont(chip_font(font))
    painter.setPen(rgb(colours.ghost_ink if look.is_suggestion else colours.plate_ink))
    metrics = QFontMetricsF(painter.font())
    name = metrics.elidedText(look.text, Qt.TextElideMode.ElideRight, rect.width() - 8)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, name)
    painter.restore()


def paint_key_cap(
    painter: QPainter, rect: QRectF, keys: str, appearance: Appearance, font: QFont
) -> None:
    """Keys on a small cap."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(appearance.colour("border"), 1.0))
    painter.setBrush(appearance.colour("key_cap"))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3.5, 3.5)
    painter.setFont(scaled(font, 0.8))
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # else "Ctrl++" is "++Ctrl"
    painter.setPen(appearance.colour("window_text"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, keys)
    painter.restore()


def key_cap_width(font: QFont, keys: str) -> float:
    """Width of a key cap in device-independent pixels."""
    return max(QFontMetricsF(scaled(font, 0.8)).horizontalAdvance(keys) + 9, 18.0)


class Sides:
    """Puts what a row paints on the side where the window's reading direction has it.

    Places are given as for reading from left to right; texts keep the direction of their own
    letters, whatever that of the window.
    """

    def __init__(self, painter: QPainter, bounds: QRectF, direction: Qt.LayoutDirection) -> None:
        self._painter = painter
        self._bounds = bounds
        self._is_mirrored = direction is Qt.LayoutDirection.RightToLeft
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)

    def place(self, rect: QRectF) -> QRectF:
        """Where `rect` is painted."""
        if not self._is_mirrored:
            return rect
        left = self._bounds.left() + self._bounds.right() - rect.right()
        return QRectF(left, rect.top(), rect.width(), rect.height())

    def write(self, rect: QRectF, text: str, *, is_at_end: bool = False) -> None:
        """Write one line at the beginning of `rect`, or at its end."""
        is_right = is_at_end is not self._is_mirrored
        side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        self._painter.drawText(self.place(rect), flags, text)


def paint_row(
    painter: QPainter, rect: QRectF, appearance: Appearance, *, is_selected: bool, is_hovered: bool
) -> QColor:
    """The rounded background of a list row; returns the colour for text on it."""
    if is_selected or is_hovered:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(appearance.colour("selected" if is_selected else "hover"))
        painter.drawRoundedRect(rect.adjusted(4, 1, -4, -1), 5, 5)
        painter.restore()
    return appearance.colour("selected_text" if is_selected else "window_text")


class Chip(QWidget):
    """A label chip as a widget."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._look: ChipLook | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.update)

    def set_look(self, look: ChipLook | None) -> None:
        """Show another label, or nothing."""
        if look == self._look:
            return
        self._look = look
        self.setAccessibleName(look.name if look else "")
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        width = chip_width(self.font(), self._look.text) if self._look else 0
        return QSize(round(width), round(QFontMetricsF(chip_font(self.font())).height() + 6))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._look is None:
            return
        with QPainter(self) as painter:
            paint_chip(painter, QRectF(self.rect()), self._look, self._appearance, self.font())


class ScoreBar(QWidget):
    """A score in 0..1 as a slim bar with its figure."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._score: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.update)

    def set_score(self, score: float | None) -> None:
        """Show another score; `None` hides the bar."""
        self._score = score
        self.setAccessibleName("" if score is None else percent(score))
        self.setVisible(score is not None)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height() + 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._score is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            figure = decimal(self._score, 2)
            painter.setFont(scaled(self.font(), SMALL))
            width = painter.fontMetrics().horizontalAdvance("0.00") + 8
            sides = Sides(painter, self.rect().toRectF(), self.layoutDirection())
            bar = QRectF(0, self.height() / 2 - 2.5, max(self.width() - width, 10), 5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._appearance.colour("pressed"))
            painter.drawRoundedRect(sides.place(bar), 2.5, 2.5)
            name = (
                "success" if self._score >= 0.8 else "accent" if self._score >= 0.5 else "warning"
            )
            painter.setBrush(self._appearance.colour(name))
            done = QRectF(bar.left(), bar.top(), bar.width() * self._score, bar.height())
            painter.drawRoundedRect(sides.place(done), 2.5, 2.5)
            painter.setPen(self._appearance.colour("muted"))
            right = QRectF(bar.right(), 0, width, self.height())
            sides.write(right, figure, is_at_end=True)


class KeyCap(QWidget):
    """Keys on a cap, as a widget."""

    def __init__(
        self, appearance: Appearance, keys: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._keys = keys
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.update)

    def set_keys(self, keys: str) -> None:
        """Show other keys."""
        self._keys = keys
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(key_cap_width(self.font(), self._keys)), self.fontMetrics().height() + 3)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_key_cap(painter, QRectF(self.rect()), self._keys, self._appearance, self.font())


class Picture(QWidget):
    """An icon in the colour of the theme, drawn at its size."""

    def __init__(
        self, appearance: Appearance, name: str, side: int, colour: str = "accent"
    ) -> None:
        super().__init__()
        self._appearance, self._name, self._colour = appearance, name, colour
        self.set_side(side)
        appearance.changed.connect(self.update)

    def set_side(self, side: int) -> None:
        """Be so many pixels high and wide."""
        self.setFixedSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            colour = (
                QColor("black")
                if self._name == "spandesk"
                else self._appearance.colour(self._colour)
            )
            icons.paint(painter, self._name, self.rect().toRectF(), colour)
