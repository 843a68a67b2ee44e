"""Sizes of everything in the article view, in logical pixels, for one font, zoom and width."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetricsF

DEFAULT_COLUMN = 76
MARGIN = 28
_SAMPLE = "etaoin shrdlu cmfwyp the quick report of April said that officials in Kyiv agreed"
_LABEL_SHARE = 0.62
# Long texts are read more easily a little larger than menus.
_READING_SHARE = 1.25
_SMALLEST_READING = 16
_SMALLEST_LABEL = 9.0


@dataclass(frozen=True, slots=True, eq=False)
class Metrics:
    """Fonts and distances; a line is space, text, lanes (each a bar and a label), space."""

    font: QFont
    label_font: QFont
    text_height: float
    ascent: float
    character: float
    column: float
    space_above: float
    space_below: float
    pad: float
    bar: int
    rail: int
    label_height: int
    label_gap: float
    label_drop: int
    lane: int
    lane_gap: float
    paragraph_gap: float
    radius: float
    scale: float
    reserved_lanes: int
    nest: int

    @property
    def line_height(self) -> float:
        """Height of a line with one lane, which every line has room for."""
        lanes = self.lane * self.reserved_lanes
        return self.space_above + self.text_height + self.lane_gap + lanes + self.space_below

    @property
    def reach(self) -> int:
        """How far a ring around letters or a label may reach over its line."""
        return math.ceil(max(3.0, 3.0 * self.scale)) + 1

    @property
    def characters_per_line(self) -> float:
        """How many characters a full line holds on average."""
        return max(self.column / self.character, 1.0)


def base_pixel_size(font: QFont) -> float:
    """The size of `font` in logical pixels at 96 dots an inch."""
    if font.pixelSize() > 0:
        return float(font.pixelSize())
    return font.pointSizeF() * 96 / 72


def reading_font(font: QFont) -> QFont:
    """The interface font in a size for long reading."""
    reading = QFont(font)
    reading.setPixelSize(max(round(base_pixel_size(font) * _READING_SHARE), _SMALLEST_READING))
    return reading


def make_metrics(
    font: QFont, *, zoom: float, characters: int, line_spacing: float, available: float
) -> Metrics:
    """Sizes for a reading font at a zoom, for a column of about `characters` in `available`.

    `line_spacing` above 1 adds that share of the text's height; below 1 lines without spans take no
    room for a lane.
    """
    size = max(base_pixel_size(font) * zoom, 6.0)
    reading = QFont(font)
    reading.setPixelSize(round(size))
    text = QFontMetricsF(reading)
    label = QFont(font)
    label.setPixelSize(round(max(size * _LABEL_SHARE, _SMALLEST_LABEL)))
    label.setWeight(QFont.Weight.DemiBold)
    label.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.4 * size / 16)
    scale = size / 16
    character = text.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
    column = min(characters * character, max(available - 2 * MARGIN, 8 * character))
    bar = max(round(3 * scale), 2)
    label_height = math.ceil(QFontMetricsF(label).capHeight() + 5.5 * scale)
    extra = max(line_spacing - 1.0, 0.0) * text.height()
    return Metrics(
        font=reading,
        label_font=label,
        text_height=math.ceil(text.height()),
        ascent=text.ascent(),
        character=character,
        column=float(math.floor(column)),
        space_above=round(1.5 * scale + extra / 2),
        space_below=round(3 * scale + extra / 2),
        pad=round(2 * scale),
        bar=bar,
        rail=max(round(2 * scale), 1),
        label_height=label_height,
        label_gap=max(1.0, 1.5 * scale),
        # From the top of a lane to its labels: under the bar.
        label_drop=bar + round(scale),
        lane=bar + label_height + round(2 * scale),
        lane_gap=0.0,
        paragraph_gap=round(11 * scale),
        radius=4 * scale,
        scale=scale,
        # Room for a lane on every line, so that a new span moves nothing; not where space is dear.
        reserved_lanes=1 if line_spacing >= 1.0 else 0,
        # How much smaller a box inside another is painted.
        nest=max(round(1.5 * scale), 1),
    )
