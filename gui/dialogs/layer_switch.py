"""Two buttons that say which layer figures are shown of."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from annotate.spans import Layer
from gui.theme import SPACE


class LayerSwitch(QWidget):
    """`layer` is the one that is shown; `chosen` says when a person takes the other one."""

    chosen = Signal(object)
    """`Layer`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Entities are shown first."""
        super().__init__(parent)
        self.layer = Layer.ENTITY
        self.buttons: dict[Layer, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        titles = {Layer.ENTITY: self.tr("Entities"), Layer.EVENT: self.tr("Events")}
        for layer, title in titles.items():
            button = QToolButton()
            button.setObjectName("segment")
            button.setText(title)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setChecked(layer is self.layer)
            button.clicked.connect(partial(self._choose, layer))
            self.buttons[layer] = button
            row.addWidget(button)

    def offer(self, layers: Collection[Layer]) -> None:
        """Only these can be shown; the first of them is, where the one that is shown cannot."""
        for layer, button in self.buttons.items():
            button.setEnabled(layer in layers)
        if self.layer not in layers and layers:
            self.layer = next(iter(layers))
            self.buttons[self.layer].setChecked(True)

    def _choose(self, layer: Layer) -> None:
        self.layer = layer
        self.chosen.emit(layer)
