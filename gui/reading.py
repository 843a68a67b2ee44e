"""How the article looks before the window has a theme: its setting, and light or dark."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from annotate.settings import Settings


class Reading(NamedTuple):
    """Font family (empty: the system's), zoom, width in characters and line spacing."""

    family: str
    zoom: float
    characters: int
    line_spacing: float

    @classmethod
    def of(cls, settings: Settings) -> Reading:
        """What the preferences say, or what is usual."""
        return cls(
            family=str(settings.get("appearance.text_font", "")),
            zoom=number(settings.get("appearance.text_zoom"), 1.0),
            characters=int(number(settings.get("appearance.column_width"), 78)),
            line_spacing=number(settings.get("appearance.line_spacing"), 1.0),
        )


def number(value: object, default: float) -> float:
    """A preference as a number, whatever somebody has written into the file."""
    return float(value) if isinstance(value, (int, float)) else default


def system_theme_name() -> str:
    """Which theme the desktop asks for; "light" where it does not say."""
    scheme = QGuiApplication.styleHints().colorScheme()
    return "dark" if scheme is Qt.ColorScheme.Dark else "light"
