"""The label palette: labels of one layer with their keys and counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from annotate.compat import override
from annotate.schema import Label

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class LabelRole(IntEnum):
    """Roles of the label palette beside Qt's own."""

    LABEL = Qt.ItemDataRole.UserRole + 1
    COUNT = Qt.ItemDataRole.UserRole + 2
    KEYS = Qt.ItemDataRole.UserRole + 3
    IS_HIDDEN = Qt.ItemDataRole.UserRole + 4
    IS_ACTIVE = Qt.ItemDataRole.UserRole + 5


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
        label, keys = self._labels[index.row()], self._keys[index.row()]
        is_hidden, is_active = label.name in self._hidden, label.name == self._active
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return label.name
            case Qt.ItemDataRole.ToolTipRole:
                return guideline_tip(label, keys)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(label, keys, is_hidden=is_hidden, is_active=is_active)
            case _:
                values = {
                    LabelRole.LABEL: label,
                    LabelRole.COUNT: self._counts.get(label.name, 0),
                    LabelRole.KEYS: keys,
                    LabelRole.IS_HIDDEN: is_hidden,
                    LabelRole.IS_ACTIVE: is_active,
                }
                return values.get(LabelRole(role)) if role in set(LabelRole) else None

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
        self._counts = dict(counts)
        if self._labels:
            self.dataChanged.emit(
                self.index(0), self.index(len(self._labels) - 1), [LabelRole.COUNT]
            )

    def set_hidden(self, names: frozenset[str]) -> None:
        """Mark the labels whose suggestions are not shown."""
        if names != self._hidden:
            self._hidden = names
            if self._labels:
                last = self.index(len(self._labels) - 1)
                self.dataChanged.emit(self.index(0), last, [LabelRole.IS_HIDDEN])

    def set_active(self, name: str) -> None:
        """Mark the label that new spans get; empty when it is of another layer."""
        if name != self._active:
            self._active = name
            if self._labels:
                last = self.index(len(self._labels) - 1)
                self.dataChanged.emit(self.index(0), last, [LabelRole.IS_ACTIVE])

    def label_at(self, index: Index) -> Label | None:
        """The label of a line."""
        return self._labels[index.row()] if index.isValid() else None

    @staticmethod
    def _spoken(label: Label, keys: str, *, is_hidden: bool, is_active: bool) -> str:
        parts = [label.name, label.title, keys]
        if is_active:
            parts.append(QCoreApplication.translate("Labels", "given to new spans"))
        if is_hidden:
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


def plain_tip(text: str, width: int = 72) -> str:
    """Text as a tool tip: wrapped, and escaped so that Qt never takes it for markup."""
    import html
    import textwrap

    lines = [line for part in text.splitlines() for line in (textwrap.wrap(part, width) or [""])]
    return "<p style='white-space:pre'>" + html.escape("\n".join(lines)) + "</p>"
