"""Where the same words stand: each place in its context, to be labelled or left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from annotate.desk import Desk
from annotate.propagation import Place, Standing
from annotate.spans import Span
from annotate.suggestions import Suggestion
from gui.dialogs.parts import Dialog, note

_AROUND = 40


class PropagationDialog(Dialog):
    """A list of places; those that can take the label are checked."""

    def __init__(
        self, desk: Desk, item: Span | Suggestion, places: Sequence[Place], parent: QWidget | None
    ) -> None:
        """Show `places`, which read like `item`."""
        super().__init__("Spandesk", parent)
        words = desk.surface(item)
        self.setWindowTitle(self.tr("Label the same words"))
        self.heading.setText(
            self.tr("Label “{words}” as {label}").format(words=words, label=item.label)
        )
        self._places = list(places)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Places with the same words"))
        self.list.setMinimumSize(560, 260)
        for place in self._places:
            self.list.addItem(self._row(desk, place))
        self.add(
            note(self.tr("One step, which one undo takes back. Leave out with the space bar."))
        )
        self.add(self.list, 1)
        self.add_button(self.tr("Cancel"), self.reject)
        self._button = self.add_button(self.tr("Label"), self.accept, is_primary=True)
        self.list.itemChanged.connect(self._count)
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self._count()

    @property
    def chosen(self) -> list[Place]:
        """The places that are checked."""
        return [
            place
            for row, place in enumerate(self._places)
            if self.list.item(row).checkState() is Qt.CheckState.Checked
            and place.standing is Standing.FREE
        ]

    def _row(self, desk: Desk, place: Place) -> QListWidgetItem:
        text = desk.article.text
        before = " ".join(text[max(0, place.start - _AROUND) : place.start].split("\n"))
        after = " ".join(text[place.end : place.end + _AROUND].split("\n"))
        words = text[place.start : place.end]
        state = {
            Standing.FREE: "",
            Standing.LABELLED: self.tr("  – has the label"),
            Standing.TAKEN: self.tr("  – another span lies here"),
        }[place.standing]
        row = QListWidgetItem(f"…{before}«{words}»{after}…{state}")
        is_free = place.standing is Standing.FREE
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
        row.setFlags(flags | Qt.ItemFlag.ItemIsEnabled if is_free else Qt.ItemFlag.NoItemFlags)
        row.setCheckState(Qt.CheckState.Checked if is_free else Qt.CheckState.Unchecked)
        return row

    def _count(self) -> None:
        count = len(self.chosen)
        self._button.setText(self.tr("Label {count} more").format(count=count))
        self._button.setEnabled(count > 0)
