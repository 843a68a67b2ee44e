"""Hands, keys, panel and strip of the open frame, kept in step with the session."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu

from annotate.frames.roles import RoleSlot, role_slots
from annotate.frames.sheet import SheetFiller, words_of
from annotate.spans import Layer, Span
from annotate.suggestions import Suggestion
from gui.frames.cells import cells_of, heading_of, hint_of
from gui.frames.hands import FrameHands
from gui.frames.keys import FrameKeys
from gui.frames.walks import FrameWalks
from gui.models.frame_lines import lines_of
from gui.panels.frame_panel import FramePanel
from gui.panels.frame_strip import CellState, FrameStrip
from gui.text.accessible import announce

if TYPE_CHECKING:
    from annotate.schema.label_schema import LabelSchema
    from gui.main_window import MainWindow

_MOST_RELATIONS = 12
"""So many are in the menu; the others are found by name."""


class FrameDesk(QObject):
    """What a frame is worked on with; made once, when it is first needed."""

    def __init__(self, window: MainWindow) -> None:
        """Put panel and strip into the window."""
        super().__init__(window)
        self._window = window
        self._session = window.session
        self.hands = FrameHands(window.session, self)
        self.walks = FrameWalks(window.session, self.hands)
        self.keys = FrameKeys(
            self.hands,
            window.pane.view,
            has_selection=lambda: window.session.selection is not None,
            is_command=window.frames.is_command,
        )
        self._has_stepped = False
        self._spoken = ""
        self._revealed: tuple[str, tuple[int, int] | None] = ("", None)
        self.panel = FramePanel(window.appearance)
        self.strip = FrameStrip(window.appearance)
        self.keys.watch_beside(self.panel.list)
        window.focus_panel.set_frame_panel(self.panel)
        window.pane.set_foot(self.strip)
        self._connect()

    @property
    def hint(self) -> str:
        """What the keys do now."""
        return hint_of(self.hands, self._window.actions_.key_of)

    def show(self) -> None:
        """Bring panel and strip up to date."""
        self._show_panel()
        self._show_strip()
        self._reveal()

    def show_soon(self) -> None:
        """Bring panel and strip up to date, for whoever cannot have heard of the change yet."""
        if self.panel.isHidden() and self.strip.isHidden():
            self.show()

    def ask_role(self, source_id: str, target_id: str, place: QPoint) -> None:
        """A line was drawn from a span to another: ask for the role, allowed ones first."""
        menu = self.menu_for(source_id, target_id)
        if menu is not None:
            menu.popup(place)

    def menu_for(self, source_id: str, target_id: str) -> QMenu | None:
        """What a line between two spans may mean; None when it can mean nothing."""
        desk, schema = self._session.desk, self.hands.schema
        source = desk.item(source_id) if desk is not None else None
        target = desk.item(target_id) if desk is not None else None
        if desk is None or schema is None or source is None or target is None:
            return None
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if source.layer is Layer.EVENT:
            frame = self.hands.frame_of(source_id)
            self._add_roles(menu, role_slots(schema, source.label, frame), source, target)
        if source.layer is target.layer:
            if not menu.isEmpty():
                menu.addSeparator()
            text = self.tr("Names the same as “{words}”")
            words = words_of(desk, target.start, target.end)
            action = menu.addAction(_shown(text.format(words=words)))
            action.triggered.connect(lambda: self.walks.join(source_id, target_id))
            if source.layer is Layer.ENTITY:
                menu.addSeparator()
                self._add_relations(menu, schema, source, target)
        if menu.isEmpty():
            menu.deleteLater()
            return None
        return menu

    def _add_roles(
        self,
        menu: QMenu,
        slots: tuple[RoleSlot, ...],
        source: Span | Suggestion,
        target: Span | Suggestion,
    ) -> None:
        allowed = [slot for slot in slots if slot.role.takes(target.layer, target.label)]
        others = [slot for slot in slots if slot not in allowed]
        for group in (allowed, others):
            for slot in group:
                text = _shown(slot.role.title or slot.role.name)
                action = menu.addAction(f"{text}\t{slot.key}" if slot.key else text)
                action.triggered.connect(partial(self.hands.join, source.id, target.id, slot.role))
            if group and group is allowed and others:
                menu.addSeparator()

    def _add_relations(
        self,
        menu: QMenu,
        schema: LabelSchema,
        source: Span | Suggestion,
        target: Span | Suggestion,
    ) -> None:
        from annotate.relations.verbs import fitting

        join = self._window.relations.join
        for label in fitting(schema, source, target)[:_MOST_RELATIONS]:
            action = menu.addAction(_shown(label.title or label.name))
            action.triggered.connect(partial(join, source.id, target.id, label.name))
        action = menu.addAction(self.tr("Another relation…"))
        action.triggered.connect(partial(join, source.id, target.id, ""))

    # -- within ------------------------------------------------------------------------------------

    def _connect(self) -> None:
        session, hands, panel, strip = self._session, self.hands, self.panel, self.strip
        session.frame_focus.changed.connect(self.show)
        session.changed.connect(lambda _: self.show())
        session.focus_changed.connect(self._on_focus_moved)
        session.undo_stack.indexChanged.connect(self._on_step)
        hands.told.connect(self._window.banner.say_here)
        for chosen in (panel.role_chosen, panel.attribute_chosen, panel.filler_chosen):
            chosen.connect(self._to_text)
        panel.role_chosen.connect(hands.begin)
        panel.attribute_chosen.connect(hands.give)
        panel.filler_chosen.connect(hands.select_filler)
        panel.taken_out.connect(self._on_taken_out)
        panel.accepted.connect(lambda filler: hands.verdicts.accept_part(filler.part))
        panel.closed.connect(session.frame_focus.close)
        strip.cell_clicked.connect(self._on_cell)
        strip.value_given.connect(self._on_value)
        strip.left.connect(self._on_field_left)

    def _on_step(self) -> None:
        """A step was made, taken back or made again: where the focus goes now is of no choice."""
        if self.hands.frame is not None:
            self._has_stepped = True
            QTimer.singleShot(0, self, self._forget_step)

    def _forget_step(self) -> None:
        self._has_stepped = False

    def _on_focus_moved(self) -> None:
        """The open frame holds the focus through its steps; what is chosen elsewhere closes it."""
        frame, focus_id = self.hands.frame, self._session.focus_id
        if frame is None or self._session.frame_focus.purpose or focus_id in frame.span_ids:
            if frame is not None and self._has_stepped:
                self.hands.hold_focus()
            return
        if self._has_stepped:
            self.hands.hold_focus()
        elif focus_id is not None:
            self._session.frame_focus.close()

    def _show_panel(self) -> None:
        sheet, schema, focus = self.hands.sheet, self.hands.schema, self._session.frame_focus
        if sheet is None or schema is None:
            self.panel.hide()
            self._window.focus_panel.show_frame(is_shown=False)
            return
        selected = next(
            (
                item
                for item in sheet.fillers
                if (item.argument is not None and item.argument == focus.argument)
                or (item.part is not None and item.part == focus.part)
            ),
            None,
        )
        lines = lines_of(sheet, in_hand=focus.role or focus.attribute, selected=selected)
        self.panel.show_sheet(sheet, schema, lines)
        self.panel.show()
        self._window.focus_panel.show_frame(is_shown=True)

    def _show_strip(self) -> None:
        if not self._session.frame_focus.is_busy:
            if self.strip.isVisible() and self.strip.isAncestorOf(self._window.focusWidget()):
                self._window.pane.view.setFocus()
            self.strip.hide()
            self._window.banner.lift(0)
            return
        attribute = self.hands.attribute
        value: str | None = None
        if attribute is not None and attribute.is_free:
            frame = self.hands.frame
            value = dict(frame.attributes).get(attribute.name, "") if frame is not None else ""
        elif not self.strip.field.isHidden():
            self._window.pane.view.setFocus()
        cells, heading = cells_of(self.hands, self._window.actions_.key_of), heading_of(self.hands)
        self.strip.show_cells(heading, cells, value=value)
        self._window.banner.lift(self.strip.sizeHint().height())
        self._say(
            heading, next((cell.text for cell in cells if cell.state is CellState.CHOSEN), "")
        )

    def _reveal(self) -> None:
        """Bring into sight what the next key is about; afterwards the trigger again."""
        desk, focus, frame = self._session.desk, self._session.frame_focus, self.hands.frame
        stretch: tuple[int, int] | None = None
        if focus.part is not None:
            stretch = focus.part.start, focus.part.end
        elif desk is not None and (focus.candidate or focus.argument is not None):
            item = desk.item(focus.candidate or (focus.argument.span_id if focus.argument else ""))
            stretch = (item.start, item.end) if item is not None else None
        shown, view = (focus.frame_id, stretch), self._window.pane.view
        if shown == self._revealed:
            return
        self._revealed = shown
        trigger = desk.spans.get(frame.trigger_id) if desk is not None and frame else None
        self._window.pane.fit_foot()
        if stretch is not None:
            view.reveal(*stretch)
        elif trigger is not None:
            view.reveal(trigger.start, trigger.end)

    def _say(self, heading: str, chosen: str) -> None:
        """Tell assistive technology what Enter would take, once."""
        spoken = f"{heading} {chosen}".strip()
        if spoken != self._spoken:
            self._spoken = spoken
            announce(self._window.pane.view, spoken)

    def _to_text(self) -> None:
        """The keyboard goes back to the text: the next key is about the frame."""
        self._window.pane.view.setFocus()

    def _on_taken_out(self, what: object) -> None:
        focus = self._session.frame_focus
        if isinstance(what, SheetFiller):
            self.hands.select_filler(what)
            self.hands.take_out()
        else:
            focus.give_attribute(str(what))
            self.hands.set_value("")

    def _on_cell(self, cell_id: str) -> None:
        kind, _, name = cell_id.partition(" ")
        match kind:
            case "role":
                self.hands.begin(name)
            case "attribute":
                self.hands.give(name)
            case "candidate":
                self.hands.focus.choose(name)
                self.hands.confirm()
            case "value":
                self.hands.pick(int(name))
            case "accept":
                self.hands.verdicts.accept_here()
            case _:
                pass

    def _on_value(self, value: str) -> None:
        self._to_text()
        self.hands.set_value(value)

    def _on_field_left(self) -> None:
        self._to_text()
        self.hands.leave()


def _shown(text: str) -> str:
    return text.replace("&", "&&")
