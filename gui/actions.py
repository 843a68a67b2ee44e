"""The one table of actions: menus, tool bar, command palette and shortcut sheet are built from it.

`slot` is "TARGET.METHOD"; the targets are handed to `ActionSet`. Ctrl+digit gives event labels,
so the zoom goes back to normal with Ctrl+Alt+0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QT_TRANSLATE_NOOP as MARK  # noqa: N811 - marks a text for translators
from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from annotate.schema import Label, LabelSchema
from annotate.spans import Layer
from gui.icons import icon


class Need(Enum):
    """What must be there for an action to do anything."""

    PROJECT = auto()
    WRITABLE = auto()
    ARTICLE = auto()
    FOCUS = auto()
    SUGGESTION = auto()
    GOLD = auto()
    STRETCH = auto()  # a selection or a focus
    OPEN_SUGGESTIONS = auto()
    UNDO = auto()
    REDO = auto()
    FINDING = auto()
    SUGGESTER = auto()


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action: what it is called, its keys (portable), where it stands and what it calls."""

    id: str
    menu: str
    text: str
    slot: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    needs: frozenset[Need] = frozenset()
    tip: str = ""
    group: int = 0
    is_checkable: bool = False
    button: int = 0
    """Place in the tool bar from the left; 0 is none."""


MENUS = (
    MARK("Menus", "&File"),
    MARK("Menus", "&Edit"),
    MARK("Menus", "&Article"),
    MARK("Menus", "&Span"),
    MARK("Menus", "S&uggest"),
    MARK("Menus", "&View"),
    MARK("Menus", "&Help"),
)
FILE, EDIT, ARTICLE, SPAN, SUGGEST, VIEW, HELP = MENUS

_PROJECT = frozenset({Need.PROJECT})
_CHANGE = frozenset({Need.PROJECT, Need.WRITABLE})
_ARTICLE = frozenset({Need.PROJECT, Need.ARTICLE})
_ANNOTATE = frozenset({Need.PROJECT, Need.ARTICLE, Need.WRITABLE})
_FOCUS = _ANNOTATE | {Need.FOCUS}
_SUGGESTION = _ANNOTATE | {Need.SUGGESTION}
_GOLD = _ANNOTATE | {Need.GOLD}

ACTIONS: tuple[ActionSpec, ...] = (
    # --- File
    ActionSpec(
        "project.new",
        FILE,
        MARK("Actions", "&New project…"),
        "flows.new_project",
        ("Ctrl+N",),
        "new",
        tip=MARK("Actions", "Make a project file and bring articles in"),
    ),
    ActionSpec(
        "project.open",
        FILE,
        MARK("Actions", "&Open project…"),
        "flows.open_project",
        ("Ctrl+O",),
        "open",
        tip=MARK("Actions", "Open a .spandesk file"),
        button=1,
    ),
    ActionSpec(
        "project.sample",
        FILE,
        MARK("Actions", "Open the &sample project"),
        "session.open_sample",
        icon="sample",
        tip=MARK("Actions", "A few articles to try everything on"),
    ),
    ActionSpec(
        "project.close",
        FILE,
        MARK("Actions", "&Close project"),
        "session.close_project",
        ("Ctrl+W",),
        "close",
        _PROJECT,
        MARK("Actions", "Back to the welcome page; everything is saved"),
    ),
    ActionSpec(
        "project.import_files",
        FILE,
        MARK("Actions", "&Import files…"),
        "flows.import_files",
        ("Ctrl+I",),
        "import",
        _CHANGE,
        MARK("Actions", "Text, Markdown, HTML pages and JSONL become articles"),
        group=1,
        button=2,
    ),
    ActionSpec(
        "project.import_folder",
        FILE,
        MARK("Actions", "Import a &folder…"),
        "flows.import_folder",
        ("Ctrl+Shift+I",),
        "folder",
        _CHANGE,
        MARK("Actions", "Every readable file of a folder becomes an article"),
        group=1,
    ),
    ActionSpec(
        "project.paste",
        FILE,
        MARK("Actions", "&Paste an article…"),
        "flows.paste_article",
        ("Ctrl+V",),
        "paste",
        _CHANGE,
        MARK("Actions", "Make an article of the text or page in the clipboard"),
        group=1,
    ),
    ActionSpec(
        "project.export",
        FILE,
        MARK("Actions", "&Export spaCy training data…"),
        "flows.export_spacy",
        ("Ctrl+E",),
        "export",
        _PROJECT,
        MARK("Actions", "Write train, dev and test data with a config that trains"),
        group=2,
        button=3,
    ),
    ActionSpec(
        "project.statistics",
        FILE,
        MARK("Actions", "Project s&tatistics…"),
        "flows.show_statistics",
        (),
        "statistics",
        _PROJECT,
        MARK("Actions", "Articles by state, spans by label"),
        group=2,
    ),
    ActionSpec(
        "app.preferences",
        FILE,
        MARK("Actions", "P&references…"),
        "flows.show_preferences",
        ("Ctrl+,",),
        "settings",
        tip=MARK("Actions", "Theme, fonts, name of the annotator"),
        group=3,
    ),
    ActionSpec(
        "app.quit",
        FILE,
        MARK("Actions", "&Quit"),
        "window.close",
        ("Ctrl+Q",),
        "quit",
        tip=MARK("Actions", "Leave; every correction is already saved"),
        group=3,
    ),
    # --- Edit
    ActionSpec(
        "edit.undo",
        EDIT,
        MARK("Actions", "&Undo"),
        "session.undo",
        ("Ctrl+Z",),
        "undo",
        frozenset({Need.UNDO}),
        MARK("Actions", "Take the last correction back"),
        button=11,
    ),
    ActionSpec(
        "edit.redo",
        EDIT,
        MARK("Actions", "&Redo"),
        "session.redo",
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        "redo",
        frozenset({Need.REDO}),
        MARK("Actions", "Make the correction again"),
        button=12,
    ),
    ActionSpec(
        "edit.copy",
        EDIT,
        MARK("Actions", "&Copy"),
        "pane.copy",
        ("Ctrl+C",),
        "copy",
        _ARTICLE,
        MARK("Actions", "Copy the selected text"),
        group=1,
    ),
    ActionSpec(
        "edit.find",
        EDIT,
        MARK("Actions", "&Find in article"),
        "pane.find",
        ("Ctrl+F",),
        "search",
        _ARTICLE,
        MARK("Actions", "Mark every place of a word in the article"),
        group=2,
        button=41,
    ),
    ActionSpec(
        "edit.find_next",
        EDIT,
        MARK("Actions", "Find &next"),
        "pane.find_next",
        ("Ctrl+G", "F3"),
        "down",
        frozenset({Need.FINDING}),
        MARK("Actions", "Go to the next place"),
        group=2,
    ),
    ActionSpec(
        "edit.find_previous",
        EDIT,
        MARK("Actions", "Find &previous"),
        "pane.find_previous",
        ("Ctrl+Shift+G", "Shift+F3"),
        "up",
        frozenset({Need.FINDING}),
        MARK("Actions", "Go to the place before"),
        group=2,
    ),
    # --- Article
    ActionSpec(
        "article.previous",
        ARTICLE,
        MARK("Actions", "&Previous article"),
        "session.previous_article",
        ("Shift+PgUp",),
        "previous",
        _PROJECT,
        MARK("Actions", "Open the article before this one"),
        button=21,
    ),
    ActionSpec(
        "article.next",
        ARTICLE,
        MARK("Actions", "&Next article"),
        "session.next_article",
        ("Shift+PgDown",),
        "next",
        _PROJECT,
        MARK("Actions", "Open the article after this one"),
        button=22,
    ),
    ActionSpec(
        "article.goto",
        ARTICLE,
        MARK("Actions", "&Go to article…"),
        "flows.go_to_article",
        ("Ctrl+L",),
        "goto",
        _PROJECT,
        MARK("Actions", "Find an article by number or title"),
    ),
    ActionSpec(
        "article.finish",
        ARTICLE,
        MARK("Actions", "&Done, next article"),
        "session.finish_and_next",
        ("Ctrl+Return", "Ctrl+Enter"),
        "done-next",
        _ANNOTATE,
        MARK("Actions", "Mark this article done and open the next one that is not"),
        group=1,
        button=51,
    ),
    ActionSpec(
        "article.done",
        ARTICLE,
        MARK("Actions", "&Mark as done"),
        "flows.mark_done",
        ("Ctrl+Shift+Return",),
        "done",
        _ANNOTATE,
        MARK("Actions", "Mark this article done and stay"),
        group=1,
    ),
    ActionSpec(
        "article.skip",
        ARTICLE,
        MARK("Actions", "Mark as &skipped"),
        "flows.mark_skipped",
        (),
        "state-skipped",
        _ANNOTATE,
        MARK("Actions", "Leave this article out"),
        group=1,
    ),
    ActionSpec(
        "article.reopen",
        ARTICLE,
        MARK("Actions", "Mark as &in progress"),
        "flows.mark_in_progress",
        (),
        "state-open",
        _ANNOTATE,
        MARK("Actions", "Take done or skipped back"),
        group=1,
    ),
    # --- Span
    ActionSpec(
        "span.accept",
        SPAN,
        MARK("Actions", "&Accept suggestion"),
        "session.accept",
        ("A",),
        "accept",
        _SUGGESTION,
        MARK("Actions", "The suggestion in focus becomes gold"),
    ),
    ActionSpec(
        "span.reject",
        SPAN,
        MARK("Actions", "Re&ject suggestion"),
        "session.reject",
        ("X",),
        "reject",
        _SUGGESTION,
        MARK("Actions", "The suggestion in focus is wrong; it will not come back"),
    ),
    ActionSpec(
        "span.skip",
        SPAN,
        MARK("Actions", "S&kip suggestion"),
        "session.skip",
        ("Space",),
        "skip",
        _SUGGESTION,
        MARK("Actions", "Leave the suggestion in focus open and go on"),
    ),
    ActionSpec(
        "span.next",
        SPAN,
        MARK("Actions", "&Next suggestion"),
        "session.focus_next",
        ("Tab",),
        "down",
        _ARTICLE,
        MARK("Actions", "Focus the next open suggestion"),
        group=1,
    ),
    ActionSpec(
        "span.previous",
        SPAN,
        MARK("Actions", "&Previous suggestion"),
        "session.focus_previous",
        ("Shift+Tab",),
        "up",
        _ARTICLE,
        MARK("Actions", "Focus the open suggestion before"),
        group=1,
    ),
    ActionSpec(
        "span.create",
        SPAN,
        MARK("Actions", "&Create or confirm"),
        "pane.create_or_confirm",
        ("Return", "Enter"),
        "create",
        _ANNOTATE | {Need.STRETCH},
        MARK("Actions", "Make a span of the selection, or accept what is in focus"),
        group=2,
    ),
    ActionSpec(
        "span.label",
        SPAN,
        MARK("Actions", "Give a &label…"),
        "flows.search_label",
        ("/",),
        "label",
        _ANNOTATE | {Need.STRETCH},
        MARK("Actions", "Search a label by name; shows its guideline"),
        group=2,
    ),
    ActionSpec(
        "span.delete",
        SPAN,
        MARK("Actions", "&Delete span"),
        "session.delete",
        ("Del",),
        "delete",
        _FOCUS,
        MARK("Actions", "Remove the span in focus; a suggestion is rejected"),
        group=2,
    ),
    ActionSpec(
        "span.clear",
        SPAN,
        MARK("Actions", "Clear selection and &focus"),
        "pane.clear",
        ("Esc",),
        "focus",
        _ARTICLE,
        MARK("Actions", "Select and focus nothing"),
        group=2,
    ),
    ActionSpec(
        "span.start_left",
        SPAN,
        MARK("Actions", "Start one token to the left"),
        "flows.start_left",
        ("Alt+Left",),
        "boundary-start",
        _FOCUS,
        MARK("Actions", "Move the start of the span in focus"),
        group=3,
    ),
    ActionSpec(
        "span.start_right",
        SPAN,
        MARK("Actions", "Start one token to the right"),
        "flows.start_right",
        ("Alt+Right",),
        "",
        _FOCUS,
        MARK("Actions", "Move the start of the span in focus"),
        group=3,
    ),
    ActionSpec(
        "span.end_left",
        SPAN,
        MARK("Actions", "End one token to the left"),
        "flows.end_left",
        ("Alt+Up",),
        "",
        _FOCUS,
        MARK("Actions", "Move the end of the span in focus"),
        group=3,
    ),
    ActionSpec(
        "span.end_right",
        SPAN,
        MARK("Actions", "End one token to the right"),
        "flows.end_right",
        ("Alt+Down",),
        "boundary-end",
        _FOCUS,
        MARK("Actions", "Move the end of the span in focus"),
        group=3,
    ),
    ActionSpec(
        "span.start_left_character",
        SPAN,
        MARK("Actions", "Start one character to the left"),
        "flows.start_left_character",
        ("Alt+Shift+Left",),
        "",
        _FOCUS,
        MARK("Actions", "Move the start of the span in focus"),
        group=4,
    ),
    ActionSpec(
        "span.start_right_character",
        SPAN,
        MARK("Actions", "Start one character to the right"),
        "flows.start_right_character",
        ("Alt+Shift+Right",),
        "",
        _FOCUS,
        MARK("Actions", "Move the start of the span in focus"),
        group=4,
    ),
    ActionSpec(
        "span.end_left_character",
        SPAN,
        MARK("Actions", "End one character to the left"),
        "flows.end_left_character",
        ("Alt+Shift+Up",),
        "",
        _FOCUS,
        MARK("Actions", "Move the end of the span in focus"),
        group=4,
    ),
    ActionSpec(
        "span.end_right_character",
        SPAN,
        MARK("Actions", "End one character to the right"),
        "flows.end_right_character",
        ("Alt+Shift+Down",),
        "",
        _FOCUS,
        MARK("Actions", "Move the end of the span in focus"),
        group=4,
    ),
    # --- Suggest
    ActionSpec(
        "suggest.current",
        SUGGEST,
        MARK("Actions", "&Suggest for this article"),
        "session.suggest_current",
        ("F5",),
        "suggest",
        _ANNOTATE,
        MARK("Actions", "Run the suggesters on this article again"),
    ),
    ActionSpec(
        "suggest.all",
        SUGGEST,
        MARK("Actions", "Suggest for &all articles"),
        "session.suggest_all",
        (),
        "suggest",
        _CHANGE,
        MARK("Actions", "Run the suggesters on every article that has none yet"),
    ),
    ActionSpec(
        "suggest.accept_all",
        SUGGEST,
        MARK("Actions", "Accept a&ll of this article"),
        "flows.accept_all",
        ("Ctrl+Shift+A",),
        "accept-all",
        _ANNOTATE | {Need.OPEN_SUGGESTIONS},
        MARK("Actions", "Every open suggestion of this article becomes gold; one undo"),
        group=1,
        button=31,
    ),
    ActionSpec(
        "suggest.accept_above",
        SUGGEST,
        MARK("Actions", "Accept above a &score…"),
        "flows.accept_above",
        ("Ctrl+Alt+A",),
        "accept-all",
        _ANNOTATE | {Need.OPEN_SUGGESTIONS},
        MARK("Actions", "Choose the score; the count is shown before"),
        group=1,
    ),
    # --- View
    ActionSpec(
        "view.palette",
        VIEW,
        MARK("Actions", "&Command palette…"),
        "flows.show_palette",
        ("Ctrl+K", "Ctrl+Shift+P"),
        "palette",
        tip=MARK("Actions", "Find any command by a few letters"),
    ),
    ActionSpec(
        "view.text_only",
        VIEW,
        MARK("Actions", "&Text only"),
        "window.toggle_text_only",
        ("F11",),
        "full-text",
        tip=MARK("Actions", "Hide everything but the article"),
        group=1,
        is_checkable=True,
    ),
    ActionSpec(
        "view.articles",
        VIEW,
        MARK("Actions", "&Articles panel"),
        "window.toggle_articles",
        ("F7",),
        "articles",
        tip=MARK("Actions", "Show or hide the list of articles"),
        group=1,
        is_checkable=True,
    ),
    ActionSpec(
        "view.focus",
        VIEW,
        MARK("Actions", "&Focus panel"),
        "window.toggle_focus",
        ("F8",),
        "focus",
        tip=MARK("Actions", "Show or hide what is in focus"),
        group=1,
        is_checkable=True,
    ),
    ActionSpec(
        "view.labels",
        VIEW,
        MARK("Actions", "&Labels panel"),
        "window.toggle_labels",
        ("F9",),
        "label",
        tip=MARK("Actions", "Show or hide the label palette"),
        group=1,
        is_checkable=True,
    ),
    ActionSpec(
        "view.spans",
        VIEW,
        MARK("Actions", "&Spans panel"),
        "window.toggle_spans",
        ("F12",),
        "list",
        tip=MARK("Actions", "Show or hide the list of spans"),
        group=1,
        is_checkable=True,
    ),
    ActionSpec(
        "view.next_pane",
        VIEW,
        MARK("Actions", "Next pa&ne"),
        "window.focus_next_pane",
        ("F6",),
        "",
        tip=MARK("Actions", "Move the keyboard to the next panel; Esc comes back to the text"),
        group=1,
    ),
    ActionSpec(
        "view.zoom_in",
        VIEW,
        MARK("Actions", "Zoom text &in"),
        "pane.zoom_in",
        ("Ctrl+=", "Ctrl++"),
        "zoom-in",
        tip=MARK("Actions", "Larger article text"),
        group=2,
    ),
    ActionSpec(
        "view.zoom_out",
        VIEW,
        MARK("Actions", "Zoom text &out"),
        "pane.zoom_out",
        ("Ctrl+-",),
        "zoom-out",
        tip=MARK("Actions", "Smaller article text"),
        group=2,
    ),
    ActionSpec(
        "view.zoom_reset",
        VIEW,
        MARK("Actions", "&Normal text size"),
        "pane.zoom_reset",
        ("Ctrl+Alt+0",),
        "",
        tip=MARK("Actions", "Back to 100 %; Ctrl+0 is a label"),
        group=2,
    ),
    ActionSpec(
        "view.theme",
        VIEW,
        MARK("Actions", "Change t&heme"),
        "flows.next_theme",
        ("Ctrl+Shift+L",),
        "contrast",
        tip=MARK("Actions", "Light, dark, high contrast"),
        group=3,
        button=61,
    ),
    # --- Help
    ActionSpec(
        "help.shortcuts",
        HELP,
        MARK("Actions", "&Keyboard shortcuts"),
        "flows.show_shortcuts",
        ("F1",),
        "keyboard",
        tip=MARK("Actions", "Every key on one sheet"),
        button=62,
    ),
    ActionSpec(
        "help.guidelines",
        HELP,
        MARK("Actions", "Labels and &guidelines"),
        "flows.show_guidelines",
        ("H",),
        "guidelines",
        _PROJECT,
        MARK("Actions", "What each label means, with examples"),
    ),
    ActionSpec(
        "help.about",
        HELP,
        MARK("Actions", "&About Spandesk"),
        "flows.show_about",
        (),
        "info",
        tip=MARK("Actions", "Version, licences, folders"),
        group=1,
    ),
)


def _translated(context: str, text: str) -> str:
    return QCoreApplication.translate(context, text) if text else ""


def plain_text(text: str) -> str:
    """A menu text without its mnemonic sign and dots."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def menu_title(menu: str) -> str:
    """The title of a menu in the language of the window, with its mnemonic."""
    return _translated("Menus", menu)


def native_keys(keys: Iterable[str]) -> str:
    """Key sequences as the desktop writes them, joined by ", "."""
    return ", ".join(
        QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys
    )


def label_action_id(layer: Layer, name: str) -> str:
    """Id of the action that gives a label."""
    return f"label.{layer}.{name}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the command palette and of the shortcut sheet."""

    action: QAction
    id: str
    section: str
    text: str
    keys: str
    tip: str


class ActionSet(QObject):
    """The table as live `QAction`s, with one more action for each label of the schema."""

    labels_changed = Signal()

    def __init__(self, targets: Mapping[str, object], parent: QObject) -> None:
        """Build every action as a child of `parent`; `targets` are what slots name."""
        super().__init__(parent)
        self._targets = targets
        self._specs = {spec.id: spec for spec in ACTIONS}
        self._actions = {spec.id: self._build(spec, parent) for spec in ACTIONS}
        self._labels: dict[str, QAction] = {}
        self._label_keys: dict[str, str] = {}
        self._state: frozenset[Need] | None = None
        self.set_state(frozenset())

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions.get(action_id) or self._labels[action_id]

    def __iter__(self) -> Iterator[ActionSpec]:
        return iter(ACTIONS)

    @property
    def label_actions(self) -> Mapping[str, QAction]:
        """Actions that give a label, by id, in the order of the schema."""
        return self._labels

    @property
    def state(self) -> frozenset[Need]:
        """What is there at the moment."""
        return self._state or frozenset()

    def set_state(self, state: frozenset[Need]) -> None:
        """Enable exactly the actions whose needs are met."""
        if state == self._state:
            return
        self._state = state
        for action_id, spec in self._specs.items():
            self._actions[action_id].setEnabled(spec.needs <= state)
        can_label = _ANNOTATE | {Need.STRETCH} <= state
        for action in self._labels.values():
            action.setEnabled(can_label)

    def set_schema(self, schema: LabelSchema | None) -> None:
        """Make one action for each label; a key that another action has already is left out."""
        for action in self._labels.values():
            action.deleteLater()
        self._labels = {}
        taken = {
            QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
            for spec in ACTIONS
            for key in spec.keys
        }
        for label in schema.labels if schema is not None else ():
            action = self._build_label(label, taken)
            self._labels[label_action_id(label.layer, label.name)] = action
        state, self._state = self._state, None
        self.set_state(state or frozenset())
        self.labels_changed.emit()

    def keys_of(self, action_id: str) -> str:
        """The keys of an action as the desktop writes them; empty when it has none."""
        return ", ".join(
            keys.toString(QKeySequence.SequenceFormat.NativeText)
            for keys in self[action_id].shortcuts()
        )

    def entries(self) -> list[Entry]:
        """Every action, labels included, in the order of the menus."""
        result = [
            Entry(
                action=self._actions[spec.id],
                id=spec.id,
                section=plain_text(menu_title(spec.menu)),
                text=plain_text(self._actions[spec.id].text()),
                keys=self.keys_of(spec.id),
                tip=_translated("Actions", spec.tip),
            )
            for spec in ACTIONS
        ]
        section = _translated("Menus", MARK("Menus", "Labels"))
        result += [
            Entry(
                action=action,
                id=action_id,
                section=section,
                text=plain_text(action.text()),
                keys=self.keys_of(action_id),
                tip=action.statusTip(),
            )
            for action_id, action in self._labels.items()
        ]
        return result

    def _build(self, spec: ActionSpec, parent: QObject) -> QAction:
        action = QAction(_translated("Actions", spec.text), parent)
        action.setObjectName(spec.id)
        if spec.icon:
            action.setIcon(icon(spec.icon))
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setCheckable(spec.is_checkable)
        tip = _translated("Actions", spec.tip)
        action.setStatusTip(tip)
        keys = native_keys(spec.keys)
        name = plain_text(action.text())
        action.setToolTip(f"{name}  ({keys})" if keys else name)
        target, _, method = spec.slot.partition(".")
        slot = getattr(self._targets[target], method)
        if spec.is_checkable:
            action.triggered.connect(slot)
        else:
            action.triggered.connect(lambda _checked=False, slot=slot: slot())
        return action

    def _build_label(self, label: Label, taken: set[str]) -> QAction:
        parent = self.parent()
        action = QAction(label.name.replace("&", "&&"), parent)
        action.setObjectName(label_action_id(label.layer, label.name))
        key = QKeySequence(label.key).toString(QKeySequence.SequenceFormat.PortableText)
        if key and key not in taken:
            taken.add(key)
            action.setShortcut(QKeySequence(key))
        action.setStatusTip(label.title or label.guideline.partition("\n")[0])
        give = getattr(self._targets["session"], "give_label")  # noqa: B009 - targets are open
        action.triggered.connect(lambda _checked=False, label=label: give(label.layer, label.name))
        return action
