"""A window on a real project, without the worker processes; hands that press real keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotate.articles import Article
from annotate.project import Project, ProposalBatch
from annotate.settings import Settings
from annotate.spans import Layer
from annotate.suggestions import Proposal
from gui.flows.main import Flows
from gui.jobs import Jobs
from gui.main_window import MainWindow
from gui.session import SaveState, Session
from gui.theme import Appearance, ThemeChoice
from gui.window_state import WindowState

STORY = "Ana Petrova met envoys in Lisbon. Shelling went on near Varna. Varna was quiet later."


def _proposal(
    surface: str, label: str, layer: Layer = Layer.ENTITY, score: float = 0.8
) -> Proposal:
    start = STORY.index(surface)
    return Proposal(start, start + len(surface), label, layer, score, "rules", f"by rule {label}")


STORY_PROPOSALS = (
    _proposal("Ana Petrova", "PERSON"),
    _proposal("met", "MEET", Layer.EVENT, 0.6),
    _proposal("Lisbon", "GPE", score=0.95),
    _proposal("Lisbon", "ORG", score=0.3),
    _proposal("Shelling", "ATTACK", Layer.EVENT, 0.9),
    _proposal("Varna", "ORG", score=0.4),
)


@pytest.fixture
def project_path(make_project: Callable[..., Project]) -> Path:
    """A closed project of four articles, two of them with suggestions."""
    articles = (
        Article(
            "one", STORY, title="Envoys meet in Lisbon", source="The Gazette", date="2026-03-02"
        ),
        Article("two", f"{STORY} More of it.", title="More of the same", source="Evening Post"),
        Article("three", "Nothing here.", title="A quiet day"),
        Article("four", "Still nothing. Really.", title="Another quiet day"),
    )
    project = make_project("desk", articles=articles)
    for article_id in ("one", "two"):
        batch = ProposalBatch("rules", "1", STORY_PROPOSALS)
        project.write_suggestions(article_id, [batch]).result()
    project.close()
    return project.path


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    """The light theme; the palette is put back."""
    before = qapp.palette()
    appearance = Appearance()
    appearance.set_choice(ThemeChoice.LIGHT)
    yield appearance
    qapp.setPalette(before)


@dataclass
class Desk:
    """A window and everything behind it."""

    qtbot: QtBot
    window: MainWindow
    session: Session
    flows: Flows
    appearance: Appearance
    state: WindowState
    settings: Settings

    def press(self, *keys: str, into: QWidget | None = None) -> None:
        """Press keys such as "A", "Ctrl+K" or "Shift+Tab" where the keyboard is."""
        for name in keys:
            target = into or QApplication.focusWidget() or self.window
            QTest.keySequence(target, name)

    def type(self, text: str) -> None:
        """Type text where the keyboard is."""
        QTest.keyClicks(QApplication.focusWidget() or self.window, text)

    def click(self, widget: QWidget) -> None:
        """Click a widget with the left button."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def settle(self) -> None:
        """Wait until everything is saved."""
        self.qtbot.waitUntil(lambda: self.session.save_status.state is not SaveState.PENDING)

    @property
    def labels(self) -> list[str]:
        """Labels of the gold spans, in text order."""
        assert self.session.desk is not None
        return [span.label for span in self.session.desk.spans]


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    """Jobs that have not been started: a test speaks for the worker, or starts them itself."""
    jobs = Jobs()
    yield jobs
    jobs.close()


@pytest.fixture
def session(jobs: Jobs, path: Path) -> Iterator[Session]:
    """A session with jobs, without a window, on the project that a module's `path` makes."""
    session = Session()
    session.attach_jobs(jobs)
    session.open_project(path)
    yield session
    session.close_project()


@contextmanager
def at_work(desk: Desk, path: Path) -> Iterator[tuple[Jobs, Project]]:
    """A window on a project with its workers running, until the end of the block."""
    jobs = Jobs()
    try:
        desk.session.attach_jobs(jobs, may_run=desk.flows.may_run)
        desk.flows.attach_jobs(jobs)
        desk.flows.open_path(str(path))
        jobs.start()
        assert desk.session.project is not None
        yield jobs, desk.session.project
    finally:
        desk.session.close_project()
        jobs.close()
        QApplication.processEvents()


@pytest.fixture
def empty_desk(qtbot: QtBot, appearance: Appearance) -> Iterator[Desk]:
    """A window that shows the welcome page."""
    session = Session()
    settings, state = Settings(), WindowState()
    flows = Flows(session, settings=settings, state=state, appearance=appearance)
    window = MainWindow(state)
    window.furnish(session, appearance=appearance, flows=flows)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield Desk(qtbot, window, session, flows, appearance, state, settings)
    session.close_project()
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, 0)
    QApplication.processEvents()


@pytest.fixture
def desk(empty_desk: Desk, project_path: Path) -> Desk:
    """A window with the first article open and the keyboard in its text."""
    empty_desk.flows.open_path(str(project_path))
    empty_desk.window.pane.view.setFocus()
    empty_desk.qtbot.waitUntil(empty_desk.window.pane.view.hasFocus)
    return empty_desk
