"""The composition root of the window: everything is made and wired here, and ended in order."""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, QTimer, QTranslator, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

import resources
from annotate.compat import override
from annotate.errors import AnnotateError, SettingsError
from annotate.settings import Settings, config_dir
from gui import icons
from gui.flows import Flows
from gui.main_window import MainWindow
from gui.session import Session
from gui.theme import Appearance, scaled
from gui.window_state import WindowState

if TYPE_CHECKING:
    from gui.jobs import Jobs

_log = logging.getLogger(__name__)

_TURN = 0.0005
"""Seconds after which a thread of Python gives way to another that waits."""


class Application(QObject):
    """Holds the parts of a running window."""

    painted = Signal()
    """The window has been painted for the first time."""

    def __init__(self, app: QApplication) -> None:
        """Make every part; nothing is shown and nothing heavy is imported yet."""
        super().__init__(app)
        self._app = app
        self._is_ended = False
        self._problem: AnnotateError | None = None
        self._base_font = QFont(app.font())
        self.settings = self._read_settings()
        self.state = WindowState()
        self.appearance = Appearance(self)
        self.session = Session(self)
        self.jobs: Jobs | None = None
        self.flows = Flows(
            self.session,
            settings=self.settings,
            state=self.state,
            appearance=self.appearance,
            parent=self,
        )
        self._apply_font()
        self.appearance.set_choice(self.flows.theme_choice())
        self.window = MainWindow(
            self.session, appearance=self.appearance, state=self.state, flows=self.flows
        )
        self.apply_preferences()
        self.flows.preferences_changed.connect(self.apply_preferences)

    def start(self, path: Path | None) -> None:
        """Show the window with a project: that at `path`, else the one of last time."""
        chosen = path or self.state.last_project
        if chosen is not None and (path is not None or chosen.is_file()):
            self.flows.open_path(str(chosen))
        self.window.centre.installEventFilter(self)
        self.window.show()
        if self._problem is not None:
            self.flows.report(self._problem)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Start the workers once the window has been painted: the first paint waits for nothing."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.start_jobs)
        return False

    def start_jobs(self) -> None:
        """Start the workers and ask for suggestions for the article that is open."""
        if self.jobs is not None or self._is_ended:
            return
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        self.painted.emit()
        from gui.jobs import Jobs

        self.jobs = Jobs(self)
        self.session.attach_jobs(self.jobs, may_run=self.flows.may_run)
        self.flows.attach_jobs(self.jobs)
        self.jobs.start()
        if self.session.suggesting is not None:
            self.session.suggesting.begin()

    def end(self) -> None:
        """Wait for the writer, end the workers, and keep what the window remembers."""
        project = self.session.project
        self.state.keep_last_project(project.path if project else None)
        self._is_ended = True
        self.session.close_project()
        if self.jobs is not None:
            self.jobs.close()
        self.state.flush()

    def apply_preferences(self) -> None:
        """Bring fonts, sizes and the theme to what the preferences say."""
        get = self.settings.get
        self._apply_font()
        choice = self.flows.theme_choice()
        if choice is not self.appearance.choice:
            self.appearance.set_choice(choice)
        self.session.drawing.set_on(is_on=get("editing.drag_makes_span", True) is not False)
        self.window.pane.set_reading(
            family=str(get("appearance.text_font", "")),
            zoom=_number(get("appearance.text_zoom"), 1.0),
            characters=int(_number(get("appearance.column_width"), 78)),
            line_spacing=_number(get("appearance.line_spacing"), 1.0),
        )

    def _apply_font(self) -> None:
        zoom = min(max(_number(self.settings.get("appearance.interface_zoom"), 1.0), 0.7), 2.5)
        font = scaled(self._base_font, zoom)
        if font != self._app.font():
            self._app.setFont(font)

    def _read_settings(self) -> Settings:
        try:
            return Settings()
        except SettingsError as error:
            # A broken file must not keep anybody from working: say so and go on without it.
            self._problem = error
            return Settings(config_dir() / "settings.recovered.toml")


def _number(value: object, default: float) -> float:
    return float(value) if isinstance(value, (int, float)) else default


def make_app(arguments: Sequence[str]) -> QApplication:
    """The one `QApplication`, with our name, style, icon and language."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QCoreApplication.setApplicationName("Spandesk")
    QCoreApplication.setOrganizationName("spandesk")
    app = QApplication(list(arguments))
    # The window's thread and the writer's take turns ten times as often as Python has them do:
    # neither a paint nor the word that a step is durable waits five milliseconds for the other.
    sys.setswitchinterval(_TURN)
    app.setStyle("Fusion")
    app.setDesktopFileName("spandesk")
    app.setApplicationDisplayName("")
    app.setWindowIcon(icons.application_icon())
    _install_translator(app)
    return app


def _install_translator(app: QApplication) -> None:
    translator = QTranslator(app)
    folder = str(resources.path("i18n"))
    if translator.load(QLocale(), "spandesk", "_", folder):
        app.installTranslator(translator)


def install_hooks(application: Application) -> None:
    """Log every defect and offer its report; the window goes on."""

    def on_defect(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        _log.critical("defect", exc_info=(kind, error, trace))
        if isinstance(error, AnnotateError):
            application.flows.report(error)
            return
        from gui.dialogs.messages import show_defect

        # Not from within a paint or an event: the dialog waits for its turn.
        QTimer.singleShot(
            0, application, lambda: show_defect(application.window, kind, error, trace)
        )

    sys.excepthook = on_defect

    def on_thread_defect(args: threading.ExceptHookArgs) -> None:
        _log.critical(
            "defect in a thread",
            exc_info=(args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback),
        )

    threading.excepthook = on_thread_defect


def _start_log() -> None:
    # Not before the first paint: its file handler brings sockets and more along.
    from annotate.logs import start_log

    start_log()


def run(arguments: Sequence[str]) -> int:
    """Show the window with the project named in `arguments`, if one is; the exit status."""
    app = make_app(["spandesk"])
    application = Application(app)
    install_hooks(application)
    application.painted.connect(_start_log)
    application.start(Path(arguments[0]) if arguments else None)
    try:
        return app.exec()
    finally:
        application.end()
        sys.excepthook = sys.__excepthook__
