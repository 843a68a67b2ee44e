"""All spans of a text in one cell of a table: a list in JSON, or as Python writes it.

Each is `[start, end, label]`, or an object with a start, an end and a label or several, as Label
Studio writes them into its CSV. Offsets are code points, half-open.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from annotate.exchange.records import RecordSpan

_STARTS = ("start", "start_offset", "begin", "start_char")
_ENDS = ("end", "end_offset", "stop", "end_char")
_LABELS = ("labels", "label", "entity", "type", "entity_group", "tag")
_MOST = 1_000_000
"""Characters of a cell that are looked at."""


def listed_spans(row: Mapping[str, str], columns: Sequence[str]) -> list[RecordSpan]:
    """The spans in the first of `columns` whose cell lists some; empty where none does."""
    for name in columns:
        cell = row.get(name, "").strip()
        if cell.startswith(("[", "{", "(")) and len(cell) <= _MOST:
            found = _spans(_value(cell))
            if found:
                return found
    return []


def _value(cell: str) -> object:
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        pass
    try:
        return ast.literal_eval(cell)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
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
        start, end = _first(table, _STARTS), _first(table, _ENDS)
        labels = _first(table, _LABELS)
    names = cast("list[object]", labels) if isinstance(labels, list) else [labels]
    if type(start) is int and type(end) is int:
        for name in names:
            if isinstance(name, str):
                yield RecordSpan(start, end, name)


def _first(table: Mapping[str, Any], names: Sequence[str]) -> object:
    return next((table[name] for name in names if name in table), None)
