"""Preferences of the user, not of a project: a sparse TOML file in the configuration folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from annotate.errors import SettingsError

Value = str | int | float | bool | list[str]

CONFIG_VARIABLE = "SPANDESK_CONFIG_DIR"
DATA_VARIABLE = "SPANDESK_DATA_DIR"


def config_dir() -> Path:
    """Folder of preferences and window state; `SPANDESK_CONFIG_DIR` overrides the usual place."""
    if chosen := os.environ.get(CONFIG_VARIABLE):
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_config_dir("spandesk", appauthor=False))


def data_dir() -> Path:
    """Folder of the sample project and of logs; `SPANDESK_DATA_DIR` overrides the usual place."""
    if chosen := os.environ.get(DATA_VARIABLE):
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_data_dir("spandesk", appauthor=False))


class Settings:
    """Preferences by dotted name; only those that differ from the default are in the file."""

    def __init__(self, path: Path | None = None) -> None:
        """Read the file; raises `SettingsError` when it is no TOML."""
        self._path = path or config_dir() / "settings.toml"
        self._values: dict[str, Any] = {}
        if self._path.is_file():
            import tomllib  # for those who have preferences

            try:
                self._values = _flat(tomllib.loads(self._path.read_text(encoding="utf-8")))
            except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise SettingsError(path=str(self._path), key="", reason=str(error)) from error

    def get(self, name: str, default: Value | None = None) -> Value | None:
        """The preference, or the default."""
        return self._values.get(name, default)

    def set(self, name: str, value: Value | None) -> None:
        """Change a preference and write the file at once; None forgets it."""
        if value is None:
            self._values.pop(name, None)
        else:
            self._values[name] = value
        self._write()

    def _write(self) -> None:
        import tomli_w

        text = tomli_w.dumps(_nested(self._values))
        draft = self._path.with_name(f".{self._path.name}.{os.getpid()}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(text, encoding="utf-8")
            draft.replace(self._path)
        except OSError as error:
            raise SettingsError(path=str(self._path), key="", reason=str(error)) from error


def _flat(table: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            flat.update(_flat(value, f"{prefix}{name}."))
        else:
            flat[prefix + name] = value
    return flat


def _nested(values: dict[str, Any]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for name, value in sorted(values.items()):
        *path, last = name.split(".")
        table = nested
        for part in path:
            table = table.setdefault(part, {})
        table[last] = value
    return nested
