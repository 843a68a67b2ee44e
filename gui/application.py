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

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from annotate.compat import override
from annotate.errors import AnnotateError
from gui import icons
from gui.entry import collect_again
from gui.flows.main import Flows
from gui.fonts import enlarge, enlarge_icons, own_fonts
from gui.language import PREFERENCE, speak
from gui.reading import Reading
from gui.session import Session
from gui.start import Frame, bare_app
from gui.text.palettes import palette_of
from gui.theme import Appearance

if TYPE_CHECKING:
    from gui.jobs import Jobs

_log = logging.getLogger(__name__)


class Application(QObject):
    """Holds the parts of a running window."""

    painted = Signal()
    """The window has been painted for the first time."""

    def __init__(self, app: QApplication, frame: Frame | None = None) -> None:
        """Make every part, in a `frame` that may have been shown; nothing heavy is imported yet."""
        super().__init__(app)
        self._frame = frame or Frame(app)
        self._is_ended = False
        self.settings, self.state = self._frame.settings, self._frame.state
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
        self.appearance.set_choice(self.flows.theme_choice())
        self.window = self._frame.window
        self._frame.fade()
        self.window.furnish(self.session, appearance=self.appearance, flows=self.flows)
        self.apply_preferences()
        self.flows.preferences_changed.connect(self.apply_preferences)

    def start(self, path: Path | None) -> None:
        """Show the window with a project: that at `path`, else the one of last time."""
        chosen = self._frame.project(path)
        if chosen is not None:
            self.flows.open_path(str(chosen))
        self.window.centre.installEventFilter(self)
        self._frame.uncover(is_open=self.session.project is not None)
        self.window.show()
        if self._frame.problem is not None:
            self.flows.report(self._frame.problem)

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
            collect_again()
        self.painted.emit()
        from gui.jobs import Jobs

        self.jobs = Jobs(self)
        self.session.attach_jobs(self.jobs, may_run=self.flows.may_run)
        self.flows.attach_jobs(self.jobs)
        self.window.safety.attach_jobs(self.jobs)
        self.jobs.start()
        if self.session.suggesting is not None:
            self.session.suggesting.place_of_reader = lambda: self.window.pane.view.place()[0]
            self.session.suggesting.begin()

    def end(self) -> None:
        """Wait for the writer, end the workers, and keep what the window remembers."""
        project = self.session.project
        self.state.keep_last_project(project.path if project else None)
        self._is_ended = True
        if self.window.is_furnished:
            self.window.safety.restoring.stop()
        self.session.close_project()
        if self.jobs is not None:
            self.jobs.close()
        self.state.flush()

    def apply_preferences(self) -> None:
        """Bring fonts, sizes and the theme to what the preferences say."""
        font, parts = QApplication.font(), own_fonts(self.window)
        self._frame.apply_font()
        if QApplication.font() != font:
            # Widgets under a style sheet take another font of the application only with the sheet.
            self.appearance.dress(self.window)
            enlarge(parts, font, QApplication.font())
        enlarge_icons(self.window, self._frame.base_font, QApplication.font())
        choice = self.flows.theme_choice()
        if choice is not self.appearance.choice:
            self.appearance.set_choice(choice)
        palette = palette_of(self.settings.get("appearance.label_palette"))
        self.appearance.set_label_palette(palette)
        is_on = self.settings.get("editing.drag_makes_span", True) is not False
        self.session.drawing.set_on(is_on=is_on)
        self.window.pane.set_reading(Reading.of(self.settings))


def make_app(arguments: Sequence[str]) -> QApplication:
    """The one `QApplication`, with our name, style, icon and language."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = bare_app(arguments)
    dress(app)
    return app


def dress(app: QApplication, language: object = None) -> None:
    """Give the application its style, icon and language: the preferred, else the system's."""
    app.setStyle("Fusion")
    app.setWindowIcon(icons.application_icon())
    speak(app, language)


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


def run_in(frame: Frame, path: Path | None) -> int:
    """Furnish the frame, open the project at `path` or that of last time; the exit status."""
    app = frame.app
    dress(app, frame.settings.get(PREFERENCE))
    application = Application(app, frame)
    install_hooks(application)
    application.painted.connect(_start_log)
    application.start(path)
    try:
        return app.exec()
    finally:
        application.end()
        sys.excepthook = sys.__excepthook__
