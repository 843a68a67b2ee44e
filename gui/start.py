"""The start of the window: the article of last time is painted, then everything else is loaded.

What this module imports at its top is on the way to the first paint; `gui.application`, which
wires the whole window, comes after it (docs/adr/0012).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication

from annotate.errors import SettingsError
from annotate.settings import Settings, config_dir
from gui.fonts import interface_font
from gui.main_window import MainWindow
from gui.reading import number
from gui.window_state import WindowState

if TYPE_CHECKING:
    from gui.glance import GlanceView

_PATIENCE = 0.3
"""Seconds that a desktop has to put the frame on the screen; then the start goes on."""


class Frame:
    """The window without furniture, what its user prefers, and what it remembers."""

    def __init__(self, app: QApplication) -> None:
        """Nothing is shown yet."""
        self.app = app
        self.base_font = QFont(app.font())
        self.problem: SettingsError | None = None
        self.settings = self._read_settings()
        self.state = WindowState()
        self.apply_font()
        self.window = MainWindow(self.state)
        self._view: GlanceView | None = None

    def apply_font(self) -> None:
        """Give the application the font that the preferences ask for."""
        zoom = number(self.settings.get("appearance.interface_zoom"), 1.0)
        font = interface_font(self.base_font, zoom)
        if font != self.app.font():
            self.app.setFont(font)

    def project(self, path: Path | None) -> Path | None:
        """The project to open: that at `path`, else the one of last time if it is still there."""
        last = self.state.last_project
        return path or (last if last is not None and last.is_file() else None)

    def paint_article(self, project: Path) -> None:
        """Show the article of last time, if that takes neither a lock nor a migration."""
        from annotate.glance import glance_at

        glance = glance_at(project)
        if glance is None:
            return
        from gui.glance import GlanceView

        article = glance.desk.article
        place = self.state.place(project.absolute(), article.id)
        self.window.name(project.stem, article.title)
        self.window.show()
        view = self._view = GlanceView(
            glance,
            self.settings,
            rect=self.state.article_rect(self.window.size()),
            place=place,
            parent=self.window,
        )
        deadline = monotonic() + _PATIENCE
        while not view.is_painted and monotonic() < deadline:
            # Keys and clicks wait for the window that can answer them.
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, 20)

        # What is put around the article now appears at once and whole.
        self.window.setUpdatesEnabled(False)

    def fade(self) -> None:
        """Take the colour of the paper from the window before anything is made in it.

        Panels that were made in it would keep it under every theme: a style sheet gives a widget
        back the palette that it found. Nothing is repainted here, as updates are off.
        """
        self.window.setPalette(QPalette())

    def uncover(self, *, is_open: bool) -> None:
        """Take the glance away, and its title unless the project `is_open` in earnest now."""
        if self._view is not None:
            if not is_open:
                self.window.name("", "")
            self._view.deleteLater()
            self._view.hide()
            self._view = None
            self.window.setUpdatesEnabled(True)

    def _read_settings(self) -> Settings:
        try:
            return Settings()
        except SettingsError as error:
            # A broken file must not keep anybody from working: say so and go on without it.
            self.problem = error
            return Settings(config_dir() / "settings.recovered.toml")


def bare_app(arguments: Sequence[str]) -> QApplication:
    """The one `QApplication`, with our name."""
    QCoreApplication.setApplicationName("Spandesk")
    QCoreApplication.setOrganizationName("spandesk")
    app = QApplication(list(arguments))
    app.setDesktopFileName("spandesk")
    app.setApplicationDisplayName("")
    return app


def run(arguments: Sequence[str]) -> int:
    """Show the window with the project named in `arguments`, if one is; the exit status."""
    app = bare_app(["spandesk"])
    frame = Frame(app)
    path = Path(arguments[0]) if arguments else None
    project = frame.project(path)
    if project is not None:
        frame.paint_article(project)
    from gui.application import run_in

    return run_in(frame, path)
