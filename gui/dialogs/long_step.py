"""What is shown while a step on many articles is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from annotate.compat import override
from gui.dialogs.parts import Dialog, note, plain

if TYPE_CHECKING:
    from gui.bulk import LongStep

_LOOK_MS = 50


class LongStepDialog(Dialog):
    """Stays until the step is durable or has failed; meanwhile the window lives but waits."""

    def __init__(self, step: LongStep, parent: QWidget | None = None) -> None:
        super().__init__("Spandesk", parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.heading.setText(
            self.tr("Taking a step back") if step.is_undo else self.tr("Writing a step")
        )
        self._step = step
        self.bar = QProgressBar()
        self.bar.setRange(0, step.total)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How far it is"))
        self.count = note()
        self.add(plain(step.title))
        self.add(self.bar)
        self.add(self.count)
        self.add(note(self.tr("It is in every article or in none, whatever happens meanwhile.")))
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.look)
        self._clock.start(_LOOK_MS)
        self.resize(480, 0)
        self.look()

    def look(self) -> None:
        """Show how far it is; go when it is over."""
        self.bar.setValue(self._step.done)
        self.count.setText(
            self.tr("{done} of {total} articles").format(
                done=self._step.done, total=self._step.total
            )
        )
        if self._step.is_over:
            self._clock.stop()
            self.accept()

    @override
    def reject(self) -> None:
        """Stay: the step is on its way, and who goes on would have to wait for it anyway."""
