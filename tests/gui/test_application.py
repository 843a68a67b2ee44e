"""The whole application with its worker processes: start, suggest, import, export, end."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QToolBar
from pytestqt.qtbot import QtBot

from annotate.articles import Article
from annotate.errors import StoreFullError
from annotate.project import Project
from annotate.schema.shipped import find_schema
from annotate.settings import config_dir
from annotate.spans import Layer
from annotate.workers.jobs import WorkerState, WorkerStatus
from gui.application import Application, install_hooks
from gui.dialogs.export import ExportResultDialog
from gui.dialogs.import_report import ImportReportDialog
from gui.dialogs.messages import DefectDialog
from gui.painting import Picture
from gui.saving import SaveState
from gui.text.palettes import PaletteChoice

TEXT = "President Ana Petrova met the envoys on Tuesday. She demanded a ceasefire in the port."
LONG = 60_000
"""Milliseconds that the worker may take on a busy machine."""


@pytest.fixture
def news_path(tmp_path: Path) -> Path:
    path = tmp_path / "news.spandesk"
    with Project.create(path, find_schema(), annotator="tester") as project:
        articles = [Article(f"a{n}", f"{TEXT} No. {n}.", title=f"Talks {n}") for n in range(3)]
        project.add_articles(articles).result()
    return path


@pytest.fixture
def application(qapp: QApplication) -> Iterator[Application]:
    font, palette = qapp.font(), qapp.palette()
    application = Application(qapp)
    yield application
    application.window.close()
    application.end()
    application.window.deleteLater()
    application.deleteLater()
    QApplication.sendPostedEvents(None, 0)
    QApplication.processEvents()
    qapp.setFont(font)
    qapp.setPalette(palette)


def test_article_is_there_before_the_workers(application: Application, news_path: Path) -> None:
    application.start(news_path)
    assert application.jobs is None
    assert application.session.desk is not None
    assert application.window.pane.view.text.startswith("President")


def test_suggestions_arrive_by_themselves(
    application: Application, news_path: Path, qtbot: QtBot
) -> None:
    application.start(news_path)
    session = application.session
    qtbot.waitUntil(
        lambda: session.desk is not None and len(session.desk.suggestions) > 2, timeout=LONG
    )
    assert session.desk is not None
    labels = {item.label for item in session.desk.suggestions}
    assert {"PERSON", "DATE", "CEASEFIRE"} <= labels
    assert session.focused is not None
    qtbot.waitUntil(
        lambda: application.window.status.suggester_text == "suggester ready", timeout=LONG
    )
    assert "suggestions left" in application.window.status.left_text


def test_import_and_export_in_the_background(
    application: Application, news_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text("A port was closed in Varna.", encoding="utf-8")
    (tmp_path / "in" / "bad.txt").write_bytes(b"\x00\x01\x02" * 200)
    application.start(news_path)
    window, session = application.window, application.session
    qtbot.waitUntil(lambda: session.transfer is not None, timeout=LONG)
    assert session.transfer is not None
    with qtbot.waitSignal(session.transfer.import_finished, timeout=LONG):
        application.window.exchange.import_paths([tmp_path / "in"])
    assert window.articles.model.total == 4
    report = window.findChild(ImportReportDialog)
    assert report is not None
    assert report.heading.text() == "1 article added, 1 refused"
    report.close()
    for number in range(3):
        session.open_article(f"a{number}")
        session.create_span(10, 21, layer=Layer.ENTITY, label="PERSON")
        session.finish_and_next()
    from annotate.training.export import ExportOptions

    with qtbot.waitSignal(session.transfer.export_finished, timeout=LONG):
        session.transfer.export_spacy(tmp_path / "out", ExportOptions())
    result = window.findChild(ExportResultDialog)
    assert result is not None
    assert "python -m spacy train" in result.command.toPlainText()
    assert (tmp_path / "out" / "train.spacy").is_file()
    result.close()


def test_paste_goes_through_the_preview(
    application: Application, news_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtCore import QTimer

    from gui.dialogs.paste import PasteDialog

    application.start(news_path)
    qtbot.waitUntil(lambda: application.session.transfer is not None, timeout=LONG)

    def accept() -> None:
        dialog = application.window.findChild(PasteDialog)
        if dialog is None or not dialog.isVisible():
            QTimer.singleShot(10, accept)
            return
        dialog.accept()

    QTimer.singleShot(0, accept)
    mime = QMimeData()
    mime.setText("Pasted words about a strike in the harbour.")
    assert application.session.transfer is not None
    with qtbot.waitSignal(application.session.transfer.import_finished, timeout=LONG):
        application.window.exchange.drop(mime)
    assert application.window.articles.model.total == 4


def test_next_start_opens_the_same_project(
    application: Application, news_path: Path, qapp: QApplication
) -> None:
    application.start(news_path)
    application.session.open_article("a2")
    application.window.close()
    application.end()
    again = Application(qapp)
    again.start(None)
    assert again.session.project is not None
    assert again.session.desk is not None
    assert again.session.desk.article.id == "a2"
    again.window.close()
    again.end()
    again.window.deleteLater()


def test_broken_preferences_do_not_stop_the_start(qapp: QApplication) -> None:
    path = config_dir() / "settings.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("theme = [", encoding="utf-8")
    application = Application(qapp)
    application.start(None)
    assert "settings file" in application.window.banner.text
    assert path.read_text(encoding="utf-8") == "theme = ["
    application.window.close()
    application.end()
    application.window.deleteLater()


def test_another_size_of_the_windows_text_holds_at_once(application: Application) -> None:
    window = application.window
    own = window.focus_panel.findChildren(QLabel)
    parts = (window.menuBar(), window.articles, window.labels, window.status, window.pane, *own)
    before = [part.font().pointSizeF() for part in parts]
    for zoom in (2.0, 1.0):
        application.settings.set("appearance.interface_zoom", zoom)
        application.apply_preferences()
        after = [part.font().pointSizeF() for part in parts]
        assert after == [size * zoom for size in before]


def test_icons_grow_with_the_windows_text_and_come_back(application: Application) -> None:
    window = application.window
    window.resize(1280, 800)
    bars = window.findChildren(QToolBar)
    parts = [*window.findChildren(QAbstractButton), *bars]
    before = [part.iconSize() for part in parts]
    mark = window.status.findChild(Picture)
    assert mark is not None
    for zoom, grown in ((2.0, 1.5), (1.3, 1.15), (1.0, 1.0)):
        application.settings.set("appearance.interface_zoom", zoom)
        application.apply_preferences()
        assert [part.iconSize() for part in parts] == [size * grown for size in before]
        assert mark.height() >= window.status.fontMetrics().height() * 0.9
    assert mark.height() == 16


def test_the_palette_of_labels_is_that_of_the_preferences(application: Application) -> None:
    view = application.window.pane.view
    assert view._chrome.palette is PaletteChoice.SPANDESK
    application.settings.set("appearance.label_palette", "red_green")
    application.apply_preferences()
    assert view._chrome.palette is PaletteChoice.RED_GREEN
    assert application.appearance.page is view._chrome


def test_worker_that_is_down_offers_to_start_again(
    application: Application, news_path: Path, qtbot: QtBot
) -> None:
    from annotate.errors import WorkerError

    application.start(news_path)
    qtbot.waitUntil(lambda: application.jobs is not None, timeout=LONG)
    assert application.jobs is not None
    status = WorkerStatus(WorkerState.DOWN, error=WorkerError(reason="no memory"))
    application.jobs.worker_state_changed.emit(status)
    assert "does not start" in application.window.banner.text
    assert application.window.banner.button.text() == "Start the suggester again"
    assert application.window.status.suggester_text == "suggester is down"


def test_cancelled_export_is_said(
    application: Application, news_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    from annotate.training.export import ExportOptions

    application.start(news_path)
    session = application.session
    qtbot.waitUntil(lambda: session.transfer is not None, timeout=LONG)
    assert session.transfer is not None
    with qtbot.waitSignal(session.transfer.cancelled, timeout=LONG):
        session.transfer.export_spacy(tmp_path / "out", ExportOptions(include_unfinished=True))
        assert application.window.status.suggester_text == "exporting…"
        application.window.status.cancel_requested.emit()
    assert "nothing was written" in application.window.banner.text
    assert not (tmp_path / "out").exists()
    assert application.window.status.suggester_text != "exporting…"


def test_defects_are_shown_once_and_logged(
    application: Application, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    before = sys.excepthook
    application.start(None)
    install_hooks(application)
    hook = sys.excepthook
    sys.excepthook = before
    seen: list[str] = []

    def look() -> None:
        dialog = application.window.findChild(DefectDialog)
        assert dialog is not None
        seen.append(dialog.report.toPlainText())
        dialog.accept()

    from PySide6.QtCore import QTimer

    error = ValueError("seven")
    hook(ValueError, error, None)
    QTimer.singleShot(50, look)
    qtbot.waitUntil(lambda: bool(seen), timeout=LONG)
    assert "ValueError: seven" in seen[0]
    assert any(record.levelname == "CRITICAL" for record in caplog.records)


def test_error_in_a_slot_is_said_in_the_banner(application: Application) -> None:
    before = sys.excepthook
    application.start(None)
    install_hooks(application)
    hook = sys.excepthook
    sys.excepthook = before
    error = StoreFullError(path="x.spandesk")
    hook(StoreFullError, error, None)
    assert "no room left" in application.window.banner.text


def test_closing_asks_when_something_is_not_saved(
    application: Application, news_path: Path, qtbot: QtBot
) -> None:
    from PySide6.QtCore import QTimer

    from gui.dialogs.messages import UnsavedDialog

    application.start(news_path)
    application.session.saving.set_status(SaveState.FAILED)

    def stay() -> None:
        dialog = application.window.findChild(UnsavedDialog)
        assert dialog is not None
        button = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Stay")
        button.click()

    QTimer.singleShot(50, stay)
    application.window.close()
    assert application.window.isVisible()
    application.session.saving.set_status(SaveState.SAVED)


def test_first_paint_needs_nothing_heavy() -> None:
    code = (
        "import sys, gui.application\n"
        "app = gui.application.make_app(['x'])\n"
        "a = gui.application.Application(app)\n"
        "a.window.show()\n"
        "heavy = {'spacy', 'numpy', 'sqlite_utils', 'trafilatura', 'rapidfuzz', 'gui.jobs'}\n"
        "found = heavy & set(sys.modules)\n"
        "a.window.close(); a.end()\n"
        "print(sorted(found))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    assert result.stdout.strip() == "[]"
