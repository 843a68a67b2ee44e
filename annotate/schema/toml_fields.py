"""Fields of a parsed TOML table, each of the kind that is expected or a `SchemaError`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from annotate.errors import SchemaError

Table = Mapping[str, Any]
NAME = r"[^\s\x00-\x1f]{1,64}"
"""What a label or a relation may be called."""
ROLE_NAME = r"[^\s\x00-\x1f:,]{1,64}"
"""What a role or an attribute may be called."""
COLOUR = r"#[0-9a-fA-F]{6}"
"""How a colour is written."""


def tables(table: Table, key: str, source: str) -> list[Table]:
    """The tables of an array `[[key]]`; none when it is not there."""
    value = table.get(key, [])
    if not isinstance(value, list) or not all(
        isinstance(item, dict) for item in cast("list[object]", value)
    ):
        raise SchemaError(source=source, reason=f"[[{key}]] expected", key=key)
    return cast("list[Table]", value)


def text(table: Table, key: str, source: str, *, default: str | None = None) -> str:
    """A text; `default` None: it must be there."""
    value = table.get(key, default)
    if not isinstance(value, str):
        raise SchemaError(source=source, reason="text expected", key=key)
    return value


def texts(table: Table, key: str, source: str, *, where: str) -> tuple[str, ...]:
    """A list of texts; empty when it is not there. `where` names the table in an error."""
    value = table.get(key, [])
    if not isinstance(value, list):
        raise SchemaError(source=source, reason=f"{key} are no list", key=where)
    return tuple(str(item) for item in cast("list[object]", value))


def flag(table: Table, key: str, source: str) -> bool:
    """Whether it is true; no when it is not there."""
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise SchemaError(source=source, reason="true or false expected", key=key)
    return value


def require_unique(values: Iterable[object], key: str, source: str) -> None:
    """Raise a `SchemaError` for the first value that is there twice."""
    seen: set[object] = set()
    for value in values:
        if value in seen:
            raise SchemaError(source=source, reason=f"{value} twice", key=key)
        seen.add(value)
