"""What panels paint: labels told apart without colour, readable in every theme, never too wide."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from annotate.schema.shipped import find_schema
from annotate.spans import Layer
from gui.painting import (
    Chip,
    ChipLook,
    KeyCap,
    ScoreBar,
    chip_width,
    key_cap_width,
    paint_chip,
    rgb,
)
from gui.theme import Appearance, ThemeChoice, contrast

COLOUR = "#4a86d8"


def painted(look: ChipLook, appearance: Appearance, width: int = 90) -> QImage:
    image = QImage(width, 22, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    paint_chip(painter, QRectF(0, 0, width, 22), look, appearance, painter.font())
    painter.end()
    return image


def grey(image: QImage) -> QImage:
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST])
def test_layers_and_suggestions_differ_without_colour(
    appearance: Appearance, choice: ThemeChoice
) -> None:
    appearance.set_choice(choice)
    looks = [
        ChipLook("SAME", COLOUR, layer, is_suggestion=is_suggestion)
        for layer in Layer
        for is_suggestion in (False, True)
    ]
    images = [grey(painted(look, appearance)) for look in looks]
    for place, image in enumerate(images):
        assert all(image != other for other in images[place + 1 :])


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST])
def test_every_label_of_the_default_schema_is_readable(
    appearance: Appearance, choice: ThemeChoice
) -> None:
    appearance.set_choice(choice)
    for label in find_schema().labels:
        colours = appearance.label_colours(label.colour)
        assert contrast(rgb(colours.plate_ink), rgb(colours.plate)) >= 4.5, label.name
        paper = rgb(appearance.page.paper)
        assert contrast(rgb(colours.ghost_ink), paper) >= 4.5, label.name


def test_a_long_name_stays_inside(appearance: Appearance) -> None:
    image = painted(ChipLook("A_VERY_LONG_LABEL_NAME_INDEED", COLOUR, Layer.ENTITY), appearance, 60)
    wide = QImage(120, 22, QImage.Format.Format_ARGB32)
    wide.fill(0)
    painter = QPainter(wide)
    look = ChipLook("A_VERY_LONG_LABEL_NAME_INDEED", COLOUR, Layer.ENTITY)
    paint_chip(painter, QRectF(0, 0, 60, 22), look, appearance, painter.font())
    painter.end()
    assert wide.copy(0, 0, 60, 22) == image
    assert all(wide.pixelColor(x, y).alpha() == 0 for x in range(61, 120) for y in range(22))


def test_chip_takes_the_room_of_its_name(qtbot: QtBot, appearance: Appearance) -> None:
    chip = Chip(appearance)
    qtbot.addWidget(chip)
    assert chip.sizeHint().width() == 0
    chip.set_look(ChipLook("PERSON", COLOUR, Layer.ENTITY))
    assert chip.sizeHint().width() == round(chip_width(chip.font(), "PERSON"))
    assert chip.accessibleName() == "PERSON"


def test_key_caps_have_a_least_width(qtbot: QtBot, appearance: Appearance) -> None:
    cap = KeyCap(appearance, "1")
    qtbot.addWidget(cap)
    assert cap.sizeHint().width() >= 18
    assert key_cap_width(cap.font(), "Ctrl+Shift+9") > key_cap_width(cap.font(), "1")


@pytest.mark.parametrize(("score", "share"), [(0.0, 0.0), (0.5, 0.5), (1.0, 1.0)])
def test_score_bar_is_as_long_as_the_score(
    qtbot: QtBot, appearance: Appearance, score: float, share: float
) -> None:
    bar = ScoreBar(appearance)
    qtbot.addWidget(bar)
    bar.resize(240, 18)
    bar.set_score(score)
    assert bar.accessibleName() == f"{score:.0%}"
    image = bar.grab().toImage()
    ratio = image.devicePixelRatio()
    names = ("success", "accent", "warning")
    inks = {appearance.colour(name).name() for name in names}
    row = round(9 * ratio)
    inked = sum(QColor(image.pixel(x, row)).name() in inks for x in range(image.width())) / ratio
    track = 240 - bar.fontMetrics().horizontalAdvance("0.00")
    assert abs(inked - share * track) < 16


def test_score_bar_of_gold_is_hidden(qtbot: QtBot, appearance: Appearance) -> None:
    bar = ScoreBar(appearance)
    qtbot.addWidget(bar)
    bar.set_score(None)
    assert bar.isHidden()
    assert bar.accessibleName() == ""
