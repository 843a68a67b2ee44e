"""The centre: the article view and its find bar, kept in step with the session."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from annotate.changes import Changes
from annotate.compat import override
from annotate.desk import Desk
from annotate.errors import AnnotateError
from gui.fonts import article_font
from gui.panels.find_bar import FindBar
from gui.reading import Reading
from gui.session import Session
from gui.text.accessible import announce
from gui.text.view import ArticleView
from gui.theme import Appearance
from gui.words import subtitle

ZOOM_STEP = 1.1
ZOOMS = (0.5, 4.0)
_ROUGH = "rough"


class ArticlePane(QWidget):
    """Shows the article on the desk; gestures in the text become verbs of the session."""

    context_menu_requested = Signal(str, QPoint)
    relabel_requested = Signal(str)
    failed = Signal(object)
    zoom_changed = Signal(float)
    finding_changed = Signal()
    misaligned_changed = Signal(object)

    def __init__(
        self, session: Session, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._appearance = appearance
        self._misaligned: frozenset[str] = frozenset()
        self._covered = 0
        self.view = ArticleView()
        self.find_bar = FindBar()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.find_bar)
        self.setFocusProxy(self.view)
        self._connect_view()
        session.article_opened.connect(self._on_article_opened)
        session.project_closed.connect(self._on_project_closed)
        session.changed.connect(self._on_changed)
        session.focus_changed.connect(self._on_focus_changed)
        session.selection_changed.connect(self._on_session_selection_changed)
        session.told.connect(lambda why: announce(self.view, why))
        session.bring_into_sight = self._bring_into_sight
        appearance.changed.connect(self._on_appearance_changed)
        self._on_appearance_changed()

    def set_foot(self, widget: QWidget) -> None:
        """Put a widget between the text and the find bar; it shows and hides itself."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, widget)

    def fit_foot(self) -> None:
        """Give the text the height that the foot leaves it, now and not at the next paint."""
        layout = self.layout()
        if layout is not None:
            layout.activate()

    def set_covered(self, height: int) -> None:
        """So many pixels of the foot lie under a message: the text ends above them."""
        self._covered = height
        self._make_room()

    @override
    def event(self, event: QEvent) -> bool:
        """The strip or the find bar may have come or gone: the text ends where the message does."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._make_room()
        return done

    def _make_room(self) -> None:
        self.fit_foot()
        below = self.height() - self.view.geometry().bottom() - 1
        self.view.set_foot(max(self._covered - below, 0))

    # -- actions -----------------------------------------------------------------------------------

    def copy(self) -> None:
        """Put the selected text on the clipboard, or the words in focus where none is selected."""
        item = self._session.focused
        if self.view.selection is None and item is not None:
            QGuiApplication.clipboard().setText(self.view.text[item.start : item.end])
        else:
            self.view.copy()

    def clear(self) -> None:
        """Close the find bar, or select and focus nothing; from a panel only come back."""
        focused = QApplication.focusWidget()
        is_in_a_panel = (
            focused is not None
            and focused is not self.window()
            and self.window().isAncestorOf(focused)
            and not self.isAncestorOf(focused)
        )
        if is_in_a_panel:
            pass
        elif self.find_bar.isVisible():
            self.find_bar.close_bar()
        elif self.view.selection is not None or self.view.is_dragging:
            self.view.clear_selection()
        else:
            self._session.focus(None)
        self.view.setFocus()

    def open_find(self) -> None:
        """Open the find bar with what is selected."""
        words = ""
        if self.view.selection is not None:
            start, end = self.view.selection
            words = " ".join(self.view.text[start : min(end, start + 200)].split())
        start = self.view.selection[0] if self.view.selection else self.view.caret
        self.find_bar.open_bar(words, start=start)
        self.finding_changed.emit()

    def find_next(self) -> None:
        """Go to the next place that was found."""
        self.find_bar.step(1)

    def find_previous(self) -> None:
        """Go to the place before."""
        self.find_bar.step(-1)

    def zoom_in(self) -> None:
        """Enlarge the text by a step."""
        self.set_zoom(self.view.text_zoom * ZOOM_STEP)

    def zoom_out(self) -> None:
        """Make the text smaller by a step."""
        self.set_zoom(self.view.text_zoom / ZOOM_STEP)

    def zoom_reset(self) -> None:
        """Show the text at its normal size."""
        self.set_zoom(1.0)

    def set_zoom(self, zoom: float) -> None:
        """Show the text at `zoom` times its normal size."""
        self.view.set_text_zoom(min(max(zoom, ZOOMS[0]), ZOOMS[1]))

    def set_reading(self, reading: Reading) -> None:
        """Set the text as the preferences say."""
        self.view.set_reading(
            article_font(self.font(), reading.family),
            zoom=reading.zoom,
            characters=reading.characters,
            line_spacing=reading.line_spacing,
        )

    def place_of_focus(self) -> QRect | None:
        """Where the item in focus is on the screen (global pixels), if it is in sight."""
        focus_id = self._session.focus_id
        rect = self.view.item_rect(focus_id) if focus_id is not None else None
        if rect is None:
            return None
        return QRect(self.view.viewport().mapToGlobal(rect.topLeft()), rect.size())

    @property
    def misaligned(self) -> frozenset[str]:
        """Gold spans that do not begin and end with tokens."""
        return self._misaligned

    def _bring_into_sight(self, start: int, end: int) -> bool:
        """Scroll to a stretch that a key is meant for; whether it was out of sight till then."""
        if not self.view.isVisible() or self.view.is_in_sight(start, end):
            return False
        self.view.reveal(start, end)
        return True

    # -- from the session --------------------------------------------------------------------------

    def _on_article_opened(self) -> None:
        desk, project = self._session.desk, self._session.project
        if desk is None or project is None:
            return
        article = desk.article
        self.view.set_schema(project.schema)
        self.view.set_article(
            article,
            tokens=desk.tokens,
            content=(desk.spans, desk.suggestions),
            titles=(article.title, subtitle(article.source, article.date)),
        )
        self._find_misaligned(desk)
        self.find_bar.set_text(article.text)
        self.view.set_focus(self._session.focus_id, reveal=False)
        self._expect_next()

    def _on_project_closed(self) -> None:
        self.find_bar.hide()
        from annotate.articles import Tokens

        self.view.set_article(None, tokens=Tokens())

    def _on_changed(self, changes: Changes) -> None:
        desk = self._session.desk
        if desk is None or changes.article_id != desk.article.id:
            return
        if changes.is_tokens_changed:
            self.view.set_tokens(desk.tokens)
        self.view.refresh(changes.stretches)
        if changes.is_tokens_changed:
            self._find_misaligned(desk)
        elif changes.span_ids:
            self._check_alignment(desk, changes.span_ids)

    def _on_focus_changed(self) -> None:
        focus_id = self._session.focus_id
        # What comes back where it was is in sight there: a line around it would move the page.
        is_there = self.view.is_coming_back and focus_id == self.view.focus_id
        self.view.set_focus(focus_id, reveal=not is_there)
        self._expect_next()

    def _expect_next(self) -> None:
        """Have the next suggestion laid out while the reader judges this one."""
        desk, item = self._session.desk, self._session.focused
        if desk is None or item is None:
            return
        following = desk.next_open(item.start, item.end, item.id) or desk.next_open()
        if following is not None:
            self.view.expect(following.start)

    def _on_session_selection_changed(self) -> None:
        if self._session.selection is None and self.view.selection is not None:
            self.view.clear_selection()

    def _find_misaligned(self, desk: Desk) -> None:
        ids: frozenset[str] = frozenset()
        if desk.tokens.tokenizer != _ROUGH:
            ids = frozenset(
                span.id for span in desk.spans if not desk.tokens.is_aligned(span.start, span.end)
            )
        self._set_misaligned(ids)

    def _check_alignment(self, desk: Desk, span_ids: frozenset[str]) -> None:
        if desk.tokens.tokenizer == _ROUGH:
            return
        found = {
            span.id
            for span in map(desk.spans.get, span_ids)
            if span is not None and not desk.tokens.is_aligned(span.start, span.end)
        }
        self._set_misaligned((self._misaligned - span_ids) | found)

    def _set_misaligned(self, ids: frozenset[str]) -> None:
        if ids != self._misaligned:
            self._misaligned = ids
            self.view.set_misaligned(ids)
            self.misaligned_changed.emit(ids)

    # -- from the view -----------------------------------------------------------------------------

    def _connect_view(self) -> None:
        view = self.view
        view.item_clicked.connect(self._session.focus)
        view.item_activated.connect(self._on_activated)
        view.selection_changed.connect(self._on_view_selection_changed)
        view.caret_moved.connect(self._on_view_selection_changed)
        view.span_drawn.connect(self._on_span_drawn)
        view.boundary_dragged.connect(self._on_boundary_dragged)
        view.context_menu_requested.connect(self.context_menu_requested)
        view.text_zoom_changed.connect(self.zoom_changed)
        self.find_bar.hits_changed.connect(self._on_hits_changed)
        self.find_bar.hit_chosen.connect(self.view.set_selection)
        self.find_bar.closed.connect(self._on_find_closed)

    def _on_activated(self, item_id: str) -> None:
        # A double click also selects the token; the label is for the item.
        self.view.clear_selection()
        self._session.focus(item_id)
        self.relabel_requested.emit(item_id)

    def _on_view_selection_changed(self, *_: object) -> None:
        self._session.set_selection(self.view.selection, self.view.caret)

    def _on_span_drawn(self, start: int, end: int) -> None:
        try:
            self._session.drawing.draw(start, end)
        except AnnotateError as error:
            self.failed.emit(error)

    def _on_boundary_dragged(self, item_id: str, start: int, end: int) -> None:
        try:
            self._session.resize(item_id, start, end)
        except AnnotateError as error:
            self.failed.emit(error)

    def _on_hits_changed(self, hits: list[tuple[int, int]]) -> None:
        self.view.set_hits(hits)
        self.finding_changed.emit()

    def _on_find_closed(self) -> None:
        self.finding_changed.emit()
        desk, selected = self._session.desk, self.view.selection
        if desk is not None and selected is not None:
            # A part of a word was enough to find it; a span is made of whole tokens.
            self.view.set_selection(*(desk.tokens.snap(*selected) or selected))
        self.view.setFocus()

    def _on_appearance_changed(self) -> None:
        page = self._appearance.page
        self.view.set_dark(page.is_dark)
        self.view.set_high_contrast(page.is_high_contrast)
        self.view.set_palette(page.palette)
