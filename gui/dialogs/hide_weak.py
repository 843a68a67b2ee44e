"""Hide weak suggestions: a slider, and how many of this article it leaves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from gui.dialogs.parts import Dialog, note, plain


class HideWeakDialog(Dialog):
    """Asks for the least score in 0..1 that is shown; `score` answers, 0 shows everything."""

    def __init__(self, scores: Sequence[float], least: float, parent: QWidget | None) -> None:
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("Hide weak suggestions"))
        self.heading.setText(self.tr("Hide weak suggestions"))
        self._scores = scores
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setAccessibleName(self.tr("Least score in percent"))
        self.slider.setValue(round(least * 100))
        self.slider.valueChanged.connect(self._say)
        self._figure = plain(wraps=False)
        self._figure.setMinimumWidth(self.fontMetrics().horizontalAdvance("0.000"))
        row = QHBoxLayout()
        row.addWidget(self.slider, 1)
        row.addWidget(self._figure)
        self.add(plain(self.tr("Show suggestions from this score on")))
        self.add(row)
        self._words = note()
        self.add(self._words)
        self.add(note(self.tr("This holds for the whole project. Gold spans are never hidden.")))
        self.body.addStretch(1)
        self.add_button(self.tr("Show all"), self._on_show_all, is_left=True)
        self.add_button(self.tr("Cancel"), self.reject)
        self.add_button(self.tr("Hide"), self.accept, is_primary=True)
        self.resize(460, 0)
        self._say()

    @property
    def score(self) -> float:
        """The least score that is shown."""
        return self.slider.value() / 100

    @property
    def hidden(self) -> int:
        """How many suggestions of this article would be hidden."""
        return sum(score < self.score for score in self._scores)

    def _on_show_all(self) -> None:
        self.slider.setValue(0)
        self.accept()

    def _say(self) -> None:
        self._figure.setText(f"{self.score:.2f}")
        self._words.setText(
            self.tr("{hidden} of {total} suggestions of this article are below it.").format(
                hidden=self.hidden, total=len(self._scores)
            )
        )
