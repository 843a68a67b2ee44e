"""The label palette: labels of one layer with their keys and counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from annotate.compat import override
from annotate.schema.label_schema import Label

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class LabelRole(IntEnum):
    """Roles of the label palette beside Qt's own."""

    LABEL = Qt.ItemDataRole.UserRole + 1
    COUNT = Qt.ItemDataRole.UserRole + 2
    KEYS = Qt.ItemDataRole.UserRole + 3
    IS_HIDDEN = Qt.ItemDataRole.UserRole + 4
    IS_ACTIVE = Qt.ItemDataRole.UserRole + 5
    LINE = Qt.ItemDataRole.UserRole + 6


@dataclass(frozen=True, slots=True)
class LabelLine:
    """All that a line of the palette shows, for who paints it."""

    label: Label
    keys: str
    count: int
    is_hidden: bool
    is_active: bool


_FIELDS: dict[int, str] = {
    LabelRole.LABEL: "label",
    LabelRole.COUNT: "count",
    LabelRole.KEYS: "keys",
    LabelRole.IS_HIDDEN: "is_hidden",
    LabelRole.IS_ACTIVE: "is_active",
}


class LabelModel(QAbstractListModel):
    """Labels in the order of the schema; `COUNT` is how many gold spans of the article have it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._labels: tuple[Label, ...] = ()
        self._keys: tuple[str, ...] = ()
        self._counts: Mapping[str, int] = {}
        self._hidden: frozenset[str] = frozenset()
        self._active = ""

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._labels)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._labels):
            return None
        line = self._line(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.label.name
            case Qt.ItemDataRole.ToolTipRole:
                return guideline_tip(line.label, line.keys)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(line)
            case LabelRole.LINE:
                return line
            case _:
                return getattr(line, _FIELDS[role]) if role in _FIELDS else None

    @property
    def labels(self) -> tuple[Label, ...]:
        """The labels that are shown."""
        return self._labels

    def set_keys(self, keys: Sequence[str]) -> None:
        """Show other keys, one for each label."""
        self._keys = tuple(keys)
        if self._keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._keys) - 1, 0))

    def set_labels(self, labels: Sequence[Label], keys: Sequence[str]) -> None:
        """Show other labels, each with its keys as the desktop writes them."""
        self.beginResetModel()
        self._labels, self._keys = tuple(labels), tuple(keys)
        self._counts = {}
        self.endResetModel()

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Bring the counts by label name up to date."""
        if counts == self._counts:
            return
        before, self._counts = self._counts, dict(counts)
        # After a correction two lines are another at most: only they are painted anew.
        for row, label in enumerate(self._labels):
            if before.get(label.name, 0) != self._counts.get(label.name, 0):
                self._tell(row, LabelRole.COUNT)

    def set_hidden(self, names: frozenset[str]) -> None:
        """Mark the labels whose suggestions are not shown."""
        if names != self._hidden:
            self._hidden = names
            if self._labels:
                last = self.index(len(self._labels) - 1)
                self.dataChanged.emit(self.index(0), last, [LabelRole.IS_HIDDEN])

    def set_active(self, name: str) -> None:
        """Mark the label that new spans get; empty when it is of another layer."""
        before, self._active = self._active, name
        for row, label in enumerate(self._labels):
            if (label.name == before) != (label.name == name):
                self._tell(row, LabelRole.IS_ACTIVE)

    def label_at(self, index: Index) -> Label | None:
        """The label of a line."""
        return self._labels[index.row()] if index.isValid() else None

    def _tell(self, row: int, role: LabelRole) -> None:
        index = self.index(row)
        self.dataChanged.emit(index, index, [role, LabelRole.LINE])

    def _line(self, row: int) -> LabelLine:
        label = self._labels[row]
        return LabelLine(
            label,
            self._keys[row],
            self._counts.get(label.name, 0),
            label.name in self._hidden,
            label.name == self._active,
        )

    @staticmethod
    def _spoken(line: LabelLine) -> str:
        parts = [line.label.name, line.label.title, line.keys]
        if line.is_active:
            parts.append(QCoreApplication.translate("Labels", "given to new spans"))
        if line.is_hidden:
            parts.append(QCoreApplication.translate("Labels", "suggestions hidden"))
        return " ".join(part for part in parts if part)


def guideline_tip(label: Label, keys: str = "") -> str:
    """Name, key, guideline and examples of a label as a tool tip that cannot be markup."""
    lines = [f"{label.name} – {label.title}" if label.title else label.name]
    if keys:
        lines[0] += f"   [{keys}]"
    if label.guideline:
        lines.append(label.guideline.strip())
    if label.examples:
        examples = " · ".join(label.examples[:4])
        lines.append(
            QCoreApplication.translate("Labels", "e.g. {examples}").format(examples=examples)
        )
    return plain_tip("\n".join(lines))


@lru_cache(maxsize=256)
def plain_tip(text: str, width: int = 72) -> str:
    """Text as a tool tip: wrapped, and escaped so that Qt never takes it for markup."""
    import html
    import textwrap

    lines = [line for part in text.splitlines() for line in (textwrap.wrap(part, width) or [""])]
    return "<p style='white-space:pre'>" + html.escape("\n".join(lines)) + "</p>"
