"""Icons: our own SVG files, drawn in the colour of the palette at the size that is asked for."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
    QPixmapCache,
)

import resources
from annotate.compat import override

SIZE = 20
"""Side of an icon in bars and buttons, in device-independent pixels."""


_DIRECTED = frozenset({"chevron-right", "done-next", "next", "previous", "redo", "skip", "undo"})
"""Icons that point along the line: they are turned round where lines run from right to left."""


@cache
def _source(name: str) -> bytes:
    return resources.path("icons", f"{name}.svg").read_bytes()


def names() -> list[str]:
    """Names of all icons, sorted."""
    folder = resources.path("icons")
    return sorted(
        item.name.removesuffix(".svg") for item in folder.iterdir() if item.name.endswith(".svg")
    )


def paint(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draw an icon into `rect` (device-independent pixels), its strokes in `colour`."""
    ratio = painter.device().devicePixelRatioF()
    side = min(rect.width(), rect.height())
    pixmap = pixmap_of(name, QSize(round(side), round(side)) * ratio, colour)
    pixmap.setDevicePixelRatio(ratio)
    target = QRectF(0, 0, side, side)
    target.moveCenter(rect.center())
    painter.drawPixmap(target.topLeft(), pixmap)


def pixmap_of(name: str, size: QSize, colour: QColor) -> QPixmap:
    """An icon as a pixmap of `size` in real pixels; drawn once for each colour and size."""
    is_right_to_left = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    is_turned = is_right_to_left and name in _DIRECTED
    turned = ":turned" if is_turned else ""
    key = f"spandesk:{name}:{colour.rgba():08x}:{size.width()}x{size.height()}{turned}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    from PySide6.QtSvg import QSvgRenderer

    source = _source(name).replace(b"currentColor", colour.name().encode())
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        if is_turned:
            painter.translate(size.width(), 0)
            painter.scale(-1, 1)
        QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, size.width(), size.height()))
    QPixmapCache.insert(key, pixmap)
    return pixmap


class _Engine(QIconEngine):
    """Draws an SVG file in the colour that the palette has at that moment."""

    def __init__(self, name: str, role: QPalette.ColorRole, colour: QColor | None) -> None:
        super().__init__()
        self._name = name
        self._role = role
        self._colour = colour

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return pixmap_of(self._name, size, self._tint(mode))

    @override
    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        # The size is in device-independent pixels here: without the factor icons blur on fine
        # screens.
        pixmap = QPixmap(pixmap_of(self._name, size * scale, self._tint(mode)))
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint(painter, self._name, QRectF(rect), self._tint(mode))

    @override
    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role, self._colour)

    def _tint(self, mode: QIcon.Mode) -> QColor:
        if self._colour is not None:
            return self._colour
        palette = QGuiApplication.palette()
        group = QPalette.ColorGroup.Normal
        if mode is QIcon.Mode.Disabled:
            group = QPalette.ColorGroup.Disabled
        return palette.color(group, self._role)


@cache
def icon(name: str) -> QIcon:
    """The icon `resources/icons/NAME.svg`, in the text colour of buttons."""
    return QIcon(_Engine(name, QPalette.ColorRole.ButtonText, None))


def icon_in(name: str, colour: QColor) -> QIcon:
    """The same icon in a colour of its own."""
    return QIcon(_Engine(name, QPalette.ColorRole.ButtonText, colour))


def application_icon() -> QIcon:
    """The icon of the application, for title bars and the About box."""
    result = QIcon()
    for side in (16, 24, 32, 48, 64, 128):
        result.addPixmap(pixmap_of("spandesk", QSize(side, side), QColor("black")))
    return result
