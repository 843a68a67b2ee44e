"""The view as a whole: content, refresh, focus, place, zoom, signals."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from annotate.annotations import SpanIndex
from annotate.articles import Article, Tokens
from annotate.spans import Layer, Span
from annotate.suggestions import Suggestion
from tests.gui.text.desk import Desk, MakeDesk

TEXT = (
    "President Ada Lorne met Prime Minister Bo Tarr in Velmora on Friday.\n"
    "Their first talks in nine years followed the shelling of Port Sella by rebels.\n"
    "\n"
    "Aid groups said that forty families had crossed the river at night."
)


def ids(desk: Desk) -> set[str]:
    return {piece.item_id for piece in desk.view.paint_summary().pieces}


def test_shows_spans_and_suggestions_in_lanes(desk: Desk) -> None:
    desk.open(TEXT)
    outer = desk.mark("President Ada Lorne", "PERSON")
    inner = desk.mark("Ada Lorne", "PERSON")
    event = desk.suggest("shelling", "ATTACK", layer=Layer.EVENT)
    pieces = {piece.item_id: piece for piece in desk.view.paint_summary().pieces}
    assert set(pieces) == {outer.id, inner.id, event.id}
    assert pieces[outer.id].lane == 0
    assert pieces[inner.id].lane == 1
    assert pieces[inner.id].depth == 1
    assert pieces[event.id].is_suggestion


def test_refresh_shows_what_the_owner_changed(desk: Desk) -> None:
    desk.open(TEXT)
    span = desk.mark("Velmora", "GPE")
    desk.put(span.relabelled("ORG"))
    (piece,) = desk.view.paint_summary().pieces
    assert piece.label == "ORG"
    desk.spans.remove(span.id)
    desk.view.refresh([(span.start, span.end)])
    assert desk.view.paint_summary().pieces == ()


def test_none_shows_nothing_and_text_comes_back(desk: Desk) -> None:
    desk.open(TEXT)
    desk.mark("Velmora", "GPE")
    desk.view.set_article(None, tokens=Tokens())
    desk.painted()
    assert desk.view.paint_summary().pieces == ()
    assert desk.view.text == ""
    desk.key(Qt.Key.Key_Right)
    assert desk.view.caret == 0
    desk.open(TEXT)
    desk.mark("Velmora", "GPE")
    assert len(desk.view.paint_summary().pieces) == 1


def test_empty_text(desk: Desk) -> None:
    desk.open("")
    desk.painted()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End):
        desk.key(key)
    assert desk.view.caret == 0
    assert desk.view.selection is None


def test_copy_gives_the_stored_text(desk: Desk) -> None:
    text = "No\u00a0break,\ttab and \U0001f54a\ufe0f\nnext line \u200bzero"
    desk.open(text)
    desk.view.set_selection(0, len(text))
    desk.view.copy()
    assert QGuiApplication.clipboard().text() == text


def test_focus_is_shown_and_brought_into_sight(desk: Desk) -> None:
    desk.open("\n".join(f"Line {number} of a long text about Velmora." for number in range(400)))
    span = desk.mark("Line 390", "GPE")
    assert desk.view.item_rect(span.id) is None
    desk.view.set_focus(span.id)
    desk.painted()
    assert desk.view.focus_id == span.id
    rect = desk.view.item_rect(span.id)
    assert rect is not None
    assert desk.view.viewport().rect().contains(rect)
    top = desk.view.place()
    desk.view.set_focus(span.id)
    assert desk.view.place() == top


def test_key_presses_of_the_window_are_not_taken(desk: Desk, qtbot: QtBot) -> None:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    desk.open(TEXT)
    before = desk.view.current_selection
    alt = Qt.KeyboardModifier.AltModifier
    none = Qt.KeyboardModifier.NoModifier
    for key, modifier in (
        (Qt.Key.Key_1, none),
        (Qt.Key.Key_A, none),
        (Qt.Key.Key_X, none),
        (Qt.Key.Key_Return, none),
        (Qt.Key.Key_Delete, none),
        (Qt.Key.Key_Space, none),
        (Qt.Key.Key_Left, alt),
        (Qt.Key.Key_Right, alt | Qt.KeyboardModifier.ShiftModifier),
    ):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, key, modifier)
        QApplication.sendEvent(desk.view, event)
        assert not event.isAccepted(), key
    assert desk.view.current_selection == before


def test_resize_keeps_the_top_line(make_desk: MakeDesk) -> None:
    desk = make_desk(width=700, height=400)
    desk.open("\n".join(f"Paragraph {n}: " + "word " * (n % 90) for n in range(300)))
    desk.view.restore_place(desk.text.index("Paragraph 150"), 0.0)
    offset, _pixel = desk.view.place()
    for width in (500, 450, 900, 1400):
        desk.view.resize(width, 400)
        desk.painted()
        now, _ = desk.view.place()
        block = desk.view._paragraphs.block_at(now)
        assert block == desk.view._paragraphs.block_at(offset)


def test_article_change_forgets_focus_and_selection(desk: Desk, qtbot: QtBot) -> None:
    desk.open(TEXT)
    span = desk.mark("Velmora", "GPE")
    desk.view.set_focus(span.id)
    desk.view.set_selection(0, 9)
    with qtbot.waitSignal(desk.view.selection_changed):
        desk.view.set_article(Article(id="2", text="Other."), tokens=Tokens.rough("Other."))
    assert desk.view.focus_id is None
    assert desk.view.selection is None


def test_an_article_opened_with_its_content_looks_as_if_that_came_behind(
    make_desk: MakeDesk,
) -> None:
    text = "Officials in Velmora met rebels near the river.\n" * 60
    spans = SpanIndex([Span("s", 13, 20, "GPE", Layer.ENTITY)])
    suggestions = SpanIndex(
        [Suggestion(start=25, end=31, label="ORG", layer=Layer.ENTITY, score=0.9)]
    )
    article, tokens = Article(id="1", text=text), Tokens.rough(text)
    together, behind = make_desk().view, make_desk().view
    for view in (together, behind):
        view.set_article(Article(id="0", text="Before."), tokens=Tokens())
    together.set_article(article, tokens=tokens, content=(spans, suggestions))
    behind.set_article(article, tokens=tokens)
    behind.set_content(spans, suggestions)
    assert together.paint_summary() == behind.paint_summary()
    assert len(together.paint_summary().lines[0].pieces) == 2
    together.set_article(article, tokens=tokens)
    assert not together.paint_summary().lines[0].pieces


def test_titles_come_with_the_article_or_behind_it(make_desk: MakeDesk) -> None:
    article = Article(id="1", text="Officials met rebels near the river.\n" * 40)
    together, behind = make_desk().view, make_desk().view
    for view in (together, behind):
        view.set_article(Article(id="0", text="Before."), tokens=Tokens())
        view.set_title_block("Before", "")
    together.set_article(article, tokens=Tokens(), titles=("Talks", "The Gazette"))
    behind.set_article(article, tokens=Tokens())
    behind.set_title_block("Talks", "The Gazette")
    assert together.paint_summary() == behind.paint_summary()
    assert together.accessibleName() == behind.accessibleName() == "Talks"
