"""The event table as a model: rows of frames, filtered and sorted, changed one by one.

20,000 rows are held as they come from the project, page by page; what is shown is a sorted list of
keys, so that a frame that changes is found and put in its place by bisection.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from annotate.compat import override
from annotate.event_table.columns import COLUMNS, Column
from annotate.event_table.filtering import EventFilter, Order, order_by
from annotate.event_table.rows import EventRow
from annotate.schema.label_schema import LabelSchema
from gui.models.labels import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_BETWEEN = "  ·  "
_FRAME = -1
"""Where the id of the frame stands in a key."""


class EventRole(IntEnum):
    """Roles of the event table beside Qt's own."""

    ROW = Qt.ItemDataRole.UserRole + 1
    FRAME_ID = Qt.ItemDataRole.UserRole + 2
    VALUE = Qt.ItemDataRole.UserRole + 3
    FAULTS = Qt.ItemDataRole.UserRole + 4
    """Sentences about what the schema says against the frame."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Events", text)


def column_title(column: Column) -> str:
    """What stands over a column."""
    return {
        Column.LABEL: _tr("Event"),
        Column.WHO: _tr("Who"),
        Column.TRIGGER: _tr("Did what"),
        Column.WHOM: _tr("To whom"),
        Column.WHERE: _tr("Where"),
        Column.WHEN: _tr("When"),
        Column.HOW_MANY: _tr("How many"),
        Column.OTHER: _tr("Other roles"),
        Column.ATTRIBUTES: _tr("Attributes"),
        Column.ARTICLE: _tr("Article"),
    }[column]


class EventTableModel(QAbstractTableModel):
    """Rows of event frames; each column sorts by what its cells mean."""

    counts_changed = Signal()
    """Other rows are there, or other ones are shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_editable = False
        self.schema: LabelSchema | None = None
        self._rows: dict[str, EventRow] = {}
        self._folded: dict[str, str] = {}
        self._by_article: dict[str, set[str]] = {}
        self._labels: Counter[str] = Counter()
        self._orders: dict[str, Order] = {}
        self._sorted: list[Order] = []
        self._keys: dict[str, Order] = {}
        self._shown: list[Order] = []
        self._waiting: list[EventRow] = []
        self._filter = EventFilter()
        self._sorted_by: Column | None = None
        self._is_descending = False

    # -- what is there -----------------------------------------------------------------------------

    @property
    def total(self) -> int:
        """How many frames there are, shown or not."""
        return len(self._rows)

    @property
    def is_filtered(self) -> bool:
        """Whether the filter may hide something."""
        return self._filter != EventFilter()

    @property
    def labels(self) -> Counter[str]:
        """How many frames there are of each type, shown or not."""
        return +self._labels

    def row_of(self, frame_id: str) -> EventRow | None:
        """The row of a frame, shown or not."""
        return self._rows.get(frame_id)

    def row_at(self, index: Index) -> EventRow | None:
        """The row of a cell."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        return self._rows[self._shown[self._place(index.row())][_FRAME]]

    def index_of(self, frame_id: str, column: Column = Column.LABEL) -> QModelIndex:
        """Where a frame is shown; an invalid index when it is not."""
        key = self._keys.get(frame_id)
        if key is None:
            return QModelIndex()
        return self.index(self._place(bisect_left(self._shown, key)), COLUMNS.index(column))

    def shown_ids(self) -> list[str]:
        """Ids of the frames that are shown, from the top."""
        ids = [key[_FRAME] for key in self._shown]
        return ids[::-1] if self._is_descending else ids

    # -- filling -----------------------------------------------------------------------------------

    def set_rows(self, rows: Iterable[EventRow]) -> None:
        """Show other frames."""
        self.beginResetModel()
        self._rows, self._folded, self._by_article = {}, {}, {}
        self._labels, self._waiting = Counter(), []
        for row in rows:
            self._take(row)
        self._order_all()
        self._lay_out()
        self.endResetModel()
        self.counts_changed.emit()

    def add_rows(self, rows: Sequence[EventRow]) -> None:
        """Take in further frames of further articles, in the order of the project.

        Where another order is shown they wait for `finish`: to sort anew for each page would cost
        more than reading them.
        """
        if self._sorted_by is not None or self._is_descending:
            self._waiting.extend(rows)
            return
        order = order_by(None)
        new = [row for row in rows if row.frame_id not in self._rows]
        for row in new:
            self._take(row)
            self._orders[row.frame_id] = order(row)
        keys = [self._orders[row.frame_id] for row in new]
        is_behind = not self._sorted or not keys or self._sorted[-1] < min(keys)
        self._sorted.extend(sorted(keys))
        if not is_behind:
            self._sorted.sort()
        self._insert(sorted(self._orders[row.frame_id] for row in new if self._is_shown(row)))
        self.counts_changed.emit()

    def finish(self) -> None:
        """All frames have come: show those that waited."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            self.beginResetModel()
            for row in waiting:
                if row.frame_id not in self._rows:
                    self._take(row)
            self._order_all()
            self._lay_out()
            self.endResetModel()
        self.counts_changed.emit()

    def update_article(
        self, article_id: str, rows: Iterable[EventRow], *, among: Collection[str] | None = None
    ) -> None:
        """Bring the frames of an article to what they are now; only what differs moves.

        `among` names the frames that may have changed, where not all may.
        """
        after = {row.frame_id: row for row in rows}
        before_ids = self._by_article.get(article_id, set())
        looked_at = before_ids if among is None else before_ids.intersection(among)
        self._waiting = [
            row
            for row in self._waiting
            if row.article.id != article_id or (among is not None and row.frame_id not in among)
        ]
        for frame_id in looked_at - after.keys():
            self._remove(frame_id)
        for frame_id, row in after.items():
            before = self._rows.get(frame_id)
            if before == row:
                continue
            self._take(row)
            self._reorder(row)
            if frame_id in self._keys:
                # In place, even if it sorts elsewhere now: nothing jumps away under the hand.
                place = self._place(bisect_left(self._shown, self._keys[frame_id]))
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(COLUMNS) - 1))
            elif before is None and self._is_shown(row):
                self._insert([self._orders[frame_id]])
        self.counts_changed.emit()

    def _take(self, row: EventRow) -> None:
        before = self._rows.get(row.frame_id)
        if before is not None:
            self._labels[before.label] -= 1
        self._labels[row.label] += 1
        self._rows[row.frame_id] = row
        self._folded.pop(row.frame_id, None)
        self._by_article.setdefault(row.article.id, set()).add(row.frame_id)

    def _reorder(self, row: EventRow) -> None:
        """Put a row where it belongs among all, shown or not."""
        before = self._orders.get(row.frame_id)
        if before is not None:
            del self._sorted[bisect_left(self._sorted, before)]
        key = self._orders[row.frame_id] = order_by(self._sorted_by)(row)
        insort(self._sorted, key)

    def _insert(self, keys: Sequence[Order]) -> None:
        """Show further rows, whose keys are sorted; those that come to stand together at once."""
        rest = keys
        while rest:
            place = bisect_left(self._shown, rest[0])
            is_last = place == len(self._shown)
            count = len(rest) if is_last else bisect_left(rest, self._shown[place])
            run, rest = rest[:count], rest[count:]
            first = len(self._shown) - place if self._is_descending else place
            self.beginInsertRows(QModelIndex(), first, first + count - 1)
            self._shown[place:place] = run
            self._keys.update((key[_FRAME], key) for key in run)
            self.endInsertRows()

    def _remove(self, frame_id: str) -> None:
        key = self._keys.get(frame_id)
        if key is None:
            self._forget(frame_id)
            return
        place = bisect_left(self._shown, key)
        shown = self._place(place)
        self.beginRemoveRows(QModelIndex(), shown, shown)
        del self._shown[place]
        del self._keys[frame_id]
        self._forget(frame_id)
        self.endRemoveRows()

    def _forget(self, frame_id: str) -> None:
        row = self._rows.pop(frame_id)
        self._labels[row.label] -= 1
        self._by_article[row.article.id].discard(frame_id)
        self._folded.pop(frame_id, None)
        del self._sorted[bisect_left(self._sorted, self._orders.pop(frame_id))]

    # -- filter and order --------------------------------------------------------------------------

    def set_filter(self, wanted: EventFilter) -> None:
        """Show the frames that pass the filter."""
        if wanted == self._filter:
            return
        self._filter = wanted
        self.beginResetModel()
        self._lay_out()
        self.endResetModel()
        self.counts_changed.emit()

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; -1: by article and place in the text."""
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        frames = [(index, row.frame_id) for index in kept if (row := self.row_at(index))]
        self._sorted_by = COLUMNS[column] if 0 <= column < len(COLUMNS) else None
        self._is_descending = order == Qt.SortOrder.DescendingOrder
        self._order_all()
        self._lay_out()
        self.changePersistentIndexList(
            [index for index, _ in frames],
            [self.index_of(frame_id, COLUMNS[index.column()]) for index, frame_id in frames],
        )
        self.layoutChanged.emit()

    def _is_shown(self, row: EventRow) -> bool:
        return self._filter.takes(row, self._fold(row) if self._filter.words else None)

    def _fold(self, row: EventRow) -> str:
        """What words are looked for in, made once for each row."""
        folded = self._folded.get(row.frame_id)
        if folded is None:
            folded = self._folded[row.frame_id] = row.folded()
        return folded

    def _order_all(self) -> None:
        order = order_by(self._sorted_by)
        self._orders = {row.frame_id: order(row) for row in self._rows.values()}
        self._sorted = sorted(self._orders.values())

    def _lay_out(self) -> None:
        """Show what passes the filter: each word narrows what the one before has left."""
        rows, shown = self._rows, self._sorted
        rest = replace(self._filter, words="")
        if rest != EventFilter():
            shown = [key for key in shown if rest.takes(rows[key[_FRAME]])]
        for word in self._filter.words.casefold().split():
            shown = [key for key in shown if word in self._fold(rows[key[_FRAME]])]
        self._shown = list(shown)
        self._keys = {key[_FRAME]: key for key in self._shown}

    def _place(self, row: int) -> int:
        """The place in the sorted list that a line has, and the other way round."""
        return len(self._shown) - 1 - row if self._is_descending else row

    # -- Qt ----------------------------------------------------------------------------------------

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @override
    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        column = COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row.text(column)
        match role:
            case EventRole.ROW:
                return row
            case EventRole.FRAME_ID:
                return row.frame_id
            case EventRole.VALUE:
                return ", ".join(row.meanings(column))
            case EventRole.FAULTS:
                return self._faults(row)
            case _:
                return self._spoken(row, column, role)

    def _spoken(self, row: EventRow, column: Column, role: int) -> str | None:
        told = self._told(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(told)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column_title(column)}: {told or _tr('nothing')}"
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or section >= len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return column_title(COLUMNS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.is_editable and COLUMNS[index.column()] is not Column.ARTICLE:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def _faults(self, row: EventRow) -> list[str]:
        if self.schema is None:
            return []
        from annotate.event_table.rows import faults_of_row
        from gui.models.frame_lines import fault_text

        return [fault_text(fault) for fault in faults_of_row(self.schema, row)]

    def _told(self, row: EventRow, column: Column) -> str:
        """A cell in full: what it says, what that means, and what is wrong with the frame."""
        if column is Column.LABEL:
            return "\n".join([row.label, *self._faults(row)])
        if column is Column.ARTICLE:
            about = row.article
            return _BETWEEN.join(part for part in (about.title or about.id, about.date) if part)
        values = ", ".join(row.meanings(column))
        return f"{row.text(column)}{_BETWEEN}{values}" if values else row.text(column)
