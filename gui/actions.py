"""Live actions from the one table: menus, tool bar, command palette and shortcut sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from annotate.errors import AnnotateError
from annotate.schema.label_schema import Label, LabelSchema
from annotate.spans import Layer
from gui.action_table import ACTIONS, ANNOTATE, MARK, ActionSpec, Need
from gui.icons import icon
from gui.label_keys import schema_keys
from gui.words import shown_keys

if TYPE_CHECKING:
    from gui.keymap import KeyMap


def _translated(context: str, text: str) -> str:
    return QCoreApplication.translate(context, text) if text else ""


def plain_text(text: str) -> str:
    """A menu text without its mnemonic sign and dots."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def menu_title(menu: str) -> str:
    """The title of a menu in the language of the window, with its mnemonic."""
    return _translated("Menus", menu)


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
    keys_changed = Signal()
    """Other keys hold now, for commands or labels."""
    failed = Signal(object)
    """`AnnotateError` of an action that could not be done."""

    def __init__(self, targets: Mapping[str, object], parent: QObject) -> None:
        """Build every action as a child of `parent`; `targets` are what slots name."""
        super().__init__(parent)
        self._targets = targets
        self._specs = {spec.id: spec for spec in ACTIONS}
        self._key_map: KeyMap | None = None
        self._schema: LabelSchema | None = None
        self._actions = {spec.id: self._build(spec, parent) for spec in ACTIONS}
        self._labels: dict[str, QAction] = {}
        self._state: frozenset[Need] | None = None
        # The first keys as they are shown: asked for some twenty times after every correction.
        self._first_keys: dict[str, str] = {}
        self.set_state(frozenset())

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions.get(action_id) or self._labels[action_id]

    def __iter__(self) -> Iterator[ActionSpec]:
        return iter(ACTIONS)

    @property
    def key_map(self) -> KeyMap | None:
        """The keys that were chosen; `None`: those of the table."""
        return self._key_map

    @property
    def targets(self) -> Mapping[str, object]:
        """What the slots of the table name, by the word ahead of the dot."""
        return self._targets

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
        can_label = ANNOTATE | {Need.STRETCH} <= state
        for action in self._labels.values():
            action.setEnabled(can_label)

    def set_schema(self, schema: LabelSchema | None) -> None:
        """Make one action for each label; a key that another action has already is left out."""
        for action in self._labels.values():
            action.deleteLater()
        self._schema = schema
        self._labels = {}
        keys = self._keys_of_labels()
        for label in self._given_labels():
            action_id = label_action_id(label.layer, label.name)
            self._labels[action_id] = self._build_label(label, keys.get(action_id, ()))
        state, self._state = self._state, None
        self.set_state(state or frozenset())
        self._first_keys.clear()
        self.labels_changed.emit()

    def set_keys(self, key_map: KeyMap | None) -> None:
        """Give every action and label its keys of `key_map`; `None`: those of the table."""
        self._key_map = key_map
        for action_id, spec in self._specs.items():
            keys = spec.keys if key_map is None else key_map.keys(action_id)
            action = self._actions[action_id]
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.setToolTip(self._tool_tip(action))
        keys_of_labels = self._keys_of_labels()
        for action_id, action in self._labels.items():
            keys = keys_of_labels.get(action_id, ())
            action.setShortcuts([QKeySequence(key) for key in keys])
        self._first_keys.clear()
        self.keys_changed.emit()

    def _given_labels(self) -> list[Label]:
        """The labels that are given still; a retired one has no action and no key."""
        labels = self._schema.labels if self._schema is not None else ()
        return [label for label in labels if not label.is_retired]

    def _keys_of_labels(self) -> Mapping[str, tuple[str, ...]]:
        """Keys of the labels by id; only those that nothing else has."""
        labels = self._given_labels()
        if self._key_map is not None:
            key_map = self._key_map.with_schema(self._schema)
            ids = (label_action_id(label.layer, label.name) for label in labels)
            return {action_id: key_map.keys(action_id) for action_id in ids}
        taken = {_canonical(key) for spec in ACTIONS for key in spec.keys}
        found: dict[str, tuple[str, ...]] = {}
        for label, given in zip(labels, schema_keys(labels), strict=True):
            key = _canonical(given)
            if key and key not in taken:
                taken.add(key)
                found[label_action_id(label.layer, label.name)] = (key,)
        return found

    def keys_of(self, action_id: str) -> str:
        """The keys of an action as the desktop writes them; empty when it has none."""
        return ", ".join(shown_keys(self[action_id].shortcuts()))

    def key_of(self, action_id: str) -> str:
        """The first key of an action; empty when it has none or is not there."""
        known = self._first_keys.get(action_id)
        if known is None:
            action = self._actions.get(action_id) or self._labels.get(action_id)
            shown = shown_keys(action.shortcuts()) if action is not None else []
            known = self._first_keys[action_id] = next(iter(shown), "")
        return known

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

    def _run(self, slot: Callable[..., object], args: tuple[object, ...]) -> None:
        try:
            slot(*args)
        except AnnotateError as error:
            self.failed.emit(error)

    def _build(self, spec: ActionSpec, parent: QObject) -> QAction:
        action = QAction(_translated("Actions", spec.text), parent)
        action.setObjectName(spec.id)
        if spec.icon:
            action.setIcon(icon(spec.icon))
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setCheckable(spec.is_checkable)
        tip = _translated("Actions", spec.tip)
        action.setStatusTip(tip)
        action.setToolTip(self._tool_tip(action))
        target, _, method = spec.slot.partition(".")
        slot = getattr(self._targets[target], method)
        # The mark of a checkable action follows the window, so its state is not handed on.
        action.triggered.connect(
            lambda _checked=False, slot=slot, args=spec.args: self._run(slot, args)
        )
        return action

    @staticmethod
    def _tool_tip(action: QAction) -> str:
        keys = ", ".join(shown_keys(action.shortcuts()))
        name = plain_text(action.text())
        return f"{name}  ({keys})" if keys else name

    def _build_label(self, label: Label, keys: Iterable[str]) -> QAction:
        parent = self.parent()
        action = QAction(label.name.replace("&", "&&"), parent)
        action.setObjectName(label_action_id(label.layer, label.name))
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setStatusTip(label.title or label.guideline.partition("\n")[0])
        # Without one the text stands in, and Qt would take a name with a tag for markup.
        action.setToolTip(f"<qt>{escape(label.name)}</qt>")
        give = getattr(self._targets["session"], "give_label")  # noqa: B009 - targets are open
        action.triggered.connect(
            lambda _checked=False, args=(label.layer, label.name): self._run(give, args)
        )
        return action


def _canonical(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
