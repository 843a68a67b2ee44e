"""Desks for the tests of the article view."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.text.desk import Desk, MakeDesk


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


@pytest.fixture
def make_desk(qtbot: QtBot) -> MakeDesk:
    return lambda **size: Desk(qtbot, **size)
