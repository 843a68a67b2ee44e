"""Sizes grow with the zoom, columns fit the window, every lane has room for bar and label."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from gui.text.metrics import MARGIN, Metrics, base_pixel_size, make_metrics, reading_font


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    return qapp


def made(
    *, zoom: float = 1.0, characters: int = 76, line_spacing: float = 1.0, available: float = 1200
) -> Metrics:
    font = QFont()
    font.setPixelSize(16)
    return make_metrics(
        font, zoom=zoom, characters=characters, line_spacing=line_spacing, available=available
    )


def test_everything_grows_with_the_zoom() -> None:
    sizes = [made(zoom=zoom, available=9000) for zoom in (0.5, 1.0, 2.0, 4.0)]
    for small, large in itertools.pairwise(sizes):
        assert small.text_height < large.text_height
        assert small.lane < large.lane
        assert small.column < large.column
        assert small.line_height < large.line_height
        assert small.font.pixelSize() < large.font.pixelSize()


@pytest.mark.parametrize("zoom", [0.5, 1.0, 1.3, 2.0, 4.0])
def test_a_label_fits_into_its_lane(zoom: float) -> None:
    sizes = made(zoom=zoom)
    assert sizes.label_drop >= sizes.bar
    assert sizes.label_drop + sizes.label_height <= sizes.lane
    assert QFontMetricsF(sizes.label_font).capHeight() < sizes.label_height
    assert sizes.rail <= sizes.bar


@pytest.mark.parametrize("zoom", [0.5, 1.0])
def test_labels_stay_readable_in_small_text(zoom: float) -> None:
    assert made(zoom=zoom).label_font.pixelSize() >= 8


def test_the_column_holds_what_was_asked_for() -> None:
    sizes = made(characters=70, available=5000)
    assert sizes.characters_per_line == pytest.approx(70, abs=0.2)


@pytest.mark.parametrize("available", [100.0, 320.0, 700.0])
def test_the_column_fits_a_narrow_window(available: float) -> None:
    sizes = made(available=available)
    assert sizes.column <= max(available - 2 * MARGIN, 8 * sizes.character)


def test_spacing_parts_the_lines_and_lanes_stay() -> None:
    close, usual, wide = (made(line_spacing=factor) for factor in (0.9, 1.0, 1.6))
    assert close.line_height < usual.line_height < wide.line_height
    assert close.lane == usual.lane == wide.lane
    assert close.reserved_lanes == 0


def test_sizes_in_points_are_pixels_too() -> None:
    font = QFont()
    font.setPointSizeF(12)
    assert base_pixel_size(font) == 16
    assert reading_font(font).pixelSize() == 20
    font.setPixelSize(9)
    assert reading_font(font).pixelSize() == 16
