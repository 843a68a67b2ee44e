"""Colours of labels: whether black text is readable on them, and whether they look alike.

Contrast after WCAG 2.1 (https://www.w3.org/TR/WCAG21/#contrast-minimum), distance in OKLab
(https://bottosson.github.io/posts/oklab/). Colours are "#rrggbb".
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from annotate.schema.checks import SchemaFault, SchemaFaultKind
from annotate.schema.label_schema import Label, LabelSchema
from annotate.spans import Layer

READABLE = 4.5
"""Least contrast of text."""
SEEN_APART = 0.03
"""Distance from which on two colours beside each other are not taken for one."""


def contrast_with_black(colour: str) -> float:
    """How well black text can be read on a colour, 1 to 21."""
    red, green, blue = _linear(colour)
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) / 0.05


def distance(one: str, other: str) -> float:
    """How far apart two colours look."""
    return math.dist(_oklab(one), _oklab(other))


def colour_faults(schema: LabelSchema) -> Iterator[SchemaFault]:
    """Colours on which black text is hard to read, and pairs in a layer that look alike."""
    for label in schema.labels:
        if contrast_with_black(label.colour) < READABLE:
            yield SchemaFault(SchemaFaultKind.DARK_COLOUR, label.colour, label.name, label.layer)
    for layer in Layer:
        yield from _alike([label for label in schema.in_layer(layer) if not label.is_retired])


def _alike(labels: list[Label]) -> Iterator[SchemaFault]:
    places = [(_oklab(label.colour), label) for label in labels]
    for number, (place, label) in enumerate(places):
        for other_place, other in places[:number]:
            if math.dist(place, other_place) < SEEN_APART:
                kind = SchemaFaultKind.ALIKE
                yield SchemaFault(kind, label.colour, label.name, label.layer, other=other.name)
                break


def _linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = (_part(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return red, green, blue


def _part(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _oklab(colour: str) -> tuple[float, float, float]:
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )
