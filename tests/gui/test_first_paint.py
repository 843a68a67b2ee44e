"""The article of last time is painted before the window is furnished, and stays where it was."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotate.articles import Article
from annotate.frames.verbs import open_frame
from annotate.glance import LAST_ARTICLE
from annotate.project import Project, Why
from annotate.relations.verbs import relate_items
from annotate.settings import Settings
from annotate.spans import Layer
from annotate.verbs import Hand
from gui.application import Application, dress
from gui.glance import GlanceView
from gui.start import Frame
from gui.theme import ThemeChoice
from gui.window_state import WindowState

LONG = "\n".join(f"Paragraph {number} of a long article about a harbour." for number in range(80))


@pytest.fixture
def frames(qapp: QApplication) -> Iterator[Callable[[], Frame]]:
    """Make frames as the start does; they are put away after the test."""
    font, palette = qapp.font(), qapp.palette()
    made: list[Frame] = []

    def make() -> Frame:
        made.append(Frame(qapp))
        return made[-1]

    yield make
    for frame in made:
        frame.window.close()
        frame.window.deleteLater()
    QApplication.sendPostedEvents(None, 0)
    QApplication.processEvents()
    qapp.setFont(font)
    qapp.setPalette(palette)


@pytest.fixture
def path(project_path: Path) -> Path:
    with Project.open(project_path) as project:
        project.set_setting(LAST_ARTICLE, "two").result()
    return project_path


def view_of(frame: Frame) -> GlanceView:
    view = frame.window.findChild(GlanceView)
    assert view is not None
    return view


def test_article_with_its_spans_is_there_before_any_panel(
    frames: Callable[[], Frame], path: Path
) -> None:
    frame = frames()
    frame.paint_article(path)
    view = view_of(frame)
    assert view.is_painted
    assert not frame.window.is_furnished
    assert view.text.endswith("More of it.")
    assert frame.window.windowTitle() == "More of the same – desk – Spandesk"
    summary = view.paint_summary()
    assert (summary.title, summary.subtitle) == ("More of the same", "Evening Post")
    assert {piece.label for line in summary.lines for piece in line.pieces} >= {"PERSON", "GPE"}


def test_furnished_window_shows_the_same_at_the_same_place(
    frames: Callable[[], Frame], path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    def run() -> tuple[Frame, Application]:
        frame = frames()
        frame.paint_article(path)
        application = Application(qapp, frame)
        application.start(path)
        return frame, application

    frame, application = run()
    view = application.window.pane.view
    qtbot.waitUntil(lambda: view.isVisible() and view.width() > 0)
    rect = QRect(view.mapTo(frame.window, QPoint(0, 0)), view.size())
    application.window.close()
    application.end()

    frame = frames()
    frame.paint_article(path)
    glance = view_of(frame)
    assert glance.geometry() == rect
    early = glance.paint_summary()
    application = Application(qapp, frame)
    application.start(path)
    view = application.window.pane.view
    qtbot.waitUntil(lambda: QRect(view.mapTo(frame.window, QPoint(0, 0)), view.size()) == rect)
    late = view.paint_summary()
    assert late.column == early.column
    assert [(line.start, line.end, line.top) for line in late.lines] == [
        (line.start, line.end, line.top) for line in early.lines
    ]
    assert frame.window.findChild(GlanceView) is None or not glance.isVisible()
    assert frame.window.updatesEnabled()
    assert frame.window.palette().color(QPalette.ColorRole.Window) == qapp.palette().color(
        QPalette.ColorRole.Window
    )
    application.end()


@pytest.mark.parametrize("is_relation", [False, True])
def test_frames_and_relations_have_their_room_from_the_first_paint_on(
    frames: Callable[[], Frame],
    path: Path,
    qapp: QApplication,
    qtbot: QtBot,
    *,
    is_relation: bool,
) -> None:
    with Project.open(path) as project:
        desk = project.open_article("two")
        trigger = next(item for item in desk.suggestions if item.label == "MEET")
        edit = open_frame(desk, trigger, hand=Hand("ann"))
        if is_relation:
            thing = next(item for item in desk.suggestions if item.layer is Layer.ENTITY)
            edit = relate_items(desk, thing, trigger, "saw", hand=Hand("ann"))
        assert edit is not None
        desk.apply(edit)
        project.write_edit(desk.article, edit, why=Why.HAND, title="open").result()
    frame = frames()
    frame.paint_article(path)
    early = view_of(frame)
    assert early.frames is not None
    heights = [line.height for line in early.paint_summary().lines]
    early.set_frames(None)
    assert heights != [line.height for line in early.paint_summary().lines]
    application = Application(qapp, frame)
    application.start(path)
    view = application.window.pane.view
    qtbot.waitUntil(view.isVisible)
    view.resize(early.size())
    late = [line.height for line in view.paint_summary().lines]
    application.window.close()
    application.end()
    assert late == heights


def test_panels_are_shown_in_a_window_that_is_on_the_screen(
    frames: Callable[[], Frame], path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    frame = frames()
    frame.paint_article(path)
    application = Application(qapp, frame)
    application.start(path)
    window = application.window
    for part in (window.articles, window.labels, window.spans, window.tool_bar, window.status):
        qtbot.waitUntil(part.isVisible)
    assert window.articles.width() < window.width() / 2
    assert application.session.desk is not None
    assert application.session.desk.article.id == "two"
    application.end()


def test_panels_follow_a_change_of_theme_after_the_article_of_last_time(
    frames: Callable[[], Frame], path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    style = qapp.style().objectName()
    frame = frames()
    frame.paint_article(path)
    dress(qapp)
    application = Application(qapp, frame)
    window = application.window
    # What a widget is made with is what a style sheet gives back to it.
    assert window.palette() == qapp.palette()
    application.start(path)
    qtbot.waitUntil(window.articles.isVisible)
    qtbot.waitUntil(lambda: application.jobs is not None)
    QApplication.processEvents()
    for choice in (ThemeChoice.DARK, ThemeChoice.CONTRAST, ThemeChoice.LIGHT):
        application.appearance.set_choice(choice)
        QApplication.processEvents()
        ground = application.appearance.theme.palette().color(QPalette.ColorRole.Window)
        for panel in (window.articles, window.focus_panel, window.labels, window.spans):
            assert panel.palette().color(QPalette.ColorRole.Window) == ground
            assert panel.grab().toImage().pixelColor(1, 1) == ground
    application.end()
    qapp.setStyle(style)


def test_a_project_that_does_not_open_leaves_no_glance_and_no_title(
    frames: Callable[[], Frame], path: Path, qapp: QApplication
) -> None:
    with Project.open(path):
        frame = frames()
        frame.paint_article(path)
        assert frame.window.windowTitle() == "More of the same – desk – Spandesk"
        application = Application(qapp, frame)
        application.start(path)
    assert application.session.project is None
    assert application.window.welcome.isVisible()
    assert "open" in application.window.banner.text
    assert frame.window.windowTitle() == "Spandesk"
    application.end()


def test_reader_is_where_they_were(
    frames: Callable[[], Frame], make_project: Callable[..., Project]
) -> None:
    project = make_project("long", articles=(Article("a1", LONG, title="Harbour"),))
    project.close()
    offset = LONG.index("Paragraph 40")
    state = WindowState()
    state.keep_place(project.path, "a1", (offset, -3.0, -1))
    state.flush()
    frame = frames()
    frame.paint_article(project.path)
    assert view_of(frame).place() == (offset, -3.0)


def test_looks_follow_the_preferences(frames: Callable[[], Frame], path: Path) -> None:
    settings = Settings()
    settings.set("appearance.theme", "dark")
    settings.set("appearance.text_zoom", 1.5)
    frame = frames()
    frame.paint_article(path)
    view = view_of(frame)
    assert view.text_zoom == 1.5
    paper = frame.window.palette().color(QPalette.ColorRole.Window)
    assert paper.lightness() < 80
    frame.window.setUpdatesEnabled(True)
    assert view.grab().toImage().pixelColor(2, 2) == paper


def test_without_a_project_the_frame_stays_hidden(
    frames: Callable[[], Frame], tmp_path: Path
) -> None:
    frame = frames()
    assert frame.project(None) is None
    frame.paint_article(tmp_path / "gone.spandesk")
    assert not frame.window.isVisible()
    assert frame.window.findChild(GlanceView) is None
    frame.uncover(is_open=False)


def test_a_project_that_is_gone_is_not_opened_again(
    frames: Callable[[], Frame], path: Path
) -> None:
    state = WindowState()
    state.keep_last_project(path)
    state.flush()
    assert frames().project(None) == path
    path.unlink()
    assert frames().project(None) is None
    assert frames().project(path) == path


@pytest.mark.parametrize("kept", ["", "[]", "[1, 2]", "junk", "[0, 0, 9000, 10]", '["a", 1, 2, 3]'])
def test_where_the_article_lay_is_used_only_if_it_fits(kept: str, tmp_path: Path) -> None:
    state = WindowState(tmp_path / "window.ini")
    state._settings.setValue("window/article", kept)
    whole = QRect(0, 0, 800, 600)
    assert state.article_rect(QSize(800, 600)) == whole
    state.keep_article_rect(QRect(300, 80, 200, 400))
    assert state.article_rect(QSize(800, 600)) == QRect(300, 80, 200, 400)
    assert state.article_rect(QSize(400, 300)) == QRect(0, 0, 400, 300)


def test_the_frame_needs_no_panel() -> None:
    import subprocess

    code = (
        "import sys, gui.start, gui.glance\n"
        "late = {'gui.furniture', 'gui.actions', 'gui.flows.main', 'gui.session', 'gui.theme',"
        " 'gui.text.view', 'annotate.project'}\n"
        "print(', '.join(sorted(late & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
