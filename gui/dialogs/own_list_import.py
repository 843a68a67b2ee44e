"""Bringing a file into an own list: which list, which label, and what was refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QListWidget, QWidget

from annotate.errors import ListFileError
from annotate.messages import sentence
from annotate.own_lists.files import Defaults
from annotate.schema.label_schema import LabelSchema
from annotate.spans import Layer
from gui.dialogs.parts import Dialog, field, note
from gui.words import message

_MOST_SHOWN = 500


def fill_labels(box: QComboBox, schema: LabelSchema) -> None:
    """Offer every label of the schema; the data is (layer, name)."""
    for layer in Layer:
        for label in schema.in_layer(layer):
            box.addItem(label.name, (layer, label.name))
        if layer is Layer.ENTITY and box.count():
            box.insertSeparator(box.count())


class ImportListDialog(Dialog):
    """Asks into which list a file goes, and what lines are taken for that do not say."""

    def __init__(
        self,
        path: Path,
        titles: Sequence[str],
        schema: LabelSchema,
        *,
        chosen: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Import into a list"), parent, heading=path.name)
        self._schema = schema
        self.title = QComboBox()
        self.title.setEditable(True)
        self.title.addItems([path.name.partition(".")[0], *titles])
        if chosen:
            self.title.setCurrentText(chosen)
        self.label = QComboBox()
        self.label.addItem(self.tr("as the file says"), None)
        fill_labels(self.label, schema)
        self.any_case = QCheckBox(self.tr("Upper and lower case are the same"))
        self.add(field(self.tr("List"), self.title, self.tr("A new name makes a new list.")))
        self.add(
            field(
                self.tr("Label of lines that have none"),
                self.label,
                self.tr("A plain text file has one name on each line and needs it."),
            )
        )
        self.add(self.any_case)
        self.add_button(self.tr("Cancel"), self.reject)
        self.add_button(self.tr("Import"), self.accept, is_primary=True)
        self.resize(460, 0)

    @property
    def chosen_title(self) -> str:
        """The list that the file goes into."""
        return self.title.currentText().strip()

    @property
    def defaults(self) -> Defaults:
        """What lines are taken for that do not say."""
        chosen = self.label.currentData()
        layer, name = chosen if chosen is not None else (None, "")
        return Defaults(
            label=name,
            layer=layer,
            is_exact=False if self.any_case.isChecked() else None,
            schema=self._schema,
        )


class RefusedDialog(Dialog):
    """Lines that were refused, each with what to do."""

    def __init__(
        self, words: str, refusals: Sequence[ListFileError], parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Import into a list"), parent, heading=words)
        self._lines = [sentence(error, tr=message) for error in refusals]
        rows = QListWidget()
        rows.setObjectName("card")
        rows.setAccessibleName(self.tr("Refused lines"))
        rows.setWordWrap(True)
        rows.addItems(self._lines[:_MOST_SHOWN])
        self.add(rows, 1)
        if len(self._lines) > _MOST_SHOWN:
            self.add(note(self.tr("Only the first {count} are shown.").format(count=_MOST_SHOWN)))
        self.add(note(self.tr("The other lines are in. Mend these, and import the file again.")))
        self.add_button(self.tr("Copy"), self.copy, is_left=True)
        self.add_button(self.tr("Close"), self.accept, is_primary=True)
        self.resize(640, 420)

    def copy(self) -> None:
        """Put the sentences on the clipboard."""
        QGuiApplication.clipboard().setText("\n".join(self._lines) + "\n")
