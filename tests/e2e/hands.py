"""A whole application, and hands that only press keys and move the mouse."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from annotate.articles import ArticleState
from annotate.compat import override
from annotate.desk import Desk
from annotate.project import Project
from annotate.spans import Span
from annotate.suggestions import Suggestion, merge_proposals
from annotate.workers.jobs import WorkerState
from gui.application import Application
from gui.jobs import Jobs
from gui.main_window import MainWindow
from gui.session import SaveState, Session
from gui.text.view import ArticleView
from tests.dragging import drag_over, drop_on

PATIENCE = 40_000
"""Milliseconds; the worker imports spaCy and loads a model first."""
_NONE = Qt.KeyboardModifier.NoModifier
_MOUSE_EVENTS = frozenset(
    (
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.Drop,
    )
)
D = TypeVar("D", bound=QDialog)


class MouseCounter(QObject):
    """Counts the mouse events that any widget gets."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget) and event.type() in _MOUSE_EVENTS:
            self.count += 1
        return False


class Hands:
    """An `Application` as `gui.application` builds it, and what a person can do with it."""

    def __init__(self, qtbot: QtBot, application: Application) -> None:
        self.qtbot = qtbot
        self.application = application
        self.is_over = False
        self.pressed = 0
        self.seen_states: list[SaveState] = []
        self.failures: list[object] = []
        session = application.session
        session.save_state_changed.connect(lambda status: self.seen_states.append(status.state))
        session.failed.connect(self.failures.append)
        self.worker_states: list[WorkerState] = []

    def hear_worker(self) -> None:
        """Wait for the jobs, which are made after the first paint, and listen to them."""
        self.until(lambda: self.application.jobs is not None)
        self.jobs.worker_state_changed.connect(
            lambda status: self.worker_states.append(status.state)
        )

    @property
    def jobs(self) -> Jobs:
        assert self.application.jobs is not None
        return self.application.jobs

    # -- what is there -----------------------------------------------------------------------------

    @property
    def window(self) -> MainWindow:
        return self.application.window

    @property
    def view(self) -> ArticleView:
        return self.window.pane.view

    @property
    def session(self) -> Session:
        return self.application.session

    @property
    def project(self) -> Project:
        assert self.session.project is not None
        return self.session.project

    @property
    def desk(self) -> Desk:
        assert self.session.desk is not None
        return self.session.desk

    @property
    def text(self) -> str:
        return self.desk.article.text

    def gold(self) -> list[tuple[str, str]]:
        """Text and label of each gold span of the open article."""
        return [(self.desk.surface(span), span.label) for span in self.desk.spans]

    def focused(self) -> tuple[str, str] | None:
        item = self.session.focused
        return None if item is None else (self.desk.surface(item), item.label)

    def find(self, surface: str, label: str) -> Span | Suggestion:
        """The gold span or suggestion with this text and label."""
        items = (*self.desk.spans, *self.desk.suggestions)
        found = [
            item for item in items if (self.desk.surface(item), item.label) == (surface, label)
        ]
        assert found, f"no {label} on {surface!r} in {self.gold()}"
        return found[0]

    # -- waiting -----------------------------------------------------------------------------------

    def until(self, is_so: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(is_so, timeout=PATIENCE)

    def until_suggested(self) -> None:
        """Wait until every suggester has answered for the open article."""

        def is_suggested() -> bool:
            suggesting, desk = self.session.suggesting, self.session.desk
            if suggesting is None or desk is None or suggesting.state.is_waiting:
                return False
            article_id = desk.article.id
            if desk.tokens.tokenizer == "rough" or not self.project.suggester_runs(article_id):
                return False
            stored = merge_proposals(self.project.proposals(article_id))
            return {item.id for item in stored} == {item.id for item in desk.all_suggestions}

        self.until(is_suggested)

    def until_saved(self) -> None:
        self.until(lambda: self.session.save_status.state is not SaveState.PENDING)
        assert self.session.save_status.state is SaveState.SAVED, self.failures

    def until_worker(self, state: WorkerState) -> None:
        """Wait until the suggesting process is in a state."""
        self.until(lambda: self.worker_states[-1:] == [state])

    # -- keys --------------------------------------------------------------------------------------

    def take_keyboard(self) -> None:
        """What a window manager does after a popup has closed, and the offscreen platform not."""
        if QApplication.activePopupWidget() is not None:
            return
        active = QApplication.activeWindow()
        if active is None or not active.isVisible():
            self.window.activateWindow()
            self.until(self.window.isActiveWindow)

    def press(self, *keys: str) -> None:
        """Press keys such as "A", "Ctrl+K" or "Shift+Tab" where the keyboard is."""
        for name in keys:
            self.take_keyboard()
            self.pressed += 1
            QTest.keySequence(self._keyboard(), name)

    def type(self, text: str) -> None:
        """Type text where the keyboard is."""
        for sign in text:
            self.pressed += 1
            QTest.keyClick(self._keyboard(), sign)

    def _keyboard(self) -> QWidget:
        """Where keys go: a popup has them all, else the focus widget of the active window."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        return QApplication.focusWidget() or QApplication.activeModalWidget() or self.window

    def fill(self, field: QLineEdit, text: str) -> None:
        """Type over all of a field."""
        field.setFocus()
        self.press("Ctrl+A")
        self.type(text)
        assert field.text() == text

    def answer(self, kind: type[D], do: Callable[[D], None]) -> None:
        """Call `do` with the next modal dialog of a kind, as soon as it is there."""
        self._answer(kind, do, PATIENCE // 10)

    def _answer(self, kind: type[D], do: Callable[[D], None], tries: int) -> None:
        def look() -> None:
            popup = QApplication.activePopupWidget()
            shown = popup or QApplication.activeModalWidget()
            if isinstance(shown, kind) and (popup or shown.isActiveWindow()):
                do(shown)
            elif tries > 0:
                self._answer(kind, do, tries - 1)

        QTimer.singleShot(10, self.application, look)

    # -- mouse -------------------------------------------------------------------------------------

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a widget with the left button."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, _NONE, at or widget.rect().center())

    def place_of(self, offset: int) -> QPoint:
        """A pixel of the text where a press means the offset; scrolls there with the keyboard."""
        if not self._is_in_sight(offset):
            self.view.set_caret(offset)
        for line in self.view.paint_summary().lines:
            if line.start <= offset <= line.end:
                left, right = self.view.paint_summary().column
                y = line.top + 12
                for x in range(int(left), int(right) + 2):
                    hit = self.view.hit(QPointF(x, y))
                    if hit.offset == offset and hit.is_on_text:
                        return QPoint(x, round(y))
        message = f"{offset} is nowhere on the screen"
        raise AssertionError(message)

    def _is_in_sight(self, offset: int) -> bool:
        height = self.view.viewport().height()
        return any(
            line.start <= offset <= line.end and line.top >= 0 and line.top + line.height <= height
            for line in self.view.paint_summary().lines
        )

    def drag(self, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = _NONE) -> None:
        """Press at `start`, move by steps to `end`, let go."""
        viewport, button = self.view.viewport(), Qt.MouseButton.LeftButton
        QTest.mousePress(viewport, button, modifiers, start)
        for step in range(1, 6):
            at = start + (end - start) * step / 5
            event = QMouseEvent(
                QEvent.Type.MouseMove,
                QPointF(at),
                QPointF(viewport.mapToGlobal(at)),
                Qt.MouseButton.NoButton,
                button,
                modifiers,
            )
            QApplication.sendEvent(viewport, event)
        QTest.mouseRelease(viewport, button, modifiers, end)

    def drag_over(self, start: int, end: int, modifiers: Qt.KeyboardModifier = _NONE) -> None:
        """Select `start:end` (code points) with the mouse."""
        to = self.place_of(end)
        self.drag(self.place_of(start), to, modifiers)

    def drag_edge(self, item_id: str, *, is_start: bool, to: int) -> None:
        """Take the start or the end of the item in focus and let it go at the offset `to`."""
        end = self.place_of(to)
        rect = self.view.item_rect(item_id)
        assert rect is not None
        y = rect.center().y()
        for x in range(rect.left() - 6, rect.right() + 7):
            edge = self.view.edge_at(QPointF(x, y))
            if edge is not None and edge.is_start is is_start:
                self.drag(QPoint(x, y), QPoint(end.x(), end.y()))
                return
        message = "there is no edge to take"
        raise AssertionError(message)

    def drop(self, *paths: Path) -> None:
        """Drop files on the window, as a file manager does."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        place = QPoint(200, 200)
        assert drag_over(self.window, mime, place)
        drop_on(self.window, mime, place)

    # -- what was seen -----------------------------------------------------------------------------

    def painted_gold(self) -> dict[str, tuple[str, str, str]]:
        """Layer, label and text of every gold span of the article, read off the painted lines.

        The article is paged through; pieces of a span on several lines are put together.
        """
        view = self.view
        pieces: dict[str, list[tuple[int, int]]] = {}
        labels: dict[str, tuple[str, str]] = {}
        bar = view.verticalScrollBar()
        bar.setValue(0)
        while True:
            QApplication.processEvents()
            for line in view.paint_summary().lines:
                assert not line.hidden, "spans that no lane had room for"
                for piece in line.pieces:
                    if not piece.is_suggestion:
                        pieces.setdefault(piece.item_id, []).append((piece.start, piece.end))
                        labels[piece.item_id] = (piece.layer, piece.label)
            if bar.value() >= bar.maximum():
                break
            bar.setValue(bar.value() + max(bar.pageStep() // 2, 1))
        return {
            item_id: (
                *labels[item_id],
                view.text[min(start for start, _ in parts) : max(end for _, end in parts)],
            )
            for item_id, parts in pieces.items()
        }

    def state_of(self, article_id: str) -> ArticleState:
        return next(row.state for row in self.project.article_rows() if row.id == article_id)


TABLES = ("span", "frame", "argument", "attribute", "decision")


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the tables that corrections change, and the state of each article."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        rows = {
            table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
            for table in TABLES
        }
        rows["article"] = connection.execute(
            "SELECT id, state, fingerprint FROM article ORDER BY id"
        ).fetchall()
    connection.close()
    return rows
