"""Ask for which labels a region is complete: which labels, which region, complete or not."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from annotate.complete.marks import LabelName
from annotate.schema.label_schema import LabelSchema
from annotate.spans import Layer
from gui.dialogs.parts import Dialog, field, note
from gui.theme import SPACE, Appearance

_ROLE = Qt.ItemDataRole.UserRole


class Region(Enum):
    """How far a mark reaches."""

    PARAGRAPH = auto()
    UP_TO_HERE = auto()
    ARTICLE = auto()


class CompleteDialog(Dialog):
    """`labels`, `region` and `is_complete` answer; the labels hold for the key from then on."""

    def __init__(
        self,
        schema: LabelSchema,
        chosen: Collection[LabelName],
        appearance: Appearance,
        *,
        parent: QWidget | None,
    ) -> None:
        """Offer the labels of `schema`, with those `chosen` that marks are made for now."""
        super().__init__(self.tr("Complete for these labels"), parent)
        self.is_complete = True
        self.add(
            note(
                self.tr(
                    "Say of which labels every span is annotated there. In training, what is not "
                    "marked there is none; elsewhere in an article that is not done it is unknown."
                )
            )
        )
        self.list = QListWidget()
        self.list.setObjectName("card")
        self.list.setAccessibleName(self.tr("Labels"))
        titles = {Layer.ENTITY: self.tr("entity"), Layer.EVENT: self.tr("event")}
        for label in schema.labels:
            if label.is_retired:
                continue
            row = QListWidgetItem(f"{label.name}  ({titles[label.layer]})")
            row.setData(_ROLE, (label.layer, label.name))
            row.setToolTip(label.title)
            is_on = (label.layer, label.name) in chosen
            row.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
            row.setForeground(appearance.colour("window_text"))
            self.list.addItem(row)
        self.list.itemChanged.connect(self._check)
        self.add(self.list, 1)
        self.add(self._build_choices())
        self.where = QComboBox()
        for words, region in (
            (self.tr("This paragraph, or those of the selection"), Region.PARAGRAPH),
            (self.tr("Every paragraph up to here"), Region.UP_TO_HERE),
            (self.tr("The whole article"), Region.ARTICLE),
        ):
            self.where.addItem(words, region)
        self.add(field(self.tr("Region"), self.where))
        self.add_button(self.tr("Cancel"), self.reject)
        self.take_back = self.add_button(self.tr("Not complete"), self._on_take_back)
        self.mark = self.add_button(self.tr("Mark complete"), self.accept, is_primary=True)
        self.resize(440, 520)
        self._check()

    @property
    def labels(self) -> tuple[LabelName, ...]:
        """The labels that are ticked, in the order of the schema."""
        rows = [self.list.item(row) for row in range(self.list.count())]
        return tuple(row.data(_ROLE) for row in rows if row.checkState() is Qt.CheckState.Checked)

    @property
    def region(self) -> Region:
        """How far the mark reaches."""
        region = self.where.currentData()
        return region if isinstance(region, Region) else Region.PARAGRAPH

    def tick(self, layer: Layer | None) -> None:
        """Tick the labels of one layer, or all of them, and no others."""
        for index in range(self.list.count()):
            row = self.list.item(index)
            is_on = layer is None or row.data(_ROLE)[0] == layer
            row.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)

    def _build_choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for words, layer in (
            (self.tr("All"), None),
            (self.tr("Entities"), Layer.ENTITY),
            (self.tr("Events"), Layer.EVENT),
        ):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self.tick, layer))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _check(self) -> None:
        for button in (self.mark, self.take_back):
            button.setEnabled(bool(self.labels))

    def _on_take_back(self) -> None:
        self.is_complete = False
        self.accept()
