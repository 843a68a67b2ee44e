"""Scrolling: what is on the screen is the same whichever way it came there."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotate.spans import Layer, Span
from gui.text.metrics import reading_font
from gui.text.view import ArticleView
from tests.gui.text.desk import Desk, MakeDesk

WORDS = [
    "officials",
    "in",
    "Velmora",
    "said",
    "that",
    "talks",
    "near",
    "the",
    "river",
    "would",
    "begin",
    "on",
    "Friday",
    "night",
]


def long_text(paragraphs: int) -> str:
    chosen = random.Random(7)
    return "\n".join(
        " ".join(chosen.choices(WORDS, k=chosen.randint(4, 90))) + "." for _ in range(paragraphs)
    )


def fill_with_spans(desk: Desk, every: int = 60) -> None:
    text, chosen = desk.text, random.Random(3)
    for number, start in enumerate(range(0, len(text) - 40, every)):
        layer = Layer.EVENT if number % 3 == 0 else Layer.ENTITY
        label = "ATTACK" if number % 3 == 0 else "GPE"
        desk.spans.put(Span(f"s{number}", start, start + chosen.randint(1, 70), label, layer))
    desk.view.set_content(desk.spans, desk.suggestions)


@pytest.fixture
def long(make_desk: MakeDesk) -> Desk:
    desk = make_desk(width=640, height=420)
    desk.open(long_text(160))
    fill_with_spans(desk)
    desk.painted()
    return desk


def on_screen(view: ArticleView) -> QImage:
    """The pixels that the window system has: what blits and partial repaints have made."""
    QApplication.processEvents()
    viewport = view.viewport()
    window = view.window().windowHandle()
    image = view.screen().grabWindow(window.winId()).toImage()
    return image.copy(viewport.geometry()).convertToFormat(QImage.Format.Format_RGB32)


def afresh(view: ArticleView) -> QImage:
    """The pixels of a whole new paint."""
    return view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def wheel(
    view: ArticleView, pixels: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    at = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        at,
        view.viewport().mapToGlobal(at),
        QPoint(0, 0),
        QPoint(0, pixels),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


# With the last three a ring reaches from the edge of what is painted into what is not.
@pytest.mark.parametrize("seed", [1, 23, 43, 59])
def test_blits_and_partial_repaints_equal_a_whole_paint(long: Desk, seed: int) -> None:
    view, chosen = long.view, random.Random(seed)
    for _ in range(40):
        match chosen.randrange(6):
            case 0 | 1:
                wheel(view, chosen.choice([120, -120, -240]))
            case 2:
                long.key(chosen.choice([Qt.Key.Key_PageDown, Qt.Key.Key_PageUp]))
            case 3:
                line = chosen.choice(view.paint_summary().lines)
                view.set_selection(line.start, line.end)
            case 4:
                pieces = view.paint_summary().pieces
                if pieces:
                    view.set_focus(chosen.choice(pieces).item_id)
            case _:
                pieces = view.paint_summary().pieces
                if pieces:
                    span = long.spans.get(chosen.choice(pieces).item_id)
                    long.spans.remove(span.id)
                    view.refresh([(span.start, span.end)])
        assert on_screen(view) == afresh(view)


def test_a_fault_while_painting_is_reported_and_the_next_paint_is_whole(
    long: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = long.view

    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError("a brush has broken")

    with monkeypatch.context() as context:
        context.setattr(view._page, "paint", break_down)
        with pytest.raises(RuntimeError, match="a brush has broken"):
            view.viewport().repaint()
    view.viewport().update()
    assert on_screen(view) == afresh(view)


def test_the_wheel_goes_down_and_comes_back(long: Desk) -> None:
    start = long.view.place()
    for _ in range(12):
        wheel(long.view, -120)
    assert long.view.place()[0] > start[0]
    for _ in range(12):
        wheel(long.view, 120)
    assert long.view.place() == start
    assert long.view.verticalScrollBar().value() == 0


def test_the_bar_reaches_both_ends_exactly(long: Desk) -> None:
    bar = long.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    long.painted()
    assert long.view.paint_summary().lines[-1].end == len(long.text)
    assert bar.value() == bar.maximum()
    bar.setValue(0)
    long.painted()
    assert long.view.paint_summary().lines[0].start == 0
    assert long.view._flow.y == 0


def test_the_bar_grows_with_the_place(long: Desk) -> None:
    bar = long.view.verticalScrollBar()
    tops = []
    for share in range(11):
        bar.setValue(bar.maximum() * share // 10)
        long.painted()
        tops.append(long.view.place()[0])
    assert tops == sorted(tops)
    assert tops[5] == pytest.approx(len(long.text) / 2, rel=0.2)


def test_corrected_heights_do_not_move_the_reader(long: Desk) -> None:
    view = long.view
    view.restore_place(len(long.text) // 2, 7.0)
    before = view.place()
    lines = [(line.start, line.top) for line in view.paint_summary().lines]
    for block in range(0, len(view._paragraphs), 3):
        view._flow.block(block)
    view._after_jump()
    assert view.place() == before
    assert [(line.start, line.top) for line in view.paint_summary().lines] == lines


def test_place_is_restored_in_another_width_and_zoom(long: Desk) -> None:
    view = long.view
    offset = long.text.index("\n", len(long.text) // 3) + 1
    view.restore_place(offset, 0.0)
    assert view.place() == (offset, 0.0)
    view.set_text_zoom(1.7)
    assert view.place()[0] == offset
    font = reading_font(view.font())
    view.set_reading(font, zoom=1.7, characters=50, line_spacing=1.0)
    assert view.place()[0] == offset
    view.set_reading(font, zoom=1.7, characters=50, line_spacing=1.5)
    assert view.place()[0] == offset
    view.set_text_zoom(1.0)
    assert view.place()[0] == offset


def test_new_lanes_leave_the_top_line_where_it_is(long: Desk) -> None:
    view = long.view
    view.restore_place(len(long.text) // 2, 0.0)
    before = view.place()
    summary = view.paint_summary()
    line = summary.lines[2]
    for number in range(6):
        span = Span(f"more{number}", line.start, line.end, "ORG", Layer.ENTITY)
        long.spans.put(span)
        view.refresh([(span.start, span.end)])
    assert view.place() == before
    grown = next(at for at in view.paint_summary().lines if at.start == line.start)
    assert grown.lanes >= 6
    assert grown.height > line.height


def test_reveal_scrolls_no_more_than_needed(long: Desk) -> None:
    view = long.view
    lines = view.paint_summary().lines
    view.reveal(lines[1].start, lines[1].end)
    assert view.place()[0] == 0
    below = view._flow.shown()[-1].block.end + 30
    view.reveal(below, below + 5)
    lines = view.paint_summary().lines
    line = next(line for line in lines if line.start <= below < line.end)
    assert line.top + line.height <= view.viewport().height()
    assert line.top > view.viewport().height() / 2


def test_ctrl_wheel_zooms(long: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(long.view.text_zoom_changed):
        wheel(long.view, 120, Qt.KeyboardModifier.ControlModifier)
    assert long.view.text_zoom == pytest.approx(1.1)
    for _ in range(60):
        wheel(long.view, 120, Qt.KeyboardModifier.ControlModifier)
    assert long.view.text_zoom == 4.0


def test_a_short_text_cannot_be_scrolled(desk: Desk) -> None:
    desk.open("Only this.")
    desk.painted()
    assert desk.view.verticalScrollBar().maximum() == 0
    wheel(desk.view, -120)
    assert desk.view.place()[0] == 0


def test_layouts_are_bounded(long: Desk) -> None:
    for share in range(60):
        long.view.restore_place(len(long.text) * share // 60, 0.0)
        long.painted()
    assert sum(block.length for block in long.view._cache) <= 125_000


@pytest.mark.parametrize("width", [120, 300, 2500])
def test_any_width(long: Desk, width: int) -> None:
    long.view.resize(width, 300)
    long.painted()
    summary = long.view.paint_summary()
    assert summary.lines
    for piece in summary.pieces:
        assert piece.label_left >= 0
        assert piece.label_left + piece.label_width <= long.view._metrics.column + 1


def test_what_is_expected_is_ready_and_the_reader_stays(long: Desk, qtbot: QtBot) -> None:
    view, cache = long.view, long.view._cache
    before = view.place()
    far = len(long.text) * 3 // 4
    block = view._paragraphs.block_at(far)
    assert block not in cache
    view.expect(far)
    qtbot.waitUntil(lambda: view._flow.next_unmade_around(block) is None)
    assert view.place() == before
    held = set(view._cache._blocks)
    view.set_caret(far)
    shown = {item.block.index for item in view._flow.shown()}
    assert block in shown
    assert shown <= held, "all of the screen was laid out before"
    assert all(line.is_stamped for item in view._flow.shown() for line in item.block.lines)


def test_what_was_expected_of_another_article_is_forgotten(long: Desk) -> None:
    long.view.expect(len(long.text) - 1)
    assert long.view._prefetch.expected is not None
    long.open("Short.")
    assert long.view._prefetch.expected is None
    long.view.expect(10_000)
    assert long.view._prefetch.expected == 0


def test_a_selection_leaves_the_letters_around_it_as_they_are(long: Desk) -> None:
    view = long.view
    line = view.paint_summary().lines[2]
    before = afresh(view)
    view.set_selection(line.start, line.start + 9)
    after = afresh(view)
    below = round(line.top + line.height) + 1
    assert after.copy(0, below, after.width(), 200) == before.copy(0, below, before.width(), 200)
