"""Which key a schema gives each of its labels; by their place where it gives none. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from annotate.schema.label_schema import Label
from annotate.spans import Layer

_DIGITS = "1234567890"
BY_PLACE = {
    Layer.ENTITY: (*_DIGITS, *(f"Shift+{digit}" for digit in _DIGITS)),
    Layer.EVENT: tuple(f"Ctrl+{digit}" for digit in _DIGITS),
}
"""Keys of labels in the order of a schema that says nothing: the tenth has 0."""


def schema_keys(labels: Sequence[Label]) -> list[str]:
    """The key (as written in the schema) of each label, empty where it has none.

    A layer in which no label has a key has those of `BY_PLACE`, less what the other layer has.
    """
    given = {label.key.casefold() for label in labels if label.key}
    keyless = {layer for layer in Layer if not any(x.key for x in labels if x.layer is layer)}
    waiting = {
        layer: iter([key for key in BY_PLACE[layer] if key.casefold() not in given])
        for layer in keyless
    }
    return [next(waiting[x.layer], "") if x.layer in keyless else x.key for x in labels]
