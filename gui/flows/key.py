"""Flows of the keyboard: which keys hold, how far Tab goes, and commands that other tools have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotate.errors import SettingsError
from gui.session import SaveState
from gui.words import counted

if TYPE_CHECKING:
    from annotate.settings import Settings
    from gui.keymap import KeyMap
    from gui.main_window import MainWindow

PRESET = "keys.preset"
OWN = "keys.own"
STOPS = "keys.stops_at_every_span"


class KeyFlows(QObject):
    """The target "keys" of the table of actions."""

    def __init__(self, window: MainWindow, settings: Settings) -> None:
        """Serve `window`; nothing is read before `restore`."""
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._settings = settings
        self._key_map: KeyMap | None = None
        self.stops_at_every_span = bool(settings.get(STOPS, default=False))
        self._caret_is_newer = False
        window.flows.preferences_changed.connect(self.restore)
        self._session.selection_changed.connect(lambda: self._note_place(is_caret=True))
        self._session.focus_changed.connect(lambda: self._note_place(is_caret=False))

    # -- which keys hold ---------------------------------------------------------------------------

    @property
    def key_map(self) -> KeyMap:
        """The keys that hold, for the labels of the open project."""
        if self._key_map is None:
            from gui.keymap import KeyMap

            self._key_map = KeyMap()
        project = self._session.project
        return self._key_map.with_schema(project.schema if project is not None else None)

    def restore(self) -> None:
        """Bring back the keys of last time; without any of one's own nothing is imported."""
        self._window.actions_["span.stops"].setChecked(self.stops_at_every_span)
        preset, own = self._settings.get(PRESET), self._settings.get(OWN)
        if preset or own or self._key_map is not None:
            from gui.keymap import KeyMap, load_own, load_preset

            key_map = KeyMap(load_preset(str(preset or "")), load_own(own))
            if key_map != self._key_map:
                self._hold(key_map)

    def set_key_map(self, key_map: KeyMap) -> None:
        """From now on these keys hold, and are kept for the next start."""
        from gui.keymap import DEFAULT_PRESET, dump_own

        name = key_map.preset.name
        self._keep(PRESET, name if name != DEFAULT_PRESET else None)
        self._keep(OWN, dump_own(key_map.own) or None)
        self._hold(key_map)

    def edit(self) -> None:
        """Show the key editor."""
        from gui.dialogs.key_editor import KeyEditor

        editor = KeyEditor(self.key_map, self._window.appearance, self._window)
        editor.changed.connect(self.set_key_map)
        editor.exec()
        editor.deleteLater()

    def _hold(self, key_map: KeyMap) -> None:
        self._key_map = key_map.with_schema(None)
        self._window.pane.view.set_motion_keys(key_map.motion_keys)
        self._window.actions_.set_keys(key_map)

    # -- how far Tab goes --------------------------------------------------------------------------

    def toggle_stops(self) -> None:
        """Let next and previous stop at every span, or at open suggestions only."""
        self.stops_at_every_span = not self.stops_at_every_span
        self._window.actions_["span.stops"].setChecked(self.stops_at_every_span)
        self._keep(STOPS, self.stops_at_every_span or None)
        self._window.banner.say(
            self.tr("Next and previous stop at every span now.")
            if self.stops_at_every_span
            else self.tr("Next and previous stop at open suggestions now.")
        )

    def next_stop(self, step: int = 1) -> None:
        """Focus the next (or previous, -1) stop, round at the end."""
        session = self._session
        if not self.stops_at_every_span:
            (session.focus_next if step > 0 else session.focus_previous)()
            return
        before = session.focus_id
        session.focus_next_item(step)
        if session.focus_id == before:
            self._focus_end(is_last=step < 0)

    def cycle(self) -> None:
        """Focus the next of the spans that lie over each other, where the hand was last.

        That is the caret, if it has moved since something was put in focus.
        """
        session, desk = self._session, self._session.desk
        stack = desk.stack_at(session.caret) if desk is not None and self._caret_is_newer else []
        if not stack:
            session.cycle_stack()
            return
        ids = [item.id for item in stack]
        place = ids.index(session.focus_id) + 1 if session.focus_id in ids else 0
        session.focus(ids[place % len(ids)])
        # Go on at the caret: the stack where the focus begins may be another one.
        self._caret_is_newer = True

    def _note_place(self, *, is_caret: bool) -> None:
        self._caret_is_newer = is_caret

    def first_item(self) -> None:
        """Focus the first span or suggestion of the article."""
        self._focus_end(is_last=False)

    def _focus_end(self, *, is_last: bool) -> None:
        desk = self._session.desk
        if desk is None:
            return
        beyond = len(desk.article.text) + 1
        indexes = (desk.spans, desk.suggestions)
        found = [
            item
            for index in indexes
            if (item := index.before(beyond, 0) if is_last else index.after(-1, -1)) is not None
        ]
        if found:
            chosen = (max if is_last else min)(found, key=lambda x: (x.start, -x.end, x.id))
            self._session.focus(chosen.id)

    # -- commands that other tools have ------------------------------------------------------------

    def go_to_end(self, place: int) -> None:
        """Open the first (0) or the last (-1) article of the list."""
        project = self._session.project
        ids = project.article_ids() if project is not None else []
        if ids:
            self._session.open_article(ids[place])

    def say_saved(self) -> None:
        """Wait until every step is durable and say so: hands press Ctrl+S by themselves."""
        self._session.settle()
        self._session.saving.look()
        if self._session.save_status.state is SaveState.LOST:
            self._window.safety.lost_file.tell()
        if self._session.save_status.state is SaveState.SAVED:
            self._window.banner.say(self.tr("Everything is saved. It is, after every correction."))

    def take_selection(self) -> None:
        """Give the span or suggestion in focus the boundaries of the selection."""
        session = self._session
        item, selection = session.focused, session.selection
        # Both may be too far apart for one page: what is about to change is what must be seen.
        if selection is not None and item is not None and session.is_in_sight(item.start, item.end):
            session.resize(item.id, *selection)
            session.set_selection(None, selection[1])

    def delete_all(self) -> None:
        """Remove every gold span of the article as one step."""
        from annotate import verbs
        from annotate.project import Why

        session, desk = self._session, self._session.desk
        if desk is None:
            return
        count = len(desk.spans)
        if session.push(verbs.remove_all(desk, hand=session.hand()), "delete all", why=Why.BULK):
            self._window.banner.say(
                counted(count, self.tr("1 span deleted."), self.tr("{count} spans deleted.")),
                button=self.tr("Undo"),
                help_with=session.undo,
                until=session.undo_stack.indexChanged,
                is_of_article=True,
            )

    # -- within ------------------------------------------------------------------------------------

    def _keep(self, name: str, value: str | list[str] | bool | None) -> None:  # noqa: FBT001 - a value
        try:
            self._settings.set(name, value)
        except SettingsError as error:
            self._window.flows.report(error)
