"""Sizes of fonts, relative to another."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QToolBar, QWidget

READING = 1.15
"""Size of the article's text, as a factor of the font of the interface."""

_GIVEN, _ENLARGED = "spandesk_icon_size", "spandesk_icons_enlarged"
_SMALLEST_ZOOM, _GREATEST_ZOOM = 0.7, 2.5


def scaled(font: QFont, factor: float, *, weight: QFont.Weight | None = None) -> QFont:
    """A copy of `font` at `factor` times its size, in points or in pixels as it was given."""
    copy = QFont(font)
    if font.pointSizeF() > 0:
        copy.setPointSizeF(max(font.pointSizeF() * factor, 6.0))
    else:
        copy.setPixelSize(max(round(font.pixelSize() * factor), 8))
    if weight is not None:
        copy.setWeight(weight)
    return copy


def interface_font(base: QFont, zoom: float) -> QFont:
    """The font of menus and panels: the desktop's at `zoom`, within what can be read."""
    return scaled(base, min(max(zoom, _SMALLEST_ZOOM), _GREATEST_ZOOM))


def article_font(interface: QFont, family: str) -> QFont:
    """The font that the article's text is set in; an empty `family` is that of the interface."""
    font = scaled(interface, READING)
    if family:
        font.setFamily(family)
    return font


def own_fonts(window: QWidget) -> list[tuple[QWidget, QFont]]:
    """The parts of a window that have been given a font of their own, with it."""
    return [
        (part, QFont(part.font()))
        for part in window.findChildren(QWidget)
        if part.testAttribute(Qt.WidgetAttribute.WA_SetFont)
    ]


def enlarge(parts: list[tuple[QWidget, QFont]], old: QFont, new: QFont) -> None:
    """Let the own fonts of `parts` follow the font of the application from `old` to `new`."""
    factor = _size(new) / _size(old)
    for part, font in parts:
        part.setFont(scaled(font, factor))


def enlarge_icons(window: QWidget, base: QFont, font: QFont) -> None:
    """Give icons of buttons and bars the size that goes with `font`; theirs is made for `base`.

    They grow half as fast as letters, so that the tool bar still fits a small screen.
    """
    factor = (1.0 + _size(font) / _size(base)) / 2
    if factor == 1.0 and window.property(_ENLARGED) is None:
        return
    window.setProperty(_ENLARGED, 1)
    # A bar gives its size to its buttons: theirs is noted first.
    for part in (*window.findChildren(QAbstractButton), *window.findChildren(QToolBar)):
        given = part.property(_GIVEN)
        if not isinstance(given, QSize):
            given = part.iconSize()
            part.setProperty(_GIVEN, given)
        part.setIconSize(given * factor)


def icon_side(metrics: QFontMetrics, least: int) -> int:
    """Side of an icon beside a line of text: `least` pixels, and no lower than the line."""
    return max(least, round(metrics.height() * 0.95))


def _size(font: QFont) -> float:
    return font.pointSizeF() if font.pointSizeF() > 0 else float(font.pixelSize())
