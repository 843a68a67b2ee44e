"""A fault in a paint is reported; the process and the next paint live on.

A painter still at work when its widget goes aborts the process, so each is a `with` block.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import gui
from annotate.spans import Layer
from gui.painting import Chip, ChipLook, KeyCap, Picture, ScoreBar
from gui.text.minimap import Minimap
from gui.theme import Appearance
from tests.gui.text.desk import Desk

GUI = Path(gui.__file__).parent
MODULES = sorted(GUI.rglob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(GUI).as_posix())
def test_every_painter_ends_with_its_block(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    blocks = {
        id(item.context_expr)
        for node in ast.walk(tree)
        if isinstance(node, ast.With)
        for item in node.items
    }
    loose = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "QPainter"
        and id(node) not in blocks
    ]
    assert not loose, f"a painter without `with` in {module.name}, lines {loose}"


def chip(appearance: Appearance) -> QWidget:
    widget = Chip(appearance)
    widget.set_look(ChipLook("GPE", "#4a86d8", Layer.ENTITY))
    return widget


def bar(appearance: Appearance) -> QWidget:
    widget = ScoreBar(appearance)
    widget.set_score(0.7)
    return widget


@pytest.mark.parametrize(
    "make",
    [chip, bar, lambda look: KeyCap(look, "A"), lambda look: Picture(look, "accept", 24)],
    ids=["chip", "score", "key", "picture"],
)
def test_a_fault_in_a_small_paint_leaves_the_widget_whole(
    qtbot: QtBot, appearance: Appearance, make: Callable[[Appearance], QWidget]
) -> None:
    widget = make(appearance)
    qtbot.addWidget(widget)
    widget.resize(120, 30)
    with qtbot.waitExposed(widget):
        widget.show()
    before = widget.grab().toImage()

    def break_down(*_: object) -> QColor:
        raise RuntimeError("a brush has broken")

    with pytest.MonkeyPatch.context() as context:
        for name in ("colour", "label_colours"):
            context.setattr(Appearance, name, break_down)
        with pytest.raises(RuntimeError, match="has broken"):
            widget.repaint()
    assert widget.grab().toImage() == before


def test_a_fault_in_the_map_is_reported_and_the_map_is_drawn_again(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.open("Envoys met in Lisbon.")
    with qtbot.waitExposed(desk.view):
        pass
    minimap = desk.view.verticalScrollBar()
    assert isinstance(minimap, Minimap)
    before = minimap.grab().toImage()

    def break_down(*_: object) -> list[tuple[int, int]]:
        raise RuntimeError("a row has broken")

    with pytest.MonkeyPatch.context() as context:
        context.setattr("gui.text.minimap.runs_of", break_down)
        minimap.set_hits(())
        with pytest.raises(RuntimeError, match="has broken"):
            minimap.repaint()
    minimap.set_hits(())
    assert minimap.grab().toImage() == before
