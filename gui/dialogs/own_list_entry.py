"""The line in which an entry of an own list is typed, checked as one types."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from annotate.errors import ListEntryError
from annotate.messages import sentence
from annotate.own_lists.values import DEFAULT_SCORE, Form, ListEntry, checked, clean_text
from annotate.schema.label_schema import LabelSchema
from annotate.spans import Layer
from gui.dialogs.own_list_import import fill_labels
from gui.dialogs.parts import plain
from gui.theme import SPACE
from gui.words import message


class EntryLine(QWidget):
    """Words, label, form, case and score of one entry; Enter keeps it."""

    kept = Signal(object)
    """`ListEntry`, checked; with an id when an entry is to be changed."""
    changed = Signal()

    def __init__(
        self, schema: LabelSchema, forms: Mapping[Form, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._id = 0
        self._is_enabled = True
        self._is_case_chosen = False
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("Words to look for"))
        self.text.setAccessibleName(self.tr("Words to look for"))
        self.label = QComboBox()
        self.label.setAccessibleName(self.tr("Label"))
        self.label.setMinimumWidth(150)
        fill_labels(self.label, schema)
        self.form = QComboBox()
        self.form.setAccessibleName(self.tr("Looked for"))
        for form, title in forms.items():
            self.form.addItem(title, form)
        self.exact = QCheckBox(self.tr("Case counts"))
        self.exact.setChecked(True)
        self.score = QDoubleSpinBox()
        self.score.setAccessibleName(self.tr("Score"))
        self.score.setRange(0.01, 1.0)
        self.score.setSingleStep(0.05)
        self.score.setValue(DEFAULT_SCORE)
        self.keep_button = QPushButton()
        self.keep_button.setAutoDefault(False)
        self.keep_button.setObjectName("primary")
        self.words = plain(name="danger")
        self.words.setVisible(False)
        self._lay_out()
        self.text.textChanged.connect(self._on_changed)
        self.text.returnPressed.connect(self.keep)
        self.label.currentIndexChanged.connect(self._on_label_changed)
        self.form.currentIndexChanged.connect(self._on_label_changed)
        self.exact.clicked.connect(self._on_case_chosen)
        self.score.valueChanged.connect(self._on_changed)
        self.keep_button.clicked.connect(self.keep)
        self.clear()

    @property
    def entry(self) -> ListEntry | None:
        """What is typed, if it is a good entry."""
        try:
            return self._checked()
        except ListEntryError:
            return None

    def offer(self, text: str, layer: Layer, label: str) -> None:
        """Take words of an article as a new entry; without a label that of before stays."""
        self.clear()
        self._choose_label(layer, label)
        self.text.setText(clean_text(text))
        self.text.setFocus()

    def show_entry(self, entry: ListEntry) -> None:
        """Take an entry to be changed."""
        self.clear()
        self._id, self._is_enabled = entry.id, entry.is_enabled
        self._is_case_chosen = True
        self._choose_label(entry.layer, entry.label)
        self.form.setCurrentIndex(self.form.findData(entry.form))
        self.exact.setChecked(entry.is_exact)
        self.score.setValue(entry.score)
        self.text.setText(entry.text)
        self.keep_button.setText(self.tr("Change"))
        self._on_changed()

    def clear(self) -> None:
        """Take a new entry; label, form and score stay as they were."""
        self._id, self._is_enabled = 0, True
        self._is_case_chosen = False
        self.text.clear()
        self.keep_button.setText(self.tr("Add"))
        self._on_label_changed()

    def keep(self) -> None:
        """Hand the entry on, or say what is wrong with it."""
        try:
            entry = self._checked()
        except ListEntryError as error:
            self._say(error)
            return
        self.kept.emit(entry)

    def say_duplicate(self, entry: ListEntry) -> None:
        """The list has this entry already."""
        self._say(ListEntryError(reason="duplicate", text=entry.text))

    # -- within ------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE)
        grid.addWidget(self.text, 0, 0)
        grid.addWidget(self.label, 0, 1)
        grid.addWidget(self.keep_button, 0, 2)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addWidget(self.form)
        row.addWidget(self.exact)
        row.addWidget(plain(self.tr("Score"), wraps=False))
        row.addWidget(self.score)
        row.addStretch(1)
        grid.addLayout(row, 1, 0, 1, 3)
        grid.addWidget(self.words, 2, 0, 1, 3)
        grid.setColumnStretch(0, 1)

    def _choose_label(self, layer: Layer, label: str) -> None:
        for place in range(self.label.count()):
            if self.label.itemData(place) == (layer, label):
                self.label.setCurrentIndex(place)

    def _checked(self) -> ListEntry:
        layer, label = self.label.currentData() or (Layer.ENTITY, "")
        return checked(
            ListEntry(
                text=self.text.text(),
                label=label,
                layer=Layer(layer),
                form=self._form,
                is_exact=self.exact.isChecked(),
                score=round(self.score.value(), 2),
                is_enabled=self._is_enabled,
                id=self._id,
            )
        )

    @property
    def _form(self) -> Form:
        return Form(self.form.currentData())

    def _on_label_changed(self) -> None:
        """Until the annotator says otherwise, case counts for names and not for triggers."""
        if not self._is_case_chosen:
            layer = (self.label.currentData() or (Layer.ENTITY, ""))[0]
            self.exact.setChecked(layer == Layer.ENTITY and self._form is Form.WORDS)
        self.exact.setEnabled(self._form is not Form.TOKENS)
        self._on_changed()

    def _on_case_chosen(self) -> None:
        self._is_case_chosen = True
        self._on_changed()

    def _on_changed(self) -> None:
        self.words.setVisible(False)
        self.keep_button.setEnabled(bool(self.text.text().strip()))
        self.changed.emit()

    def _say(self, error: ListEntryError) -> None:
        self.words.setText(sentence(error, tr=message))
        self.words.setVisible(True)
