"""Names, titles, texts and paths are never taken for markup, in whatever widget they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QMessageBox,
    QTextBrowser,
    QTextEdit,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotate.articles import Article
from annotate.project import Project, ProposalBatch
from annotate.schema.label_schema import Label, LabelSchema
from annotate.spans import Layer
from annotate.suggestions import Proposal
from gui.jobs import Jobs
from tests.gui.conftest import Desk

EVIL = "<b>x</b><img src=file:///etc/hostname>"
TEXT = f"Ana {EVIL} met envoys. {EVIL} again."
DIALOGS = (
    "edit.history", "project.check", "project.statistics", "help.guidelines", "help.shortcuts",
    "help.about",
)  # fmt: skip


@pytest.fixture
def evil(empty_desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    """A window on a project in which everything that has a name is called like markup."""
    schema = LabelSchema(
        name=EVIL,
        title=EVIL,
        description=EVIL,
        labels=tuple(
            Label(
                f"{EVIL}{layer}", layer, title=EVIL, guideline=f"{EVIL} says who.", examples=(EVIL,)
            )
            for layer in Layer
        ),
    )
    path = tmp_path / "evil.spandesk"
    articles = (Article("one", TEXT, title=EVIL, source=EVIL, date="2026-03-02"),)
    with Project.create(path, schema, annotator=EVIL, articles=articles) as project:
        proposals = [
            Proposal(0, 3, f"{EVIL}entity", Layer.ENTITY, 0.9, "rules", EVIL),
            Proposal(4, 44, f"{EVIL}event", Layer.EVENT, 0.8, "rules", EVIL),
        ]
        project.write_suggestions("one", [ProposalBatch("rules", "1", tuple(proposals))]).result()
    jobs = Jobs()
    empty_desk.window.safety.attach_jobs(jobs)
    empty_desk.flows.open_path(str(path))
    yield empty_desk
    jobs.close()


def widgets() -> list[QWidget]:
    found: list[QWidget] = []
    for top in QApplication.topLevelWidgets():
        found += [top, *top.findChildren(QWidget)]
    return found


def rich_labels() -> list[str]:
    """Labels that would render what they show, and show something of ours."""
    rich: list[str] = []
    for widget in widgets():
        if isinstance(widget, QLabel):
            is_plain = widget.textFormat() is Qt.TextFormat.PlainText
            if "<img" in widget.text() and not is_plain:
                rich.append(f"{type(widget).__name__} {widget.objectName()}: {widget.text()[:80]}")
        if isinstance(widget, QMessageBox) and widget.textFormat() is not Qt.TextFormat.PlainText:
            rich.append(f"message box: {widget.text()[:80]}")
        if isinstance(widget, QTextEdit) and "<img" not in widget.toPlainText():
            html = widget.toHtml()
            if "etc/hostname" in html and "<img" in html:
                rich.append(f"{type(widget).__name__}: an image was made of a text")
    return rich


def rich_tool_tips() -> list[str]:
    """Tool tips of widgets and of rows that Qt would render as markup."""
    tips = [(type(widget).__name__, widget.toolTip()) for widget in widgets()]
    for widget in widgets():
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            for row in range(min(model.rowCount(), 50)):
                # A list model keeps its one column to itself.
                for column in range(1 if isinstance(model, QAbstractListModel) else 6):
                    index = model.index(row, column)
                    tip = model.data(index, Qt.ItemDataRole.ToolTipRole)
                    tips.append((type(model).__name__, str(tip or "")))
    # Qt takes a tip for markup as soon as its first line holds what looks like a tag.
    return [f"{name}: {tip[:90]}" for name, tip in tips if "<img" in tip]


def test_no_label_takes_text_for_markup(evil: Desk) -> None:
    steps: list[Callable[[], None]] = [
        lambda: evil.press("Tab"),
        lambda: evil.press("A"),
        lambda: evil.press("Tab"),
        lambda: evil.press("A"),
        lambda: evil.press("Shift+N"),
    ]
    shown = 0
    for step in steps:
        step()
        evil.settle()
        QApplication.processEvents()
        assert rich_labels() == []
        assert rich_tool_tips() == []
    for name in DIALOGS:
        evil.window.actions_[name].trigger()
        QApplication.processEvents()
        assert rich_labels() == [], name
        assert rich_tool_tips() == [], name
        shown += 1
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog):
                widget.close()
    assert shown == len(DIALOGS)
    assert any("<img" in str(widget.windowTitle()) for widget in QApplication.topLevelWidgets())
    assert QToolTip.text() == "" or "<img" not in QToolTip.text()


def test_sentences_with_names_are_plain_in_the_banner(evil: Desk, tmp_path: Path) -> None:
    evil.flows.open_path(str(tmp_path / f"{EVIL.replace('/', '')}.spandesk"))
    assert "<img" in evil.window.banner.text
    assert rich_labels() == []


def test_a_browser_of_ours_loads_nothing_from_outside(evil: Desk) -> None:
    for widget in widgets():
        if isinstance(widget, QTextBrowser):
            assert not widget.openExternalLinks()


def test_the_walk_finds_what_would_be_rendered(qtbot: QtBot) -> None:
    label = QLabel(EVIL)
    label.setToolTip(EVIL)
    qtbot.addWidget(label)
    label.show()
    assert len(rich_labels()) == 1
    assert len(rich_tool_tips()) == 1
    edit = QTextEdit()
    qtbot.addWidget(edit)
    edit.setHtml(EVIL)
    assert len(rich_labels()) == 2
