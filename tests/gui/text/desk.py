"""A view on the screen with live content, and hands for it, for the tests of the article view."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotate.annotations import SpanIndex
from annotate.articles import Article, Tokens
from annotate.schema.label_schema import Label, LabelSchema
from annotate.spans import Layer, Span
from annotate.suggestions import Suggestion
from gui.text.block import TextLine
from gui.text.view import ArticleView

SCHEMA = LabelSchema(
    name="test",
    labels=(
        Label(name="PERSON", layer=Layer.ENTITY, colour="#e08a3c"),
        Label(name="GPE", layer=Layer.ENTITY, colour="#3f9d5b"),
        Label(name="ORG", layer=Layer.ENTITY, colour="#4a86d8"),
        Label(name="ATTACK", layer=Layer.EVENT, colour="#c8352b"),
        Label(name="CONTACT", layer=Layer.EVENT, colour="#2b7fbf"),
    ),
)


class Desk:
    """A shown view with its live content, and hands for it."""

    def __init__(self, qtbot: QtBot, *, width: int = 900, height: int = 600) -> None:
        self.qtbot = qtbot
        self.spans: SpanIndex[Span] = SpanIndex()
        self.suggestions: SpanIndex[Suggestion] = SpanIndex()
        self.text = ""
        self.view = ArticleView()
        qtbot.addWidget(self.view)
        self.view.set_schema(SCHEMA)
        self.view.resize(width, height)
        self.view.show()
        qtbot.waitExposed(self.view)

    def open(self, text: str) -> None:
        self.text = text
        self.spans, self.suggestions = SpanIndex(), SpanIndex()
        self.view.set_article(Article(id="1", text=text), tokens=Tokens.rough(text))
        self.view.set_content(self.spans, self.suggestions)

    def mark(self, surface: str, label: str, *, layer: Layer = Layer.ENTITY, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(surface, start + 1)
        span = Span(
            id=f"{label}-{start}-{start + len(surface)}",
            start=start,
            end=start + len(surface),
            label=label,
            layer=layer,
        )
        self.put(span)
        return span

    def put(self, span: Span) -> None:
        self.spans.put(span)
        self.view.refresh([(span.start, span.end)])

    def suggest(self, surface: str, label: str, *, layer: Layer = Layer.ENTITY) -> Suggestion:
        start = self.text.index(surface)
        item = Suggestion(
            start=start, end=start + len(surface), label=label, layer=layer, score=0.7
        )
        self.suggestions.put(item)
        self.view.refresh([(item.start, item.end)])
        return item

    def point_of(self, offset: int) -> QPoint:
        """A pixel in the left half of the character at `offset`, on its letters."""
        line, column = self._line_of(offset)
        view = self.view
        shown = next(item for item in view._flow.shown() if line in item.block.lines)
        (left, right), *_ = line.rects_of(offset, offset + 1)
        x = right - 0.25 * (right - left) if column else left + 0.25 * (right - left)
        return QPoint(round(view._left + x), round(shown.top + line.baseline - 4))

    def _line_of(self, offset: int) -> tuple[TextLine, bool]:
        for shown in self.view._flow.shown():
            if shown.block.start <= offset <= shown.block.end:
                return shown.block.line_at(offset), shown.block.is_right_to_left
        raise AssertionError(f"{offset} is not on the screen")

    def press(
        self, at: QPoint, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.mousePress(self.view.viewport(), Qt.MouseButton.LeftButton, modifier, at)

    def move(
        self,
        at: QPoint,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    ) -> None:
        """Move the pointer with a button held, or with none."""
        viewport = self.view.viewport()
        event = QMouseEvent(
            QMouseEvent.Type.MouseMove,
            QPointF(at),
            QPointF(viewport.mapToGlobal(at)),
            Qt.MouseButton.NoButton,
            button,
            modifier,
        )
        QApplication.sendEvent(viewport, event)

    def release(
        self, at: QPoint, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.mouseRelease(self.view.viewport(), Qt.MouseButton.LeftButton, modifier, at)

    def drag(
        self,
        start: QPoint,
        end: QPoint,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        self.press(start, modifier)
        self.move((start + end) / 2, modifier)
        self.move(end, modifier)
        self.release(end, modifier)

    def click(self, at: QPoint) -> None:
        self.press(at)
        self.release(at)

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.view, key, modifier)

    def painted(self) -> None:
        """Let pending paint events happen."""
        QApplication.processEvents()


MakeDesk = Callable[..., Desk]
