"""The key editor: preset, search, press-to-record with clashes; everything holds at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QKeyCombination,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotate.compat import override
from gui.action_table import ACTIONS, MARK
from gui.actions import menu_title, plain_text
from gui.dialogs.parts import Dialog, note, plain
from gui.fonts import scaled
from gui.keymap import (
    PRESETS,
    Clash,
    KeyMap,
    Kind,
    label_id,
    load_preset,
    motion_text,
    text_of,
)
from gui.painting import Sides, key_cap_width, paint_key_cap, paint_row
from gui.text.keys import default_motions
from gui.theme import SMALL, SPACE, Appearance
from gui.words import shown_keys

_SIZE = QSize(760, 680)
_NO_INDEX = QModelIndex()
_PORTABLE = QKeySequence.SequenceFormat.PortableText
_NO_KEYS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_unknown,
    }
)


def key_of_event(event: QKeyEvent) -> str:
    """The key sequence (portable) that an event is; empty for a modifier alone."""
    key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in _NO_KEYS:
        return ""
    if key is Qt.Key.Key_Backtab:
        key, modifiers = Qt.Key.Key_Tab, modifiers | Qt.KeyboardModifier.ShiftModifier
    text = event.text()
    if text.isprintable() and text and not text.isalnum() and not text.isspace():
        # "?" is the key, whichever modifier the keyboard needs for it.
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(QKeyCombination(modifiers, key)).toString(_PORTABLE)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the editor."""

    id: str
    section: str
    text: str
    tip: str = ""

    def fits(self, words: Sequence[str], keys: str) -> bool:
        """Whether every word is in the line or among its keys."""
        whole = f"{self.section} {self.text} {self.tip} {keys}".casefold()
        return all(word in whole for word in words)


def rows_of(key_map: KeyMap) -> list[Row]:
    """Every command, every movement of the caret and every label of the open project."""
    rows = [
        Row(
            spec.id,
            plain_text(menu_title(spec.menu)),
            text_of(spec.id),
            QCoreApplication.translate("Actions", spec.tip),
        )
        for spec in ACTIONS
    ]
    caret = QCoreApplication.translate("Menus", MARK("Menus", "Caret"))
    rows += [Row(motion.id, caret, motion_text(motion)) for motion in default_motions()]
    labels = QCoreApplication.translate("Menus", MARK("Menus", "Labels"))
    schema = key_map.schema
    rows += [
        Row(label_id(label), labels, label.name, label.title)
        for label in (schema.labels if schema is not None else ())
    ]
    return rows


class KeyRows(QAbstractListModel):
    """The lines that fit the search, with the keys that hold."""

    def __init__(self, key_map: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key_map = key_map
        self._all = rows_of(key_map)
        self._rows = list(self._all)

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.text}, {row.section}: {', '.join(self.shown(row.id))}"
            case _:
                return None

    def shown(self, item_id: str) -> list[str]:
        """The keys of an id as the desktop writes them."""
        return shown_keys(QKeySequence(key) for key in self.key_map.keys(item_id))

    def filter(self, text: str) -> None:
        """Show the lines that hold every word of `text`."""
        words = text.casefold().split()
        self.beginResetModel()
        self._rows = [row for row in self._all if row.fits(words, " ".join(self.shown(row.id)))]
        self.endResetModel()

    def set_key_map(self, key_map: KeyMap) -> None:
        """Show other keys in the same lines."""
        self.key_map = key_map
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def place_of(self, item_id: str) -> QModelIndex:
        """The line of an id; no valid index when it is not shown."""
        for place, row in enumerate(self._rows):
            if row.id == item_id:
                return self.index(place)
        return QModelIndex()


class _Delegate(QStyledItemDelegate):
    """Name on the left, section and caps on the right; what is one's own is marked."""

    def __init__(self, appearance: Appearance, rows: KeyRows, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._rows = rows

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(400, option.fontMetrics.height() + 12)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        rect = QRectF(option.rect)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ink = paint_row(
            painter,
            rect,
            self._appearance,
            is_selected=is_selected,
            is_hovered=bool(option.state & QStyle.StateFlag.State_MouseOver),
        )
        painter.save()
        sides = Sides(painter, rect, option.direction)
        right = rect.right() - 12
        height = option.fontMetrics.height() + 3
        for keys in reversed(self._rows.shown(row.id)):
            width = key_cap_width(option.font, keys)
            cap = QRectF(right - width, rect.center().y() - height / 2, width, height)
            paint_key_cap(painter, sides.place(cap), keys, self._appearance, option.font)
            right -= width + 6
        left = rect.left() + 22
        if row.id in self._rows.key_map.own:
            dot = QRectF(rect.left() + 9, rect.center().y() - 3, 6, 6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink if is_selected else self._appearance.colour("accent"))
            painter.drawEllipse(sides.place(dot))
        painter.setFont(option.font)
        painter.setPen(ink)
        room = right - left - 8
        text = option.fontMetrics.elidedText(row.text, Qt.TextElideMode.ElideRight, int(room))
        sides.write(QRectF(left, rect.top(), room, rect.height()), text)
        left += option.fontMetrics.horizontalAdvance(text) + 12
        painter.setFont(scaled(option.font, SMALL))
        painter.setPen(ink if is_selected else self._appearance.colour("muted"))
        box = QRectF(left, rect.top(), max(right - left, 0), rect.height())
        section = painter.fontMetrics().elidedText(
            row.section, Qt.TextElideMode.ElideRight, int(box.width())
        )
        sides.write(box, section)
        painter.restore()


class _Lines(QListView):
    """The list; its keys begin to record, take away and reset."""

    asked = Signal(Qt.Key)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Insert, Qt.Key.Key_Delete)
        key = Qt.Key(event.key())
        if key in (*keys, Qt.Key.Key_Backspace):
            self.asked.emit(key)
        else:
            super().keyPressEvent(event)


class Recorder(QLineEdit):
    """Takes whatever is pressed, Tab and Enter too; Esc gives up."""

    recorded = Signal(str)
    """A key sequence (portable)."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._take(event)
            return True
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
        elif key := key_of_event(event):
            self.recorded.emit(key)


class KeyEditor(Dialog):
    """Shows every key; each change is told at once."""

    changed = Signal(object)
    """`KeyMap`."""

    def __init__(
        self, key_map: KeyMap, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.heading.setText(self.tr("Keyboard shortcuts"))
        self.rows = KeyRows(key_map, self)
        self._is_adding = False
        self._wanted = ""
        self._build_presets()
        self._build_list(appearance)
        self._build_recorder()
        self.reset_all = self.add_button(self.tr("Reset all"), self._reset_all, is_left=True)
        self.add_button(self.tr("Close"), self.accept)
        letters = self.fontMetrics()
        wanted = QSize(95 * letters.averageCharWidth(), 38 * letters.lineSpacing())
        room = self.screen().availableGeometry().size() - QSize(20, 60)
        self.resize(wanted.expandedTo(_SIZE).boundedTo(room))
        self._on_filter("")
        self._refresh()
        self.field.setFocus()

    # -- building ----------------------------------------------------------------------------------

    def _build_presets(self) -> None:
        self.presets = QComboBox()
        for name, title in PRESETS.items():
            self.presets.addItem(title, name)
        self.presets.setCurrentIndex(self.presets.findData(self.rows.key_map.preset.name))
        self.presets.activated.connect(lambda _: self._choose_preset())
        label = plain(self.tr("Keys as in"), wraps=False)
        label.setBuddy(self.presets)
        self.presets.setAccessibleName(self.tr("Keys as in"))
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(label)
        row.addWidget(self.presets)
        row.addStretch(1)
        self.add(row)
        self._note = note()
        self.add(self._note)

    def _build_list(self, appearance: Appearance) -> None:
        self.field = QLineEdit()
        words = self.tr("Find a command, a label or a key")
        self.field.setPlaceholderText(words)
        self.field.setAccessibleName(words)
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._on_filter)
        self.add(self.field)
        self.list = _Lines()
        self.field.returnPressed.connect(self.list.setFocus)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(_Delegate(appearance, self.rows, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName(self.tr("Commands with their keys"))
        self.list.doubleClicked.connect(lambda _: self.record())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._refresh())
        self.list.asked.connect(self._on_asked)
        self.add(self.list, 1)

    def _build_recorder(self) -> None:
        self._tip = note()
        self._tip.setMinimumHeight(2 * self._tip.fontMetrics().lineSpacing())
        self.add(self._tip)
        self.recorder = Recorder()
        self.recorder.recorded.connect(self._on_recorded)
        self.recorder.left.connect(self._stop)
        self.recorder.hide()
        self.add(self.recorder)
        self._problem = plain(name="danger")
        self.take_over = self._button(self.tr("Take it over"), self._take_over)
        self.leave = self._button(self.tr("Leave it"), self._forget)
        clash = QHBoxLayout()
        clash.addWidget(self._problem, 1)
        clash.addWidget(self.leave)
        clash.addWidget(self.take_over)
        self.add(clash)
        self.change = self._button(self.tr("Change…"), self.record)
        self.add_key = self._button(self.tr("Add a key…"), lambda: self.record(is_adding=True))
        self.no_key = self._button(self.tr("No key"), lambda: self._give(()))
        self.reset = self._button(self.tr("Reset"), self._reset)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for button in (self.change, self.add_key, self.no_key, self.reset):
            row.addWidget(button)
        row.addStretch(1)
        self.add(row)

    @staticmethod
    def _button(text: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: slot())
        return button

    # -- what is shown -----------------------------------------------------------------------------

    @property
    def key_map(self) -> KeyMap:
        """The keys as they hold now."""
        return self.rows.key_map

    @property
    def current(self) -> Row | None:
        """The line that is chosen."""
        row = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        return row if isinstance(row, Row) else None

    @property
    def problem(self) -> str:
        """What is said about a clash."""
        return self._problem.text()

    def select(self, item_id: str) -> None:
        """Choose the line of an id."""
        index = self.rows.place_of(item_id)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _on_filter(self, text: str) -> None:
        self.rows.filter(text)
        self.list.setCurrentIndex(self.rows.index(0))
        self._refresh()

    def _refresh(self) -> None:
        """Bring everything beside the list to what is chosen and what holds."""
        self._forget()
        row, key_map = self.current, self.key_map
        self._tip.setText(row.tip if row is not None else self.tr("Nothing fits."))
        has_own = row is not None and row.id in key_map.own
        for button in (self.change, self.add_key):
            button.setEnabled(row is not None)
        self.no_key.setEnabled(row is not None and bool(key_map.keys(row.id)))
        self.reset.setEnabled(has_own)
        self.reset_all.setEnabled(bool(key_map.own))
        self._note.setText(self._about_preset())
        self._note.setVisible(bool(self._note.text()))

    def _about_preset(self) -> str:
        preset = self.key_map.preset
        if not preset.missing:
            return preset.note
        missing = "; ".join(f"{what} ({keys})" for keys, what in preset.missing)
        return preset.note + " " + self.tr("Not in Spandesk: {what}.").format(what=missing)

    # -- what is done ------------------------------------------------------------------------------

    def record(self, *, is_adding: bool = False) -> None:
        """Wait for a key for the chosen line."""
        row = self.current
        if row is None:
            return
        self._forget()
        self._is_adding = is_adding
        words = self.tr("Press the keys for “{command}” – Esc leaves it")
        self.recorder.setText(words.format(command=row.text))
        self.recorder.setAccessibleName(self.recorder.text())
        self.recorder.show()
        self.recorder.setFocus()
        self._make_room()

    def _on_asked(self, key: Qt.Key) -> None:
        match key:
            case Qt.Key.Key_Insert:
                self.record(is_adding=True)
            case Qt.Key.Key_Delete:
                self._give(())
            case Qt.Key.Key_Backspace:
                self._reset()
            case _:
                self.record()

    def _on_recorded(self, key: str) -> None:
        row = self.current
        self._stop()
        if row is None:
            return
        clashes = self.key_map.clashes(key, row.id)
        self._wanted = key
        if not clashes:
            self._take_over()
            return
        self._problem.setText(" ".join(self._sentence(key, clash) for clash in clashes))
        self._problem.show()
        for button in (self.take_over, self.leave):
            button.show()
            button.setAutoDefault(True)  # Return answers, as long as there is a question
        self.take_over.setFocus()
        self._make_room()

    def _make_room(self) -> None:
        """What has just been shown takes room; the line it is about stays in sight."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            height = layout.totalHeightForWidth(self.width())
            if self.height() < height <= self.screen().availableGeometry().height():
                self.resize(self.width(), height)
        self.list.scrollTo(self.list.currentIndex())

    def _sentence(self, key: str, clash: Clash) -> str:
        text = {
            Kind.ACTION: self.tr("{key} is “{name}”."),
            Kind.MOTION: self.tr("{key} moves the caret: “{name}”."),
            Kind.LABEL: self.tr("{key} gives the label {name}."),
            Kind.DIGIT: self.tr("A label of another project that has {key} will lose it."),
        }[clash.kind]
        shown = " ".join(shown_keys([QKeySequence(key)]))
        return text.format(key=shown, name=clash.text)

    def _take_over(self) -> None:
        row, key = self.current, self._wanted
        if row is not None and key:
            before = self.key_map.keys(row.id) if self._is_adding else ()
            self._give((*before, key))

    def _give(self, keys: Sequence[str]) -> None:
        row = self.current
        if row is not None:
            self._hold(self.key_map.with_keys(row.id, keys))
            self.list.setFocus()

    def _reset(self) -> None:
        row = self.current
        if row is not None:
            self._hold(self.key_map.without(row.id))
            self.list.setFocus()

    def _reset_all(self) -> None:
        self._hold(self.key_map.with_preset(self.key_map.preset))

    def _choose_preset(self) -> None:
        name = str(self.presets.currentData())
        if name != self.key_map.preset.name:
            self._hold(self.key_map.with_preset(load_preset(name)))

    def _hold(self, key_map: KeyMap) -> None:
        self.rows.set_key_map(key_map)
        self._refresh()
        self.changed.emit(key_map)

    def _stop(self) -> None:
        """Record no longer."""
        if self.recorder.isVisible():
            self.recorder.hide()
            self.list.setFocus()

    def _forget(self) -> None:
        """Nothing is wanted that somebody else has."""
        self._wanted = ""
        for button in (self.take_over, self.leave):
            button.hide()
            button.setAutoDefault(False)
        self._problem.hide()
        self._problem.clear()
