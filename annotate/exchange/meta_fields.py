"""Fields of a foreign record that an article has no place of its own for, as its meta.

Plain values become meta; lists and objects are named, so that a report can list them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any, cast

from annotate.exchange.drafts import clean_line
from annotate.text import normalise_text

_MOST = 20_000  # characters of a value
_NAME = 100


def plain_meta(
    record: Mapping[str, Any], *, known: Collection[str] = (), nested: str = "meta"
) -> tuple[tuple[tuple[str, str], ...], list[str]]:
    """(name, value) pairs of the plain fields beside `known`, and the names of the others.

    The object under `nested` is taken apart; its values that are not plain are kept as JSON.
    """
    pairs: dict[str, str] = {}
    left_behind: list[str] = []

    def add(name: str, shown: str, value: str) -> None:
        if len(value) > _MOST:
            left_behind.append(shown)
        elif value:
            pairs.setdefault(clean_line(name, limit=_NAME), normalise_text(value).text)

    inner = record.get(nested)
    if isinstance(inner, dict):
        for name, value in cast("dict[str, Any]", inner).items():
            add(name, f"{nested}.{name}", _as_text(value))
    for name, value in record.items():
        if name in known or name == nested or value is None:
            continue
        if isinstance(value, (str, int, float)):
            add(name, name, _as_text(value))
        elif value:
            left_behind.append(clean_line(name, limit=_NAME))
    return tuple(pairs.items()), left_behind


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value, ensure_ascii=False)
