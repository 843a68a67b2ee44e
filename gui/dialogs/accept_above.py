"""Accept above a score: a slider, and how many suggestions it takes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QSlider, QWidget

from annotate.spans import Layer
from gui.dialogs.parts import Dialog, field, note, plain
from gui.words import suggestion_count


class AcceptAboveDialog(Dialog):
    """Asks for a score in 0..1; `score` and `layer` answer."""

    def __init__(self, scores: Sequence[tuple[float, Layer]], parent: QWidget | None) -> None:
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("Accept above a score"))
        self.heading.setText(self.tr("Accept above a score"))
        self._scores = scores
        self._layers: tuple[Layer | None, ...] = (None, Layer.ENTITY, Layer.EVENT)
        self._layer = QComboBox()
        self._layer.addItems(
            [self.tr("Entities and events"), self.tr("Entities only"), self.tr("Events only")]
        )
        self._layer.currentIndexChanged.connect(self._count)
        self.add(field(self.tr("Which suggestions"), self._layer))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setAccessibleName(self.tr("Least score in percent"))
        self._figure = QDoubleSpinBox()
        self._figure.setRange(0.0, 1.0)
        self._figure.setSingleStep(0.01)
        self._figure.setAccessibleName(self.tr("Least score"))
        self.slider.valueChanged.connect(lambda value: self._figure.setValue(value / 100))
        self._figure.valueChanged.connect(lambda value: self.slider.setValue(round(value * 100)))
        self.slider.valueChanged.connect(self._count)
        row = QHBoxLayout()
        row.addWidget(self.slider, 1)
        row.addWidget(self._figure)
        self.add(plain(self.tr("Least score")))
        self.add(row)
        self._words = note()
        self.add(self._words)
        self.body.addStretch(1)
        self.add_button(self.tr("Cancel"), self.reject)
        self._accept = self.add_button(self.tr("Accept"), self.accept, is_primary=True)
        self.resize(460, 0)
        self.slider.setValue(80)
        self._count()

    @property
    def score(self) -> float:
        """The least score."""
        return self.slider.value() / 100

    @property
    def layer(self) -> Layer | None:
        """The layer, or `None` for both."""
        return self._layers[self._layer.currentIndex()]

    @property
    def count(self) -> int:
        """How many suggestions would be accepted."""
        return sum(
            score >= self.score and self.layer in (None, layer) for score, layer in self._scores
        )

    def _count(self) -> None:
        count = self.count
        self._words.setText(
            self.tr("To become gold: {count} of {total}. One undo takes all back.").format(
                count=count, total=suggestion_count(len(self._scores))
            )
        )
        self._accept.setText(self.tr("Accept {count}").format(count=count))
        self._accept.setEnabled(count > 0)
