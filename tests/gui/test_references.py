"""PySide6 must not drop references of None (docs/adr/0005)."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

_CALLS = 1000


def test_calls_that_return_nothing_leave_the_count_of_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(_CALLS):
        label.setText(str(number))
    # Other code may hold a few more or fewer; the defect drops one for each call.
    assert sys.getrefcount(None) > before - _CALLS // 2
