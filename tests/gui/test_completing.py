"""Complete marks in the window: keys, bars at the edge, the status bar, the dialog, undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from annotate.articles import Article, ArticleState
from annotate.complete.marks import LABELS, paragraph_at, paragraphs
from annotate.spans import Layer
from gui.dialogs.complete import CompleteDialog, Region
from gui.text.complete_bars import CompleteBars, Completeness
from tests.gui.conftest import Desk
from tests.gui.test_dialogs import when_it_opens

TEXT = "Ana Petrova met envoys.\n\nNobody came to Varna.\n \nShops stayed open."
LINES = paragraphs(TEXT)


@pytest.fixture
def room(desk: Desk) -> Desk:
    """The window with an article of three paragraphs, the caret in the first one."""
    assert desk.session.project is not None
    desk.session.project.add_articles([Article("lines", TEXT)]).result()
    desk.session.open_article("lines")
    desk.window.pane.view.setFocus()
    return desk


def marks(room: Desk) -> dict[str, int]:
    """How many labels each region is complete for."""
    assert room.session.desk is not None
    complete = room.session.desk.annotations.complete
    return {key: len(mark.labels) for key, mark in complete.items()}


def come_back(room: Desk) -> None:
    """Behind a dialog the window is the active one again, which the offscreen platform forgets."""
    room.window.activateWindow()
    room.window.pane.view.setFocus()
    room.qtbot.waitUntil(room.window.pane.view.hasFocus)


def ids(*lines: int) -> set[str]:
    return {f"{LINES[line][0]}-{LINES[line][1]}" for line in lines}


def test_a_key_says_that_a_paragraph_is_complete_and_takes_it_back(room: Desk) -> None:
    room.window.pane.view.set_caret(LINES[1][0] + 3)
    room.press("C")
    room.settle()
    assert marks(room).keys() == ids(1)
    assert room.window.status.complete_text == "· complete: 1 of 3 ¶"
    assert room.session.project is not None
    assert room.session.project.annotations("lines").complete.keys() == ids(1), "on the disk"
    assert room.session.project.article("lines").state is ArticleState.IN_PROGRESS
    room.press("C")
    assert marks(room) == {}
    assert room.window.status.complete_text == ""
    room.press("Ctrl+Z")
    assert marks(room).keys() == ids(1)
    room.press("Ctrl+Z")
    assert marks(room) == {}
    assert room.session.desk is not None
    assert room.session.desk.annotations.state is ArticleState.NEW


def test_up_to_here_the_selection_and_the_whole_article(room: Desk) -> None:
    room.window.pane.view.set_caret(LINES[1][0])
    room.press("Shift+C")
    assert marks(room).keys() == ids(0, 1)
    room.press("Shift+C")
    assert marks(room) == {}
    room.window.pane.view.set_selection(LINES[1][1] - 2, LINES[2][0] + 2)
    room.press("C")
    assert marks(room).keys() == ids(1, 2)
    room.window.actions_["article.complete_all"].trigger()
    assert marks(room).keys() == {f"0-{len(TEXT)}"}
    assert room.window.status.complete_text == "· complete: 3 of 3 ¶"
    room.window.pane.clear()
    room.window.pane.view.set_caret(2)
    room.press("C")
    assert room.window.status.complete_text == "· complete: 2 of 3 ¶", "the first one is not"
    room.settle()
    assert room.session.project is not None
    assert room.session.project.check() == []


def test_the_dialog_asks_for_labels_and_a_region_and_the_key_keeps_to_them(room: Desk) -> None:
    def only_entities(dialog: CompleteDialog) -> None:
        assert len(dialog.labels) == dialog.list.count()
        dialog.tick(None)
        for index in range(dialog.list.count()):
            dialog.list.item(index).setCheckState(Qt.CheckState.Unchecked)
        assert not dialog.mark.isEnabled(), "for no label there is nothing to say"
        dialog.tick(Layer.ENTITY)
        dialog.where.setCurrentIndex(1)
        assert dialog.region is Region.UP_TO_HERE
        room.click(dialog.mark)

    room.window.pane.view.set_caret(LINES[1][0])
    when_it_opens(CompleteDialog, only_entities)
    room.press("Ctrl+Alt+C")
    assert room.session.project is not None
    entities = room.session.project.schema.in_layer(Layer.ENTITY)
    assert set(marks(room)) == ids(0, 1)
    assert set(marks(room).values()) == {len(entities)}
    assert len(room.session.project.setting(LABELS).splitlines()) == len(entities)
    room.window.pane.view.set_caret(LINES[2][0])
    come_back(room)
    room.press("C")
    assert set(marks(room).values()) == {len(entities)}
    assert room.window.status.complete_text == "· complete: 3 of 3 ¶"

    def take_back(dialog: CompleteDialog) -> None:
        assert len(dialog.labels) == len(entities), "they were kept"
        room.click(dialog.take_back)

    when_it_opens(CompleteDialog, take_back)
    room.press("Ctrl+Alt+C")
    assert set(marks(room)) == ids(0, 1)

    def leave(dialog: CompleteDialog) -> None:
        dialog.tick(Layer.EVENT)
        dialog.reject()

    before = room.session.project.setting(LABELS)
    come_back(room)
    when_it_opens(CompleteDialog, leave)
    room.press("Ctrl+Alt+C")
    assert room.session.project.setting(LABELS) == before


def bars_of(room: Desk) -> list[Completeness | None]:
    bars = room.window.completing.bars
    assert bars is not None
    return [bars.of(TEXT, *line) for line in LINES]


def test_bars_show_what_is_complete_and_what_in_part(room: Desk) -> None:
    view = room.window.pane.view
    before = view.grab().toImage()
    room.window.pane.view.set_caret(0)
    room.press("C")
    assert bars_of(room) == [Completeness.ALL, None, None]
    after = view.grab().toImage()
    summary = view.paint_summary()
    x = round(summary.column[1] + 9)
    y = round(summary.lines[0].top + summary.lines[0].height / 2)
    assert before.pixelColor(x, y) != after.pixelColor(x, y) == QColor(28, 122, 74)
    # One label is taken back: what was complete for all is so in part.
    assert room.session.project is not None
    room.session.project.set_setting(LABELS, "entity PERSON").result()
    room.press("C")
    assert set(marks(room).values()) == {len(room.session.project.schema.labels) - 1}
    room.session.project.set_setting(LABELS, "").result()
    room.session.open_article("one")
    assert room.window.completing.bars is None
    room.session.open_article("lines")
    assert bars_of(room) == [Completeness.SOME, None, None]
    assert room.window.status.complete_text == "· complete: 0 of 3 ¶"
    view.set_high_contrast(True)
    view.grab()


def test_a_blank_paragraph_is_never_complete_and_edges_do_not_count() -> None:
    text = "  Ana came.  \n   \nBo left."
    first = paragraph_at(text, 0)
    assert first == (0, 13)
    bars = CompleteBars([(2, 11)], [(2, 11), (17, 19)])
    assert bars.of(text, 0, 13) is Completeness.ALL
    assert bars.of(text, 14, 17) is None
    assert bars.of(text, 18, 26) is Completeness.SOME
    assert CompleteBars([], []).of(text, 18, 26) is None


def test_the_history_says_what_was_marked(room: Desk) -> None:
    room.window.pane.view.set_caret(0)
    room.press("C")
    room.settle()
    assert room.session.project is not None
    (entry,) = room.session.project.history("lines")
    assert entry.title == "mark complete"
