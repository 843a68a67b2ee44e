"""Palettes of label colours that people with a colour-vision deficiency tell apart. Pure.

A schema gives each label a colour of its own hue. These palettes fold the circle of hues into nine
sectors and give each sector colours that keep their distance as the named deficiency sees them, by
lightness and by the axis of colours that is left; within a sector, labels differ by a shade, as in
the schema. The colours were found by searching for the greatest least distance in OKLab, after the
simulation of Machado, Oliveira and Fernandes (2009), among those on which text is readable; the
tests check both. Nobody needs colour to work: layers and states differ in shape.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum


class PaletteChoice(StrEnum):
    """Whose eyes the label colours are made for."""

    SPANDESK = "spandesk"
    RED_GREEN = "red_green"
    BLUE_YELLOW = "blue_yellow"


def palette_of(value: object) -> PaletteChoice:
    """The palette that a preference names; the usual one for anything else."""
    known = {str(choice): choice for choice in PaletteChoice}
    return known.get(str(value), PaletteChoice.SPANDESK)


@dataclass(frozen=True, slots=True)
class Sector:
    """Colours of one sector of hues, each "#rrggbb": strong ones for bars, pale ones for boxes."""

    strong: str
    fill: str


# Where each sector begins, in degrees of OKLab's hue: red, orange, yellow, green, teal, blue,
# indigo, purple; pink is what lies before red and behind purple.
_BEGINS = (5, 48, 90, 125, 157, 200, 256, 285, 320)
_SECTORS = 9


def sector_of(hue: float) -> int:
    """The sector of a hue in radians, 0 to 8; the first is pink."""
    return bisect_right(_BEGINS, math.degrees(hue) % 360) % _SECTORS


def _sectors(strong: str, fill: str) -> tuple[Sector, ...]:
    return tuple(
        Sector(f"#{one}", f"#{other}")
        for one, other in zip(strong.split(), fill.split(), strict=True)
    )


_PALETTES = {
    (PaletteChoice.RED_GREEN, False): _sectors(
        "461060 35061a 452f03 475d31 647d00 2e7f7a 075a77 002fa8 4259db",
        "bfabcb e3998c e5b960 f1e075 f6fabe a9dcb5 c1f8f7 b0d4fb ada1fc",
    ),
    (PaletteChoice.RED_GREEN, True): _sectors(
        "97809e e2623c fc9e27 f5e950 d1fede 46c89f 78adfe 6b7eec bdd4fb",
        "1c0942 301e27 484d00 293a00 171800 374e4d 0b3c47 2b255f 473f7b",
    ),
    (PaletteChoice.BLUE_YELLOW, False): _sectors(
        "5a0141 8a001a c4450d 897336 224412 22655d 2a74d2 11163c 6e29a7",
        "fbd9f1 f7bb91 f089a6 b6d97f d1fed4 95b69b 8ce2fc 6ac0f1 ca95e3",
    ),
    (PaletteChoice.BLUE_YELLOW, True): _sectors(
        "e25a5b fcc5d1 aa8148 abb925 d8fce0 64f9b1 4391a7 5cb4fc ee82d8",
        "591b29 3d031b 743545 4d4c10 012600 043d1f 2d4880 250136 3a1b52",
    ),
}


def sectors(choice: PaletteChoice, *, is_dark: bool) -> tuple[Sector, ...]:
    """The nine sectors of a palette that is not the schema's own."""
    return _PALETTES[choice, is_dark]
