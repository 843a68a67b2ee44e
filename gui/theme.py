"""Colours and measures of the chrome: Fusion palettes and one small style sheet from TOML themes.

The platform's own dark mode does not reach Qt on most Linux desktops, so each theme is an explicit
palette. Label colours are data and come from the schema; only the chrome follows the theme.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from string import Template

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

import resources
from gui.reading import system_theme_name
from gui.text.colours import Chrome, LabelColours, chrome_for, colours_for
from gui.text.palettes import PaletteChoice

SPACE = 8
"""The rhythm of the chrome, in device-independent pixels: gaps are multiples or halves of it."""

RADIUS = 6
"""Radius of rounded corners, in device-independent pixels."""

SMALL = 0.88
"""Size of secondary text, as a factor of the system font."""

TITLE = 1.25
"""Size of titles, as a factor of the system font."""

DISPLAY = 1.9
"""Size of the one large line of a page, as a factor of the system font."""


class ThemeChoice(StrEnum):
    """What the user can ask for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


_ROLES: Mapping[str, QPalette.ColorRole] = {
    "window": QPalette.ColorRole.Window,
    "window_text": QPalette.ColorRole.WindowText,
    "base": QPalette.ColorRole.Base,
    "alternate_base": QPalette.ColorRole.AlternateBase,
    "text": QPalette.ColorRole.Text,
    "button": QPalette.ColorRole.Button,
    "button_text": QPalette.ColorRole.ButtonText,
    "bright_text": QPalette.ColorRole.BrightText,
    "highlight": QPalette.ColorRole.Highlight,
    "highlighted_text": QPalette.ColorRole.HighlightedText,
    "tool_tip_base": QPalette.ColorRole.ToolTipBase,
    "tool_tip_text": QPalette.ColorRole.ToolTipText,
    "placeholder_text": QPalette.ColorRole.PlaceholderText,
    "link": QPalette.ColorRole.Link,
    "link_visited": QPalette.ColorRole.LinkVisited,
}
_DISABLED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.HighlightedText,
)


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours, each "#rrggbb": palette roles of Qt and names of the chrome."""

    name: str
    is_dark: bool
    roles: Mapping[str, str]
    chrome: Mapping[str, str]

    def colour(self, name: str) -> QColor:
        """A colour of the chrome, or of the palette, by its name in the TOML file."""
        return QColor(self.chrome.get(name) or self.roles[name])

    def palette(self) -> QPalette:
        """The Fusion palette, with shades for frames and the disabled group filled in."""
        palette = QPalette(QColor(self.roles["button"]), QColor(self.roles["window"]))
        for name, role in _ROLES.items():
            palette.setColor(role, QColor(self.roles[name]))
        palette.setColor(QPalette.ColorRole.Accent, QColor(self.chrome["accent"]))
        palette.setColor(QPalette.ColorRole.Mid, QColor(self.chrome["border"]))
        palette.setColor(QPalette.ColorRole.Midlight, QColor(self.chrome["separator"]))
        disabled = QColor(self.roles["disabled_text"])
        for role in _DISABLED:
            palette.setColor(QPalette.ColorGroup.Disabled, role, disabled)
        palette.setColor(
            QPalette.ColorGroup.Disabled,
            QPalette.ColorRole.Highlight,
            QColor(self.chrome["pressed"]),
        )
        return palette

    def style_sheet(self) -> str:
        """The sheet for menus, bars, docks, lists and dialogs; the article view has no rule."""
        template = Template(_resource("chrome.qss"))
        check = str(resources.path("themes", f"check-{self.name}.svg")).replace("\\", "/")
        return template.substitute({**self.roles, **self.chrome}, radius=RADIUS, check=check)


def _resource(name: str) -> str:
    return resources.read_text("themes", name)


@cache
def load_theme(name: str) -> Theme:
    """The theme of `resources/themes/NAME.toml`."""
    table = tomllib.loads(_resource(f"{name}.toml"))
    return Theme(
        name=table["name"],
        is_dark=table["is_dark"],
        roles=table["palette"],
        chrome=table["chrome"],
    )


class Appearance(QObject):
    """The theme in force; panels read their colours here and repaint on `changed`."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = ThemeChoice.SYSTEM
        self._theme = load_theme("light")
        self._palette = PaletteChoice.SPANDESK
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)

    @property
    def choice(self) -> ThemeChoice:
        """What the user asked for."""
        return self._choice

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return self._theme

    def colour(self, name: str) -> QColor:
        """A colour of the theme in force."""
        return self._theme.colour(name)

    @property
    def page(self) -> Chrome:
        """Colours of the article page in this theme, from which label colours are derived."""
        return chrome_for(
            is_dark=self._theme.is_dark,
            is_high_contrast=self._theme.name == ThemeChoice.CONTRAST,
            palette=self._palette,
        )

    def label_colours(self, colour: str) -> LabelColours:
        """What a label with this schema colour is painted with, as in the article view."""
        return colours_for(colour, self.page)

    def set_label_palette(self, palette: PaletteChoice) -> None:
        """Paint labels everywhere in these colours."""
        if palette is not self._palette:
            self._palette = palette
            self.changed.emit()

    def set_choice(self, choice: ThemeChoice) -> None:
        """Put a theme in force for the whole application."""
        self._choice = choice
        name = system_theme_name() if choice is ThemeChoice.SYSTEM else str(choice)
        self._theme = load_theme(name)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(self._theme.palette())
        self.changed.emit()

    def next_choice(self) -> ThemeChoice:
        """The choice after the present one: light, dark, high contrast."""
        order = [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST]
        return order[(order.index(ThemeChoice(self._theme.name)) + 1) % len(order)]

    def dress(self, window: QWidget) -> None:
        """Give a window the style sheet of the theme in force."""
        window.setStyleSheet(self._theme.style_sheet())

    def _on_system_scheme_changed(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self.set_choice(ThemeChoice.SYSTEM)


def luminance(colour: QColor) -> float:
    """Relative luminance of WCAG 2, in 0..1."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: QColor, second: QColor) -> float:
    """Contrast ratio of WCAG 2, in 1..21."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)
