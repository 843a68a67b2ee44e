"""What the window remembers: geometry, docks, recent projects, and the place in each article.

All of it lies in one ini file in the configuration folder; preferences have a file of their own
(`annotate.settings`). Losing this file costs nothing but comfort.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import cast
from zlib import adler32, crc32

from PySide6.QtCore import QByteArray, QLocale, QPoint, QRect, QSettings, QSize

from annotate.settings import config_dir
from gui.language import chosen

_MOST_RECENT = 10
_MOST_PLACES = 200
_LAYOUT_VERSION = 1
"""Rises when docks change so much that an old layout does not fit any more."""


class WindowState:
    """The ini file, by meaning."""

    def __init__(self, path: Path | None = None) -> None:
        """Read the file, if there is one."""
        self._path = path or config_dir() / "window.ini"
        self._settings = QSettings(str(self._path), QSettings.Format.IniFormat)

    # -- the window --------------------------------------------------------------------------------

    @property
    def geometry(self) -> QByteArray:
        """Place and size of the window as Qt packs them; empty at the first start."""
        return self._bytes("window/geometry")

    @property
    def layout(self) -> QByteArray:
        """Docks and bars as Qt packs them; empty at the first start."""
        return self._bytes("window/layout")

    @property
    def layout_version(self) -> int:
        """Version that the layout was packed with."""
        return _LAYOUT_VERSION

    def keep_window(self, geometry: QByteArray, layout: QByteArray) -> None:
        """Keep place, size and docks."""
        self._settings.setValue("window/geometry", geometry)
        self._settings.setValue("window/layout", layout)
        self._settings.setValue("window/language", chosen(QLocale()))

    @property
    def is_of_other_words(self) -> bool:
        """Whether the layout was kept in another language, whose words need other widths."""
        kept = str(self._settings.value("window/language", "") or "")
        return bool(kept) and kept != chosen(QLocale())

    def article_rect(self, size: QSize) -> QRect:
        """Where the article lay in a window of this size; all of it where that is not known."""
        whole = QRect(QPoint(0, 0), size)
        try:
            numbers = json.loads(str(self._settings.value("window/article", "")))
            rect = QRect(*numbers)
        except (json.JSONDecodeError, TypeError, OverflowError):
            return whole
        return rect if whole.contains(rect) and not rect.isEmpty() else whole

    def keep_article_rect(self, rect: QRect) -> None:
        """Keep where the article lies in the window, in its pixels."""
        numbers = [rect.x(), rect.y(), rect.width(), rect.height()]
        self._settings.setValue("window/article", json.dumps(numbers))

    # -- projects ----------------------------------------------------------------------------------

    @property
    def last_project(self) -> Path | None:
        """The project that was open when the window was closed."""
        value = str(self._settings.value("project/last", "") or "")
        return Path(value) if value else None

    def keep_last_project(self, path: Path | None) -> None:
        """Keep which project to open at the next start."""
        self._settings.setValue("project/last", str(path) if path else "")

    def recent_projects(self) -> list[Path]:
        """Projects that were open before and are still there, the latest first."""
        return [path for path in map(Path, self._strings("project/recent")) if path.is_file()]

    def keep_recent_project(self, path: Path) -> None:
        """Put a project at the head of the recent ones."""
        rest = [item for item in self._strings("project/recent") if item != str(path)]
        self._settings.setValue("project/recent", json.dumps([str(path), *rest][:_MOST_RECENT]))

    def forget_recent_projects(self) -> None:
        """Empty the list of recent projects."""
        self._settings.setValue("project/recent", "[]")

    # -- places ------------------------------------------------------------------------------------

    def place(self, project: Path, article_id: str) -> tuple[float, ...] | None:
        """Where the reader was in an article, as the article view packs it."""
        value = self._settings.value(self._place_key(project, article_id))
        try:
            numbers = json.loads(str(value)) if value is not None else None
        except json.JSONDecodeError:
            return None
        return tuple(numbers) if isinstance(numbers, list) else None

    def keep_place(self, project: Path, article_id: str, place: Sequence[float]) -> None:
        """Keep where the reader is in an article; the oldest places are forgotten."""
        key = self._place_key(project, article_id)
        order = [item for item in self._strings("place/order") if item != key]
        for old in order[: max(len(order) - _MOST_PLACES + 1, 0)]:
            self._settings.remove(old)
        order = order[-(_MOST_PLACES - 1) :]
        self._settings.setValue(key, json.dumps(list(place)))
        self._settings.setValue("place/order", json.dumps([*order, key]))

    def folder(self, purpose: str, *, beside: Path | None = None) -> Path:
        """The folder that was last used for a purpose ("project", "import", "export").

        At the first time it is the one that the file `beside` lies in, else the user's own.
        """
        value = str(self._settings.value(f"folder/{purpose}", "") or "")
        if value and Path(value).is_dir():
            return Path(value)
        return beside.parent if beside is not None else Path.home()

    def keep_folder(self, purpose: str, folder: Path) -> None:
        """Keep the folder that was used for a purpose."""
        self._settings.setValue(f"folder/{purpose}", str(folder))

    def table(self, name: str) -> QByteArray:
        """Widths, order and sorting of the columns of a table; empty at the first time."""
        return self._bytes(f"table/{name}")

    def keep_table(self, name: str, header: QByteArray) -> None:
        """Keep the columns of a table as its header saves them."""
        self._settings.setValue(f"table/{name}", header)

    def is_first_time(self, what: str) -> bool:
        """Whether something is done for the first time on this machine; it is noted."""
        key = f"seen/{what}"
        if self._settings.value(key) is not None:
            return False
        self._settings.setValue(key, "yes")
        return True

    def flush(self) -> None:
        """Write the file now."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._settings.sync()

    @staticmethod
    def _place_key(project: Path, article_id: str) -> str:
        name = f"{project}\0{article_id}".encode("utf-8", "surrogatepass")
        # Two sums in place of a digest, whose library is not loaded before the first paint.
        digest = f"{crc32(name):08x}{adler32(name):08x}"
        return f"place/{digest}"

    def _bytes(self, key: str) -> QByteArray:
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def _strings(self, key: str) -> list[str]:
        try:
            value = json.loads(str(self._settings.value(key, "[]")))
        except json.JSONDecodeError:
            return []
        return (
            [str(item) for item in cast("list[object]", value)] if isinstance(value, list) else []
        )
