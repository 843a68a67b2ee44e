"""The entries of an own list as a table, with a filter; quick for 100,000 rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from annotate.compat import override
from annotate.own_lists.values import Form, ListEntry
from gui.words import decimal

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class Column(IntEnum):
    """Columns from left to right."""

    TEXT = 0
    LABEL = 1
    FORM = 2
    CASE = 3
    SCORE = 4


class EntriesModel(QAbstractTableModel):
    """Entries in their order; the first column has a check box that switches an entry."""

    switched = Signal(object, bool)
    """An entry is to be switched on or off; the owner stores it and calls `replace`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[ListEntry] = []
        self._shown: list[int] = []
        self._words = ""
        self._heads = {
            Column.TEXT: self.tr("words"),
            Column.LABEL: self.tr("label"),
            Column.FORM: self.tr("looked for"),
            Column.CASE: self.tr("case"),
            Column.SCORE: self.tr("score"),
        }
        self._forms = {
            Form.WORDS: self.tr("as written"),
            Form.VERB: self.tr("as a verb"),
            Form.NOUN: self.tr("as a noun"),
            Form.TOKENS: self.tr("token pattern"),
        }
        self._cases = {True: self.tr("exact"), False: self.tr("any")}

    @property
    def form_titles(self) -> dict[Form, str]:
        """How each form is called."""
        return dict(self._forms)

    def words_of(self, column: Column) -> tuple[str, ...]:
        """What may stand in a column whose words are ours, its head included."""
        of = {Column.FORM: tuple(self._forms.values()), Column.CASE: tuple(self._cases.values())}
        return (self._heads[column], *of.get(column, ()))

    @property
    def entries(self) -> Sequence[ListEntry]:
        """All entries, also those that the filter leaves out."""
        return self._entries

    def set_entries(self, entries: Iterable[ListEntry]) -> None:
        """Show other entries; the filter stays."""
        self.beginResetModel()
        self._entries = list(entries)
        self._sift()
        self.endResetModel()

    def set_filter(self, words: str) -> None:
        """Show only entries whose words or label hold `words`, in any case."""
        self.beginResetModel()
        self._words = words.strip().lower()
        self._sift()
        self.endResetModel()

    def entry(self, row: int) -> ListEntry:
        """The entry in a row that is shown."""
        return self._entries[self._shown[row]]

    def replace(self, entry: ListEntry) -> None:
        """Show another version of the entry with this id."""
        for place, each in enumerate(self._entries):
            if each.id == entry.id:
                self._entries[place] = entry
                row = bisect_left(self._shown, place)
                if row < len(self._shown) and self._shown[row] == place:
                    last = len(Column) - 1
                    self.dataChanged.emit(self.index(row, 0), self.index(row, last))
                return

    def add(self, entries: Sequence[ListEntry]) -> None:
        """Show further entries at the end, as far as the filter shows them."""
        places = range(len(self._entries), len(self._entries) + len(entries))
        self._entries.extend(entries)
        seen = [place for place in places if self._is_shown(self._entries[place])]
        if seen:
            first = len(self._shown)
            self.beginInsertRows(QModelIndex(), first, first + len(seen) - 1)
            self._shown.extend(seen)
            self.endInsertRows()

    def remove(self, ids: Iterable[int]) -> None:
        """Show the entries with these ids no more."""
        gone = set(ids)
        self.set_entries([entry for entry in self._entries if entry.id not in gone])

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @override
    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == Column.TEXT:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._heads[Column(section)]
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry, column = self.entry(index.row()), Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown_text(entry, column)
        if role == Qt.ItemDataRole.CheckStateRole and column is Column.TEXT:
            return Qt.CheckState.Checked if entry.is_enabled else Qt.CheckState.Unchecked
        return None

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        is_on = Qt.CheckState(value) == Qt.CheckState.Checked
        self.switched.emit(self.entry(index.row()), is_on)
        return True

    def _shown_text(self, entry: ListEntry, column: Column) -> str:
        match column:
            case Column.TEXT:
                return entry.text
            case Column.LABEL:
                return entry.label
            case Column.FORM:
                return self._forms[entry.form]
            case Column.CASE:
                if entry.form is Form.TOKENS:
                    return ""
                return self._cases[entry.is_exact]
            case Column.SCORE:
                return decimal(entry.score, 2)

    def _sift(self) -> None:
        self._shown = [place for place, entry in enumerate(self._entries) if self._is_shown(entry)]

    def _is_shown(self, entry: ListEntry) -> bool:
        words = self._words
        return not words or words in entry.text.lower() or words in entry.label.lower()
