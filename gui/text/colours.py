"""Colours of labels: from one colour in the schema to fills, bars and label plates. Pure.

A label's hue is kept; lightness and strength are set so that text on every fill and on every
label plate reaches the contrast of WCAG AA, in light, dark and high contrast. Computed in OKLab,
where equal steps look equal.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from gui.text.palettes import PaletteChoice, sector_of, sectors

RGB = tuple[int, int, int]

# WCAG 2.2: normal text AA and AAA, and parts of the interface.
CONTRAST_TEXT = 4.5
CONTRAST_BODY = 7.0
CONTRAST_SHAPE = 3.0


@dataclass(frozen=True, slots=True)
class Chrome:
    """Colours of the page itself; `mark` shows in the map where suggestions wait."""

    paper: RGB
    ink: RGB
    faint_ink: RGB
    selection: RGB
    selected_ink: RGB
    hit: RGB
    focus: RGB
    focus_halo: RGB
    warning: RGB
    mark: RGB
    is_dark: bool
    is_high_contrast: bool = False
    palette: PaletteChoice = PaletteChoice.SPANDESK


@dataclass(frozen=True, slots=True)
class LabelColours:
    """What one label is painted with: gold and suggestion."""

    fill: RGB
    ghost_fill: RGB
    strong: RGB
    plate: RGB
    plate_ink: RGB
    ghost_ink: RGB
    tag: RGB
    tag_ink: RGB


LIGHT = Chrome(
    paper=(255, 255, 255),
    ink=(27, 29, 33),
    faint_ink=(104, 109, 118),
    selection=(178, 206, 254),
    selected_ink=(10, 14, 22),
    hit=(255, 226, 106),
    focus=(24, 28, 36),
    focus_halo=(255, 255, 255),
    warning=(176, 70, 0),
    mark=(62, 116, 190),
    is_dark=False,
)
DARK = Chrome(
    paper=(27, 29, 33),
    ink=(228, 230, 234),
    faint_ink=(152, 158, 168),
    selection=(45, 82, 140),
    selected_ink=(255, 255, 255),
    hit=(108, 88, 16),
    focus=(250, 250, 250),
    focus_halo=(18, 19, 22),
    warning=(255, 176, 84),
    mark=(122, 168, 236),
    is_dark=True,
)
LIGHT_CONTRAST = Chrome(
    paper=(255, 255, 255),
    ink=(0, 0, 0),
    faint_ink=(64, 64, 64),
    selection=(0, 60, 160),
    selected_ink=(255, 255, 255),
    hit=(255, 226, 0),
    focus=(0, 0, 0),
    focus_halo=(255, 255, 255),
    warning=(150, 40, 0),
    mark=(0, 60, 160),
    is_dark=False,
    is_high_contrast=True,
)
DARK_CONTRAST = Chrome(
    paper=(0, 0, 0),
    ink=(255, 255, 255),
    faint_ink=(204, 204, 204),
    selection=(120, 190, 255),
    selected_ink=(0, 0, 0),
    hit=(96, 80, 0),
    focus=(255, 255, 255),
    focus_halo=(0, 0, 0),
    warning=(255, 200, 90),
    mark=(120, 190, 255),
    is_dark=True,
    is_high_contrast=True,
)


@cache
def chrome_for(
    *,
    is_dark: bool,
    is_high_contrast: bool = False,
    palette: PaletteChoice = PaletteChoice.SPANDESK,
) -> Chrome:
    """The page colours for a theme, with the palette of the labels; the same object each time."""
    if is_high_contrast:
        page = DARK_CONTRAST if is_dark else LIGHT_CONTRAST
    else:
        page = DARK if is_dark else LIGHT
    return page if palette is PaletteChoice.SPANDESK else replace(page, palette=palette)


def parse_colour(colour: str) -> RGB:
    """A colour of the form "#rrggbb" as three numbers."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def relative_luminance(colour: RGB) -> float:
    """WCAG relative luminance, 0 to 1."""
    red, green, blue = colour
    return 0.2126 * _LINEAR[red] + 0.7152 * _LINEAR[green] + 0.0722 * _LINEAR[blue]


def contrast(one: RGB, other: RGB) -> float:
    """WCAG contrast ratio, 1 to 21."""
    light, dark = relative_luminance(one), relative_luminance(other)
    if light < dark:
        light, dark = dark, light
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=1024)
def colours_for(colour: str, chrome: Chrome) -> LabelColours:
    """What a label of this schema colour is painted with on this page."""
    own = chrome.palette is PaletteChoice.SPANDESK
    fill, ghost, strong, tag = (_own if own else _of_palette)(colour, chrome)
    body = CONTRAST_BODY
    text = CONTRAST_BODY if chrome.is_high_contrast else CONTRAST_TEXT
    fill = _reach(fill, chrome.ink, body)
    ghost = _reach(ghost, chrome.ink, body)
    strong = _reach(strong, chrome.paper, CONTRAST_TEXT)
    tag = _reach(tag, chrome.paper, text)
    return LabelColours(
        fill=fill,
        ghost_fill=ghost,
        strong=strong,
        plate=fill,
        plate_ink=_reach(strong, fill, text),
        ghost_ink=_reach(strong, chrome.paper, text),
        tag=tag,
        tag_ink=chrome.paper,
    )


def _own(colour: str, chrome: Chrome) -> tuple[RGB, RGB, RGB, RGB]:
    """Fill, ghost fill, strong and tag in the schema's own hue."""
    lightness, strength, hue = _to_lch(parse_colour(colour))
    # Within a family the labels differ in lightness: keep a part of that difference.
    shade = min(max(lightness, 0.3), 0.9) - 0.6
    if chrome.is_dark:
        return (
            _lch(0.40 + 0.14 * shade, min(0.030 + strength * 0.40, 0.085), hue),
            _lch(0.285 + 0.06 * shade, min(strength * 0.25, 0.035), hue),
            _lch(0.80 + 0.10 * shade, min(strength * 1.1, 0.13), hue),
            _lch(0.77 + 0.10 * shade, min(strength * 1.1, 0.13), hue),
        )
    return (
        _lch(0.905 + 0.10 * shade, min(0.012 + strength * 0.52, 0.085), hue),
        _lch(0.975 + 0.02 * shade, min(strength * 0.16, 0.02), hue),
        _lch(0.53 + 0.16 * shade, min(0.02 + strength, 0.16), hue),
        _lch(0.50 + 0.14 * shade, min(0.02 + strength, 0.15), hue),
    )


def _of_palette(colour: str, chrome: Chrome) -> tuple[RGB, RGB, RGB, RGB]:
    """Fill, ghost fill, strong and tag of the sector that the schema's hue lies in."""
    lightness, strength, hue = _to_lch(parse_colour(colour))
    sector = sectors(chrome.palette, is_dark=chrome.is_dark)[sector_of(hue)]
    # Small enough to keep the sectors apart, great enough to tell the labels of one.
    shade = 0.1 * (min(max(lightness, 0.6), 0.95) - 0.8)
    share = 0.7 + min(strength, 0.15) * 2
    strong = _shaded(sector.strong, shade, share)
    fill = _shaded(sector.fill, shade, share)
    _, depth, hue = _to_lch(fill)
    ghost = _lch(0.285 if chrome.is_dark else 0.975, min(depth, 0.035) / 2, hue)
    return fill, ghost, strong, strong


def _shaded(colour: str, by: float, share: float) -> RGB:
    lightness, strength, hue = _to_lch(parse_colour(colour))
    return _lch(min(max(lightness + by, 0.0), 1.0), strength * share, hue)


def _reach(colour: RGB, against: RGB, goal: float) -> RGB:
    """The colour moved away from `against` in lightness until the contrast is reached."""
    lightness, strength, hue = _to_lch(colour)
    step = 0.01 if relative_luminance(colour) > relative_luminance(against) else -0.01
    if contrast(colour, against) < goal and not _can_reach(against, goal, step):
        step = -step
    while contrast(colour, against) < goal and 0.0 < lightness < 1.0:
        lightness = min(max(lightness + step, 0.0), 1.0)
        colour = _lch(lightness, strength, hue)
    return colour


def _can_reach(against: RGB, goal: float, step: float) -> bool:
    return contrast((255, 255, 255) if step > 0 else (0, 0, 0), against) >= goal


def _linear(part: int) -> float:
    value = part / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


# Every label asks hundreds of times while its colours are sought, before the first paint.
_LINEAR = tuple(_linear(part) for part in range(256))


def _encoded(value: float) -> float:
    value = min(max(value, 0.0), 1.0)
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _to_lch(colour: RGB) -> tuple[float, float, float]:
    """OKLab lightness (0..1), chroma and hue in radians."""
    red, green, blue = (_LINEAR[part] for part in colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _from_lch(lightness: float, strength: float, hue: float) -> tuple[float, float, float]:
    a, b = strength * math.cos(hue), strength * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _lch(lightness: float, strength: float, hue: float) -> RGB:
    """The nearest colour of the screen: chroma is lowered until it fits."""
    linear = _from_lch(lightness, strength, hue)
    while strength > 0.001 and not all(-0.0005 <= part <= 1.0005 for part in linear):
        strength *= 0.93
        linear = _from_lch(lightness, strength, hue)
    red, green, blue = (round(255 * _encoded(part)) for part in linear)
    return red, green, blue
