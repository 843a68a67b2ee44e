"""Desks for the tests of the article view."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.text.desk import Desk, MakeDesk
from tests.gui.text.framed import Framed, MakeFramed


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


@pytest.fixture
def make_desk(qtbot: QtBot) -> MakeDesk:
    return lambda **size: Desk(qtbot, **size)


@pytest.fixture
def make_framed(qtbot: QtBot) -> MakeFramed:
    return lambda text, **more: Framed(qtbot, text, **more)
