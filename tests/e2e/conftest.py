"""Applications that are ended after the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.application import Application
from tests.e2e.hands import Hands

Start = Callable[..., Hands]


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[Start]:
    """Start the application as `gui.application.run` does, with a project or without."""
    palette, font = qapp.palette(), qapp.font()
    running: list[Hands] = []

    def make(path: Path | None = None) -> Hands:
        application = Application(qapp)
        hands = Hands(qtbot, application)
        running.append(hands)
        application.start(path)
        application.window.activateWindow()
        qtbot.waitUntil(application.window.isActiveWindow)
        hands.hear_worker()
        return hands

    yield make
    for hands in running:
        leave(hands)
    qapp.setPalette(palette)
    qapp.setFont(font)


def leave(hands: Hands) -> None:
    """Close the window and end everything behind it; a second call does nothing."""
    if hands.is_over:
        return
    hands.is_over = True
    application = hands.application
    application.window.close()
    application.end()
    application.window.deleteLater()
    application.deleteLater()
    QApplication.sendPostedEvents(None, 0)
    QApplication.processEvents()
