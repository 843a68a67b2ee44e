"""All spans of a text in one cell of a table: a list in JSON, or as Python writes it.

Each is `[start, end, label]`, or an object with a start, an end and a label or several. Label
Studio's CSV has such objects in a column for each control. Offsets are code points, half-open.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from annotate.exchange.records import RecordSpan
from annotate.spans import Layer

STARTS = ("start", "start_offset", "begin", "start_char")
ENDS = ("end", "end_offset", "stop", "end_char")
_LABELS = ("labels", "label", "entity", "type", "entity_group", "tag")
_MOST = 1_000_000
"""Characters of a cell that are looked at."""


_COLUMNS = frozenset({"label", "labels", "entities", "spans", "annotations", "ner"})
"""Columns whose lists are of spans in any form; in others they must be as Label Studio's."""
_LAYERS = {
    "entity": Layer.ENTITY,
    "entities": Layer.ENTITY,
    "event": Layer.EVENT,
    "events": Layer.EVENT,
    "trigger": Layer.EVENT,
    "triggers": Layer.EVENT,
}


def layer_of_control(name: str) -> Layer | None:
    """The layer of which a control or column of this name speaks, as our exports name them."""
    return _LAYERS.get(name.casefold())


def listed_spans(row: Mapping[str, str], column: str) -> list[RecordSpan]:
    """The spans that the cell in `column` lists; empty where it lists none."""
    cell = row.get(column, "").strip()
    if not cell.startswith(("[", "{", "(")) or len(cell) > _MOST:
        return []
    if column not in _COLUMNS and not ('"labels"' in cell and '"start"' in cell):
        return []
    layer = layer_of_control(column)
    return [replace(span, layer=layer) for span in _spans(_value(cell))]


def _value(cell: str) -> object:
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        pass
    try:
        return ast.literal_eval(cell)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None


def _spans(value: object) -> list[RecordSpan]:
    """What a value lists; nothing where one of its items is no span."""
    if isinstance(value, dict):
        value = cast("dict[str, Any]", value).get("entities")
    items = cast("Sequence[object]", value) if isinstance(value, (list, tuple)) else ()
    made: list[RecordSpan] = []
    for item in items:
        found = list(_span(item))
        if not found:
            return []
        made += found
    return made


def _span(item: object) -> Iterator[RecordSpan]:
    """A span for each label of one item."""
    start: object = None
    end: object = None
    labels: object = None
    if isinstance(item, (list, tuple)):
        parts = cast("Sequence[object]", item)
        if len(parts) == 3:
            start, end, labels = parts
    elif isinstance(item, dict):
        table = cast("dict[str, Any]", item)
        start, end = _first(table, STARTS), _first(table, ENDS)
        labels = _first(table, _LABELS)
    names = cast("list[object]", labels) if isinstance(labels, list) else [labels]
    if type(start) is int and type(end) is int:
        for name in names:
            if isinstance(name, str):
                yield RecordSpan(start, end, name)


def _first(table: Mapping[str, Any], names: Sequence[str]) -> object:
    return next((table[name] for name in names if name in table), None)
