"""What assistive technology can read of the view."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleTextInterface, QTextCharFormat

from annotate.spans import Layer
from gui.text.twin import TextTwin
from gui.text.view import ArticleView
from tests.gui.text.desk import Desk

TEXT = "President Ada Lorne met Bo Tarr in Velmora."


def spoken(view: ArticleView, kind: QAccessible.Text) -> str:
    return QAccessible.queryAccessibleInterface(view).text(kind)


def test_the_view_is_named_after_the_article(desk: Desk) -> None:
    assert spoken(desk.view, QAccessible.Text.Name) == "Article"
    desk.open(TEXT)
    desk.view.set_title_block("Talks in Velmora", "2 April")
    assert spoken(desk.view, QAccessible.Text.Name) == "Talks in Velmora"
    assert spoken(desk.view.verticalScrollBar(), QAccessible.Text.Name)


def test_the_focus_is_described_with_label_layer_and_state(desk: Desk) -> None:
    desk.open(TEXT)
    gold = desk.mark("Velmora", "GPE")
    event = desk.suggest("met", "CONTACT", layer=Layer.EVENT)
    desk.view.set_focus(gold.id)
    assert spoken(desk.view, QAccessible.Text.Description) == "GPE, entity: Velmora"
    desk.view.set_focus(event.id)
    assert spoken(desk.view, QAccessible.Text.Description) == "CONTACT, event, suggestion 0.70: met"
    desk.view.set_misaligned(frozenset([gold.id]))
    desk.view.set_focus(gold.id)
    assert "does not fit tokens" in spoken(desk.view, QAccessible.Text.Description)
    desk.put(gold.relabelled("ORG"))
    assert spoken(desk.view, QAccessible.Text.Description).startswith("ORG, entity")
    desk.view.set_focus(None)
    assert spoken(desk.view, QAccessible.Text.Description) == ""


@pytest.fixture
def active() -> Iterator[None]:
    was = QAccessible.isActive()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(was)


def test_movement_is_announced_without_harm(desk: Desk, active: None) -> None:
    desk.open(TEXT + "\nNext line.")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_PageDown):
        for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            desk.key(key, modifier)
    desk.key(Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    desk.key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert desk.view.text == TEXT + "\nNext line."


# -- the twin of the text --------------------------------------------------------------------------

MIXED = "🇺🇦 Kyiv and Ada met.\n\nקול העם spoke to Bo Tarr 👩‍👩‍👧 there.\nThe end."


def text_of(view: ArticleView) -> QAccessibleTextInterface:
    twin = view.findChild(TextTwin)
    assert twin is not None
    found = QAccessible.queryAccessibleInterface(twin).textInterface()
    assert found is not None
    return found


def read(found: QAccessibleTextInterface) -> str:
    return found.text(0, found.characterCount())


def test_nobody_pays_for_a_twin_that_nobody_reads(desk: Desk) -> None:
    desk.open(TEXT)
    desk.key(Qt.Key.Key_Right)
    assert desk.view.findChild(TextTwin) is None


def test_letters_and_caret_are_read_where_the_caret_stands(desk: Desk, active: None) -> None:
    desk.open(MIXED)
    units = lambda text: len(text.encode("utf-16-le")) // 2  # noqa: E731
    for offset in range(len(MIXED) + 1):
        desk.view.set_caret(offset)
        start = MIXED.rfind("\n", 0, offset) + 1
        line = MIXED[start:].split("\n", maxsplit=1)[0]
        found = text_of(desk.view)
        assert read(found) == line
        assert found.cursorPosition() == units(MIXED[start:offset])


def test_a_byte_order_mark_at_the_beginning_of_a_line_moves_no_caret(
    desk: Desk, active: None
) -> None:
    desk.open("One.\n\ufeffTwo words")
    desk.view.set_selection(len("One.\n\ufeff"), len("One.\n\ufeffTwo"))
    twin = desk.view.findChild(TextTwin)
    assert twin is not None
    assert twin.textCursor().selectedText() == "Two"
    assert text_of(desk.view).cursorPosition() == 4


def test_what_is_selected_is_read_as_selected(desk: Desk, active: None) -> None:
    desk.open(MIXED)
    start = MIXED.index("Kyiv")
    desk.view.set_selection(start, start + 4)
    found = text_of(desk.view)
    assert found.selectionCount() == 1
    twin = desk.view.findChild(TextTwin)
    assert twin is not None
    assert twin.textCursor().selectedText() == "Kyiv"
    # What lies in other paragraphs is not in the twin: the selection goes as far as it does.
    desk.view.set_selection(start, MIXED.index("Bo"))
    assert read(text_of(desk.view)).startswith("קול")
    desk.view.clear_selection()
    assert text_of(desk.view).selectionCount() == 0


def underlined(view: ArticleView) -> list[str]:
    """What a screen reader that tells formats calls underlined (PySide6 has no `attributes`)."""
    twin = view.findChild(TextTwin)
    assert twin is not None
    parts, words = twin.document().firstBlock().begin(), []
    while not parts.atEnd():
        style = parts.fragment().charFormat().underlineStyle()
        if style != QTextCharFormat.UnderlineStyle.NoUnderline:
            words.append(parts.fragment().text())
        parts += 1
    return words


def slanted(view: ArticleView) -> list[str]:
    twin = view.findChild(TextTwin)
    assert twin is not None
    parts, words = twin.document().firstBlock().begin(), []
    while not parts.atEnd():
        if parts.fragment().charFormat().fontItalic():
            words.append(parts.fragment().text())
        parts += 1
    return words


def test_spans_are_read_as_underlined_words(desk: Desk, active: None) -> None:
    desk.open(TEXT)
    desk.view.set_caret(3)
    assert underlined(desk.view) == []
    gold = desk.mark("Ada Lorne", "PERSON")
    desk.suggest("Velmora", "GPE")
    desk.view.set_focus(gold.id)
    assert underlined(desk.view) == ["Ada Lorne", "Velmora"]
    assert slanted(desk.view) == ["Velmora"], "what is only suggested"
    desk.spans.remove(gold.id)
    desk.view.refresh([(gold.start, gold.end)])
    assert underlined(desk.view) == ["Velmora"]


def test_the_twin_is_not_seen_and_takes_nothing_from_the_article(desk: Desk, active: None) -> None:
    desk.open(TEXT)
    desk.view.setFocus()
    desk.view.set_caret(5)
    twin = desk.view.findChild(TextTwin)
    assert twin is not None
    assert twin.isVisible()
    assert twin.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert QAccessible.queryAccessibleInterface(twin).text(QAccessible.Text.Name) == "Article"
    assert QAccessible.queryAccessibleInterface(twin).state().readOnly
    assert desk.view.viewport().childAt(twin.geometry().center()) is None, "clicks go through"
    shown = desk.view.grab().toImage()
    twin.hide()
    assert desk.view.grab().toImage() == shown
    assert desk.view.text == TEXT
