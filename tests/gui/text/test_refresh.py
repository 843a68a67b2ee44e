"""After any sequence of changes the view shows what a new view of the same content shows."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotate.annotations import SpanIndex
from annotate.articles import Article, Tokens
from annotate.spans import Layer, Span
from annotate.suggestions import Suggestion
from gui.text.summary import PaintedLine
from gui.text.view import ArticleView
from tests.gui.text.desk import SCHEMA

PARAGRAPHS = (
    "Officials in Velmora said that rebels had shelled Port Sella overnight, again.",
    "",
    "قال الرئيس أحمد منصور يوم الجمعة إن وزارة الخارجية سوف تجري محادثات مع United Nations",
    "Zoe\u0308 \U0001f54a\ufe0f and \U0001f1fa\U0001f1e6 crossed the river. " * 9,
    "The word שלום was heard in Port Sella on the night of the talks.",
)
TEXT = "\n".join(PARAGRAPHS * 4)
LABELS = {Layer.ENTITY: ("PERSON", "GPE", "ORG"), Layer.EVENT: ("ATTACK", "CONTACT")}
STRETCHES = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 160)).map(
    lambda pair: (pair[0], min(pair[0] + pair[1], len(TEXT)))
)
LAYERED = st.sampled_from([(layer, label) for layer, labels in LABELS.items() for label in labels])


@dataclass
class Screen:
    """A view with its content, changed as an owner changes it."""

    view: ArticleView
    spans: SpanIndex[Span] = field(default_factory=SpanIndex)
    suggestions: SpanIndex[Suggestion] = field(default_factory=SpanIndex)
    count: int = 0

    def add(self, stretch: tuple[int, int], layer: Layer, label: str) -> None:
        self.count += 1
        self.spans.put(Span(f"s{self.count}", *stretch, label, layer))
        self.view.refresh([stretch])

    def suggest(self, stretch: tuple[int, int], layer: Layer, label: str) -> None:
        item = Suggestion(start=stretch[0], end=stretch[1], label=label, layer=layer, score=0.5)
        self.suggestions.put(item)
        self.view.refresh([stretch])

    def accept(self, number: int) -> None:
        items = list(self.suggestions)
        if items:
            item = items[number % len(items)]
            self.suggestions.remove(item.id)
            self.add((item.start, item.end), item.layer, item.label)

    def resize(self, number: int, stretch: tuple[int, int]) -> None:
        items = list(self.spans)
        if items:
            span = items[number % len(items)]
            self.spans.put(span.resized(*stretch))
            self.view.refresh([(span.start, span.end), stretch])

    def relabel(self, number: int, layer: Layer, label: str) -> None:
        items = [span for span in self.spans if span.layer is layer]
        if items:
            span = items[number % len(items)].relabelled(label)
            self.spans.put(span)
            self.view.refresh([(span.start, span.end)])

    def remove(self, number: int) -> None:
        items = list(self.spans)
        if items:
            span = items[number % len(items)]
            self.spans.remove(span.id)
            self.view.refresh([(span.start, span.end)])


def opened(view: ArticleView, screen: Screen | None = None) -> Screen:
    view.set_article(Article(id="1", text=TEXT), tokens=Tokens.rough(TEXT))
    result = Screen(view)
    if screen is not None:
        result.spans, result.suggestions = screen.spans, screen.suggestions
    view.set_content(result.spans, result.suggestions)
    return result


def lines(view: ArticleView) -> dict[int, PaintedLine]:
    """Visible lines by their start, as if each stood at the top."""
    from dataclasses import replace

    return {line.start: replace(line, top=0.0) for line in view.paint_summary().lines}


@pytest.fixture
def views(qtbot: QtBot) -> tuple[ArticleView, ArticleView]:
    pair = ArticleView(), ArticleView()
    for view in pair:
        qtbot.addWidget(view)
        view.set_schema(SCHEMA)
        view.resize(560, 420)
        view.show()
    return pair


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_changes_show_as_a_new_view_would_show_them(
    views: tuple[ArticleView, ArticleView], data: st.DataObject
) -> None:
    changed, fresh = views
    screen = opened(changed)
    for _ in range(data.draw(st.integers(1, 12))):
        act = data.draw(st.sampled_from(("add", "suggest", "accept", "resize", "relabel", "go")))
        if act == "add":
            screen.add(data.draw(STRETCHES), *data.draw(LAYERED))
        elif act == "suggest":
            screen.suggest(data.draw(STRETCHES), *data.draw(LAYERED))
        elif act == "accept":
            screen.accept(data.draw(st.integers(0, 9)))
        elif act == "resize":
            screen.resize(data.draw(st.integers(0, 9)), data.draw(STRETCHES))
        elif act == "relabel":
            screen.relabel(data.draw(st.integers(0, 9)), *data.draw(LAYERED))
        else:
            changed.reveal(*data.draw(STRETCHES))
        if data.draw(st.booleans()):
            screen.remove(data.draw(st.integers(0, 9)))
        QApplication.processEvents()
    opened(fresh, screen)
    fresh.restore_place(*changed.place())
    shown, expected = lines(changed), lines(fresh)
    assert len(shown.keys() & expected.keys()) >= min(len(shown), len(expected)) - 1
    for start in shown.keys() & expected.keys():
        assert shown[start] == expected[start]


def test_many_changes_at_once(views: tuple[ArticleView, ArticleView]) -> None:
    changed, fresh = views
    screen = opened(changed)
    stretches = [(start, start + 9) for start in range(0, len(TEXT) - 10, 11)]
    for number, stretch in enumerate(stretches):
        screen.spans.put(Span(f"m{number}", *stretch, "GPE", Layer.ENTITY))
    changed.refresh(stretches)
    opened(fresh, screen)
    assert lines(changed) == lines(fresh)


def test_a_change_out_of_sight_is_seen_when_it_comes_into_sight(
    views: tuple[ArticleView, ArticleView],
) -> None:
    changed, _ = views
    screen = opened(changed)
    changed.restore_place(len(TEXT) - 1, 0.0)
    QApplication.processEvents()
    changed.restore_place(0, 0.0)
    last = TEXT.rindex("Port Sella")
    screen.add((last, last + 10), Layer.ENTITY, "GPE")
    assert changed.paint_summary().pieces == ()
    changed.reveal(last, last + 10)
    assert [piece.item_id for piece in changed.paint_summary().pieces] == ["s1"]
