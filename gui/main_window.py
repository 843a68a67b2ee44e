"""The main window: docks, bars and the centre, kept in step with the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget

from annotate.compat import override

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotate.changes import Changes
    from annotate.spans import Layer
    from gui.flows.main import Flows
    from gui.session import Session
    from gui.theme import Appearance
    from gui.window_state import WindowState

_FRAME = QSize(2, 36)
"""About what a window manager puts around a window, in device-independent pixels."""
_MANY = 5000
"""With more spans and suggestions than this, counts are brought up to date in pauses."""
_COUNT_PAUSE_MS = 250
_OVERRIDE = QEvent.Type.ShortcutOverride


class MainWindow(QMainWindow):
    """Everything that is on the screen beside dialogs.

    A new window is an empty frame, which is all that the first paint of an article needs: the
    modules that `furnish` loads take longer than that paint.
    """

    def __init__(self, state: WindowState) -> None:
        """A frame of the size and in the place of last time."""
        super().__init__()
        self._state = state
        self.is_furnished = False
        self._text_only: dict[QWidget, bool] = {}
        self._parked: dict[QWidget, bool] = {}
        self._open_count = 0
        self.name("", "")
        if state.geometry.isEmpty() or not self.restoreGeometry(state.geometry):
            # The frame is not there yet: leave room for it, or the status bar is off the screen.
            available = self.screen().availableGeometry().size() - _FRAME
            self.resize(QSize(1280, 800).boundedTo(available))

    def furnish(self, session: Session, *, appearance: Appearance, flows: Flows) -> None:
        """Put everything into the frame, once."""
        from gui.actions import ActionSet
        from gui.flows.complete import CompleteFlows
        from gui.flows.event import EventFlows
        from gui.flows.exchange import ExchangeFlows
        from gui.flows.guard import GuardFlows
        from gui.flows.key import KeyFlows
        from gui.flows.relation import RelationFlows
        from gui.flows.removing import RemovalFlows
        from gui.flows.safety import SafetyFlows
        from gui.flows.schema import SchemaFlows
        from gui.flows.suggest import SuggestFlows
        from gui.flows.train import TrainFlows
        from gui.frames.flows import FrameFlows
        from gui.frames.showing import FrameShowing
        from gui.furniture import Centre, Menus, Panels, make_docks
        from gui.panels.article_pane import ArticlePane
        from gui.tool_bar import ToolBar

        self.setAcceptDrops(True)
        self.session, self.appearance, self.flows = session, appearance, flows
        self._counting = self._make_counting()
        self.pane = ArticlePane(session, appearance)
        panels = Panels(appearance)
        self.articles, self.focus_panel = panels.articles, panels.focus
        self.labels, self.spans, self.status = panels.labels, panels.spans, panels.status
        self.welcome, self.notice = panels.welcome, panels.notice
        self.setStatusBar(self.status)
        flows.attach(self)
        self.keys, self.guard, self.safety = (
            KeyFlows(self, flows.settings),
            GuardFlows(self),
            SafetyFlows(self, flows.settings, self._state),
        )
        self.completing, self.schemas, self.removing = (
            CompleteFlows(self),
            SchemaFlows(self, self._state),
            RemovalFlows(self),
        )
        self.suggest_flows, self.exchange, self.training, self.frame_view = (
            SuggestFlows(self),
            ExchangeFlows(self, self._state),
            TrainFlows(self, flows.settings, self._state),
            FrameShowing(self, flows.settings),
        )
        self.events, self.frames, self.relations = (
            EventFlows(self, self._state, panels.events),
            FrameFlows(self),
            RelationFlows(self),
        )
        self.actions_ = ActionSet(
            {
                "session": session,
                "flows": flows,
                "pane": self.pane,
                "window": self,
                "drawing": session.drawing,
                "keys": self.keys,
                "safety": self.safety,
                "suggest": self.suggest_flows,
                "exchange": self.exchange,
                "events": self.events,
                "guard": self.guard,
                "train": self.training,
                "complete": self.completing,
                "frame_view": self.frame_view,
                "frames": self.frames,
                "relations": self.relations,
                "removing": self.removing,
                "details": self.removing.details,
                "schema": self.schemas,
            },
            self,
        )
        self.centre = Centre(appearance, self.welcome, self.notice, self.pane)
        self._stack, self._drop_note, self.banner = (
            self.centre.stack,
            self.centre.drop_note,
            self.centre.banner,
        )
        self.setCentralWidget(self.centre)
        if self.isVisible():  # nothing is shown by itself in a window that is on the screen
            for part in (self.centre, self.status, self.menuBar()):
                part.show()
        self.centre.installEventFilter(self)
        self._docks = make_docks(self, panels)
        self._menus = Menus(self, self.actions_)
        self.tool_bar = ToolBar(self.actions_, appearance, self)
        self.addToolBar(self.tool_bar)
        self._connect()
        self._on_appearance_changed()
        self._restore_layout()
        self._on_dock_changed()
        self.keys.restore()
        self.is_furnished = True
        self._refresh_all()

    def _restore_layout(self) -> None:
        """Docks and bars as they were; widths that fitted another language's words are not kept."""
        if not self._state.layout.isEmpty():
            self.restoreState(self._state.layout, self._state.layout_version)
            if self._state.is_of_other_words:
                self._arrange_docks()

    def _make_counting(self) -> QTimer:
        counting = QTimer(self)
        counting.setSingleShot(True)
        counting.setInterval(_COUNT_PAUSE_MS)
        counting.timeout.connect(self._count)
        return counting

    def name(self, project: str, article: str) -> None:
        """Let the title bar say what is open; empty names are left out."""
        self.setWindowTitle(" – ".join(part for part in (article, project, "Spandesk") if part))

    def _arrange_docks(self) -> None:
        """The first layout: as much as the content needs, the rest for the spans."""
        docks = self._docks
        self.resizeDocks([docks["articles"], docks["focus"]], [260, 340], Qt.Orientation.Horizontal)
        self.resizeDocks(
            [docks["focus"], docks["labels"], docks["spans"]],
            [210, 340, 260],
            Qt.Orientation.Vertical,
        )

    def _connect(self) -> None:
        session = self.session
        self.appearance.changed.connect(self._on_appearance_changed)
        for dock in self._docks.values():
            dock.visibilityChanged.connect(self._on_dock_changed)
        self._menus.recent.aboutToShow.connect(self._on_recent_menu)
        session.project_opened.connect(self._on_project_opened)
        session.project_closed.connect(self._on_project_closed)
        session.article_opened.connect(self._on_article_opened)
        session.article_list_changed.connect(self._on_article_list_changed)
        session.changed.connect(self._on_changed)
        session.focus_changed.connect(self._on_focus_changed)
        session.selection_changed.connect(self._refresh_state)
        session.told.connect(self.status.set_hint)
        session.frame_focus.changed.connect(self._refresh_state)
        session.save_state_changed.connect(self.status.set_save_status)
        session.failed.connect(self.flows.report)
        session.all_done.connect(self.flows.say_all_done)
        session.article_left.connect(self.banner.leave_article)
        session.undo_stack.indexChanged.connect(self._refresh_state)
        self.actions_.failed.connect(self.flows.report)
        self.actions_.keys_changed.connect(self._on_keys_changed)
        self.articles.left.connect(self.pane.view.setFocus)
        self.articles.article_chosen.connect(self.flows.open_article)
        self.spans.item_chosen.connect(session.focus)
        session.hiding_changed.connect(self._on_hiding_changed)
        session.schema_changed.connect(self._on_schema_changed)
        self.labels.hiding_asked.connect(self.flows.hide_label)
        self.labels.label_chosen.connect(self.flows.give_label)
        self.labels.label_activated.connect(session.drawing.choose)
        session.drawing.changed.connect(self._on_drawing_changed)
        self.focus_panel.label_chosen.connect(self.flows.give_label)
        self.focus_panel.snap_chosen.connect(self.guard.snap)
        self.focus_panel.relations_chosen.connect(self.relations.show)
        self.pane.context_menu_requested.connect(self._on_context_menu)
        self.pane.relabel_requested.connect(lambda _: self.actions_["span.label"].trigger())
        self.pane.failed.connect(self.flows.report)
        self.pane.finding_changed.connect(self._refresh_state)
        self.pane.misaligned_changed.connect(self.spans.set_misaligned)
        self.pane.zoom_changed.connect(self.flows.keep_zoom)
        self.welcome.sample_requested.connect(self.flows.open_sample)
        self.welcome.new_requested.connect(self.flows.new_project)
        self.welcome.open_requested.connect(self.flows.open_project)
        self.welcome.recent_requested.connect(self.flows.open_path)
        self.notice.action_requested.connect(lambda name: self.actions_[name].trigger())
        self.status.cancel_requested.connect(self.flows.progress.cancel)
        self.flows.progress.changed.connect(self._on_progress_changed)
        self.focus_panel.set_actions(
            [
                (self.actions_[name], word, self.actions_.key_of(name))
                for name, word in (
                    ("span.accept", self.tr("Accept")),
                    ("span.reject", self.tr("Reject")),
                    ("span.skip", self.tr("Skip")),
                    ("span.label", self.tr("Label")),
                    ("span.delete", self.tr("Delete")),
                )
            ]
        )

    # -- the session -------------------------------------------------------------------------------

    def _on_project_opened(self) -> None:
        project = self.session.project
        if project is None:
            return
        self.banner.hide()
        self.show_schema()
        self._refresh_all()

    def show_schema(self) -> None:
        """Show the labels of the project, which may have got new ones."""
        project = self.session.project
        if project is None:
            return
        # Read once: the writer may take a schema back that did not get to the disk.
        schema = project.schema
        self.actions_.set_schema(schema)
        self.labels.set_schema(
            schema,
            lambda label: self.label_keys(label.layer, label.name),
        )
        self._on_hiding_changed()
        self._on_drawing_changed()
        from gui.actions import label_action_id

        for layer, menu in self._menus.labels.items():
            menu.clear()
            for label in schema.choices(layer):
                menu.addAction(self.actions_[label_action_id(layer, label.name)])
        self.addActions(list(self.actions_.label_actions.values()))
        self.pane.view.set_schema(schema)

    def _on_schema_changed(self) -> None:
        if self.session.project is not None:
            self.show_schema()
            self.session.read_again()

    def _on_hiding_changed(self) -> None:
        project = self.session.project
        self.labels.set_hidden(project.hidden_labels() if project is not None else frozenset())

    def _on_drawing_changed(self) -> None:
        """Show the label that new spans get, and whether drags make them."""
        drawing = self.session.drawing
        self.actions_["span.draw"].setChecked(drawing.is_on)
        self.labels.set_active(drawing.active)
        self.status.set_pen(drawing.label if drawing.has_pen else None)
        self._refresh_state()

    def _on_keys_changed(self) -> None:
        """Show the keys that hold now wherever keys are shown."""
        self.labels.set_keys(lambda label: self.label_keys(label.layer, label.name))
        self.focus_panel.set_keys(self.actions_.key_of)
        self._on_focus_changed()

    def _on_project_closed(self) -> None:
        self.name("", "")
        self.actions_.set_schema(None)
        self.labels.set_schema(None, lambda _: "")
        self._on_drawing_changed()
        self.spans.set_desk(None, None)
        self.articles.set_rows(())
        self.status.set_save_status(None)
        self._refresh_all()

    def _on_article_opened(self) -> None:
        project, desk = self.session.project, self.session.desk
        if project is None or desk is None:
            return
        self.articles.set_current(desk.article.id)
        self.spans.set_desk(desk, project.schema, is_read_only=project.is_read_only)
        self.spans.set_misaligned(self.pane.misaligned)
        self._count()
        # What is in focus is told next.
        self._refresh_page()
        self.flows.restore_place()
        from gui.keyboard import is_typed_in

        if not is_typed_in(QApplication.focusWidget()):
            self.pane.view.setFocus()

    def _on_article_list_changed(self) -> None:
        project = self.session.project
        self.articles.set_rows(project.article_rows(with_removed=True) if project else ())
        self._refresh_all()

    def take_new_articles(self) -> None:
        """Show the articles that came in behind the others."""
        project, model = self.session.project, self.articles.model
        if project is not None:
            is_first = not model.total
            model.add_rows(project.article_rows(after=model.last_number))
            if is_first:
                self._refresh_all()

    def _on_changed(self, changes: Changes) -> None:
        desk = self.session.desk
        if desk is None or changes.article_id != desk.article.id:
            return
        self.spans.refresh(desk, changes)
        # Counting goes over every span: in a very long article it waits for a pause.
        if len(desk.spans) + len(desk.suggestions) > _MANY:
            self._counting.start()
        else:
            self._count()
        self.articles.model.update_article(
            desk.article.id, state=desk.annotations.state, spans=len(desk.spans)
        )
        if changes.is_state_changed and self.articles.model.is_all_done:
            self.flows.say_all_done()
        touched = changes.span_ids | changes.suggestion_ids
        has_ties = bool(changes.frame_ids or changes.chain_ids or changes.relation_ids)
        if self.session.focus_id in touched or changes.is_tokens_changed or has_ties:
            self._on_focus_changed()
        else:
            self._refresh_state()

    def _count(self) -> None:
        desk = self.session.desk
        self.labels.set_desk(desk)
        self._open_count = desk.open_count if desk is not None else 0
        self._refresh_state()

    def _on_focus_changed(self) -> None:
        from gui import hints

        project, desk, item = self.session.project, self.session.desk, self.session.focused
        self.spans.set_focus(self.session.focus_id)
        if project is None or desk is None or item is None:
            self.focus_panel.show_nothing(
                hints.nothing_in_focus(self.session, self.actions_.key_of, left=self._open_count)
            )
        else:
            self.focus_panel.show_item(item, desk, project.schema, self.label_keys)
        self._refresh_state()

    def label_keys(self, layer: Layer, name: str) -> str:
        """The keys that give a label, as the desktop writes them."""
        from gui.actions import label_action_id

        action_id = label_action_id(layer, name)
        return self.actions_.key_of(action_id) if action_id in self.actions_.label_actions else ""

    # -- state -------------------------------------------------------------------------------------

    def _refresh_all(self) -> None:
        self._refresh_page()
        self._on_focus_changed()

    def _refresh_page(self) -> None:
        self._show_page()
        self.frame_view.mark()
        project, desk = self.session.project, self.session.desk
        if project is not None:
            self.name(project.name, desk.article.title if desk else "")
        self.tool_bar.setVisible(project is not None and not self.is_text_only)

    def _show_page(self) -> None:
        from gui import hints

        project, desk = self.session.project, self.session.desk
        for dock in self._docks.values():
            dock.setEnabled(project is not None)
        self._hide_docks_of_nothing(is_nothing=project is None)
        if project is None:
            self.welcome.set_recent(self._state.recent_projects())
            self._stack.setCurrentWidget(self.welcome)
        elif desk is None:
            count, key_of = self.articles.model.total, self.actions_.key_of
            self.notice.show_notice(hints.notice(self.session, key_of, articles=count))
            self._stack.setCurrentWidget(self.notice)
        else:
            self._stack.setCurrentWidget(self.pane)

    def _refresh_state(self, *_: object) -> None:
        from gui import hints

        is_finding = bool(self.pane.find_bar.hits)
        self.actions_.set_state(hints.needs_met(self.session, is_finding=is_finding))
        hint = hints.hint(self.session, self.actions_.key_of, left=self._open_count)
        self.status.set_hint(self.frames.hint or hint)
        self.status.set_left(hints.what_is_left(self.session, left=self._open_count))

    def _on_progress_changed(self) -> None:
        progress = self.flows.progress
        self.status.set_suggester(progress.text)
        self.status.set_progress(progress.fraction, can_cancel=progress.fraction is not None)
        if self.session.focused is None:
            self._on_focus_changed()

    # -- docks and modes ---------------------------------------------------------------------------

    @property
    def is_text_only(self) -> bool:
        """Whether everything but the article is hidden."""
        return bool(self._text_only)

    def toggle_text_only(self) -> None:
        """Hide everything but the article, or bring it back."""
        if not self.is_text_only:
            parts: list[QWidget] = [*self._docks.values(), self.tool_bar, self.menuBar()]
            self._text_only = {part: not part.isHidden() for part in parts}
            for part in parts:
                part.hide()
        else:
            before, self._text_only = self._text_only, {}
            for part, was_shown in before.items():
                part.setVisible(was_shown)
        self.actions_["view.text_only"].setChecked(self.is_text_only)

    def toggle_dock(self, name: str) -> None:
        """Show or hide a panel by its name."""
        dock = self._docks[name]
        dock.setVisible(dock.isHidden())

    def show_dock(self, name: str) -> None:
        """Show a panel by its name, and bring it to the front."""
        self._docks[name].show()
        self._docks[name].raise_()

    def filter_articles(self) -> None:
        """Give the keyboard to the filter of the article list."""
        self._docks["articles"].show()
        self.articles.focus_filter()

    def focus_next_pane(self) -> None:
        """Give the keyboard to the next panel that is shown."""
        table = self.events.panel
        panels: list[tuple[QWidget, Callable[[], object]]] = [
            *([(table, table.focus_table)] if table is not None else []),
            *self.frames.stops,
            (self.labels, self.labels.focus_list),
            (self.spans, self.spans.focus_list),
            (self.articles, self.articles.focus_list),
        ]
        stops: list[tuple[QWidget, Callable[[], object]]] = [
            (self.pane, self.pane.view.setFocus),
            *(stop for stop in panels if stop[0].isVisible()),
        ]
        focused = QApplication.focusWidget()
        here = next(
            (
                place
                for place, (panel, _) in enumerate(stops)
                if focused is not None and (panel is focused or panel.isAncestorOf(focused))
            ),
            -1,
        )
        stops[(here + 1) % len(stops)][1]()

    def _hide_docks_of_nothing(self, *, is_nothing: bool) -> None:
        """Without a project the welcome page has the window to itself."""
        if is_nothing == bool(self._parked):
            return
        if is_nothing:
            self._parked = {dock: not dock.isHidden() for dock in self._docks.values()}
            for dock in self._docks.values():
                dock.hide()
        else:
            parked, self._parked = self._parked, {}
            for dock, was_shown in parked.items():
                dock.setVisible(was_shown and not self.is_text_only)
            if self._state.layout.isEmpty() or self._state.is_of_other_words:
                self._arrange_docks()

    def _on_dock_changed(self) -> None:
        for name, dock in self._docks.items():
            self.actions_[f"view.{name}"].setChecked(not dock.isHidden())

    def _on_appearance_changed(self) -> None:
        self.appearance.dress(self)

    def _on_recent_menu(self) -> None:
        self._menus.recent.clear()
        for path in self._state.recent_projects():
            action = self._menus.recent.addAction(path.stem.replace("&", "&&"))
            action.setStatusTip(str(path))
            action.triggered.connect(lambda _=False, path=path: self.flows.open_path(str(path)))
        if self._menus.recent.isEmpty():
            self._menus.recent.addAction(self.tr("No recent projects")).setEnabled(False)

    def _on_context_menu(self, item_id: str, place: QPoint) -> None:
        if item_id:
            self.session.focus(item_id)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        from gui.furniture import fill_context_menu

        fill_context_menu(menu, self.actions_, has_event=self.frames.has_event_here)
        menu.popup(place)

    # -- Qt ----------------------------------------------------------------------------------------

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the banner at the foot of the centre."""
        if event.type() == QEvent.Type.Resize and watched is self.centre:
            self.banner.fit()
        return super().eventFilter(watched, event)

    @override
    def event(self, event: QEvent) -> bool:
        """Leave keys to a field that is typed in, and moving keys to panels.

        A shortcut override that no child took arrives here; accepting it makes the key go to the
        focus widget instead of an action.
        """
        if self.is_furnished and isinstance(event, QKeyEvent) and event.type() == _OVERRIDE:
            focused = QApplication.focusWidget()
            from gui.keyboard import belongs_to_focus

            is_elsewhere = focused is not None and focused not in (self, self.pane.view)
            if focused is not None and is_elsewhere and belongs_to_focus(event, focused):
                event.accept()
                return True
        return super().event(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()
            self._drop_note.setGeometry(self._stack.rect())
            self._drop_note.raise_()
            self._drop_note.show()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop_note.hide()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._drop_note.hide()
        event.acceptProposedAction()
        self.exchange.drop(event.mimeData())

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.is_furnished:
            return
        if not self.flows.may_close():
            event.ignore()
            return
        if self.is_text_only:
            self.toggle_text_only()
        self._hide_docks_of_nothing(is_nothing=False)
        if self._stack.currentWidget() is self.pane:
            place = self.pane.view.mapTo(self, QPoint(0, 0))
            self._state.keep_article_rect(QRect(place, self.pane.view.size()))
        self._state.keep_window(self.saveGeometry(), self.saveState(self._state.layout_version))
        event.accept()
