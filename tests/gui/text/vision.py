"""How colours look to people with a colour-vision deficiency, and how far apart colours look.

The matrices are those of G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A
Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15 (2009), table
1, severity 1.0; they work on linear light.
"""

from __future__ import annotations

import math
from enum import Enum

RGB = tuple[int, int, int]
Matrix = tuple[tuple[float, float, float], ...]


class Vision(Enum):
    """Whose eyes: everybody's, without long, medium or short cones, or without any colour."""

    USUAL = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
    PROTANOPIA = (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    )
    DEUTERANOPIA = (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    )
    TRITANOPIA = (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    )
    ACHROMATOPSIA = ((0.2126, 0.7152, 0.0722),) * 3


def seen(colour: RGB, vision: Vision) -> RGB:
    """What `colour` looks like to these eyes."""
    linear = [_linear(part) for part in colour]
    parts = [
        sum(weight * part for weight, part in zip(row, linear, strict=True)) for row in vision.value
    ]
    red, green, blue = (round(255 * _encoded(part)) for part in parts)
    return red, green, blue


def apart(one: RGB, other: RGB) -> float:
    """Distance in OKLab, in hundredths; about 2 is just noticed side by side."""
    return 100 * math.dist(_oklab(one), _oklab(other))


def _linear(part: int) -> float:
    value = part / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _encoded(value: float) -> float:
    value = min(max(value, 0.0), 1.0)
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _oklab(colour: RGB) -> tuple[float, float, float]:
    red, green, blue = (_linear(part) for part in colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )
