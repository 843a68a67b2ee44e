"""Icons: every one is drawn, in the colour that is asked for, sharp at any pixel ratio."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

import resources
from annotate.articles import ArticleState
from gui import icons
from gui.action_table import ACTIONS
from gui.models.articles import state_icon
from gui.theme import Appearance, ThemeChoice


def has_ink(image: QImage) -> bool:
    return any(
        image.pixelColor(x, y).alpha() > 64
        for x in range(image.width())
        for y in range(image.height())
    )


@pytest.mark.parametrize("name", icons.names())
def test_icon_is_drawn(qapp: QApplication, name: str) -> None:
    source = resources.path("icons", f"{name}.svg").read_bytes()
    assert QSvgRenderer(source).isValid()
    assert has_ink(icons.pixmap_of(name, QSize(24, 24), QColor("#123456")).toImage())


def test_icon_has_the_colour(qapp: QApplication) -> None:
    image = icons.pixmap_of("create", QSize(48, 48), QColor("#ff0000")).toImage()
    inked = [
        image.pixelColor(x, y)
        for x in range(48)
        for y in range(48)
        if image.pixelColor(x, y).alpha() == 255
    ]
    assert inked
    assert all(colour.name() == "#ff0000" for colour in inked)


def test_every_icon_that_is_named_is_there() -> None:
    known = set(icons.names())
    assert {spec.icon for spec in ACTIONS if spec.icon} <= known
    assert {state_icon(state) for state in ArticleState} <= known


def test_icon_follows_the_palette(qapp: QApplication, appearance: Appearance) -> None:
    light = icons.icon("undo").pixmap(20, 20).toImage()
    appearance.set_choice(ThemeChoice.DARK)
    dark = icons.icon("undo").pixmap(20, 20).toImage()
    assert light != dark


def test_disabled_icon_is_paler(qapp: QApplication, appearance: Appearance) -> None:
    icon = icons.icon("undo")
    size = QSize(20, 20)
    assert icon.pixmap(size, QIcon.Mode.Normal) is not None
    normal = icon.pixmap(size, QIcon.Mode.Normal).toImage()
    disabled = icon.pixmap(size, QIcon.Mode.Disabled).toImage()
    assert normal != disabled


def test_icon_has_as_many_pixels_as_the_screen(qapp: QApplication) -> None:
    pixmap = icons.icon("search").pixmap(QSize(20, 20), 2.0)
    assert pixmap.size() == QSize(40, 40)


def test_paint_centres_the_icon(qapp: QApplication) -> None:
    image = QImage(60, 20, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    icons.paint(painter, "state-done", QRectF(0, 0, 60, 20), QColor("black"))
    painter.end()
    inked = [x for x in range(60) if any(image.pixelColor(x, y).alpha() > 64 for y in range(20))]
    assert abs((min(inked) + max(inked)) / 2 - 29.5) <= 1


def test_icon_of_its_own_colour_ignores_the_palette(
    qapp: QApplication, appearance: Appearance
) -> None:
    icon = icons.icon_in("undo", QColor("#00ff00"))
    before = icon.pixmap(20, 20).toImage()
    appearance.set_choice(ThemeChoice.DARK)
    assert icon.pixmap(20, 20).toImage() == before
    assert qapp.palette().color(QPalette.ColorRole.Window).lightness() < 128


def test_application_icon_has_several_sizes(qapp: QApplication) -> None:
    sizes = {size.width() for size in icons.application_icon().availableSizes()}
    assert {16, 32, 64, 128} <= sizes


def test_icons_hold_no_colour_of_their_own() -> None:
    for name in icons.names():
        if name == "spandesk":
            continue
        source = resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
        colours = source.count("#")
        assert colours <= (1 if name == "state-done" else 0), name
