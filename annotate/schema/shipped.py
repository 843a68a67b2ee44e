"""Schemas that ship with Spandesk, and schema files of the user's own."""

from __future__ import annotations

from pathlib import Path

import resources
from annotate.errors import SchemaError, told
from annotate.schema.label_schema import LabelSchema, parse_schema

DEFAULT = "news"


def shipped() -> list[str]:
    """Names of the shipped schemas; the default first."""
    names = sorted(
        item.name.removesuffix(".toml")
        for item in resources.path("schemas").iterdir()
        if item.name.endswith(".toml")
    )
    return sorted(names, key=lambda name: name != DEFAULT)


def find_schema(name_or_file: str = DEFAULT) -> LabelSchema:
    """The shipped schema with this name, or the one in this file; raises `SchemaError`.

    A file is TOML, or brat's `annotation.conf` if its name ends in `.conf`.
    """
    if name_or_file in shipped():
        text = resources.read_text("schemas", f"{name_or_file}.toml")
        return parse_schema(text, source=name_or_file)
    path = Path(name_or_file)
    if path.suffix == ".conf":
        from annotate.exchange.brat_schema import read_file

        return read_file(path)
    try:
        return parse_schema(path.read_text(encoding="utf-8"), source=str(path))
    except FileNotFoundError as error:
        reason = f"no such file, and no shipped schema ({', '.join(shipped())})"
        raise SchemaError(source=name_or_file, reason=reason, key="its name") from error
    except OSError as error:
        raise SchemaError(source=name_or_file, reason=told(error), key="the file") from error
    except UnicodeDecodeError as error:
        raise SchemaError(source=name_or_file, reason=str(error), key="the file") from error
