"""The event table: a filter, the rows of frames, and what is left to say about them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QShowEvent, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotate.articles import IN_USE, ArticleState
from annotate.compat import override
from annotate.event_table.columns import COLUMNS, Column
from annotate.event_table.filtering import EventFilter
from annotate.event_table.writing import TableForm
from annotate.schema.label_schema import LabelSchema
from gui import icons
from gui.models.articles import state_title
from gui.models.events import EventRole, EventTableModel
from gui.panels.events_cells import CellDelegate, Change, Choices
from gui.panels.row_list import fit_rows, is_restyled, select_something, set_up_rows
from gui.theme import SPACE, Appearance
from gui.words import counted

_WIDTHS: Final = {
    Column.LABEL: 132,
    Column.WHO: 170,
    Column.TRIGGER: 110,
    Column.WHOM: 170,
    Column.WHERE: 130,
    Column.WHEN: 180,
    Column.HOW_MANY: 150,
    Column.OTHER: 150,
    Column.ATTRIBUTES: 150,
    Column.ARTICLE: 200,
}
_TYPING_PAUSE_MS: Final = 120


class EventTable(QTableView):
    """Rows of frames: Enter goes to one, F2 or a double click types in a cell, Esc leaves."""

    opened = Signal(QModelIndex)
    left = Signal()
    typed_in = Signal(QModelIndex)
    walked = Signal(QModelIndex)
    """A key has moved to another cell."""
    removed = Signal(QModelIndex)

    def __init__(self, model: EventTableModel, delegate: CellDelegate) -> None:
        super().__init__()
        self.setObjectName("events")
        self.setModel(model)
        self.setItemDelegate(delegate)
        # A cell of another article is typed in once that article is open.
        set_up_rows(self)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        across = self.horizontalHeader()
        across.setSortIndicatorClearable(True)
        across.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        across.setHighlightSections(False)
        across.setSectionsMovable(True)
        across.setStretchLastSection(True)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.setSortingEnabled(True)
        fit_rows(self)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(COLUMNS.index(column), width)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(index)
        elif event.key() == Qt.Key.Key_F2:
            self.typed_in.emit(index)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit(index)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            if self.currentIndex() != index:
                self.walked.emit(self.currentIndex())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_restyled(event):
            fit_rows(self)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.typed_in.emit(index)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of actions, not a search."""

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        select_something(self)


class EventsPanel(QWidget):
    """Filter and table; says which frame was chosen and in which cell somebody wants to type."""

    frame_chosen = Signal(str, object, bool)
    """Id of the frame, the column, and whether the keyboard is to go to the text."""
    frame_passed = Signal(str, object)
    """Id of the frame and the column that a key has moved to."""
    typing_asked = Signal(str, object)
    """Id of the frame, and the column."""
    removal_asked = Signal(str, object)
    menu_asked = Signal(str, object, QPoint)
    """Id of the frame, the column, and where on the screen."""
    scope_chosen = Signal(bool)
    """Whether the frames of the whole project are wanted."""
    export_asked = Signal(object)
    """`TableForm`."""
    left = Signal()
    shown = Signal()

    def __init__(
        self,
        appearance: Appearance,
        parent: QWidget | None = None,
        *,
        choices: Choices,
        change: Change,
    ) -> None:
        super().__init__(parent)
        self.model = EventTableModel(self)
        self._delegate = CellDelegate(appearance, self, choices=choices, change=change)
        self.table = EventTable(self.model, self._delegate)
        self.table.setAccessibleName(self.tr("Event frames, one in each row"))
        self.table.clicked.connect(lambda index: self._choose(index, is_left=False))
        self.table.opened.connect(lambda index: self._choose(index, is_left=True))
        self.table.typed_in.connect(self._ask_to_type)
        self.table.walked.connect(self._pass)
        self.table.removed.connect(self._ask_to_remove)
        self.table.customContextMenuRequested.connect(self._ask_for_menu)
        self.table.left.connect(self.left)
        # What is typed in is a field inside the editor, so Qt does not give the keyboard back.
        self._delegate.closeEditor.connect(self._on_typed)
        self._has_jobs = self._is_reading = False
        self._build_filter()
        self._count = QLabel()
        self._count.setObjectName("muted")
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self.note = QLabel()
        self.note.setObjectName("warning")
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.hide()
        self._empty = QLabel()
        self._empty.setObjectName("muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self.model.counts_changed.connect(self._on_counts_changed)
        appearance.changed.connect(self._on_appearance_changed)
        self._on_counts_changed()

    def _build_filter(self) -> None:
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Filter events"))
        self.words.setAccessibleName(self.tr("Filter events by words"))
        self.words.setClearButtonEnabled(True)
        self.words.setMaximumWidth(280)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._filter)
        self.words.textChanged.connect(lambda _: self._pause.start())
        self.words.returnPressed.connect(self._filter)
        self.scope = QComboBox()
        self.scope.addItems([self.tr("This article"), self.tr("Whole project")])
        self.scope.setAccessibleName(self.tr("Of which articles"))
        self.scope.currentIndexChanged.connect(lambda place: self.scope_chosen.emit(place == 1))
        self.labels = QComboBox()
        self.labels.addItem(self.tr("All types"), "")
        self.labels.setAccessibleName(self.tr("Events of which type"))
        self.labels.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.labels.currentIndexChanged.connect(lambda _: self._filter())
        self.states = QComboBox()
        self.states.addItem(self.tr("All states"), None)
        for state in (each for each in ArticleState if each in IN_USE):
            self.states.addItem(state_title(state), state)
        self.states.setAccessibleName(self.tr("Events of articles in which state"))
        self.states.currentIndexChanged.connect(lambda _: self._filter())
        self.export = QToolButton()
        self.export.setIcon(icons.icon("export"))
        self.export.setToolTip(self.tr("Write what is shown: CSV, JSON, PLOVER"))
        self.export.setAccessibleName(self.tr("Write what is shown"))
        self.export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.export)
        for form, title in (
            (TableForm.CSV, self.tr("As &CSV…")),
            (TableForm.JSON, self.tr("As &JSON…")),
            (TableForm.PLOVER, self.tr("As &PLOVER records…")),
        ):
            action = menu.addAction(title)
            action.triggered.connect(lambda _=False, form=form: self.export_asked.emit(form))
        self.export.setMenu(menu)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(SPACE, 0, SPACE, 0)
        top.setSpacing(SPACE // 2)
        for field in (self.scope, self.words, self.labels, self.states):
            top.addWidget(field)
        top.addStretch(1)
        top.addWidget(self._count)
        top.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self._empty, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(SPACE + 4, 0, SPACE, SPACE // 2)
        foot.addWidget(self.note)
        column.addLayout(foot)

    # -- from outside ------------------------------------------------------------------------------

    @property
    def is_everywhere(self) -> bool:
        """Whether the frames of the whole project are shown."""
        return self.scope.currentIndex() == 1

    @property
    def is_typed_in(self) -> bool:
        """Whether a cell is open to be typed in."""
        return self.table.state() == QAbstractItemView.State.EditingState

    def set_has_jobs(self, *, is_there: bool) -> None:
        """Offer what needs the background, or not."""
        model = self.scope.model()
        if isinstance(model, QStandardItemModel):
            model.item(1).setEnabled(is_there)
        self._has_jobs = is_there
        self._on_counts_changed()

    def set_reading(self, *, is_reading: bool) -> None:
        """Say that frames are still coming."""
        self._is_reading = is_reading
        self._on_counts_changed()

    def set_schema(self, schema: LabelSchema | None, *, is_editable: bool) -> None:
        """Paint the types of this schema; without `is_editable` cells are only read."""
        self._delegate.schema = schema
        self.model.is_editable, self.model.schema = is_editable, schema
        self.table.viewport().update()

    def show_frame(self, frame_id: str) -> None:
        """Select the row of a frame and bring it into sight; without one nothing is selected."""
        if self.is_typed_in:
            return
        current, flags = self.table.currentIndex(), QItemSelectionModel.SelectionFlag
        selection = self.table.selectionModel()
        if current.isValid() and current.data(EventRole.FRAME_ID) == frame_id:
            selection.select(current, flags.ClearAndSelect | flags.Rows)
            return
        index = self.model.index_of(frame_id, self._column_of(current))
        if not index.isValid():
            self.table.clearSelection()
            return
        selection.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.table.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def type_in(self, frame_id: str, column: Column, text: str | None = None) -> None:
        """Open a cell to be typed in, with `text` in it instead of its own."""
        index = self.model.index_of(frame_id, column)
        if not index.isValid() or not self.model.is_editable:
            return
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index)
        self.table.edit(index)
        field = self.table.indexWidget(index) or self.table.viewport().findChild(QComboBox)
        if text is not None and isinstance(field, QComboBox):
            field.setEditText(text)

    def refuse(self, sentence: str) -> None:
        """Say why what was typed was not taken; an empty sentence takes that back."""
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))

    def _on_typed(self, _field: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        if hint is QAbstractItemDelegate.EndEditHint.RevertModelCache:
            self.refuse("")
        self.focus_table()

    def focus_table(self) -> None:
        """Give the keyboard to the table."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    # -- within ------------------------------------------------------------------------------------

    @staticmethod
    def _column_of(index: QModelIndex) -> Column:
        return COLUMNS[index.column()] if index.isValid() else Column.LABEL

    def _choose(self, index: QModelIndex, *, is_left: bool) -> None:
        frame_id = index.data(EventRole.FRAME_ID) if index.isValid() else None
        if frame_id:
            self.refuse("")
            self.frame_chosen.emit(frame_id, self._column_of(index), is_left)

    def _pass(self, index: QModelIndex) -> None:
        if index.isValid():
            self.frame_passed.emit(index.data(EventRole.FRAME_ID), self._column_of(index))

    def _ask_to_remove(self, index: QModelIndex) -> None:
        if index.isValid() and self.model.is_editable:
            self.removal_asked.emit(index.data(EventRole.FRAME_ID), self._column_of(index))

    def _ask_for_menu(self, place: QPoint) -> None:
        index = self.table.indexAt(place)
        if index.isValid():
            self.table.setCurrentIndex(index)
            there = self.table.viewport().mapToGlobal(place)
            self.menu_asked.emit(index.data(EventRole.FRAME_ID), self._column_of(index), there)

    def _ask_to_type(self, index: QModelIndex) -> None:
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.typing_asked.emit(index.data(EventRole.FRAME_ID), self._column_of(index))

    def _filter(self) -> None:
        self._pause.stop()
        label: str = self.labels.currentData() or ""
        state: ArticleState | None = self.states.currentData()
        self.model.set_filter(
            EventFilter(
                words=self.words.text(),
                labels=frozenset({label} if label else ()),
                states=frozenset({state} if state is not None else ()),
            )
        )

    def _on_counts_changed(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        if shown == total:
            text = counted(total, self.tr("{count} event"), self.tr("{count} events"))
        else:
            text = counted(
                total,
                self.tr("{shown} of {count} event"),
                self.tr("{shown} of {count} events"),
                shown=shown,
            )
        self._count.setText(text)
        self.table.setVisible(shown > 0)
        self._empty.setVisible(shown == 0)
        self.export.setEnabled(shown > 0 and self._has_jobs and not self._is_reading)
        if self._is_reading:
            self._count.setText(self.tr("events so far: {count}…").format(count=total))
            self._empty.setText(self.tr("Reading the project…"))
        elif total:
            self._empty.setText(self.tr("No event passes the filter."))
        else:
            self._empty.setText(
                self.tr("No event frames yet. Focus an event in the text and open its frame.")
            )
        self._list_labels()

    def _list_labels(self) -> None:
        """The types that occur, with the chosen one even if it occurs no more."""
        chosen: str = self.labels.currentData() or ""
        wanted = sorted({*self.model.labels, *({chosen} if chosen else ())})
        there = [self.labels.itemData(place) for place in range(1, self.labels.count())]
        if wanted == there:
            return
        self.labels.blockSignals(True)  # noqa: FBT003 - Qt's
        while self.labels.count() > 1:
            self.labels.removeItem(1)
        for name in wanted:
            self.labels.addItem(name, name)
        self.labels.setCurrentIndex(max(0, self.labels.findData(chosen)))
        self.labels.blockSignals(False)  # noqa: FBT003 - Qt's

    def _on_appearance_changed(self) -> None:
        self.export.setIcon(icons.icon("export"))
        self.table.viewport().update()
